// `--data RECORD=FILE`: files read and bound, with what the results say of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/csv_file.h"
#include "meruit/meruit.h"

namespace meruit::cli {

struct InputFile {
  std::string role;  // a record's name, `contract` or `mapping`
  std::string path, sha256;
  std::uint64_t rows = 0;  // of data
  CsvText text = {};       // of data: its header, and its rows where they were kept
};

struct DataArgument {
  std::string relation, path;
};

// RECORD=FILE, or FILE alone when the contract has one kind of record. Fails (Usage) for records that the contract
// does not have, have two files or, where it has only one kind, have none; and (Environment) for a file that is larger
// than the limit on memory.
Result<std::vector<DataArgument>> read_data_arguments(const std::vector<std::string>&, const Contract&);

Result<std::vector<InputFile>> bind_files(Job&, const std::vector<DataArgument>&, const CsvOptions& = {});

}  // namespace meruit::cli
