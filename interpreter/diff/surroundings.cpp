// What a contract says beside its figures and rules: header, terms, parties, lists, record, examples, a mapping's
// marks and expectations.
#include <algorithm>
#include <set>

#include "check/print_expr.h"
#include "diff/compare.h"
#include "number/rational.h"

namespace meruit::diff {

namespace {

constexpr const char* kNotCalculated = "nothing is calculated with it";
constexpr const char* kTest = "examples test a contract and change no result";

std::string quoted(const std::vector<std::string>& texts) {
  std::string text;
  for (const std::string& one : texts) text += (text.empty() ? "\"" : ", \"") + one + "\"";
  return text;
}

class Surroundings {
  using Kind = StatementChange::Kind;

 public:
  Surroundings(const Side& before, const Side& after, const Matching& matching)
      : before_(before),
        after_(after),
        old_(before.book.model),
        new_(after.book.model),
        matching_(matching),
        names_(namings(before.book, after.book, matching)) {}

  std::vector<StatementChange> compare() {
    header();
    terms();
    parties();
    lists();
    record();
    mapping();
    expectations();
    examples();
    questions();
    return std::move(found_);
  }

 private:
  StatementChange& open(Kind kind, const char* statement, const std::string& old_name, const std::string& new_name,
                        source::Span old_span = {}, source::Span new_span = {}) {
    StatementChange& change = found_.emplace_back();
    change.kind = kind;
    change.statement = statement;
    change.name_before = old_name;
    change.name_after = new_name;
    if (old_span.given()) change.before = before_.place(old_span);
    if (new_span.given()) change.after = after_.place(new_span);
    return change;
  }

  static void prove(StatementChange& change, const char* why) {
    change.proved_equal = true;
    change.why = why;
  }

  static void part(StatementChange& change, const char* what, const std::string& before, const std::string& after,
                   const char* why = "") {
    if (before == after) return;
    ChangedPart one{what, MarkedText{before.empty() ? "nothing" : before, {}, {}},
                    MarkedText{after.empty() ? "nothing" : after, {}, {}}, *why != '\0', why};
    one.before->place = change.before;
    one.after->place = change.after;
    mark_differences(*one.before, *one.after, {});
    change.parts.push_back(std::move(one));
  }

  // The last statement opened, unless nothing about it changed.
  void close() {
    StatementChange& change = found_.back();
    if (change.parts.empty() && change.kind == Kind::Changed) {
      found_.pop_back();
      return;
    }
    const bool all =
        !change.parts.empty() && change.kind == Kind::Changed &&
        std::all_of(change.parts.begin(), change.parts.end(), [](const auto& each) { return each.proved_equal; });
    if (all) prove(change, change.parts.front().why.c_str());
  }

  void header() {
    StatementChange& change =
        open(Kind::Changed, old_.is_model && new_.is_model ? "model" : "contract", old_.name, new_.name);
    part(change, "name", old_.name, new_.name, kNotCalculated);
    part(change, "title", quoted({old_.title}), quoted({new_.title}), kNotCalculated);
    part(change, "version", old_.version, new_.version, kNotCalculated);
    part(change, "kind", old_.is_model ? "model" : "contract", new_.is_model ? "model" : "contract");
    part(change, "term", old_.term ? calendar::to_text(*old_.term) : "",
         new_.term ? calendar::to_text(*new_.term) : "");
    part(change, "currency", old_.currency, new_.currency);
    part(change, "rounding", old_.rounding ? number::words(*old_.rounding) : "",
         new_.rounding ? number::words(*new_.rounding) : "", "the roundings that it decides are compared themselves");
    part(change, "cites", quoted(old_.cites), quoted(new_.cites), kNotCalculated);
    close();
  }

