// What is said of one step, line by line: shared by the text and by Markdown, so that both say the same.
#pragma once

#include <string>
#include <vector>

#include "meruit/explanation.h"

namespace meruit::explain {

// What stands in columns, cell by cell; `heads` names the columns.
struct Rows {
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
  bool product = false;  // the last three columns: a × b = c
};

struct StepLine {
  enum class Weight : std::uint8_t { Plain, Quiet, Alarm } weight = Weight::Plain;
  std::string text;
  Rows rows = {};  // that stand below it
};

// "Shared savings"; of another row than the one that is explained with whose it is: "Born, of member M1".
[[nodiscard]] std::string title_of(const Explanation&, std::size_t step);
// "Shared savings [1]".
[[nodiscard]] std::string numbered(const Explanation&, std::size_t step);
// "= …", cases, other values given, limits, roundings, figures, where it comes from, citations; without what stands in
// rows.
[[nodiscard]] std::vector<StepLine> lines_of(const Explanation&, std::size_t step);
// Those of them that tell of a table, bands or a dated figure.
void add_figure_lines(const ExplainedStep&, std::vector<StepLine>&);
// What is told apart: names that have another value here, and a record's part of a pool.
void add_given_lines(const ExplainedStep&, std::vector<StepLine>&);
void add_split_lines(const ExplainedStep&, std::vector<StepLine>&);
// Whether an aggregate is all there is to the step.
[[nodiscard]] bool is_only_records(const ExplainedStep&);
// What is told of the rows behind aggregates.
void add_populations(const ExplainedStep&, std::vector<StepLine>&);
[[nodiscard]] Rows band_rows(const ExplainedBands&);
// Of a payment that is the sum of its lines: the lines, and what they come to.
[[nodiscard]] Rows line_rows(const ExplainedStep&);

// "Centers for Medicare & Medicaid Services owes aco D0004 $37,040,727.05 (Shared savings, or losses owed)."
[[nodiscard]] std::string answer(const Explanation&, std::size_t root);
// What an exception that applies does: "$17.53 becomes $17.18, lower by $0.35".
[[nodiscard]] std::string effect(const Explanation&, const ExplainedException&);
// How a result came about in a few lines, from the first amount to the last: "Savings [2]: $5.00 × 50% = $2.50, because
// 3% ≥ 2%". Empty where the result is at fault.
[[nodiscard]] std::vector<std::string> course(const Explanation&, std::size_t root);
// "aco D0004, py2023.csv line 2"; "over all 132 records".
[[nodiscard]] std::string subject_line(const Explanation&);
// What holds for the whole: notes, assumptions, open questions, problems, and what it was compared with.
[[nodiscard]] std::vector<std::string> closing(const Explanation&);

}  // namespace meruit::explain
