// Payments of a model on data, record by record, at one step between two versions.
#pragma once

#include <string>
#include <vector>

#include "api/compared.h"
#include "api/run_state.h"
#include "data/bind.h"

namespace meruit::api {

struct Amount {
  enum class State : std::uint8_t { None, AtFault, Known } state = State::None;  // None: no such payment, or no record
  Rational value = 0;
};

inline constexpr std::size_t kMostProblemsTold = 20;  // in one error

// One kind of record's data, as far as it is given.
struct AskedRows {
  const Table* table = nullptr;
  // Rows that are left out, by position; null: wrong rows stop it.
  const std::vector<bool>* apart = nullptr;
};

// What a model is asked on data. Outputs are rules of the model; what is no number is told as text.
struct Asked {
  const check::Model& model;  // whole
  std::optional<calendar::Period> term;
  std::vector<check::RuleId> outputs;
  std::vector<AskedRows> data;  // by RelationId
  const source::Sources* sources = nullptr;
  bool holds = false;    // constraints of fields are held against the data
  bool expects = false;  // and a mapping's expectations
  int threads = 0;
};
struct Told {
  std::vector<std::vector<std::string>> keys;        // by RelationId, by row, in key order
  std::vector<std::vector<std::uint32_t>> above;     // likewise: the row above each; empty where none is
  std::vector<std::vector<check::Outcome>> outputs;  // by output; a value a row, or one where it is overall
  std::vector<check::FieldId> fields;                // that the outputs need
  bool expectations_hold = true;
};
[[nodiscard]] Result<Told> tell(const Asked&);

// The parts of it. The model settled as asked;
[[nodiscard]] Result<check::Model> settled(const Asked&);
// its data bound, with whatever is wrong in them;
[[nodiscard]] Result<void> bind_rows(const Asked&, const check::Model& settled, const data::BindOptions&, RunState&);
// and what comes of them.
void evaluate(const Asked&, const check::Model& settled, RunState&);

// A rule that is the value of a field, at the end of the model.
[[nodiscard]] check::RuleId add_field_rule(check::Model&, std::uint32_t field);

}  // namespace meruit::api
