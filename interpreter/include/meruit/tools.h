// For people who write contracts, and for those who work on Meruit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meruit/contract.h"
#include "meruit/diagnostic.h"
#include "meruit/job.h"

namespace meruit {

struct Printed {
  std::optional<std::string> text;  // none when something was wrong
  std::vector<Diagnostic> diagnostics;
};

// A contract or a mapping in the standard layout, comments kept.
[[nodiscard]] Printed format(std::string_view path, const SourceLoader& = files());

// What a stage of the compiler made of a contract, as text that may change with any version. The plan is made for
// the term, settings and outputs of `options`; the model is the one before these.
enum class Stage : std::uint8_t { Ast, Model, Plan };
[[nodiscard]] Printed print_stage(Stage, std::string_view contract_path, const SourceLoader& = files(),
                                  std::string_view mapping_path = {}, const RunOptions& options = {});

}  // namespace meruit
