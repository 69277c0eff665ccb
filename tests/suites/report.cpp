// Prints a suite's report; of the failures, the first hundred.
#include "report.h"

#include <cstdio>

namespace meruit::suites {

namespace {

void print_counts(const char* title, const std::map<std::string, long>& counts) {
  if (!counts.empty()) std::printf("  %s\n", title);
  for (const auto& [what, count] : counts) std::printf("  %8ld  %s\n", count, what.c_str());
}

}  // namespace

long Report::rows() const {
  long result = passed + static_cast<long>(failures.size());
  for (const auto& [reason, count] : left_out) result += count;
  return result;
}

void print(const Report& report) {
  constexpr std::size_t kShown = 100;
  const auto failed = static_cast<long>(report.failures.size());
  std::printf("%s: %ld rows, %ld applicable, %ld passed, %ld failed\n", report.suite.c_str(), report.rows(),
              report.passed + failed, report.passed, failed);
  for (std::size_t i = 0; i < report.failures.size() && i < kShown; ++i) {
    std::printf("  FAILED: %s\n", report.failures[i].c_str());
  }
  print_counts("run:", report.counts);
  print_counts("left out, by reason:", report.left_out);
}

}  // namespace meruit::suites
