// How one result came about: the derivation of a record's payment, from the payment down to the cells of the file, as
// plain data. Each rule, field and figure that was looked at is one step; a step names the steps it needs. Every
// number stands twice: `exact` as results print it, and `shown` for people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "meruit/contract.h"
#include "meruit/job.h"

namespace meruit {

inline constexpr std::size_t kNoStep = SIZE_MAX;

struct ExplainedValue {
  std::string exact;     // `0.75`, `1/3`, `yes`, `2023-01-01`; empty when there is none
  std::string shown;     // `75%`, `≈ 0.333333`, `missing`, `division by zero`
  bool missing = false;  // the contract allows it to be absent, and it is
  std::string fault;     // why it cannot be worked out ("division-by-zero"); otherwise empty
};

// An expression with the value of each of its parts. Leaves are literals, the term, columns of the file, and steps.
struct ExplainedPart {
  enum class Kind : std::uint8_t {
    Literal,
    Term,
    Column,     // of the file, as the mapping reads it
    Step,       // the value of another step
    Records,    // a sum, a count … over rows: ExplainedStep::populations
    Operation,  // of `parts`: `+`, `min`, `rounded` …; of several cases only the one that applied
  } kind = Kind::Literal;
  std::string operation;  // Operation: the language's word for it, `converted` for a change of scale, `case`
  // Column: its name; Step: of the rule, field or figure, of a row above with its record, `member's Born`; Records: the
  // rows, `claims of member M1`, in the title with how many; `rounded`: title says to what; Literal: the calculation
  // that the contract writes there, if it does
  std::string name, title;
  std::size_t step = kNoStep;  // Step: which; none when it was not looked at
  bool looked_at = true;       // false: another part had already decided
  ExplainedValue value;
  std::vector<ExplainedPart> parts;
};

// One case of a list of cases, in the order of the contract.
struct ExplainedCase {
  enum class State : std::uint8_t { Applies, DoesNotApply, NotLookedAt, Faulty } state = State::DoesNotApply;
  std::string condition;  // in the contract's titles; "otherwise"
  std::string reason;     // the same with numbers, cut down to what decided
  std::optional<ExplainedPart> test;
};

// An exception to the step's rule, in order of application.
struct ExplainedException {
  using State = ExplainedCase::State;
  std::string name, title;
  std::vector<std::string> cites;
  Place place;
  State state = State::DoesNotApply;
  ExplainedValue before, after;   // the value so far, and what the exception makes of it where it applies
  ExplainedValue change;          // after - before; of numbers
  std::size_t step = kNoStep;     // where it applies: the step that tells how
  std::string condition, reason;  // where it does not: as of a case
  std::optional<ExplainedPart> test;
};

struct ExplainedRounding {
  std::string to, mode;  // "cents", "half up"
  ExplainedValue before, after;
  ExplainedValue residue;  // before - after
  bool whole = false;      // of the step's value; otherwise of a part of its expression
};

// A smallest, a largest or a clamp: what was held against each other, and which was taken.
struct ExplainedLimit {
  struct Choice {
    std::string words;
    ExplainedValue value;
  };
  std::string operation;  // min, max, clamp
  std::vector<Choice> choices;
  // Position in choices; of a clamp 0: the amount itself, 1: the low end, 2: the high end. Where both ends are alike it
  // is the one that the amount lies beyond.
  std::size_t taken = 0;
};

// Which of the dated figures holds.
struct ExplainedBlock {
  std::string from, until;                 // days, both inside; empty: always, or open
  std::string date;                        // that decided; empty where the figure has no dates
  std::string decided_by;                  // what the date is: "start of the term", or in the contract's titles
  std::optional<ExplainedPart> date_part;  // of `on DATE`
};

// One row of bands or of a curve. Graduated: the stretch of the amount that lies in it, and what it gives.
struct ExplainedStretch {
  std::string range;  // "up to 25%", "from 6 to 8"
  bool reached = false;
  ExplainedValue from, to;  // of the amount without its sign, in its unit; graduated and reached only
  ExplainedValue width, figure, gives;
  ExplainedValue last_figure;  // of a curve that climbs in this row: at its far end, `figure` being at its near one
};

struct ExplainedBands {
  bool graduated = false, curve = false;
  std::string input;                   // in the contract's titles
  ExplainedValue amount, base, share;  // base and share: of bands on shares of a base
  bool mirrored_loss = false;          // a loss that the rows of savings are applied to
  bool loss_yields_nothing = false;
  std::vector<ExplainedStretch> stretches;
};

struct ExplainedRow {  // of a table
  struct Key {
    std::string name, value, label;  // label: the row's own cell, "any", "2021 or 2022"
  };
  std::string column;
  std::vector<Key> keys;
};

// One of the rows that an aggregate goes through.
struct ExplainedRecord {
  std::string key;
  std::uint64_t line = 0;  // of ExplainedPopulation::file; 0: unknown
  ExplainedValue value;    // what it adds, or what of it is compared; empty `shown`: it only counts
};

// The rows behind an aggregate: those below one row, or all of the run.
//
// Which of them are named, `counted` ones in `rows` and others in `left_out`, hangs on the operation: of a sum the
// largest by their size, and what the others come to in `together`, so that all of it adds up; of a smallest and a
// largest those that have its value; of a count those that count; of `any` those for which it holds, of `every` those
// for which it does not; of any other operation the largest by their value. Never more than five of either.
struct ExplainedPopulation {
  std::string words;        // "the sum of Benchmark for the year over all 4 acos"
  std::string operation;    // the language's word for it: sum, count, any …
  std::string relation;     // of which kind the rows are,
  std::string of, of_key;   // and the row that they lie below: "member", "M1"; empty: all
  std::string file;         // of the rows
  std::size_t records = 0;  // that it goes through
  std::size_t counted = 0;  // of these, those for which `where` holds
  bool has_where = false;
  ExplainedValue value;
  // What the record that is explained, or the row above it, contributes, and which it is; empty `shown`: nothing.
  ExplainedValue own;
  std::string own_key;
  // Rows are named where they lie below one row and where a result over all records is explained: the explanation of
  // one record tells nothing of its neighbours. Of a value that cannot be worked out none is, but the one at fault.
  bool named = false;
  std::vector<ExplainedRecord> rows;
  std::size_t further = 0;                // as many more would stand in `rows`
  ExplainedValue together;                // of a sum: what these come to
  std::vector<ExplainedRecord> left_out;  // by `where`, the first by their keys; records - counted in all
};

// A name that has another value where the step is worked out: `given` in a formula.
struct ExplainedGiven {
  std::string name, title;
  ExplainedValue value;
  ExplainedValue instead_of;   // its own value; empty `shown` where it has none
  std::size_t step = kNoStep;  // that tells how the value comes about; none where it is written out
};

struct ExplainedLine {  // of a payment
  std::string name, title;
  ExplainedValue value;
  std::size_t step = kNoStep;
};

// This record's part of a pool that is split among all.
struct ExplainedSplit {
  std::string pool, weight;  // in the contract's titles
  std::string relation, plural;
  ExplainedValue amount;               // of the pool
  ExplainedValue own, total;           // weights
  ExplainedValue exact, rounded_down;  // the part before anything is left over: amount × own ÷ total
  std::string to;                      // "cents"
  ExplainedValue quantum;
  ExplainedValue left_over;   // of the pool, when all parts are rounded down
  std::size_t given_out = 0;  // records that get a quantum of it
  std::string order;          // in which they get it: "the largest remainder first, then the lowest aco_id"
  std::size_t place = 0;      // of this record in that order, counted from 1
  std::size_t records = 0;
};

struct ExplainedStep {
  enum class Kind : std::uint8_t {
    Payment,
    Rule,
    Exception,
    Given,  // the value that a `given` in a formula gives to a name
    Field,
    Parameter,
    Table,
    Bands
  } kind = Kind::Rule;
  std::string name, title;  // title: the name where there is none
  ValueKind type = ValueKind::Number;
  std::string unit;  // as OutputInfo::unit
  std::vector<std::string> cites;
  Place place;
  std::string record, key;     // of which row it is; empty: of none, or the same for all
  bool overall = false;        // one value from all records
  bool percent = false;        // shown as a percentage
  bool set = false;            // given by a setting of the run
  bool unknown_limit = false;  // a limit that the contract calls `unknown` was left out on the way

