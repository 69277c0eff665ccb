// One run of a job: the bound columns, the plan made for them, and what came out. The results view the plan and the
// columns, so all three live and die together.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
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
};

struct RunState {
  std::shared_ptr<const data::ArrowTable> table;
  data::Bound bound;
  plan::Plan plan;
  exec::Results results;

  // The rows by their keys' texts, made when first asked for.
  const std::unordered_map<std::string, std::size_t>& rows_by_key(const check::Model&);
  std::unordered_map<std::string, std::size_t> by_key;
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

  // Within the limits of the run.
  template <class F>
  auto watched(F&& work) -> decltype(work()) {
    return api::guarded(model.limits, &Limits::run_seconds, options.stop, work);
  }
  // Which record and which expression; empty where that is not known.
  [[nodiscard]] std::string where(const budget::Spent&, const data::Relation&) const;

  [[nodiscard]] Result<ResultTable> results_of(std::string_view relation) const;
  Result<void> read_data(RunState&);
  Result<void> evaluate(RunState&);
  Result<void> look_for_faults(const RunState&);
  Result<const RunState*> state_to_explain();
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

// The data's problems as an error.
[[nodiscard]] Error data_error(const check::Model&, const source::Sources&, const data::Relation&,
                               const data::Problems&);
// Where some cells could not be read: what the columns that could be read hold against their limits.
void add_limits(const check::Model&, const data::ArrowTable&, data::Bound&);
// Fields outside their constraints and expectations that do not hold, as problems.
[[nodiscard]] data::Problems problems_of(const check::Model&, const source::Sources&, const data::ArrowTable&,
                                         const std::vector<check::Violation>&);

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
  std::size_t records = 0;  // of the relation
  bool contract = false;    // any that only the contract can mend
};
[[nodiscard]] Faults faults_of(const check::Model&, const source::Sources&, const RunState&, std::size_t limit);
[[nodiscard]] Error fault_error(const Faults&);

// One column a key field, rows in key order.
[[nodiscard]] std::vector<ResultColumn> key_columns(const check::Model&, const RunState&);

// Outputs that rest on limits which are not known. The marks follow the outputs asked for.
[[nodiscard]] std::vector<LeftOut> left_out(const check::Model&, const exec::Results&);

[[nodiscard]] std::vector<PaymentTotal> payment_totals(const check::Model&, const exec::Results&);

}  // namespace api
}  // namespace meruit
