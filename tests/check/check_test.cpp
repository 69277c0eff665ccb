// Runs the cases of this folder, and sees that each kind of message of the checker is among them.
// MERUIT_UPDATE=1 writes what comes out now into the files; read the difference before keeping it.
#include <doctest/doctest.h>

#include <cstdlib>
#include <set>

#include "case_runner.h"
#include "source/diagnostic.h"

namespace {

using namespace meruit;

const char* const kFiles[] = {"names.cases",    "values.cases", "coverage.cases",  "figures.cases",  "models.cases",
                              "mappings.cases", "prints.cases", "published.cases", "formulas.cases", "relations.cases"};

std::string path_of(const char* file) { return std::string(MERUIT_CHECK_CASES) + "/" + file; }

TEST_CASE("every case comes out as written") {
  const bool update = std::getenv("MERUIT_UPDATE") != nullptr;
  for (const char* file : kFiles) {
    const std::vector<test::CheckCase> cases = test::read_cases(path_of(file));
    CHECK_FALSE(cases.empty());
    std::vector<std::string> found;
    for (const test::CheckCase& one : cases) {
      CAPTURE(one.file);
      CAPTURE(one.title);
      found.push_back(test::run_case(one));
      if (!update) CHECK(found.back() == one.expected);
    }
    if (update) test::write_cases(path_of(file), cases, found);
  }
}

// The checker's kinds are those between the first and the last of its section.
TEST_CASE("every kind of message has a case") {
  std::set<std::string> seen;
  for (const char* file : kFiles)
    for (const test::CheckCase& one : test::read_cases(path_of(file))) {
      std::size_t at = 0;
      while ((at = one.expected.find('[', at)) != std::string::npos) {
        seen.insert(one.expected.substr(at + 1, one.expected.find(']', at) - at - 1));
        ++at;
      }
    }
  using source::DiagnosticKind;
  for (auto kind = static_cast<int>(DiagnosticKind::UnknownName);
       kind <= static_cast<int>(DiagnosticKind::NotRebindable); ++kind) {
    const std::string code = source::code(static_cast<DiagnosticKind>(kind));
    CAPTURE(code);
    CHECK(seen.count(code) == 1);
  }
}

}  // namespace
