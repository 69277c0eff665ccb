#include <doctest/doctest.h>

#include "contracts.h"

using namespace meruit;
using namespace meruit::testing;

TEST_CASE("a contract tells what it needs and gives") {
  const Compiled compiled = compile_text(kSavings);
  REQUIRE(compiled.contract);
  const Contract& contract = *compiled.contract;
  CHECK(contract.name() == "savings");
  CHECK(contract.title() == "Shared savings");
  CHECK(contract.is_model());
  CHECK(contract.currency() == "USD");
  REQUIRE(contract.terms().size() == 1);
  CHECK(contract.terms()[0].term.last == "2021-12-31");
  CHECK(contract.open_questions().size() == 1);
  CHECK(contract.fingerprint().size() == 64);

  REQUIRE(contract.relations().size() == 1);
  CHECK(contract.relations()[0].keys == std::vector<std::string>{"aco_id"});
  CHECK(contract.relations()[0].columns.size() == 4);

  REQUIRE(contract.outputs().size() == 4);
  const OutputInfo& saved = contract.outputs()[0];
  CHECK(saved.money);
  CHECK(saved.reported);
  const OutputInfo& payment = contract.outputs()[3];
  CHECK(payment.name == "payment");
  CHECK(payment.payer_title == "Harbor Health Plan");
  CHECK(payment.payee_title == "Accountable care organization");
  CHECK(contract.outputs()[2].overall);
}

TEST_CASE("blanks and comments do not change the fingerprint, meaning does") {
  std::string text = kSavings;
  const std::string before = compile_text(text).contract->fingerprint();
  CHECK(compile_text("# a comment\n" + text).contract->fingerprint() == before);
  text.replace(text.find("50%"), 3, "51%");
  CHECK(compile_text(text).contract->fingerprint() != before);
}

TEST_CASE("diagnostics are data with a place, and have renderings") {
  std::string text = kSavings;
  text.replace(text.find("saved * rate"), 12, "saved * rat ");
  const Compiled compiled = compile_text(text);
  CHECK(!compiled.contract);
  REQUIRE(compiled.diagnostics.size() == 1);
  const Diagnostic& diagnostic = compiled.diagnostics[0];
  CHECK(diagnostic.severity == Severity::Error);
  CHECK(diagnostic.code == "unknown-name");
  CHECK(diagnostic.place.file == "savings.meruit");
  CHECK(diagnostic.place.line == 26);
  CHECK(diagnostic.place.end_column == diagnostic.place.column + 3);
  CHECK(render(diagnostic, Rendering::OneLine).starts_with("savings.meruit:26:"));
  CHECK(render(diagnostic).find("^^^") != std::string::npos);
  CHECK(render_json(compiled.diagnostics).find("\"unknown-name\"") != std::string::npos);
}

TEST_CASE("a text that is not there is a diagnostic") {
  const Compiled compiled = compile("/no/such/contract.meruit");
  CHECK(!compiled.contract);
  REQUIRE(compiled.diagnostics.size() == 1);
  CHECK(compiled.diagnostics[0].code == "file");
  CHECK(render(compiled.diagnostics[0], Rendering::OneLine) ==
        "error[file]: cannot read `/no/such/contract.meruit`: No such file or directory");
}

TEST_CASE("examples run, and say what came out instead") {
  const auto reports = compile_text(kSavings).contract->run_examples();
  REQUIRE(reports.size() == 2);
  CHECK(reports[0].passed);
  CHECK(reports[0].evidence == "constructed: by hand");
  CHECK(!reports[1].passed);
  REQUIRE(reports[1].failures.size() == 1);
  CHECK(reports[1].failures[0].name == "payment");
  CHECK(reports[1].failures[0].expected == "$26.00");
  CHECK(reports[1].failures[0].found == "$25.00");
}
