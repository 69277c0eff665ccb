#include "plan/print_step.h"

#include "number/rounding.h"

namespace meruit::plan {

namespace {

std::string text(const Whole& whole) { return whole.exact.str(); }

std::string join(const std::vector<std::string>& parts, const char* by) {
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : by) + part;
  return joined;
}

std::string text(const Term& term) {
  if (!term.of.given()) return text(term.times);
  return term.times.is_one() ? register_name(term.of) : text(term.times) + " " + register_name(term.of);
}

std::string text(const std::vector<Term>& terms, const char* by) {
  std::vector<std::string> parts;
  for (const Term& term : terms) parts.push_back(text(term));
  return join(parts, by);
}

std::string text(const std::vector<RegisterId>& ids, const char* by) {
  std::vector<std::string> parts;
  for (const RegisterId id : ids) parts.push_back(register_name(id));
  return join(parts, by);
}

std::string text(const Count& count, calendar::Measure measure) {
  return register_name(count.of) + (count.times.is_one() ? "" : " * " + text(count.times)) +
         (count.divisor.is_one() ? "" : " / " + text(count.divisor)) + " " + calendar::word(measure);
}

const char* text(Comparison is) {
  switch (is) {
    case Comparison::Equal:
      return " = ";
    case Comparison::NotEqual:
      return " <> ";
    case Comparison::Less:
      return " < ";
    case Comparison::LessEqual:
      return " <= ";
    case Comparison::Greater:
      return " > ";
    case Comparison::GreaterEqual:
      return " >= ";
  }
  return " ? ";
}

const char* text(BelowZero below) {
  switch (below) {
    case BelowZero::Asis:
      return "";
    case BelowZero::Mirrored:
      return ", mirrored";
    case BelowZero::None:
      return ", none below zero";
    case BelowZero::Refused:
      return ", refused below zero";
  }
  return "";
}

// Shown by its size; the values stand in the model.
std::string count_of(const Keys& keys) {
  const std::size_t count = keys.numbers.size() + keys.ordinals.size() + keys.texts.size() + keys.periods.size();
  const std::string times =
      keys.times.is_one() || keys.kind != check::TypeKind::Number ? "" : " times " + text(keys.times);
  return times + " among " + std::to_string(count);
}

struct Line {
  const Plan& plan;
  const check::Model& model;

