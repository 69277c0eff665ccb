#include "check/payments.h"

#include "check/definitions.h"
#include "check/linear_reading.h"
#include "check/print_expr.h"
#include "check/resolve.h"
#include "check/types.h"

namespace meruit::check {

namespace {

ExprId unrounded(const Builder& b, ExprId id) {
  while (id.given() && b.expr(id).op == Op::Round) id = b.expr(id).operands[0];
  return id;
}

// Plain amounts that differ from field to field, so that differences are not nothing.
SourceValues plain_record(const Builder& b, const Sources& sources) {
  SourceValues record;
  Rational amount = 100;
  for (const auto& [source, id] : sources) {
    const Type& type = b.type(id);
    if (type.kind == TypeKind::Number) record[source] = amount;
    if (type.kind == TypeKind::YesNo) record[source] = true;
    if (type.kind == TypeKind::OneOf) record[source] = Word{0};
    amount -= 10;
  }
  return record;
}

// "$5 each when `benchmark` is $100 and `cost` is $90"; empty where more than fields decides.
std::string paid_each(const Builder& b, ExprId amount) {
  Sources sources;
  sources_under(b, amount, sources);
  const SourceValues record = plain_record(b, sources);
  const auto paid = evaluate(b.model, amount, record);
  if (!paid) return {};
  std::vector<std::string> parts;
  for (const auto& [source, id] : sources) {
    const auto at = record.find(source);
    if (at == record.end()) return {};
    parts.push_back(in_ticks(b, b.expr(id).span) + " is " + (is_money(b, b.type(id).unit) ? "$" : "") +
                    value_text(b.model, *at->second, b.type(id)));
  }
  const Rational& value = std::get<Rational>(*paid);
  const std::string shown = (value < 0 ? "-$" : "$") + number::to_grouped(abs(value), denominator(value) == 1 ? 0 : 2);
  return ": " + shown + " each" + (parts.empty() ? "" : " when " + joined(parts));
}

bool pay_the_same(const Builder& b, const Rule& one, const Rule& other) {
  const bool forth = one.payer == other.payer && one.payee == other.payee;
  const bool back = one.payer == other.payee && one.payee == other.payer;
  if (one.level != other.level || (!forth && !back)) return false;
  LinearReading reading(b);
  const Linear first = reading.read(unrounded(b, one.body)), second = reading.read(unrounded(b, other.body));
  if (first.is_constant() && first.constant == 0) return false;
  const Linear difference = sum(first, second, forth ? -1 : 1);
  return difference.is_constant() && difference.constant == 0;
}

// A record that is a party is the row's own, or one above it: of any other there is not one. Of a contract with one
// kind of record it always is.
bool is_of_the_row(Builder& b, const Scope& scope, const Level& level, const ast::Name& party) {
  const RecordNames* record = scope.records.size() > 1 ? record_called(scope, party.text) : nullptr;
  if (record == nullptr || (of_rows(level) && links_up(b.model, level.relation, record->relation))) return true;
  report(b, DiagnosticKind::UnknownParty, party.span,
         "nothing says which " + record->name + ": " +
             (of_rows(level) ? "the payment is for each " + record_names(scope, level.relation)->name
                             : "the payment is one for all"),
         "a record that pays or is paid is that of the payment's own row, or one above it");
  return false;
}

}  // namespace

void check_payment(Builder& b, const ast::Rule& written, ScopeId id, const Level& level) {
  const Scope& scope = b.scope(id);
  for (const ast::Name& party : {written.payer, written.payee}) {
    if (!is_of_the_row(b, scope, level, party)) continue;
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

// What the value of a payment lacks to be money.
std::string how_it_is_money(const Builder& b, const Expr& value) {
  if (value.type.kind != TypeKind::Number) return "write the amount that is paid";
  const number::Unit& unit = value.type.unit;
  const std::string own = written_or(b, value.span, "X");
  if (unit.plain()) return value.op == Op::Literal ? "write `$" + own + "`" : "multiply by an amount, as in `$FIGURE`";
  number::Unit lack = divide(money_type(b).unit, unit);
  lack.scale = 1;
  std::string counted, per;
  bool over = true, under = true, money = false;
  for (const auto& [name, power] : lack.factors) {
    money = money || name == b.currency;
    if (name == b.currency) continue;
    over = over && power > 0;
    under = under && power < 0;
  }
  if (!money && over) {
    const bool months = lack.factors.size() == 1 && lack.factors.front().first == "month";
    return "multiply by a number of " + words(b, number_type(lack)) +
           (months ? ", or count member-months where members are counted" : "");
  }
  if (money && under)
    return "multiply by an amount for each, as in `$FIGURE" + std::string(words(b, number_type(lack))).substr(5) + "`";
  return "multiply by an amount, or give the figure that it is made of its unit, as in `$FIGURE`";
}

void need_money(Builder& b, const RuleSource& source, ExprId body) {
  const ast::Rule& written = *source.rule;
  const bool paid = source.is_line || (written.payment && source.scope.index == 0);
  if (!paid || !body.given() || (b.type(body).kind == TypeKind::Number && b.type(body).unit == money_type(b).unit))
    return;
  const ExprId value = b.expr(body).op == Op::Round ? b.expr(body).operands[0] : body;
  Diagnostic& d = report(b, DiagnosticKind::PaymentNotMoney, written.name.span,
                         std::string(source.is_line ? "a line of a payment" : "a payment") + " is money, and " +
                             in_ticks(written.name.text) + " is " + words(b, b.type(body)),
                         how_it_is_money(b, b.expr(value)));
  label(d, b.expr(value).span, words(b, b.type(value)));
}

// What the lines come to. None where one of them is not known.
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

void warn_of_payments_twice(Builder& b) {
  if (b.sink.has_errors()) return;
  const std::vector<Rule>& rules = b.model.rules;
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (!rules[i].payment || !rules[j].payment || !pay_the_same(b, rules[j], rules[i])) continue;
      Diagnostic& d = report(b, DiagnosticKind::PaidTwice, rules[i].span,
                             in_ticks(rules[j].name) + " and " + in_ticks(rules[i].name) + " pay the same" +
                                 paid_each(b, unrounded(b, rules[i].body)),
                             "take one of them out, unless both are meant");
      label(d, rules[j].span, "the other payment");
    }
}

}  // namespace meruit::check
