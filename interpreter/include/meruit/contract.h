// A contract file, checked, and what can be asked of it before any data is there.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "meruit/diagnostic.h"
#include "meruit/limits.h"
#include "meruit/result.h"

namespace meruit {

// The version of this library, such as "0.1.0".
[[nodiscard]] const char* version();

// Gives the text of a contract, a mapping or a model that a contract uses. The path is the one given to compile(),
// or what `use … from "path"` says, joined to the folder of the file that uses it.
using SourceLoader = std::function<Result<std::string>(std::string_view path)>;

[[nodiscard]] SourceLoader files();                                            // from the file system
[[nodiscard]] SourceLoader texts(std::map<std::string, std::string> by_path);  // from memory

// A period of days, both ends inside, as ISO dates.
struct Term {
  std::string first, last;
};
struct NamedTerm {
  std::string label;
  Term term;
};

enum class ValueKind : std::uint8_t { Number, YesNo, Text, Date, Period, OneOf };

// A column that the data of a relation must have.
struct ColumnInfo {
  std::string name;
  ValueKind kind = ValueKind::Text;
  bool may_be_missing = false;
};

// A kind of record, to which data is bound.
struct RelationInfo {
  std::string name, plural, title;
  std::vector<std::string> keys;     // fields that identify a record: its parent's, then its own
  std::vector<ColumnInfo> columns;   // of the file: with a mapping, the columns that it reads
  std::vector<std::string> parents;  // kinds of records that it lies below
};

// A rule or a payment.
struct OutputInfo {
  std::string name, title;  // the name with its use's alias: `reach_benchmark.discount`
  ValueKind kind = ValueKind::Number;
  std::string unit;       // "money per member per month"; empty for a plain number and for what is no number
  bool money = false;     // an amount of the contract's currency, not per anything
  bool overall = false;   // one value from all records; otherwise one a record
  std::string relation;   // of which kind of record; empty: `overall`
  bool reported = false;  // comes out unless other outputs are asked for; true for payments
  bool payment = false;
  std::string line_of;       // the payment whose line this is; otherwise empty
  std::string payer, payee;  // of a payment: who pays when it is above zero, and to whom
  std::string payer_title, payee_title;
  std::vector<std::string> cites;
  Place place;
};

struct Assumption {  // a mapping's `assumed … because …` or `missing because …`
  std::string field, value, because;
};

// What an amendment changes in a contract.
struct AmendedStatement {
  std::string statement;    // "parameter visit_target"
  std::string effect;       // "changed", "added", "replaced", "deleted"
  std::string from;         // an ISO date; empty: throughout
  bool after_term = false;  // takes effect when the term is over
  Place place;
};
struct AmendmentInfo {
  std::string title, signed_on;           // "Amendment No. 1", an ISO date
  std::string model;                      // the used model that it amends; empty: the contract itself
  bool in_force = false;                  // signed by the day asked for
  std::vector<AmendedStatement> changes;  // of one in force
  Place place;
};

// One expectation of an example that came out differently.
struct ExampleFailure {
  std::string name;  // of the rule
  std::string expected, found;
  Place place;
};
struct ExampleReport {
  std::string title;
  std::string evidence;  // "published", "derived", "constructed" or empty, and the source after a colon
  Place place;
  bool passed = false;
  std::vector<ExampleFailure> failures;
  std::vector<Diagnostic> diagnostics;  // why it could not be run, when it could not
};

// Immutable; any number of threads may share it.
class Contract {
 public:
  struct Inside;  // of the library
  explicit Contract(std::unique_ptr<const Inside>);
  ~Contract();
  Contract(const Contract&) = delete;
  Contract& operator=(const Contract&) = delete;

  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] const std::string& title() const;
  [[nodiscard]] const std::string& contract_version() const;  // its `version:` row; may be empty
  [[nodiscard]] const std::string& currency() const;          // "USD"; may be empty
  [[nodiscard]] bool is_model() const;                        // settled for any term, not only for its own
  [[nodiscard]] std::optional<Term> term() const;             // its own
  [[nodiscard]] const std::vector<NamedTerm>& terms() const;
  [[nodiscard]] const std::vector<std::string>& cites() const;
  [[nodiscard]] const std::vector<std::string>& open_questions() const;
  [[nodiscard]] const std::vector<Assumption>& assumptions() const;
  // Its own amendments and those of used models, each in the order in which they apply. What the contract is (its
  // outputs, its meaning, its fingerprint) is the contract as amended by those in force.
  [[nodiscard]] const std::vector<AmendmentInfo>& amendments() const;
  [[nodiscard]] const std::string& as_of() const;  // the day that says which are in force; empty: all are

  [[nodiscard]] std::span<const RelationInfo> relations() const;
  [[nodiscard]] std::span<const OutputInfo> outputs() const;  // every rule and payment, in order of declaration

  // SHA-256 (hex) of the meaning: two texts that mean the same have the same one.
  [[nodiscard]] const std::string& fingerprint() const;

  // Runs every `example` of the contract itself. When the time is over the rest fail, with a diagnostic that says so.
  [[nodiscard]] std::vector<ExampleReport> run_examples(const std::stop_token& = {}) const;

  [[nodiscard]] const Limits& limits() const;  // those it was compiled with; also of what is done with it

  [[nodiscard]] const Inside& inside() const { return *inside_; }

 private:
  std::unique_ptr<const Inside> inside_;
};

struct Compiled {
  std::shared_ptr<const Contract> contract;  // null when something was wrong
  std::vector<Diagnostic> diagnostics;       // errors, warnings and notes, in order of place
};

// Which amendments are in force: those signed by a day, that day included.
struct CompileOptions {
  std::string as_of{};  // an ISO date; empty: the end of the contract's own term, else of `term`, else all are in force
  std::string term{};   // that a run will ask for, as in RunOptions
  // Also check as of each day on which a later amendment is signed: there is no Contract where one of them finds an
  // error. What these days find stands behind the rest.
  bool later_days = false;
};

// Reads, parses and checks a contract, and with `mapping_path` how a file layout supplies its records. A file that
// cannot be read is a diagnostic too (code "file"), and so is a limit that is met ("limit"), a stop that the caller
// asked for ("stopped") and an as-of day that is no date ("as-of").
[[nodiscard]] Compiled compile(std::string_view contract_path, const SourceLoader& = files(),
                               std::string_view mapping_path = {}, const Limits& = {}, const std::stop_token& = {},
                               const CompileOptions& = {});

}  // namespace meruit
