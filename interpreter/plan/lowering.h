// The state while one section is lowered, and the functions that lower expressions into it, by topic. Internal to
// the plan's sources.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "plan/plan.h"

namespace meruit::plan {

// What an expression became: a constant, or a register. A number in a register is n * scale, or n / d * scale.
struct Operand {
  check::Type type;
  std::optional<check::Outcome> constant;
  RegisterId of;
  Rational scale = 1;  // above zero
  bool pair = false;

  [[nodiscard]] bool is_value() const { return constant && std::holds_alternative<check::Value>(*constant); }
  [[nodiscard]] const Rational& number() const { return std::get<Rational>(std::get<check::Value>(*constant)); }
};

// A number that all stages after its own can read.
struct SlotValue {
  SlotId slot;
  Rational scale = 1;
};

// A number that all later passes over the same partition can read.
struct ColumnValue {
  ColumnId column;
  Rational scale = 1;
};

// When a pass over the rows of a relation runs; of one moment there is one pass a relation.
struct Moment {
  std::uint32_t stage = 0, tick = 0;
  friend auto operator<=>(const Moment&, const Moment&) = default;
};

class Lowering;

// A pass that is being written.
struct OpenPass {
  Pass pass;
  std::unique_ptr<Lowering> lowering;
};

// What lowering knows of the whole plan.
struct Context {
  const check::Model& model;
  std::vector<Integer> denominators;  // of the columns, by InputId
  Options options;
  Plan plan;
  std::map<std::pair<check::FaultKind, std::uint32_t>, SiteId> site_ids;
  std::vector<Moment> rule_moments;                       // by RuleId; of rules in model.order
  std::unordered_map<std::uint32_t, Operand> constants;   // by ExprId, of level Constant
  std::unordered_map<std::uint32_t, SlotValue> folds;     // by ExprId of the aggregate
  std::unordered_map<std::uint32_t, ColumnValue> groups;  // by ExprId of the aggregate
  std::unordered_map<std::uint32_t, ColumnValue> keeps;   // by ExprId of what is kept
  std::unordered_map<std::uint32_t, SlotId> splits;       // by ExprId of the split
  std::unordered_map<std::uint32_t, SlotValue> overalls;  // by ExprId of an overall expression
  std::map<std::pair<Moment, check::RelationId>, OpenPass> passes;
  std::vector<std::unique_ptr<Lowering>> overall;  // by stage
  std::uint32_t checks = 0;                        // added so far

  [[nodiscard]] SiteId site(check::FaultKind, check::ExprId);
  [[nodiscard]] OpenPass& pass(const Moment&, check::RelationId);
  // The slot of an overall expression, computed in its stage's overall section.
  [[nodiscard]] SlotValue export_overall(check::ExprId);
  [[nodiscard]] SlotValue export_overall(check::ExprId, std::uint32_t stage);
  // The slot of an aggregate over all records.
  [[nodiscard]] SlotValue fold(check::ExprId);
  // The column of an aggregate over what lies below each row.
  [[nodiscard]] ColumnValue group(check::ExprId);
  // The column in which other rows find an expression: an aggregate's own, or one that a pass keeps. None where they
  // find it without: an input, or what is the same for all rows.
  [[nodiscard]] std::optional<ColumnValue> column_of(check::ExprId);
  [[nodiscard]] ColumnValue keep(check::ExprId);
  // The slot of a split's parts.
  [[nodiscard]] SlotId split(check::ExprId);
  [[nodiscard]] SlotId new_slot(check::TypeKind kind, bool pair);
  [[nodiscard]] ColumnId new_column(check::RelationId, check::TypeKind kind, bool pair);
};

class Lowering {
 public:
  // Overall, the section has one row, and aggregates are slots; of rows, overall expressions are slots.
  Lowering(Context& context, Section& section, check::Level level);

  // The operand of an expression in the section's own block; the rules it needs first, so that nothing here goes
  // deeper than one rule's expression.
  [[nodiscard]] Operand lower_root(check::ExprId);
  // In a register.
  [[nodiscard]] Operand materialise(const Operand&);
  // In a register, numbers at a scale of one over a whole number.
  [[nodiscard]] Operand for_output(const Operand&);

 private:
  // A block being written, within another (or none): what it has already, by what it came from.
  struct Scope {
    BlockId block;
    Scope* around = nullptr;
    std::unordered_map<std::uint32_t, Operand> expressions;  // by ExprId
    std::map<RegisterId, RegisterId> captured;               // outer to inner
  };

  // scopes and registers: lowering.cpp
  [[nodiscard]] Operand lower(check::ExprId);
  [[nodiscard]] Operand lower_at(check::ExprId);
  [[nodiscard]] Operand lower_constant(check::ExprId);
  [[nodiscard]] Operand lower_rule(check::RuleId);
  [[nodiscard]] Operand lower_shared(std::unordered_map<std::uint32_t, Operand>& known, std::uint32_t index,
                                     check::ExprId value);
  [[nodiscard]] Operand lower_new(check::ExprId);
  [[nodiscard]] Operand remember(check::ExprId, Operand);
  [[nodiscard]] Operand bring_in(const Operand&, Scope& from, Scope& into);
  // What `make` yields in the section's own block, as seen from the block being written.
  template <class Make>
  [[nodiscard]] Operand in_root(Make&& make) {
    Scope* inner = scope_;
    scope_ = &root_;
    const Operand made = make();
    scope_ = inner;
    return bring_in(made, root_, *inner);
  }
  [[nodiscard]] RegisterId fresh(check::TypeKind, bool pair = false);
  void emit(Step);
  [[nodiscard]] static Operand constant(const check::Type&, check::Outcome);
  [[nodiscard]] Operand column(const check::Type&, RegisterId) const;
  [[nodiscard]] Operand number_column(const check::Type&, RegisterId, const Rational& scale) const;
  [[nodiscard]] SiteId site(check::FaultKind kind, check::ExprId id) { return context_.site(kind, id); }
  [[nodiscard]] const check::Expr& expr(check::ExprId id) const { return context_.model[id]; }
  [[nodiscard]] Operand input(check::ExprId);
  [[nodiscard]] Operand part(check::ExprId);
  [[nodiscard]] Operand broadcast(const check::Type&, const SlotValue&);

