// A limit set by its name.
#include <algorithm>

#include "api/inside.h"
#include "meruit/tools.h"
#include "source/nearest.h"

namespace meruit {

namespace {

constexpr std::uint64_t kLargest = 1'000'000'000'000'000;

Error misused(std::string message) { return api::plain_error(ErrorKind::Usage, "limit", std::move(message)); }

}  // namespace

Result<void> set_limit(Limits& limits, std::string_view name, std::string_view value) {
  const auto infos = limit_infos();
  const auto info = std::find_if(infos.begin(), infos.end(), [&](const LimitInfo& each) { return each.name == name; });
  if (info == infos.end()) {
    std::string names;
    for (const LimitInfo& each : infos) names += (names.empty() ? "`" : ", `") + std::string(each.name) + "`";
    std::vector<std::string> known;
    for (const LimitInfo& each : infos) known.emplace_back(each.name);
    const std::string near = source::nearest(name, known);
    return misused("there is no limit `" + std::string(name) + "`" +
                   (near.empty() ? "" : "; did you mean `" + near + "`?") + "; the limits are " + names);
  }
  std::uint64_t number = 0;
  bool good = !value.empty();
  for (const char c : value) {
    if (c == ',') continue;
    good = good && c >= '0' && c <= '9' && number < kLargest;
    if (good) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (!good || number == 0 || number > kLargest)
    return misused("the limit `" + std::string(name) + "` is a whole number of 1 or more, not `" + std::string(value) +
                   "`");
  limits.*(info->value) = number;
  return {};
}

}  // namespace meruit
