// A contract as amended: an early pass from the tree as written to the tree of an ordinary contract. It takes the
// amendments signed by a date, in the order of their signing, and makes their changes; whatever stands behind it
// (checker, evaluators, comparison, explanation) knows no amendments. Each changed statement that can cite names its
// amendment among its citations. What cannot be applied is reported, and nothing is guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "source/diagnostic.h"
#include "syntax/ast.h"

namespace meruit::amend {

enum class Effect : std::uint8_t { Changed, Added, Replaced, Deleted };

struct Change {
  Effect effect{};
  std::string statement;               // "parameter visit_target"
  std::optional<calendar::Date> from;  // none: throughout
  bool after_term = false;             // takes effect when every term of the contract is over
  source::Span span;                   // of the provision
};
struct Amendment {
  std::string title;  // as in citations: "Amendment No. 1"
  calendar::Date signed_on;
  bool in_force = false;  // signed by the day asked for
  std::vector<Change> changes;
  source::Span span;  // of its title
};
struct Account {
  std::string model;                    // whose amendments, where it is a model that the contract uses
  std::optional<calendar::Date> as_of;  // none: all are in force
  std::vector<Amendment> amendments;    // in the order in which they apply
};

// Applies the amendments signed on `as_of` or before. Without a date: those signed by the end of the contract's term,
// as amended; of a contract without one term, all. Where something is reported the tree is of no use.
Account consolidate(ast::File&, std::optional<calendar::Date> as_of, source::Diagnostics&);

// How a consolidated text begins.
inline constexpr const char* kConsolidated = "# Consolidated: ";

// The contract as amended, as text: what is unchanged stands as written, with its comments; what was changed says by
// which amendment, with the amendment's comments; what was added stands behind the last statement of its kind. The top
// tells the amendments and what each of them did. Parsed again it is the amended tree.
[[nodiscard]] std::string consolidated_text(const source::Sources&, const ast::File& written, const ast::File& amended,
                                            const Account&);

}  // namespace meruit::amend
