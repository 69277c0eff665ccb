// What columns of amounts come to, and the control counts and totals that the sender of the data gave.
#include <algorithm>

#include "api/run_state.h"
#include "api/values.h"
#include "data/cast.h"
#include "data/decimal_cell.h"
#include "source/nearest.h"
#include "source/wording.h"

namespace meruit::api {

namespace {

// A column of numbers as it was read; cells that could not be read, and absent ones, hold 0.
struct FileNumbers {
  std::string name;
  data::Column column;
  std::vector<bool> bad;  // by row; may be shorter
  Integer factor = 1;     // from what was read to what the file writes: 100 for percentages
  bool at_least_zero = false;
};

bool at_least_zero(const check::Model& model, const check::InputId input) {
  return std::any_of(model.fields.begin(), model.fields.end(), [&](const check::Field& field) {
    return field.value.given() && model[field.value].op == check::Op::Input &&
           model[field.value].index == input.index && field.constraints.from && *field.constraints.from >= 0;
  });
}

template <class Numbers>
Integer sum_of(const Numbers& numbers, const std::vector<bool>& of) {
  Integer sum = 0;
  for (std::size_t row = 0; row < numbers.size(); ++row)
    if (row < of.size() && of[row]) sum += Integer(numbers[row]);
  return sum;
}

// 2^63 rows of 2^64 fit 128 bits.
Integer sum_of(const std::span<const std::int64_t>& numbers) {
  __int128 sum = 0;
  for (const std::int64_t number : numbers) sum += number;
  return Integer(sum);
}
template <class Numbers>
Integer sum_of(const Numbers& numbers) {
  Integer sum = 0;
  for (const auto& number : numbers) sum += Integer(number);
  return sum;
}

Rational value_of(const FileNumbers& amounts, const Integer& sum) {
  return Rational(Integer(sum * amounts.factor), amounts.column.denominator);
}

Rational sum_of_all(const FileNumbers& amounts) {
  const data::Column& column = amounts.column;
  if (!column.i64.empty()) return value_of(amounts, sum_of(column.i64));
  return value_of(amounts, column.i128.empty() ? sum_of(column.big) : sum_of(column.i128));
}

Rational sum_of_some(const FileNumbers& amounts, const std::vector<bool>& of) {
  const data::Column& column = amounts.column;
  if (!column.i64.empty()) return value_of(amounts, sum_of(column.i64, of));
  return value_of(amounts, column.i128.empty() ? sum_of(column.big, of) : sum_of(column.i128, of));
}

// The columns of money that are read in every row, each once.
std::vector<FileNumbers> columns_of_money(const check::Model& model, const data::Relation& all, const ReadRows& read) {
  std::vector<FileNumbers> columns;
  for (const check::InputId id : model.relations[all.id.index].inputs) {
    const check::Input& input = model.inputs[id.index];
    const auto same = [&](const FileNumbers& each) { return each.name == input.column; };
    if (input.lazy || !is_money(model, input.type) || std::any_of(columns.begin(), columns.end(), same)) continue;
    columns.push_back(
        {input.column, all.columns[id.index], read.bound.bad[id.index], Integer(1), at_least_zero(model, id)});
  }
  return columns;
}

// The column as the run reads it or, where it does not, as plain numbers with or without `$`.
Result<FileNumbers> column_called(const check::Model& model, const data::Relation& all, const ReadRows& read,
                                  const std::string& name) {
  for (const check::InputId id : model.relations[all.id.index].inputs) {
    const check::Input& input = model.inputs[id.index];
    if (input.column != name || input.lazy || input.type.kind != check::TypeKind::Number) continue;
    const Integer factor(input.cast.kind == check::CastKind::Percent ? 100 : 1);
    return FileNumbers{name, all.columns[id.index], read.bound.bad[id.index], factor, at_least_zero(model, id)};
  }
  const data::ArrowColumn* column = read.table->find(name);
  if (column == nullptr) {
    std::vector<std::string> known;
    for (const data::ArrowColumn& each : read.table->columns()) known.push_back(each.name);
    const std::string near = source::nearest(name, known);
    return plain_error(ErrorKind::Usage, "control-total",
                       "a control total is given for `" + name + "`, and the data have no such column" +
                           (near.empty() ? "" : "; did you mean `" + near + "`?"));
  }
  check::Input plain;
  plain.relation = all.id;
  plain.column = name;
  plain.cast.kind = check::CastKind::Dollars;
  plain.type.kind = check::TypeKind::Number;
  plain.type.may_be_missing = true;
  data::Problems problems;
  data::Column numbers = data::cast(model, plain, read.table, *column, problems);
  if (problems.of_whole_table())
    return plain_error(ErrorKind::Usage, "control-total",
                       "a control total is given for `" + name + "`, which is no column of numbers");
  return FileNumbers{name, std::move(numbers), problems.rows(), Integer(1)};
}

std::optional<Rational> amount_in(const std::string& text) {
  data::DecimalCell cell;
  data::DecimalForm form;
  form.dollars = true;
  switch (data::read_decimal(text, form, cell)) {
    case data::DecimalRead::Small:
      return Rational(Integer(cell.mantissa), number::power_of_ten(static_cast<unsigned>(cell.places)));
    case data::DecimalRead::Wide:
      return cell.wide;
    case data::DecimalRead::Bad:
      break;
  }
  return std::nullopt;
}

std::string origin_of(const Accounting& account) { return account.origin.empty() ? account.relation : account.origin; }

// Cents, where any of the two has a part of a whole.
std::string with_commas(const std::string& plain, const ColumnTotal& total) {
  const bool parts = (total.read + total.expected).find('.') != std::string::npos;
  return number::to_grouped(*number::parse_decimal(plain), parts ? 2 : 0);
}

// A control total of a column in which the rows that are used have cells without a number.
std::optional<Error> no_number(const FileNumbers& column, const data::Relation& all, const std::vector<bool>& apart) {
  for (std::size_t row = 0; row < column.bad.size(); ++row) {
    if (!column.bad[row] || (row < apart.size() && apart[row])) continue;
    return plain_error(ErrorKind::Data, "control-total",
                       to_text(row_place(all, row)) + ": column `" + column.name +
                           "` holds no number, and a control total is given for it");
  }
  return std::nullopt;
}

bool is_word_of_totals(std::string_view text) {
  constexpr std::string_view kWords[] = {"total", "totals", "grand total", "subtotal", "sub-total", "sum"};
  const auto like = [&](std::string_view word) {
    return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; });
  };
  return std::any_of(std::begin(kWords), std::end(kWords), like);
}

