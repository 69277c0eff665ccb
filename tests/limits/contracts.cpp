#include "contracts.h"

namespace meruit::test {

std::string contract_with(const std::string& statements) {
  return "model m for each aco\n  currency: USD\n  rounding: half up\nrecord aco\n  key id: text\n  x: number\n"
         "  y: number\n  m: money\n" +
         statements;
}

std::string times(std::size_t count, const std::string& part) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    for (const char c : part)
      if (c == '#')
        text += std::to_string(i);
      else
        text += c;
  return text;
}

std::string growing(std::size_t count) {
  std::string text = "rule a0 is x\n";
  for (std::size_t i = 1; i <= count; ++i) {
    const std::string before = "a" + std::to_string(i - 1);
    text += "rule a" + std::to_string(i) + " is 1 / (" + before + " * " + before + " + 1)\n";
  }
  return text;
}

std::string many_conditions() {
  constexpr unsigned kFields = 13;
  std::string text =
      "model m for each aco\nrecord aco\n  key id: text\n" + times(kFields, "  b#: yes/no\n") + "rule r is\n";
  for (unsigned i = 0; i < 4'000; ++i) {
    text += "  when ";
    for (unsigned k = 0; k < kFields; ++k)
      text += (k > 0 ? " and " : "") + std::string((i >> k & 1U) != 0 ? "" : "not ") + "b" + std::to_string(k);
    text += ": " + std::to_string(i) + "\n";
  }
  return text + "  otherwise: 0\n";
}

std::string compile_all(const std::string& text, const Limits& limits) {
  const Compiled compiled = compile("c.meruit", texts({{"c.meruit", text}}), {}, limits);
  std::string told;
  for (const Diagnostic& each : compiled.diagnostics)
    if (each.severity == Severity::Error) told += each.code + ": " + each.message + ": " + each.help + "\n";
  return told;
}

std::string run_all(const std::string& text, const Limits& limits, std::size_t rows) {
  const Compiled compiled = compile("c.meruit", texts({{"c.meruit", text}}), {}, limits);
  if (!compiled.contract) return "no contract: " + compiled.diagnostics.front().message;
  auto job = Job::create(compiled.contract, {.term = "2023", .all = true, .threads = 2});
  if (!job) return job.error().message;
  if (const auto bound = job->bind("aco", rows_of(rows)); !bound) return bound.error().message;
  const auto summary = job->run();
  return summary ? "" : summary.error().code + ": " + summary.error().message;
}

Table rows_of(std::size_t count) {
  std::vector<std::string> keys;
  std::vector<std::int64_t> x, y, m(count, 501);
  std::vector<std::uint64_t> lines;
  for (std::size_t i = 0; i < count; ++i) {
    keys.push_back("A" + std::to_string(i));
    x.push_back(123'456'789 + static_cast<std::int64_t>(i));
    y.push_back(static_cast<std::int64_t>(i));
    lines.push_back(i + 2);
  }
  Table table("acos.csv");
  table.text("id", keys).number("x", std::move(x), 2).number("y", std::move(y)).number("m", std::move(m), 2);
  table.lines(std::move(lines));
  return table;
}

}  // namespace meruit::test
