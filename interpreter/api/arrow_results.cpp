// Results as Arrow columns: decimals at one scale a column, fractions as struct<numerator, denominator>.
#include <algorithm>
#include <array>
#include <cstring>

#include "api/arrow_export.h"
#include "api/output_reader.h"
#include "api/run_state.h"
#include "api/values.h"

namespace meruit {

namespace api {

namespace {

constexpr unsigned kDigits128 = 38, kDigits256 = 76;

// Whole numbers as Arrow's little-endian two's complement words of 16 or 32 bytes.
Result<ArrowNode> decimals(std::string name, const std::vector<Integer>& values, int places) {
  Integer most = 0;
  for (const Integer& value : values) most = std::max(most, Integer(abs(value)));
  const bool narrow = most < number::power_of_ten(kDigits128) && places <= static_cast<int>(kDigits128);
  if (!narrow && (most >= number::power_of_ten(kDigits256) || places > static_cast<int>(kDigits256)))
    return plain_error(ErrorKind::Environment, "too-wide", "`" + name + "` has more than 76 digits; read it as text");
  const std::size_t width = narrow ? 16 : 32;
  std::vector<std::uint64_t> words(values.size() * width / 8);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool negative = values[i] < 0;
    Integer rest = negative ? Integer(-values[i] - 1) : values[i];  // ~x = -x - 1
    for (std::size_t w = 0; w < width / 8; ++w) {
      const auto word = Integer(rest & Integer(UINT64_MAX)).convert_to<std::uint64_t>();
      words[i * width / 8 + w] = negative ? ~word : word;
      rest >>= 64;
    }
  }
  ArrowNode node;
  node.name = std::move(name);
  node.format = narrow ? "d:38," + std::to_string(places) : "d:76," + std::to_string(places) + ",256";
  node.length = static_cast<std::int64_t>(values.size());
  node.buffers = {nullptr, buffer(std::move(words))};
  return node;
}

// One output.
class Exporter {
 public:
  Exporter(const check::Model& model, const exec::OutputColumn& column, const check::Rule& rule)
      : column_(column),
        name_(rule.name),
        least_places_(places_written(model, rule)),
        rows_(column.rows()),
        reader_(model, column) {}

  Result<ArrowNode> run() {
    for (std::size_t row = 0; row < rows_; ++row) present_.push_back(reader_.present(row) ? 1 : 0);
    Result<ArrowNode> node = values();
    if (!node) return node;
    node->name = name_;
    node->length = static_cast<std::int64_t>(rows_);
    node->nullable = column_.type().may_be_missing;
    node->null_count = std::count(present_.begin(), present_.end(), 0);
    if (node->null_count > 0) node->buffers[0] = buffer(bits(present_));
    return node;
  }

 private:
  Result<ArrowNode> values() {
    switch (column_.type().kind) {
      case check::TypeKind::Number:
        return reader_.places() ? scaled(*reader_.places()) : exact();
      case check::TypeKind::YesNo:
        return yes_no();
      case check::TypeKind::Date:
        return dates("", [](const check::Value& value) { return std::get<calendar::Date>(value).days; });
      case check::TypeKind::Period:
        return periods();
      default:
        return texts();
    }
  }

  // f(row, value) for every row that has one.
  template <class F>
  void each(F&& f) {
    for (std::size_t i = 0; i < rows_; ++i) {
      const check::Outcome found = reader_.outcome(i);
      if (const auto* value = std::get_if<check::Value>(&found)) f(i, *value);
    }
  }

  Result<ArrowNode> scaled(int places) {
    const int shown = std::max(places, least_places_);
    const Integer more = number::power_of_ten(static_cast<unsigned>(shown - places));
    std::vector<Integer> numbers(rows_);
    for (std::size_t i = 0; i < rows_; ++i)
      if (present_[i] != 0) numbers[i] = reader_.scaled(i) * more;
    return decimals(name_, numbers, shown);
  }

  Result<ArrowNode> exact() {
    std::vector<Rational> numbers(rows_);
    each([&](std::size_t i, const check::Value& value) { numbers[i] = std::get<Rational>(value); });
    int places = least_places_;
    bool finite = true;
    for (const Rational& number : numbers) {
      const auto own = number::decimal_places(number);
      finite = finite && own.has_value();
      if (own) places = std::max(places, *own);
    }
    if (!finite) return fractions(numbers);
    std::vector<Integer> whole;
    whole.reserve(numbers.size());
    const Rational scale(number::power_of_ten(static_cast<unsigned>(places)));
    for (const Rational& number : numbers) whole.emplace_back(numerator(Rational(number * scale)));
    return decimals(name_, whole, places);
  }

  Result<ArrowNode> fractions(const std::vector<Rational>& numbers) {
    std::vector<Integer> above, below;
    for (const Rational& number : numbers) {
      above.emplace_back(numerator(number));
      below.emplace_back(denominator(number));
    }
    auto first = decimals("numerator", above, 0);
    if (!first) return first;
    auto second = decimals("denominator", below, 0);
    if (!second) return second;
    ArrowNode node;
    node.format = "+s";
    node.buffers = {nullptr};
    node.children = {*std::move(first), *std::move(second)};
    return node;
  }

