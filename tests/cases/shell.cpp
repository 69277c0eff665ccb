#include "shell.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace meruit::tests {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

Ran run(const std::string& command, const std::filesystem::path& folder, Streams streams) {
  TemporaryFolder outputs;
  const auto out = outputs.path() / "out";
  const auto err = outputs.path() / "err";
  const std::string redirect = streams == Streams::Together ? " >'" + out.string() + "' 2>&1"
                                                            : " >'" + out.string() + "' 2>'" + err.string() + "'";
  const std::string line = "cd '" + folder.string() + "' && {\n" + command + "\n}" + redirect + " </dev/null";
  const int status = std::system(line.c_str());
  Ran ran;
  ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.out = read_file(out);
  if (streams == Streams::Apart) ran.err = read_file(err);
  return ran;
}

void put_first_in_path(const std::filesystem::path& folder) {
  const char* path = std::getenv("PATH");
  const std::string joined = folder.string() + (path ? ":" + std::string(path) : std::string());
  ::setenv("PATH", joined.c_str(), 1);
  ::setenv("NO_COLOR", "1", 1);
  ::setenv("LC_ALL", "C.UTF-8", 1);
  ::unsetenv("COLUMNS");
}

std::string difference(const std::string& expected, const std::string& found) {
  const auto before = lines_of(expected), after = lines_of(found);
  std::size_t head = 0, tail = 0;
  while (head < before.size() && head < after.size() && before[head] == after[head]) ++head;
  while (tail < before.size() - head && tail < after.size() - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  std::string text;
  if (head > 0) text += "      (" + std::to_string(head) + " lines alike)\n";
  for (std::size_t i = head; i + tail < before.size(); ++i) text += "    - " + before[i] + "\n";
  for (std::size_t i = head; i + tail < after.size(); ++i) text += "    + " + after[i] + "\n";
  if (text.empty()) text = "    (only the line end at the end differs)\n";
  return text;
}

}  // namespace meruit::tests
