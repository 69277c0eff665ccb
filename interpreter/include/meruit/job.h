// One settlement: a contract, a term, settings and data, to results.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "meruit/arrow_c_data.h"
#include "meruit/contract.h"
#include "meruit/result.h"
#include "meruit/table.h"

namespace meruit {

// A name of the contract (parameter, field or rule) given another value: `--set sequestration=2%`.
struct Setting {
  std::string name, value;  // the value as an expression of the language
};

// What becomes of a run when rows are wrong or cannot be worked out: it stops and gives nothing, or sets them apart and
// settles the others.
enum class BadData : std::uint8_t { Stop, Quarantine };

// What a column of the data must add up to, as the sender says: `12,345.67`, in the numbers that the data have. Where
// the contract has several kinds of records, the column is called with its own: `claim.paid`.
struct ControlTotal {
  std::string column, total;
};
// How many rows of one kind of record there must be.
struct ControlCount {
  std::string relation;
  std::uint64_t rows = 0;
};

// Every member has an initializer, so that `{.term = "2023"}` names only what it sets.
struct RunOptions {
  std::string term{};  // "2023", a label the contract defines, or "2021-04-01/2021-12-31"; empty: the contract's own
  std::vector<Setting> settings{};
  std::vector<std::string> outputs{};  // names of rules; empty: reported rules and payments
  bool all = false;                    // every rule, those of used models too; `outputs` must then be empty
  int threads = 0;                     // 0: all cores. Results never depend on it
  std::size_t batch_rows = 2048;       // rows worked on at a time; results never depend on it
  std::optional<Limits> limits{};      // none: those that the contract was compiled with
  std::stop_token stop{};              // ends whatever the job is doing, with an error of the code "stopped"
  BadData bad_data = BadData::Stop;
  std::size_t max_problems = 20;                 // told in one error; further ones are counted. 0: all
  std::optional<std::uint64_t> expected_rows{};  // control count: rows that the data must have, of a contract's only
  std::vector<ControlTotal> expected_totals{};   // kind of record; of several kinds, as expected_rows_of
  std::vector<ControlCount> expected_rows_of{};
};

// Gives the data from its start; called once a run, and again for each further run.
using OpenStream = std::function<Result<void>(ArrowArrayStream* out)>;

struct Explanation;  // meruit/explanation.h

// What a column of amounts comes to: read = used + set_apart. Plain decimals, as the data write them.
struct ColumnTotal {
  std::string column;
  std::string read, used, set_apart;
  std::uint64_t unreadable = 0;  // cells that hold no number, and rows that could not be cut into cells
  std::string expected;          // of RunOptions::expected_totals; empty: none
  bool at_least_zero = false;    // the contract allows no amount below 0
};

// What became of every row: read = settled + undetermined + excluded + quarantined, whatever became of the run.
struct Accounting {
  std::string relation;
  std::string origin;  // the file's name, if known
  std::uint64_t read = 0;
  std::uint64_t settled = 0;
  std::uint64_t undetermined = 0;         // a row as it should be, from which a result cannot be worked out: a fault
  std::uint64_t excluded = 0;             // sound rows that a run which stopped did not come to, or that go along
  std::uint64_t quarantined = 0;          // the row is not as it should be: its shape, a cell, its key, an expectation
  std::optional<std::uint64_t> expected;  // how many should be read: RunOptions::expected_rows
  std::vector<ColumnTotal> totals;        // of columns of money that the run reads in every row, and those asked for
};

// A row that a quarantining run set apart.
struct Reject {
  std::string relation, file;
  std::uint64_t line = 0;
  std::uint64_t row = 0;              // from 1; 0: it could not be cut into cells and is known by its line
  std::string key;                    // as in Fault::key; empty where it cannot be read
  std::vector<DataProblem> problems;  // what is wrong with it; empty where it is undetermined:
  std::vector<Fault> faults;          // why no result can be worked out from it
  bool goes_along = false;            // nothing is wrong with it, but with one above or below it, as its problem says
};

// Results over all records that leave out what was set apart.
struct Incomplete {
  std::uint64_t records = 0;  // that are left out
  std::vector<std::string> outputs;
};

// What a line of a payment comes to over all records, as a plain decimal.
struct LineTotal {
  std::string name, net;
};
// What a payment comes to over all records; plain decimals.
struct PaymentTotal {
  std::string name;
  std::uint64_t owed_by_payer_count = 0, owed_by_payee_count = 0, nothing_owed_count = 0;
  std::string owed_by_payer;     // sum of the payments above zero
  std::string owed_by_payee;     // sum of those below zero, as a positive amount
  std::string net;               // the first less the second
  std::vector<LineTotal> lines;  // those that are among the results and are not fractions
  std::string relation;          // of each of which it is a payment; empty: `overall`
};

// Limits that are not known and were left out of values, by output.
struct LeftOut {
  std::string output;
  std::uint64_t records = 0;         // whose value rests on one; of an overall output 1
  std::vector<std::string> figures;  // `cost_limit` of `loss_terms`, `revenue_cap`
};

struct Summary {
  std::string contract, title, fingerprint;
  std::string engine;  // the library's version
  std::optional<Term> term;
  std::string as_of;  // the day that says which amendments are in force; empty: all, or the contract has none
  std::vector<AmendmentInfo> amendments;
  std::vector<Setting> settings;
  std::vector<Accounting> accounting;
  std::vector<PaymentTotal> payments;
  std::vector<LeftOut> left_out;    // of a run that succeeded
  Incomplete incomplete;            // of one that set rows apart: outputs that depend on all records
  std::vector<DataProblem> doubts;  // what may be right in the data and should be looked at
  std::vector<Assumption> assumptions;
  std::vector<std::string> open_questions;
};

// Results as text: plain decimals in full, n/d where there is no finite decimal, `yes`, dates, words.
struct ResultColumn {
  std::string name, title, unit;
  ValueKind kind = ValueKind::Text;
  bool key = false;
  bool money = false;
  std::vector<std::optional<std::string>> values;  // none: missing
  std::string total;                               // of money columns: the exact sum; otherwise empty
};
struct ResultTable {
  std::string relation;  // empty: rules `overall`, in one row
  std::size_t rows = 0;
  std::vector<ResultColumn> columns;  // keys first; rows in the order of the keys
};

// One run at a time, used by one thread at a time; the run itself uses RunOptions::threads.
class Job {
 public:
  // Fixes the term and the settings. Fails (Contract) with diagnostics when a figure is required and not given,
  // changes inside the term or covers no date of it, and (Usage) for names and terms that do not exist.
  static Result<Job> create(std::shared_ptr<const Contract>, RunOptions = {});
  ~Job();
  Job(Job&&) noexcept;
  Job& operator=(Job&&) noexcept;

