// From text to model for a contract of 1,000 rules, about 160 kB.
#include <algorithm>
#include <cstdio>

#include "bench.h"
#include "source/diagnostic.h"
#include "syntax/parse.h"

namespace meruit::bench {

namespace {

std::string large_contract() {
  std::string text =
      "contract large \"A contract of a thousand rules\" for each aco\n"
      "  term: 2023-01-01 to 2023-12-31\n  currency: USD\n  rounding: half up\n"
      "record aco \"Accountable care organization\"\n  key aco_id: text\n  track: one of upside, two_sided\n"
      "  benchmark: money\n  cost: money\n  quality: number from 0% to 100%\n"
      "parameter sharing_rate \"Share of savings kept\" is 50%\n"
      "rule amount_0 \"Benchmark less cost\" is benchmark - cost\n";
  for (int i = 1; i < 1'000; ++i) {
    const std::string n = std::to_string(i);
    const std::string before = "amount_" + std::to_string(i - 1);
    text += "rule amount_" + n + " \"Step " + n + "\", rounded to cents, the first that applies is\n";
    text += "  when " + before + " > $" + n + " and track = two_sided: " + before + " * sharing_rate\n";
    text += "  otherwise: " + before + " - 1% * cost\n";
  }
  text += "rule result \"The last step\", reported is amount_999\n";
  return text;
}

}  // namespace

bool check_large_contract() {
  const std::string text = large_contract();
  Milliseconds first{0}, best{1e300}, parse{1e300};
  bool checks = true;
  for (int round = 0; round < 5; ++round) {
    const Milliseconds whole = time([&] { checks = checks && compiled(text).has_value(); });
    if (round == 0) first = whole;
    best = std::min(best, whole);
    parse = std::min(parse, time([&] {
                       source::Sources sources;
                       source::Diagnostics diagnostics;
                       (void)syntax::parse(sources, sources.add("bench.meruit", text), diagnostics);
                     }));
  }
  std::printf("check a contract of 1,000 rules, %zu kB\n", text.size() / 1000);
  std::printf("  first time            %8.1f ms   (of the order of 200)\n", first.count());
  std::printf("  again                 %8.1f ms   of these, parsing %.1f ms\n", best.count(), parse.count());
  return checks;
}

}  // namespace meruit::bench
