#include "cli/held_until.h"

#include <algorithm>

namespace meruit::cli {

namespace {

constexpr const char* kBeforeAll = "0001-01-01";

// Whether the example of the title is there and holds as of a day.
bool holds_on(const std::string& file, const std::string& day, const std::string& title, const Limits& limits) {
  const Compiled compiled = compile(file, files(), {}, limits, {}, {day, {}});
  if (!compiled.contract) return false;
  const std::vector<ExampleReport> reports = compiled.contract->run_examples();
  return std::any_of(reports.begin(), reports.end(),
                     [&](const ExampleReport& one) { return one.title == title && one.passed; });
}

}  // namespace

std::string held_until(const std::string& file, const Contract& contract, const ExampleReport& report,
                       const Limits& limits) {
  if (contract.amendments().empty()) return {};
  bool held = holds_on(file, kBeforeAll, report.title, limits);
  const AmendmentInfo* until = nullptr;
  for (const AmendmentInfo& one : contract.amendments()) {
    if (!one.in_force || !one.model.empty()) continue;
    const bool holds = holds_on(file, one.signed_on, report.title, limits);
    if (held && !holds) until = &one;
    held = holds;
  }
  if (until == nullptr) return {};
  return "  it held until " + until->title + ", signed " + until->signed_on +
         "; where that amendment means to change it, let it say so: `throughout: replaces example \"" + report.title +
         "\" …`\n";
}

}  // namespace meruit::cli
