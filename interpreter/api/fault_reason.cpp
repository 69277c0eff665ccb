#include "api/fault_reason.h"

#include "api/values.h"
#include "check/check.h"

namespace meruit::api {

namespace {

std::string one_line(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  return result.size() <= kLongest ? result : result.substr(0, kLongest) + "…";
}

// What the expression is about: the figure that is not there, or the text of what was computed.
std::string subject_of(const check::Model& model, const source::Sources& sources, check::ExprId place) {
  const check::Expr& expr = model[place];
  switch (expr.op) {
    case check::Op::Parameter:
      return "parameter `" + model.parameters[expr.index].name + "`";
    case check::Op::Lookup:
      return "table `" + model.tables[expr.index].name + "`";
    case check::Op::Band:
      return "bands `" + model.bands[expr.index].name + "`";
    default:
      return expr.span.given() ? "`" + one_line(sources.text(expr.span)) + "`" : "";
  }
}

// ", `level` 2 and `region` rural, in the list from 2025-01-01"; ", asked for 2023-12-31".
std::string asked_for(const check::Model& model, const check::Fault& fault, const oracle::Origin& origin) {
  if (fault.kind == check::FaultKind::DateNotCovered)
    return origin.day ? ", asked for " + calendar::to_text(*origin.day) : "";
  if (fault.kind != check::FaultKind::NotFound) return {};
  const check::Table& table = model.tables[model[fault.place].index];
  std::string text;
  for (std::size_t k = 0; k < table.keys.size() && k < origin.operands.size(); ++k)
    text +=
        (k == 0 ? ", `" : " and `") + table.keys[k].name + "` " + human(model, table.keys[k].type, origin.operands[k]);
  const check::TableBlock* block = origin.day ? check::in_force(table.blocks, *origin.day) : nullptr;
  if (block != nullptr && block->from) text += ", in the list from " + calendar::to_text(*block->from);
  return text;
}

}  // namespace

std::string fault_reason(const check::Model& model, const source::Sources& sources, const check::Fault& fault,
                         const std::optional<oracle::Origin>& origin) {
  const std::string subject = subject_of(model, sources, fault.place);
  return check::text(fault.kind) + (subject.empty() ? "" : ": " + subject) +
         (origin ? asked_for(model, fault, *origin) : "");
}

}  // namespace meruit::api
