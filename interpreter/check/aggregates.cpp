// Aggregates over rows: which rows, and what is taken of each. And the bodies of rules: one expression, or cases.
#include "check/expressions.h"
#include "check/gathered.h"
#include "check/percentages.h"
#include "check/resolve.h"
#include "source/nearest.h"

namespace meruit::check {

namespace {

// As it begins a formula.
std::string word_of(ast::AggregateKind kind) {
  const bool asks = kind == ast::AggregateKind::Any || kind == ast::AggregateKind::Every;
  return std::string(ast::word(kind)) + (asks ? "" : " of");
}

// A rule that is nothing but the aggregate lacks a word of its header; elsewhere the aggregate becomes such a rule.
std::string where_aggregates_stand(const Builder& b, const Place& place, Span span) {
  const ast::Rule* rule = place.rule;
  const bool alone = rule != nullptr && !rule->payment && rule->level.kind == ast::LevelKind::Default &&
                     !rule->body.by_cases && rule->body.span == span;
  if (!alone) return "make it a rule of its own, `rule NAME overall is …`, and use its name here";
  const Span header = rule->title ? source::join(rule->name.span, rule->title->span) : rule->name.span;
  return in_ticks(rule->name.text) + " must be overall: write `rule " + std::string(b.files.sources.text(header)) +
         " overall`";
}

// What an aggregate that stands nowhere goes over, for messages.
std::string all_of(const Builder& b, const RecordNames* over) {
  return over == nullptr || b.model.relations.size() < 2 ? "all records" : "all " + over->plural;
}

bool may_stand(Builder& b, const Place& place, const std::string& words, const RecordNames* over, Span span) {
  if (!place.inside_aggregate() && place.level == kOverall && !place.in_mapping) return true;
  const std::string phrase = in_ticks(words);
  if (place.in_mapping) {
    report(
        b, DiagnosticKind::WrongLevel, span, phrase + " looks at all records, and a mapping reads one row at a time",
        "name the column that holds the value of the row; what is gathered from all records is a rule of the contract");
  } else if (place.inside_aggregate()) {
    report(b, DiagnosticKind::WrongLevel, span, phrase + " stands inside another aggregate",
           b.model.relations.size() < 2 ? "make the inner one an `overall` rule of its own, and use its name"
                                        : "make the inner one a rule of its own, and use its name");
  } else {
    report(b, DiagnosticKind::WrongLevel, span,
           phrase + " looks at " + all_of(b, over) + "; only an overall rule does that",
           where_aggregates_stand(b, place, span));
  }
  return false;
}

const RecordNames* find_collection(const Scope& scope, const std::string& name, bool single) {
  for (const RecordNames& record : scope.records)
    if (name == record.plural || (single && name == record.name)) return &record;
  return nullptr;
}

// The links from the rows gone through up to the row around; none where an aggregate there would go over all rows.
std::optional<std::vector<LinkId>> chain_to(const Builder& b, const Place& place, const RecordNames* over) {
  if (over == nullptr || !of_rows(place.level) || place.inside_aggregate() || place.in_mapping) return std::nullopt;
  if (over->relation == place.level.relation) return std::nullopt;
  return links_up(b.model, over->relation, place.level.relation);
}

bool lies_elsewhere(Builder& b, const Place& place, const RecordNames* over, const ast::Name& name, Span span) {
  if (over == nullptr || !of_rows(place.level) || place.inside_aggregate() || place.in_mapping) return false;
  if (over->relation == place.level.relation) return false;
  const RecordNames& here = *record_names(b.scope(place.scope), place.level.relation);
  const Relation& relation = b.model.relations[over->relation.index];
  const bool child = !relation.parents.empty();
  const std::string help =
      links_up(b.model, here.relation, over->relation)
          ? over->name + " lies above " + here.name + ": name its values, as in `" + over->name + ".NAME`"
          : where_aggregates_stand(b, place, span) +
                (child ? ""
                       : "; or, if each " + over->name + " belongs to one " + here.name + ", declare `record " +
                             over->name + " of " + here.name + "`");
  Diagnostic& d = report(b, DiagnosticKind::NotBelow, name.span, over->plural + " do not lie below " + here.name, help);
  label(d, relation.span,
        child ? over->plural + " lie below " + b.model.links[relation.parents.front().index].name : "the record");
  return true;
}

// Values that are told apart: one is the same as another or not.
ExprId check_told_apart(Builder& b, Place& place, ast::ExprId written) {
  const ExprId id = check_expr(b, place, written);
  if (!id.given() || !present(b, id)) return {};
  const TypeKind kind = b.type(id).kind;
  if (kind == TypeKind::Number || kind == TypeKind::Text || kind == TypeKind::OneOf || kind == TypeKind::Date)
    return id;
  report(b, DiagnosticKind::WrongType, b.expr(id).span,
         "different values are counted of texts, numbers, dates and words of a list; this is " + words(b, b.type(id)),
         "to count the rows for which something holds: `count of … where …`");
  return {};
}

// What has a smallest and a largest: numbers, and days.
ExprId check_ordered(Builder& b, Place& place, ast::ExprId written, const Type* expected) {
  const ExprId id = check_number_or_date(b, place, written, expected);
  if (id.given() && b.type(id).kind == TypeKind::Date) return present(b, id) ? id : ExprId{};
  return need(b, id, TypeKind::Number, "a number or a date");
}

ExprId check_factor(Builder& b, Place& place, ast::ExprId written) {
  const ExprId id = check_number(b, place, written);
  if (!id.given()) return {};
  if (b.type(id).unit.plain()) return id;
  report(b, DiagnosticKind::UnitMismatch, b.expr(id).span,
         "a product over rows is of plain numbers, and this is " + words(b, b.type(id)),
         "how many times its unit is multiplied depends on the number of rows; divide by the unit first");
  return {};
}

}  // namespace

const RecordNames* check_collection(Builder& b, const Scope& scope, const ast::Name& name, bool single) {
  if (const RecordNames* found = find_collection(scope, name.text, single)) return found;
  std::vector<std::string> wanted, known;
  for (const RecordNames& record : scope.records) {
    wanted.push_back(single ? record.name : record.plural);
    known.insert(known.end(), {wanted.back(), record.name});
  }
  for (std::string& one : wanted) one = in_ticks(one);
  Diagnostic& d =
      report(b, DiagnosticKind::UnknownName, name.span, "there are no records called " + in_ticks(name.text),
             (source::nearest(name.text, known).empty() ? "the only records of this contract are " : "write ") +
                 joined(wanted, wanted.size() > 1 ? "or" : "and"));
  if (scope.records.size() == 1) label(d, b.model.relations[scope.records.front().relation.index].span, "the record");
  return nullptr;
}

std::optional<Gathered> gathered_rows(Builder& b, Place& place, const ast::Aggregate& node, Span span,
                                      const std::string& phrase) {
  const Scope& scope = b.scope(place.scope);
  const bool single = node.kind == ast::AggregateKind::Every;
  Gathered rows;
  rows.over = find_collection(scope, node.collection.text, single);
  rows.chain = chain_to(b, place, rows.over);
  rows.level = place.level;
  if (rows.chain) return rows;
  if (lies_elsewhere(b, place, rows.over, node.collection, span) || !may_stand(b, place, phrase, rows.over, span))
    return std::nullopt;
  rows.over = check_collection(b, scope, node.collection, single);
  if (rows.over == nullptr) return std::nullopt;
  rows.level = kOverall;
  return rows;
}

WithinRows::WithinRows(Builder& b, Place& place, const Gathered& rows)
    : place_(place), level_(std::exchange(place.level, rows_of(rows.over->relation))), day_(place.on_date) {
  // `(sum of … over claims) on born`: each claim's figure is that of the day which the row around says.
  if (rows.chain && day_.given() && of_rows(b.expr(day_).level))
    place.on_date = through(b, *rows.chain, day_, b.expr(day_).span);
  place.rows.push_back({RowFrame::Role::Through, rows.over->relation});
}

WithinRows::~WithinRows() {
  place_.rows.pop_back();
  place_.on_date = day_;
  place_.level = level_;
}

ExprId gather(Builder& b, const Gathered& rows, ast::AggregateKind kind, const Type& type, ExprId body, ExprId where,
              Span span) {
  std::vector<ExprId> operands;
  if (body.given()) operands.push_back(body);
  if (where.given()) operands.push_back(where);
  const ExprId id = add(b, Op::Aggregate, type, span, operands);
  Expr& expr = b.model.exprs[id.index];
  expr.level = rows.level;
  expr.index = rows.over->relation.index;
  expr.chain = rows.chain.value_or(std::vector<LinkId>());
  expr.aggregate = kind;
  expr.has_where = where.given();
  return id;
}

ExprId check_aggregate(Builder& b, Place& place, const ast::Aggregate& node, Span span, const Type* expected) {
  using enum ast::AggregateKind;
  const std::optional<Gathered> rows = gathered_rows(b, place, node, span, word_of(node.kind));
  if (!rows) return {};
  const bool asks = node.kind == Any || node.kind == Every;
  ExprId where, body;
  {
    const WithinRows within(b, place, *rows);
    // The condition is looked at first, so that a body may rely on it.
    if (node.where.given()) where = check_condition(b, place, node.where);
    const Narrowed narrowed(b, place, where, true);
    if (asks) body = check_condition(b, place, node.body);
    if (node.kind == Distinct) body = check_told_apart(b, place, node.body);
    if (node.kind == Product) body = check_factor(b, place, node.body);
    if (node.kind == Smallest || node.kind == Largest) body = check_ordered(b, place, node.body, expected);
    if (node.kind == Sum || node.kind == Percentile) body = check_number(b, place, node.body, expected);
  }
  if ((node.where.given() && !where.given()) || (node.kind != Count && !body.given())) return {};

  const bool counts = node.kind == Count || node.kind == Distinct;
  const Type type = asks ? plain_type(TypeKind::YesNo) : counts ? number_type() : b.type(body);
  const ExprId id = gather(b, *rows, node.kind, type, body, where, span);
  if (node.kind == Percentile) {
    b.model.exprs[id.index].quantum = node.share;
    b.model.exprs[id.index].method = node.method;
  }
  return id;
}

namespace {

struct Operands {
  std::vector<ExprId> conditions, values;
  bool good = true;
};

// In order; under `the first that applies` each case knows that those before it did not hold, `otherwise` always.
Operands check_cases(Builder& b, Place& place, const ast::Body& body, bool first_that_applies, const Type* expected,
                     bool may_be_missing) {
  Operands all;
  Type hint;
  if (expected != nullptr) hint = *expected;
  bool hinted = expected != nullptr;
  const std::size_t known = place.given.size();
  const bool lazy = place.lazy;
  for (const ast::Case& one : body.cases) {
    ExprId condition;
    if (one.otherwise && !first_that_applies)
      for (const ExprId earlier : all.conditions) facts_when(b, earlier, false, place.given);
    if (!one.otherwise) {
      condition = check_condition(b, place, one.condition);
      all.conditions.push_back(condition);
      all.good = all.good && condition.given();
      if (first_that_applies) place.lazy = true;
    }
    const bool lazy_condition = std::exchange(place.lazy, true);
    {
      const Narrowed narrowed(b, place, condition, true);
      place.value_may_be_missing = may_be_missing && place.in_mapping && !(expected != nullptr && expected->waived);
      const ExprId value = check_expr(b, place, one.value, hinted ? &hint : nullptr);
      place.value_may_be_missing = false;
      all.values.push_back(value);
      all.good = all.good && value.given();
      if (!hinted && value.given() && b.expr(value).op != Op::Missing && !is_unitless_zero(b, value)) {
        hint = b.type(value);
        hinted = true;
      }
    }
    place.lazy = lazy_condition;
    if (first_that_applies && !one.otherwise) facts_when(b, condition, false, place.given);
  }
  place.given.resize(known);
  place.lazy = lazy;
  return all;
}

}  // namespace

ExprId check_body(Builder& b, Place& place, const ast::Body& body, bool first_that_applies, const Type* expected,
                  bool may_be_missing) {
  if (body.cases.empty()) return {};
  if (!body.by_cases) {
    place.value_may_be_missing = may_be_missing && place.in_mapping && !(expected != nullptr && expected->waived);
    const ExprId value = check_expr(b, place, body.cases.front().value, expected);
    place.value_may_be_missing = false;
    return value;
  }
  Operands all = check_cases(b, place, body, first_that_applies, expected, may_be_missing);
  Type type;
  if (!all.good || !unify(b, all.values, expected, may_be_missing, type)) return {};
  std::vector<ast::ExprId> written;
  for (const ast::Case& one : body.cases) written.push_back(one.value);
  if (!check_percentages(b, place.scope, written)) return {};
  std::vector<ExprId> operands;
  for (std::size_t i = 0; i < all.values.size(); ++i) {
    if (i < all.conditions.size()) operands.push_back(all.conditions[i]);
    operands.push_back(all.values[i]);
  }
  const ExprId id = add(b, Op::Cases, type, body.span, operands);
  b.model.exprs[id.index].first_that_applies = first_that_applies;
  b.model.exprs[id.index].has_otherwise = body.cases.back().otherwise;
  prove_cases(b, id, body, place.subject == Id<void>::kNone);
  return id;
}

}  // namespace meruit::check
