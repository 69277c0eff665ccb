// Runs others' test suites from the folder named by MERUIT_SUITES, by default ../shared/suites beside the sources. A
// suite that is not there is said to be skipped; the last line is `N passed, N failed`.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "dectest.h"

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

}  // namespace

int main() {
  const std::filesystem::path folder = suites_folder();
  const Suite suites[] = {{"dectest", meruit::suites::run_dectest}};
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
  std::printf("%ld passed, %ld failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
