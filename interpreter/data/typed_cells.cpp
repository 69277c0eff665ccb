#include "data/typed_cells.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "data/cast.h"
#include "data/cells.h"

namespace meruit::data {

namespace {

using check::CastKind;
using check::TypeKind;
using check::Value;

bool is_whole_form(CellForm form) {
  return form != CellForm::Decimal128 && form != CellForm::Bool && form != CellForm::Date32 &&
         form != CellForm::Unsupported && form != CellForm::Utf8 && form != CellForm::LargeUtf8;
}

// A typed column that is cast: what it is, and where its problems go.
struct Typed {
  const check::Model& model;
  const check::Input& input;
  const std::shared_ptr<const ArrowTable>& table;
  const ArrowColumn& column;
  Problems& problems;

  void absent(std::size_t row) const {
    if (!input.type.may_be_missing) problems.add(lacking(model, input, row, ""));
  }

  template <class F>
  void each_whole(F&& f) const {
    std::size_t row = 0;
    for (const Chunk& chunk : column.chunks) for_each_whole(column.form, chunk, row, f);
  }
};

// The caller's own memory, when it is one batch of int64 without nulls and needs no other power of ten.
std::optional<Column> in_place(const Typed& typed, const Integer& denominator) {
  const ArrowColumn& column = typed.column;
  if (column.form != CellForm::Int64 && column.form != CellForm::Decimal64) return std::nullopt;
  if (column.chunks.size() != 1 || column.chunks[0].has_nulls()) return std::nullopt;
  const Chunk& chunk = column.chunks[0];
  Column result;
  result.kind = TypeKind::Number;
  result.denominator = denominator;
  const auto* values = static_cast<const std::int64_t*>(chunk.array->buffers[1]);
  result.i64 = {values + chunk.first, static_cast<std::size_t>(chunk.rows)};
  result.owner = typed.table;
  return result;
}

Column wide_numbers(const Typed& typed, NumberBuilder& builder) {
  std::size_t row = 0;
  for (const Chunk& chunk : typed.column.chunks) {
    const auto* bytes = static_cast<const char*>(chunk.array->buffers[1]);
    for_each_place(chunk, row, [&](std::size_t r, bool present, std::int64_t at) {
      if (!present) return typed.absent(r), builder.add_missing();
      __int128 value;
      std::memcpy(&value, bytes + at * 16, sizeof value);
      const auto narrow = static_cast<std::int64_t>(value);
      if (narrow == value && typed.column.places <= 255) return builder.add(narrow, typed.column.places);
      const Rational exact(Integer(value), number::power_of_ten(static_cast<unsigned>(typed.column.places)));
      if (!builder.add_wide(exact)) builder.add(0, 0);
    });
  }
  return builder.finish(Integer(typed.input.cast.kind == CastKind::Percent ? 100 : 1));
}

Column numbers(const Typed& typed) {
  const Integer percent(typed.input.cast.kind == CastKind::Percent ? 100 : 1);
  const Integer denominator = number::power_of_ten(static_cast<unsigned>(typed.column.places)) * percent;
  if (auto column = in_place(typed, denominator)) return *std::move(column);
  NumberBuilder builder(typed.table->rows());
  if (typed.column.form == CellForm::Decimal128) return wide_numbers(typed, builder);
  typed.each_whole([&](std::size_t row, bool present, auto value) {
    if (!present) return typed.absent(row), builder.add_missing();
    builder.add(static_cast<std::int64_t>(value), typed.column.places);
  });
  return builder.finish(percent);
}

Column dates(const Typed& typed) {
  CellBuilder<std::int32_t> builder(typed.table->rows());
  typed.each_whole([&](std::size_t row, bool present, auto value) {
    if (!present) return typed.absent(row), builder.add_missing();
    builder.add(static_cast<std::int32_t>(value));
  });
  return builder.finish_ordinals(TypeKind::Date);
}

Column yes_no(const Typed& typed) {
  CellBuilder<std::uint8_t> builder(typed.table->rows());
  std::size_t row = 0;
  for (const Chunk& chunk : typed.column.chunks) {
    const auto* bits = static_cast<const std::uint8_t*>(chunk.array->buffers[1]);
    for_each_place(chunk, row, [&](std::size_t r, bool present, std::int64_t at) {
      if (!present) return typed.absent(r), builder.add_missing();
      builder.add((bits[at >> 3] >> (at & 7)) & 1);
    });
  }
  return builder.finish_yes();
}

// Whole numbers that stand for codes, compared as their digits.
Column coded(const Typed& typed, const std::vector<std::pair<std::string, Value>>& codes) {
  std::unordered_map<std::string, std::int32_t> positions;
  for (std::size_t i = 0; i < codes.size(); ++i) positions.emplace(codes[i].first, static_cast<std::int32_t>(i));
  CellBuilder<std::int32_t> builder(typed.table->rows());
  Refusals refusals(typed.model, typed.input, typed.table->rows(), typed.problems);
  typed.each_whole([&](std::size_t row, bool present, auto value) {
    if (!present) return typed.absent(row), builder.add_missing();
    const std::string digits = std::to_string(static_cast<std::int64_t>(value));
    const auto found = positions.find(digits);
    if (found == positions.end()) refusals.add(row, digits);
    builder.add(found == positions.end() ? 0 : found->second);
  });
  return with_unreadable(values_of(typed.input.type.kind, codes, builder), refusals.take_noted());
}

std::string form_in_words(const ArrowColumn& column) {
  switch (column.form) {
    case CellForm::Bool:
      return "a column of yes/no";
    case CellForm::Date32:
      return "a column of dates";
    case CellForm::Unsupported:
      return "a column of Arrow type `" + column.format + "`";
    default:
      return "a column of numbers";
  }
}

}  // namespace

Column PeriodBuilder::finish() {
  struct Both {
    Column first, last;
  };
  auto both = std::make_shared<Both>();
  both->first = firsts_.finish_ordinals(TypeKind::Period);
  both->last = lasts_.finish_ordinals(TypeKind::Period);
  Column column = both->first;
  column.lasts = both->last.ordinals;
  column.owner = std::move(both);
  return column;
}

std::optional<calendar::Period> read_period(std::string_view text) {
  constexpr std::size_t kDate = 10;  // characters of YYYY-MM-DD
  if (text.size() < 2 * kDate + 1) return std::nullopt;
  const std::string_view between = text.substr(kDate, text.size() - 2 * kDate);
  if (between != "/" && between != " to ") return std::nullopt;
  const auto first = calendar::parse_date(text.substr(0, kDate));
  const auto last = calendar::parse_date(text.substr(text.size() - kDate));
  if (!first || !last || *last < *first) return std::nullopt;
  return calendar::Period{*first, *last};
}

std::vector<std::pair<std::string, Value>> codes_of(const check::Model& model, const check::Input& input) {
  if (!input.cast.codes.empty()) return input.cast.codes;
  std::vector<std::pair<std::string, Value>> codes;
  if (input.type.kind == TypeKind::OneOf) {
    const auto& words = model.lists[input.type.list.index].words;
    for (std::size_t i = 0; i < words.size(); ++i)
      codes.emplace_back(words[i], check::Word{static_cast<std::uint32_t>(i)});
  } else if (input.type.kind == TypeKind::YesNo) {
    codes = {{"yes", true}, {"no", false}};
  }
  return codes;
}

Column values_of(TypeKind kind, const std::vector<std::pair<std::string, Value>>& codes,
                 CellBuilder<std::int32_t>& positions) {
  const std::vector<std::int32_t> at = positions.values();
  const std::vector<std::uint8_t> present = positions.take_present();
  const auto there = [&](std::size_t row) { return present.empty() || present[row] != 0; };
  if (kind == TypeKind::OneOf) {
    CellBuilder<std::int32_t> words(at.size());
    for (std::size_t row = 0; row < at.size(); ++row) {
      if (!there(row)) {
        words.add_missing();
        continue;
      }
      words.add(
          static_cast<std::int32_t>(std::get<check::Word>(codes[static_cast<std::size_t>(at[row])].second).ordinal));
    }
    return words.finish_ordinals(kind);
  }
  if (kind == TypeKind::YesNo) {
    CellBuilder<std::uint8_t> yes(at.size());
    for (std::size_t row = 0; row < at.size(); ++row) {
      if (!there(row)) {
        yes.add_missing();
        continue;
      }
      yes.add(std::get<bool>(codes[static_cast<std::size_t>(at[row])].second) ? 1 : 0);
    }
    return yes.finish_yes();
  }
  std::vector<check::Outcome> outcomes;
  for (std::size_t row = 0; row < at.size(); ++row)
    outcomes.push_back(there(row) ? check::Outcome(codes[static_cast<std::size_t>(at[row])].second)
                                  : check::Absence::Missing);
  return make_column(kind, outcomes);
}

Column cast_typed(const check::Model& model, const check::Input& input, const std::shared_ptr<const ArrowTable>& table,
                  const ArrowColumn& column, Problems& problems) {
  const Typed typed{model, input, table, column, problems};
  const TypeKind kind = input.type.kind;
  const bool whole = is_whole_form(column.form);
  if (!input.cast.codes.empty() && whole && column.places == 0) return coded(typed, input.cast.codes);
  if (kind == TypeKind::Number && input.cast.codes.empty() && (whole || column.form == CellForm::Decimal128))
    return numbers(typed);
  if (kind == TypeKind::Date && column.form == CellForm::Date32) return dates(typed);
  if (kind == TypeKind::YesNo && input.cast.codes.empty() && column.form == CellForm::Bool) return yes_no(typed);
  problems.add({Problem::kWholeTable, column.name, form_in_words(column), expected(model, input), input.span});
  return make_column(kind, std::vector<check::Outcome>(table->rows(), check::Absence::Missing));
}

}  // namespace meruit::data
