// The limits before parsing: each is a message, never a crash and never a long wait.
#include <doctest/doctest.h>

#include "source/source.h"
#include "syntax/parse.h"
#include "syntax/texts.h"

namespace meruit::test {

namespace {

const std::string kHead = "model m for each aco\nrecord aco\n  key id: text\nrule a is ";

std::string repeated(const std::string& part, std::size_t count) {
  std::string text;
  for (std::size_t done = 0; done < count; ++done) text += part;
  return text;
}

struct Outcome {
  std::size_t errors = 0;
  source::DiagnosticKind kind{};
  std::string message;
};

Outcome outcome(const std::string& text, const Limits& limits = {}) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  (void)syntax::parse(sources, sources.add("m.meruit", text), diagnostics, limits);
  Outcome found;
  found.errors = diagnostics.error_count();
  if (found.errors > 0) {
    found.kind = diagnostics.all().front().kind;
    found.message = diagnostics.all().front().message;
  }
  return found;
}

void refused(const std::string& text, const std::string& message, const Limits& limits = {}) {
  const Outcome found = outcome(text, limits);
  CHECK(found.errors == 1);
  CHECK(found.kind == source::DiagnosticKind::LimitExceeded);
  CHECK(found.message == message);
}

}  // namespace

TEST_CASE("bytes") {
  Limits limits;
  limits.source_bytes = 100;
  refused(kHead + repeated("1 + ", 20) + "1", "the text has 138 bytes", limits);
}

TEST_CASE("words") {
  Limits limits;
  limits.tokens = 50;
  refused(kHead + repeated("1 + ", 30) + "1", "the text has more than 50 words and signs", limits);
  refused(kHead + "1\n" + repeated("x ", 600'000), "the text has more than 500,000 words and signs");
}

TEST_CASE("nesting") {
  CHECK(outcome(kHead + repeated("(", 100) + "1" + repeated(")", 100)).errors == 0);
  refused(kHead + repeated("(", 101) + "1" + repeated(")", 101), "parentheses within parentheses, 101 deep");
  refused(kHead + repeated("(", 40'000), "parentheses within parentheses, 101 deep");
  refused(kHead + repeated("min(", 40'000), "parentheses within parentheses, 101 deep");
  CHECK(outcome(kHead + repeated(")", 40'000)).errors == 1);
}

TEST_CASE("operators") {
  CHECK(outcome(kHead + "1" + repeated(" + 1", 1'000)).errors == 0);
  refused(kHead + "1" + repeated(" + 1", 1'001), "one expression with more than 1,000 operators");
  refused(kHead + "1" + repeated(" + 1", 100'000), "one expression with more than 1,000 operators");
  refused(kHead + repeated("not ", 100'000) + "a", "one expression with more than 1,000 operators");
  refused(kHead + repeated("start of ", 100'000) + "a", "one expression with more than 1,000 operators");
  refused(kHead + repeated("the day before ", 100'000) + "a", "one expression with more than 1,000 operators");
  refused(kHead + repeated("day 2 counting ", 100'000) + "a", "one expression with more than 1,000 operators");
  refused(kHead + "a" + repeated(" is given", 100'000), "one expression with more than 1,000 operators");
  refused(kHead + repeated("a.", 100'000) + "a", "one expression with more than 1,000 operators");
  refused(kHead + "f(" + repeated("(1 + 1), ", 1'001) + "1)", "one expression with more than 1,000 operators");
  CHECK(outcome(kHead + "a in (" + repeated("1, ", 50'000) + "1)").errors == 0);
}

TEST_CASE("digits") {
  CHECK(outcome(kHead + repeated("7", 200)).errors == 0);
  refused(kHead + repeated("7", 201), "a number of 201 digits");
  refused(kHead + "$" + repeated("7", 100'000) + ".5", "a number of 100,001 digits");
  refused(kHead + "0." + repeated("7", 300) + "%", "a number of 301 digits");
}

TEST_CASE("bytes that are no text") {
  for (const char* bytes : {"\xFF\xFE", "\xC3", "\xE2\x82", "\xED\xA0\x80", "\xC0\xAF", "\xF5\x80\x80\x80"}) {
    const Outcome found = outcome(kHead + "1 # " + bytes);
    CHECK(found.errors == 1);
    CHECK(found.message == "from here on the text is not UTF-8");
  }
  CHECK(outcome(kHead + std::string(3, '\0')).errors == 1);
}

TEST_CASE("many mistakes are reported up to the sink's limit, in reasonable time") {
  CHECK(outcome("model m for each aco\n" + repeated("rule x is 1 +\n", 3'000)).errors > 50);
  CHECK(outcome(repeated("x y z ", 100'000)).errors == 1);
}

}  // namespace meruit::test
