// Positions of subjects: which there are once all conditions are read, where each condition holds, and what a position
// says about a number.
#include <algorithm>

#include "budget/budget.h"
#include "check/condition_space.h"

namespace meruit::check {

namespace {

constexpr std::size_t kMostPoints = 20'000;

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
  budget::tick(1 + subject.size / 1'000);
  budget::take(subject.size / 8);
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

std::size_t positions(const Builder& b, const Subject& subject) {
  switch (subject.kind) {
    case Subject::Kind::Number:
      return 2 * subject.edges.size() + 1;
    case Subject::Kind::Words:
      return b.model.lists[b.type(subject.expr).list.index].words.size();
    case Subject::Kind::Texts:
      return subject.texts.size() + 1;
    default:
      return 2;
  }
}

}  // namespace

void number_positions(const Builder& b, ConditionSpace& space) {
  for (Subject& subject : space.subjects) {
    std::sort(subject.edges.begin(), subject.edges.end());
    subject.edges.erase(std::unique(subject.edges.begin(), subject.edges.end()), subject.edges.end());
    subject.size = positions(b, subject);
  }
  if (!few_points(space)) return;  // nobody will try them
  for (Formula& condition : space.conditions) settle(space, condition);
}

void add_position(const Subject& subject, std::size_t position, const Linear& number, std::vector<Constraint>& all) {
  using Sense = Constraint::Sense;
  const auto against = [&](std::size_t edge, const Rational& sign) {
    Linear form = scaled(number, sign);
    form.constant -= sign * subject.edges[edge];
    return form;
  };
  const std::size_t edge = position / 2;
  if (position % 2 == 1) {
    all.push_back({Sense::Zero, against(edge, 1)});
    return;
  }
  if (edge > 0) all.push_back({Sense::BelowZero, against(edge - 1, -1)});
  if (edge < subject.edges.size()) all.push_back({Sense::BelowZero, against(edge, 1)});
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

bool few_points(const ConditionSpace& space) {
  std::size_t points = 1;
  for (const Subject& subject : space.subjects) {
    points *= std::max<std::size_t>(subject.size, 1);
    if (points > kMostPoints) return false;
  }
  return true;
}

bool next_point(const ConditionSpace& space, Point& point) {
  budget::tick(1 + space.conditions.size() / 100);
  for (std::size_t i = 0; i < point.size(); ++i) {
    if (++point[i] < space.subjects[i].size) return true;
    point[i] = 0;
  }
  return false;
}

bool possible_point(const Builder& b, const ConditionSpace& space, const Point& point) {
  for (std::size_t i = 0; i < point.size(); ++i)
    if (!possible(b, space.subjects[i], point[i])) return false;
  return true;
}

bool consistent(const ConditionSpace& space, const Point& point) {
  std::vector<Constraint> constraints = space.declared;
  std::size_t numbers = 0;
  for (std::size_t i = 0; i < point.size(); ++i) {
    const Subject& subject = space.subjects[i];
    if (subject.kind != Subject::Kind::Number) continue;
    numbers += 1;
    add_position(subject, point[i], subject.form, constraints);
  }
  return numbers < 2 || solve(std::move(constraints), space.whole).solvable != Solvable::No;
}

}  // namespace meruit::check
