// Expressions in prefix form: `(* shared_savings (- 1 sequestration))`.
#include "syntax/print.h"

namespace meruit::ast {

const char* word(AggregateKind kind) {
  using Kind = AggregateKind;
  switch (kind) {
    case Kind::Sum:
      return "sum";
    case Kind::Product:
      return "product";
    case Kind::Count:
      return "count";
    case Kind::Distinct:
      return "count of distinct";
    case Kind::Smallest:
      return "smallest";
    case Kind::Largest:
      return "largest";
    case Kind::Percentile:
      return "percentile";
    case Kind::Any:
      return "any";
    case Kind::Every:
      return "every";
  }
  return "";
}

const char* word(PercentileMethod method) {
  switch (method) {
    case PercentileMethod::NearestRank:
      return "nearest rank";
    case PercentileMethod::Averaged:
      return "averaged";
    case PercentileMethod::Interpolated:
      return "interpolated";
  }
  return "";
}

const char* word(AverageKind kind) {
  switch (kind) {
    case AverageKind::Mean:
      return "mean";
    case AverageKind::WeightedMean:
      return "weighted mean";
    case AverageKind::SampleDeviation:
      return "sample standard deviation";
    case AverageKind::PopulationDeviation:
      return "population standard deviation";
  }
  return "";
}

}  // namespace meruit::ast

namespace meruit::syntax {

namespace {

template <class... Case>
struct Cases : Case... {
  using Case::operator()...;
};
template <class... Case>
Cases(Case...) -> Cases<Case...>;

std::string quoted(const std::string& text) { return '"' + text + '"'; }

const char* sign(ast::BinaryOp op) {
  using Op = ast::BinaryOp;
  switch (op) {
    case Op::Add:
      return "+";
    case Op::Subtract:
      return "-";
    case Op::Multiply:
      return "*";
    case Op::Divide:
      return "/";
    case Op::Equal:
      return "=";
    case Op::NotEqual:
      return "<>";
    case Op::Less:
      return "<";
    case Op::LessEqual:
      return "<=";
    case Op::Greater:
      return ">";
    case Op::GreaterEqual:
      return ">=";
    case Op::And:
      return "and";
    case Op::Or:
      return "or";
    case Op::In:
      return "in";
    case Op::Overlaps:
      return "overlaps";
  }
  return "";
}

const char* word(ast::CastKind kind) {
  using Kind = ast::CastKind;
  switch (kind) {
    case Kind::Number:
      return "number";
    case Kind::Dollars:
      return "dollars";
    case Kind::Percent:
      return "percent";
    case Kind::Fraction:
      return "fraction";
    case Kind::Text:
      return "text";
    case Kind::TrimmedText:
      return "trimmed text";
    case Kind::Date:
      return "date";
    case Kind::Codes:
      return "codes";
  }
  return "";
}

const char* word(ast::PeriodPart part) {
  using Part = ast::PeriodPart;
  switch (part) {
    case Part::Start:
      return "start";
    case Part::End:
      return "end";
    case Part::Year:
      return "year";
    case Part::Days:
      return "days";
    case Part::CalendarMonth:
      return "calendar-month";
    case Part::CalendarQuarter:
      return "calendar-quarter";
    case Part::CalendarYear:
      return "calendar-year";
  }
  return "";
}

std::string number_text(const ast::NumberLiteral& literal) {
  std::string text = literal.money ? "$" : "";
  text += literal.percent ? number::to_plain(literal.value * 100) + "%" : number::to_plain(literal.value);
  return literal.unit ? "[" + text + " " + print(*literal.unit) + "]" : text;
}

struct Printer {
  const ast::File& file;

  [[nodiscard]] std::string of(ast::ExprId id) const { return print(file, id); }

  [[nodiscard]] std::string list(const std::string& head, const std::vector<ast::ExprId>& items) const {
    std::string text = "(" + head;
    for (const ast::ExprId item : items) text += " " + of(item);
    return text + ")";
  }

  [[nodiscard]] std::string aggregate(const ast::Aggregate& node) const {
    std::string text = std::string("(") + ast::word(node.kind) + " " + node.collection.text;
    if (node.kind == ast::AggregateKind::Percentile)
      text += " " + number::to_plain(node.share) + " " + ast::word(node.method);
    if (node.body.given()) text += " " + of(node.body);
    if (node.where.given()) text += " where " + of(node.where);
    return text + ")";
  }

  [[nodiscard]] std::string average(const ast::Average& node) const {
    return std::string("(") + ast::word(node.kind) + " " + aggregate(node.of) +
           (node.weight.given() ? " by " + of(node.weight) : "") + ")";
  }

