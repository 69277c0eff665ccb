// `split POOL over RECORDS by WEIGHT …`: each record's part of one amount. The parts are multiples of a quantum and
// come to the amount exactly; the order in which what is left over is given out leaves no ties.
#include <algorithm>

#include "check/expressions.h"
#include "check/resolve.h"

namespace meruit::check {

namespace {

// The contract's own key field behind a name, through the fields of the models that are used.
FieldId own_key(const Builder& b, FieldId id) {
  while (b.fields[id.index].bound.given()) id = b.fields[id.index].bound;
  return b.model.fields[id.index].key ? id : FieldId{};
}

std::vector<std::string> key_names(const Builder& b, RelationId over) {
  std::vector<std::string> names;
  for (const FieldId id : b.model.relations[over.index].fields)
    if (b.model.fields[id.index].key) names.push_back(b.model.fields[id.index].name);
  return names;
}

std::optional<std::vector<FieldId>> keys_of(Builder& b, const Scope& scope, const ast::Split& node, RelationId over,
                                            Span span) {
  std::vector<FieldId> keys;
  for (const ast::Name& name : node.keys) {
    const std::optional<FieldId> field = resolve_field(scope, name.text);
    FieldId key = field ? own_key(b, *field) : FieldId{};
    if (key.given() && b.model.fields[key.index].relation != over) key = {};
    if (!key.given() || std::find(keys.begin(), keys.end(), key) != keys.end()) {
      report(b, DiagnosticKind::SplitTie, name.span,
             in_ticks(name.text) + (key.given() ? " is named twice" : " is not a key of the record"),
             "only the key settles every tie: write `then lowest " + key_names(b, over).front() + "`" +
                 (key_names(b, over).size() > 1 ? ", and so for each part of the key: " + joined(key_names(b, over))
                                                : ""));
      return std::nullopt;
    }
    keys.push_back(key);
  }
  if (keys.size() == key_names(b, over).size()) return keys;
  report(b, DiagnosticKind::SplitTie, span, "two records may tie for what is left over",
         "name every part of the key: " + joined(key_names(b, over)));
  return std::nullopt;
}

ExprId check_pool(Builder& b, Place& place, ast::ExprId written, const Type* expected) {
  const Level around = std::exchange(place.level, kOverall);
  const std::vector<RowFrame> rows = std::exchange(place.rows, {});
  const ExprId pool = check_number(b, place, written, expected);
  place.level = around;
  place.rows = rows;
  return pool;
}

}  // namespace

ExprId check_split(Builder& b, Place& place, const ast::Split& node, Span span, const Type* expected) {
  const Scope& scope = b.scope(place.scope);
  if (!of_rows(place.level)) {
    report(b, DiagnosticKind::WrongLevel, span, "a split gives each record its part, and this has one value for all",
           "write `for each " + sole_record(scope).name + "` in place of `overall`");
    return {};
  }
  const RecordNames* over = check_collection(b, scope, node.collection, false);
  if (over == nullptr) return {};
  if (over->relation != place.level.relation) {
    report(b, DiagnosticKind::NotBelow, node.collection.span,
           "a split gives a part to each of the records that it is over",
           "write `for each " + over->name + "`, or the records of this rule");
    return {};
  }
  if (!b.model.relations[over->relation.index].parents.empty()) {
    report(b, DiagnosticKind::NotYet, node.collection.span,
           "a split over records below others is not part of this version of the language",
           "split over what lies on top");
    return {};
  }
  const ExprId pool = check_pool(b, place, node.pool, expected);
  const ExprId weight = check_number(b, place, node.weight);
  const std::optional<std::vector<FieldId>> keys = keys_of(b, scope, node, over->relation, span);
  if (!pool.given() || !weight.given() || !keys) return {};
  const Type type = b.type(pool);
  if (!rounding_for(b, type, b.expr(pool).span, node.rounding, place.scope)) return {};
  const ExprId id = add(b, Op::Split, type, span, {pool, weight}, place.level);
  Expr& expr = b.model.exprs[id.index];
  expr.quantum = node.rounding.quantum;
  expr.mode = number::RoundingMode::Floor;
  expr.by_weight = node.largest_weight;
  expr.keys = *keys;
  return id;
}

bool keeps_split(Builder& b, ExprId body, const Rational& scale, const ast::Rule& written) {
  if (!body.given() || b.expr(body).op != Op::Split) return true;
  const Expr& split = b.expr(body);
  for (const std::optional<ast::Bound>& bound : {written.at_least, written.at_most}) {
    if (!bound) continue;
    report(b, DiagnosticKind::SplitRounded, bound->span, "parts that are limited no longer come to what is split",
           "make the split a rule of its own, and limit its value in a second one: `rule NAME is split …`, then `" +
               std::string(written.payment ? "pay " + written.name.text + " …" : "rule " + written.name.text) + ", " +
               written_or(b, bound->span, "at most …") + " is NAME`; what the limit takes away is paid to nobody");
    return false;
  }
  if (!written.rounding) return true;
  const ast::RoundingText& rounding = *written.rounding;
  const Rational parts = split.quantum * split.type.unit.scale / scale / rounding.quantum;
  if (denominator(parts) == 1) return true;
  Diagnostic& d = report(b, DiagnosticKind::SplitRounded, rounding.span,
                         "parts that are rounded again no longer come to what is split",
                         "round as the parts are rounded, or let the split round to this");
  label(d, split.span, "the parts are rounded here");
  return false;
}

}  // namespace meruit::check
