// Files that are written whole or not at all: temporary files beside them, on the disk before the first of them is
// renamed. Nothing is ever partial under a final name, however the program ends.
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

// All of them or none: when the last step fails for one, those before it get back what they had. Only an end of the
// program or the machine between two renames can leave the first files new and the others old; so the one that says
// that the others are there comes last. What is no regular file (a pipe, a device) is written directly.
Result<void> write_whole(const std::vector<FileText>&);

// Whether the folder that would hold the file exists, so that a long run does not end in disappointment.
Result<void> can_be_written(const std::string& path);

// Whether results go into a folder: the path ends in a slash, or a folder of that name is there.
[[nodiscard]] bool names_folder(const std::string& path);

// From here on a signal that ends the program (SIGINT, SIGTERM, SIGHUP) and memory that cannot be had leave no
// temporary file behind; for want of memory it ends with a message and exit code 4.
void end_cleanly();

}  // namespace meruit::cli
