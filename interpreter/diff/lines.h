// Sentences that every form of a comparison shares.
#pragma once

#include <string>

#include "meruit/difference.h"

namespace meruit::diff {

[[nodiscard]] const char* word_for(StatementChange::Kind);         // "changed"
[[nodiscard]] std::string place_text(const Place&);                // "old.meruit:12"; empty for none
[[nodiscard]] std::string subject_of(const StatementChange&);      // "parameter `share`"
[[nodiscard]] std::string heading(const StatementChange&);         // "parameter `share` “Share”: changed"
[[nodiscard]] std::string contract_line(const ComparedContract&);  // "Harbor, version 2, old.meruit"
[[nodiscard]] std::string count_line(const Comparison&);           // "3 changes, 1 of them proved to alter no result"
// "depends on it: settlement, savings; on the way: limited", or why no result can be altered.
[[nodiscard]] std::string effect_line(const StatementChange&);
// " (why this part alters no result)", unless that is said of the whole statement.
[[nodiscard]] std::string reason_beside(const StatementChange&, const ChangedPart&);

[[nodiscard]] std::string csv_cell(const std::string&);  // in quotes where it must be

}  // namespace meruit::diff
