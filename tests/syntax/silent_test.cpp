// What the parser accepts after a small change, seen by the whole compiler: refused by the checker, made to fail by an
// example, or of the same meaning. What no one sees is a change that only a reader can find; it is counted, and shown
// with MERUIT_SAMPLES=1.
#include "syntax/reading.h"  // before doctest, whose GIVEN and WHEN are words of the language

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>

#include "meruit/contract.h"
#include "syntax/mutations.h"
#include "syntax/texts.h"

namespace meruit::test {

namespace {

enum class Seen { ByChecker, ByExample, Same, ByNoOne };

struct Tally {
  std::map<std::string, std::map<Seen, std::size_t>> by_kind;
  std::vector<std::string> unseen;
};

// The texts of stdlib's folder, one of them changed.
Compiled compile_changed(const std::string& path, const std::string& text) {
  const SourceLoader from_disk = files();
  return compile(path, [&](std::string_view wanted) -> Result<std::string> {
    if (wanted == path) return text;
    return from_disk(wanted);
  });
}

Seen seen(const std::string& path, const std::string& text, const std::string& fingerprint) {
  const Compiled compiled = compile_changed(path, text);
  if (!compiled.contract) return Seen::ByChecker;
  if (compiled.contract->fingerprint() == fingerprint) return Seen::Same;
  const std::vector<ExampleReport> reports = compiled.contract->run_examples();
  const bool failed = std::any_of(reports.begin(), reports.end(), [](const ExampleReport& one) { return !one.passed; });
  return failed ? Seen::ByExample : Seen::ByNoOne;
}

void print(const Tally& tally) {
  std::cout << "accepted by the parser, then: by the checker / by an example / same meaning / seen by no one\n";
  for (auto [kind, counts] : tally.by_kind)
    std::cout << "  " << counts[Seen::ByChecker] << " / " << counts[Seen::ByExample] << " / " << counts[Seen::Same]
              << " / " << counts[Seen::ByNoOne] << "  " << kind << "\n";
  if (std::getenv("MERUIT_SAMPLES") == nullptr) return;
  for (const std::string& one : tally.unseen) std::cout << "    " << one << "\n";
}

}  // namespace

TEST_CASE("what the parser accepts in silence is seen later, or changes nothing") {
  constexpr std::size_t kSample = 500;
  Tally tally;
  std::size_t silent = 0;
  for (const NamedText& text : library_models()) {
    const Reading before = read(text.name, text.text);
    const Compiled good = compile_changed(text.name, text.text);
    REQUIRE_MESSAGE(good.contract != nullptr, text.name);
    const syntax::Words words = syntax::split(text.text, text.text.size());
    for (std::size_t at = 0; at < words.size(); ++at)
      for (const Change change : kChanges) {
        if (!is_tried(words, at, change, kSample)) continue;
        const std::string mutated = changed(text.text, words, at, change);
        const Reading after = read(text.name, mutated);
        if (!after.messages.empty() || after.printed == before.printed) continue;
        ++silent;
        const Seen how = seen(text.name, mutated, good.contract->fingerprint());
        ++tally.by_kind[kind_of(words, at, change)][how];
        if (how == Seen::ByNoOne)
          tally.unseen.push_back(std::string(name(change)) + ": " + around(text.text, words, at));
      }
  }
  print(tally);
  CHECK(silent > 0);
  // Only a title that is gone is of meaning for readers alone.
  for (auto& each : tally.by_kind)
    if (each.first != "deleted text") CHECK_MESSAGE(each.second[Seen::ByNoOne] == 0, each.first);
}

}  // namespace meruit::test
