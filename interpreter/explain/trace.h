// A walk over one record's derivation. The oracle says what each expression is worth; the walk asks it from the
// result downwards and writes down what it hears. It evaluates nothing of its own.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "explain/amounts.h"
#include "meruit/explanation.h"
#include "oracle/scene.h"
#include "source/source.h"

namespace meruit::explain {

struct Question {
  const check::Model& model;  // specialised
  const source::Sources& sources;
  const data::Records& records;  // all that the rules need
  // Of the record; none where only overall rules are asked for.
  check::RelationId relation;
  std::size_t row = 0;
  std::vector<std::string> set;  // names that the run's settings give
  std::function<Place(source::Span)> place;
  // Of any of the records.
  std::function<std::string(check::RelationId, std::size_t row)> key_of;
  std::function<std::uint64_t(check::RelationId, std::size_t row)> line_of;

  [[nodiscard]] bool has_record() const { return relation.given(); }
};

// What a step is about. A table or bands with the same arguments are one step, however often they are called.
struct Subject {
  ExplainedStep::Kind kind{};
  std::uint32_t index = 0;
  check::ExprId call;              // Parameter, Table, Bands: one of the expressions that ask for it
  std::vector<std::string> asked;  // Parameter: the date; Table, Bands: the arguments
  std::size_t row = 0;             // of which it is; of a Parameter, Table or Bands the first that asks for it
};

class Trace {
 public:
  explicit Trace(const Question&);

  // Adds the step of this rule and all that it needs, unless they are there. The position of the step.
  std::size_t add(check::RuleId);

  // The steps, with formulas written. Ends the walk.
  [[nodiscard]] std::vector<ExplainedStep> finish();

 private:
  using Key = std::tuple<ExplainedStep::Kind, std::uint32_t, std::uint32_t, std::vector<std::string>, std::size_t>;

  // ---- trace.cpp: steps ----
  // Of the row at which the walk is.
  [[nodiscard]] std::size_t subject(Subject, std::uint32_t column = 0);
  [[nodiscard]] check::Level level_of(const Subject&) const;
  std::size_t add(std::size_t subject);
  void build(std::size_t subject, ExplainedStep&);
  void body(check::ExprId, ExplainedStep&);
  void build_rule(check::RuleId, ExplainedStep&);
  void build_field(check::FieldId, ExplainedStep&);
  void build_parameter(const Subject&, ExplainedStep&);
  [[nodiscard]] bool is_unknown(const Subject& parameter);
  void build_lookup(const Subject&, ExplainedStep&);
  void build_bands(const Subject&, ExplainedStep&);
  void describe(ExplainedStep&, const std::string& name, const std::string& title, source::Span,
                const check::Type&) const;
  [[nodiscard]] std::string party(const std::string& name, const check::Rule& payment) const;
  [[nodiscard]] bool is_set(const std::string& name) const;
  void say_source(ExplainedStep&, const std::vector<std::string>& cites, source::Span statement,
                  const std::vector<source::Span>& used) const;

  // ---- finish.cpp ----
  [[nodiscard]] std::size_t origin_of_fault(std::size_t step) const;

  // ---- given.cpp: what is worked out with other values; lines of a payment ----
  void add_given(const std::vector<check::Rebinding>&);
  [[nodiscard]] bool is_worked_out(check::ExprId) const;
  [[nodiscard]] ExplainedValue own_value(const check::Rebinding&);
  void add_lines(check::RuleId payment);

  // ---- parts.cpp: expressions ----
  [[nodiscard]] check::Outcome outcome(check::ExprId);
  // The value of the step that is being built; `call`: the very expression that it is about, if it is about one.
  void have_value(ExplainedStep&, const check::Type&, const check::Outcome&, check::ExprId call = {});
  [[nodiscard]] ExplainedValue value(check::ExprId);
  ExplainedPart part(check::ExprId);
  [[nodiscard]] ExplainedPart unseen(check::ExprId) const;
  [[nodiscard]] ExplainedPart shape(check::ExprId) const;
  void add_operands(check::ExprId, ExplainedPart&);
  ExplainedPart chosen(check::ExprId);
  ExplainedPart where_given(check::ExprId);
  ExplainedPart of_row_above(check::ExprId);
  ExplainedPart value_so_far(check::RuleId before);
  ExplainedPart with_exceptions(check::ExprId);
  void add_exception(const check::Exception&);
  [[nodiscard]] check::ExprId last_applying(check::ExprId cases);
  std::size_t add_case(check::ExprId condition);
  void add_rounding(check::ExprId, const ExplainedPart&);
  void add_constants(check::ExprId, ExplainedPart&) const;

  // ---- populations.cpp: aggregates ----
  void add_population(check::ExprId, ExplainedPart&);
  void note_own(const check::Expr& gathering, ExplainedPopulation&);
  void note_rows(check::ExprId gathering, const std::vector<std::size_t>& rows, ExplainedPopulation&);
  [[nodiscard]] bool is_left_out(const check::Expr& gathering, std::size_t row);
  [[nodiscard]] ExplainedRecord record_of(const check::Expr& gathering, std::size_t row) const;
  [[nodiscard]] ExplainedValue body_value(const check::Expr& gathering, const check::Outcome&) const;
  [[nodiscard]] std::string row_called(check::RelationId, std::size_t row) const;  // "member M1"
  void find_faulty_record(check::ExprId gathering);

  // ---- splits.cpp ----
  void add_split(check::ExprId, const ExplainedPart&);
  void find_faulty_weight(check::ExprId split);

  void need(ExplainedPart&, std::size_t subject);
  [[nodiscard]] std::size_t subject_of(check::ExprId);

  // ---- figures.cpp: dated figures, tables, bands ----
  [[nodiscard]] std::optional<calendar::Date> date_of(check::ExprId);
  template <class Block>
  void note_block(check::ExprId, const std::vector<Block>&, ExplainedStep&);

  const check::Model& model_;
  const source::Sources& sources_;
  const Question& question_;
  oracle::Scene scene_;
  Percentages percentages_;

  std::vector<Subject> subjects_;
  std::map<Key, std::size_t> known_;                // position in subjects_
  std::vector<std::optional<std::size_t>> placed_;  // by subject: position in steps_
  std::vector<ExplainedStep> steps_;
  std::vector<std::optional<check::Fault>> faults_;  // by step: why it has no value

  // Of the step that is being built.
  ExplainedStep* step_ = nullptr;
  std::set<check::ExprId> spine_;  // operations on the whole value: its roundings and changes of scale
  check::RuleId rule_;             // of a rule
  std::size_t row_ = 0;
  std::vector<std::size_t> needs_;  // subjects
  std::optional<check::Fault> fault_;
};

}  // namespace meruit::explain
