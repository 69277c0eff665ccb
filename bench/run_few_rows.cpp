// The program on a file of 500 rows against the program doing nothing: what a run costs beside starting a process.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <vector>

#include "bench.h"

namespace meruit::bench {

namespace {

constexpr const char* kSmallContract = R"(contract small for each aco
  term: 2023-01-01 to 2023-12-31
  currency: USD
  rounding: half up
party plan "Plan"
record aco
  key aco_id: text
  benchmark: money
  cost: money
bands kept(savings, base) graduated on savings as a share of base, losses mirrored
  up to 25%: 100%
  up to 35%:  50%
  above 35%:  25%
rule savings, reported is benchmark - cost
pay payment from plan to aco, rounded to cents is kept(savings, benchmark) * 98%
)";

// Runs the program with its output thrown away; false when it fails.
bool run(std::vector<std::string> arguments) {
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const bool started = posix_spawn(&child, argv[0], &actions, nullptr, argv.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  return started && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

Milliseconds median_of(const std::vector<std::string>& arguments, bool& succeeded) {
  std::vector<Milliseconds> times;
  for (int i = 0; i < 21; ++i) times.push_back(time([&] { succeeded = run(arguments) && succeeded; }));
  std::nth_element(times.begin(), times.begin() + 10, times.end());
  return times[10];
}

}  // namespace

bool run_few_rows(const std::string& program) {
  constexpr double kTarget = 50;
  std::printf("run 500 rows\n");
  if (!std::filesystem::exists(program)) {
    std::printf("  no program at %s\n", program.c_str());
    return false;
  }
  const auto folder = std::filesystem::temp_directory_path() / ("meruit-bench-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "small.meruit") << kSmallContract;
  std::ofstream rows(folder / "acos.csv");
  rows << "aco_id,benchmark,cost\n";
  for (int i = 0; i < 500; ++i)
    rows << "A" << 1000 + i << "," << 1'000'000 + 17 * i << ".25," << 900'000 + 911 * i << ".5\n";
  rows.close();

  bool succeeded = true;
  const Milliseconds nothing = median_of({program, "--version"}, succeeded);
  const Milliseconds whole = median_of({program, "run", (folder / "small.meruit").string(), "--data",
                                        "aco=" + (folder / "acos.csv").string(), "--format", "csv"},
                                       succeeded);
  std::filesystem::remove_all(folder);
  const double more = (whole - nothing).count();
  std::printf("  meruit --version      %8.1f ms\n", nothing.count());
  std::printf("  meruit run            %8.1f ms   %.1f ms more (target: under %.0f)%s\n", whole.count(), more, kTarget,
              succeeded ? "" : "   FAILED");
  return succeeded && more < kTarget;
}

}  // namespace meruit::bench
