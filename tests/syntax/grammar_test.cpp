// The grammar itself, watched by ANTLR: no text is ambiguous, no contract needs the slow full-context prediction, and
// a large contract is read in about a tenth of a second.
#include "syntax/reading.h"  // before doctest, whose GIVEN and WHEN are words of the language

#include <atn/DecisionState.h>
#include <doctest/doctest.h>

#include <chrono>
#include <iostream>
#include <string>

#include "source/source.h"
#include "syntax/parse.h"
#include "syntax/texts.h"

namespace meruit::test {

namespace {

class Watch : public antlr4::BaseErrorListener {
 public:
  std::size_t ambiguities = 0;
  std::size_t full_context = 0;
  std::string places;  // the rules of the grammar that needed full context

  void reportAmbiguity(antlr4::Parser*, const antlr4::dfa::DFA&, std::size_t, std::size_t, bool,
                       const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
    ++ambiguities;
  }
  void reportAttemptingFullContext(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t, std::size_t,
                                   const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
    ++full_context;
    places += " " + parser->getRuleNames()[dfa.atnStartState->ruleIndex];
  }
};

std::string thousand_rules() {
  std::string text = "model generated \"Generated\" for each aco\n  currency: USD\n\nrecord aco\n  key id: text\n";
  text += "  track: one of basic, enhanced\n  benchmark: money\n  cost: money\n";
  for (int rule = 0; rule < 1'000; ++rule) {
    const std::string number = std::to_string(rule);
    text += "\nrule savings_" + number + " \"Savings before the limit, step " + number + "\", reported is\n";
    text += "  when track = basic and cost > $1,000.00:  (benchmark - cost) * 50% + min(cost, $5, $10)\n";
    text += "  otherwise: clamp(benchmark - cost, -$1, $1)\n";
  }
  return text;
}

}  // namespace

TEST_CASE("no text is ambiguous") {
  for (const NamedText& text : all_texts()) {
    INFO(text.name);
    const syntax::Words words = syntax::split(text.text, text.text.size());
    std::size_t mistakes = 0;
    syntax::Reading reading(text.text, words, [&](const syntax::Mistake&) { ++mistakes; });
    Watch watch;
    reading.parser.addErrorListener(&watch);
    (void)reading.parser.file();
    CHECK(mistakes == 0);
    CHECK(watch.ambiguities == 0);
    // The codes of a mapping (`as A: a, B: b`) look like what may follow a `given`; only the context tells them apart.
    if (std::string_view(text.name).ends_with(".map")) continue;
    CHECK_MESSAGE(watch.full_context == 0, watch.places);
  }
}

TEST_CASE("a thousand rules") {
  const std::string text = thousand_rules();
  const auto start = std::chrono::steady_clock::now();
  const Reading found = read("generated.meruit", text);
  const auto elapsed = std::chrono::steady_clock::now() - start;
  CHECK(found.messages.empty());
  CHECK(found.file.rules.size() == 1'000);
  std::cout << text.size() / 1000
            << " kB, 1,000 rules: " << std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count()
            << " ms\n";
  CHECK(elapsed < std::chrono::seconds(20));  // a busy machine or a sanitizer; about 0.1 s on an idle one
}

}  // namespace meruit::test