  ExplainedValue value;
  std::string formula;  // in titles, with [n] for step n (counted from 1): "Savings [2] × (1 − Sequestration [3])"
  std::string numbers;  // the same with numbers filled in; of a condition, why it holds or not
  std::optional<ExplainedPart> expression;
  std::vector<ExplainedCase> cases;
  bool first_case_wins = false;
  std::vector<ExplainedException> exceptions;  // in the order in which they are applied
  std::size_t base = kNoStep;                  // with exceptions: the step of the value before them, if it was needed
  std::vector<ExplainedLimit> limits;          // in the order in which they were applied
  std::vector<ExplainedRounding> roundings;    // likewise
  std::optional<ExplainedBlock> block;
  std::optional<ExplainedBands> bands;
  std::optional<ExplainedRow> row;
  std::vector<ExplainedPopulation> populations;
  std::vector<ExplainedGiven> given;
  std::vector<ExplainedLine> lines;  // of a payment that is the sum of its lines
  std::string line_of;               // of a line: the payment's name
  std::optional<ExplainedSplit> split;
  std::string origin;                // of a field: "column `cost`, py2023.csv line 2"
  std::string assumed;               // of a field: why the mapping assumes it
  std::string fault_here;            // the fault arose in this step: in words
  std::size_t fault_step = kNoStep;  // the step in which the fault arose

