// Units and types: from what is written, to words for messages, and making one value fit another's type.
#pragma once

#include "check/builder.h"

namespace meruit::check {

[[nodiscard]] Type number_type(number::Unit unit = {});
[[nodiscard]] Type money_type(const Builder&);
[[nodiscard]] Type plain_type(TypeKind kind);
[[nodiscard]] bool is_money(const Builder&, const number::Unit&);   // the currency, alone or per something
[[nodiscard]] bool same_words(const Builder&, ListId a, ListId b);  // same words in the same order

// "money per member per month", "a plain number", "yes/no", "one of low, high".
[[nodiscard]] std::string words(const Builder&, const Type&);
[[nodiscard]] std::string words(const Builder&, const number::Unit&);

[[nodiscard]] number::Unit unit_of(const Builder&, const ast::UnitText&);
// `in UNIT` or `in LIST`.
[[nodiscard]] Type declared_type(Builder&, ScopeId, const ast::UnitText&);

// What `wanted` comes from, for messages: "rule `x` is in money" hangs on the span.
struct Wanted {
  Type type;
  Span span;
  std::string what;    // "`settlement` is declared in money"; may be empty
  bool adapt = false;  // a bare or money literal takes the wanted unit, as the cell of a table does
};

// The expression as a value of the wanted type: converted to its scale where only that differs. None, and one
// message, when it does not fit; none without a message when `id` is none.
ExprId fit(Builder&, ExprId id, const Wanted&);
// As `to`, which has the same dimension: multiplied by the ratio of the scales, or the expression itself.
ExprId convert(Builder&, ExprId id, const number::Unit& to);
// An operation on a number that may be missing: `make` on the number where it is given, absent where it is not.
template <class Make>
ExprId where_given(Builder& b, ExprId id, Make&& make) {
  if (!b.type(id).may_be_missing) return make(id);
  const Span span = b.expr(id).span;
  const Type absent = b.type(id);
  Type there = absent;
  there.may_be_missing = there.waived = there.unknown = false;
  const ExprId given = add(b, Op::IsGiven, plain_type(TypeKind::YesNo), span, {id});
  const ExprId made = make(add(b, Op::Required, there, span, {id}));
  Type type = b.type(made);
  type.may_be_missing = true;
  type.waived = absent.waived;
  const ExprId missing = add(b, Op::Missing, type, span);
  const ExprId cases = add(b, Op::Cases, type, span, {given, made, missing});
  b.model.exprs[cases.index].has_otherwise = true;
  return cases;
}
// The type of the same value where it is known to be there.
inline void become_present(Type& type) { type.may_be_missing = type.waived = type.unknown = false; }
// Reports a value that may be missing where a plain one is needed. False then, and for none.
bool present(Builder&, ExprId id);
// Whether its absence, if it may be absent, has the name that the wanted type's has; false after a message.
bool absence_fits(Builder&, ExprId id, const Type& wanted);
// All to one type: `expected` or the first that has one. Zero fits every unit, `missing` every type. False after
// a message. The result's type is that of `ids[0]`, with may_be_missing of any.
bool unify(Builder&, std::vector<ExprId>& ids, const Type* expected, bool may_be_missing, Type& result);

// A zero that fits every unit: written without one of its own. `$0` and `0 visits` are of theirs.
[[nodiscard]] bool is_unitless_zero(const Builder&, ExprId id);

}  // namespace meruit::check
