// The syntax tree of every construct, against trees/NAME.ast. MERUIT_UPDATE=1 rewrites them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "../files.h"
#include "source/source.h"
#include "syntax/parse.h"
#include "syntax/print.h"
#include "syntax/texts.h"

namespace meruit::test {

namespace {

std::string expected_path(const std::string& text_path) {
  return std::string(MERUIT_SOURCE_DIR) + "/tests/syntax/trees/" + std::filesystem::path(text_path).stem().string() +
         ".ast";
}

std::string expression(const std::string& text, std::size_t errors = 0) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const syntax::ParsedExpr parsed = syntax::parse_expression(sources, sources.add("--set x", text), diagnostics);
  CHECK(diagnostics.error_count() == errors);
  return syntax::print(parsed.file, parsed.expr);
}

}  // namespace

TEST_CASE("the trees of the texts") {
  for (const NamedText& text : own_texts()) {
    INFO(text.name);
    const Reading found = read(text.name, text.text);
    CHECK(found.messages.empty());
    const std::string path = expected_path(text.name);
    if (std::getenv("MERUIT_UPDATE") != nullptr) std::ofstream(path) << found.printed;
    CHECK(found.printed == tests::read_file(path));
  }
}

TEST_CASE("spans are bytes, also behind characters of several bytes") {
  const std::string text = "model m \"Größe – ½\" for each aco # ünïcode\nrule résumé is 1\nrule other is total + 2";
  const Reading found = read("m.meruit", text);
  REQUIRE(found.messages.size() == 1);
  CHECK(found.messages.front().starts_with("2:7: foreign-sign: `é` has no meaning"));
  REQUIRE(found.file.rules.size() == 1);
  const ast::Rule& rule = found.file.rules.front();
  CHECK(text.substr(rule.name.span.begin, rule.name.span.end - rule.name.span.begin) == "other");
  CHECK(text.substr(rule.body.span.begin, rule.body.span.end - rule.body.span.begin) == "total + 2");
  CHECK(found.file.header->title->value == "Größe – ½");
}

TEST_CASE("a byte order mark is no part of the text") {
  const Reading found = read("m.meruit", "\xEF\xBB\xBFmodel m for each aco\nrule a is \"é\" = b");
  CHECK(found.messages.empty());
  REQUIRE(found.file.rules.size() == 1);
  CHECK(found.file.rules.front().name.span.begin == 3 + 21 + 5);
}

TEST_CASE("one expression") {
  CHECK(expression("$1,250.50") == "$1250.5");
  CHECK(expression("2021-04-01 to 2021-12-31") == "(to 2021-04-01 2021-12-31)");
  CHECK(expression("-3.5% * (a + 1)") == "(* (- 3.5%) (+ a 1))");
  CHECK(expression("global") == "global");
  CHECK(expression("1 +", 1) == "(error)");
  CHECK(expression("", 1) == "(error)");
  CHECK(expression("1 2", 1) == "(error)");
  CHECK(expression("rule x is 5", 1) == "(error)");
}

TEST_CASE("a file is a contract or a mapping") {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const ast::File contract = syntax::parse(sources, sources.add("c.meruit", "model m for each aco"), diagnostics);
  const ast::File mapping = syntax::parse(sources, sources.add("p.map", "mapping p for m"), diagnostics);
  CHECK(syntax::must_be_contract(sources, contract, diagnostics));
  CHECK(syntax::must_be_mapping(sources, mapping, diagnostics));
  CHECK(diagnostics.error_count() == 0);
  CHECK_FALSE(syntax::must_be_contract(sources, mapping, diagnostics));
  CHECK_FALSE(syntax::must_be_mapping(sources, contract, diagnostics));
  CHECK(diagnostics.error_count() == 2);
}

TEST_CASE("several threads may parse") {
  const std::vector<NamedText> texts = own_texts();
  std::vector<std::string> printed(4);
  std::vector<std::thread> threads;
  for (std::size_t index = 0; index < printed.size(); ++index)
    threads.emplace_back([&, index] {
      for (const NamedText& text : texts) printed[index] += read(text.name, text.text).printed;
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : printed) CHECK(one == printed.front());
}

}  // namespace meruit::test
