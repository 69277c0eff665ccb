// Where texts come from: the file system or memory.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "api/inside.h"

namespace meruit {

namespace {

// 0, or errno. Half a contract would be another contract: what cannot be read to its end is not read.
int read_whole(const std::string& path, std::string& text) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno;
  char block[1 << 16];
  int problem = 0;
  for (;;) {
    const ssize_t length = ::read(file, block, sizeof block);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) problem = errno;
    if (length <= 0) break;
    text.append(block, static_cast<std::size_t>(length));
  }
  ::close(file);
  return problem;
}

}  // namespace

SourceLoader files() {
  return [](std::string_view path) -> Result<std::string> {
    const std::string file(path);
    std::string text;
    const int problem = read_whole(file, text);
    if (problem == EISDIR)
      return api::plain_error(ErrorKind::Environment, "file", "cannot read `" + file + "`: it is a folder");
    if (problem != 0)
      return api::plain_error(ErrorKind::Environment, "file", "cannot read `" + file + "`: " + std::strerror(problem));
    return text;
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
