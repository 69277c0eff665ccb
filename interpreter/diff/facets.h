// What a statement says, taken apart into the things that can change one by one: a formula, a unit, each figure.
#pragma once

#include <string>
#include <vector>

#include "diff/naming.h"

namespace meruit::diff {

struct Facet {
  std::string what;     // for people: "formula", "from 2024-01-01"
  std::string key;      // pairs it with its like in the other version
  std::string content;  // equal contents mean the same
  std::string text;     // as the contract writes it, on one line
  source::Span span;
  check::ExprId formula;     // of a formula, a limit, a figure that is worked out
  bool calculated = true;    // otherwise titles, citations and reasons, with which nothing is calculated
  std::string group = {};    // facets of a list: those that find no like are paired in order
  std::string block = {};    // of a dated figure: the date from which it holds
  std::string without = {};  // content without the label: equal where only an edge or a date moved
};

[[nodiscard]] std::vector<Facet> facets(const Book&, EntityId, const Naming&);

// All that is calculated with, as one text.
[[nodiscard]] std::string meaning(const Book&, EntityId, const Naming&);
// The same without what supplies a field that the column of its name supplies: the two are renamed together.
[[nodiscard]] std::string meaning_but_column(const Book&, EntityId, const Naming&);

[[nodiscard]] std::string quoted(const std::vector<std::string>& texts);  // "a", "b"; empty for none

// What `is` says of a rule's body, below the limits and roundings of its header.
[[nodiscard]] check::ExprId formula_of(const check::Model&, check::ExprId body);

}  // namespace meruit::diff
