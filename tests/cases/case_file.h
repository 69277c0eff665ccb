// A file of cases as text: files to write, commands to run, what they must print.
//
//   # what the file is about
//   === file contract.meruit        a file that every case of this text finds in its folder
//   …
//   === case a table comes out      one case: its own fresh folder
//   === file aco.csv                a file of this case only
//   …
//   === run meruit run contract.meruit --data aco=aco.csv
//   === stdout                      left out where nothing is printed
//   …
//   === stderr
//   …
//   === exit 2                      left out where it is 0
//
// A block reaches to the next line that begins with `=== `. Commands are lines for the shell and run in order.
#pragma once

#include <string>
#include <vector>

namespace meruit::tests {

struct CaseInput {
  std::string name, text;
};
struct Step {
  std::string command;
  std::string out, err;
  int exit = 0;
};
struct Case {
  std::string title;
  std::vector<CaseInput> files;
  std::vector<Step> steps;
};
struct CaseFile {
  std::string opening;           // the lines before the first block
  std::vector<CaseInput> files;  // shared by all cases
  std::vector<Case> cases;
};

// Throws std::runtime_error with the line for a text that does not keep to the form.
[[nodiscard]] CaseFile read_cases(const std::string& text);
[[nodiscard]] std::string to_text(const CaseFile& file);

}  // namespace meruit::tests