  void terms() {
    for (const check::NamedTerm& term : new_.terms) {
      const auto like = std::find_if(old_.terms.begin(), old_.terms.end(),
                                     [&](const auto& each) { return each.label == term.label; });
      if (like == old_.terms.end()) {
        open(Kind::Added, "term", "", term.label, {}, term.span);
        continue;
      }
      StatementChange& change = open(Kind::Changed, "term", like->label, term.label, like->span, term.span);
      part(change, "period", calendar::to_text(like->period), calendar::to_text(term.period));
      close();
    }
    for (const check::NamedTerm& term : old_.terms)
      if (std::none_of(new_.terms.begin(), new_.terms.end(),
                       [&](const auto& each) { return each.label == term.label; }))
        open(Kind::Removed, "term", term.label, "", term.span);
  }

  static std::string party_title(const check::Model& model, const std::string& name) {
    for (const auto& [party, title] : model.parties)
      if (party == name) return title;
    return {};
  }
  static bool pays(const check::Model& model, const std::string& name) {
    return std::any_of(model.rules.begin(), model.rules.end(),
                       [&](const check::Rule& rule) { return rule.payer == name || rule.payee == name; });
  }

  void parties() {
    for (const auto& [old_name, new_name] : matching_.parties) {
      const Kind kind = old_name.empty()       ? Kind::Added
                        : new_name.empty()     ? Kind::Removed
                        : old_name == new_name ? Kind::Changed
                                               : Kind::Renamed;
      StatementChange& change = open(kind, "party", old_name, new_name);
      if (kind == Kind::Changed || kind == Kind::Renamed)
        part(change, "title", quoted({party_title(old_, old_name)}), quoted({party_title(new_, new_name)}),
             kNotCalculated);
      if ((kind == Kind::Added && !pays(new_, new_name)) || (kind == Kind::Removed && !pays(old_, old_name)))
        prove(change, "no payment names it");
      close();
    }
  }

  // Lists are what their words are; those of a field stand with the field.
  static std::vector<const check::List*> named_lists(const check::Model& model) {
    std::vector<const check::List*> found;
    std::set<std::uint32_t> fields;
    for (const check::Field& field : model.fields)
      if (field.type.kind == check::TypeKind::OneOf) fields.insert(field.type.list.index);
    for (std::uint32_t i = 0; i < model.lists.size(); ++i)
      if (!fields.contains(i)) found.push_back(&model.lists[i]);
    return found;
  }

  void lists() {
    std::vector<const check::List*> olds = named_lists(old_), news = named_lists(new_);
    for (auto at = olds.begin(); at != olds.end();) {
      const auto like = std::find_if(news.begin(), news.end(),
                                     [&](const check::List* other) { return other->words == (*at)->words; });
      if (like == news.end()) {
        ++at;
        continue;
      }
      news.erase(like);
      at = olds.erase(at);
    }
    const auto words = [](const check::List& list) {
      std::string text;
      for (const std::string& word : list.words) text += (text.empty() ? "" : ", ") + word;
      return text;
    };
    for (const check::List* list : news) {
      const auto like =
          std::find_if(olds.begin(), olds.end(), [&](const check::List* other) { return other->name == list->name; });
      StatementChange& change =
          open(like == olds.end() ? Kind::Added : Kind::Changed, "list", like == olds.end() ? "" : list->name,
               list->name, like == olds.end() ? source::Span{} : (*like)->span, list->span);
      if (like != olds.end()) {
        part(change, "words", words(**like), words(*list));
        olds.erase(like);
      }
    }
    for (const check::List* list : olds) open(Kind::Removed, "list", list->name, "", list->span);
  }

  void record() {
    if (old_.relations.empty() || new_.relations.empty()) return;
    const check::Relation &a = old_.relations.front(), &b = new_.relations.front();
    StatementChange& change =
        open(a.name == b.name ? Kind::Changed : Kind::Renamed, "record", a.name, b.name, a.span, b.span);
    part(change, "title", quoted({a.title}), quoted({b.title}), kNotCalculated);
    close();
  }

