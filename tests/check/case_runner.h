// Cases of the checker as text: `== title`, a contract (behind an opening of one line, unless it has its own header),
// then blocks `-- file PATH`, `-- map`, `-- term LABEL-OR-PERIOD`, `-- set NAME=VALUE`, `-- run`, `-- show START OF
// LINE` that add to what is done, and `->` with all that comes out.
#pragma once

#include <string>
#include <vector>

namespace meruit::test {

struct CheckCase {
  std::string file, title, text;
  std::vector<std::pair<std::string, std::string>> blocks;  // heading, text
  std::string expected;
};

[[nodiscard]] std::vector<CheckCase> read_cases(const std::string& path);
// What the checker says and prints, one message a line with its labels and help below it.
[[nodiscard]] std::string run_case(const CheckCase&);
// The file again, with what comes out now.
void write_cases(const std::string& path, const std::vector<CheckCase>&, const std::vector<std::string>& found);

}  // namespace meruit::test
