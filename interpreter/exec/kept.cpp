#include "exec/kept.h"

namespace meruit::exec {

namespace {

using check::TypeKind;

Integer whole_at(const data::Column& column, std::size_t row) {
  if (!column.i64.empty()) return number::to_integer(column.i64[row]);
  return column.i128.empty() ? column.big[row] : number::to_integer(column.i128[row]);
}

std::size_t rows_of(const data::Column& column) {
  switch (column.kind) {
    case TypeKind::Number:
      return column.i64.size() + column.i128.size() + column.big.size();
    case TypeKind::YesNo:
      return column.yes.size();
    case TypeKind::Text:
      return column.texts.size();
    case TypeKind::Date:
    case TypeKind::Period:
    case TypeKind::OneOf:
    case TypeKind::Row:  // by its number
      break;
  }
  return column.ordinals.size();
}

}  // namespace

std::size_t Kept::rows() const { return rows_of(column); }

SlotValue Kept::at(std::size_t row) const {
  SlotValue value;
  value.fault = row < faults.size() ? faults[row] : 0;
  value.present = column.present.empty() || column.present[row] != 0;
  switch (column.kind) {
    case TypeKind::Number:
      value.n = whole_at(column, row);
      if (rows_of(denominators) > 0) value.d = whole_at(denominators, row);
      break;
    case TypeKind::YesNo:
      value.yes = column.yes[row] != 0;
      break;
    case TypeKind::Text:
      value.text = column.texts[row];
      break;
    case TypeKind::Period:
      value.last = column.lasts[row];
      [[fallthrough]];
    case TypeKind::Date:
    case TypeKind::OneOf:
    case TypeKind::Row:  // by its number
      value.ordinal = column.ordinals[row];
      break;
  }
  return value;
}

// ---- whole numbers ---------------------------------------------------------------------------------------------

void WholeBuilder::add(Int128 n) {
  if (!big_.empty()) {
    big_.push_back(number::to_integer(n));
    return;
  }
  std::vector<std::int64_t>& narrow = storage_->i64;
  std::vector<Int128>& wide = storage_->i128;
  if (wide.empty() && n >= std::numeric_limits<std::int64_t>::min() && n <= std::numeric_limits<std::int64_t>::max()) {
    budget::take(sizeof(std::int64_t));
    narrow.push_back(static_cast<std::int64_t>(n));
    return;
  }
  if (wide.empty()) {
    budget::take(narrow.size() * (sizeof(Int128) - sizeof(std::int64_t)));
    wide.assign(narrow.begin(), narrow.end());
    narrow = {};
  }
  budget::take(sizeof(Int128));
  wide.push_back(n);
}

void WholeBuilder::add(const Integer& n) {
  if (const auto wide = number::to_int128(n); wide && big_.empty()) {
    add(*wide);
    return;
  }
  budget::take(sizeof(Integer));
  if (big_.empty()) {
    budget::take((storage_->i64.size() + storage_->i128.size()) * sizeof(Integer));
    for (const std::int64_t before : storage_->i64) big_.push_back(number::to_integer(before));
    for (const Int128 before : storage_->i128) big_.push_back(number::to_integer(before));
    *storage_ = {};
  }
  big_.push_back(n);
}

data::Column WholeBuilder::finish() {
  data::Column column;
  column.kind = TypeKind::Number;
  column.i64 = storage_->i64;
  column.i128 = storage_->i128;
  column.big = std::move(big_);
  column.owner = std::move(storage_);
  return column;
}

// ---- any value -------------------------------------------------------------------------------------------------

void KeptBuilder::add_value(const SlotValue& value, bool plain) {
  switch (kind_) {
    case TypeKind::Number:
      if (plain)
        numbers_.add(value.n);
      else
        numbers_.add(Int128{0});
      if (pair_ && plain) denominators_.add(value.d);
      if (pair_ && !plain) denominators_.add(Int128{1});
      break;
    case TypeKind::YesNo:
      storage_->yes.push_back(plain && value.yes ? 1 : 0);
      break;
    case TypeKind::Text:
      storage_->texts.push_back(plain ? value.text : std::string());
      break;
    case TypeKind::Period:
      storage_->lasts.push_back(plain ? value.last : 0);
      [[fallthrough]];
    case TypeKind::Date:
    case TypeKind::OneOf:
    case TypeKind::Row:  // by its number
      storage_->ordinals.push_back(plain ? value.ordinal : 0);
      break;
  }
}

void KeptBuilder::add(const SlotValue& value) {
  add_value(value, value.present && value.fault == 0);
  if (value.fault != 0) {
    faults_.resize(rows_, 0);
    faults_.push_back(value.fault);
  }
  if (!value.present) {
    storage_->present.resize(rows_, 1);
    storage_->present.push_back(0);
  }
  ++rows_;
}

template <class W>
void KeptBuilder::add(const Column<W>& of, std::size_t rows) {
  if constexpr (!kIsBig<W>) {
    if (of.n != nullptr && of.d == nullptr && of.faults == nullptr && of.present == nullptr) {
      for (std::size_t i = 0; i < rows; ++i) add_number(of.n[i]);
      return;
    }
  }
  for (std::size_t i = 0; i < rows; ++i) add(value_at(of, i));
}

Kept KeptBuilder::finish() {
  Kept kept;
  if (kind_ == TypeKind::Number) kept.column = numbers_.finish();
  if (pair_) kept.denominators = denominators_.finish();
  kept.column.kind = kind_;
  if (!faults_.empty()) faults_.resize(rows_, 0);
  kept.faults = std::move(faults_);
  Storage& storage = *storage_;
  if (!storage.present.empty()) storage.present.resize(rows_, 1);
  storage.views.assign(storage.texts.begin(), storage.texts.end());
  storage.numbers = std::move(kept.column.owner);
  kept.column.yes = storage.yes;
  kept.column.ordinals = storage.ordinals;
  kept.column.lasts = storage.lasts;
  kept.column.texts = storage.views;
  kept.column.present = storage.present;
  kept.column.owner = std::move(storage_);
  return kept;
}

#define MERUIT_MAKE(W) template void KeptBuilder::add(const Column<W>&, std::size_t);
MERUIT_EACH_WIDTH(MERUIT_MAKE)
#undef MERUIT_MAKE

}  // namespace meruit::exec
