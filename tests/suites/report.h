// What became of a suite's rows: passed, failed (with what differed) or left out, each with its reason.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace meruit::suites {

struct Report {
  std::string suite;
  long passed = 0;
  std::vector<std::string> failures;
  std::map<std::string, long> left_out;  // by reason
  std::map<std::string, long> counts;    // what else is worth knowing, such as how many rows each form held

  [[nodiscard]] long rows() const;
};

void print(const Report& report);

}  // namespace meruit::suites
