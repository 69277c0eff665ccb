// What a public Contract holds, and how the compiler's own diagnostics, terms and values become public ones.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "meruit/contract.h"
#include "meruit/job.h"
#include "source/diagnostic.h"

namespace meruit {

// The text a diagnostic was found in and the diagnostic itself, for rendering.
struct DiagnosticOrigin {
  std::shared_ptr<const source::Sources> sources;
  source::Diagnostic diagnostic;
};

struct Contract::Inside {
  std::shared_ptr<const source::Sources> sources;
  SourceLoader loader;
  check::Model model;

  std::string fingerprint;
  std::vector<NamedTerm> terms;
  std::vector<Assumption> assumptions;
  std::vector<RelationInfo> relations;
  std::vector<OutputInfo> outputs;  // by RuleId
  std::vector<AmendmentInfo> amendments;
  std::string as_of;
  bool as_of_said = false;  // by whoever compiled, not taken from a term
};

namespace api {

[[nodiscard]] Place place_of(const source::Sources&, source::Span);
[[nodiscard]] std::vector<Diagnostic> to_public(const std::shared_ptr<const source::Sources>&,
                                                const source::Diagnostics&);

// An error whose message is the diagnostics, one line each.
[[nodiscard]] Error diagnosed(ErrorKind, std::string code, std::vector<Diagnostic>);
[[nodiscard]] Error plain_error(ErrorKind, std::string code, std::string message);

// The loader as the checker wants it: a text or nothing.
[[nodiscard]] check::LoadText load_text(const SourceLoader&);

[[nodiscard]] Term to_public(const calendar::Period&);
// "2023", a label of the model, "2021-04-01/2021-12-31" or "2021-04-01 to 2021-12-31".
[[nodiscard]] Result<calendar::Period> read_term(const check::Model&, std::string_view text);

// "money per member per month"; empty for a plain number and for what is no number.
[[nodiscard]] std::string unit_of(const check::Model&, const check::Type&);
[[nodiscard]] std::vector<RelationInfo> relations_of(const check::Model&);
// Asks beside each output for its mark, if it has one; those of rules that are given say no.
void add_marks(const check::Model&, check::Scenario&);
// What amendments did, in public terms.
void add_amendments(const source::Sources&, const amend::Account&, std::vector<AmendmentInfo>&);
// The day that says which amendments of the contract are in force, as far as the options say; nothing: its own term.
[[nodiscard]] std::optional<calendar::Date> as_of_day(const ast::File&, const CompileOptions&);
// Fails where an amendment was signed after the run's term and nobody said that it is to be in force.
[[nodiscard]] Result<void> amendments_fit(const Contract&, const check::Model& specialised);
[[nodiscard]] std::optional<calendar::Period> read_period(std::string_view text);  // "2021-04-01/2021-12-31"
[[nodiscard]] std::vector<OutputInfo> outputs_of(const check::Model&, const source::Sources&);
[[nodiscard]] std::vector<Assumption> assumptions_of(const check::Model&, const source::Sources&);

// The model under a run's term, settings and outputs. `sources` and `model` are the job's own copies: settings are
// parsed into them.
[[nodiscard]] Result<check::Model> specialised(check::Model& model, const std::shared_ptr<source::Sources>& sources,
                                               const SourceLoader&, const RunOptions&);

}  // namespace api
}  // namespace meruit
