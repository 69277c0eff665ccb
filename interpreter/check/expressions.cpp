// The way into an expression: literals and the small phrases here, everything else in the file of its topic.
#include "check/expressions.h"

#include "check/unit_words.h"

namespace meruit::check {

namespace {

template <class... Ts>
struct Visitor : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Visitor(Ts...) -> Visitor<Ts...>;  // clang 14 deduces none by itself

ExprId number_literal(Builder& b, const Place& place, const ast::NumberLiteral& literal, Span span) {
  number::Unit unit;
  if (literal.unit) {
    if (!check_unit_words(b, place.scope, *literal.unit)) return {};
    unit = unit_of(b, *literal.unit);
  }
  if (literal.money && !(literal.unit && literal.unit->money)) unit = multiply(unit, money_type(b).unit);
  return add_literal(b, literal.value, number_type(std::move(unit)), span);
}

// A condition about a value of the type.
const char* asked_about(const Type& type) {
  switch (type.kind) {
    case TypeKind::Number:
      return "x > 0";
    case TypeKind::Date:
      return "x >= 2024-01-01";
    case TypeKind::Period:
      return "x overlaps term";
    default:
      return "x = …";
  }
}

// What to write where a value of another kind is needed; may be empty.
std::string what_instead(const Builder& b, const Expr& found, TypeKind kind) {
  const std::string name = written_or(b, found.span, "X");
  if (kind == TypeKind::YesNo) return "ask about it, as in `" + std::string(asked_about(found.type)) + "`";
  if (kind != TypeKind::Number) return {};
  if (found.type.kind == TypeKind::YesNo)
    return "say what is counted in each case: `when " + name + ": …`, `otherwise: …`";
  if (found.type.kind == TypeKind::Text && found.op == Op::Field && b.model.fields[found.index].key)
    return in_ticks(name) + " is a key, which only tells records apart: calculate with another field";
  if (found.type.kind == TypeKind::Text && found.op == Op::Field)
    return "a field to calculate with is declared as a number: `" + name + ": number`";
  return {};
}

// Absence may stand here and is dealt with.
ExprId check_absent(Builder& b, Place& place, ast::ExprId value, const Type* expected) {
  place.value_may_be_missing = true;
  const ExprId id = check_expr(b, place, value, expected);
  place.value_may_be_missing = false;
  if (id.given() && !b.type(id).may_be_missing && !place.knows(subject_of(b, id)))
    report(b, DiagnosticKind::NeverMissing, b.expr(id).span, in_ticks(b, b.expr(id).span) + " is never missing");
  return id;
}

// `if missing` stands for what is missing, `if waived` for what is waived; for what is not known nothing stands.
bool named_rightly(Builder& b, ExprId value, bool waived) {
  const Type& type = b.type(value);
  if (!type.may_be_missing || (type.waived == waived && !type.unknown)) return true;
  const std::string name = in_ticks(b, b.expr(value).span);
  report(b, DiagnosticKind::MissingUsed, b.expr(value).span,
         type.unknown  ? name + " may be unknown, and nothing stands for that"
         : type.waived ? name + " may be waived, and is never missing"
                       : name + " may be missing, and is never waived",
         type.unknown  ? "let it limit something, where it is left out: `min(…, x)`; or ask `when … is given`"
         : type.waived ? "write `if waived`"
                       : "write `if missing`");
  return false;
}

ExprId check_fallback(Builder& b, Place& place, const ast::IfMissing& node, bool missing_allowed,
                      const Type* expected) {
  const bool lazy = std::exchange(place.lazy, true);
  place.value_may_be_missing = missing_allowed;
  const ExprId fallback = check_expr(b, place, node.fallback, expected);
  place.value_may_be_missing = false;
  place.lazy = lazy;
  return fallback;
}

// A bare column takes the type of what stands for it, where nothing else says it.
ExprId check_if_missing(Builder& b, Place& place, const ast::IfMissing& node, Span span, const Type* expected) {
  const bool missing_allowed = std::exchange(place.value_may_be_missing, false);
  const bool fallback_first = expected == nullptr && place.in_mapping &&
                              open_type(b, place, node.value) == Open::Type &&
                              open_type(b, place, node.fallback) != Open::Type;
  ExprId value, fallback;
  if (fallback_first) {
    fallback = check_fallback(b, place, node, missing_allowed, expected);
    if (!fallback.given()) return {};
    const Type hint = b.type(fallback);
    value = check_absent(b, place, node.value, &hint);
  } else {
    value = check_absent(b, place, node.value, expected);
    const Type hint = value.given() ? b.type(value) : Type();
    fallback = check_fallback(b, place, node, missing_allowed, value.given() ? &hint : expected);
  }
  if (!value.given() || !fallback.given() || !named_rightly(b, value, node.waived)) return {};
  const bool missing = b.type(fallback).may_be_missing;
  std::vector<ExprId> both{value, fallback};
  Type type;
  if (!unify(b, both, expected, true, type)) return {};
  if (!missing) become_present(type);
  return add(b, Op::IfMissing, type, span, both);
}

ExprId check_required(Builder& b, Place& place, const ast::Required& node, Span span, const Type* expected) {
  const ExprId value = check_absent(b, place, node.value, expected);
  if (!value.given()) return {};
  Type type = b.type(value);
  become_present(type);
  return add(b, Op::Required, type, span, {value});
}

ExprId check_on_date(Builder& b, Place& place, const ast::OnDate& node, Span span, const Type* expected) {
  const Type hint = plain_type(TypeKind::Date);
  const ExprId date = need(b, check_expr(b, place, node.date, &hint), TypeKind::Date, "a date");
  const ExprId outer = std::exchange(place.on_date, date);
  const bool seen = std::exchange(place.dated_seen, false);
  const ExprId value = check_expr(b, place, node.value, expected);
  const bool dated = std::exchange(place.dated_seen, seen);
  place.on_date = outer;
  if (!date.given() || !value.given()) return {};
  if (!dated)
    report(b, DiagnosticKind::NothingDated, span,
           "nothing in " + in_ticks(b, b.expr(value).span) + " changes with a date",
           "`on` picks the figure of a dated parameter, table or bands that is named inside the parentheses");
  return dated ? value : ExprId{};
}

ExprId only_in_mapping(Builder& b, Span span, const char* what) {
  report(b, DiagnosticKind::MappingOnly, span, std::string(what) + " stands only in a mapping",
         "a contract names fields; the mapping says which column supplies them");
  return {};
}

ExprId dispatch(Builder& b, Place& place, const ast::Expr& node, const Type* expected) {
  const Span span = node.span;
  return std::visit(
      Visitor{
          [&](const ast::Error&) { return ExprId{}; },
          [&](const ast::NumberLiteral& x) { return number_literal(b, place, x, span); },
          [&](const ast::TextLiteral& x) { return add_literal(b, x.value, plain_type(TypeKind::Text), span); },
          [&](const ast::YesNoLiteral& x) { return add_literal(b, x.value, plain_type(TypeKind::YesNo), span); },
          [&](const ast::DateLiteral& x) { return add_literal(b, x.date, plain_type(TypeKind::Date), span); },
          [&](const ast::Missing& x) {
            Type type = expected != nullptr ? *expected : number_type();
            type.may_be_missing = true;
            type.waived = x.waived;
            type.unknown = false;
            return add(b, Op::Missing, type, span);
          },
          [&](const ast::Unpublished&) {
            report(b, DiagnosticKind::NotConstant, span,
                   "`unpublished` is a figure that is not known, and here a value is needed",
                   "write the value; `unpublished` stands in the rows of a parameter, a table or bands, and where an "
                   "example expects it");
            return ExprId{};
          },
          [&](const ast::Term&) { return add(b, Op::Term, plain_type(TypeKind::Period), span); },
          [&](const ast::Reference& x) { return check_reference(b, place, x.name, expected); },
          [&](const ast::Column& x) {
            return place.in_mapping ? check_column(b, place, x.name, span, expected)
                                    : only_in_mapping(b, span, "a column");
          },
          [&](const ast::Member& x) { return check_member(b, place, x, span, expected); },
          [&](const ast::Call& x) {
            return is_function(x.callee.text) ? check_function(b, place, x, span, expected)
                                              : check_call(b, place, x, span, expected);
          },
          [&](const ast::Unary& x) { return check_unary(b, place, x, span, expected); },
          [&](const ast::Binary& x) {
            if (x.op <= ast::BinaryOp::Divide) return check_arithmetic(b, place, x, span, expected);
            if (x.op == ast::BinaryOp::And || x.op == ast::BinaryOp::Or) return check_logic(b, place, x, span);
            return check_comparison(b, place, x, span);
          },
          [&](const ast::InSet& x) { return check_in_set(b, place, x, span); },
          [&](const ast::PeriodLiteral& x) { return check_period(b, place, x, span); },
          [&](const ast::PartOf& x) { return check_part(b, place, x, span); },
          [&](const ast::CountedPeriod& x) { return check_counted_period(b, place, x, span); },
          [&](const ast::Elapsed& x) { return check_elapsed(b, place, x, span); },
          [&](const ast::GivenTest& x) { return check_given_test(b, place, x, span); },
          [&](const ast::IfMissing& x) { return check_if_missing(b, place, x, span, expected); },
          [&](const ast::Required& x) { return check_required(b, place, x, span, expected); },
          [&](const ast::OnDate& x) { return check_on_date(b, place, x, span, expected); },
          [&](const ast::Rounded& x) { return check_rounded(b, place, x, span, expected); },
          [&](const ast::Aggregate& x) { return check_aggregate(b, place, x, span, expected); },
          [&](const ast::Average& x) { return check_average(b, place, x, span, expected); },
          [&](const ast::Split& x) { return check_split(b, place, x, span, expected); },
          [&](const ast::Rebound& x) { return check_rebound(b, place, x, span, expected); },
          [&](const ast::Cast& x) {
            return place.in_mapping ? check_cast(b, place, x, span, expected) : only_in_mapping(b, span, "`as`");
          },
      },
      node.node);
}

bool keeps_absence(const ast::ExprNode& node) {
  return std::holds_alternative<ast::Reference>(node) || std::holds_alternative<ast::Column>(node) ||
         std::holds_alternative<ast::Cast>(node) || std::holds_alternative<ast::IfMissing>(node);
}

}  // namespace

Place place_of(ScopeId scope, Level level, std::string owner) {
  Place place;
  place.scope = scope;
  place.level = level;
  if (of_rows(level)) place.rows.push_back({RowFrame::Role::Own, level.relation});
  place.owner = std::move(owner);
  return place;
}

ExprId check_expr(Builder& b, Place& place, ast::ExprId id, const Type* expected) {
  if (!id.given()) return {};
  const ast::Expr& node = (*b.scope(place.scope).file)[id];
  const bool missing_allowed = place.value_may_be_missing;
  place.value_may_be_missing = missing_allowed && keeps_absence(node.node);
  const ExprId result = dispatch(b, place, node, expected);
  place.value_may_be_missing = missing_allowed;
  return result;
}

ExprId need(Builder& b, ExprId id, TypeKind kind, const char* what) {
  if (!present(b, id)) return {};
  const Expr& expr = b.expr(id);
  if (expr.type.kind == kind) return id;
  report(b, DiagnosticKind::WrongType, expr.span,
         in_ticks(b, expr.span) + " is " + words(b, expr.type) + "; " + what + " is needed",
         what_instead(b, expr, kind));
  return {};
}

ExprId check_number_or_date(Builder& b, Place& place, ast::ExprId id, const Type* expected) {
  const Type plain = number_type();
  const bool useful = expected != nullptr && expected->kind == TypeKind::Number;
  return check_expr(b, place, id, useful ? expected : &plain);
}

ExprId check_number(Builder& b, Place& place, ast::ExprId id, const Type* expected) {
  return need(b, check_number_or_date(b, place, id, expected), TypeKind::Number, "a number");
}

ExprId check_limit(Builder& b, Place& place, ast::ExprId id, const Type* expected, bool or_date) {
  const ExprId limit = check_number_or_date(b, place, id, expected);
  if (limit.given() && b.type(limit).waived && b.type(limit).kind == TypeKind::Number) return limit;
  if (limit.given() && or_date && b.type(limit).kind == TypeKind::Date) return present(b, limit) ? limit : ExprId{};
  return need(b, limit, TypeKind::Number, "a number");
}

ExprId check_condition(Builder& b, Place& place, ast::ExprId id) {
  const Type hint = plain_type(TypeKind::YesNo);
  return need(b, check_expr(b, place, id, &hint), TypeKind::YesNo, "a condition, yes or no,");
}

}  // namespace meruit::check
