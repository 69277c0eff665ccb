// `--limit NAME=VALUE`, and `meruit limits`, which lists them.
#include <algorithm>
#include <filesystem>

#include "cli/commands.h"
#include "cli/named_value.h"
#include "cli/numbers.h"
#include "cli/terminal.h"

namespace meruit::cli {

Result<Limits> read_limits(const std::vector<std::string>& texts) {
  Limits limits;
  for (const std::string& text : texts) {
    const auto named = named_value(text);
    if (!named)
      return misuse("`--limit " + text + "`: write NAME=VALUE, such as --limit run_seconds=600 (`meruit limits`)");
    if (auto set = set_limit(limits, named->name, named->value); !set) return set.error();
  }
  return limits;
}

ExitCode list_limits(const Limits& values) {
  std::size_t names = 0, numbers = 0;
  for (const LimitInfo& info : limit_infos()) {
    names = std::max(names, info.name.size());
    numbers = std::max(numbers, grouped(std::to_string(values.*info.value), 0).size());
  }
  std::string text;
  for (const LimitInfo& info : limit_infos()) {
    const std::string value = grouped(std::to_string(values.*info.value), 0);
    text += std::string(info.name) + std::string(names - info.name.size() + 2 + numbers - value.size(), ' ') + value +
            "  " + std::string(info.bounds) + "\n";
  }
  return print(text);
}

namespace {

Error beyond_memory(const std::string& what, const Limits& limits) {
  const std::string help = "; the limit `memory_mib` is " + grouped(std::to_string(limits.memory_mib), 0) +
                           "; `--limit memory_mib=NUMBER` sets another";
  return {ErrorKind::Environment, "limit", what + help, {}, {}, {}, 0};
}

}  // namespace

Result<void> fits_memory(const std::string& path, const Limits& limits) {
  std::error_code unknown;
  const std::uintmax_t bytes = std::filesystem::file_size(path, unknown);
  if (unknown || bytes >> 20 < limits.memory_mib) return {};
  return beyond_memory("`" + path + "` has more than " + grouped(std::to_string(limits.memory_mib), 0) + " MiB",
                       limits);
}

Error too_much_memory(const std::string& origin, const Limits& limits) {
  return beyond_memory(
      "`" + origin + "` takes more than " + grouped(std::to_string(limits.memory_mib), 0) + " MiB of memory", limits);
}

}  // namespace meruit::cli
