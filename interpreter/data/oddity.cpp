#include "data/oddity.h"

#include <algorithm>
#include <initializer_list>

#include "budget/budget.h"
#include "data/blanks.h"
#include "data/decimal_cell.h"
#include "data/problem.h"
#include "data/typed_cells.h"
#include "source/nearest.h"

namespace meruit::data {

namespace {

using check::CastKind;
using check::Input;
using check::TypeKind;

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

bool digit(char c) { return c >= '0' && c <= '9'; }

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// What is often written where there is no value.
bool means_missing(std::string_view text) {
  return one_of(text,
                {"NULL", "null", "N/A", "n/a", "NA", "#N/A", "NaN", "nan", "None", "none", "NR", "-", "--", ".", "*"});
}

// A number with something before or behind it.
std::string odd_signs(std::string_view text, const DecimalForm& form) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t first = text.find_first_of(kDigits), last = text.find_last_of(kDigits);
  if (first == std::string_view::npos || !is_number(text.substr(first, last - first + 1), form)) return {};
  std::string rest(text.substr(0, first));
  rest += text.substr(last + 1);
  return rest.empty() ? rest : " (" + shown(rest) + " belongs to no number)";
}

std::string odd_point(std::string_view text) {
  if (std::count(text.begin(), text.end(), '.') > 1) return " (more than one point)";
  if (text.starts_with('.') || text.starts_with("-.")) return " (a digit stands before the point, as in `0.5`)";
  if (text.ends_with('.')) return " (a digit stands behind the point, or there is no point)";
  return {};
}

std::string odd_number(const check::Model& model, const Input& input, std::string_view text) {
  const DecimalForm form = decimal_form(model, input);
  if (std::string told = too_long(model, text, form); !told.empty()) return told;
  if (means_missing(text))
    return input.type.may_be_missing
               ? " (a mapping lists what stands for a missing value: `missing: \"\", \"" + std::string(text) + "\"`)"
               : " (it seems to stand for a missing value, and the contract needs one here)";
  if (text.starts_with('#')) return " (an error of the spreadsheet that the file came from)";
  if (text.starts_with('+') && is_number(text.substr(1), form)) return " (a number above zero has no sign)";
  if (text.ends_with('-') && is_number(text.substr(0, text.size() - 1), form))
    return " (the minus stands before the number)";
  if (const std::string odd = odd_point(text); !odd.empty() && without(text, "0123456789.,-").empty()) return odd;
  if (is_number(without(text, ","), form))
    return " (a comma stands before three digits, as in `1,250`, a point before decimals)";
  if (!form.dollars && is_number(without(text, "$"), form)) return " (a mapping reads the `$` with `as dollars`)";
  const bool bare = input.type.unit.factors.empty();
  if (!form.percent && !bare && is_number(without(text, "%"), form))
    return " (a percentage, where an amount or a count is expected)";
  if (!form.percent && is_number(without(text, "%"), form))
    return " (where every cell of the column is a percentage, `as percent` in a mapping reads this as it is, and 0.5 "
           "as "
           "0.5%; otherwise the cell is written like the others, without the `%`)";
  if (text.starts_with('(') && is_number(without(text, "()$"), form)) return " (a number below zero has a minus: `-5`)";
  if (is_number(without(text, " _'\xC2\xA0"), form)) return " (only commas stand between thousands, as in `1,250`)";
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos && is_number(text.substr(0, exponent), form) &&
      is_number(without(text.substr(exponent + 1), "+"), form))
    return " (an exponent: write the number in full)";
  return odd_signs(text, form);
}

// A date YYYY-MM-DD in another form.
std::string in_form(std::string form, std::string_view iso) {
  const std::pair<std::string_view, std::string_view> parts[] = {
      {"YYYY", iso.substr(0, 4)}, {"MM", iso.substr(5, 2)}, {"DD", iso.substr(8, 2)}};
  for (const auto& [letters, digits] : parts)
    if (const std::size_t at = form.find(letters); at != std::string::npos) form.replace(at, letters.size(), digits);
  return form;
}

// The same signs at the same places: only the digits are others.
bool has_form(std::string_view text, std::string_view form) {
  return text.size() == form.size() && std::equal(text.begin(), text.end(), form.begin(), [](char sign, char letter) {
           return letter == 'Y' || letter == 'M' || letter == 'D' ? digit(sign) : sign == letter;
         });
}

std::string odd_date(const Input& input, std::string_view text) {
  const std::string form = input.cast.date_form.empty() ? "YYYY-MM-DD" : input.cast.date_form;
  if (has_form(text, form)) return " (there is no such day)";
  if (form != "YYYY-MM-DD" && calendar::parse_date(text))
    return " (that day is `" + in_form(form, text) + "` in the form expected)";
  for (const char* other : {"MM/DD/YYYY", "DD.MM.YYYY", "YYYY/MM/DD", "YYYYMMDD", "DD/MM/YYYY"})
    if (form != other && calendar::parse_date(text, other))
      return std::string(" (a mapping reads other forms, such as `as date \"") + other + "\"`)";
  if (text.size() == 5 && std::all_of(text.begin(), text.end(), digit))
    return " (the number of a day in a spreadsheet: export the column as a date)";
  if (text.size() > 10 && calendar::parse_date(text.substr(0, 10))) return " (a day alone, without a time)";
  return {};
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// "01" and "1.0" for the code 1.
std::string_view as_whole(std::string_view text) {
  while (text.size() > 1 && text.front() == '0' && digit(text[1])) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const bool zeros =
      point != std::string_view::npos && text.find_first_not_of('0', point + 1) == std::string_view::npos;
  return zeros ? text.substr(0, point) : text;
}

// Words that files have for yes and no.
std::string odd_yes_no(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"Y", "N"},        {"y", "n"},        {"Yes", "No"}, {"YES", "NO"}, {"TRUE", "FALSE"},
      {"True", "False"}, {"true", "false"}, {"T", "F"},    {"t", "f"},    {"1", "0"}};
  for (const auto& [yes, no] : kPairs)
    if (text == yes || text == no)
      return " (a mapping reads other words: `as " + std::string(yes) + ": yes, " + std::string(no) + ": no`)";
  return {};
}

std::string odd_word(const check::Model& model, const Input& input, std::string_view text) {
  std::vector<std::string> known;
  for (const auto& [code, value] : codes_of(model, input)) {
    if (std::equal(code.begin(), code.end(), text.begin(), text.end(),
                   [](char a, char b) { return lower(a) == lower(b); }))
      return " (capitals and small letters count)";
    if (as_whole(text) == code) return " (codes are held against the cell as it stands)";
    known.push_back(code);
  }
  if (input.cast.codes.empty() && input.type.kind == TypeKind::YesNo) return odd_yes_no(text);
  const std::string near = source::nearest(text, known);
  // Short codes are all near each other.
  return near.size() < 3 ? std::string() : " (did you mean `" + near + "`?)";
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
    return " (with a space before or after it, which is to be taken out of the file)";
  if (blanks && codes.empty() && input.type.kind == TypeKind::Text)
    return " (with a space before or after it; a mapping takes it off with `as trimmed text`)";
  if (!codes.empty()) return odd_word(model, input, text);
  if (input.type.kind == TypeKind::Number) return odd_number(model, input, text);
  return input.type.kind == TypeKind::Date ? odd_date(input, text) : std::string();
}

}  // namespace meruit::data
