// Syntax tree to Model: names, types, units, absences, coverage, order; then the Model to one scenario.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "amend/amend.h"
#include "check/model.h"
#include "source/diagnostic.h"
#include "syntax/ast.h"
#include "syntax/parse.h"

namespace meruit::check {

// The text of the file that `use … from "path"` names, path already joined to the user's folder; nullopt: absent.
using LoadText = std::function<std::optional<std::string>(std::string_view path)>;

struct Files {
  source::Sources& sources;
  LoadText load;
  Limits limits;
  // Of used models, too, the amendments signed by this day are in force (none: all); what they say is added here.
  std::optional<calendar::Date> as_of{};
  std::vector<amend::Account>* amended = nullptr;
};

// A Model only when nothing was wrong (warnings and notes may be present). With a mapping (the tree of a *.map
// file) the fields are supplied by its expressions; without one, each field by the column of its name. A limit that is
// met on the way is a diagnostic; budget::Spent comes out only when the caller stops the work.
[[nodiscard]] std::optional<Model> check(const ast::File& contract, const ast::File* mapping, Files,
                                         source::Diagnostics&);

// NAME=VALUE of `--set`, checked against the model; the value's expressions are added to the model.
[[nodiscard]] std::optional<Rebinding> check_setting(Model&, Files, std::string_view name, std::string_view value,
                                                     source::Diagnostics&);

// A term as a run or an example may name it: one that the model names, or a calendar year.
[[nodiscard]] std::optional<calendar::Period> term_called(const Model&, std::string_view text);
[[nodiscard]] std::string names_of_terms(const Model&);  // "2021, 2022"

// What one run or one example fixes.
struct Scenario {
  std::optional<calendar::Period> term;  // none: the contract's own
  std::vector<Rebinding> rebindings;
  std::vector<RuleId> outputs;  // none: the model's own
};

// The model under a scenario: term set, names rebound, `outputs` and `order` cut to what is asked for, relations'
// `fields` and `inputs` to what those and `expectations` need (key fields always; the constraints of the fields
// left are checked on the data). Ids stay valid: the vectors of expressions, fields and rules are not cut. Reports what
// only a term can show: a figure that changes inside the term without `on`, a date no figure covers, a parameter that
// is required and not given, a term that is needed and not known.
[[nodiscard]] std::optional<Model> specialise(const Model&, const Scenario&, source::Diagnostics&);

// Examples are scenarios: the term and the rebindings of one, the rules it expects as outputs.
[[nodiscard]] Scenario scenario_of(const Model&, const Example&);

// The block in force on a date, for parameters, tables and bands: the last whose `from` is on or before it.
// nullptr when none is.
template <class Block>
[[nodiscard]] const Block* in_force(const std::vector<Block>& blocks, calendar::Date date) {
  const Block* found = nullptr;
  for (const Block& block : blocks)
    if (!block.from || *block.from <= date) found = &block;
  return found;
}

// The model as text, for `meruit debug model` and golden tests.
[[nodiscard]] std::string print(const Model&);

// Stable digest (SHA-256, hex) of the meaning: what print() shows, without spans.
[[nodiscard]] std::string fingerprint(const Model&);

}  // namespace meruit::check
