// Models made by hand, one expression after the other, so that the oracle can be tested before any text is read.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "check/model.h"
#include "data/relation.h"
#include "number/rational.h"
#include "oracle/oracle.h"

namespace meruit::oracle_test {

using check::Absence;
using check::Expr;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::kOverall;
using check::Level;
using check::Op;
using check::Outcome;
using check::rows_of;
using check::TypeKind;
using check::Value;

inline Rational num(std::string_view decimal) { return number::parse_decimal(decimal).value(); }
inline Outcome value(std::string_view decimal) { return Value(num(decimal)); }
inline Outcome yes() { return Value(true); }
inline Outcome no() { return Value(false); }
inline calendar::Date day(std::string_view iso) { return calendar::parse_date(iso).value(); }
inline Outcome fault(FaultKind kind, ExprId place) { return Fault{kind, place}; }

struct Builder {
  check::Model model;
  data::Records records;

  explicit Builder(std::size_t row_count) {
    data::Relation& rows = records.relations.emplace_back();
    rows.id = {0};
    rows.rows = row_count;
    model.relations.emplace_back();
    model.term = calendar::calendar_year(2023);
  }

  ExprId add(Expr expr) {
    model.exprs.push_back(std::move(expr));
    return {static_cast<std::uint32_t>(model.exprs.size() - 1)};
  }
  ExprId literal(Value item) {
    Expr expr;
    expr.op = Op::Literal;
    expr.items = {std::move(item)};
    return add(expr);
  }
  ExprId number(std::string_view decimal) { return literal(num(decimal)); }
  ExprId missing() { return op(Op::Missing, {}); }
  ExprId op(Op op, std::vector<ExprId> operands) {
    Expr expr;
    expr.op = op;
    expr.operands = std::move(operands);
    return add(expr);
  }
  // An operation that names a definition: a table, bands, a rule.
  ExprId named(Op op, std::size_t index, std::vector<ExprId> operands, bool has_date = false) {
    Expr expr;
    expr.op = op;
    expr.index = static_cast<std::uint32_t>(index);
    expr.operands = std::move(operands);
    expr.has_date = has_date;
    return add(expr);
  }
  ExprId cases(std::vector<ExprId> operands, bool has_otherwise, bool first_that_applies = false) {
    Expr expr;
    expr.op = Op::Cases;
    expr.operands = std::move(operands);
    expr.has_otherwise = has_otherwise;
    expr.first_that_applies = first_that_applies;
    return add(expr);
  }
  // A field supplied by a column of its own with these values.
  ExprId field(TypeKind kind, const std::vector<Outcome>& values, bool key = false, bool optional = false) {
    sole_relation(records).columns.push_back(data::make_column(kind, values));
    check::Input input;
    input.relation = {0};
    input.type.kind = kind;
    input.type.may_be_missing = optional;
    model.inputs.push_back(input);
    Expr expr;
    expr.op = Op::Input;
    expr.type = input.type;
    expr.level = rows_of({0});
    expr.index = static_cast<std::uint32_t>(model.inputs.size() - 1);
    check::Field field;
    field.relation = {0};
    field.key = key;
    field.type = input.type;
    field.value = add(expr);
    model.fields.push_back(field);
    const check::FieldId id{static_cast<std::uint32_t>(model.fields.size() - 1)};
    model.relations[0].fields.push_back(id);
    return named(Op::Field, id.index, {});
  }
  ExprId aggregate(ast::AggregateKind kind, std::vector<ExprId> operands, bool has_where) {
    Expr expr;
    expr.op = Op::Aggregate;
    expr.level = kOverall;
    expr.index = 0;
    expr.aggregate = kind;
    expr.operands = std::move(operands);
    expr.has_where = has_where;
    return add(expr);
  }
  check::RuleId rule(ExprId body, Level level = rows_of({0})) {
    check::Rule rule;
    rule.level = level;
    rule.body = body;
    model.rules.push_back(rule);
    const check::RuleId id{static_cast<std::uint32_t>(model.rules.size() - 1)};
    model.order.push_back(check::ordered(id));
    return id;
  }
  // The outcomes of an expression, one a row, or one if overall.
  std::vector<Outcome> outcomes(ExprId body, Level level = rows_of({0})) {
    const check::Model before = model;
    model.outputs = {rule(body, level)};
    std::vector<Outcome> result = oracle::evaluate(model, records).outputs.at(0);
    model = before;
    return result;
  }
  Outcome outcome(ExprId body) { return outcomes(body).at(0); }
};

}  // namespace meruit::oracle_test

// Failing checks show outcomes as text.
namespace doctest {
template <>
struct StringMaker<meruit::check::Outcome> {
  static String convert(const meruit::check::Outcome& outcome) {
    if (const auto* fault = std::get_if<meruit::check::Fault>(&outcome))
      return (std::string("fault ") + std::to_string(static_cast<int>(fault->kind)) + " at " +
              std::to_string(fault->place.index))
          .c_str();
    if (std::holds_alternative<meruit::check::Absence>(outcome)) return "missing";
    const auto& value = std::get<meruit::check::Value>(outcome);
    if (const auto* number = std::get_if<meruit::Rational>(&value)) return meruit::number::to_plain(*number).c_str();
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "yes" : "no";
    return ("a value of kind " + std::to_string(value.index())).c_str();
  }
};
}  // namespace doctest
