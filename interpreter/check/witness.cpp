// Points of a condition space in the writer's words, and whether some record can stand there.
#include <algorithm>

#include "check/condition_space.h"
#include "check/print_expr.h"
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

// What the declaration says of a subject that is a field itself.
const Constraints* limits_of(const Builder& b, const Subject& subject) {
  const Expr& expr = b.expr(subject.expr);
  const bool alone = expr.op == Op::Field && !subject.less.given() && !b.model.fields[expr.index].value.given();
  return alone ? &b.model.fields[expr.index].constraints : nullptr;
}

std::string shown(const Builder& b, const Type& type, bool percent, const Rational& value) {
  if (type.kind == TypeKind::Date)
    return calendar::to_text(calendar::Date{static_cast<std::int32_t>(numerator(value))});
  if (percent) return number::to_grouped(value * 100) + "%";
  const int places = denominator(value) == 1 ? 0 : 2;
  if (is_money(b, type.unit)) return (value < 0 ? "-$" : "$") + number::to_grouped(abs(value), places);
  return number::to_grouped(value);
}

std::optional<Rational> number_at(const Builder& b, ExprId id, const SourceValues& record) {
  const auto value = evaluate(b.model, id, record);
  return value ? std::optional(number_of(*value)) : std::nullopt;
}

std::string number_words(const Builder& b, const Subject& subject, const SourceValues& record) {
  const std::string name = in_ticks(b, b.expr(subject.expr).span);
  const Type& type = b.type(subject.expr);
  const auto value = number_at(b, subject.expr, record);
  if (!value) return {};
  if (!subject.less.given()) return name + " is " + shown(b, type, subject.percent, *value);
  const auto less = number_at(b, subject.less, record);
  if (!less) return {};
  const std::string other = in_ticks(b, b.expr(subject.less).span);
  const bool only_zero = subject.edges.size() == 1 && subject.edges[0] * subject.times + subject.offset == 0;
  if (*value == *less) return name + " equals " + other;
  if (only_zero) return name + (*value < *less ? " is below " : " is above ") + other;
  const Rational gap = *value - *less;
  return name + " - " + other + " is " +
         (type.kind == TypeKind::Date ? number::to_plain(gap) + " days" : shown(b, type, subject.percent, gap));
}

std::string position_words(const Builder& b, const Subject& subject, std::size_t position, const SourceValues& record) {
  const std::string name = in_ticks(b, b.expr(subject.expr).span);
  switch (subject.kind) {
    case Subject::Kind::Number:
      return number_words(b, subject, record);
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

Sources sources_of(const Builder& b, const Subject& subject) {
  Sources found;
  sources_under(b, subject.expr, found);
  sources_under(b, subject.less, found);
  return found;
}

// Whether a field is given says nothing about its value.
bool same_thing(const Builder& b, const Subject& x, const Subject& y) {
  if (x.less.given() || y.less.given() || (x.kind == Subject::Kind::Given) == (y.kind == Subject::Kind::Given))
    return false;
  return b.expr(x.expr).op == b.expr(y.expr).op && b.expr(x.expr).index == b.expr(y.expr).index;
}

// Whether values of the subjects can be chosen freely of each other, so that each can be shown by itself.
bool independent(const Builder& b, const ConditionSpace& space, const std::set<std::size_t>& subjects) {
  std::vector<std::pair<const Subject*, Sources>> seen;
  for (const std::size_t index : subjects) {
    const Subject& subject = space.subjects[index];
    Sources own = sources_of(b, subject);
    if (own.empty()) return false;  // a constant
    for (const auto& [other, rests] : seen) {
      if (same_thing(b, subject, *other)) continue;
      for (const auto& one : own)
        if (rests.count(one.first) > 0) return false;
    }
    seen.emplace_back(&subject, std::move(own));
  }
  return true;
}

// "`cost` is $98", of what a record brings.
std::string source_words(const Builder& b, ExprId id, const std::optional<Value>& value) {
  const Expr& expr = b.expr(id);
  const std::string name =
      in_ticks(expr.op == Op::Field ? b.model.fields[expr.index].name : b.model.inputs[expr.index].column);
  if (!value) return name + " is missing";
  const bool number = std::holds_alternative<Rational>(*value) || std::holds_alternative<calendar::Date>(*value);
  if (number) return name + " is " + shown(b, expr.type, false, number_of(*value));
  return name + " is " + value_text(b.model, *value, expr.type);
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
                    const std::set<std::size_t>& subjects, const SourceValues& record) {
  const auto missing = [&](const Subject& subject) {
    return std::any_of(subjects.begin(), subjects.end(), [&](std::size_t other) {
      return space.subjects[other].kind == Subject::Kind::Given && point[other] == 0 &&
             same_thing(b, subject, space.subjects[other]);
    });
  };
  std::vector<std::string> parts;
  if (independent(b, space, subjects)) {
    for (const std::size_t index : subjects) {
      const Subject& subject = space.subjects[index];
      const std::string words = missing(subject) ? "" : position_words(b, subject, point[index], record);
      if (!words.empty()) parts.push_back(words);
    }
    return joined(parts);
  }
  Sources sources;
  for (const std::size_t index : subjects) sources.merge(sources_of(b, space.subjects[index]));
  for (const auto& [source, id] : sources)
    if (const auto at = record.find(source); at != record.end()) parts.push_back(source_words(b, id, at->second));
  return joined(parts);
}

std::string stretch(const Builder& b, const ConditionSpace& space, const Point& around,
                    const std::vector<Point>& points) {
  if (space.subjects.size() != 1) return {};
  const Subject& subject = space.subjects.front();
  if (subject.kind != Subject::Kind::Number || subject.less.given() || subject.times != 1 || subject.offset != 0)
    return {};
  std::set<std::size_t> lacking;
  for (const Point& point : points) lacking.insert(point.front());
  std::size_t first = around.front(), last = around.front();
  while (first > 0 && lacking.count(first - 1) > 0) --first;
  while (lacking.count(last + 1) > 0) ++last;
  if (first == last && first % 2 == 1) return {};
  const auto edge = [&](std::size_t at) { return shown(b, b.type(subject.expr), subject.percent, subject.edges[at]); };
  std::vector<std::string> ends;
  if (first > 0 || first % 2 == 1)
    ends.push_back(first % 2 == 1 ? "at least " + edge(first / 2) : "above " + edge(first / 2 - 1));
  if (last % 2 == 1) ends.push_back("at most " + edge(last / 2));
  if (last % 2 == 0 && last / 2 < subject.edges.size()) ends.push_back("below " + edge(last / 2));
  return ends.empty() ? std::string() : in_ticks(b, b.expr(subject.expr).span) + " is " + joined(ends);
}

}  // namespace meruit::check
