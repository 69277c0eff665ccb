// The programmes of stdlib on CMS's own files: the oracle and the engine, in every form, on every rule of every record.
// What the repository holds always runs; the years of MERUIT_SHARED run where it is found.
#include <doctest/doctest.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../settings.h"
#include "cases/shell.h"
#include "check/check.h"
#include "compare.h"
#include "data/bind.h"
#include "meruit/table.h"
#include "oracle/oracle.h"
#include "reach/csv.h"
#include "syntax/parse.h"

using namespace meruit;

namespace {

namespace fs = std::filesystem;

const fs::path kModels = fs::path(MERUIT_SOURCE_DIR) / "stdlib/models";

struct Settlement {
  std::string contract, mapping;  // below stdlib/models
  int year;
};

struct Compiled {
  check::Model whole;  // knows all columns
  check::Model model;  // of the year, every rule asked for
};

Compiled compile(const Settlement& of) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const auto parsed = [&](const std::string& name) {
    const std::string file = (kModels / name).string();
    return syntax::parse(sources, sources.add(file, tests::read_file(file)), diagnostics);
  };
  const ast::File contract = parsed(of.contract), mapping = parsed(of.mapping);
  const check::LoadText load = [](std::string_view path) { return std::optional(tests::read_file(path)); };
  std::optional<check::Model> whole = check::check(contract, &mapping, {sources, load, {}}, diagnostics);
  REQUIRE(whole);
  check::Scenario scenario;
  scenario.term = check::term_called(*whole, std::to_string(of.year));
  for (std::uint32_t i = 0; i < whole->rules.size(); ++i) scenario.outputs.push_back({i});
  std::optional<check::Model> model = check::specialise(*whole, scenario, diagnostics);
  REQUIRE(model);
  return {std::move(*whole), std::move(*model)};
}

data::Records read(const Compiled& compiled, const fs::path& file) {
  std::map<std::string, std::vector<std::string>> columns;
  for (const tests::Row& row : tests::read_csv(tests::read_file(file)))
    for (const auto& cell : row) columns[cell.first].push_back(cell.second);
  Table table(file.string());
  for (const auto& column : columns) table.text(column.first, column.second);
  ArrowArrayStream stream{};
  REQUIRE(table.stream(&stream));
  const auto arrow = data::ArrowTable::read(&stream);
  REQUIRE(arrow);
  data::Bound bound = data::bind(compiled.whole, compiled.model, {0}, *arrow, table.origin(), table.lines());
  REQUIRE(bound.problems.empty());
  return {{std::move(bound.relation)}};
}

// How many records agree; all of them, or the test fails.
std::size_t hold(const Settlement& of, const fs::path& file) {
  const Compiled compiled = compile(of);
  const data::Records records = read(compiled, file);
  const oracle::Results expected = oracle::evaluate(compiled.model, records);
  const std::string difference = differential::first_difference(compiled.model, records, expected);
  CHECK_MESSAGE(difference.empty(), file.string(), ": ", difference);
  return sole_relation(records).rows;
}

const Settlement kReach2021{"reach/settlement.meruit", "reach/puf.map", 2021};
const Settlement kReach2023{"reach/settlement.meruit", "reach/puf.map", 2023};

Settlement mssp(int year) { return {"mssp/settlement.meruit", "mssp/puf_" + std::to_string(year) + ".map", year}; }

}  // namespace

TEST_CASE("what the repository holds: the oracle and the engine agree in every form") {
  CHECK(hold(kReach2023, kModels / "reach/data/py2023.csv") == 132);
  CHECK(hold(mssp(2023), kModels / "mssp/data/py2023_excerpt.csv") == 10);
}

TEST_CASE("whole years of CMS's files: the oracle and the engine agree in every form") {
  const fs::path shared = tests::shared_folder() / "data";
  std::vector<std::pair<Settlement, fs::path>> years{{kReach2021, "reach/py2021.csv"}};
  for (const int year : {2014, 2015, 2017, 2022, 2023})
    years.emplace_back(mssp(year), "mssp/py" + std::to_string(year) + ".csv");
  std::size_t records = 0;
  for (const auto& year : years) {
    if (!fs::exists(shared / year.second)) {
      std::cout << "SKIPPED: no " << (shared / year.second).string()
                << " (MERUIT_SHARED names the folder that holds data)" << std::endl;
      return;
    }
    records += hold(year.first, shared / year.second);
  }
  std::cout << "COUNTS oracle and engine on CMS's files: " << records << " records agree in every form" << std::endl;
  CHECK(records == 2185);
}
