#include "edits.h"

#include <algorithm>
#include <map>
#include <vector>

#include "api/inside.h"
#include "diff/book.h"
#include "syntax/words.h"

namespace meruit::testing {

namespace {

using syntax::text_of;
using syntax::Words;

// These tests run on one thread.
Words words_of(const std::string& text) { return syntax::split(text, 1'000'000); }

std::string replaced(const std::string& text, const syntax::Word& word, const std::string& by) {
  return text.substr(0, word.begin) + by + text.substr(word.end);
}

bool is_number(std::string_view word) { return !word.empty() && word.front() >= '0' && word.front() <= '9'; }

}  // namespace

std::set<std::string> inner_names(const Contract& contract) {
  const check::Model& model = contract.inside().model;
  const diff::Book book = diff::make_book(model, *contract.inside().sources);
  std::set<std::string> names, others;
  for (const diff::Entity& entity : book.entities) {
    if (entity.name.find('.') != std::string::npos) others.insert(entity.name.substr(entity.name.find('.') + 1));
    const bool inner = !entity.carried && entity.kind != diff::Entity::Kind::Field;
    (inner ? names : others).insert(entity.name);
  }
  for (const check::List& list : model.lists) {
    others.insert(list.name);
    others.insert(list.words.begin(), list.words.end());
  }
  for (const check::Table& table : model.tables)
    for (const auto* columns : {&table.keys, &table.columns})
      for (const check::Column& column : *columns) others.insert(column.name);
  for (const check::Bands& bands : model.bands) others.insert(bands.inputs.begin(), bands.inputs.end());
  for (const auto& party : model.parties) others.insert(party.first);
  for (const check::Relation& relation : model.relations) others.insert({relation.name, relation.plural});
  // Figures of one value are called by the table's own name.
  for (const check::Table& table : model.tables)
    if (table.columns.size() == 1) others.insert(table.name);
  for (const std::string& name : others) names.erase(name);
  return names;
}

std::string with_other_names(const std::string& text, const std::set<std::string>& names) {
  std::string result;
  std::size_t at = 0;
  for (const syntax::Word& word : words_of(text)) {
    const std::string name(text_of(text, word));
    if (!names.contains(name)) continue;
    result += text.substr(at, word.begin - at) + "renamed_" + name;
    at = word.end;
  }
  return result + text.substr(at);
}

std::string with_statements_moved(const std::string& text, differential::Random& random) {
  std::vector<std::string> statements;
  std::size_t line = 0;
  while (line < text.size()) {
    const std::size_t end = std::min(text.find('\n', line), text.size() - 1) + 1;
    const std::string one = text.substr(line, end - line);
    const bool inner = one.front() == ' ' || one.front() == '\n';
    if (one.front() != '#') {
      if (inner && !statements.empty())
        statements.back() += one;
      else
        statements.push_back(one);
    }
    line = end;
  }
  std::vector<std::string> moved(statements.begin() + 1, statements.end());
  random.shuffle(moved);
  std::string result = statements.front();
  if (!result.ends_with('\n')) result += "\n";
  for (const std::string& one : moved) result += one + (one.ends_with('\n') ? "" : "\n");
  return result;
}

std::string with_other_blanks(const std::string& text, differential::Random& random) {
  std::string result;
  bool quoted = false, comment = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && !comment) quoted = !quoted;
    if (text[i] == '#' && !quoted) comment = true;
    if (text[i] == '\n') comment = false;
    result += text[i];
    const bool between = text[i] == ' ' && i > 0 && text[i - 1] != '\n' && text[i - 1] != ' ' && !quoted && !comment;
    if (between && random.chance(20)) result += "  ";
    if (text[i] == '\n' && random.chance(10)) result += "# a remark\n";
  }
  return result;
}

std::string with_one_change(const std::string& text, differential::Random& random) {
  static const std::map<std::string_view, std::string> replacements = {{"+", "-"},
                                                                       {"-", "+"},
                                                                       {"*", "/"},
                                                                       {"/", "*"},
                                                                       {"<", "<="},
                                                                       {"<=", "<"},
                                                                       {">", ">="},
                                                                       {">=", ">"},
                                                                       {"=", "<>"},
                                                                       {"<>", "="},
                                                                       {"and", "or"},
                                                                       {"or", "and"},
                                                                       {"min", "max"},
                                                                       {"max", "min"},
                                                                       {"yes", "no"},
                                                                       {"no", "yes"},
                                                                       {"sum", "largest"},
                                                                       {"smallest", "largest"},
                                                                       {"largest", "smallest"}};
  std::vector<std::string> changed;
  const Words words = words_of(text);
  const auto word_at = [&](std::size_t i) { return i < words.size() ? text_of(text, words[i]) : std::string_view(); };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view written = word_at(i);
    // Nothing per hundred is nothing per two hundred, and 5 - 0 is 5 + 0, be it dollars.
    std::string_view next = word_at(i + 1) == "$" ? word_at(i + 2) : word_at(i + 1);
    if (next.starts_with('$')) next.remove_prefix(1);
    const bool same = (i > 0 && word_at(i - 1) == "per") || next == "0" || next == "1";
    if (same) continue;
    if (is_number(written)) {
      std::string number(written);
      char& digit = number[number.find_first_of("0123456789")];
      digit = digit == '9' ? '8' : static_cast<char>(digit + 1);
      changed.push_back(replaced(text, words[i], number));
    } else if (const auto other = replacements.find(written); other != replacements.end()) {
      changed.push_back(replaced(text, words[i], other->second));
    }
  }
  return changed.empty() ? std::string() : random.pick(changed);
}

std::string with_one_commuted(const std::string& text, differential::Random& random) {
  const Words words = words_of(text);
  std::vector<std::string> changed;
  for (std::size_t i = 2; i + 2 < words.size(); ++i) {
    const std::string_view sign = text_of(text, words[i]);
    const std::string_view ahead = text_of(text, words[i - 2]), behind = text_of(text, words[i + 2]);
    const bool alone = (ahead == "(" || ahead == "is" || ahead == ",") && (behind == ")" || behind == ",");
    if ((sign != "+" && sign != "*") || !alone) continue;
    if (!syntax::may_be_name(words[i - 1].type) || !syntax::may_be_name(words[i + 1].type)) continue;
    const std::string left(text_of(text, words[i - 1])), right(text_of(text, words[i + 1]));
    changed.push_back(text.substr(0, words[i - 1].begin) + right +
                      text.substr(words[i - 1].end, words[i + 1].begin - words[i - 1].end) + left +
                      text.substr(words[i + 1].end));
  }
  return changed.empty() ? std::string() : random.pick(changed);
}

}  // namespace meruit::testing
