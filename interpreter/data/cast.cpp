#include "data/cast.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <unordered_map>

#include "data/blanks.h"
#include "data/cells.h"
#include "data/decimal_cell.h"
#include "data/oddity.h"
#include "data/typed_cells.h"
#include "number/rational.h"
#include "source/utf8.h"

namespace meruit::data {

namespace {

using check::CastKind;
using check::Input;
using check::Model;
using check::TypeKind;
using check::Value;

// What one input's casts share: where absences and problems of its cells go.
class TextCast {
 public:
  TextCast(const Model& model, const Input& input, const std::shared_ptr<const ArrowTable>& table,
           const ArrowColumn& column, Problems& problems)
      : model_(model),
        input_(input),
        table_(table),
        column_(column),
        problems_(problems),
        refusals_(model, input, table->rows(), problems) {}

  [[nodiscard]] std::vector<std::uint8_t> take_unreadable() { return refusals_.take_noted(); }

  Column numbers() {
    NumberBuilder builder(table_->rows());
    const DecimalForm form = decimal_form(model_, input_);
    DecimalCell cell;
    for_each_text(column_, [&](std::size_t row, bool present, std::string_view text) {
      if (is_missing(present, text)) return absent(row, text), builder.add_missing();
      const DecimalRead read = read_decimal(text, form, cell);
      if (read == DecimalRead::Small) return builder.add(cell.mantissa, cell.places);
      if (read == DecimalRead::Wide && builder.add_wide(cell.wide)) return;
      refusals_.add(row, text);
      builder.add(0, 0);
    });
    return builder.finish(Integer(form.percent ? 100 : 1));
  }

  Column texts() {
    CellBuilder<std::string_view> builder(table_->rows());
    each(builder, [&](std::string_view text) {
      const bool good = source::valid_utf8(text) == text.size() && trimmed(text).size() == text.size();
      return good ? std::optional(text) : std::nullopt;
    });
    return builder.finish_texts(table_);
  }

  Column dates() {
    CellBuilder<std::int32_t> builder(table_->rows());
    const std::string& form = input_.cast.date_form;
    each(builder, [&](std::string_view text) -> std::optional<std::int32_t> {
      const auto date = form.empty() ? calendar::parse_date(text) : calendar::parse_date(text, form);
      return date ? std::optional(date->days) : std::nullopt;
    });
    return builder.finish_ordinals(TypeKind::Date);
  }

  Column periods() {
    PeriodBuilder builder(table_->rows());
    for_each_text(column_, [&](std::size_t row, bool present, std::string_view text) {
      if (is_missing(present, text)) return absent(row, text), builder.add_missing();
      const auto period = read_period(text);
      if (!period) refusals_.add(row, text);
      builder.add(period.value_or(calendar::Period{}));
    });
    return builder.finish();
  }

  // Codes of the mapping, words of a list, or yes and no: text to one of a few values.
  Column words(const std::vector<std::pair<std::string, Value>>& codes) {
    std::unordered_map<std::string_view, std::int32_t> positions;
    for (std::size_t i = 0; i < codes.size(); ++i) positions.emplace(codes[i].first, static_cast<std::int32_t>(i));
    CellBuilder<std::int32_t> builder(table_->rows());
    each(builder, [&](std::string_view text) -> std::optional<std::int32_t> {
      const auto found = positions.find(text);
      return found == positions.end() ? std::nullopt : std::optional(found->second);
    });
    return values_of(input_.type.kind, codes, builder);
  }

 private:
  // One cell after the other through `read`, which gives nothing when the text is not what it must be.
  template <class T, class Read>
  void each(CellBuilder<T>& builder, Read&& read) {
    for_each_text(column_, [&](std::size_t row, bool present, std::string_view text) {
      if (input_.cast.kind == CastKind::TrimmedText) text = trimmed(text);
      if (is_missing(present, text)) return absent(row, text), builder.add_missing();
      const std::optional<T> value = read(text);
      if (!value) refusals_.add(row, text);
      builder.add(value.value_or(T{}));
    });
  }

  bool is_missing(bool present, std::string_view text) const {
    if (input_.type.waived) return !present || text == "waived";
    return !present ||
           std::find(model_.missing_marks.begin(), model_.missing_marks.end(), text) != model_.missing_marks.end();
  }

  void absent(std::size_t row, std::string_view text) {
    if (!input_.type.may_be_missing) problems_.add(lacking(model_, input_, row, text));
  }