  Result<ArrowNode> yes_no() {
    std::vector<std::uint8_t> yes(rows_);
    each([&](std::size_t i, const check::Value& value) { yes[i] = std::get<bool>(value) ? 1 : 0; });
    ArrowNode node;
    node.format = "b";
    node.buffers = {nullptr, buffer(bits(yes))};
    return node;
  }

  template <class DaysOf>
  ArrowNode dates(std::string name, DaysOf&& days_of) {
    std::vector<std::int32_t> days(rows_);
    each([&](std::size_t i, const check::Value& value) { days[i] = days_of(value); });
    ArrowNode node;
    node.name = std::move(name);
    node.format = "tdD";
    node.length = static_cast<std::int64_t>(rows_);
    node.buffers = {nullptr, buffer(std::move(days))};
    return node;
  }

  Result<ArrowNode> periods() {
    ArrowNode node;
    node.format = "+s";
    node.buffers = {nullptr};
    node.children = {
        dates("first", [](const check::Value& value) { return std::get<calendar::Period>(value).first.days; }),
        dates("last", [](const check::Value& value) { return std::get<calendar::Period>(value).last.days; })};
    return node;
  }

  Result<ArrowNode> texts() {
    std::vector<std::int64_t> ends{0};
    std::vector<char> bytes;
    for (std::size_t row = 0; row < rows_; ++row) {
      const std::string text = reader_.text(row).value_or("");
      bytes.insert(bytes.end(), text.begin(), text.end());
      ends.push_back(static_cast<std::int64_t>(bytes.size()));
    }
    ArrowNode node;
    node.format = "U";
    node.buffers = {nullptr, buffer(std::move(ends)), buffer(std::move(bytes))};
    return node;
  }

  // Of a rule that ends in a rounding: the decimals of its quantum, so that a column of cents always has two.
  static int places_written(const check::Model& model, const check::Rule& rule) {
    const check::Expr& body = model[rule.body];
    return body.op == check::Op::Round ? number::decimal_places(body.quantum).value_or(0) : 0;
  }

  const exec::OutputColumn& column_;
  std::string name_;
  int least_places_;
  std::size_t rows_;
  OutputReader reader_;
  std::vector<std::uint8_t> present_;
};

ArrowNode key_node(const ResultColumn& column) {
  std::vector<std::int64_t> ends{0};
  std::vector<char> bytes;
  for (const auto& value : column.values) {
    if (value) bytes.insert(bytes.end(), value->begin(), value->end());
    ends.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  ArrowNode node{column.name, "U", false, static_cast<std::int64_t>(column.values.size()), 0, {}, {}};
  node.buffers = {nullptr, buffer(std::move(ends)), buffer(std::move(bytes))};
  return node;
}

}  // namespace
}  // namespace api

Result<void> Job::read(const std::vector<std::string>& outputs, ArrowArrayStream* out) const {
  const Inside& inside = *inside_;
  if (!inside.run)
    return api::plain_error(ErrorKind::Usage, "no-results", "there are no results: run() has not succeeded");
  std::vector<std::size_t> positions;
  for (const std::string& name : outputs) {
    const Result<std::size_t> position = inside.output_called(name);
    if (!position) return position.error();
    positions.push_back(*position);
  }
  const bool several = inside.model.relations.size() > 1;
  if (positions.empty() && several)
    return api::plain_error(ErrorKind::Usage, "no-outputs",
                            "say at least one output: it is read with its records' keys");
  const std::string relation =
      positions.empty() ? inside.model.relations.front().name : inside.outputs[positions.front()].relation;
  const bool overall = relation.empty();
  if (!std::all_of(positions.begin(), positions.end(),
                   [&](std::size_t each) { return inside.outputs[each].relation == relation; }))
    return api::plain_error(ErrorKind::Usage, "mixed-outputs",
                            several ? "rules `overall` and rules for each kind of record are read apart"
                                    : "rules `overall` and rules for each record are read apart");

  const RunState& run = *inside.run;
  const std::size_t rows =
      overall ? 1 : run.records.relations[api::relation_called(inside.model, relation)->index].rows;
  api::ArrowNode batch{"", "+s", false, static_cast<std::int64_t>(rows), 0, {nullptr}, {}};
  if (!overall) {
    for (const ResultColumn& key : api::key_columns(inside.model, run, *api::relation_called(inside.model, relation)))
      batch.children.push_back(api::key_node(key));
  }
  const auto rule_of = [&](std::size_t position) -> const check::Rule& {
    return inside.model.rules[inside.model.outputs[position].index];
  };
  for (const std::size_t position : positions) {
    auto node = api::Exporter(inside.model, run.results.outputs[position], rule_of(position)).run();
    if (!node) return node.error();
    batch.children.push_back(*std::move(node));
  }
  api::to_stream(std::move(batch), out);
  return {};
}

}  // namespace meruit
