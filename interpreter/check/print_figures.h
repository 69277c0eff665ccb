// Figures of a model as text: cells, keys, edges, and whole parameters, tables and bands.
#pragma once

#include <string>
#include <vector>

#include "check/print_expr.h"

namespace meruit::check {

[[nodiscard]] std::string figures_text(const Model&);  // every parameter, table and bands, a line a figure or row

[[nodiscard]] std::string cell_text(const Model&, const Cell&, const Type&);  // also "unpublished", "waived", "unknown"
[[nodiscard]] std::string key_text(const Model&, const KeyCell&, const Type&);  // "any", "a or b"

// "linear", "graduated on a share, losses mirrored", "stepped, whole".
[[nodiscard]] std::string kind_text(const Bands&);
// "[0, 1/10]", "(1/10, …)", and of that the last end alone, which is where the next begins.
[[nodiscard]] std::string stretch_text(const Band&);
[[nodiscard]] std::string last_end_text(const Band&);
[[nodiscard]] std::string figure_text(const Model&, const Bands&, const Band&);  // "50%"; of a curve "50% to 60%"

// ---- also of other statements ----

[[nodiscard]] std::string titled(const std::string& name, const std::string& title);
[[nodiscard]] std::string cited(const std::vector<std::string>& cites);  // a line each

}  // namespace meruit::check
