// Folds over all rows: their order, their faults, and the sums of fractions that are many.
#include <doctest/doctest.h>

#include "model_builder.h"

using namespace meruit;
using namespace meruit::oracle_test;
using ast::AggregateKind;

namespace {

struct Rows : Builder {
  ExprId key, amount;
  Rows() : Builder(3) {
    key = field(TypeKind::Text, {Value(std::string("c")), Value(std::string("a")), Value(std::string("b"))}, true);
    amount = field(TypeKind::Number, {value("1"), value("0.5"), value("4")});
  }
  Outcome fold(AggregateKind kind, std::vector<ExprId> operands, bool has_where = false) {
    return outcomes(aggregate(kind, std::move(operands), has_where), kOverall).at(0);
  }
};

}  // namespace

TEST_CASE("sum, count, smallest, largest, any and every") {
  Rows b;
  const ExprId above_one = b.op(Op::Greater, {b.amount, b.number("1")});
  CHECK(b.fold(AggregateKind::Sum, {b.amount}) == value("5.5"));
  CHECK(b.fold(AggregateKind::Count, {}) == value("3"));
  CHECK(b.fold(AggregateKind::Count, {above_one}, true) == value("1"));
  CHECK(b.fold(AggregateKind::Smallest, {b.amount, above_one}, true) == value("4"));
  CHECK(b.fold(AggregateKind::Largest, {b.amount}) == value("4"));
  CHECK(b.fold(AggregateKind::Any, {above_one}) == yes());
  CHECK(b.fold(AggregateKind::Every, {above_one}) == no());
}

TEST_CASE("folds of nothing") {
  Rows b;
  const ExprId never = b.op(Op::Less, {b.amount, b.number("0")});
  CHECK(b.fold(AggregateKind::Sum, {b.amount, never}, true) == value("0"));
  CHECK(std::get<Fault>(b.fold(AggregateKind::Largest, {b.amount, never}, true)).kind == FaultKind::Empty);
  Builder empty(0);
  CHECK(empty.outcomes(empty.aggregate(AggregateKind::Every, {empty.literal(false)}, false), kOverall)[0] == yes());
  CHECK(empty.outcomes(empty.aggregate(AggregateKind::Any, {empty.literal(true)}, false), kOverall)[0] == no());
}

TEST_CASE("the fault of the smallest record key wins, whatever the order of the rows") {
  Rows b;
  const ExprId c_or_b = b.op(Op::NotEqual, {b.key, b.literal(std::string("a"))});
  const ExprId broken_c = b.op(Op::Divide, {b.amount, b.op(Op::Subtract, {b.amount, b.number("1")})});
  const ExprId broken_b = b.op(Op::Divide, {b.amount, b.op(Op::Subtract, {b.amount, b.number("4")})});
  CHECK(b.fold(AggregateKind::Sum, {b.op(Op::Add, {broken_c, broken_b}), c_or_b}, true) ==
        fault(FaultKind::DivisionByZero, broken_b));
}

TEST_CASE("an overall rule serves every row") {
  Rows b;
  const check::RuleId total = b.rule(b.aggregate(AggregateKind::Sum, {b.amount}, false), kOverall);
  const ExprId share = b.op(Op::Divide, {b.amount, b.named(Op::Rule, total.index, {})});
  const std::vector<Outcome> shares = b.outcomes(share);
  CHECK(shares[2] == Outcome(Value(Rational(8, 11))));
}

TEST_CASE("a sum has at most 65,536 denominators") {
  for (const int count : {65'536, 65'537}) {
    std::vector<Outcome> divisors;
    for (int i = 1; i <= count; ++i) divisors.emplace_back(Value(Rational(i)));
    Builder b(divisors.size());
    b.field(TypeKind::Number, divisors, true);
    const ExprId body = b.op(Op::Divide, {b.number("1"), {1}});
    const ExprId sum = b.aggregate(AggregateKind::Sum, {body}, false);
    const Outcome outcome = b.outcomes(sum, kOverall)[0];
    CHECK(std::holds_alternative<Fault>(outcome) == (count > 65'536));
  }
}