  [[nodiscard]] std::string rebound(const ast::Rebound& node) const {
    std::string text = "(given " + of(node.value);
    for (const ast::Given& given : node.given) text += " " + print(given.name) + ":" + of(given.value);
    return text + ")";
  }

  [[nodiscard]] std::string split(const ast::Split& node) const {
    std::string text = "(split " + of(node.pool) + " " + node.collection.text + " " + of(node.weight) + " " +
                       print(node.rounding) + (node.largest_weight ? " weight" : " remainder");
    for (const ast::Name& key : node.keys) text += " " + key.text;
    return text + ")";
  }

  [[nodiscard]] std::string cast(const ast::Cast& node) const {
    std::string text = "(as " + of(node.value) + " " + word(node.kind);
    if (!node.date_form.empty()) text += " " + quoted(node.date_form);
    for (const ast::Cast::Code& code : node.codes) text += " " + quoted(code.from.value) + ":" + of(code.to);
    return text + ")";
  }
};

}  // namespace

std::string print(const ast::UnitText& unit) {
  std::string text = unit.money ? "money" : "";
  for (const ast::Name& name : unit.numerator) text += name.text;
  for (const ast::UnitText::Per& per : unit.per) {
    if (!text.empty()) text += ' ';
    text += "per " + (per.scale == 1 ? "" : number::to_grouped(per.scale) + " ") + per.name.text;
  }
  return text.empty() ? "number" : text;
}

std::string print(const ast::RoundingText& rounding) {
  std::string text = "rounded to " + number::to_plain(rounding.quantum);
  if (rounding.mode) text += std::string(" ") + number::words(*rounding.mode);
  return text;
}

std::string print(const ast::Path& path) {
  std::string text;
  for (const ast::Name& part : path.parts) text += (text.empty() ? "" : ".") + part.text;
  return text;
}

std::string print(const ast::File& file, ast::ExprId id) {
  if (!id.given()) return "";
  const Printer in{file};
  return std::visit(
      Cases{
          [](const ast::Error&) { return std::string("(error)"); },
          [](const ast::NumberLiteral& node) { return number_text(node); },
          [](const ast::TextLiteral& node) { return quoted(node.value); },
          [](const ast::YesNoLiteral& node) { return std::string(node.value ? "yes" : "no"); },
          [](const ast::DateLiteral& node) { return calendar::to_text(node.date); },
          [](const ast::Missing& node) { return std::string(node.waived ? "waived" : "missing"); },
          [](const ast::Unpublished&) { return std::string("unpublished"); },
          [](const ast::Term&) { return std::string("term"); },
          [](const ast::Reference& node) { return node.name.text; },
          [](const ast::Column& node) { return "(column " + quoted(node.name) + ")"; },
          [&](const ast::Member& node) { return "(. " + in.of(node.base) + " " + node.name.text + ")"; },
          [&](const ast::Call& node) { return in.list("call " + node.callee.text, node.arguments); },
          [&](const ast::Unary& node) {
            return in.list(node.op == ast::UnaryOp::Negate ? "-" : "not", {node.operand});
          },
          [&](const ast::Binary& node) {
            return in.list(sign(node.op), {node.left, node.right});
          },
          [&](const ast::InSet& node) {
            return "(in " + in.of(node.subject) + " " + in.list("list", node.items) + ")";
          },
          [&](const ast::PeriodLiteral& node) {
            return in.list("to", {node.first, node.last});
          },
          [&](const ast::PartOf& node) { return in.list(word(node.part), {node.operand}); },
          [&](const ast::CountedPeriod& node) {
            return in.list(node.ending ? "ending-on" : "starting-on", {node.count, node.date});
          },
          [&](const ast::Elapsed& node) {
            return in.list(std::string(calendar::word(node.measure)) + "s-from", {node.first, node.last});
          },
          [&](const ast::GivenTest& node) {
            return in.list(node.missing ? "is-missing" : node.waived ? "is-waived" : "is-given", {node.subject});
          },
          [&](const ast::IfMissing& node) {
            return in.list(node.waived ? "if-waived" : "if-missing", {node.value, node.fallback});
          },
          [&](const ast::Required& node) { return in.list("required", {node.value}); },
          [&](const ast::OnDate& node) {
            return in.list("on", {node.value, node.date});
          },
          [&](const ast::Rounded& node) { return "(" + print(node.rounding) + " " + in.of(node.value) + ")"; },
          [&](const ast::Aggregate& node) { return in.aggregate(node); },
          [&](const ast::Average& node) { return in.average(node); },
          [&](const ast::Rebound& node) { return in.rebound(node); },
          [&](const ast::Split& node) { return in.split(node); },
          [&](const ast::Cast& node) { return in.cast(node); },
      },
      file[id].node);
}

}  // namespace meruit::syntax
