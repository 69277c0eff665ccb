// What an evaluation reads and remembers. Rules are remembered by row only to save time: a value depends on the
// model and the data alone, so remembering never changes what anything means.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "check/model.h"
#include "data/relation.h"

namespace meruit::oracle {

// What a split comes to, for all rows.
struct Parts {
  std::vector<check::Outcome> parts;  // by row
  // The rest where nothing is at fault. Of the weights; what each row's part would be without rounding, and rounded
  // down:
  Rational total;
  std::vector<Rational> exact, down;
  Integer left_over;               // quanta, one each for the first rows of the order
  std::vector<std::size_t> order;  // of all rows
};

struct Scene {
  const check::Model& model;
  const data::Records& records;
  std::vector<std::vector<std::size_t>> key_orders;                 // by relation: of its rows
  std::vector<std::vector<std::optional<check::Outcome>>> by_rule;  // a row rule: by row; an overall rule: one
  std::map<std::uint32_t, Parts> splits = {};                       // by ExprId
  // By LinkId: of each row the one it leads to, and of each row that rows lead to those rows, in the order of their
  // keys.
  std::vector<std::vector<std::uint32_t>> links = {};
  std::vector<std::vector<std::vector<std::size_t>>> rows_below = {};
};

// Records of several kinds are arranged (data/arrange.h); those of one may stand in any order.
[[nodiscard]] Scene make_scene(const check::Model&, const data::Records&);

// The rows that an aggregate or a split goes through for its own row, in the order of their keys.
[[nodiscard]] std::vector<std::size_t> rows_gathered(const Scene&, const check::Expr&, std::size_t row);
// The row that the row of an expression is led to.
[[nodiscard]] std::size_t row_led_to(const Scene&, check::ExprId link, std::size_t row);

// That to which the links lead one after the other.
[[nodiscard]] std::size_t row_above(const Scene&, const std::vector<check::LinkId>& links, std::size_t row);

// Evaluates the model's rules for all rows, each after those it uses, so that no evaluation goes deeper than one
// rule's expression. What is left out is evaluated when it is asked for.
void remember_rules(Scene&);

// The value of an expression for one row. Constant and overall expressions look at no row: any number will do.
[[nodiscard]] check::Outcome evaluate(Scene&, check::ExprId, std::size_t row);
[[nodiscard]] check::Outcome evaluate_rule(Scene&, check::RuleId, std::size_t row);

// Operations with a file of their own; `values` are their operands, evaluated and without fault.
[[nodiscard]] check::Outcome apply(const check::Expr&, check::ExprId, const std::vector<check::Value>& values);
[[nodiscard]] check::Outcome figure(Scene&, check::ExprId, const std::vector<check::Value>& values);
[[nodiscard]] check::Outcome bands(const Scene&, check::ExprId, calendar::Date,
                                   const std::vector<check::Value>& values);
[[nodiscard]] check::Outcome choice(Scene&, check::ExprId, std::size_t row);
[[nodiscard]] check::Outcome aggregate(Scene&, check::ExprId, std::size_t row);
// The sum of numbers; a fault at `place` when they have too many denominators.
[[nodiscard]] check::Outcome sum(const Scene&, check::ExprId place, const std::vector<check::Value>& terms);
[[nodiscard]] const Parts& split(Scene&, check::ExprId);
[[nodiscard]] check::Outcome power(const check::Expr&, check::ExprId, const Rational&);
[[nodiscard]] check::Outcome root(const check::Expr&, check::ExprId, const Rational&);

// Whether a table's row fits the keys, a band holds an amount (its edges multiplied by `base`), and how much of
// [from, to] lies in a band.
[[nodiscard]] bool fits(const check::TableRow&, const std::vector<check::Value>& keys);
[[nodiscard]] bool holds(const check::Band&, const Rational& amount, const Rational& base);
[[nodiscard]] Rational width_inside(const check::Band&, const Rational& from, const Rational& to, const Rational& base);

// Numbers by value, dates by day; nothing else has an order.
[[nodiscard]] bool less(const check::Value&, const check::Value&);
[[nodiscard]] inline const check::Fault* fault_of(const check::Outcome& outcome) {
  return std::get_if<check::Fault>(&outcome);
}
// The checker lets no absence come where a plain value is needed, so that a plain one is there to be taken.
template <class T>
[[nodiscard]] const T& plain(const check::Outcome& outcome) {
  return std::get<T>(std::get<check::Value>(outcome));
}

}  // namespace meruit::oracle
