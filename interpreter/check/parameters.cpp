// Parameters: plain or dated, of figures that may be absent, and what is given instead.
#include "check/definitions.h"
#include "check/figures.h"
#include "check/percentages.h"
#include "check/powers.h"

namespace meruit::check {

namespace {

// A parameter beside another that says whether the other is unknown.
ParameterId add_unknown_beside(Builder& b, const Parameter& parameter, const std::vector<Cell>& cells,
                               const std::vector<ast::DatedExpr>& written) {
  Parameter beside;
  beside.name = parameter.name + " is unknown";
  beside.type = plain_type(TypeKind::YesNo);
  beside.span = parameter.span;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool unknown = !cells[i].value && cells[i].absent == Cell::Absent::Unknown;
    beside.values.push_back({written[i].from, add_literal(b, unknown, beside.type, cells[i].span), written[i].span});
  }
  b.model.parameters.push_back(std::move(beside));
  ParameterSource source;
  source.known = source.used = true;
  b.parameters.push_back(source);
  return {static_cast<std::uint32_t>(b.model.parameters.size() - 1)};
}

bool check_dated_parameter(Builder& b, const ParameterSource& source, Parameter& parameter,
                           const std::optional<Type>& declared) {
  const ast::Parameter& written = *source.parameter;
  if (!few_rows(b, written.name, written.values, [](const ast::DatedExpr&) { return 1U; })) return false;
  if (!dates_ascend(b, written.values, written.name.text)) return false;
  Figures figures;
  figures.scope = source.scope;
  figures.declared = declared;
  figures.limits = true;
  if (written.unit) figures.declared_span = written.unit->span;
  for (const ast::DatedExpr& value : written.values) figures.written.push_back(value.value);
  if (!check_figures(b, figures)) return false;
  parameter.type = figures.type;
  if (figures.type.unknown) parameter.unknown = add_unknown_beside(b, parameter, figures.cells, written.values);
  for (std::size_t i = 0; i < written.values.size(); ++i) {
    const Cell& cell = figures.cells[i];
    const bool absent = !cell.value && cell.absent != Cell::Absent::Unpublished;
    const ExprId value = cell.value ? add_literal(b, *cell.value, figures.type, cell.span)
                         : absent   ? add(b, Op::Missing, figures.type, cell.span)
                                    : ExprId{};
    parameter.values.push_back({written.values[i].from, value, written.values[i].span});
  }
  return true;
}

bool check_plain_parameter(Builder& b, const ParameterSource& source, Parameter& parameter,
                           const std::optional<Type>& declared) {
  const ast::Parameter& written = *source.parameter;
  Place place = place_of(source.scope, kConstant, "a parameter is the same for all");
  ExprId value = check_expr(b, place, written.values[0].value, declared ? &*declared : nullptr);
  if (declared)
    value = fit(
        b, value,
        {*declared, written.unit->span, in_ticks(written.name.text) + " is declared in " + words(b, *declared), true});
  if (!present(b, value)) return false;
  parameter.type = b.type(value);
  parameter.values.push_back({std::nullopt, value, written.values[0].span});
  return true;
}

}  // namespace

void define_parameter(Builder& b, std::uint32_t index) {
  const ParameterSource source = b.parameters[index];
  const ast::Parameter& written = *source.parameter;
  Parameter parameter = b.model.parameters[index];
  std::optional<Type> declared;
  if (written.unit) declared = declared_type(b, source.scope, *written.unit);
  parameter.type = declared.value_or(number_type());
  const bool rows = written.values.size() > 1 || is_dated(written.values) ||
                    (written.values.size() == 1 && absence_of(b, source.scope, written.values[0].value).has_value());
  const bool good = written.values.empty() ? true
                    : rows                 ? check_dated_parameter(b, source, parameter, declared)
                                           : check_plain_parameter(b, source, parameter, declared);
  if (!good) return;
  parameter.percentage = percentage_among(*b.scope(source.scope).file, written.values);
  if (source.instead.given != nullptr) {
    const ast::File& file = *b.scope(source.instead.scope).file;
    if (!check_brought(b, file, source.instead.given->value, parameter)) return;
    Place place = place_of(source.instead.scope, kConstant, "a parameter is the same for all");
    ExprId value = check_expr(b, place, source.instead.given->value, &parameter.type);
    value = fit(b, value,
                {parameter.type, parameter.span, in_ticks(parameter.name) + " is " + words(b, parameter.type), true});
    if (!value.given()) return;
    parameter.values = {{std::nullopt, value, source.instead.given->span}};
  }
  NumberSize& size = b.parameters[index].size;
  if (parameter.type.kind == TypeKind::Number)
    for (const DatedValue& value : parameter.values)
      size.digits = std::max(size.digits, size_of(b, value.value).digits);
  b.model.parameters[index] = std::move(parameter);
  b.parameters[index].known = true;
}

}  // namespace meruit::check
