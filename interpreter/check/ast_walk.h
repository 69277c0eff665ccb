// The direct parts of a syntax tree's expression, in the order they are written.
#pragma once

#include "syntax/ast.h"

namespace meruit::check {

template <class Visit>
void each_part(const ast::ExprNode& node, Visit&& visit) {
  const auto one = [&](ast::ExprId id) {
    if (id.given()) visit(id);
  };
  if (const auto* member = std::get_if<ast::Member>(&node)) one(member->base);
  if (const auto* call = std::get_if<ast::Call>(&node))
    for (const ast::ExprId argument : call->arguments) one(argument);
  if (const auto* unary = std::get_if<ast::Unary>(&node)) one(unary->operand);
  if (const auto* binary = std::get_if<ast::Binary>(&node)) one(binary->left), one(binary->right);
  if (const auto* set = std::get_if<ast::InSet>(&node)) {
    one(set->subject);
    for (const ast::ExprId item : set->items) one(item);
  }
  if (const auto* period = std::get_if<ast::PeriodLiteral>(&node)) one(period->first), one(period->last);
  if (const auto* part = std::get_if<ast::PartOf>(&node)) one(part->operand);
  if (const auto* counted = std::get_if<ast::CountedPeriod>(&node)) one(counted->count), one(counted->date);
  if (const auto* elapsed = std::get_if<ast::Elapsed>(&node)) one(elapsed->first), one(elapsed->last);
  if (const auto* test = std::get_if<ast::GivenTest>(&node)) one(test->subject);
  if (const auto* absent = std::get_if<ast::IfMissing>(&node)) one(absent->value), one(absent->fallback);
  if (const auto* required = std::get_if<ast::Required>(&node)) one(required->value);
  if (const auto* dated = std::get_if<ast::OnDate>(&node)) one(dated->value), one(dated->date);
  if (const auto* rounded = std::get_if<ast::Rounded>(&node)) one(rounded->value);
  if (const auto* aggregate = std::get_if<ast::Aggregate>(&node)) one(aggregate->body), one(aggregate->where);
  if (const auto* average = std::get_if<ast::Average>(&node))
    one(average->of.body), one(average->weight), one(average->of.where);
  if (const auto* rebound = std::get_if<ast::Rebound>(&node)) {
    one(rebound->value);
    for (const ast::Given& given : rebound->given) one(given.value);
  }
  if (const auto* split = std::get_if<ast::Split>(&node)) one(split->pool), one(split->weight);
  if (const auto* cast = std::get_if<ast::Cast>(&node)) one(cast->value);
}

}  // namespace meruit::check
