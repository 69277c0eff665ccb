// Where the results of a run go: files that are written together, or standard output.
#pragma once

#include <vector>

#include "cli/commands.h"
#include "cli/results.h"
#include "cli/whole_file.h"

namespace meruit::cli {

// All files of the run at once, `rejects` first and the results last: where they stand, the rows that they leave out
// stand too. Then the report on standard error, or beneath the table.
[[nodiscard]] ExitCode write_results(const RunResults&, std::vector<FileText> rejects, const RunFlags&);

}  // namespace meruit::cli
