// Each word of each text deleted, doubled, and swapped with the next: never a crash, at most one message, and no
// statement lost but those that the change touches. What the parser accepts in silence is counted by kind: each must
// be a change of meaning that the checker or an example sees. MERUIT_FULL=1 tries every word; otherwise a sample.
#include "syntax/reading.h"  // before doctest, whose GIVEN and WHEN are words of the language

#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>
#include <map>

#include "syntax/texts.h"
#include "syntax/words.h"

namespace meruit::test {

namespace {

using syntax::Word;
using syntax::Words;
using G = syntax::Grammar;

enum class Change { Delete, Double, Swap };

constexpr const char* kChanges[] = {"deleted", "doubled", "swapped"};

std::string changed(const std::string& text, const Words& words, std::size_t at, Change change) {
  const Word& word = words[at];
  const std::string written(text_of(text, word));
  std::string result = text;
  if (change == Change::Delete) return result.erase(word.begin, written.size());
  if (change == Change::Double) return result.insert(word.end, " " + written);
  const Word& next = words[at + 1];
  const std::string between = text.substr(word.end, next.begin - word.end);
  return result.replace(word.begin, next.end - word.begin, std::string(text_of(text, next)) + between + written);
}

const char* kind_of(std::size_t type) {
  if (type == G::NAME || type == G::HYPHENATED || type == G::COUNTED || type == G::CODE) return "name";
  if (syntax::is_statement(type) && type != G::TERM && type != G::OPEN) return "statement word";
  if (syntax::is_reserved(type)) return "reserved word";
  if (syntax::may_be_name(type)) return "soft word";
  if (type == G::TEXT) return "text";
  if (type == G::NUMBER || type == G::GROUPED || type == G::PERCENTAGE || type == G::MONEY || type == G::DATE)
    return "literal";
  if (type == G::COMMA || type == G::COLON || type == G::DOT) return "separator";
  if (type == G::LPAREN || type == G::CALL_OPEN || type == G::RPAREN) return "bracket";
  return "operator";
}

std::size_t statements(const ast::File& file) {
  return (file.header ? 1u : 0u) + (file.mapping ? 1u : 0u) + file.terms.size() + file.parties.size() +
         file.lists.size() + file.records.size() + file.parameters.size() + file.tables.size() + file.bands.size() +
         file.rules.size() + file.uses.size() + file.examples.size() + file.questions.size() + file.supplies.size() +
         file.expectations.size();
}

// How many statements a change may cost: the one it is in, and its neighbour when it is at its edge.
std::size_t touched(const std::string& text, const Words& words, std::size_t at, Change change) {
  const bool in_mapping = syntax::is_mapping(words);
  const auto begins = [&](std::size_t word) {
    return word < words.size() && syntax::begins_statement(text, words, word, in_mapping);
  };
  std::size_t count = 1;
  if (begins(at)) ++count;
  if (begins(at + 1)) ++count;
  if (change == Change::Swap && begins(at + 2)) ++count;
  return count;
}

struct Tally {
  std::size_t tried = 0;
  std::size_t refused = 0;
  std::size_t same = 0;                       // read as before
  std::map<std::string, std::size_t> silent;  // another meaning, by kind
  std::map<std::string, std::vector<std::string>> samples;
};

void try_change(const NamedText& text, const Words& words, const Reading& before, std::size_t at, Change change,
                Tally& tally) {
  const std::string mutated = changed(text.text, words, at, change);
  const Reading after = read(text.name, mutated);
  ++tally.tried;
  const std::string word(text_of(text.text, words[at]));
  INFO(text.name, " word ", at, " `", word, "` ", kChanges[static_cast<int>(change)]);
  for (const std::string& message : after.messages) INFO(message);
  std::string messages;
  for (const std::string& message : after.messages) messages += "\n  " + message;
  CHECK_MESSAGE(after.messages.size() <= 1, messages);
  if (!after.messages.empty()) {
    ++tally.refused;
    const std::size_t lost = statements(before.file) - std::min(statements(before.file), statements(after.file));
    CHECK_MESSAGE(lost <= touched(text.text, words, at, change), "statements lost: ", lost, messages);
    return;
  }
  if (after.printed == before.printed) {
    ++tally.same;
    return;
  }
  std::string kind = std::string(kChanges[static_cast<int>(change)]) + " " + kind_of(words[at].type);
  if (change == Change::Swap) kind += std::string(" with ") + kind_of(words[at + 1].type);
  ++tally.silent[kind];
  const std::uint32_t from = at > 2 ? words[at - 2].begin : 0;
  const std::uint32_t to = at + 3 < words.size() ? words[at + 3].end : words.back().end;
  tally.samples[kind].push_back(text.text.substr(from, to - from));
}

void print(const Tally& tally) {
  std::cout << tally.tried << " mutations: " << tally.refused << " refused, " << tally.same << " read as before";
  std::size_t silent = 0;
  for (const auto& [kind, count] : tally.silent) silent += count;
  std::cout << ", " << silent << " with another meaning accepted by the parser:\n";
  const bool samples = std::getenv("MERUIT_SAMPLES") != nullptr;
  for (const auto& [kind, count] : tally.silent) {
    std::cout << "  " << count << "  " << kind << "\n";
    if (!samples) continue;
    for (const std::string& sample : tally.samples.at(kind)) std::cout << "      " << sample << "\n";
  }
}

}  // namespace

TEST_CASE("a mutated text gives at most one message and loses no other statement") {
  const bool full = std::getenv("MERUIT_FULL") != nullptr;
  constexpr std::size_t kSample = 350;  // changes of one text, unless all are asked for
  Tally tally;
  for (const NamedText& text : all_texts()) {
    const Reading before = read(text.name, text.text);
    REQUIRE_MESSAGE(before.messages.empty(), text.name, ": ", before.messages.empty() ? "" : before.messages.front());
    const Words words = syntax::split(text.text, text.text.size());
    const std::size_t every = full ? 1 : std::max<std::size_t>(1, 3 * words.size() / kSample);
    for (std::size_t at = 0; at < words.size(); ++at)
      for (const Change change : {Change::Delete, Change::Double, Change::Swap}) {
        if ((3 * at + static_cast<std::size_t>(change)) % every != 0) continue;
        if (change == Change::Swap && at + 1 == words.size()) continue;
        try_change(text, words, before, at, change, tally);
      }
  }
  print(tally);
}

}  // namespace meruit::test
