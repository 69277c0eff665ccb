// The benchmarks of `./dev bench`: bench [--rows N] [--program PATH]. Ends with 0 when every target is met.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "bench.h"

int main(int argc, char** argv) {
  std::size_t rows = 24'000'000;
  std::string program = MERUIT_PROGRAM;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--rows") == 0) rows = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--program") == 0) program = argv[i + 1];
  }
  bool met = meruit::bench::product_sum(rows);
  met = meruit::bench::check_large_contract() && met;
  met = meruit::bench::run_few_rows(program) && met;
  std::printf("%s\n", met ? "all targets met" : "a target was missed");
  return met ? 0 : 1;
}