// The first row whose key has `Total` for a name.
std::optional<data::Problem> called_total(const check::Model& model, const data::Relation& all,
                                          const std::string& question) {
  for (const check::FieldId id : model.relations[all.id.index].fields) {
    const check::Field& field = model.fields[id.index];
    const check::Expr& value = model[field.value];
    if (!field.key || value.op != check::Op::Input) continue;
    const auto& texts = all.columns[value.index].texts;
    const auto found = std::find_if(texts.begin(), texts.end(), is_word_of_totals);
    if (found != texts.end())
      return data::Problem{static_cast<std::size_t>(found - texts.begin()), model.inputs[value.index].column,
                           "`" + std::string(*found) + "`", "a name: " + question};
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<ColumnTotal>> column_totals(const check::Model& model, const data::Relation& all,
                                               const ReadRows& read, const Binding& binding,
                                               const std::vector<ControlTotal>& controls,
                                               const std::vector<bool>& apart) {
  std::vector<FileNumbers> columns = columns_of_money(model, all, read);
  std::vector<std::string> expected(columns.size());
  for (const ControlTotal& control : controls) {
    const auto total = amount_in(control.total);
    if (!total)
      return plain_error(ErrorKind::Usage, "control-total",
                         "the control total `" + control.total + "` is no amount such as 12345.67 or 12,345.67");
    const auto known = std::find_if(columns.begin(), columns.end(),
                                    [&](const FileNumbers& each) { return each.name == control.column; });
    if (known != columns.end()) {
      expected[static_cast<std::size_t>(known - columns.begin())] = number::to_plain(*total);
      continue;
    }
    auto column = column_called(model, all, read, control.column);
    if (!column) return column.error();
    if (auto lacking = no_number(*column, all, apart)) return *std::move(lacking);
    columns.push_back(*std::move(column));
    expected.push_back(number::to_plain(*total));
  }
  std::vector<ColumnTotal> totals;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Rational sum = sum_of_all(columns[i]);
    const Rational without = apart.empty() ? Rational(0) : sum_of_some(columns[i], apart);
    const auto bad = static_cast<std::uint64_t>(std::count(columns[i].bad.begin(), columns[i].bad.end(), true));
    totals.push_back({columns[i].name, number::to_plain(sum), number::to_plain(Rational(sum - without)),
                      number::to_plain(without), bad + binding.broken.size() + binding.further_broken, expected[i],
                      columns[i].at_least_zero});
  }
  return totals;
}

std::optional<DataProblem> line_of_totals(const check::Model& model, const source::Sources& sources,
                                          const data::Relation& all, const ReadRows& read,
                                          const std::vector<ColumnTotal>& totals) {
  const std::string question = "is it a line of totals, which is no " + model.relations[all.id.index].name + "?";
  if (const auto named = called_total(model, all, question)) return public_problem(model, sources, all, *named);
  constexpr std::size_t kFewest = 4;  // rows of which one may be told from the others
  if (all.rows < kFewest) return std::nullopt;
  const std::size_t last = all.rows - 1;
  for (const FileNumbers& amounts : columns_of_money(model, all, read)) {
    const auto total = std::find_if(totals.begin(), totals.end(),
                                    [&](const ColumnTotal& each) { return each.column == amounts.name; });
    const Rational sum = *number::parse_decimal(total->read);
    const auto at = [&](std::size_t row) {
      const check::Outcome outcome = data::at(amounts.column, row);
      const auto* value = std::get_if<check::Value>(&outcome);
      return value == nullptr ? Rational(0) : std::get<Rational>(*value);
    };
    if (sum == 0 || at(last) * 2 != sum) continue;
    std::size_t others = 0;
    for (std::size_t row = 0; row < all.rows && others < 2; ++row) others += row != last && at(row) != 0 ? 1 : 0;
    if (others < 2) continue;
    const data::Problem problem{last, amounts.name, "the sum of all other rows", "an amount of its own: " + question};
    return public_problem(model, sources, all, problem);
  }
  return std::nullopt;
}

std::vector<DataProblem> control_problems(const Accounting& account, std::vector<DataProblem>& doubts) {
  std::vector<DataProblem> problems;
  const auto problem = [&](const std::string& column, std::string found, std::string expected) {
    DataProblem one;
    one.relation = account.relation;
    one.file = account.origin;
    one.column = column;
    one.found = std::move(found);
    one.expected = std::move(expected);
    one.message = origin_of(account) + ": " + (column.empty() ? "" : "column `" + column + "`: ") + "found " +
                  one.found + ", expected " + one.expected;
    return one;
  };
  if (account.expected && *account.expected != account.read)
    problems.push_back(
        problem("", source::counted(account.read, "row"), std::to_string(*account.expected) + ", the control count"));
  for (const ColumnTotal& total : account.totals) {
    if (total.expected.empty() || total.expected == total.read) continue;
    const Rational lacking = *number::parse_decimal(total.expected) - *number::parse_decimal(total.read);
    const std::string difference =
        with_commas(number::to_plain(abs(lacking)), total) + (lacking > 0 ? " too little" : " too much");
    const std::string expected = with_commas(total.expected, total) + ", the control total";
    // Cells that cannot be read may hold what lacks, and less than nothing where the contract allows it.
    if (total.unreadable == 0 || (lacking < 0 && total.at_least_zero)) {
      problems.push_back(problem(total.column, with_commas(total.read, total) + " in all, " + difference, expected));
    } else {
      const std::string cells = source::counted(total.unreadable, "cell") + " that cannot be read";
      doubts.push_back(
          problem(total.column, with_commas(total.read, total) + " without " + cells + ", " + difference, expected));
    }
  }
  return problems;
}

}  // namespace meruit::api
