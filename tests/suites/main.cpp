// Runs others' test suites from the folder named by MERUIT_SUITES, by default ../shared/suites beside the sources. A
// suite that is not there is said to be skipped; the last line is `N passed, N failed`.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "dectest.h"
#include "literals.h"

namespace {

using meruit::suites::Report;

struct Suite {
  const char* folder;
  std::function<Report(const std::filesystem::path&)> run;
};

std::filesystem::path suites_folder() {
  const char* named = std::getenv("MERUIT_SUITES");
  return named != nullptr ? std::filesystem::path(named)
                          : std::filesystem::path(MERUIT_SOURCE_DIR).parent_path() / "shared" / "suites";
}

// Folders that nothing here reads yet.
void name_the_others(const std::filesystem::path& folder, std::span<const Suite> suites) {
  if (!std::filesystem::is_directory(folder)) return;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const bool known =
        std::any_of(suites.begin(), suites.end(), [&](const Suite& suite) { return name == suite.folder; });
    if (!known) std::printf("SKIPPED: nothing reads the suite %s yet\n", name.c_str());
  }
}

}  // namespace

int main() {
  const std::filesystem::path folder = suites_folder();
  const Suite suites[] = {
      {"dectest", meruit::suites::run_dectest}, {"dmn_tck", meruit::suites::run_dmn}, {"qt3", meruit::suites::run_qt3}};
  long passed = 0;
  long failed = 0;
  for (const Suite& suite : suites) {
    const std::filesystem::path place = folder / suite.folder;
    if (!std::filesystem::is_directory(place)) {
      std::printf("SKIPPED: the suite %s is not at %s; name its folder with MERUIT_SUITES\n", suite.folder,
                  place.string().c_str());
      continue;
    }
    const Report report = suite.run(place);
    print(report);
    passed += report.passed;
    failed += static_cast<long>(report.failures.size());
  }
  name_the_others(folder, suites);
  std::printf("%ld passed, %ld failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
