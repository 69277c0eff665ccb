// A file that is written whole or not at all: a temporary file beside it, then a rename.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "meruit/result.h"

namespace meruit::cli {

struct FileText {
  std::string path;
  std::string text;
};

// All of them or none, as far as a file system can promise: every temporary file is complete before the first
// rename. What is no regular file (a pipe, a device) is written directly.
Result<void> write_whole(const std::vector<FileText>&);

// Whether the folder that would hold the file exists, so that a long run does not end in disappointment.
Result<void> can_be_written(const std::string& path);

}  // namespace meruit::cli
