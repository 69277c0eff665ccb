// Looking figures up: parameters, rows of tables, bands; each in the block of the term or of `on DATE`.
#include <algorithm>

#include "check/figures.h"
#include "check/limits.h"
#include "check/print_expr.h"
#include "check/resolve.h"

namespace meruit::check {

namespace {

// Adds the date of `on DATE` to the operands of a dated figure.
bool takes_date(Place& place, bool dated, std::vector<ExprId>& operands) {
  if (!dated || !place.on_date.given()) return false;
  place.dated_seen = true;
  operands.push_back(place.on_date);
  return true;
}

bool count_fits(Builder& b, const ast::Call& call, Span span, const std::vector<std::string>& inputs, Span defined) {
  if (call.arguments.size() == inputs.size()) return true;
  std::vector<std::string> named;
  std::string in_order;
  for (const std::string& input : inputs) {
    named.push_back(in_ticks(input));
    in_order += (in_order.empty() ? "" : ", ") + input;
  }
  Diagnostic& d = report(
      b, DiagnosticKind::ArgumentCount, span,
      in_ticks(call.callee.text) + " is looked up by " + joined(named) + "; here " +
          (call.arguments.size() == 1 ? "is 1 value" : "are " + std::to_string(call.arguments.size()) + " values"),
      "write `" + call.callee.text + "(" + in_order + ")`, with a value for each");
  label(d, defined, "defined here");
  return false;
}

// Edges and keys written bare take the unit of what is first looked up; later look-ups must agree.
ExprId fit_input(Builder& b, ExprId id, std::optional<number::Unit>& unit, Span& unit_span, const std::string& what) {
  if (!id.given()) return id;
  if (!unit) {
    unit = b.type(id).unit;
    unit_span = b.expr(id).span;
    return id;
  }
  return fit(b, id, {number_type(*unit), unit_span, what + " counts " + words(b, *unit), true});
}

ExprId check_key(Builder& b, Place& place, ast::ExprId argument, TableId table, std::size_t position) {
  const Column key = b.model.tables[table.index].keys[position];
  if (key.type.kind != TypeKind::Number) {
    const ExprId id = check_expr(b, place, argument, &key.type);
    return fit(b, id,
               {key.type, b.model.tables[table.index].span,
                "the key " + in_ticks(key.name) + " is " + words(b, key.type), false});
  }
  const ExprId id = check_number(b, place, argument);
  TableSource::Key& source = b.tables[table.index].keys[position];
  const ExprId fitting = fit_input(b, id, source.unit, source.span, "the key " + in_ticks(key.name));
  if (source.unit) b.model.tables[table.index].keys[position].type.unit = *source.unit;
  return fitting;
}

std::optional<std::uint32_t> column_called(Builder& b, TableId id, const ast::Name* column, Span span) {
  const Table& table = b.model.tables[id.index];
  const auto count = static_cast<std::size_t>(
      std::count_if(table.columns.begin(), table.columns.end(), [](const Column& one) { return !one.beside; }));
  if (column == nullptr) {
    if (count == 1) return 0;
    report(b, DiagnosticKind::ArgumentCount, span, in_ticks(table.name) + " has " + std::to_string(count) + " columns",
           "pick one: `" + table.name + "(…)." + table.columns.front().name + "`");
    return std::nullopt;
  }
  std::vector<std::string> known;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (table.columns[i].name == column->text) return i;
    known.push_back(table.columns[i].name);
  }
  std::string help = did_you_mean(column->text, known);
  if (help.empty()) help = "its columns are " + joined(known);
  Diagnostic& d =
      report(b, DiagnosticKind::UnknownName, column->span,
             "the table " + in_ticks(table.name) + " has no column " + in_ticks(column->text), std::move(help));
  label(d, table.span, "the table");
  return std::nullopt;
}

ExprId check_lookup(Builder& b, Place& place, const ast::Call& call, Span span, TableId id, const ast::Name* column) {
  b.tables[id.index].used = true;
  if (!b.tables[id.index].known) return {};
  std::vector<std::string> keys;
  for (const Column& key : b.model.tables[id.index].keys) keys.push_back(key.name);
  if (!count_fits(b, call, span, keys, b.model.tables[id.index].span)) return {};
  const std::optional<std::uint32_t> at = column_called(b, id, column, span);
  std::vector<ExprId> operands;
  bool good = at.has_value();
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    operands.push_back(check_key(b, place, call.arguments[i], id, i));
    good = good && operands.back().given();
  }
  if (!good) return {};
  const Table& table = b.model.tables[id.index];
  const bool dated = takes_date(place, is_dated(table.blocks), operands);
  const ExprId found = add(b, Op::Lookup, table.columns[*at].type, span, operands);
  Expr& expr = b.model.exprs[found.index];
  expr.index = id.index;
  expr.column = *at;
  expr.has_date = dated;
  return as_known(b, place, found);
}

