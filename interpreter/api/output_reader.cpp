#include "api/output_reader.h"

#include <algorithm>

#include "api/values.h"
#include "number/fixed.h"

namespace meruit::api {

OutputReader::OutputReader(const check::Model& model, const exec::OutputColumn& column)
    : model_(model), column_(column) {
  if (column.type().kind != check::TypeKind::Number || column.pairs()) return;
  places_ = number::decimal_places(Rational(Integer(1), column.denominator()));
  if (places_) multiplier_ = number::power_of_ten(static_cast<unsigned>(*places_)) / column.denominator();
}

OutputReader::At OutputReader::find(std::size_t row) {
  const auto chunks = column_.chunks();
  const auto holds = [&](const exec::Chunk& chunk) {
    return chunk.first_row <= row && row < chunk.first_row + chunk.rows;
  };
  if (last_ >= chunks.size() || !holds(chunks[last_])) {
    const auto next = std::upper_bound(chunks.begin(), chunks.end(), row,
                                       [](std::size_t at, const exec::Chunk& chunk) { return at < chunk.first_row; });
    last_ = static_cast<std::size_t>(next - chunks.begin()) - 1;
  }
  return {&chunks[last_], row - chunks[last_].first_row};
}

check::Outcome OutputReader::outcome(std::size_t row) {
  const At at = find(row);
  return column_.at(*at.chunk, at.row);
}

bool OutputReader::present(std::size_t row) {
  const At at = find(row);
  return at.chunk->present.empty() || at.chunk->present[at.row] != 0;
}

Integer OutputReader::scaled(std::size_t row) {
  const auto [chunk, i] = find(row);
  switch (chunk->width) {
    case plan::Width::I64:
      return Integer(chunk->i64[i]) * multiplier_;
    case plan::Width::I128:
      return number::to_integer(chunk->i128[i]) * multiplier_;
    case plan::Width::Big:
      return chunk->big[i] * multiplier_;
  }
  return 0;
}

std::optional<std::string> OutputReader::text(std::size_t row) {
  const auto [chunk, i] = find(row);
  const bool plain_decimal = places_ && multiplier_ == 1 && chunk->width == plan::Width::I64;
  if (plain_decimal) {
    if (!chunk->present.empty() && chunk->present[i] == 0) return std::nullopt;
    return decimal_text(chunk->i64[i], *places_);
  }
  const check::Outcome found = column_.at(*chunk, i);
  const auto* value = std::get_if<check::Value>(&found);
  return value != nullptr ? std::optional(plain(model_, column_.type(), *value)) : std::nullopt;
}

std::string decimal_text(std::int64_t scaled, int places) {
  std::string digits = std::to_string(number::magnitude(scaled));
  if (places > 0) {
    const auto decimals = static_cast<std::size_t>(places);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, 1, '.');
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return scaled < 0 ? "-" + digits : digits;
}

namespace {

// Numerators over the column's denominator. Each is below 2^63: 2^64 rows would be needed to overflow.
struct WholeSums {
  Int128 above = 0, below = 0;
};

void add_narrow(const exec::Chunk& chunk, WholeSums& whole, Sums& sums) {
  for (std::size_t i = 0; i < chunk.rows; ++i) {
    const std::int64_t value = chunk.i64[i];
    if (!chunk.present.empty() && chunk.present[i] == 0) continue;
    (value > 0 ? whole.above : whole.below) += value;
    ++(value > 0 ? sums.above_count : value < 0 ? sums.below_count : sums.zero_count);
  }
}

void add_exact(const exec::OutputColumn& column, const exec::Chunk& chunk, Sums& sums) {
  for (std::size_t i = 0; i < chunk.rows; ++i) {
    const check::Outcome found = column.at(chunk, i);
    const auto* value = std::get_if<check::Value>(&found);
    if (value == nullptr) continue;
    const Rational& number = std::get<Rational>(*value);
    (number > 0 ? sums.above : sums.below) += number;
    ++(number > 0 ? sums.above_count : number < 0 ? sums.below_count : sums.zero_count);
  }
}

}  // namespace

Sums sums_of(const exec::OutputColumn& column) {
  Sums sums;
  WholeSums whole;
  for (const exec::Chunk& chunk : column.chunks()) {
    if (chunk.width == plan::Width::I64 && !column.pairs()) {
      add_narrow(chunk, whole, sums);
    } else {
      add_exact(column, chunk, sums);
    }
  }
  sums.above += Rational(number::to_integer(whole.above), column.denominator());
  sums.below += Rational(number::to_integer(whole.below), column.denominator());
  return sums;
}

}  // namespace meruit::api
