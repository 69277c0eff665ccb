// run_cases PROGRAM FOLDER [--update] [NAME…]: runs the cases of every *.case file below FOLDER (or of those whose
// path holds a NAME) with PROGRAM first in the path, and closes with `N passed, N failed`. --update writes what came
// out into the files, to be read before it is kept.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "case_file.h"
#include "shell.h"

namespace meruit::tests {
namespace {

struct Options {
  std::filesystem::path program, folder;
  bool update = false;
  std::vector<std::string> names;

  [[nodiscard]] bool wants(const std::string& path) const {
    return names.empty() ||
           std::any_of(names.begin(), names.end(), [&](const auto& n) { return path.find(n) != std::string::npos; });
  }
};

struct Tally {
  int passed = 0, failed = 0;
};

// As a case file shows it: the folder's own name, which differs from run to run, replaced; a missing line end said.
std::string shown(std::string text, const std::string& folder) {
  for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder, at))
    text.replace(at, folder.size(), "FOLDER");
  if (!text.empty() && text.back() != '\n') text += "\n(no line end)\n";
  return text;
}

void write_all(const std::vector<CaseInput>& files, const std::filesystem::path& folder) {
  for (const auto& file : files) write_file(folder / file.name, file.text);
}

// What the steps of a case really do.
std::vector<Step> play(const CaseFile& file, const Case& one) {
  TemporaryFolder folder;
  write_all(file.files, folder.path());
  write_all(one.files, folder.path());
  std::vector<Step> steps;
  for (const auto& step : one.steps) {
    const Ran ran = run(step.command, folder.path(), Streams::Apart);
    const std::string name = folder.path().string();
    steps.push_back({step.command, shown(ran.out, name), shown(ran.err, name), ran.exit});
  }
  return steps;
}

std::string compare(const Step& expected, const Step& found) {
  std::string text;
  if (expected.exit != found.exit)
    text += "    exit code " + std::to_string(expected.exit) + " expected, " + std::to_string(found.exit) + " found\n";
  if (expected.out != found.out) text += "    stdout:\n" + difference(expected.out, found.out);
  if (expected.err != found.err) text += "    stderr:\n" + difference(expected.err, found.err);
  return text;
}

void run_file(const std::filesystem::path& path, const Options& options, Tally& tally) {
  const std::string text = read_file(path);
  CaseFile file = read_cases(text);
  for (auto& one : file.cases) {
    const auto found = play(file, one);
    std::string failures;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::string failure = compare(one.steps[i], found[i]);
      if (!failure.empty()) failures += "  $ " + one.steps[i].command + "\n" + failure;
    }
    if (!failures.empty() && !options.update)
      std::cout << "FAILED " << path.string() << ": " << one.title << "\n" << failures;
    ++(failures.empty() || options.update ? tally.passed : tally.failed);
    one.steps = found;
  }
  if (options.update && to_text(file) != text) {
    write_file(path, to_text(file));
    std::cout << "updated " << path.string() << "\n";
  }
}

Tally run_folder(const Options& options) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(options.folder))
    if (entry.path().extension() == ".case" && options.wants(entry.path().string())) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  Tally tally;
  for (const auto& path : paths) try {
      run_file(path, options, tally);
    } catch (const std::runtime_error& error) {
      std::cout << "FAILED " << path.string() << ": " << error.what() << "\n";
      ++tally.failed;
    }
  return tally;
}

}  // namespace
}  // namespace meruit::tests

int main(int argc, char** argv) {
  using namespace meruit::tests;
  if (argc < 3) {
    std::cerr << "usage: run_cases PROGRAM FOLDER [--update] [NAME…]\n";
    return 3;
  }
  Options options{std::filesystem::absolute(argv[1]), argv[2], false, {}};
  for (int i = 3; i < argc; ++i) {
    if (std::string(argv[i]) == "--update")
      options.update = true;
    else
      options.names.emplace_back(argv[i]);
  }
  put_first_in_path(options.program.parent_path());
  // Cases copy models from there.
  const auto models = std::filesystem::absolute(options.folder / "../../stdlib/models").lexically_normal();
  ::setenv("STDLIB", models.c_str(), 1);
  const Tally tally = run_folder(options);
  std::cout << tally.passed << " passed, " << tally.failed << " failed" << std::endl;
  return tally.failed == 0 ? 0 : 1;
}
