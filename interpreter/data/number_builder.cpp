#include "data/number_builder.h"

#include <array>

namespace meruit::data {

namespace {

// 10^0 to 10^18, which all fit 63 bits.
constexpr std::array<std::int64_t, 19> kPowers = [] {
  std::array<std::int64_t, 19> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

constexpr int kMostPlaces = 255;

bool fits_128(const Integer& value) {
  const Integer limit = Integer(1) << 127;
  return -limit <= value && value < limit;
}

}  // namespace

struct NumberBuilder::Storage {
  std::vector<std::int64_t> i64;
  std::vector<__int128> i128;
  std::vector<std::uint8_t> present;
};

NumberBuilder::NumberBuilder(std::size_t rows) {
  mantissas_.reserve(rows);
  places_.reserve(rows);
}

bool NumberBuilder::add_wide(const Rational& value) {
  const auto places = number::decimal_places(value);
  if (!places || *places > kMostPlaces) return false;
  wide_.emplace_back(mantissas_.size(), value);
  mantissas_.push_back(0);
  places_.push_back(0);
  if (*places > most_places_) most_places_ = *places;
  return true;
}

void NumberBuilder::add_missing() {
  present_.resize(mantissas_.size(), 1);
  present_.push_back(0);
  mantissas_.push_back(0);
  places_.push_back(0);
}

bool NumberBuilder::fill_narrow(Storage& storage) const {
  if (!wide_.empty() || most_places_ > 18) return false;
  storage.i64.resize(mantissas_.size());
  for (std::size_t i = 0; i < mantissas_.size(); ++i) {
    const std::int64_t power = kPowers[static_cast<std::size_t>(most_places_ - places_[i])];
    if (__builtin_mul_overflow(mantissas_[i], power, &storage.i64[i])) return false;
  }
  return true;
}

// |mantissa| < 2^63 and 10^18 < 2^60, so the product is below 2^123.
bool NumberBuilder::fill_middle(Storage& storage) const {
  if (most_places_ > 18) return false;
  storage.i128.resize(mantissas_.size());
  for (std::size_t i = 0; i < mantissas_.size(); ++i)
    storage.i128[i] =
        static_cast<__int128>(mantissas_[i]) * kPowers[static_cast<std::size_t>(most_places_ - places_[i])];
  const Integer scale = number::power_of_ten(static_cast<unsigned>(most_places_));
  for (const auto& [row, value] : wide_) {
    const Integer scaled(numerator(Rational(value * Rational(scale))));
    if (!fits_128(scaled)) return false;
    storage.i128[row] = scaled.convert_to<__int128>();
  }
  return true;
}

void NumberBuilder::fill_big(Column& column) const {
  column.big.reserve(mantissas_.size());
  for (std::size_t i = 0; i < mantissas_.size(); ++i)
    column.big.push_back(mantissas_[i] * number::power_of_ten(static_cast<unsigned>(most_places_ - places_[i])));
  const Rational scale(number::power_of_ten(static_cast<unsigned>(most_places_)));
  for (const auto& [row, value] : wide_) column.big[row] = Integer(numerator(Rational(value * scale)));
}

Column NumberBuilder::finish(const Integer& divisor) {
  auto storage = std::make_shared<Storage>();
  Column column;
  column.kind = check::TypeKind::Number;
  column.denominator = number::power_of_ten(static_cast<unsigned>(most_places_)) * divisor;
  if (fill_narrow(*storage)) {
    column.i64 = storage->i64;
  } else if (fill_middle(*storage)) {
    column.i128 = storage->i128;
  } else {
    fill_big(column);
  }
  if (!present_.empty()) {
    present_.resize(mantissas_.size(), 1);
    storage->present = std::move(present_);
    column.present = storage->present;
  }
  column.owner = std::move(storage);
  *this = NumberBuilder(0);
  return column;
}

}  // namespace meruit::data
