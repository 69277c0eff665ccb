// Cases against each other: two that hold at once, a record for which none holds, one that is never reached. All
// points that the conditions tell apart are tried: first whether anything can stand there at all, then for a record
// that does. What neither is ruled out nor met by a record is noted and left to the run.
#include <algorithm>
#include <map>

#include "check/expressions.h"
#include "check/record_search.h"

namespace meruit::check {

namespace {

constexpr std::size_t kMostSolved = 1'000;  // systems of constraints for one list of cases
constexpr std::size_t kMostRecords = 12;    // points at which a record is looked for

using Pair = std::pair<std::size_t, std::size_t>;

struct Trial {
  Builder& b;
  const ast::Body& body;
  const Expr cases;
  const ConditionSpace& space;
  const bool covering;                      // whether one must hold
  std::vector<bool> reached;                // by case, `otherwise` last
  std::map<Pair, std::vector<Point>> both;  // points where two cases hold
  std::vector<Point> none;                  // where none does
  std::size_t solved = 0;
  bool open = false;  // something is neither ruled out nor shown

  [[nodiscard]] ExprId condition(std::size_t i) const { return cases.operands[2 * i]; }
};

// Past the limit nothing is ruled out any more.
bool ruled_out(Trial& trial, const Point& point) {
  trial.solved += 1;
  return trial.solved <= kMostSolved && !consistent(trial.space, point);
}

// What was found for two cases that hold, or for none: where, and by which record.
struct Met {
  Point point;
  SourceValues record;
  bool usual = false;
};

// The first of the points at which a record is found, a usual one before any other.
std::optional<Met> meet(Trial& trial, RecordSearch& search, const std::vector<Point>& points,
                        const std::set<std::size_t>& subjects, const std::vector<std::pair<ExprId, bool>>& conditions) {
  for (const Records records : {Records::Usual, Records::Any})
    for (std::size_t i = 0; i < std::min(points.size(), kMostRecords); ++i)
      if (auto record = search.find({points[i], subjects, conditions}, records))
        return Met{points[i], *std::move(record), records == Records::Usual};
  trial.open = trial.open || !points.empty();
  return std::nullopt;
}

// An error; a note where only an odd record shows it. True for an error.
bool tell(Trial& trial, const Met& met, DiagnosticKind kind, Span span, const std::set<std::size_t>& subjects,
          std::string message, std::string help, Span other) {
  std::string where;
  if (kind == DiagnosticKind::CasesGap && met.usual) where = stretch(trial.b, trial.space, met.point, trial.none);
  if (where.empty()) where = witness(trial.b, trial.space, met.point, subjects, met.record);
  if (!where.empty()) message += " when " + where;
  if (!met.usual) {
    kind = DiagnosticKind::CasesUnproved;
    help = "no record with amounts above zero was found; a run stops at one like this";
  }
  Diagnostic& d = report(trial.b, kind, span, std::move(message), std::move(help));
  label(d, other, "the other case");
  return met.usual;
}

bool report_overlap(Trial& trial, RecordSearch& search, const Pair& pair, const std::vector<Point>& points) {
  const auto [first, second] = pair;
  std::set<std::size_t> subjects = trial.space.mentions[first];
  subjects.insert(trial.space.mentions[second].begin(), trial.space.mentions[second].end());
  const auto met =
      meet(trial, search, points, subjects, {{trial.condition(first), true}, {trial.condition(second), true}});
  if (!met) return false;
  return tell(trial, *met, DiagnosticKind::CasesOverlap, trial.b.expr(trial.condition(second)).span, subjects,
              "two cases hold",
              "let the conditions exclude each other, or say `, the first that applies` in the header",
              trial.b.expr(trial.condition(first)).span);
}

bool report_gap(Trial& trial, RecordSearch& search) {
  std::set<std::size_t> subjects;
  for (std::size_t i = 0; i < trial.space.subjects.size(); ++i) subjects.insert(i);
  std::vector<std::pair<ExprId, bool>> conditions;
  for (std::size_t i = 0; i < trial.space.conditions.size(); ++i) conditions.emplace_back(trial.condition(i), false);
  const auto met = meet(trial, search, trial.none, subjects, conditions);
  if (!met) return false;
  return tell(trial, *met, DiagnosticKind::CasesGap, trial.body.cases.back().span, subjects, "no case holds",
              "let one of the cases include it, add a case for it, or `otherwise: …`", {});
}

void note_open(Builder& b, ExprId cases) {
  report(b, DiagnosticKind::CasesUnproved, b.expr(cases).span,
         "whether exactly one of these cases always holds is not proved here",
         "nothing need be done: a run stops at a record for which two hold, or none");
}

// One slip often does both; the overlap says more.
bool report_found(Trial& trial) {
  if (trial.both.empty() && trial.none.empty()) return false;
  RecordSearch search(trial.b, trial.space);
  for (const auto& [pair, points] : trial.both)
    if (report_overlap(trial, search, pair, points)) return true;
  return report_gap(trial, search);
}

void try_point(Trial& trial, const Point& point) {
  std::vector<std::size_t> holding;
  const std::size_t count = trial.space.conditions.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (!holds(trial.space.conditions[i], point)) continue;
    holding.push_back(i);
    if (trial.cases.first_that_applies) break;
  }
  const bool gap = holding.empty() && trial.covering && !trial.cases.has_otherwise;
  const bool fresh = std::any_of(holding.begin(), holding.end(), [&](std::size_t i) { return !trial.reached[i]; }) ||
                     (holding.empty() && !trial.reached[count]);
  if (!gap && !fresh && holding.size() < 2) return;
  if (ruled_out(trial, point)) return;
  for (const std::size_t i : holding) trial.reached[i] = true;
  if (holding.empty()) trial.reached[count] = true;
  for (std::size_t i = 1; i < holding.size(); ++i) trial.both[{holding[0], holding[i]}].push_back(point);
  if (gap) trial.none.push_back(point);
}

void report_unreached(Trial& trial) {
  for (std::size_t i = 0; i < trial.body.cases.size(); ++i) {
    if (trial.reached[i]) continue;
    const ast::Case& one = trial.body.cases[i];
    const bool otherwise = one.otherwise;
    report(trial.b, DiagnosticKind::UnreachableCase, otherwise ? one.span : trial.b.expr(trial.condition(i)).span,
           otherwise ? "`otherwise` is never reached" : "this case is never reached",
           otherwise ? "the cases before it take everything: take it out"
           : trial.cases.first_that_applies
               ? "the cases before it take everything it would take: put it before them, or take it out"
               : "its condition never holds: mend it, or take the case out");
  }
}

}  // namespace

