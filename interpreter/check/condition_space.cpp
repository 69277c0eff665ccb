// Conditions to formulas: comparisons become edges on one subject, `a op b` an edge at zero on `a - b`.
#include "check/condition_space.h"

#include <algorithm>

#include "check/print_expr.h"

namespace meruit::check {

namespace {

struct Reading {
  const Builder& b;
  ConditionSpace space;
  std::set<std::size_t>* mentions = nullptr;

  std::size_t subject(Subject::Kind kind, ExprId expr, ExprId less = {}) {
    std::string key = std::to_string(static_cast<int>(kind)) + expr_text(b.model, expr);
    if (less.given()) key += " - " + expr_text(b.model, less);
    auto at = std::find_if(space.subjects.begin(), space.subjects.end(),
                           [&](const Subject& other) { return other.key == key; });
    if (at == space.subjects.end()) {
      Subject fresh;
      fresh.kind = kind;
      fresh.key = std::move(key);
      fresh.expr = expr;
      fresh.less = less;
      space.subjects.push_back(std::move(fresh));
      at = space.subjects.end() - 1;
    }
    const auto index = static_cast<std::size_t>(at - space.subjects.begin());
    mentions->insert(index);
    return index;
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

Rational number_of(const Value& value) {
  if (const auto* date = std::get_if<calendar::Date>(&value)) return Rational(date->days);
  return std::get<Rational>(value);
}

Formula atom(std::size_t subject, Op op, Rational edge) {
  Formula formula;
  formula.kind = Formula::Kind::Atom;
  formula.subject = subject;
  formula.op = op;
  formula.edge = std::move(edge);
  return formula;
}

Formula edge_atom(Reading& reading, ExprId x, Op op, const Rational& edge, bool percent) {
  const Builder& b = reading.b;
  const Expr& expr = b.expr(x);
  std::size_t index = 0;
  Formula formula;
  if (expr.op == Op::Subtract) {
    ExprId left = expr.operands[0], right = expr.operands[1];
    const bool swap = expr_text(b.model, right) < expr_text(b.model, left);
    if (swap) std::swap(left, right);
    index = reading.subject(Subject::Kind::Number, left, right);
    formula = atom(index, swap ? flipped(op) : op, swap ? Rational(-edge) : edge);
  } else {
    index = reading.subject(Subject::Kind::Number, x);
    formula = atom(index, op, edge);
  }
  Subject& subject = reading.space.subjects[index];
  subject.edges.push_back(formula.edge);
  subject.percent = subject.percent || percent;
  const bool whole = expr.op == Op::Field && b.model.fields[expr.index].constraints.whole;
  subject.integral = subject.integral || expr.type.kind == TypeKind::Date || whole;
  return formula;
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

Formula difference(Reading& reading, ExprId x, Op op, ExprId y) {
  const Builder& b = reading.b;
  const bool swap = expr_text(b.model, y) < expr_text(b.model, x);
  const std::size_t index =
      swap ? reading.subject(Subject::Kind::Number, y, x) : reading.subject(Subject::Kind::Number, x, y);
  Subject& subject = reading.space.subjects[index];
  subject.edges.emplace_back(0);
  subject.integral = subject.integral || b.type(x).kind == TypeKind::Date;
  return atom(index, swap ? flipped(op) : op, 0);
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
    if (!against_literal) return difference(reading, x, op, y);
    return edge_atom(reading, x, op, number_of(b.expr(y).items[0]), percent_sign(b, y));
  }
  if (!against_literal || kind == TypeKind::Period) return yes_atom(reading, id, true);
  const bool equal = op == Op::Equal;
  if (kind == TypeKind::OneOf) return word_atom(reading, x, b.expr(y).items, equal);
  if (kind == TypeKind::Text) return text_atom(reading, x, b.expr(y).items, equal);
  return yes_atom(reading, x, std::get<bool>(b.expr(y).items[0]) == equal);
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
  for (const Value& item : expr.items) any.parts.push_back(edge_atom(reading, x, Op::Equal, number_of(item), false));
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
      formula.kind = Formula::Kind::Not;
      formula.parts.push_back(read(reading, expr.operands[0]));
      return formula;
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
    default:
      return yes_atom(reading, id, true);
  }
}

// Position 2k+1 is edge k itself; 2k lies below it, and the last above all.
bool at_position(Op op, std::size_t position, std::size_t edge) {
  const std::size_t at = 2 * edge + 1;
  switch (op) {
    case Op::Equal:
      return position == at;
    case Op::NotEqual:
      return position != at;
    case Op::Less:
      return position < at;
    case Op::LessEqual:
      return position <= at;
    case Op::Greater:
      return position > at;
    default:
      return position >= at;
  }
}

void settle(const ConditionSpace& space, Formula& formula) {
  for (Formula& part : formula.parts) settle(space, part);
  if (formula.kind != Formula::Kind::Atom) return;
  const Subject& subject = space.subjects[formula.subject];
  if (subject.kind == Subject::Kind::Texts) {
    formula.holds.resize(subject.size);
    if (formula.op == Op::NotEqual) formula.holds.flip();
  }
  if (subject.kind != Subject::Kind::Number) return;
  const auto edge = static_cast<std::size_t>(
      std::lower_bound(subject.edges.begin(), subject.edges.end(), formula.edge) - subject.edges.begin());
  formula.holds.resize(subject.size);
  for (std::size_t position = 0; position < subject.size; ++position)
    formula.holds[position] = at_position(formula.op, position, edge);
}

}  // namespace

ConditionSpace condition_space(const Builder& b, const std::vector<ExprId>& conditions) {
  Reading reading{b, {}, nullptr};
  for (const ExprId condition : conditions) {
    std::set<std::size_t> mentions;
    reading.mentions = &mentions;
    reading.space.conditions.push_back(read(reading, condition));
    reading.space.mentions.push_back(std::move(mentions));
  }
  for (Subject& subject : reading.space.subjects) {
    std::sort(subject.edges.begin(), subject.edges.end());
    subject.edges.erase(std::unique(subject.edges.begin(), subject.edges.end()), subject.edges.end());
    subject.size = subject.kind == Subject::Kind::Number  ? 2 * subject.edges.size() + 1
                   : subject.kind == Subject::Kind::Words ? b.model.lists[b.type(subject.expr).list.index].words.size()
                   : subject.kind == Subject::Kind::Texts ? subject.texts.size() + 1
                                                          : 2;
  }
  for (Formula& condition : reading.space.conditions) settle(reading.space, condition);
  return std::move(reading.space);
}

bool holds(const Formula& formula, const Point& point) {
  switch (formula.kind) {
    case Formula::Kind::And:
      return std::all_of(formula.parts.begin(), formula.parts.end(),
                         [&](const Formula& part) { return holds(part, point); });
    case Formula::Kind::Or:
      return std::any_of(formula.parts.begin(), formula.parts.end(),
                         [&](const Formula& part) { return holds(part, point); });
    case Formula::Kind::Not:
      return !holds(formula.parts.front(), point);
    case Formula::Kind::Atom:
      return formula.holds[point[formula.subject]];
    case Formula::Kind::Always:
      return true;
    case Formula::Kind::Never:
      return false;
  }
  return false;
}

}  // namespace meruit::check
