// Running a command line as a user would.
#pragma once

#include <filesystem>
#include <string>

#include "../files.h"

namespace meruit::tests {

struct Ran {
  int exit = 0;
  std::string out, err;  // err is empty when both go to out
};

enum class Streams { Apart, Together };

// `command` is a line for the shell, run in `folder`; colours are off. The program under test is found by its plain
// name, because its folder is first in PATH.
[[nodiscard]] Ran run(const std::string& command, const std::filesystem::path& folder, Streams streams);

void put_first_in_path(const std::filesystem::path& folder);

// The two texts line by line, for a failed comparison: what was expected with `-`, what came with `+`.
[[nodiscard]] std::string difference(const std::string& expected, const std::string& found);

}  // namespace meruit::tests
