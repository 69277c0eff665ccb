// `meruit test`: runs the examples that contracts hold. The last line is `N passed, N failed`. A contract with errors,
// none of whose examples can be run, counts as one failure, and the line before says so.
#include "cli/amendments.h"
#include "cli/contract_files.h"
#include "cli/held_until.h"
#include "cli/terminal.h"

namespace meruit::cli {

namespace {

struct Count {
  std::size_t passed = 0, failed = 0;
  std::size_t broken = 0;  // contracts with errors, among the failed
};

std::string last_lines(const Count& count) {
  std::string text;
  if (count.broken > 0)
    text = count.broken == 1 ? "1 contract has errors, so no example in it was run; it counts as 1 failure\n"
                             : std::to_string(count.broken) +
                                   " contracts have errors, so no example in them was run; each counts as 1 failure\n";
  return text + std::to_string(count.passed) + " passed, " + std::to_string(count.failed) + " failed\n";
}

std::string at(const Place& place) {
  return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string failure_text(const ExampleReport& report) {
  std::string text = at(report.place) + ": example \"" + report.title + "\" failed";
  if (!report.evidence.empty()) text += " (" + report.evidence + ")";
  text += "\n";
  for (const ExampleFailure& failure : report.failures) {
    text += "  " + at(failure.place) + ": " + failure.name + ": expected " + failure.expected + ", found " +
            failure.found + "\n";
  }
  return text;
}

void run_examples(const std::string& file, const Contract& contract, const Limits& limits, Count& count) {
  const std::vector<ExampleReport> reports = contract.run_examples();
  const auto until = held_until(file, contract, reports, limits);
  for (const ExampleReport& report : reports) {
    ++(report.passed ? count.passed : count.failed);
    if (report.passed) continue;
    const auto found = until.find(report.title);
    remark(failure_text(report) + (found == until.end() ? "" : found->second));
    show(report.diagnostics);
  }
}

}  // namespace

ExitCode test(const TestOptions& options) {
  const auto contracts = files_below(options.paths, {".meruit"});
  if (!contracts) return fail(contracts.error());
  Count count;
  for (const std::string& file : *contracts) {
    const Compiled compiled = compile(file, files(), {}, options.limits, {}, {options.as_of, {}});
    if (!compiled.contract) {
      show(compiled.diagnostics);
      ++count.failed;
      ++count.broken;
      continue;
    }
    remark(warning_of_later(*compiled.contract, file, options.as_of));
    if (!options.quiet) remark(note_on_consolidated(file, options.as_of, compiled.contract->amendments()));
    const Count before = count;
    run_examples(file, *compiled.contract, options.limits, count);
    const std::size_t passed = count.passed - before.passed, failed = count.failed - before.failed;
    if (!options.quiet && passed + failed > 0) {
      remark(file + ": " + std::to_string(passed) + " passed" +
             (failed > 0 ? ", " + std::to_string(failed) + " failed" : "") +
             (compiled.contract->as_of().empty() ? "" : ", as of " + compiled.contract->as_of()) + "\n");
    }
  }
  const ExitCode printed = print(last_lines(count));
  return printed != Done ? printed : count.failed > 0 ? WrongContract : Done;
}

}  // namespace meruit::cli
