// Conditions, and the operations on dates and periods that stand beside them.
#include <algorithm>
#include <limits>

#include "plan/lowering.h"

namespace meruit::plan {

using check::Expr;
using check::ExprId;
using check::FaultKind;
using check::Op;
using check::TypeKind;
using check::Value;

namespace {

Comparison comparison(Op op) {
  switch (op) {
    case Op::Equal:
      return Comparison::Equal;
    case Op::NotEqual:
      return Comparison::NotEqual;
    case Op::Less:
      return Comparison::Less;
    case Op::LessEqual:
      return Comparison::LessEqual;
    case Op::Greater:
      return Comparison::Greater;
    default:
      return Comparison::GreaterEqual;
  }
}

Comparison mirrored(Comparison is) {
  switch (is) {
    case Comparison::Less:
      return Comparison::Greater;
    case Comparison::LessEqual:
      return Comparison::GreaterEqual;
    case Comparison::Greater:
      return Comparison::Less;
    case Comparison::GreaterEqual:
      return Comparison::LessEqual;
    default:
      return is;
  }
}

}  // namespace

Operand Lowering::compare(ExprId id) {
  const Expr& e = expr(id);
  const Operand left = lower(e.operands[0]);
  const Operand right = lower(e.operands[1]);
  if (left.type.kind == TypeKind::Number) {
    if (left.is_value() && !right.is_value()) return compare_numbers(e, mirrored(comparison(e.op)), right, left);
    return compare_numbers(e, comparison(e.op), left, right);
  }
  const RegisterId out = fresh(TypeKind::YesNo);
  const RegisterId a = materialise(left).of;
  emit(CompareOthers{out, comparison(e.op), a, materialise(right).of});
  return column(e.type, out);
}

// Against a constant, or cross-multiplied: never divided.
Operand Lowering::compare_numbers(const Expr& e, Comparison is, const Operand& left, const Operand& right) {
  const RegisterId out = fresh(TypeKind::YesNo);
  const Operand a = materialise(left);
  if (right.is_value()) {
    const Rational scale = right.number() == 0 ? a.scale : common_scale(a.scale, right.number());
    emit(CompareNumbers{
        out, is, {a.of, whole_times(a.scale, scale)}, {RegisterId{}, whole_times(right.number(), scale)}});
    return column(e.type, out);
  }
  const Operand b = materialise(right);
  const Rational scale = common_scale(a.scale, b.scale);
  emit(CompareNumbers{out, is, {a.of, whole_times(a.scale, scale)}, {b.of, whole_times(b.scale, scale)}});
  return column(e.type, out);
}

Operand Lowering::in_set(ExprId id) {
  const Expr& e = expr(id);
  const Operand of = materialise(lower(e.operands.front()));
  std::vector<Value> values = e.items;
  const auto before = [](const Value& a, const Value& b) { return value_before(a, b); };
  std::sort(values.begin(), values.end(), before);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  const RegisterId out = fresh(TypeKind::YesNo);
  emit(InSet{out, of.of, keys_of(values, of)});
  return column(e.type, out);
}

bool value_before(const Value& a, const Value& b) {
  switch (a.index()) {
    case 0:
      return std::get<Rational>(a) < std::get<Rational>(b);
    case 1:
      return !std::get<bool>(a) && std::get<bool>(b);
    case 2:
      return std::get<std::string>(a) < std::get<std::string>(b);
    case 3:
      return std::get<calendar::Date>(a) < std::get<calendar::Date>(b);
    case 4: {
      const auto& x = std::get<calendar::Period>(a);
      const auto& y = std::get<calendar::Period>(b);
      return x.first != y.first ? x.first < y.first : x.last < y.last;
    }
    default:
      return std::get<check::Word>(a).ordinal < std::get<check::Word>(b).ordinal;
  }
}

std::int32_t ordinal_of(const Value& value) {
  if (const bool* yes = std::get_if<bool>(&value)) return *yes ? 1 : 0;
  if (const auto* date = std::get_if<calendar::Date>(&value)) return date->days;
  return static_cast<std::int32_t>(std::get<check::Word>(value).ordinal);
}

Keys Lowering::keys_of(const std::vector<Value>& sorted, const Operand& of) {
  Keys keys;
  keys.kind = of.type.kind;
  // In the column's units, times what makes all of them whole.
  Integer times = 1;
  if (keys.kind == TypeKind::Number)
    for (const Value& value : sorted) {
      const Integer needed = denominator(Rational(std::get<Rational>(value) / of.scale));
      times = lcm(times, needed);
    }
  for (const Value& value : sorted) {
    switch (keys.kind) {
      case TypeKind::Number: {
        const Rational units = std::get<Rational>(value) / of.scale * times;
        keys.numbers.emplace_back(Integer(numerator(units)));
        break;
      }
      case TypeKind::Text:
        keys.texts.push_back(std::get<std::string>(value));
        break;
      case TypeKind::Period:
        keys.periods.push_back(std::get<calendar::Period>(value));
        break;
      default:
        keys.ordinals.push_back(ordinal_of(value));
        break;
    }
  }
  keys.times = Whole(times);
  return keys;
}

Operand Lowering::two_registers(ExprId id) {
  const Expr& e = expr(id);
  const RegisterId left = materialise(lower(e.operands[0])).of;
  const RegisterId right = materialise(lower(e.operands[1])).of;
  const RegisterId out = fresh(e.type.kind);
  switch (e.op) {
    case Op::InPeriod:
      emit(InPeriod{out, left, right});
      break;
    case Op::Overlaps:
      emit(Overlaps{out, left, right});
      break;
    case Op::MakePeriod:
      emit(MakePeriod{out, left, right, site(FaultKind::PeriodReversed, id)});
      break;
    default:
      emit(AndOr{out, left, right, e.op == Op::Or});
      break;
  }
  return column(e.type, out);
}

Operand Lowering::one_register(ExprId id) {
  const Expr& e = expr(id);
  const RegisterId of = materialise(lower(e.operands.front())).of;
  const RegisterId out = fresh(e.type.kind);
  switch (e.op) {
    case Op::Not:
      emit(Not{out, of});
      break;
    case Op::IsGiven:
    case Op::IsMissing:
      emit(IsGiven{out, of, e.op == Op::IsMissing});
      break;
    case Op::StartOf:
    case Op::EndOf:
      emit(EndOfPeriod{out, of, e.op == Op::EndOf});
      break;
    default:
      emit(YearOf{out, of, site(FaultKind::PeriodSpansYears, id)});
      break;
  }
  return column(e.type, out);
}

}  // namespace meruit::plan
