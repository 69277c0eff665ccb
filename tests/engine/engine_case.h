// A contract's text and the columns of its record, ready for the engine; and what came out, row by row in the order of
// the keys.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "data/relation.h"
#include "exec/part.h"
#include "exec/run.h"
#include "plan/plan.h"

namespace meruit::engine_test {

using check::Absence;
using check::FaultKind;
using check::Outcome;
using check::Value;

using Columns = std::map<std::string, std::vector<Outcome>>;  // by field

struct Case {
  check::Model model;  // specialised
  data::Records records;

  [[nodiscard]] const data::Relation& relation() const { return data::sole_relation(records); }

  // What the engine yields for a rule, by name.
  [[nodiscard]] std::vector<Outcome> run(std::string_view rule, const exec::Settings& = {},
                                         const plan::Options& = {}) const;
  [[nodiscard]] std::size_t output_of(std::string_view rule) const;
};

// A contract's text, checked and specialised; all its rules are asked for. None, with the messages, when it does not
// check.
[[nodiscard]] std::optional<check::Model> model_of(const std::string& text, std::string& messages);

// `body` stands after a header with a term of 2023, dollars and half up, and a record `aco`. Fails the test when it
// does not check.
[[nodiscard]] Case make_case(std::string_view record_fields, std::string_view body, const Columns&);

// Columns by relation, with those of the parents' keys; then arranged.
[[nodiscard]] data::Records records_of(const check::Model&, const std::vector<Columns>& tables);

// Rows of a contract with one kind of record.
[[nodiscard]] exec::Part part_of(const plan::Plan&, const data::Records&, exec::Range);

[[nodiscard]] Outcome num(std::string_view decimal);
[[nodiscard]] std::vector<Outcome> numbers(const std::vector<std::string>& decimals);
[[nodiscard]] std::vector<Outcome> keys(std::size_t rows);  // "k00", "k01" …

}  // namespace meruit::engine_test
