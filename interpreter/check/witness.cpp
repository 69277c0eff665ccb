// Points of a condition space in the writer's words, and whether some record can stand there.
#include <algorithm>

#include "check/condition_space.h"
#include "check/types.h"
#include "number/rational.h"

namespace meruit::check {

namespace {

Integer floor_of(const Rational& value) {
  return number::divide_rounded(numerator(value), denominator(value), number::RoundingMode::Floor);
}

// A number of the stretch; nullopt where whole numbers leave it empty.
std::optional<Rational> any_number(const Subject& subject, std::size_t position) {
  const std::size_t edge = position / 2;
  if (position % 2 == 1) return subject.edges[edge];
  if (subject.edges.empty()) return Rational(0);
  if (position == 0)
    return subject.integral ? Rational(-floor_of(Rational(-subject.edges.front())) - 1)
                            : Rational(subject.edges.front() - 1);
  const Rational& low = subject.edges[edge - 1];
  if (edge == subject.edges.size()) return subject.integral ? Rational(floor_of(low) + 1) : Rational(low + 1);
  if (!subject.integral) return Rational((low + subject.edges[edge]) / 2);
  const Rational next = Rational(floor_of(low) + 1);
  if (next < subject.edges[edge]) return next;
  return std::nullopt;
}

const Constraints* limits_of(const Builder& b, const Subject& subject) {
  const Expr& expr = b.expr(subject.expr);
  return expr.op == Op::Field && !subject.less.given() ? &b.model.fields[expr.index].constraints : nullptr;
}

// One that the field's declaration allows, if any is.
std::optional<Rational> sample(const Builder& b, const Subject& subject, std::size_t position) {
  std::optional<Rational> value = any_number(subject, position);
  const Constraints* limits = limits_of(b, subject);
  if (!value || limits == nullptr) return value;
  if (limits->from && *value < *limits->from) value = limits->from;
  if (limits->to && *value > *limits->to) value = limits->to;
  return value;
}

std::string shown(const Builder& b, const Subject& subject, const Rational& value) {
  const Type& type = b.type(subject.expr);
  if (type.kind == TypeKind::Date)
    return calendar::to_text(calendar::Date{static_cast<std::int32_t>(numerator(value))});
  if (subject.percent) return number::to_grouped(value * 100) + "%";
  if (is_money(b, type.unit)) return value < 0 ? "-$" + number::to_grouped(-value) : "$" + number::to_grouped(value);
  return number::to_grouped(value);
}

std::string number_words(const Builder& b, const Subject& subject, std::size_t position) {
  const std::string name = in_ticks(b, b.expr(subject.expr).span);
  if (!subject.less.given()) return name + " is " + shown(b, subject, sample(b, subject, position).value_or(0));
  const std::string other = in_ticks(b, b.expr(subject.less).span);
  const Rational value = sample(b, subject, position).value_or(0);
  const bool only_zero = subject.edges.size() == 1 && subject.edges[0] == 0;
  if (value == 0) return name + " equals " + other;
  if (only_zero) return name + (value < 0 ? " is below " : " is above ") + other;
  Subject plain = subject;
  return name + " - " + other + " is " +
         (b.type(subject.expr).kind == TypeKind::Date ? number::to_plain(value) + " days" : shown(b, plain, value));
}

std::string position_words(const Builder& b, const Subject& subject, std::size_t position) {
  const std::string name = in_ticks(b, b.expr(subject.expr).span);
  switch (subject.kind) {
    case Subject::Kind::Number:
      return number_words(b, subject, position);
    case Subject::Kind::Words:
      return name + " is " + b.model.lists[b.type(subject.expr).list.index].words[position];
    case Subject::Kind::Texts:
      return position < subject.texts.size() ? name + " is \"" + subject.texts[position] + "\""
                                             : name + " is another text";
    case Subject::Kind::Yes:
      return name + " is " + (position == 1 ? "yes" : "no");
    case Subject::Kind::Given:
      return name + (position == 1 ? " is given" : " is missing");
  }
  return name;
}

// The fields and parameters that an expression rests on, through rules. Fields come first, then parameters.
struct Support {
  const Builder& b;
  std::set<std::uint64_t> found;
  std::set<std::uint32_t> seen;