  // lower_rows.cpp
  [[nodiscard]] Operand aggregate(check::ExprId);
  [[nodiscard]] Operand at(check::ExprId);
  [[nodiscard]] Operand gather_input(check::ExprId input, RegisterId row, const check::Type&);
  [[nodiscard]] RegisterId rows_led_to(check::LinkId);

  // lower_arithmetic.cpp
  struct Sum;
  struct Factors;
  [[nodiscard]] Operand linear(check::ExprId);
  void add_to(Sum&, check::ExprId, const Rational& times, bool top);
  [[nodiscard]] Operand finish(const Sum&, const check::Type&);
  [[nodiscard]] Operand product(check::ExprId);
  [[nodiscard]] Operand rounded(check::ExprId);
  void multiply_into(Factors&, check::ExprId, bool top);
  void divide_into(Factors&, check::ExprId, bool top);
  [[nodiscard]] Operand finish(const Factors&, const check::Type&);
  [[nodiscard]] Operand finish_rounded(const Factors&, const check::Expr& rounding);
  [[nodiscard]] Operand absolute(check::ExprId);
  [[nodiscard]] Operand min_max(check::ExprId);
  [[nodiscard]] Operand clamp(check::ExprId);
  // Operands in registers, at the scale they have in common.
  [[nodiscard]] std::vector<Term> at_common_scale(const std::vector<Operand>&, Rational& scale, bool& pair);

  // lower_power.cpp
  [[nodiscard]] Operand power(check::ExprId);
  [[nodiscard]] Operand root(check::ExprId);

  // lower_condition.cpp
  [[nodiscard]] Operand compare(check::ExprId);
  [[nodiscard]] Operand compare_numbers(const check::Expr&, Comparison, const Operand& left, const Operand& right);
  [[nodiscard]] Operand in_set(check::ExprId);
  [[nodiscard]] static Keys keys_of(const std::vector<check::Value>& sorted, const Operand& of);
  [[nodiscard]] Operand two_registers(check::ExprId);
  [[nodiscard]] Operand one_register(check::ExprId);

  // lower_dates.cpp
  [[nodiscard]] static Count count_of(const Operand&);
  [[nodiscard]] Operand counted_from(check::ExprId);
  [[nodiscard]] Operand days_counted(check::ExprId);

  // lower_choice.cpp
  [[nodiscard]] Operand cases(check::ExprId);
  [[nodiscard]] Operand if_missing(check::ExprId);
  [[nodiscard]] Operand required(check::ExprId);
  struct Part {
    BlockId block;
    Operand operand;
  };
  [[nodiscard]] Part branch(check::ExprId);

  // lower_figure.cpp
  [[nodiscard]] Operand parameter(check::ExprId);
  [[nodiscard]] Operand table(check::ExprId);
  // Cells by the positions in a register; marks below zero fault as a look-up at `place` does.
  [[nodiscard]] Operand gather(RegisterId position, const check::Type&, const std::vector<check::Outcome>& cells,
                               check::ExprId place);
  // Positions of the blocks that begin on these dates.
  [[nodiscard]] RegisterId find_block(check::ExprId date, const std::vector<std::optional<calendar::Date>>& starts);

  // lower_band.cpp
  [[nodiscard]] Operand bands(check::ExprId);
  [[nodiscard]] Operand interpolate(check::ExprId, const FindBand&, const std::vector<const check::BandBlock*>&,
                                    const Operand& input);
  [[nodiscard]] Operand graduate(check::ExprId, const FindBand&, const std::vector<const check::BandBlock*>&,
                                 const Operand& input, const Operand* base);

  Context& context_;
  Section& section_;
  check::Level level_;
  Scope root_;
  Scope* scope_;
  check::ExprId place_;  // what is being lowered
  std::unordered_map<std::uint32_t, Operand> rules_, fields_, broadcasts_;
  std::unordered_map<std::uint32_t, RegisterId> links_;                    // by LinkId
  std::map<std::pair<std::uint32_t, std::uint32_t>, Operand> read_there_;  // by LinkId and what is behind the body
};

// The largest scale that both are whole multiples of.
[[nodiscard]] Rational common_scale(const Rational& a, const Rational& b);
// value / scale, which must be whole.
[[nodiscard]] Whole whole_times(const Rational& value, const Rational& scale);

// Values of one kind in order; the position that orders words, dates and yes/no.
[[nodiscard]] bool value_before(const check::Value& a, const check::Value& b);
[[nodiscard]] std::int32_t ordinal_of(const check::Value& value);

// Registers read by a step, with those its blocks capture; the register it writes.
[[nodiscard]] std::vector<RegisterId> reads(const Step&, const Section&);
[[nodiscard]] RegisterId written(const Step&);

// Fills in the `releases` of every block; `kept` are read after the section has run.
void mark_releases(Section&, const std::vector<RegisterId>& kept);

}  // namespace meruit::plan
