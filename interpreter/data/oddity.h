// What keeps a cell that cannot be read from being what it should be, where that is a matter of form.
#pragma once

#include <string>
#include <string_view>

#include "check/model.h"
#include "data/decimal_cell.h"

namespace meruit::data {

// How the input's cast writes numbers.
[[nodiscard]] DecimalForm decimal_form(const check::Model&, const check::Input&);

// " (a comma stands before three digits, as in `1,250`)"; empty when nothing in particular is odd.
[[nodiscard]] std::string oddity(const check::Model&, const check::Input&, std::string_view cell);

}  // namespace meruit::data
