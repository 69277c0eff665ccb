#include "data/alike_keys.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_map>

#include "budget/budget.h"
#include "source/wording.h"

namespace meruit::data {

namespace {

bool is_figure(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// `007` and `7.0` as `7`.
std::string_view as_number(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const auto all_digits = [](std::string_view part) { return std::all_of(part.begin(), part.end(), is_figure); };
  if (point == 0 || !all_digits(text.substr(0, point))) return text;
  if (point < text.size() && text.find_first_not_of('0', point + 1) != std::string_view::npos) return text;
  text = text.substr(0, point);
  return text.substr(std::min(text.find_first_not_of('0'), text.size() - 1));
}

std::string value_text(const Column& column, std::size_t row) {
  const check::Outcome outcome = at(column, row);
  const auto& value = std::get<check::Value>(outcome);
  if (const auto* number = std::get_if<Rational>(&value)) return number::to_plain(*number);
  if (const auto* date = std::get_if<calendar::Date>(&value)) return calendar::to_text(*date);
  if (const auto* period = std::get_if<calendar::Period>(&value)) return calendar::to_text(*period);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
  return std::to_string(std::get<check::Word>(value).ordinal);
}

// One part of the key, and in what its texts can differ and still look alike.
struct KeyColumn {
  const Column* column;
  std::string name;
  bool capitals = false, zeros = false;

  [[nodiscard]] bool is_text() const { return column->kind == check::TypeKind::Text; }

  // What is left of a text without that; other values have one form.
  void add_to(std::string& key, std::size_t row) const {
    const std::string value = is_text() ? std::string() : value_text(*column, row);
    const std::string_view text = is_text() ? column->texts[row] : std::string_view(value);
    for (const char c : zeros ? as_number(text) : text) key += capitals && is_lower(c) ? static_cast<char>(c - 32) : c;
    key += '\0';
  }
};

void look_at(KeyColumn& key) {
  bool any_lower = false, any_upper = false, any_number = false, other_length = false;
  const auto& texts = key.column->texts;
  for (const std::string_view text : texts) {
    any_lower = any_lower || std::any_of(text.begin(), text.end(), is_lower);
    any_upper = any_upper || std::any_of(text.begin(), text.end(), is_upper);
    any_number = any_number || as_number(text).size() < text.size();
    other_length = other_length || text.size() != texts.front().size();
  }
  key.capitals = any_lower && any_upper;
  key.zeros = any_number && other_length;
}

std::vector<KeyColumn> alike_columns(const check::Model& model, const Relation& relation) {
  std::vector<KeyColumn> columns;
  for (const check::FieldId id : model.relations[relation.id.index].fields) {
    const check::Field& field = model.fields[id.index];
    const check::Expr& value = model[field.value];
    if (!field.key || value.op != check::Op::Input) continue;
    const Column& column = relation.columns[value.index];
    columns.push_back({&column, model.inputs[value.index].column});
    if (columns.back().is_text()) look_at(columns.back());
  }
  return columns;
}

std::string plain(const std::vector<KeyColumn>& columns, std::size_t row) {
  std::string key;
  for (const KeyColumn& each : columns) each.add_to(key, row);
  return key;
}

std::string written(const std::vector<KeyColumn>& columns, std::size_t row) {
  std::string text;
  for (const KeyColumn& each : columns)
    text += (text.empty() ? "" : ", ") +
            shown(each.is_text() ? std::string(each.column->texts[row]) : value_text(*each.column, row));
  return text;
}

std::string place(const Relation& relation, std::size_t row) {
  return relation.lines.empty() ? "row " + std::to_string(row + 1) : "line " + std::to_string(relation.lines[row]);
}

}  // namespace

std::optional<Problem> alike_keys(const check::Model& model, const Relation& relation) {
  const std::vector<KeyColumn> columns = alike_columns(model, relation);
  const auto varies = [](const KeyColumn& each) { return each.capitals || each.zeros; };
  if (relation.rows < 2 || std::none_of(columns.begin(), columns.end(), varies)) return std::nullopt;
  budget::take(relation.rows * sizeof(std::size_t));
  std::vector<std::size_t> hashes;
  hashes.reserve(relation.rows);
  for (std::size_t row = 0; row < relation.rows; ++row) hashes.push_back(std::hash<std::string>()(plain(columns, row)));
  std::vector<std::size_t> sorted = hashes;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) return std::nullopt;

  std::unordered_map<std::string, std::size_t> first_rows;
  std::optional<Problem> found;
  std::size_t further = 0;
  for (std::size_t row = 0; row < relation.rows; ++row) {
    const auto [begin, end] = std::equal_range(sorted.begin(), sorted.end(), hashes[row]);
    if (end - begin < 2) continue;
    const auto [first, fresh] = first_rows.emplace(plain(columns, row), row);
    if (fresh) continue;
    if (found && ++further > 0) continue;
    std::string names;
    for (const KeyColumn& each : columns) names += (names.empty() ? "" : ", ") + each.name;
    found = Problem{row, names, written(columns, row),
                    "a key that is not like " + written(columns, first->second) + " of " +
                        place(relation, first->second) + ": two records, or one written in two ways?"};
  }
  if (further > 0) found->found += " (and " + source::counted(further, "further row") + " like it)";
  return found;
}

}  // namespace meruit::data
