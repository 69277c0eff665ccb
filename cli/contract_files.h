// The contracts in folders, and compiling with what went wrong shown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "meruit/meruit.h"

namespace meruit::cli {

// Files as they are; of folders, the files below them with one of the endings, by name, hidden folders left out.
// Fails for a path that does not exist.
Result<std::vector<std::string>> files_below(const std::vector<std::string>& paths,
                                             const std::vector<std::string_view>& endings);

// NAME=VALUE apart; fails (Usage) without a name.
Result<Setting> read_setting(const std::string& text);
Result<std::vector<Setting>> read_settings(const std::vector<std::string>& texts);

}  // namespace meruit::cli
