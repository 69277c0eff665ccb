// Where texts come from: the file system or memory.
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "api/inside.h"

namespace meruit {

SourceLoader files() {
  return [](std::string_view path) -> Result<std::string> {
    const std::filesystem::path file{path};
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
      return api::plain_error(ErrorKind::Environment, "file", "cannot read `" + file.string() + "`: it is a folder");
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (stream) text << stream.rdbuf();
    if (!stream || stream.bad()) {
      const std::string reason = errno != 0 ? std::strerror(errno) : "it cannot be opened";
      return api::plain_error(ErrorKind::Environment, "file", "cannot read `" + file.string() + "`: " + reason);
    }
    return std::move(text).str();
  };
}

SourceLoader texts(std::map<std::string, std::string> by_path) {
  return [by_path = std::move(by_path)](std::string_view path) -> Result<std::string> {
    const auto found = by_path.find(std::string(path));
    if (found != by_path.end()) return found->second;
    return api::plain_error(ErrorKind::Environment, "file", "there is no text `" + std::string(path) + "`");
  };
}

namespace api {

check::LoadText load_text(const SourceLoader& loader) {
  return [loader](std::string_view path) -> std::optional<std::string> {
    Result<std::string> text = loader(path);
    return text ? std::optional(*std::move(text)) : std::nullopt;
  };
}

}  // namespace api
}  // namespace meruit
