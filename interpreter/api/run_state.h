// One run of a job: the bound columns, the plan made for them, and what came out. The results view the plan and the
// columns, so all three live and die together.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "api/guarded.h"
#include "api/inside.h"
#include "check/model.h"
#include "data/bind.h"
#include "exec/run.h"
#include "meruit/job.h"
#include "plan/plan.h"

namespace meruit {

struct Binding {
  std::string relation;
  OpenStream open;
  std::string origin;
  std::vector<std::uint64_t> lines;
  std::uint64_t bytes = 0;               // of a table that the job holds
  std::vector<DataProblem> broken = {};  // rows that could not be cut into the columns
  std::uint64_t further_broken = 0;
  std::vector<DataProblem> doubts = {};  // of the file as a whole
};

namespace api {

class Apart;

// Problems beside those of the bound relation: of rows that could not be cut, of the data as a whole.
struct BrokenRows {
  const std::vector<DataProblem>* told = nullptr;
  std::uint64_t further = 0;
  std::size_t limit = 20;  // told in one error
};

}  // namespace api

// One kind of record, as it was read.
struct ReadRows {
  std::shared_ptr<const data::ArrowTable> table;  // null: nothing needs it and nobody bound it
  data::Bound bound;                              // what was found in reading; its relation is RunState's
  data::Relation all;                             // every row, where some have been set apart
  // By row, the one above it among those that were read; kNoRow where that is not known. Empty: nothing is above it.
  std::vector<std::uint32_t> above = {};
  std::size_t account = 0;  // position in Summary::accounting
};

struct RunState {
  std::vector<ReadRows> read;  // by RelationId
  data::Records records;       // what is evaluated
  plan::Plan plan;
  exec::Results results;

  // Those of a contract with one kind of record.
  [[nodiscard]] const data::Relation& relation() const { return data::sole_relation(records); }
  [[nodiscard]] data::Relation& relation() { return data::sole_relation(records); }
  [[nodiscard]] const ReadRows& sole() const { return read.front(); }
  [[nodiscard]] ReadRows& sole() { return read.front(); }

  // The rows of a relation by their keys' texts, made when first asked for.
  const std::unordered_map<std::string, std::size_t>& rows_by_key(const check::Model&, check::RelationId);
  std::map<check::RelationId, std::unordered_map<std::string, std::size_t>> by_key;
};

struct Job::Inside {
  std::shared_ptr<const Contract> contract;
  RunOptions options;
  std::shared_ptr<source::Sources> sources;  // the contract's and the settings' texts
  check::Model model;                        // specialised
  std::vector<OutputInfo> outputs;           // by position in model.outputs
  std::vector<Binding> bindings;

  std::unique_ptr<RunState> run;        // null before a run that succeeded
  std::unique_ptr<RunState> explained;  // of data that explain() read because no run had succeeded
  Summary summary;
  std::vector<Fault> faults;
  std::vector<Reject> rejects;

  // Within the limits of the run, the tables that it holds counted in.
  template <class F>
  auto watched(F&& work) -> decltype(work()) {
    return api::guarded(model.limits, &Limits::run_seconds, options.stop, [&] {
      const budget::Held tables(held_in_tables());
      return work();
    });
  }
  [[nodiscard]] std::size_t held_in_tables() const;
  // Which record and which expression; empty where that is not known.
  [[nodiscard]] std::string where(const budget::Spent&, const data::Records&) const;

