// What a payment must say, and the sum that its lines make.
#include "check/definitions.h"
#include "check/types.h"
#include "number/rounding.h"

namespace meruit::check {

void check_payment(Builder& b, const ast::Rule& written, ScopeId id) {
  const Scope& scope = b.scope(id);
  for (const ast::Name& party : {written.payer, written.payee}) {
    if (scope.parties.count(party.text) > 0 || !party.given()) continue;
    std::vector<std::string> known;
    for (const auto& entry : scope.parties) known.push_back(entry.first);
    std::string help = did_you_mean(party.text, known);
    if (help.empty()) help = "declare it: `party " + party.text + " \"…\"`";
    report(b, DiagnosticKind::UnknownParty, party.span, "nobody here is called " + in_ticks(party.text),
           std::move(help));
  }
  if (!written.rounding)
    report(b, DiagnosticKind::PaymentNotRounded, written.name.span,
           "the payment " + in_ticks(written.name.text) + " does not say how it is rounded",
           "add `, rounded to cents`" +
               (scope.rounding ? std::string(" (") + number::words(*scope.rounding) + ", as the header says)"
                               : std::string(" and a way such as `half up`")) +
               ", `, rounded down to cents` or `, rounded up to cents` before `is`");
}

void need_money(Builder& b, const RuleSource& source, ExprId body) {
  const ast::Rule& written = *source.rule;
  const bool paid = source.is_line || (written.payment && source.scope.index == 0);
  if (!paid || !body.given() || (b.type(body).kind == TypeKind::Number && b.type(body).unit == money_type(b).unit))
    return;
  report(b, DiagnosticKind::PaymentNotMoney, written.name.span,
         std::string(source.is_line ? "a line of a payment" : "a payment") + " is money, and " +
             in_ticks(written.name.text) + " is " + words(b, b.type(body)));
}

ExprId sum_of_lines(Builder& b, const RuleSource& source) {
  ExprId sum;
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    const RuleId line = source.lines[i];
    if (!b.rules[line.index].known || b.model.rules[line.index].type != money_type(b)) return {};
    const Span span = source.rule->lines[i].name.span;
    const ExprId term = add(b, Op::Rule, money_type(b), span, {}, b.model.rules[line.index].level);
    b.model.exprs[term.index].index = line.index;
    sum = sum.given() ? add(b, Op::Add, money_type(b), source.rule->name.span, {sum, term}) : term;
  }
  return sum;
}

}  // namespace meruit::check
