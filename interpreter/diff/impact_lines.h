// The tables of an impact, made once and written in every form.
#pragma once

#include <string>
#include <vector>

#include "meruit/impact.h"

namespace meruit::diff {

struct ImpactTable {
  std::string title;
  std::vector<std::string> heads;
  std::vector<bool> numbers;  // by column: set to the right
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> notes;
};
[[nodiscard]] std::vector<ImpactTable> impact_tables(const Impact&, std::size_t top);
// Who is affected, in a sentence or two.
[[nodiscard]] std::vector<std::string> impact_sentences(const Impact&);
// Of each change after which every amount is as before, why: "2  parameter `basis`: changed: …".
[[nodiscard]] std::vector<std::string> unaffected_lines(const Impact&);
// Of a comparison that sets rows apart: what became of the rows, and what that means for the amounts.
[[nodiscard]] std::vector<std::string> rows_sentences(const Impact&);
// Each row that was set apart, and why; "old data: " before it where there are two.
[[nodiscard]] std::vector<std::string> rows_set_apart(const Impact&);
// What the two sides were settled with: contract, term, data and settings.
[[nodiscard]] std::vector<std::string> input_lines(const Impact&);
// Why one was, in a line.
[[nodiscard]] std::string why_apart(const SetApart&);

[[nodiscard]] inline bool is_several(const Impact& impact) { return impact.kinds.size() > 1; }
[[nodiscard]] std::string impact_count(std::uint64_t);  // `1,250`

// `1,250.00`; a fraction as n/d; empty stays empty.
[[nodiscard]] std::string readable_amount(const std::string& plain);
// With a sign where it is above zero, too.
[[nodiscard]] std::string readable_change(const std::string& plain);

}  // namespace meruit::diff