  const Model& model_;
  const Input& input_;
  const std::shared_ptr<const ArrowTable>& table_;
  const ArrowColumn& column_;
  Problems& problems_;
  Refusals refusals_;
};

// A code with the word that it stands for, where that is another.
std::string code_shown(const Model& model, const Input& input, const std::pair<std::string, Value>& code) {
  std::string means;
  if (const auto* word = std::get_if<check::Word>(&code.second))
    means = model.lists[input.type.list.index].words[word->ordinal];
  if (const auto* yes = std::get_if<bool>(&code.second)) means = *yes ? "yes" : "no";
  return "`" + code.first + "`" + (means.empty() || means == code.first ? "" : " (" + means + ")");
}

// The field that the input supplies by itself.
const check::Field* supplied(const Model& model, const Input& input) {
  const auto found = std::find_if(model.fields.begin(), model.fields.end(), [&](const check::Field& field) {
    return field.value.given() && model[field.value].op == check::Op::Input &&
           &model.inputs[model[field.value].index] == &input;
  });
  return found == model.fields.end() ? nullptr : &*found;
}

bool is_whole(const Model& model, const Input& input) {
  const check::Field* field = supplied(model, input);
  return field != nullptr && field->constraints.whole;
}

std::string list_of(const Model& model, const Input& input, const std::vector<std::pair<std::string, Value>>& codes) {
  constexpr std::size_t kShown = 12;
  std::string text = codes.size() == 1 ? "" : "one of ";
  for (std::size_t i = 0; i < codes.size() && i < kShown; ++i)
    text += (i == 0 ? "" : ", ") + code_shown(model, input, codes[i]);
  return codes.size() > kShown ? text + " …" : text;
}

Column values_of_text(TextCast& cast, const Input& input, const std::vector<std::pair<std::string, Value>>& codes) {
  if (!codes.empty()) return cast.words(codes);
  switch (input.type.kind) {
    case TypeKind::Number:
      return cast.numbers();
    case TypeKind::Date:
      return cast.dates();
    case TypeKind::Period:
      return cast.periods();
    default:
      return cast.texts();
  }
}

Column cast_text(const Model& model, const Input& input, const std::shared_ptr<const ArrowTable>& table,
                 const ArrowColumn& column, Problems& problems) {
  TextCast cast(model, input, table, column, problems);
  Column result = values_of_text(cast, input, codes_of(model, input));
  return with_unreadable(std::move(result), cast.take_unreadable());
}

// " from 0 to 1000", as the declaration of the field says it of a cell; or else the sample.
std::string within(const Model& model, const Input& input, const char* sample) {
  const check::Field* field = supplied(model, input);
  if (field == nullptr) return sample;
  const Rational times(input.cast.kind == CastKind::Percent ? 100 : 1);
  const auto shown = [&](const Rational& limit) { return number::to_plain(limit * times); };
  const check::Constraints& limits = field->constraints;
  if (limits.from && limits.to) return " from " + shown(*limits.from) + " to " + shown(*limits.to);
  if (limits.from) return " of at least " + shown(*limits.from);
  return limits.to ? " of at most " + shown(*limits.to) : sample;
}

std::string expected_number(const Model& model, const Input& input) {
  if (input.cast.kind == CastKind::Dollars) return "an amount" + within(model, input, " such as 1250.07 or $1,250.07");
  if (input.cast.kind == CastKind::Percent) return "a percentage" + within(model, input, " such as 2.5");
  if (input.cast.kind == CastKind::Fraction) return "a fraction" + within(model, input, " such as 0.025");
  return is_whole(model, input) ? "a whole number" + within(model, input, " such as 1250")
                                : "a number" + within(model, input, " such as 1250.07");
}

// A column as a mapping names it.
std::string named(const std::string& column) {
  const bool plain = !column.empty() && std::all_of(column.begin(), column.end(),
                                                    [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
  return plain && std::isdigit(static_cast<unsigned char>(column.front())) == 0 ? column : "column \"" + column + "\"";
}

}  // namespace

std::string expected(const Model& model, const Input& input) {
  const auto codes = codes_of(model, input);
  if (!codes.empty()) return list_of(model, input, codes);
  switch (input.type.kind) {
    case TypeKind::Number:
      return expected_number(model, input);
    case TypeKind::Date:
      return "a date written " + (input.cast.date_form.empty() ? "YYYY-MM-DD" : input.cast.date_form);
    case TypeKind::Period:
      return "a period written YYYY-MM-DD to YYYY-MM-DD";
    default:
      return "a text";
  }
}

Problem refused(const Model& model, const Input& input, std::size_t row, std::string_view text) {
  const std::size_t bad = source::valid_utf8(text);
  if (bad == text.size())
    return {row, input.column, shown(text) + oddity(model, input, text), expected(model, input), input.span};
  return {row, input.column, shown(text) + " (the byte " + shown(text.substr(bad, 1)) + " is not UTF-8)",
          "text in UTF-8: save the file in that encoding", input.span};
}

Problem lacking(const Model& model, const Input& input, std::size_t row, std::string_view text) {
  const check::Field* field = supplied(model, input);
  return {row, input.column, text.empty() ? shown(text) : shown(text) + ", which stands for a missing value",
          expected(model, input) +
              (field != nullptr && field->key ? std::string(", as no record is without its key")
               : field != nullptr ? std::string(", as the field is not `optional`; a line that is no record is "
                                                "taken out of the file")
                                  : ", as its value is needed; if the contract says what stands for it, write `(" +
                                        named(input.column) + " if missing VALUE)` in the mapping"),
          input.span};
}

void Refusals::add(std::size_t row, std::string_view text) {
  if (!input_.lazy) return problems_.add(refused(model_, input_, row, text));
  noted_.resize(rows_, 0);
  noted_[row] = 1;
}

Column cast(const Model& model, const Input& input, const std::shared_ptr<const ArrowTable>& table,
            const ArrowColumn& column, Problems& problems) {
  if (column.is_text()) return cast_text(model, input, table, column, problems);
  return cast_typed(model, input, table, column, problems);
}

}  // namespace meruit::data
