// Running a command line as a user would, and a folder to run it in that goes away.
#pragma once

#include <filesystem>
#include <string>

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

// An empty folder, removed with everything in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string read_file(const std::filesystem::path& path);  // empty when there is none
void write_file(const std::filesystem::path& path, const std::string& text);

// The two texts line by line, for a failed comparison: what was expected with `-`, what came with `+`.
[[nodiscard]] std::string difference(const std::string& expected, const std::string& found);

}  // namespace meruit::tests
