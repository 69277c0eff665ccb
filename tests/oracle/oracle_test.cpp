// The oracle's operations on hand-built models: laziness, the order of faults and their places.
#include <doctest/doctest.h>

#include "model_builder.h"

using namespace meruit;
using namespace meruit::oracle_test;

TEST_CASE("arithmetic is exact") {
  Builder b(1);
  const ExprId third = b.op(Op::Divide, {b.number("1"), b.number("3")});
  CHECK(b.outcome(b.op(Op::Multiply, {third, b.number("3")})) == value("1"));
  CHECK(b.outcome(b.op(Op::Subtract, {b.number("0.1"), b.number("0.3")})) == value("-0.2"));
  CHECK(b.outcome(b.op(Op::Negate, {b.number("2")})) == value("-2"));
  CHECK(b.outcome(b.op(Op::Absolute, {b.number("-2.5")})) == value("2.5"));
  CHECK(b.outcome(b.op(Op::Minimum, {b.number("3"), b.number("-1"), b.number("2")})) == value("-1"));
  CHECK(b.outcome(b.op(Op::Maximum, {b.number("3"), b.number("-1"), b.number("2")})) == value("3"));
}

TEST_CASE("where the limits of a clamp cross, the low one wins") {
  Builder b(1);
  const auto clamp = [&](const char* x, const char* low, const char* high) {
    return b.outcome(b.op(Op::Clamp, {b.number(x), b.number(low), b.number(high)}));
  };
  CHECK(clamp("5", "0", "3") == value("3"));
  CHECK(clamp("-5", "0", "3") == value("0"));
  CHECK(clamp("2", "4", "3") == value("4"));
}

TEST_CASE("the leftmost operand's fault wins, then the operation's own") {
  Builder b(1);
  const ExprId first = b.op(Op::Divide, {b.number("1"), b.number("0")});
  const ExprId second = b.op(Op::Required, {b.missing()});
  CHECK(b.outcome(b.op(Op::Add, {first, second})) == fault(FaultKind::DivisionByZero, first));
  CHECK(b.outcome(b.op(Op::Add, {second, first})) == fault(FaultKind::RequiredMissing, second));
  const ExprId divide = b.op(Op::Divide, {second, b.number("0")});
  CHECK(b.outcome(divide) == fault(FaultKind::RequiredMissing, second));
}

TEST_CASE("and, or and if missing look right only when they must") {
  Builder b(1);
  const ExprId broken = b.op(Op::Equal, {b.op(Op::Divide, {b.number("1"), b.number("0")}), b.number("1")});
  const ExprId divide{broken.index - 2};
  const ExprId t = b.literal(true), f = b.literal(false);
  CHECK(b.outcome(b.op(Op::And, {f, broken})) == no());
  CHECK(b.outcome(b.op(Op::Or, {t, broken})) == yes());
  CHECK(std::holds_alternative<Fault>(b.outcome(b.op(Op::And, {t, broken}))));
  CHECK(std::holds_alternative<Fault>(b.outcome(b.op(Op::Or, {broken, t}))));
  CHECK(b.outcome(b.op(Op::IfMissing, {b.number("1"), divide})) == value("1"));
  CHECK(b.outcome(b.op(Op::IfMissing, {b.missing(), b.number("7")})) == value("7"));
  CHECK(b.outcome(b.op(Op::IsGiven, {b.missing()})) == no());
  CHECK(b.outcome(b.op(Op::IsMissing, {b.missing()})) == yes());
}

TEST_CASE("cases look at every condition, unless the first that applies") {
  Builder b(1);
  const ExprId t = b.literal(true), f = b.literal(false), one = b.number("1"), two = b.number("2");
  const ExprId broken = b.op(Op::Not, {b.op(Op::Required, {b.missing()})});
  const ExprId required{broken.index - 1};
  CHECK(b.outcome(b.cases({t, one, f, two}, false)) == value("1"));
  CHECK(b.outcome(b.cases({t, one, broken, two}, false)) == fault(FaultKind::RequiredMissing, required));
  CHECK(b.outcome(b.cases({t, one, broken, two}, false, true)) == value("1"));
  CHECK(b.outcome(b.cases({broken, one, t, two}, false, true)) == fault(FaultKind::RequiredMissing, required));
  CHECK(b.outcome(b.cases({f, one, f, two, one}, true)) == value("1"));
  const ExprId both = b.cases({t, one, t, two}, false);
  CHECK(b.outcome(both) == fault(FaultKind::TwoCasesHold, both));
  const ExprId none = b.cases({f, one, f, two}, false);
  CHECK(b.outcome(none) == fault(FaultKind::NoCaseHolds, none));
  CHECK(b.outcome(b.cases({t, one, f, required}, false)) == value("1"));
}

