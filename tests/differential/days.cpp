// Days and periods, moved and counted.
#include <algorithm>
#include <array>

#include "world.h"

namespace meruit::differential {

namespace {

Node of_period(World& world, const std::string& part, const Type& type, const Spot& spot) {
  return compound(part + " of @", {expression(world, kind_type(TypeKind::Period), spot.deeper())}, type);
}

constexpr std::array kMeasures = {"day", "month", "year"};

// Two days, of which the first is not later where both are written out.
std::vector<Node> two_days(World& world, const Spot& spot) {
  const Type date = kind_type(TypeKind::Date);
  std::vector<Node> days{expression(world, date, spot.deeper()), expression(world, date, spot.deeper())};
  if (!is_written_out(days[0]) || !is_written_out(days[1])) return days;
  for (Node& day : days) day = literal(world, date);
  if (days[1].pattern < days[0].pattern) std::swap(days[0], days[1]);
  return days;
}

// So many days, months or years: whole where it is written out; of the data any number.
Node count_of(World& world, const Spot& spot) {
  Random& random = world.random;
  const std::string measure = kMeasures[static_cast<std::size_t>(random.below(3))];
  const Type type = number_type({{measure, 1}});
  if (random.chance(50))
    if (auto node = reference(world, type, spot)) return *node;
  if (random.chance(60))
    if (auto node = reference(world, number_type(), spot))
      return compound("@ * 1 " + measure, {std::move(*node)}, type);
  return leaf(std::to_string(random.between(1, random.chance(80) ? 40 : 400)) + " " + measure + "s", type);
}

}  // namespace

bool is_written_out(const Node& node) {
  const char first = node.pattern.empty() ? 'x' : node.pattern.front();
  const bool name = node.children.empty() && !(first == '"' || (first >= '0' && first <= '9'));
  return !name && std::all_of(node.children.begin(), node.children.end(), is_written_out);
}

Node some_day(World& world, const Spot& spot) {
  Random& random = world.random;
  const Type type = kind_type(TypeKind::Date);
  const auto inner = [&] { return expression(world, type, spot.deeper()); };
  switch (random.below(8)) {
    case 0:
    case 1:
      return compound(random.chance(50) ? "@ + @" : "@ - @", {inner(), count_of(world, spot)}, type);
    case 2:
      return compound(random.chance(50) ? "the day before @" : "the day after @", {inner()}, type);
    case 3:
      return compound("day " + std::to_string(random.between(0, 90)) + " counting @ as day 1", {inner()}, type);
    case 4:
      return call(random.chance(50) ? "min(@, @)" : "max(@, @)", {inner(), inner()}, type);
    default:
      return of_period(world, random.chance(50) ? "start" : "end", type, spot);
  }
}

Node some_period(World& world, const Spot& spot) {
  Random& random = world.random;
  const Type type = kind_type(TypeKind::Period);
  static const std::vector<std::string> parts{"month", "quarter", "year"};
  const auto inner = [&] { return expression(world, type, spot.deeper()); };
  const Type date = kind_type(TypeKind::Date);
  switch (random.below(10)) {
    case 0:
    case 1:
      return leaf("term", type);
    case 2:
    case 3:
      return compound(random.chance(50) ? "@ ending on @" : "@ starting on @",
                      {count_of(world, spot), expression(world, date, spot.deeper())}, type);
    case 4:
      return compound("calendar " + random.pick(parts) + " of @", {expression(world, date, spot.deeper())}, type);
    case 5:
      return random.chance(30) ? compound("required overlap(@, @)", {inner(), inner()}, type)
                               : compound("overlap(@, @) if missing @", {inner(), inner(), inner()}, type);
    default:
      return compound("@ to @", two_days(world, spot), type);
  }
}

std::optional<Node> days_counted(World& world, const Type& type, const Spot& spot) {
  Random& random = world.random;
  if (!random.chance(type.factors.empty() ? 3 : 35)) return std::nullopt;
  for (const std::string measure : kMeasures) {
    const Type counted = number_type({{measure, 1}});
    if (type != counted && !(type.factors.empty() && random.chance(33))) continue;
    Node number = measure == "day" && random.chance(60)
                      ? of_period(world, "days", counted, spot)
                      : compound(measure + "s from @ to @", two_days(world, spot), counted);
    return type == counted ? number : compound("@ / 1 " + measure, {std::move(number)}, type);
  }
  return std::nullopt;
}

}  // namespace meruit::differential
