// Faults as the engine left them, before anything is said of them.
#pragma once

#include <string>
#include <vector>

#include "api/run_state.h"

namespace meruit::api {

struct FoundFault {
  static constexpr std::size_t kOverall = SIZE_MAX;

  check::RelationId relation;  // of an overall rule none, which comes last
  std::size_t rank = 0;        // of the record in key order
  std::size_t row = 0;
  std::size_t output = 0;
  check::Fault fault;
};

// Those of every output; in order of outputs, then rows.
[[nodiscard]] std::vector<FoundFault> found_faults(const check::Model&, const RunState&);

// What is the same whichever record it arose in: code, place, reason.
[[nodiscard]] Fault fault_at(const check::Model&, const source::Sources&, const check::Fault&);
// The record that it is of, and the output that lacks its value.
void add_record(const check::Model&, const data::Relation&, const FoundFault&, Fault&);
// One in words, as if it had arisen in its own record.
[[nodiscard]] Fault public_fault(const check::Model&, const source::Sources&, const RunState&, const FoundFault&);

}  // namespace meruit::api
