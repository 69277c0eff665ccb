#include "program.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace meruit::tests {

namespace {

namespace fs = std::filesystem;

constexpr const char* kContract = R"(contract harbor for each aco
  term: 2024-01-01 to 2024-12-31
  currency: USD
  rounding: half up
party plan
record aco
  key aco_id: text
  benchmark:  money
  cost:       money
rule total overall, reported is sum of benchmark over acos
pay settlement from plan to aco, rounded to cents is (benchmark - cost) / 2
)";
constexpr const char* kCommand =
    "run contract.meruit --data aco=data.csv --bad-data quarantine --out out/results.csv --quiet";
const char* const kResults[] = {"results.csv", "results.overall.csv", "results.rejects.csv",
                                "results.rejects.reasons.csv"};

std::string data_of(int rows) {
  std::string text = "aco_id,benchmark,cost\n";
  for (int i = 1; i <= rows; ++i) {
    const std::string number = std::to_string(i);
    text += "A" + number + "," + (i % 1000 == 7 ? "ten" : number + ".25") + "," + number + "\n";
  }
  return text;
}

}  // namespace

Settlement::Settlement(int rows) {
  fs::create_directory(folder() / "out");
  write_file(folder() / "contract.meruit", kContract);
  write_file(folder() / "data.csv", data_of(rows));
  if (run("").exit == 0) whole_ = found();
}

std::map<std::string, std::string> Settlement::before() const {
  std::map<std::string, std::string> files;
  for (const char* name : kResults) files[name] = "before\n";
  return files;
}

void Settlement::put_back() const {
  fs::remove_all(folder() / "out");
  fs::create_directory(folder() / "out");
  for (const auto& [name, text] : before()) write_file(folder() / "out" / name, text);
}

std::map<std::string, std::string> Settlement::found() const {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(folder() / "out"))
    files[entry.path().filename().string()] = read_file(entry.path());
  return files;
}

Ran Settlement::run(const std::string& failure, const std::string& limits) const {
  const fs::path hit = folder() / "hit", messages = folder() / "messages";
  fs::remove(hit);
  const std::string preload = failure.empty() ? ""
                                              : "MERUIT_FAIL=" + failure + " MERUIT_HIT='" + hit.string() +
                                                    "' LD_PRELOAD='" MERUIT_FAILING_CALLS "' ";
  const std::string line = "cd '" + folder().string() + "' && { " + limits + " " + preload +
                           "exec '" MERUIT_PROGRAM "' " + kCommand + "; } >/dev/null 2>'" + messages.string() +
                           "' </dev/null";
  const int status = std::system(line.c_str());
  Ran ran;
  ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.hit = fs::exists(hit);
  ran.message = read_file(messages);
  return ran;
}

Ran Settlement::killed_after(unsigned microseconds) const {
  const pid_t child = fork();
  if (child == 0) {
    if (chdir(folder().c_str()) != 0) _exit(127);
    if (freopen("/dev/null", "w", stderr) == nullptr) _exit(127);
    execl(MERUIT_PROGRAM, "meruit", "run", "contract.meruit", "--data", "aco=data.csv", "--bad-data", "quarantine",
          "--out", "out/results.csv", "--quiet", static_cast<char*>(nullptr));
    _exit(127);
  }
  usleep(microseconds);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  Ran ran;
  ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

}  // namespace meruit::tests