  std::string owed_by, owed_to;  // of a payment that is not zero: the party's title, or the record and its key

  std::vector<std::size_t> needs;  // in the order of the formula, each once
  std::size_t parent = kNoStep;    // the step beneath which it is told; other steps refer to it
  std::size_t depth = 0;
};

// How many rows of one kind the data hold, without those set apart.
struct ExplainedKind {
  std::string relation, plural;
  std::size_t records = 0;
};

struct Explanation {
  std::string contract, title, version, fingerprint, engine;
  std::vector<std::string> cites;
  std::optional<Term> term;
  std::string as_of;  // the day that says which amendments are in force; empty: all, or the contract has none
  std::vector<AmendmentInfo> amendments;
  std::vector<Setting> settings;
  std::string relation, relation_title, key;  // empty: rules over all records
  std::string file;
  std::uint64_t line = 0, row = 0;
  std::vector<ExplainedKind> kinds;  // those that are there
  std::size_t records = 0;           // of all kinds
  std::size_t set_apart = 0;         // rows that RunOptions::bad_data set apart, this record's own not counted

  std::vector<ExplainedStep> steps;  // top down: each below the first step that needs it
  std::vector<std::size_t> roots;    // what was asked for; each was compared with the engine's result and is equal

  std::vector<Assumption> assumptions;      // that this result rests on
  std::vector<std::string> open_questions;  // of the contract
  // Cells of this record, and of rows above and below it, that break their declaration: a run would stop.
  std::vector<std::string> problems;
  std::string undetermined;  // why a run that sets rows apart sets this record apart; empty: it does not

  [[nodiscard]] bool faulty() const;  // some root cannot be worked out
};

struct ExplanationStyle {
  std::size_t width = 100;  // columns of text
  bool color = false;
};
[[nodiscard]] std::string to_text(const Explanation&, const ExplanationStyle& = {});
[[nodiscard]] std::string to_markdown(const Explanation&);
[[nodiscard]] std::string to_json(const Explanation&);  // docs/explanation-json.md

}  // namespace meruit
