#include "reading.h"

#include <algorithm>
#include <stdexcept>

#include "data/arrange.h"
#include "data/bind.h"
#include "meruit/table.h"

namespace meruit::differential {

namespace {

using check::Absence;
using check::Outcome;
using check::Value;

// What the generator writes where a cell is not to be read.
constexpr const char* kSpoiled = "?";

Rational number_of(std::string text) {
  std::erase(text, '$');
  return number::parse_grouped_decimal(text).value();
}

Outcome cast_cell(const check::Model& model, const check::Input& input, const std::string& text) {
  const auto& marks = model.missing_marks;
  if (input.type.may_be_missing && std::find(marks.begin(), marks.end(), text) != marks.end()) return Absence::Missing;
  switch (input.cast.kind) {
    case check::CastKind::Number:
    case check::CastKind::Fraction:
    case check::CastKind::Dollars:
      return Value(number_of(text));
    case check::CastKind::Percent:
      return Value(Rational(number_of(text) / 100));
    case check::CastKind::Text:
    case check::CastKind::TrimmedText:  // of cells that nothing pads
      return Value(text);
    case check::CastKind::YesNo:
      return Value(text == "yes");
    case check::CastKind::Date:
      return Value(input.cast.date_form.empty() ? calendar::parse_date(text).value()
                                                : calendar::parse_date(text, input.cast.date_form).value());
    case check::CastKind::Codes:
      break;
  }
  const auto& codes = input.cast.codes;
  return std::find_if(codes.begin(), codes.end(), [&](const auto& code) { return code.first == text; })->second;
}

data::Relation typed_rows(const RecordRows& rows, const check::Model& model, check::RelationId of) {
  data::Relation relation;
  relation.id = of;
  relation.rows = rows.rows;
  relation.columns.resize(model.inputs.size());
  for (const check::InputId id : model.relations[of.index].inputs) {
    const check::Input& input = model.inputs[id.index];
    relation.columns[id.index] = data::make_column(input.type.kind, column_called(rows, input.column).values);
  }
  return relation;
}

// Several are laid out as a run lays them out; where the rows stood before is of no account.
data::Records typed_records(const Contract& contract, const check::Model& model) {
  data::Records records;
  for (std::uint32_t i = 0; i < model.relations.size(); ++i)
    for (const RecordRows& rows : contract.relations)
      if (rows.record == model.relations[i].name) records.relations.push_back(typed_rows(rows, model, {i}));
  if (records.relations.size() == 1) return records;
  data::arrange(model, records);
  for (data::Relation& relation : records.relations) relation.source_rows.clear();
  return records;
}

data::Relation bound_rows(const Contract& contract, const check::Model& whole, const check::Model& model) {
  Table table("generated.csv");
  for (const Column& column : contract.relations.front().columns) table.text(column.name, column.texts);
  ArrowArrayStream stream{};
  if (!table.stream(&stream)) throw std::runtime_error("the table has no stream");
  const auto read = data::ArrowTable::read(&stream);
  data::Bound bound = data::bind(whole, model, {0}, *read, table.origin(), table.lines());
  if (!bound.problems.empty()) {
    const data::Problem problem = bound.problems.first().front();
    // Random percentages are not like each other; the values were read all the same.
    if (problem.expected.starts_with("a percentage written like its neighbours")) return std::move(bound.relation);
    throw std::runtime_error("column " + problem.column + ": found " + problem.found + ", expected " +
                             problem.expected);
  }
  return std::move(bound.relation);
}

}  // namespace

data::Records read_rows(const Contract& contract, const check::Model& whole, const check::Model& model) {
  if (contract.mapping.empty()) return typed_records(contract, model);
  data::Relation relation = bound_rows(contract, whole, model);
  for (const check::InputId id : sole_relation(model).inputs) {
    const check::Input& input = model.inputs[id.index];
    const Column& column = column_called(contract.relations.front(), input.column);
    for (std::size_t row = 0; row < contract.relations.front().rows; ++row) {
      const bool spoiled = input.lazy && input.cast.kind != check::CastKind::Text && column.texts[row] == kSpoiled;
      if (data::is_unreadable(relation.columns[id.index], row) != spoiled)
        throw std::runtime_error("column " + column.name + " can or cannot be read, wrongly: " + column.texts[row]);
      if (!spoiled && data::at(relation.columns[id.index], row) != cast_cell(model, input, column.texts[row]))
        throw std::runtime_error("column " + column.name + " is read wrongly: " + column.texts[row]);
    }
  }
  return {{std::move(relation)}};
}

}  // namespace meruit::differential
