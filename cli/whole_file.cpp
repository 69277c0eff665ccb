#include "cli/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace meruit::cli {

namespace {

namespace fs = std::filesystem;

Error cannot_write(const std::string& path, int reason) {
  return {ErrorKind::Environment, "write", "cannot write `" + path + "`: " + std::strerror(reason), {}, {}, {}, 0};
}

// 0, or errno.
int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

int write_file(const std::string& path, int flags, std::string_view text) {
  const int file = ::open(path.c_str(), flags | O_WRONLY | O_CLOEXEC, 0666);
  if (file < 0) return errno;
  const int problem = write_all(file, text);
  const int closing = ::close(file) == 0 ? 0 : errno;
  return problem != 0 ? problem : closing;
}

// The file that a rename must replace: where a symbolic link leads.
std::string target_of(const std::string& path) {
  std::error_code problem;
  const fs::path real = fs::canonical(path, problem);
  return problem ? path : real.string();
}

bool is_special(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  return fs::exists(status) && !fs::is_regular_file(status);
}

}  // namespace

Result<void> write_whole(const std::vector<FileText>& files) {
  struct Pending {
    std::string temporary, target;
  };
  std::vector<Pending> pending;
  const auto give_up = [&](const std::string& path, int reason) {
    for (const Pending& each : pending) ::unlink(each.temporary.c_str());
    return cannot_write(path, reason);
  };
  for (const FileText& file : files) {
    if (is_special(file.path)) {
      if (const int problem = write_file(file.path, 0, file.text); problem != 0 && problem != EPIPE)
        return give_up(file.path, problem);
      continue;
    }
    const std::string target = target_of(file.path);
    pending.push_back({target + ".part-" + std::to_string(::getpid()), target});
    const int problem = write_file(pending.back().temporary, O_CREAT | O_TRUNC, file.text);
    if (problem != 0) return give_up(file.path, problem);
  }
  for (const Pending& each : pending)
    if (std::rename(each.temporary.c_str(), each.target.c_str()) != 0) return give_up(each.target, errno);
  return {};
}

Result<void> can_be_written(const std::string& path) {
  std::error_code ignored;
  fs::path folder = fs::path(path).parent_path();
  if (folder.empty()) folder = ".";
  if (!fs::is_directory(folder, ignored)) return cannot_write(path, ENOENT);
  return {};
}

}  // namespace meruit::cli
