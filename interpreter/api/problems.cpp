// What is wrong with the data, told with file, line, column, what was found and what was expected.
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "api/run_state.h"
#include "api/values.h"
#include "data/cast.h"
#include "data/cells.h"
#include "source/wording.h"

namespace meruit::api {

namespace {

// A relation and the table that its rows were read from.
struct SourceRows {
  const data::Relation& relation;
  const data::ArrowTable& table;

  // A column's cell as the file has it; nullopt for columns that are not text.
  [[nodiscard]] std::optional<std::string> cell_text(const std::string& column, std::size_t row) const {
    const data::ArrowColumn* found = table.find(column);
    if (found == nullptr || !found->is_text()) return std::nullopt;
    return std::string(data::text_of(*found, data::source_row(relation, row)));
  }
};

void inputs_under(const check::Model& model, check::ExprId id, std::set<std::uint32_t>& found) {
  const check::Expr& expr = model[id];
  if (expr.op == check::Op::Input) found.insert(expr.index);
  if (expr.op == check::Op::Field) inputs_under(model, model.fields[expr.index].value, found);
  for (const check::ExprId operand : expr.operands) inputs_under(model, operand, found);
}

bool uses_term(const check::Model& model, check::ExprId id) {
  const check::Expr& expr = model[id];
  const auto& operands = expr.operands;
  return expr.op == check::Op::Term ||
         std::any_of(operands.begin(), operands.end(), [&](check::ExprId each) { return uses_term(model, each); });
}

bool as_percent(const check::Model& model, const check::Field& field) {
  const check::Expr& value = model[field.value];
  return value.op == check::Op::Input && model.inputs[value.index].cast.kind == check::CastKind::Percent;
}

// Outside a range of shares, and inside it when read as a percentage.
bool is_percent_of(const check::Model& model, const check::Field& field, const check::Violation& violation) {
  const check::Constraints& limits = field.constraints;
  if (violation.kind != check::Violation::Kind::Range || as_percent(model, field)) return false;
  if (!limits.from || !limits.to || *limits.from < 0 || *limits.to > 1 || !field.type.unit.plain()) return false;
  const Rational share = std::get<Rational>(std::get<check::Value>(violation.found)) / 100;
  return share >= *limits.from && share <= *limits.to;
}

std::string limit_text(const check::Model& model, const check::Field& field, const Rational& limit) {
  if (as_percent(model, field)) return number::to_plain(limit * 100) + "%";
  return human(model, field.type, check::Value(limit));
}

std::string expected_of(const check::Model& model, const check::Field& field, check::Violation::Kind kind) {
  const check::Constraints& limits = field.constraints;
  if (kind == check::Violation::Kind::Whole) return "a whole number";
  if (kind == check::Violation::Kind::Places)
    return "at most " + source::counted(static_cast<std::size_t>(limits.places.value_or(0)), "decimal place");
  const std::string what = limits.whole ? "a whole number " : is_money(model, field.type) ? "an amount " : "a number ";
  if (limits.from && limits.to)
    return what + "from " + limit_text(model, field, *limits.from) + " to " + limit_text(model, field, *limits.to);
  return what + (limits.from ? "of at least " + limit_text(model, field, *limits.from)
                             : "of at most " + limit_text(model, field, *limits.to));
}

// The columns that an expression reads, and their cells at one row: "Paid, Capitation", "`400`, `12`".
struct Cells {
  std::string columns, found;
};

Cells cells_under(const check::Model& model, const SourceRows& rows, check::ExprId id, std::size_t row) {
  std::set<std::uint32_t> inputs;
  inputs_under(model, id, inputs);
  std::set<std::string> told;
  Cells cells;
  for (const std::uint32_t input : inputs) {
    const std::string& column = model.inputs[input].column;
    if (!told.insert(column).second) continue;
    cells.columns += (cells.columns.empty() ? "" : ", ") + column;
    cells.found +=
        (cells.found.empty() ? "" : ", ") + data::shown(rows.cell_text(column, row).value_or("another value"));
  }
  return cells;
}

// Of a cell that cannot be read, met where its value was asked for.
data::Problem cell_problem(const check::Model& model, const SourceRows& rows, const check::Fault& fault,
                           std::size_t row) {
  const check::Input& input = model.inputs[model[fault.place].index];
  const auto text = rows.cell_text(input.column, row);
  data::Problem problem = data::refused(model, input, row, text.value_or(""));
  if (!text) problem.found = "another value";
  return problem;
}

data::Problem field_problem(const check::Model& model, const SourceRows& rows, const check::Violation& violation) {
  const check::Field& field = model.fields[violation.index];
  const check::Expr& value = model[field.value];
  data::Problem problem{violation.row, field.name, human(model, field.type, violation.found),
                        expected_of(model, field, violation.kind), field.span};
  if (value.op == check::Op::Input) {
    problem.column = model.inputs[value.index].column;
    if (const auto cell = rows.cell_text(problem.column, violation.row)) problem.found = data::shown(*cell);
    if (is_percent_of(model, field, violation))
      problem.found +=
          " (where every cell of the column is a percentage, `as percent` in a mapping reads 50 as 50%, and "
          "0.5 as 0.5%)";
    return problem;
  }
  const Cells cells = cells_under(model, rows, field.value, violation.row);
  if (cells.columns.empty()) return problem;
  problem.column = cells.columns;
  problem.found = cells.found + ", which makes " + problem.found + " of `" + field.name + "`";
  return problem;
}

// An expectation that fails on every row is told once, with the number of rows.
data::Problem expectation_problem(const check::Model& model, const source::Sources& sources, const SourceRows& rows,
                                  const check::Violation& violation, std::size_t failing) {
  const check::ExprId id = model.expectations[violation.index];
  const Cells cells = cells_under(model, rows, id, violation.row);
  std::string found = cells.found;
  if (const auto* fault = std::get_if<check::Fault>(&violation.found))
    found += std::string(" (") + check::text(fault->kind) + ")";
  if (found.empty()) found = "the opposite";
  if (failing > 1)
    found +=
        " (and " + source::counted(failing - 1, "further row") + (failing == 2 ? " is" : " are") + " not as expected)";
  std::string expected = "`" + std::string(sources.text(model[id].span)) + "`";
  if (model.term && uses_term(model, id)) expected += " (the term is " + calendar::to_text(*model.term) + ")";
  return {violation.row, cells.columns, found, expected, model[id].span};
}

// "practices.map:7"; empty for what no text says.
std::string line_of(const source::Sources& sources, source::Span span) {
  if (!span.given()) return {};
  const Place place = place_of(sources, span);
  return place.file + ":" + std::to_string(place.line);
}

// A key is shown where it could be read and is not itself what is wrong.
std::string record_of(const check::Model& model, const data::Relation& relation, const data::Problem& problem) {
  for (const check::FieldId id : model.relations[relation.id.index].fields) {
    const check::Field& field = model.fields[id.index];
    if (!field.key || model[field.value].op != check::Op::Input) continue;
    const check::InputId input{model[field.value].index};
    if (input.index >= relation.columns.size() || model.inputs[input.index].column == problem.column) return {};
  }
  const std::string key = key_text(model, relation, problem.row);
  return key.empty() ? key : model.relations[relation.id.index].name + " " + key;
}

std::vector<std::reference_wrapper<const check::Violation>> in_file_order(
    const data::Relation& relation, const std::vector<check::Violation>& violations) {
  std::vector<std::reference_wrapper<const check::Violation>> ordered(violations.begin(), violations.end());
  std::stable_sort(ordered.begin(), ordered.end(), [&](const check::Violation& a, const check::Violation& b) {
    return data::source_row(relation, a.row) < data::source_row(relation, b.row);
  });
  return ordered;
}

std::string no_column(const std::string& file, const std::string& rule, const data::Problem& problem) {
  std::string text = file + " has no column `" + problem.column + "`";
  if (!rule.empty()) text += ", which " + rule + " reads";
  if (!problem.field.empty() && problem.field != problem.column) text += " for `" + problem.field + "`";
  if (problem.other.empty()) return text;
  return text + "; it has `" + problem.other + "`, which nothing reads: are they the same?";
}

}  // namespace

DataProblem public_problem(const check::Model& model, const source::Sources& sources, const data::Relation& relation,
                           const data::Problem& problem) {
  DataProblem result;
  result.relation = model.relations[relation.id.index].name;
  result.file = relation.origin;
  result.column = problem.column;
  result.found = problem.found;
  result.expected = problem.expected;
  std::string place = relation.origin.empty() ? result.relation : relation.origin;
  const std::string rule = line_of(sources, problem.rule);
  if (problem.row == data::Problem::kWholeTable && problem.found == "none") {
    result.message = no_column(place, rule, problem);
    return result;
  }
  if (problem.row != data::Problem::kWholeTable) {
    const RowPlace at = row_place(relation, problem.row);
    result.line = at.line;
    result.row = at.row;
    const std::string record = record_of(model, relation, problem);
    place = record.empty() ? to_text(at) : record + " (" + to_text(at) + ")";
  }
  result.message = place + ": " + (problem.column.empty() ? "" : "column `" + problem.column + "`: ") + "found " +
                   problem.found + ", expected " + problem.expected + (rule.empty() ? "" : " (" + rule + ")");
  return result;
}

RowPlace row_place(const data::Relation& relation, std::size_t row) {
  return {relation.origin, row < relation.lines.size() ? relation.lines[row] : 0, data::source_row(relation, row) + 1};
}

std::string to_text(const RowPlace& place) {
  const std::string row = "row " + std::to_string(place.row);
  if (place.file.empty()) return place.line != 0 ? "line " + std::to_string(place.line) : row;
  return place.line != 0 ? place.file + ":" + std::to_string(place.line) : place.file + ": " + row;
}

Error data_error(const check::Model& model, const source::Sources& sources, const data::Relation& relation,
                 const data::Problems& problems, const BrokenRows& broken) {
  Error error = plain_error(ErrorKind::Data, "data", "");
  for (const data::Problem& problem : problems.first())
    error.problems.push_back(public_problem(model, sources, relation, problem));
  std::size_t count = problems.count();
  if (broken.told != nullptr && !broken.told->empty()) {
    count += broken.told->size() + broken.further;
    error.problems.insert(error.problems.end(), broken.told->begin(), broken.told->end());
    std::stable_sort(error.problems.begin(), error.problems.end(),
                     [](const DataProblem& a, const DataProblem& b) { return a.line < b.line; });
    if (error.problems.size() > broken.limit) error.problems.resize(broken.limit);
  }
  for (const DataProblem& each : error.problems) error.message += (error.message.empty() ? "" : "\n") + each.message;
  error.not_shown = count - error.problems.size();
  if (error.not_shown > 0) error.message += "\n… and " + std::to_string(error.not_shown) + " more";
  return error;
}

data::Problems problems_of(const check::Model& model, const source::Sources& sources, const data::Relation& relation,
                           const data::ArrowTable& table, const std::vector<check::Violation>& violations,
                           const data::BindOptions& options) {
  std::map<std::uint32_t, std::size_t> rows_failing;  // by expectation
  for (const check::Violation& violation : violations)
    if (violation.kind == check::Violation::Kind::Expectation) ++rows_failing[violation.index];

  const SourceRows rows{relation, table};
  data::Problems problems(options.limit, relation.source_rows);
  std::set<std::uint32_t> told;
  std::set<std::pair<std::size_t, std::uint32_t>> cells;  // rows, and what could not be read of them
  for (const check::Violation& violation : in_file_order(relation, violations)) {
    const auto* fault = std::get_if<check::Fault>(&violation.found);
    if (problems.full()) {
      problems.count(violation.row);
    } else if (fault != nullptr && fault->kind == check::FaultKind::Unreadable) {
      if (cells.emplace(violation.row, model[fault->place].index).second)
        problems.add(cell_problem(model, rows, *fault, violation.row));
    } else if (violation.kind != check::Violation::Kind::Expectation) {
      problems.add(field_problem(model, rows, violation));
    } else if (options.each_row || told.insert(violation.index).second) {
      const std::size_t failing = options.each_row ? 1 : rows_failing[violation.index];
      problems.add(expectation_problem(model, sources, rows, violation, failing));
    } else {
      problems.note_row(violation.row);
    }
  }
  return problems;
}

void add_limits(const check::Model& model, const data::ArrowTable& table, data::Bound& bound) {
  for (const check::FieldId id : model.relations[bound.relation.id.index].fields) {
    const check::Field& field = model.fields[id.index];
    const check::Constraints& limits = field.constraints;
    const check::Expr& value = model[field.value];
    if (value.op != check::Op::Input || !(limits.whole || limits.from || limits.to || limits.places)) continue;
    if (value.index >= bound.bad.size()) continue;
    const std::vector<bool>& bad = bound.bad[value.index];
    for (std::size_t row = 0; row < bound.relation.rows; ++row) {
      if (row < bad.size() && bad[row]) continue;
      const check::Outcome found = data::at(bound.relation.columns[value.index], row);
      const auto* known = std::get_if<check::Value>(&found);
      const auto* number = known != nullptr ? std::get_if<Rational>(known) : nullptr;
      if (number == nullptr) continue;
      const auto add = [&](check::Violation::Kind kind) {
        bound.problems.add(field_problem(model, {bound.relation, table}, {kind, id.index, row, found}));
      };
      const Integer shift = number::power_of_ten(static_cast<unsigned>(limits.places.value_or(0)));
      if (limits.whole && denominator(*number) != 1) add(check::Violation::Kind::Whole);
      if ((limits.from && *number < *limits.from) || (limits.to && *number > *limits.to))
        add(check::Violation::Kind::Range);
      if (limits.places && denominator(Rational(*number * shift)) != 1) add(check::Violation::Kind::Places);
    }
  }
}

}  // namespace meruit::api
