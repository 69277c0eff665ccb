// What a run gave, ready to be shown in one of the formats.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/data_files.h"
#include "meruit/meruit.h"

namespace meruit::cli {

// Of one kind of record.
struct RecordResults {
  ResultTable table;                  // rules of each record
  std::optional<ResultTable> fields;  // with --of: what these records' fields were read as
};

struct RunResults {
  Summary summary;
  std::vector<OutputInfo> outputs;
  std::vector<InputFile> files;
  std::vector<RecordResults> records;  // one for each kind of record that has results, in the contract's order
  std::optional<ResultTable> overall;  // one row
  bool picked = false;                 // `records` are cut to those asked for by --of
  bool several = false;                // the contract has several kinds of records
};

// The information of the output that a column of the table holds; null for keys.
[[nodiscard]] const OutputInfo* output_of(const RunResults&, const ResultTable&, const ResultColumn&);

// A number of this column, as people read it.
[[nodiscard]] std::string readable_in(const ResultColumn&, const std::string& number);

[[nodiscard]] std::string csv(const ResultTable&);
void add_csv_cell(std::string& text, std::string_view cell);
[[nodiscard]] std::string json(const RunResults&);
// Aligned columns, or with --of one record below the other; then the report.
[[nodiscard]] std::string table(const RunResults&, bool color);

// The parts of table().
[[nodiscard]] std::string aligned(const RunResults&, const ResultTable&, bool color);
// Records one below the other; `fields` has the same rows, or is null.
[[nodiscard]] std::string listing(const RunResults&, const ResultTable* fields, const ResultTable&, bool color);
// What the payments come to, what became of the records, assumptions, open questions, term and settings.
[[nodiscard]] std::string report(const Summary&, const std::vector<OutputInfo>& outputs);
[[nodiscard]] std::string accounting(const Summary&);
// What nobody may overlook: records that were set apart, results over all records that leave them out, doubts.
[[nodiscard]] std::string cautions(const Summary&);

// "cms", "aco" or "": who owes a payment of this amount.
[[nodiscard]] std::string owed_by(const OutputInfo&, const std::string& amount);
[[nodiscard]] std::string owed_to(const OutputInfo&, const std::string& amount);

}  // namespace meruit::cli