  std::string operator()(const Load& s) const {
    const check::Input& input = model.inputs[s.input];
    return "input " + input.column + (input.type.kind == check::TypeKind::Number ? " / " + text(s.denominator) : "");
  }
  std::string operator()(const Fill& s) const {
    if (s.site != 0) return std::string("fault ") + check::code(plan.sites[s.site - 1].kind);
    if (std::holds_alternative<check::Absence>(s.value)) return "missing";
    const auto& value = std::get<check::Value>(s.value);
    if (std::holds_alternative<Rational>(value)) return "constant " + text(s.number);
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "constant yes" : "constant no";
    if (const auto* string = std::get_if<std::string>(&value)) return "constant \"" + *string + "\"";
    if (const auto* date = std::get_if<calendar::Date>(&value)) return "constant " + calendar::to_text(*date);
    if (const auto* period = std::get_if<calendar::Period>(&value)) return "constant " + calendar::to_text(*period);
    return "constant word " + std::to_string(std::get<check::Word>(value).ordinal);
  }
  std::string operator()(const Broadcast& s) const { return "broadcast s" + std::to_string(s.slot.index); }
  std::string operator()(const TakePart& s) const { return "part of s" + std::to_string(s.slot.index); }
  std::string operator()(const LoadColumn& s) const { return "column k" + std::to_string(s.column.index); }
  std::string operator()(const LoadLink& s) const { return "link " + std::to_string(s.link); }
  std::string operator()(const GatherColumn& s) const {
    return "column k" + std::to_string(s.column.index) + " at " + register_name(s.row);
  }
  std::string operator()(const GatherInput& s) const {
    const check::Input& input = model.inputs[s.input];
    return "input " + input.column + (input.type.kind == check::TypeKind::Number ? " / " + text(s.denominator) : "") +
           " at " + register_name(s.row);
  }
  std::string operator()(const Affine& s) const {
    const std::string start =
        s.constant.is_zero() && !s.terms.empty() ? "" : text(s.constant) + (s.terms.empty() ? "" : " + ");
    return "affine " + start + text(s.terms, " + ");
  }
  std::string operator()(const Product& s) const {
    std::string line =
        "product " + (s.times.is_one() && !s.factors.empty() ? "" : text(s.times) + (s.factors.empty() ? "" : " * "));
    line += text(s.factors, " * ");
    if (s.by.given()) line += " / " + register_name(s.by);
    if (s.rounding) line += ", rounded by " + text(s.rounding->divisor) + " " + number::words(s.rounding->mode);
    return line;
  }
  std::string operator()(const Root& s) const {
    return "root " + std::to_string(s.degree) + " of " + register_name(s.of) + " * " + text(s.times) + " / " +
           text(s.divisor) + ", rounded " + number::words(s.mode);
  }
  std::string operator()(const Absolute& s) const { return "absolute " + register_name(s.of); }
  std::string operator()(const MinMax& s) const { return (s.largest ? "max " : "min ") + text(s.operands, ", "); }
  std::string operator()(const Clamp& s) const { return "clamp " + text({s.of, s.low, s.high}, ", "); }
  std::string operator()(const CompareNumbers& s) const { return text(s.left) + text(s.is) + text(s.right); }
  std::string operator()(const CompareOthers& s) const {
    return register_name(s.left) + text(s.is) + register_name(s.right);
  }
  std::string operator()(const InSet& s) const { return "in " + register_name(s.of) + count_of(s.keys); }
  std::string operator()(const InPeriod& s) const { return register_name(s.date) + " in " + register_name(s.period); }
  std::string operator()(const Overlaps& s) const {
    return register_name(s.left) + " overlaps " + register_name(s.right);
  }
  std::string operator()(const Not& s) const { return "not " + register_name(s.of); }
  std::string operator()(const AndOr& s) const {
    return register_name(s.left) + (s.is_or ? " or " : " and ") + register_name(s.right);
  }
  std::string operator()(const IsGiven& s) const {
    return register_name(s.of) + (s.negated ? " is missing" : " is given");
  }
  std::string operator()(const IfMissing& s) const { return text(s.of) + " if missing " + text(s.fallback); }
  std::string operator()(const Required& s) const { return "required " + register_name(s.of); }
  std::string operator()(const MakePeriod& s) const { return register_name(s.first) + " to " + register_name(s.last); }
  std::string operator()(const EndOfPeriod& s) const {
    return (s.last ? "end of " : "start of ") + register_name(s.of);
  }
  std::string operator()(const YearOf& s) const { return "year of " + register_name(s.of); }
  std::string operator()(const MoveDate& s) const {
    return register_name(s.date) + (s.earlier ? " - " : " + ") + text(s.by, s.measure);
  }
  std::string operator()(const CountPeriod& s) const {
    return text(s.count, s.measure) + (s.ending ? " ending on " : " starting on ") + register_name(s.date);
  }
  std::string operator()(const CalendarPart& s) const {
    return std::string("calendar ") + calendar::word(s.measure) + " of " + register_name(s.of);
  }
  std::string operator()(const DaysOf& s) const { return "days of " + register_name(s.of); }
  std::string operator()(const Elapsed& s) const {
    return std::string(calendar::word(s.measure)) + "s from " + register_name(s.first) + " to " + register_name(s.last);
  }
  std::string operator()(const SharedDays& s) const {
    return "overlap " + register_name(s.left) + ", " + register_name(s.right);
  }
  std::string operator()(const FindKey& s) const { return "find " + register_name(s.of) + count_of(s.keys); }
  std::string operator()(const FindBlock& s) const {
    return "block on " + register_name(s.date) + " among " + std::to_string(s.from.size());
  }
  std::string operator()(const FindRow& s) const {
    std::string line = "row by " + text(s.keys, ", ");
    if (s.block.given()) line += " in block " + register_name(s.block);
    return line + (s.finder.dense.empty() ? ", scanned" : "");
  }
  std::string operator()(const Gather& s) const {
    return "cell " + register_name(s.position) + " of " + std::to_string(s.cells.sites.size());
  }
  std::string operator()(const FindBand& s) const {
    std::string line = "band of " + text(s.input);
    if (s.base.of.given()) line += " against " + text(s.base);
    if (s.block.given()) line += " in block " + register_name(s.block);
    for (const EdgeBlock& block : s.blocks) {
      std::vector<std::string> edges;
      for (const Edge& edge : block.edges) edges.push_back((edge.inside_below ? "<=" : "<") + text(edge.at));
      line += " [" + join(edges, " ") + "]";
    }
    return line + text(s.below_zero) + (s.whole ? ", whole" : "");
  }
  std::string operator()(const Graduate& s) const {
    std::string line = "slope * " + register_name(s.input) + " + offset";
    if (s.base.given()) line += " * " + register_name(s.base);
    return line + " of band " + register_name(s.position);
  }
  std::string operator()(const Cases& s) const {
    const auto branch = [](const Branch& b) {
      return (b.block.given() ? block_name(b.block) + ":" : std::string()) + text(b.of);
    };
    std::string line = s.first ? "first case" : "case";
    for (std::size_t c = 0; c < s.conditions.size(); ++c)
      line += " when " + branch(s.conditions[c]) + ": " + branch(s.values[c]);
    if (s.otherwise.of.of.given()) line += " otherwise: " + branch(s.otherwise);
    return line;
  }
};

}  // namespace

std::string register_name(RegisterId id) { return id.given() ? "r" + std::to_string(id.index) : "-"; }
std::string block_name(BlockId id) { return "b" + std::to_string(id.index); }

std::string print_step(const Step& step, const Plan& plan, const check::Model& model) {
  return std::visit(Line{plan, model}, step);
}

}  // namespace meruit::plan
