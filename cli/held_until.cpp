#include "cli/held_until.h"

#include <algorithm>
#include <set>

namespace meruit::cli {

namespace {

constexpr const char* kBeforeAll = "0001-01-01";

// Titles of the examples that are there and hold as of a day.
std::set<std::string> holding_on(const std::string& file, const std::string& day, const Limits& limits) {
  std::set<std::string> titles;
  const Compiled compiled = compile(file, files(), {}, limits, {}, {day, {}});
  if (!compiled.contract) return titles;
  for (const ExampleReport& one : compiled.contract->run_examples())
    if (one.passed) titles.insert(one.title);
  return titles;
}

}  // namespace

std::map<std::string, std::string> held_until(const std::string& file, const Contract& contract,
                                              const std::vector<ExampleReport>& reports, const Limits& limits) {
  const auto failed = [](const ExampleReport& one) { return !one.passed; };
  if (contract.amendments().empty() || std::none_of(reports.begin(), reports.end(), failed)) return {};
  std::set<std::string> held = holding_on(file, kBeforeAll, limits);
  std::map<std::string, const AmendmentInfo*> until;
  for (const AmendmentInfo& one : contract.amendments()) {
    if (!one.in_force || !one.model.empty()) continue;
    std::set<std::string> holding = holding_on(file, one.signed_on, limits);
    for (const std::string& title : held)
      if (!holding.contains(title)) until[title] = &one;
    held = std::move(holding);
  }
  std::map<std::string, std::string> lines;
  for (const ExampleReport& report : reports) {
    const auto found = until.find(report.title);
    if (report.passed || found == until.end()) continue;
    lines[report.title] = "  it held until " + found->second->title + ", signed " + found->second->signed_on +
                          "; where that amendment means to change it, let it say so: `throughout: replaces example \"" +
                          report.title + "\" …`\n";
  }
  return lines;
}

}  // namespace meruit::cli
