#include "check/percentages.h"

#include <algorithm>

#include "number/rational.h"

namespace meruit::check {

namespace {

struct Percentage {
  Rational size;
  Span span;
};

// A number as such or behind a sign; none for anything else, money and numbers of a unit.
const ast::NumberLiteral* plain_number(const ast::File& file, ast::ExprId id) {
  if (!id.given()) return nullptr;
  const ast::Expr* node = &file[id];
  if (const auto* unary = std::get_if<ast::Unary>(&node->node)) node = &file[unary->operand];
  const auto* literal = std::get_if<ast::NumberLiteral>(&node->node);
  return literal == nullptr || literal->money || literal->unit ? nullptr : literal;
}

// A number without a percent sign that is not zero, which is zero in any form.
const ast::NumberLiteral* bare_number(const ast::File& file, ast::ExprId id) {
  const ast::NumberLiteral* literal = plain_number(file, id);
  return literal == nullptr || literal->percent || literal->value == 0 ? nullptr : literal;
}

// What a bare number may mean, beside the percentage that says it must be one or the other.
void refuse_bare(Builder& b, const ast::File& file, ast::ExprId id, const std::string& why, Span percentage) {
  const Span span = file[id].span;
  const Rational size = bare_number(file, id)->value;
  const std::string sign = std::holds_alternative<ast::Unary>(file[id].node) ? "-" : "";
  Diagnostic& d = report(b, DiagnosticKind::BareAmongPercentages, span, in_ticks(b, span) + why,
                         "write `" + sign + number::to_plain(size) + "%` or `" + sign + number::to_plain(size * 100) +
                             "%`, whichever the contract says");
  label(d, percentage, "a percentage");
}

bool refuse_bare_numbers(Builder& b, const ast::File& file, std::span<const ast::ExprId> written, Span percentage) {
  bool good = true;
  for (const ast::ExprId id : written) {
    if (bare_number(file, id) == nullptr) continue;
    refuse_bare(b, file, id, " stands among percentages without a percent sign", percentage);
    good = false;
  }
  return good;
}

void warn_of_slips(Builder& b, const std::vector<Percentage>& found) {
  if (found.size() < 2) return;
  std::vector<Rational> sizes;
  for (const Percentage& one : found) sizes.push_back(one.size);
  std::sort(sizes.begin(), sizes.end());
  const Rational median = sizes[(sizes.size() - 1) / 2];
  for (const Percentage& one : found) {
    const Rational ratio = one.size / median;
    const bool slip = one.size > 1 ? ratio >= 30 : ratio >= 100 && found.size() > 2;
    if (!slip) continue;
    Diagnostic& d =
        report(b, DiagnosticKind::SuspiciousPercentage, one.span,
               in_ticks(b, one.span) + " stands among percentages of about " + number::to_plain(median * 100) + "%",
               "was " + number::to_plain(one.size) + "% meant?");
    const auto neighbour =
        std::find_if(found.begin(), found.end(), [&](const Percentage& other) { return other.size == median; });
    label(d, neighbour->span, "its neighbours are like this");
  }
}

}  // namespace

bool check_percentages(Builder& b, ScopeId scope, std::span<const ast::ExprId> written) {
  const ast::File& file = *b.scope(scope).file;
  std::vector<Percentage> found;
  Span first;
  bool any = false;
  for (const ast::ExprId id : written) {
    const ast::NumberLiteral* literal = plain_number(file, id);
    if (literal == nullptr || !literal->percent) continue;
    if (!any) first = file[id].span;
    any = true;
    if (literal->value != 0) found.push_back({literal->value, file[id].span});
  }
  if (!any) return true;
  warn_of_slips(b, found);
  return refuse_bare_numbers(b, file, written, first);
}

Span percentage_among(const ast::File& file, std::span<const ast::DatedExpr> written) {
  for (const ast::DatedExpr& each : written) {
    const ast::NumberLiteral* literal = plain_number(file, each.value);
    if (literal != nullptr && literal->percent) return file[each.value].span;
  }
  return {};
}

bool check_brought(Builder& b, const ast::File& file, ast::ExprId written, const Parameter& parameter) {
  if (!parameter.percentage.given() || bare_number(file, written) == nullptr) return true;
  refuse_bare(b, file, written,
              " is brought for " + in_ticks(parameter.name) + ", a percentage, without a percent sign",
              parameter.percentage);
  return false;
}

}  // namespace meruit::check
