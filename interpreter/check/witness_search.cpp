// A record that stands at a point of the conditions. What makes an expression more than a sum of multiples (divisors,
// factors, what stands under `max` or a rounding) is tried with a few plain values; for the rest the numbers are
// solved. What comes out is put into the conditions themselves: only what they confirm is a witness.
#include <algorithm>

#include "check/condition_space.h"

namespace meruit::check {

namespace {

constexpr std::size_t kMostTrials = 100;

struct Choice {
  Source source;
  std::vector<Value> values;
};

struct Search {
  const Builder& b;
  const ConditionSpace& space;
  const Point& point;
  const std::set<std::size_t>& subjects;
  const std::vector<std::pair<ExprId, bool>>& conditions;
  const Records records;
  Sources all, sampled;
  SourceValues pinned;
};

const Constraints* constraints_of(const Builder& b, ExprId id) {
  const Expr& expr = b.expr(id);
  return expr.op == Op::Field ? &b.model.fields[expr.index].constraints : nullptr;
}

bool allowed(const Constraints* limits, const Rational& value) {
  if (limits == nullptr) return true;
  if (limits->whole && denominator(value) != 1) return false;
  if ((limits->from && value < *limits->from) || (limits->to && value > *limits->to)) return false;
  const auto places = number::decimal_places(value);
  return !limits->places || (places && *places <= *limits->places);
}

// The edges that conditions on this number alone have, and what lies beside them.
std::vector<Rational> near_edges(const Search& search, ExprId id) {
  std::vector<Rational> found;
  for (const Subject& subject : search.space.subjects) {
    Sources under;
    sources_under(search.b, subject.expr, under);
    sources_under(search.b, subject.less, under);
    if (under.size() != 1 || under.count(source_of(search.b.expr(id))) == 0) continue;
    for (const Rational& edge : subject.edges)
      for (const Rational& step : {Rational(0), Rational(-1), Rational(1), Rational(-1, 2), Rational(1, 2)})
        found.push_back(edge + step);
  }
  return found;
}

std::vector<Value> plain_numbers(const Search& search, ExprId id) {
  const Constraints* limits = constraints_of(search.b, id);
  std::vector<Value> values;
  std::vector<Rational> candidates = near_edges(search, id);
  for (const Rational& plain : {Rational(100), Rational(1), Rational(1000), Rational(10), Rational(2), Rational(0),
                                Rational(-1), Rational(-100), Rational(1, 2)})
    candidates.push_back(plain);
  if (limits != nullptr && limits->from) candidates.push_back(*limits->from);
  if (limits != nullptr && limits->to) candidates.push_back(*limits->to);
  for (const Rational& candidate : candidates)
    if (allowed(limits, candidate)) values.emplace_back(candidate);
  return values;
}

std::vector<Value> plain_values(const Search& search, ExprId id) {
  const Builder& b = search.b;
  constexpr std::uint32_t kMostWords = 8;
  const Type& type = b.type(id);
  const calendar::Period year =
      b.model.term.value_or(calendar::Period{*calendar::parse_date("2024-01-01"), *calendar::parse_date("2024-12-31")});
  std::vector<Value> values;
  switch (type.kind) {
    case TypeKind::Number:
      return plain_numbers(search, id);
    case TypeKind::YesNo:
      return {false, true};
    case TypeKind::Text:
      return {std::string("A")};
    case TypeKind::Date:
      return {year.first, year.last, calendar::Date{year.first.days - 1}, calendar::Date{year.last.days + 1}};
    case TypeKind::Period:
      return {year};
    case TypeKind::OneOf:
      for (std::uint32_t i = 0; i < std::min<std::size_t>(b.model.lists[type.list.index].words.size(), kMostWords); ++i)
        values.emplace_back(Word{i});
      return values;
  }
  return values;
}

bool is_source(const Builder& b, ExprId id) {
  const Expr& expr = b.expr(id);
  return expr.op == Op::Input || (expr.op == Op::Field && !b.model.fields[expr.index].value.given());
}

// A text that is none of those mentioned.
std::string another_text(const std::vector<std::string>& texts) {
  std::string text = "A";
  while (std::find(texts.begin(), texts.end(), text) != texts.end()) text += "A";
  return text;
}

// What the position says of a subject that is no number and a source itself.
void pin(Search& search, const Subject& subject, std::size_t position) {
  const Source source = source_of(search.b.expr(subject.expr));
  switch (subject.kind) {
    case Subject::Kind::Words:
      search.pinned.emplace(source, Word{static_cast<std::uint32_t>(position)});
      break;
    case Subject::Kind::Texts:
      search.pinned.emplace(source,
                            position < subject.texts.size() ? subject.texts[position] : another_text(subject.texts));
      break;
    case Subject::Kind::Yes:
      search.pinned.emplace(source, position == 1);
      break;
    case Subject::Kind::Given:
      if (position == 0) search.pinned[source] = std::nullopt;
      break;
    case Subject::Kind::Number:
      break;
  }
}

void gather(Search& search) {
  for (const std::size_t index : search.subjects) {
    const Subject& subject = search.space.subjects[index];
    for (const ExprId id : {subject.expr, subject.less}) {
      if (!id.given()) continue;
      sources_under(search.b, id, search.all);
      if (subject.kind == Subject::Kind::Number)
        sources_to_fix(search.b, id, search.sampled);
      else if (is_source(search.b, id))
        pin(search, subject, search.point[index]);
      else
        sources_under(search.b, id, search.sampled);
    }
  }
  for (const auto& [source, id] : search.all) {
    const TypeKind kind = search.b.type(id).kind;
    if (kind != TypeKind::Number && kind != TypeKind::Date) search.sampled.emplace(source, id);
  }
  for (const auto& [source, value] : search.pinned) search.sampled.erase(source);
}

bool rests_on_missing(const Search& search, const Subject& subject, const SourceValues& record) {
  Sources under;
  sources_under(search.b, subject.expr, under);
  sources_under(search.b, subject.less, under);
  return std::any_of(under.begin(), under.end(), [&](const auto& one) {
    const auto at = record.find(one.first);
    return at != record.end() && !at->second;
  });
}

bool is_above_zero(const Search& search, ExprId id) {
  return search.records == Records::Usual && search.b.type(id).kind == TypeKind::Number &&
         search.space.bases.count(source_of(search.b.expr(id))) > 0;
}

// The numbers that are not fixed yet, so that each number subject lies at its position.
bool solve_numbers(const Search& search, SourceValues& record) {
  LinearReading reading(search.b, &record);
  std::vector<Constraint> constraints;
  for (const std::size_t index : search.subjects) {
    const Subject& subject = search.space.subjects[index];
    if (subject.kind != Subject::Kind::Number || rests_on_missing(search, subject, record)) continue;
    Linear number = reading.read(subject.expr);
    if (subject.less.given()) number = sum(number, reading.read(subject.less), -1);
    number.constant -= subject.offset;
    add_position(subject, search.point[index], scaled(number, 1 / subject.times), constraints);
  }
  for (const ExprId id : reading.unknowns())
    if (!is_source(search.b, id)) return false;
  for (Constraint& one : reading.declared()) constraints.push_back(std::move(one));
  for (Unknown unknown = 0; unknown < reading.unknowns().size(); ++unknown)
    if (is_above_zero(search, reading.unknowns()[unknown]))
      constraints.push_back({Constraint::Sense::BelowZero, {{{unknown, Rational(-1)}}, 0}});
  const Solution solution = solve(std::move(constraints), reading.whole());
  if (solution.solvable != Solvable::Yes) return false;
  for (Unknown unknown = 0; unknown < reading.unknowns().size(); ++unknown) {
    const ExprId id = reading.unknowns()[unknown];
    const Rational& value = solution.values[unknown];
    const bool date = search.b.type(id).kind == TypeKind::Date;
    const bool fits = !date || (denominator(value) == 1 && value > -700'000 && value < 2'900'000);
    if (!fits || !allowed(constraints_of(search.b, id), value)) return false;
    const Source source = source_of(search.b.expr(id));
    record[source] = date ? Value(calendar::Date{static_cast<std::int32_t>(numerator(value))}) : Value(value);
  }
  return true;
}

bool confirmed(const Search& search, const SourceValues& record) {
  return std::all_of(search.conditions.begin(), search.conditions.end(), [&](const auto& condition) {
    const auto found = evaluate(search.b.model, condition.first, record);
    return found && std::get<bool>(*found) == condition.second;
  });
}

// The next combination of choices; false after the last.
bool next_choice(const std::vector<Choice>& choices, std::vector<std::size_t>& at) {
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (++at[i] < choices[i].values.size()) return true;
    at[i] = 0;
  }
  return false;
}

}  // namespace

void complete_bases(const Builder& b, ConditionSpace& space) {
  for (const Subject& subject : space.subjects) {
    if (subject.kind != Subject::Kind::Number) continue;
    sources_to_fix(b, subject.expr, space.bases);
    sources_to_fix(b, subject.less, space.bases);
  }
  for (const Source source : space.compared) space.bases.erase(source);
}

std::optional<SourceValues> find_record(const Builder& b, const ConditionSpace& space, const Point& point,
                                        const std::set<std::size_t>& subjects,
                                        const std::vector<std::pair<ExprId, bool>>& conditions, Records records) {
  Search search{b, space, point, subjects, conditions, records, {}, {}, {}};
  gather(search);
  std::vector<Choice> choices;
  for (const auto& [source, id] : search.sampled) {
    choices.push_back({source, plain_values(search, id)});
    if (is_above_zero(search, id))
      std::erase_if(choices.back().values, [](const Value& value) { return std::get<Rational>(value) <= 0; });
    if (choices.back().values.empty()) return std::nullopt;
  }
  std::vector<std::size_t> at(choices.size(), 0);
  for (std::size_t trial = 0; trial < kMostTrials; ++trial) {
    SourceValues record = search.pinned;
    for (std::size_t i = 0; i < choices.size(); ++i) record[choices[i].source] = choices[i].values[at[i]];
    if (solve_numbers(search, record)) {
      for (const auto& [source, id] : search.all)
        if (const auto values = plain_values(search, id); !values.empty()) record.emplace(source, values.front());
      if (confirmed(search, record)) return record;
    }
    if (!next_choice(choices, at)) break;
  }
  return std::nullopt;
}

}  // namespace meruit::check