void prove_cases(Builder& b, ExprId id, const ast::Body& body, bool covering) {
  const Expr cases = b.expr(id);
  std::vector<ExprId> conditions;
  for (std::size_t i = 0; i + 1 < cases.operands.size(); i += 2) conditions.push_back(cases.operands[i]);
  const ConditionSpace space = condition_space(b, conditions);
  if (!few_points(space)) {
    if (!cases.first_that_applies || !cases.has_otherwise) note_open(b, id);
    return;
  }
  Trial trial{b, body, cases, space, covering, std::vector<bool>(conditions.size() + 1), {}, {}, 0, false};
  Point point(space.subjects.size(), 0);
  do {
    if (possible_point(b, space, point)) try_point(trial, point);
  } while (next_point(space, point));
  if (!report_found(trial) && trial.open) note_open(b, id);
  report_unreached(trial);
}

Meeting can_meet(const Builder& b, const std::vector<ExprId>& first, const std::vector<ExprId>& second) {
  std::vector<ExprId> conditions = first;
  conditions.insert(conditions.end(), second.begin(), second.end());
  const ConditionSpace space = condition_space(b, conditions);
  Meeting meeting;
  meeting.open = !few_points(space);
  if (meeting.open) return meeting;
  RecordSearch search(b, space);
  std::set<std::size_t> subjects;
  for (std::size_t i = 0; i < space.subjects.size(); ++i) subjects.insert(i);
  std::size_t tried = 0;
  Point point(space.subjects.size(), 0);
  do {
    std::vector<std::pair<ExprId, bool>> holding;
    for (const auto& [begin, end] : {Pair(0, first.size()), Pair(first.size(), conditions.size())})
      for (std::size_t i = begin; i < end; ++i)
        if (holds(space.conditions[i], point)) {
          holding.emplace_back(conditions[i], true);
          break;
        }
    const std::size_t needed = (first.empty() ? 0U : 1U) + (second.empty() ? 0U : 1U);
    if (holding.size() < needed || !possible_point(b, space, point) || !consistent(space, point)) continue;
    meeting.open = true;
    const auto record = search.find({point, subjects, holding}, Records::Usual);
    if (record) return {true, false, witness(b, space, point, subjects, *record)};
    tried += 1;
  } while (tried < kMostRecords && next_point(space, point));
  return meeting;
}

}  // namespace meruit::check