TEST_CASE("dates and periods") {
  Builder b(1);
  const auto date = [&](const char* iso) { return b.literal(day(iso)); };
  const ExprId reversed = b.op(Op::MakePeriod, {date("2023-05-02"), date("2023-05-01")});
  CHECK(b.outcome(reversed) == fault(FaultKind::PeriodReversed, reversed));
  const ExprId period = b.op(Op::MakePeriod, {date("2022-12-31"), date("2023-01-01")});
  CHECK(b.outcome(b.op(Op::StartOf, {period})) == Outcome(Value(day("2022-12-31"))));
  CHECK(b.outcome(b.op(Op::EndOf, {period})) == Outcome(Value(day("2023-01-01"))));
  const ExprId year = b.op(Op::YearOf, {period});
  CHECK(b.outcome(year) == fault(FaultKind::PeriodSpansYears, year));
  CHECK(b.outcome(b.op(Op::YearOf, {date("2024-02-29")})) == value("2024"));
  CHECK(b.outcome(b.op(Op::InPeriod, {date("2023-01-01"), period})) == yes());
  CHECK(b.outcome(b.op(Op::InPeriod, {date("2023-01-02"), period})) == no());
  CHECK(b.outcome(b.op(Op::Overlaps, {period, b.op(Op::Term, {})})) == yes());
}

TEST_CASE("a parameter's figure is the block's in force, by the term or by the date named") {
  Builder b(1);
  check::Parameter parameter;
  parameter.values = {{day("2023-01-01"), b.number("0.02"), {}}, {day("2024-01-01"), {}, {}}};
  b.model.parameters.push_back(parameter);
  CHECK(b.outcome(b.named(Op::Parameter, 0, {})) == value("0.02"));
  const ExprId later = b.named(Op::Parameter, 0, {b.literal(day("2024-01-01"))}, true);
  CHECK(b.outcome(later) == fault(FaultKind::Unpublished, later));
  const ExprId earlier = b.named(Op::Parameter, 0, {b.literal(day("2022-12-31"))}, true);
  CHECK(b.outcome(earlier) == fault(FaultKind::DateNotCovered, earlier));
}

TEST_CASE("a table's cell is looked up by key; an unpublished one counts only when it is needed") {
  Builder b(1);
  check::Table table;
  table.keys.resize(1);
  table.columns.resize(2);
  table.blocks.resize(1);
  table.blocks[0].rows = {{{{false, {Value(num("1"))}}}, {{Value(num("10")), {}}, {std::nullopt, {}}}, {}},
                          {{{true, {}}}, {{Value(num("20")), {}}, {Value(num("21")), {}}}, {}}};
  b.model.tables.push_back(table);
  CHECK(b.outcome(b.named(Op::Lookup, 0, {b.number("1")})) == value("10"));
  CHECK(b.outcome(b.named(Op::Lookup, 0, {b.number("5")})) == value("20"));
  const ExprId second = b.named(Op::Lookup, 0, {b.number("1")});
  b.model.exprs[second.index].column = 1;
  CHECK(b.outcome(second) == fault(FaultKind::Unpublished, second));
  b.model.tables[0].blocks[0].rows.pop_back();
  const ExprId absent = b.named(Op::Lookup, 0, {b.number("5")});
  CHECK(b.outcome(absent) == fault(FaultKind::NotFound, absent));
}

TEST_CASE("what a field's constraints forbid is a violation, in the order of rows") {
  Builder b(2);
  const ExprId x = b.field(TypeKind::Number, {value("-1.25"), value("3")});
  b.model.fields[0].constraints = {true, num("0"), std::nullopt, 1};
  b.model.outputs = {b.rule(x)};
  const oracle::Results results = oracle::evaluate(b.model, b.records);
  REQUIRE(results.violations.size() == 3);
  CHECK(results.violations[0].kind == check::Violation::Kind::Whole);
  CHECK(results.violations[1].kind == check::Violation::Kind::Range);
  CHECK(results.violations[2].kind == check::Violation::Kind::Places);
  CHECK(results.violations[2].found == value("-1.25"));
  CHECK(results.outputs[0][1] == value("3"));
}