  void rest_on(ExprId root) {
    std::vector<ExprId> open{root};
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (!id.given() || !seen.insert(id.index).second) continue;
      const Expr& expr = b.expr(id);
      if (expr.op == Op::Rule) open.push_back(b.model.rules[expr.index].body);
      if (expr.op == Op::Field && b.model.fields[expr.index].value.given())
        open.push_back(b.model.fields[expr.index].value);
      else if (expr.op == Op::Field)
        found.insert(expr.index);
      if (expr.op == Op::Input) found.insert(2ULL << 32 | expr.index);
      if (expr.op == Op::Parameter) found.insert(1ULL << 32 | expr.index);
      open.insert(open.end(), expr.operands.begin(), expr.operands.end());
    }
  }
};

std::set<std::uint64_t> support(const Builder& b, const Subject& subject) {
  Support all{b, {}, {}};
  all.rest_on(subject.expr);
  all.rest_on(subject.less);
  return std::move(all.found);
}

// Whether a field is given says nothing about its value.
bool same_thing(const Builder& b, const Subject& x, const Subject& y) {
  if (x.less.given() || y.less.given() || (x.kind == Subject::Kind::Given) == (y.kind == Subject::Kind::Given))
    return false;
  return b.expr(x.expr).op == b.expr(y.expr).op && b.expr(x.expr).index == b.expr(y.expr).index;
}

}  // namespace

bool possible(const Builder& b, const Subject& subject, std::size_t position) {
  if (subject.kind != Subject::Kind::Number) return true;
  const std::optional<Rational> value = any_number(subject, position);
  if (!value) return false;
  const Constraints* limits = limits_of(b, subject);
  if (limits == nullptr) return true;
  const bool odd = position % 2 == 1;
  const std::size_t edge = position / 2;
  // An open stretch lies outside when it starts at or beyond the limit.
  if (limits->to && (odd ? *value > *limits->to : edge > 0 && subject.edges[edge - 1] >= *limits->to)) return false;
  if (limits->from &&
      (odd ? *value < *limits->from : edge < subject.edges.size() && subject.edges[edge] <= *limits->from))
    return false;
  return !(limits->whole && odd && denominator(*value) != 1);
}

// Of what is missing no value is shown.
std::string witness(const Builder& b, const ConditionSpace& space, const Point& point,
                    const std::set<std::size_t>& subjects) {
  const auto missing = [&](const Subject& subject) {
    return std::any_of(subjects.begin(), subjects.end(), [&](std::size_t other) {
      return space.subjects[other].kind == Subject::Kind::Given && point[other] == 0 &&
             same_thing(b, subject, space.subjects[other]);
    });
  };
  std::vector<std::string> parts;
  for (const std::size_t subject : subjects)
    if (!missing(space.subjects[subject])) parts.push_back(position_words(b, space.subjects[subject], point[subject]));
  return joined(parts);
}

bool independent(const Builder& b, const ConditionSpace& space, const std::set<std::size_t>& subjects) {
  std::vector<std::pair<const Subject*, std::set<std::uint64_t>>> seen;
  for (const std::size_t index : subjects) {
    const Subject& subject = space.subjects[index];
    std::set<std::uint64_t> own = support(b, subject);
    if (own.empty()) return false;  // a constant: no value of it can be chosen
    for (const auto& [other, rests] : seen) {
      if (same_thing(b, subject, *other)) continue;
      for (const std::uint64_t one : own)
        if (rests.count(one) > 0) return false;
    }
    seen.emplace_back(&subject, std::move(own));
  }
  return true;
}

}  // namespace meruit::check
