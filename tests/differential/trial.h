// One generated contract from its text to outcomes, by the oracle and by the engine in every form.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "check/model.h"
#include "tree.h"

namespace meruit::differential {

// How often each operation stood in what was evaluated, and each kind of outcome came out.
struct Census {
  static constexpr std::size_t kOperations = 0
#define MERUIT_OP(name, words) +1
#include "check/operations.def"
#undef MERUIT_OP
      ;
  static constexpr std::size_t kFaults = 0
#define MERUIT_FAULT(name, code, text) +1
#include "check/faults.def"
#undef MERUIT_FAULT
      ;
  std::array<std::size_t, kOperations> operations{};
  std::array<std::size_t, kFaults> faults{};
  // Aggregates over the rows below a row, by their kind; and those over rows two levels below.
  static constexpr std::size_t kKinds = static_cast<std::size_t>(ast::AggregateKind::Every) + 1;
  std::array<std::size_t, kKinds> below{};
  std::size_t far_below = 0;
  std::size_t values = 0, absences = 0, violations = 0;

  void add(const Census& other);
};

enum class Verdict { Agree, Refused, Differ };

struct Trial {
  Verdict verdict = Verdict::Agree;
  std::string detail;  // Refused: the messages; Differ: the form, the place and both outcomes
  Census census;
};

[[nodiscard]] Trial try_out(const Contract&);

}  // namespace meruit::differential