  // The data of one kind of record; a row below another has the other's keys in columns called like these. What no
  // output needs need not be bound. Columns may be utf8, large utf8, dictionaries of these, int8 to int64 and their
  // unsigned forms up to 32 bits, decimal32, decimal64 and decimal128, date32 or bool; int64 and decimal64 columns
  // without nulls that come in one batch are used in place and must stay unchanged until the job is gone.
  Result<void> bind(std::string_view relation, OpenStream);
  Result<void> bind(std::string_view relation, ArrowArrayStream*);  // takes it over; serves one run
  Result<void> bind(std::string_view relation, const Table&);

  // Evaluates. Fails (Data) naming cells, constraints and faults, and (Contract) when a record needs a figure that
  // the contract says is unpublished; no results exist then, but summary() and faults() do. With BadData::Quarantine
  // such rows are set apart, rejects() has them, and the others are settled as if they were all; it still fails where
  // the data as a whole are wrong (a column is not there, a control total does not agree), where a fault is of no one
  // record, and where no row is left.
  Result<Summary> run();
  [[nodiscard]] const Summary& summary() const;

  // What this run gives, in order of declaration.
  [[nodiscard]] std::span<const OutputInfo> outputs() const;

  // After a run that succeeded. Results for one kind of record, `relation` as in the contract, or for the rules
  // `overall` when it is empty.
  Result<ResultTable> results(std::string_view relation) const;
  // What the fields of the records were read as: keys first, then those that one column supplies and this run needs.
  Result<ResultTable> fields(std::string_view relation) const;
  // One value as text; `key` as in Fault::key, empty for rules `overall`. "" when it is missing. An output is called by
  // its name or, where several kinds of records have one of that name, with its own: `claim.paid`; so in read().
  Result<std::string> text(std::string_view output, std::string_view key) const;
  // A stream of one batch: key columns, then the outputs asked for, all of one kind of record or all `overall`.
  // Numbers are decimal128, decimal256 beyond 38 digits, all of a column with one number of decimals that holds every
  // value (never fewer than the rule's own rounding has: cents, two); where a value has no finite decimal they are
  // struct<numerator, denominator> of whole decimals. Missing values are nulls.
  Result<void> read(const std::vector<std::string>& outputs, ArrowArrayStream* out) const;

  // How the outputs of one record came about; `key` as in Fault::key, empty for rules `overall`. Without `outputs` in
  // the options: its payments, of a contract without any its reported rules; those over all records where the contract
  // has no others. Needs no run, works for a record at fault, and holds what it tells against the engine's result.
  // Fails as run() does where a cell cannot be read. With BadData::Quarantine wrong rows are set apart, what comes from
  // all records comes from the others, and it fails (Data) only for a record that is wrong itself; one that cannot be
  // worked out is explained as if it alone were among the others.
  Result<Explanation> explain(std::string_view key);
  // The same of a contract with several kinds of records: `relation` says of which kind the key is.
  Result<Explanation> explain(std::string_view relation, std::string_view key);

  // After a run, or explain(), that set rows apart: in the order of the data.
  [[nodiscard]] std::span<const Reject> rejects() const;

  // After a run that failed on records: by record key, then rule.
  [[nodiscard]] std::span<const Fault> faults() const;

 private:
  struct Inside;
  explicit Job(std::unique_ptr<Inside>);
  std::unique_ptr<Inside> inside_;
};

}  // namespace meruit
