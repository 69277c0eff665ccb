// Rows that a run set apart, as files: the rows themselves in the input's own form, so that they can be mended and run
// again, and beside them why each was set apart.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/data_files.h"
#include "cli/whole_file.h"
#include "meruit/meruit.h"

namespace meruit::cli {

// "results.rejects.csv" for "results.csv", "out/aco.rejects.csv" for the folder "out"; of several kinds of records
// "results.claim.rejects.csv".
[[nodiscard]] std::string rejects_beside(const std::string& out, const std::string& relation, bool several);
// "rejected.claim.csv" for "rejected.csv", where several kinds of records have such a file.
[[nodiscard]] std::string rejects_of(const std::string& path, const std::string& relation);
// "results.rejects.reasons.csv" for "results.rejects.csv".
[[nodiscard]] std::string reasons_beside(const std::string& rejects);

// "results.rejects.csv" where an earlier run left one beside these results; empty otherwise.
[[nodiscard]] std::string rejects_left_beside(const std::string& out, const std::string& relation, bool several);

// The two files of one kind of record. The first has the input's own header and the rows' own text, byte for byte; the
// second a row for each thing that is wrong. Reads the rows once more where they were not kept.
[[nodiscard]] Result<std::vector<FileText>> reject_files(std::span<const Reject>, const InputFile&,
                                                         const std::string& path);

}  // namespace meruit::cli
