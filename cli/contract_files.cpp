#include "cli/contract_files.h"

#include <algorithm>
#include <filesystem>

#include "cli/named_value.h"

namespace meruit::cli {

namespace {

namespace fs = std::filesystem;

bool has_ending(const fs::path& path, const std::vector<std::string_view>& endings) {
  const std::string extension = path.extension().string();
  return std::find(endings.begin(), endings.end(), extension) != endings.end();
}

void collect(const fs::path& folder, const std::vector<std::string_view>& endings, std::vector<std::string>& files) {
  std::error_code ignored;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, ignored);
  for (const fs::recursive_directory_iterator end; at != end; at.increment(ignored)) {
    const std::string name = at->path().filename().string();
    const bool is_folder = at->is_directory(ignored);
    if (is_folder && name.starts_with('.')) at.disable_recursion_pending();
    if (!is_folder && has_ending(at->path(), endings)) files.push_back(at->path().lexically_normal().string());
  }
}

}  // namespace

Result<std::vector<std::string>> files_below(const std::vector<std::string>& paths,
                                             const std::vector<std::string_view>& endings) {
  std::vector<std::string> result;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (!fs::exists(path, ignored))
      return Error{ErrorKind::Environment, "file", "there is no file or folder `" + path + "`", {}, {}, {}, 0};
    if (!fs::is_directory(path, ignored)) {
      result.push_back(path);
      continue;
    }
    std::vector<std::string> below;
    collect(path, endings, below);
    std::sort(below.begin(), below.end());
    result.insert(result.end(), below.begin(), below.end());
  }
  return result;
}

Result<Setting> read_setting(const std::string& text) {
  const auto named = named_value(text);
  if (named) return Setting{named->name, named->value};
  const std::string message = "`--set " + text + "`: write NAME=VALUE, such as --set sequestration=2%";
  return Error{ErrorKind::Usage, "setting", message, {}, {}, {}, 0};
}

Result<std::vector<Setting>> read_settings(const std::vector<std::string>& texts) {
  std::vector<Setting> settings;
  for (const std::string& text : texts) {
    auto setting = read_setting(text);
    if (!setting) return setting.error();
    settings.push_back(*std::move(setting));
  }
  return settings;
}

}  // namespace meruit::cli
