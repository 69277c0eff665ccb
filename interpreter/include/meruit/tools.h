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

// Sets one by its name, as `--limit` does; thousands commas are allowed. Fails (Usage) for a name that there is not,
// and for what is no whole number from 1 to a thousand million million.
Result<void> set_limit(Limits&, std::string_view name, std::string_view value);

struct Printed {
  std::optional<std::string> text;  // none when something was wrong
  std::vector<Diagnostic> diagnostics;
};

// A contract or a mapping in the standard layout, comments kept.
[[nodiscard]] Printed format(std::string_view path, const SourceLoader& = files(), const Limits& = {});

// A contract as its amendments in force make it, in the standard layout: an ordinary contract without amendments, in
// which each changed statement says by which amendment. It is checked; where it has errors there is no text.
[[nodiscard]] Printed consolidate(std::string_view contract_path, const SourceLoader& = files(),
                                  const CompileOptions& = {}, const Limits& = {});

// What the first line of a consolidated text says: whose, as amended by what, as of which day. Empty for other texts.
[[nodiscard]] std::string consolidated_title(std::string_view text);

// What a stage of the compiler made of a contract, as text that may change with any version. The plan is made for
// the term, settings and outputs of `options`; the model is the one before these. The limits are those of `options`.
enum class Stage : std::uint8_t { Ast, Model, Plan };
[[nodiscard]] Printed print_stage(Stage, std::string_view contract_path, const SourceLoader& = files(),
                                  std::string_view mapping_path = {}, const RunOptions& options = {});

}  // namespace meruit