  [[nodiscard]] Result<ResultTable> results_of(std::string_view relation) const;
  [[nodiscard]] Result<std::size_t> output_called(std::string_view name) const;  // its position
  // Columns in, cast and looked at, rows led to those above them. With Quarantine, problems of rows are left to
  // set_apart().
  Result<void> read_data(RunState&, BadData);
  Result<void> read_relation(RunState&, check::RelationId, BadData);
  // Fails for data that are wrong as a whole: a column is not there, no row is.
  Result<void> look_at_tables(const RunState&);
  Result<void> held_to_controls(const RunState&, BadData);
  void note_wrong_rows(const RunState&);  // in the accounting
  [[nodiscard]] api::BrokenRows broken_rows(check::RelationId) const;
  Result<void> evaluate(RunState&);  // the results, with whatever violations and faults they have
  Result<void> look_for_violations(const RunState&);
  Result<void> look_for_faults(const RunState&);
  // Evaluates, sets apart the rows at fault and evaluates the others, until none is.
  Result<void> set_apart(RunState&);
  Result<void> account_for(RunState&, std::vector<api::Apart>&);
  [[nodiscard]] std::size_t most_problems() const;
  [[nodiscard]] const Binding* binding_of(check::RelationId) const;  // null where it is not bound
  // The relations that were read, in order.
  [[nodiscard]] static std::vector<check::RelationId> relations_of(const RunState&);
  [[nodiscard]] Accounting& account_of(const RunState&, check::RelationId);
  Result<const RunState*> state_to_explain();
  Result<std::unique_ptr<RunState>> with_record(const RunState& others, check::RelationId, std::size_t source_row);
};

namespace api {

// "py2023.csv:17", "row 17" when lines are unknown.
struct RowPlace {
  std::string file;
  std::uint64_t line = 0;
  std::uint64_t row = 0;
};
[[nodiscard]] RowPlace row_place(const data::Relation&, std::size_t row);
[[nodiscard]] std::string to_text(const RowPlace&);

// The key's parts at a row, as text.
[[nodiscard]] std::vector<std::string> key_parts(const check::Model&, const data::Relation&, std::size_t row);
[[nodiscard]] std::string key_text(const check::Model&, const data::Relation&, std::size_t row);

// "aco A1 (py2023.csv:17)".
[[nodiscard]] std::string who_is(const check::Model&, const data::Relation&, std::size_t row);

// Which kinds of records the outputs, and what these are made of, are about, with those above them and above the ones
// that are there; a contract's only one always.
[[nodiscard]] std::vector<bool> needed_relations(const check::Model&, const std::vector<bool>& there);
// By kind: whether the outputs rest on what its rows come to for the row above them.
[[nodiscard]] std::vector<bool> added_up(const check::Model&);
// Each after the one above it.
[[nodiscard]] std::vector<check::RelationId> parents_first(const check::Model&);
// Of several kinds that were read: leads each row to the one above it (ReadRows::above); those that lead nowhere, and
// keys that occur twice, are problems of what was bound.
void lead_up(const check::Model&, RunState&, const data::BindOptions&);
// A kind of record that nothing needs and nobody gave.
[[nodiscard]] data::Relation no_rows_of(const check::Model&, check::RelationId);
// Violations of one relation's rows.
[[nodiscard]] std::vector<check::Violation> violations_of(const check::Model&, const std::vector<check::Violation>&,
                                                          check::RelationId);
// Errors of the data of several relations as one, which tells `limit` problems at most.
[[nodiscard]] Error joined(std::vector<Error>, std::size_t limit);

// The data's problems as an error, those of `broken` rows among them, by line.
[[nodiscard]] Error data_error(const check::Model&, const source::Sources&, const data::Relation&,
                               const data::Problems&, const BrokenRows& = {});
[[nodiscard]] DataProblem public_problem(const check::Model&, const source::Sources&, const data::Relation&,
                                         const data::Problem&);
// Where some cells could not be read: what the columns that could be read hold against their limits.
void add_limits(const check::Model&, const data::ArrowTable&, data::Bound&);
// Fields outside their constraints and expectations that do not hold, as problems.
[[nodiscard]] data::Problems problems_of(const check::Model&, const source::Sources&, const data::Relation&,
                                         const data::ArrowTable&, const std::vector<check::Violation>&,
                                         const data::BindOptions& = {});

// What the sender says of one kind of record. Of several kinds, a control total names its own: `claim.paid`.
struct Controls {
  std::optional<std::uint64_t> rows;
  std::vector<ControlTotal> totals;
};
// Fails (Usage) where it is not said of which kind a control is.
[[nodiscard]] Result<void> controls_fit(const check::Model&, const RunOptions&);
[[nodiscard]] Controls controls_of(const check::Model&, const RunOptions&, check::RelationId);
// Columns of amounts and those that control totals are given for, over all rows that were read; `apart` says, by row,
// which are not used (may be shorter or empty).
[[nodiscard]] Result<std::vector<ColumnTotal>> column_totals(const check::Model&, const data::Relation& all,
                                                             const ReadRows&, const Binding&,
                                                             const std::vector<ControlTotal>&,
                                                             const std::vector<bool>& apart);
// Control counts and totals that do not agree and that no unreadable cell can explain; the others become doubts.
[[nodiscard]] std::vector<DataProblem> control_problems(const Accounting&, std::vector<DataProblem>& doubts);
// The last row of the file as it was read, where it holds what all others add up to in a column of amounts: a line of
// totals, or so it seems.
[[nodiscard]] std::optional<DataProblem> line_of_totals(const check::Model&, const source::Sources&,
                                                        const data::Relation& all, const ReadRows&,
                                                        const std::vector<ColumnTotal>&);
// Outputs whose value depends on all records, by name.
[[nodiscard]] std::vector<std::string> over_all_records(const check::Model&);
// Those that depend on rows which were set apart. `astray`: by RelationId, whether some of these led to no row above.
[[nodiscard]] std::vector<std::string> incomplete_outputs(const check::Model&, const std::vector<Accounting>&,
                                                          const std::vector<bool>& astray);

// The faults of all outputs, by record key, then output. Keeps at most `limit`, counts records in error.
struct FaultGroup {         // faults of one kind at one place of the contract
  std::size_t head = 0;     // position in Faults::first
  std::size_t records = 0;  // that lack a value for it
  std::size_t last = 0;     // position of the last one
  std::string others;       // "; so 2 further records"
};
struct Faults {
  std::vector<Fault> first;
  std::vector<FaultGroup> groups;
  std::size_t count = 0;
  std::vector<std::size_t> records;  // that lack a value, by RelationId
  bool contract = false;             // any that only the contract can mend
};
[[nodiscard]] Faults faults_of(const check::Model&, const source::Sources&, const RunState&, std::size_t limit);
[[nodiscard]] Error fault_error(const Faults&, std::size_t limit = 20);

// Faults by the row that they arose in, those of one place once a row. Empty where all that is left is of no one row.
using FaultyRows = std::map<std::size_t, std::vector<Fault>>;
// By RelationId.
[[nodiscard]] std::vector<FaultyRows> faulty_rows(const check::Model&, const source::Sources&, const RunState&);

// One column a key field, rows in key order.
[[nodiscard]] std::vector<ResultColumn> key_columns(const check::Model&, const RunState&, check::RelationId);

// The kind of record that is called so.
[[nodiscard]] std::optional<check::RelationId> relation_called(const check::Model&, std::string_view name);

// Outputs that rest on limits which are not known. The marks follow the outputs asked for.
[[nodiscard]] std::vector<LeftOut> left_out(const check::Model&, const exec::Results&);

[[nodiscard]] std::vector<PaymentTotal> payment_totals(const check::Model&, const exec::Results&);

}  // namespace api
}  // namespace meruit
