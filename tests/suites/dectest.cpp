// Reads the rows, and checks each task in every form.
#include "dectest.h"

#include "check_forms.h"
#include "dectest_task.h"

namespace meruit::suites {

namespace {

void run_rows(const Rows& rows, Report& report) {
  const std::string significant = "precision in significant digits (tried as a rounding to a place, all right)";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto task = dectest_task(rows, i);
    if (const Reason* reason = std::get_if<Reason>(&task)) {
      ++report.left_out[*reason];
      continue;
    }
    const auto* digits = std::get_if<SignificantDigits>(&task);
    Held tried;
    const std::string difference =
        digits != nullptr ? check_forms(digits->task, tried) : check_forms(std::get<Task>(task), report.counts);
    if (!difference.empty()) {
      report.failures.push_back(rows.at(i, "id") + ": " + rows.at(i, "op") + " " + rows.at(i, "arg1") + " " +
                                rows.at(i, "arg2") + " -> " + rows.at(i, "expected") + ", but " + difference);
    } else if (digits != nullptr) {
      ++report.left_out[significant];
    } else {
      ++report.passed;
    }
  }
}

}  // namespace

Report run_dectest(const std::filesystem::path& folder) {
  Report report;
  report.suite = "dectest";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".tsv") continue;
    const std::optional<Rows> rows = Rows::read(entry.path());
    if (rows) {
      run_rows(*rows, report);
    } else {
      report.failures.push_back("cannot read " + entry.path().string());
    }
  }
  if (report.rows() == 0) report.failures.push_back("no rows in " + folder.string());
  return report;
}

}  // namespace meruit::suites
