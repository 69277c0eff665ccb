// Each word of each text deleted, doubled, and swapped with the next: never a crash, at most one message, and no
// statement lost but those that the change touches. What the parser accepts in silence is counted by kind: each must
// be a change of meaning that the checker or an example sees (silent_test.cpp). MERUIT_FULL=1 tries every word;
// otherwise a sample. MERUIT_SAMPLES=1 shows what was accepted.
#include "syntax/reading.h"  // before doctest, whose GIVEN and WHEN are words of the language

#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>
#include <map>

#include "syntax/mutations.h"
#include "syntax/texts.h"
#include "syntax/words.h"

namespace meruit::test {

namespace {

using syntax::Words;

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
  INFO(text.name, ": ", name(change), " ", around(text.text, words, at));
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
  const std::string kind = kind_of(words, at, change);
  ++tally.silent[kind];
  tally.samples[kind].push_back(around(text.text, words, at));
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
  constexpr std::size_t kSample = 350;  // changes of one text
  Tally tally;
  for (const NamedText& text : all_texts()) {
    const Reading before = read(text.name, text.text);
    REQUIRE_MESSAGE(before.messages.empty(), text.name, ": ", before.messages.empty() ? "" : before.messages.front());
    const Words words = syntax::split(text.text, text.text.size());
    for (std::size_t at = 0; at < words.size(); ++at)
      for (const Change change : kChanges)
        if (is_tried(words, at, change, kSample)) try_change(text, words, before, at, change, tally);
  }
  print(tally);
}

}  // namespace meruit::test
