// The program run in a folder of its own, with a call that fails or a signal that comes.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "../files.h"

namespace meruit::tests {

struct Ran {
  int exit = 0;  // 128 + signal where one ended it
  bool hit = false;
  std::string message;  // standard error
};

// A contract, data with some wrong rows, and older files where the results go; removed with the object.
class Settlement {
 public:
  explicit Settlement(int rows);

  // All results as a run that nothing disturbs writes them, by file name.
  [[nodiscard]] const std::map<std::string, std::string>& whole() const { return whole_; }
  // The same names with what was there before.
  [[nodiscard]] std::map<std::string, std::string> before() const;
  void put_back() const;  // what was there before, and nothing besides
  [[nodiscard]] std::map<std::string, std::string> found() const;

  // `MERUIT_FAIL`, as failing_calls.cpp has it; empty: nothing fails. `limits`: shell commands before it.
  [[nodiscard]] Ran run(const std::string& failure, const std::string& limits = {}) const;
  // SIGKILL after so many microseconds.
  [[nodiscard]] Ran killed_after(unsigned microseconds) const;
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
  std::map<std::string, std::string> whole_;
};

}  // namespace meruit::tests
