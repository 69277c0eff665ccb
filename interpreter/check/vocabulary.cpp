// Names of operations and faults, from their tables.
#include "check/model.h"

namespace meruit::check {

const char* name(Op op) {
  static constexpr const char* kNames[] = {
#define MERUIT_OP(name, words) words,
#include "check/operations.def"
#undef MERUIT_OP
  };
  return kNames[static_cast<std::size_t>(op)];
}

std::string words(const Expr& expr) {
  const std::string measure = calendar::word(expr.measure);
  if (expr.op == Op::CalendarPart) return name(expr.op) + (" " + measure) + " of";
  return expr.op == Op::Elapsed ? measure + "s " + name(expr.op) : name(expr.op);
}

const char* code(FaultKind kind) {
  switch (kind) {
#define MERUIT_FAULT(name, code, text) \
  case FaultKind::name:                \
    return code;
#include "check/faults.def"
#undef MERUIT_FAULT
  }
  return "";
}

const char* text(FaultKind kind) {
  switch (kind) {
#define MERUIT_FAULT(name, code, text) \
  case FaultKind::name:                \
    return text;
#include "check/faults.def"
#undef MERUIT_FAULT
  }
  return "";
}

}  // namespace meruit::check
