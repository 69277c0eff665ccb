// Conditions to formulas: comparisons become edges on one subject, `a op b` an edge at zero on `a - b`.
#include "check/condition_space.h"

#include <algorithm>

#include "check/print_expr.h"

namespace meruit::check {

namespace {

constexpr std::size_t kMostRulesRead = 40;

struct Reading {
  const Builder& b;
  ConditionSpace space;
  LinearReading linear;
  std::set<std::size_t>* mentions = nullptr;
  std::size_t rules_left = 0;  // yes/no rules that may yet be read as the conditions that they are

  std::size_t subject(Subject fresh) {
    fresh.key += std::to_string(static_cast<int>(fresh.kind));
    auto at = std::find_if(space.subjects.begin(), space.subjects.end(),
                           [&](const Subject& other) { return other.key == fresh.key; });
    if (at == space.subjects.end()) {
      space.subjects.push_back(std::move(fresh));
      at = space.subjects.end() - 1;
    }
    const auto index = static_cast<std::size_t>(at - space.subjects.begin());
    mentions->insert(index);
    return index;
  }

  std::size_t subject(Subject::Kind kind, ExprId expr) {
    Subject fresh;
    fresh.kind = kind;
    fresh.key = key_of(b.model, expr);
    fresh.expr = expr;
    return subject(std::move(fresh));
  }
};

Op flipped(Op op) {
  switch (op) {
    case Op::Less:
      return Op::Greater;
    case Op::LessEqual:
      return Op::GreaterEqual;
    case Op::Greater:
      return Op::Less;
    case Op::GreaterEqual:
      return Op::LessEqual;
    default:
      return op;
  }
}

Formula atom(std::size_t subject, Op op, Rational edge) {
  Formula formula;
  formula.kind = Formula::Kind::Atom;
  formula.subject = subject;
  formula.op = op;
  formula.edge = std::move(edge);
  return formula;
}

std::string form_text(const Linear& form) {
  std::string text;
  for (const auto& [unknown, factor] : form.terms)
    text += number::to_plain(factor) + "*" + std::to_string(unknown) + " ";
  return text;
}

// Days, and what is made of whole numbers of counted things only.
bool is_integral(const Linear& form, const std::vector<bool>& whole) {
  return std::all_of(form.terms.begin(), form.terms.end(),
                     [&](const auto& term) { return whole[term.first] && denominator(term.second) == 1; });
}

// In `difference >= 2% * benchmark` the benchmark is a base.
void note_bases(Reading& reading, const Linear& form) {
  const std::vector<ExprId>& unknowns = reading.linear.unknowns();
  for (const auto& [unknown, factor] : form.terms) {
    const Expr& of = reading.b.expr(unknowns[unknown]);
    const bool source = of.op == Op::Field || of.op == Op::Input;
    if (source && form.terms.size() == 1) reading.space.compared.insert(source_of(of));
    if (source && abs(factor) != 1) reading.space.bases.emplace(source_of(of), unknowns[unknown]);
  }
}

// expr - less (where given) against the edge; none where nothing of it can vary.
std::optional<Formula> number_atom(Reading& reading, ExprId expr, ExprId less, Op op, const Rational& edge) {
  Linear form = reading.linear.read(expr);
  if (less.given()) form = sum(form, reading.linear.read(less), -1);
  if (form.is_constant()) return std::nullopt;
  note_bases(reading, form);
  Subject fresh;
  fresh.kind = Subject::Kind::Number;
  fresh.expr = expr;
  fresh.less = less;
  fresh.times = form.terms.begin()->second;
  fresh.offset = form.constant;
  const Rational times = fresh.times, at = (edge - form.constant) / times;
  form.constant = 0;
  fresh.form = scaled(form, 1 / times);
  fresh.integral = is_integral(fresh.form, whole_ones(reading.b, reading.linear.unknowns()));
  fresh.key = form_text(fresh.form);
  const std::size_t index = reading.subject(std::move(fresh));
  reading.space.subjects[index].edges.push_back(at);
  return atom(index, times < 0 ? flipped(op) : op, at);
}

Formula word_atom(Reading& reading, ExprId x, const std::vector<Value>& among, bool wanted) {
  const Builder& b = reading.b;
  const std::size_t index = reading.subject(Subject::Kind::Words, x);
  Formula formula = atom(index, Op::Equal, 0);
  formula.holds.assign(b.model.lists[b.type(x).list.index].words.size(), !wanted);
  for (const Value& value : among) formula.holds[std::get<Word>(value).ordinal] = wanted;
  return formula;
}

// The positions of texts are known only when all have been read; until then `holds` lists the mentioned ones.
Formula text_atom(Reading& reading, ExprId x, const std::vector<Value>& among, bool wanted) {
  const std::size_t index = reading.subject(Subject::Kind::Texts, x);
  Subject& subject = reading.space.subjects[index];
  Formula formula = atom(index, wanted ? Op::Equal : Op::NotEqual, 0);
  for (const Value& value : among) {
    const std::string& text = std::get<std::string>(value);
    auto at = std::find(subject.texts.begin(), subject.texts.end(), text);
    if (at == subject.texts.end()) at = subject.texts.insert(at, text);
    const auto position = static_cast<std::size_t>(at - subject.texts.begin());
    if (formula.holds.size() <= position) formula.holds.resize(position + 1);
    formula.holds[position] = true;
  }
  return formula;
}

Formula yes_atom(Reading& reading, ExprId x, bool wanted) {
  Formula formula = atom(reading.subject(Subject::Kind::Yes, x), Op::Equal, 0);
  formula.holds = {!wanted, wanted};
  return formula;
}

bool percent_sign(const Builder& b, ExprId literal) {
  return b.expr(literal).span.given() && b.files.sources.text(b.expr(literal).span).find('%') != std::string_view::npos;
}

Formula read(Reading& reading, ExprId id);

Formula negated(Formula part) {
  Formula formula;
  formula.kind = Formula::Kind::Not;
  formula.parts.push_back(std::move(part));
  return formula;
}

Formula comparison(Reading& reading, ExprId id) {
  const Builder& b = reading.b;
  const Expr& expr = b.expr(id);
  ExprId x = expr.operands[0], y = expr.operands[1];
  Op op = expr.op;
  if (b.expr(x).op == Op::Literal) {
    std::swap(x, y);
    op = flipped(op);
  }
  const bool against_literal = b.expr(y).op == Op::Literal;
  const TypeKind kind = b.type(x).kind;
  if (kind == TypeKind::Number || kind == TypeKind::Date) {
    const Rational edge = against_literal ? number_of(b.expr(y).items[0]) : Rational(0);
    auto formula = number_atom(reading, x, against_literal ? ExprId() : y, op, edge);
    if (!formula) return yes_atom(reading, id, true);
    Subject& subject = reading.space.subjects[formula->subject];
    subject.percent = subject.percent || (against_literal && percent_sign(b, y));
    return *std::move(formula);
  }
  if (!against_literal || kind == TypeKind::Period) return yes_atom(reading, id, true);
  const bool equal = op == Op::Equal;
  if (kind == TypeKind::OneOf) return word_atom(reading, x, b.expr(y).items, equal);
  if (kind == TypeKind::Text) return text_atom(reading, x, b.expr(y).items, equal);
  const bool wanted = std::get<bool>(b.expr(y).items[0]) == equal;
  return wanted ? read(reading, x) : negated(read(reading, x));
}

Formula in_set(Reading& reading, ExprId id) {
  const Builder& b = reading.b;
  const Expr& expr = b.expr(id);
  const ExprId x = expr.operands[0];
  const TypeKind kind = b.type(x).kind;
  if (kind == TypeKind::OneOf) return word_atom(reading, x, expr.items, true);
  if (kind == TypeKind::Text) return text_atom(reading, x, expr.items, true);
  if (kind != TypeKind::Number && kind != TypeKind::Date) return yes_atom(reading, id, true);
  Formula any;
  any.kind = Formula::Kind::Or;
  for (const Value& item : expr.items) {
    auto part = number_atom(reading, x, {}, Op::Equal, number_of(item));
    if (!part) return yes_atom(reading, id, true);
    any.parts.push_back(*std::move(part));
  }
  return any;
}

Formula read(Reading& reading, ExprId id) {
  const Expr& expr = reading.b.expr(id);
  Formula formula;
  switch (expr.op) {
    case Op::And:
    case Op::Or:
      formula.kind = expr.op == Op::And ? Formula::Kind::And : Formula::Kind::Or;
      for (const ExprId operand : expr.operands) formula.parts.push_back(read(reading, operand));
      return formula;
    case Op::Not:
      return negated(read(reading, expr.operands[0]));
    case Op::Literal:
      formula.kind = std::get<bool>(expr.items[0]) ? Formula::Kind::Always : Formula::Kind::Never;
      return formula;
    case Op::IsGiven:
    case Op::IsMissing: {
      const std::size_t index = reading.subject(Subject::Kind::Given, expr.operands[0]);
      formula = atom(index, expr.op, 0);
      formula.holds = {expr.op == Op::IsMissing, expr.op == Op::IsGiven};
      return formula;
    }
    case Op::Equal:
    case Op::NotEqual:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual:
      return comparison(reading, id);
    case Op::InSet:
      return in_set(reading, id);
    case Op::Rule:
      if (const ExprId body = reading.b.model.rules[expr.index].body; reading.rules_left > 0 && body.given()) {
        reading.rules_left -= 1;
        return read(reading, body);
      }
      return yes_atom(reading, id, true);
    default:
      return yes_atom(reading, id, true);
  }
}

ConditionSpace read_space(const Builder& b, const std::vector<ExprId>& conditions, bool through_rules) {
  Reading reading{b, {}, LinearReading(b), nullptr, through_rules ? kMostRulesRead : 0};
  for (const ExprId condition : conditions) {
    std::set<std::size_t> mentions;
    reading.mentions = &mentions;
    reading.space.conditions.push_back(read(reading, condition));
    reading.space.mentions.push_back(std::move(mentions));
  }
  number_positions(b, reading.space);
  reading.space.whole = whole_ones(b, reading.linear.unknowns());
  reading.space.declared = declared_of(b, reading.linear.unknowns());
  return std::move(reading.space);
}

}  // namespace

ConditionSpace condition_space(const Builder& b, const std::vector<ExprId>& conditions) {
  ConditionSpace space = read_space(b, conditions, true);
  return few_points(space) ? std::move(space) : read_space(b, conditions, false);
}

}  // namespace meruit::check
