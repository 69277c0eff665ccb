#include "data/oddity.h"

#include <algorithm>

#include "budget/budget.h"
#include "data/typed_cells.h"

namespace meruit::data {

namespace {

using check::CastKind;
using check::Input;
using check::TypeKind;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xA0");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n\xA0") - first + 1);
}

std::string without(std::string_view text, std::string_view signs) {
  std::string rest(text);
  std::erase_if(rest, [&](char c) { return signs.find(c) != std::string_view::npos; });
  return rest;
}

bool is_number(std::string_view text, const DecimalForm& form) {
  DecimalCell cell;
  return read_decimal(text, form, cell) != DecimalRead::Bad;
}

// A number but for its length.
std::string too_long(const check::Model& model, std::string_view text, DecimalForm form) {
  const auto digits =
      static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  if (digits <= form.most_digits || text.find_first_not_of("0123456789.,$%-") != std::string_view::npos) return {};
  return " (" + budget::grouped(digits) + " digits; " + budget::how_to_raise(model.limits, &Limits::literal_digits) +
         ")";
}

std::string odd_number(const check::Model& model, const Input& input, std::string_view text) {
  const DecimalForm form = decimal_form(model, input);
  if (std::string told = too_long(model, text, form); !told.empty()) return told;
  if (is_number(without(text, ","), form)) return " (a comma stands before three digits, as in `1,250`)";
  if (is_number(without(text, "$"), form)) return " (a mapping reads the `$` with `as dollars`)";
  if (is_number(without(text, "%"), form)) return " (a mapping reads the `%` with `as percent`)";
  if (is_number(without(text, "()"), form)) return " (a number below zero has a minus: `-5`)";
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos && is_number(text.substr(0, exponent), form) &&
      is_number(without(text.substr(exponent + 1), "+"), form))
    return " (an exponent: write the number in full)";
  return {};
}

// A date YYYY-MM-DD in another form.
std::string in_form(std::string form, std::string_view iso) {
  const std::pair<std::string_view, std::string_view> parts[] = {
      {"YYYY", iso.substr(0, 4)}, {"MM", iso.substr(5, 2)}, {"DD", iso.substr(8, 2)}};
  for (const auto& [letters, digits] : parts)
    if (const std::size_t at = form.find(letters); at != std::string::npos) form.replace(at, letters.size(), digits);
  return form;
}

std::string odd_date(const Input& input, std::string_view text) {
  const std::string& form = input.cast.date_form;
  const bool digits = text.size() == 10 && text[4] == '-' && text[7] == '-' && without(text, "0123456789") == "--";
  if (digits && form.empty()) return " (there is no such day)";
  if (!form.empty() && calendar::parse_date(text))
    return " (that day is `" + in_form(form, text) + "` in the form expected)";
  for (const char* other : {"MM/DD/YYYY", "DD.MM.YYYY", "YYYY/MM/DD"})
    if (form != other && calendar::parse_date(text, other))
      return std::string(" (a mapping reads other forms, such as `as date \"") + other + "\"`)";
  return {};
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string odd_word(const check::Model& model, const Input& input, std::string_view text) {
  for (const auto& [code, value] : codes_of(model, input))
    if (std::equal(code.begin(), code.end(), text.begin(), text.end(),
                   [](char a, char b) { return lower(a) == lower(b); }))
      return " (capitals and small letters count)";
  return {};
}

}  // namespace

DecimalForm decimal_form(const check::Model& model, const Input& input) {
  return {input.cast.kind == CastKind::Dollars, input.cast.kind == CastKind::Percent, model.limits.literal_digits};
}

std::string oddity(const check::Model& model, const Input& input, std::string_view cell) {
  const auto codes = codes_of(model, input);
  const std::string_view text = trimmed(cell);
  const bool blanks = text.size() < cell.size();
  const auto coded = std::find_if(codes.begin(), codes.end(), [&](const auto& code) { return code.first == text; });
  const DecimalForm form = decimal_form(model, input);
  if (blanks && (codes.empty() ? input.type.kind == TypeKind::Number && is_number(text, form) : coded != codes.end()))
    return " (with a space before or after it)";
  if (!codes.empty()) return odd_word(model, input, text);
  if (input.type.kind == TypeKind::Number) return odd_number(model, input, text);
  return input.type.kind == TypeKind::Date ? odd_date(input, text) : std::string();
}

}  // namespace meruit::data
