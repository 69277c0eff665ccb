// In which order amendments apply, and which of them are in force.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "source/diagnostic.h"
#include "syntax/ast.h"

namespace meruit::amend {

struct Order {
  std::vector<const ast::Amendment*> amendments;  // by the day of signing; on one day by `after`, then as written
  std::size_t in_force = 0;                       // the first so many
  std::optional<calendar::Date> as_of;            // the day that says so
  std::vector<calendar::Period> terms;            // of the contract as amended: its own or those it names
};

// A period written out in dates, the first not after the last; nothing for any other expression, and for none.
[[nodiscard]] std::optional<calendar::Period> period_of(const ast::File&, ast::ExprId);

[[nodiscard]] Order in_order(const ast::File&, std::optional<calendar::Date> as_of, source::Diagnostics&);

[[nodiscard]] std::string title_of(const ast::Amendment&);  // "Amendment No. 1"
[[nodiscard]] std::string cite_of(const ast::Amendment&);   // "Amendment No. 1, signed 2025-06-15"

// The name of what a provision changes; of the term, "term".
[[nodiscard]] ast::Name subject_of(const ast::Provision&);

}  // namespace meruit::amend
