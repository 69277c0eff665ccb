// Figures as written: what may stand in a cell, and the one type of a column's cells.
#include "check/figures.h"
#include "check/resolve.h"

#include "check/percentages.h"

namespace meruit::check {

namespace {

// Literals and `+ - * /` on them; a bare word is left to the caller's list.
bool is_plain_figure(const Builder& b, ScopeId scope, ast::ExprId id) {
  const ast::File& file = *b.scopes[scope.index].file;
  const ast::ExprNode& node = file[id].node;
  if (const auto* unary = std::get_if<ast::Unary>(&node))
    return unary->op == ast::UnaryOp::Negate && is_plain_figure(b, scope, unary->operand);
  if (const auto* binary = std::get_if<ast::Binary>(&node))
    return binary->op <= ast::BinaryOp::Divide && is_plain_figure(b, scope, binary->left) &&
           is_plain_figure(b, scope, binary->right);
  if (const auto* reference = std::get_if<ast::Reference>(&node))
    return resolve(b.scopes[scope.index], reference->name.text) == nullptr;
  return std::holds_alternative<ast::NumberLiteral>(node) || std::holds_alternative<ast::TextLiteral>(node) ||
         std::holds_alternative<ast::YesNoLiteral>(node) || std::holds_alternative<ast::DateLiteral>(node) ||
         std::holds_alternative<ast::Error>(node);
}

}  // namespace

bool is_unpublished(const Builder& b, ScopeId scope, ast::ExprId id) {
  return id.given() && std::holds_alternative<ast::Unpublished>((*b.scopes[scope.index].file)[id].node);
}

std::optional<Cell::Absent> absence_of(const Builder& b, ScopeId scope, ast::ExprId id) {
  if (!id.given()) return std::nullopt;
  const Scope& names = b.scopes[scope.index];
  const ast::ExprNode& node = (*names.file)[id].node;
  if (std::holds_alternative<ast::Unpublished>(node)) return Cell::Absent::Unpublished;
  if (const auto* absent = std::get_if<ast::Missing>(&node); absent != nullptr && absent->waived)
    return Cell::Absent::Waived;
  // A word of the trade, too: of a list that has it, it is the list's.
  const auto* reference = std::get_if<ast::Reference>(&node);
  if (reference == nullptr || reference->name.text != "unknown") return std::nullopt;
  if (resolve(names, "unknown") != nullptr || names.words.count("unknown") > 0) return std::nullopt;
  return Cell::Absent::Unknown;
}

ExprId check_figure(Builder& b, ScopeId scope, ast::ExprId id, const Type* expected) {
  if (!id.given()) return {};
  const Span span = (*b.scope(scope).file)[id].span;
  if (!is_plain_figure(b, scope, id)) {
    if (absence_of(b, scope, id) == Cell::Absent::Waived)
      report(b, DiagnosticKind::NotConstant, span, "`waived` is a limit that is not there, and this is no limit",
             "only the rows of a `table` or a `parameter` can be `waived`");
    else
      report(b, DiagnosticKind::NotConstant, span, in_ticks(b, span) + " is not a figure written out",
             "write a number, a word, a date, yes/no or `unpublished`; what is worked out is a rule: `rule NAME is " +
                 written_or(b, span, "…") + "`");
    return {};
  }
  Place place;
  place.scope = scope;
  place.level = kConstant;
  place.owner = "a figure is written out";
  const ExprId figure = check_expr(b, place, id, expected);
  if (!figure.given() || b.expr(figure).op == Op::Literal) return figure;
  report(b, DiagnosticKind::NotConstant, span, in_ticks(b, span) + " has no value", "it divides by zero");
  return {};
}

bool check_figures(Builder& b, Figures& all) {
  std::vector<ExprId> figures;
  bool good = true;
  const Type* expected = all.declared ? &*all.declared : nullptr;
  for (const ast::ExprId written : all.written) {
    const std::optional<Cell::Absent> absent = absence_of(b, all.scope, written);
    if (absent && (all.limits || *absent == Cell::Absent::Unpublished)) {
      figures.push_back({});
      continue;
    }
    ExprId figure = check_figure(b, all.scope, written, expected);
    if (all.declared)
      figure = fit(b, figure, {*all.declared, all.declared_span, "the header says " + words(b, *all.declared), true});
    good = good && figure.given();
    figures.push_back(figure);
  }
  if (!good) return false;
  std::vector<ExprId> published;
  for (const ExprId figure : figures)
    if (figure.given()) published.push_back(figure);
  all.type = all.declared.value_or(number_type());
  if (!all.declared && !published.empty() && !unify(b, published, nullptr, false, all.type)) return false;
  std::size_t next = 0;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    Cell cell{std::nullopt, (*b.scope(all.scope).file)[all.written[i]].span};
    if (figures[i].given()) {
      cell.value = b.expr(published[next++]).items[0];
    } else {
      cell.absent = *absence_of(b, all.scope, all.written[i]);
      all.type.waived = all.type.waived || cell.absent != Cell::Absent::Unpublished;
      all.type.unknown = all.type.unknown || cell.absent == Cell::Absent::Unknown;
    }
    all.cells.push_back(std::move(cell));
  }
  all.type.may_be_missing = all.type.waived;
  return check_percentages(b, all.scope, all.written);
}

}  // namespace meruit::check
