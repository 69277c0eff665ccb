// Cases against each other: two that hold at once, a record for which none holds, one that is never reached. All
// points that the conditions tell apart are tried; what cannot be decided so is left to the run.
#include <algorithm>
#include <map>

#include "check/condition_space.h"
#include "check/expressions.h"

namespace meruit::check {

namespace {

constexpr std::size_t kMostPoints = 20'000;

struct Trial {
  Builder& b;
  const ast::Body& body;
  const Expr cases;
  const ConditionSpace& space;
  bool covering = true;
  std::vector<bool> reached;                                  // by case, `otherwise` last
  std::map<std::pair<std::size_t, std::size_t>, Point> both;  // where two cases hold, the first such point
  std::optional<Point> none;                                  // where none does

  [[nodiscard]] ExprId condition(std::size_t i) const { return cases.operands[2 * i]; }
};

std::size_t count_points(const ConditionSpace& space) {
  std::size_t points = 1;
  for (const Subject& subject : space.subjects) {
    points *= std::max<std::size_t>(subject.size, 1);
    if (points > kMostPoints) return points;
  }
  return points;
}

bool next(const ConditionSpace& space, Point& point) {
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

bool report_overlap(Trial& trial, std::size_t first, std::size_t second, const Point& point) {
  std::set<std::size_t> subjects = trial.space.mentions[first];
  subjects.insert(trial.space.mentions[second].begin(), trial.space.mentions[second].end());
  if (!independent(trial.b, trial.space, subjects)) return false;
  const std::string where = witness(trial.b, trial.space, point, subjects);
  Diagnostic& d = report(trial.b, DiagnosticKind::CasesOverlap, trial.b.expr(trial.condition(second)).span,
                         "two cases hold" + (where.empty() ? std::string(" at once") : " when " + where),
                         "let the conditions exclude each other, or say `, the first that applies` in the header");
  label(d, trial.b.expr(trial.condition(first)).span, "the other case");
  return true;
}

void report_gap(Trial& trial, const Point& point) {
  std::set<std::size_t> subjects;
  for (std::size_t i = 0; i < trial.space.subjects.size(); ++i) subjects.insert(i);
  if (!independent(trial.b, trial.space, subjects)) return;
  report(trial.b, DiagnosticKind::CasesGap, trial.body.cases.back().span,
         "no case holds when " + witness(trial.b, trial.space, point, subjects),
         "add a case for it, or `otherwise: …`");
}

// One slip often does both; the overlap says more.
void report_found(Trial& trial) {
  for (const auto& [pair, point] : trial.both)
    if (report_overlap(trial, pair.first, pair.second, point)) return;
  if (trial.none && trial.covering && !trial.cases.has_otherwise) report_gap(trial, *trial.none);
}

void try_point(Trial& trial, const Point& point) {
  std::vector<std::size_t> holding;
  const std::size_t count = trial.space.conditions.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (!holds(trial.space.conditions[i], point)) continue;
    holding.push_back(i);
    if (trial.cases.first_that_applies) break;
  }
  for (const std::size_t i : holding) trial.reached[i] = true;
  if (holding.empty()) trial.reached[count] = true;
  for (std::size_t i = 1; i < holding.size(); ++i) trial.both.emplace(std::pair(holding[0], holding[i]), point);
  if (holding.empty() && !trial.none) trial.none = point;
}

void report_unreached(Trial& trial) {
  for (std::size_t i = 0; i < trial.body.cases.size(); ++i) {
    if (trial.reached[i]) continue;
    const ast::Case& one = trial.body.cases[i];
    const bool otherwise = one.otherwise;
    report(trial.b, DiagnosticKind::UnreachableCase, otherwise ? one.span : trial.b.expr(trial.condition(i)).span,
           otherwise ? "`otherwise` is never reached" : "this case is never reached",
           trial.cases.first_that_applies || otherwise ? "the cases before it take everything it would take"
                                                       : "its condition never holds");
  }
}

}  // namespace

std::optional<Point> first_point(const Builder& b, const ConditionSpace& space,
                                 const std::function<bool(const Point&)>& wanted) {
  if (count_points(space) > kMostPoints) return std::nullopt;
  Point point(space.subjects.size(), 0);
  do {
    if (possible_point(b, space, point) && wanted(point)) return point;
  } while (next(space, point));
  return std::nullopt;
}

void prove_cases(Builder& b, ExprId id, const ast::Body& body, bool covering) {
  const Expr cases = b.expr(id);
  std::vector<ExprId> conditions;
  for (std::size_t i = 0; i + 1 < cases.operands.size(); i += 2) conditions.push_back(cases.operands[i]);
  const ConditionSpace space = condition_space(b, conditions);
  if (count_points(space) > kMostPoints) return;
  Trial trial{b, body, cases, space, covering, std::vector<bool>(conditions.size() + 1), {}, {}};
  Point point(space.subjects.size(), 0);
  do {
    if (possible_point(b, space, point)) try_point(trial, point);
  } while (next(space, point));
  report_found(trial);
  report_unreached(trial);
}

}  // namespace meruit::check