ExprId check_band_lookup(Builder& b, Place& place, const ast::Call& call, Span span, BandsId id) {
  b.bands[id.index].used = true;
  const Bands bands = b.model.bands[id.index];
  if (!b.bands[id.index].known || !count_fits(b, call, span, bands.inputs, bands.span)) return {};
  std::vector<ExprId> operands;
  for (const ast::ExprId argument : call.arguments) operands.push_back(check_number(b, place, argument));
  for (const ExprId operand : operands)
    if (!operand.given()) return {};
  if (bands.share) {
    Type type;
    if (!unify(b, operands, nullptr, false, type)) return {};
  } else {
    BandsSource& source = b.bands[id.index];
    operands[0] = fit_input(b, operands[0], source.input, source.input_span, in_ticks(bands.name));
    if (!operands[0].given()) return {};
  }
  Type type = bands.value;
  if (bands.graduated) type.unit = multiply(b.type(operands[0]).unit, type.unit);
  number::Unit whole = type.unit;
  if (bands.graduated) whole.scale = 1;
  const bool dated = takes_date(place, is_dated(bands.blocks), operands);
  const ExprId found = add(b, Op::Band, type, span, operands);
  b.model.exprs[found.index].index = id.index;
  b.model.exprs[found.index].has_date = dated;
  return type.kind == TypeKind::Number ? convert(b, found, whole) : found;
}

bool is_any_of_rows(const std::string& word) {
  static const std::vector<std::string> words{"sum", "mean", "median", "product", "avg", "average"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

ExprId unknown_call(Builder& b, const Scope& scope, const ast::Call& call) {
  std::vector<std::string> known{"min", "max", "clamp", "absolute", "power", "root", "overlap"};
  for (std::string& name : value_names(scope, {Symbol::Kind::Table, Symbol::Kind::Bands}))
    known.push_back(std::move(name));
  std::sort(known.begin(), known.end());
  if (is_any_of_rows(call.callee.text)) {
    report(
        b, DiagnosticKind::UnknownName, call.callee.span,
        in_ticks(call.callee.text) + " is taken of rows, and its rows are named",
        "write `" + std::string(call.callee.text.starts_with("av") ? "mean" : call.callee.text) + " of X over ROWS`");
    return {};
  }
  report(b, DiagnosticKind::UnknownName, call.callee.span,
         "no table, bands or function is called " + in_ticks(call.callee.text), did_you_mean(call.callee.text, known));
  return {};
}

}  // namespace

ExprId as_known(Builder& b, const Place& place, ExprId value) {
  if (!b.type(value).may_be_missing) return value;
  b.figures.emplace(expr_text(b.model, value), static_cast<std::uint32_t>(b.figures.size()));
  if (place.knows(subject_of(b, value))) become_present(b.model.exprs[value.index].type);
  return value;
}

ExprId check_parameter(Builder& b, Place& place, std::uint32_t index, Span span) {
  b.parameters[index].used = true;
  if (!b.parameters[index].known) return {};
  const Parameter& parameter = b.model.parameters[index];
  std::vector<ExprId> operands;
  const bool dated = takes_date(place, is_dated(parameter.values), operands);
  const ExprId id = add(b, Op::Parameter, parameter.type, span, operands);
  b.model.exprs[id.index].index = index;
  b.model.exprs[id.index].has_date = dated;
  return as_known(b, place, id);
}

ExprId check_call(Builder& b, Place& place, const ast::Call& call, Span span, const Type*, const ast::Name* column) {
  const Scope& scope = b.scope(place.scope);
  const Symbol* found = resolve(scope, call.callee.text);
  if (found == nullptr) return unknown_call(b, scope, call);
  if (found->kind == Symbol::Kind::Table) return check_lookup(b, place, call, span, {found->index}, column);
  if (found->kind != Symbol::Kind::Bands) {
    Diagnostic& d =
        report(b, DiagnosticKind::WrongType, span, in_ticks(call.callee.text) + " is one value, not a table",
               "write " + in_ticks(call.callee.text) + " alone; a product needs its `*`");
    label(d, found->span, "defined here");
    return {};
  }
  if (column != nullptr) {
    report(b, DiagnosticKind::WrongType, column->span,
           in_ticks(call.callee.text) + " is a list of bands and has no columns");
    return {};
  }
  return check_band_lookup(b, place, call, span, {found->index});
}

}  // namespace meruit::check