  void mapping() {
    StatementChange& change = open(Kind::Changed, "mapping", "", "");
    part(change, "missing", quoted(old_.missing_marks), quoted(new_.missing_marks));
    part(change, "unknown columns", old_.unknown_columns_ignored ? "ignored" : "refused",
         new_.unknown_columns_ignored ? "ignored" : "refused");
    close();
  }

  void expectations() {
    std::multiset<std::string> olds;
    for (const check::ExprId id : old_.expectations) olds.insert(meaning(before_.book, id, names_.before));
    for (const check::ExprId id : new_.expectations) {
      const std::string text = meaning(after_.book, id, names_.after);
      if (const auto at = olds.find(text); at != olds.end())
        olds.erase(at);
      else
        open(Kind::Added, "expectation", "", written(after_.book.sources, new_[id].span), {}, new_[id].span);
    }
    for (const check::ExprId id : old_.expectations) {
      const std::string text = meaning(before_.book, id, names_.before);
      if (const auto at = olds.find(text); at != olds.end()) {
        olds.erase(at);
        open(Kind::Removed, "expectation", written(before_.book.sources, old_[id].span), "", old_[id].span);
      }
    }
  }

  static std::string content(const Book& book, const check::Example& example, const Naming& naming) {
    std::string text = std::to_string(static_cast<int>(example.evidence)) + example.evidence_source;
    if (example.term) text += " term " + calendar::to_text(*example.term);
    std::vector<std::string> given;
    for (const check::Rebinding& one : example.given) {
      const auto kind = one.kind == check::Rebinding::Kind::Parameter ? Entity::Kind::Parameter
                        : one.kind == check::Rebinding::Kind::Field   ? Entity::Kind::Field
                                                                      : Entity::Kind::Rule;
      given.push_back(naming.token(book.of(kind, one.index)) + " = " + meaning(book, one.value, naming));
    }
    std::sort(given.begin(), given.end());
    for (const std::string& one : given) text += "\n" + one;
    for (const check::Expectation& one : example.expect) {
      const EntityId id =
          one.field ? book.of(Entity::Kind::Field, one.field->index) : home_of(book, one.rule.index).entity;
      text += "\nexpect " + naming.token(id) + " " + meaning(book, one.value, naming);
      if (one.quantum) text += " " + number::to_plain(*one.quantum) + number::words(one.mode);
    }
    return text;
  }

  void examples() {
    std::vector<const check::Example*> olds;
    for (const check::Example& one : old_.examples) olds.push_back(&one);
    for (const check::Example& one : new_.examples) {
      const auto like =
          std::find_if(olds.begin(), olds.end(), [&](const auto* other) { return other->title == one.title; });
      if (like == olds.end()) {
        prove(open(Kind::Added, "example", "", one.title, {}, one.span), kTest);
        continue;
      }
      if (content(before_.book, **like, names_.before) != content(after_.book, one, names_.after))
        prove(open(Kind::Changed, "example", one.title, one.title, (*like)->span, one.span), kTest);
      olds.erase(like);
    }
    for (const check::Example* one : olds) prove(open(Kind::Removed, "example", one->title, "", one->span), kTest);
  }

  void questions() {
    const auto has = [](const std::vector<std::string>& all, const std::string& text) {
      return std::find(all.begin(), all.end(), text) != all.end();
    };
    for (const std::string& text : new_.open_questions)
      if (!has(old_.open_questions, text)) prove(open(Kind::Added, "open question", "", text), kNotCalculated);
    for (const std::string& text : old_.open_questions)
      if (!has(new_.open_questions, text)) prove(open(Kind::Removed, "open question", text, ""), kNotCalculated);
  }

  const Side& before_;
  const Side& after_;
  const check::Model& old_;
  const check::Model& new_;
  const Matching& matching_;
  const Namings names_;
  std::vector<StatementChange> found_;
};

}  // namespace

std::vector<StatementChange> compare_surroundings(const Side& before, const Side& after, const Matching& matching) {
  return Surroundings(before, after, matching).compare();
}

}  // namespace meruit::diff
