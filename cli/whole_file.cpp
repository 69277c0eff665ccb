#include "cli/whole_file.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <new>

#include "cli/commands.h"

namespace meruit::cli {

namespace {

namespace fs = std::filesystem;

// ---- temporary files, known to whoever ends the program ------------------------------------------------------

// Names in memory that is there from the start: a signal may come at any moment, and memory may be what is lacking.
class Temporaries {
 public:
  // False when the name is too long or there are too many.
  bool add(const std::string& path) {
    for (std::size_t i = 0; i < kMost; ++i) {
      if (used_[i].load() || path.size() >= PATH_MAX) continue;
      std::memcpy(names_[i].data(), path.c_str(), path.size() + 1);
      used_[i].store(true);
      return true;
    }
    return false;
  }
  void forget(const std::string& path) {
    for (std::size_t i = 0; i < kMost; ++i)
      if (used_[i].load() && path == names_[i].data()) used_[i].store(false);
  }
  // Safe in a signal handler.
  void remove_all() {
    for (std::size_t i = 0; i < kMost; ++i)
      if (used_[i].load()) ::unlink(names_[i].data());
  }

 private:
  static constexpr std::size_t kMost = 16;
  std::array<std::array<char, PATH_MAX>, kMost> names_{};
  std::array<std::atomic<bool>, kMost> used_{};
};
Temporaries temporaries;  // of this process

extern "C" void on_signal(int signal) {
  temporaries.remove_all();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void out_of_memory() {
  temporaries.remove_all();
  constexpr std::string_view kMessage = "error: out of memory\nno results were written\n";
  if (::write(STDERR_FILENO, kMessage.data(), kMessage.size()) < 0) std::_Exit(WrongEnvironment);
  std::_Exit(WrongEnvironment);
}

// ---- one file --------------------------------------------------------------------------------------------------

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
  int problem = write_all(file, text);
  // A rename may reach the disk before what was written: only what lies there is worth its name.
  const bool to_disk = (flags & O_CREAT) != 0;
  if (problem == 0 && to_disk && ::fsync(file) != 0 && errno != EINVAL) problem = errno;
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

// The names in the folder reach the disk. What the folder cannot promise is no reason to take the files away again.
void settle_folder(const std::string& path) {
  fs::path folder = fs::path(path).parent_path();
  if (folder.empty()) folder = ".";
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  (void)::fsync(file);
  ::close(file);
}

// ---- several ---------------------------------------------------------------------------------------------------

struct Pending {
  std::string temporary, target;
  std::string before;  // what the target was, under another name; empty when there was none
  bool renamed = false;
};

// While it lives, signals wait: they are not to come between two renames.
class SignalsWait {
 public:
  SignalsWait() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~SignalsWait() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;

 private:
  sigset_t before_{};
};

class Writing {
 public:
  Writing() = default;
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;
  ~Writing() {
    for (const Pending& each : pending_) {
      if (!each.renamed) drop(each.temporary);
      if (!each.before.empty()) drop(each.before);
    }
  }

  // 0, or errno.
  int prepare(const FileText& file) {
    Pending& one = pending_.emplace_back();
    one.target = target_of(file.path);
    one.temporary = one.target + ".part-" + std::to_string(::getpid());
    if (!temporaries.add(one.temporary)) return ENAMETOOLONG;
    return write_file(one.temporary, O_CREAT | O_TRUNC, file.text);
  }

  // The failing one's path, or empty; `reason` then says why.
  std::string put_in_place(int& reason) {
    const SignalsWait wait;
    for (Pending& each : pending_) {
      keep_before(each);
      if (std::rename(each.temporary.c_str(), each.target.c_str()) != 0) {
        reason = errno;
        take_back();
        return each.target;
      }
      each.renamed = true;
      temporaries.forget(each.temporary);
    }
    for (const Pending& each : pending_) settle_folder(each.target);
    return {};
  }

 private:
  // Only where something may still have to be undone: behind this one comes another.
  void keep_before(Pending& one) {
    if (&one == &pending_.back()) return;
    const std::string name = one.target + ".before-" + std::to_string(::getpid());
    if (::link(one.target.c_str(), name.c_str()) != 0) return;
    one.before = name;
    temporaries.add(name);
  }

  void take_back() {
    for (Pending& each : pending_) {
      if (!each.renamed) continue;
      if (each.before.empty()) {
        ::unlink(each.target.c_str());
      } else if (std::rename(each.before.c_str(), each.target.c_str()) == 0) {
        temporaries.forget(each.before);
        each.before.clear();
      }
    }
  }

  static void drop(const std::string& path) {
    ::unlink(path.c_str());
    temporaries.forget(path);
  }

  std::vector<Pending> pending_;
};

}  // namespace

Result<void> write_whole(const std::vector<FileText>& files) {
  Writing writing;
  for (const FileText& file : files)
    if (!is_special(file.path))
      if (const int problem = writing.prepare(file); problem != 0) return cannot_write(file.path, problem);
  // What was handed to a pipe or a device cannot be taken back.
  for (const FileText& file : files)
    if (is_special(file.path))
      if (const int problem = write_file(file.path, 0, file.text); problem != 0 && problem != EPIPE)
        return cannot_write(file.path, problem);
  int reason = 0;
  if (const std::string path = writing.put_in_place(reason); !path.empty()) return cannot_write(path, reason);
  return {};
}

bool names_folder(const std::string& path) {
  std::error_code ignored;
  return path.ends_with('/') || fs::is_directory(path, ignored);
}

Result<void> can_be_written(const std::string& path) {
  std::error_code ignored;
  fs::path folder = fs::path(path).parent_path();
  if (folder.empty()) folder = ".";
  if (!fs::is_directory(folder, ignored)) return cannot_write(path, ENOENT);
  return {};
}

void end_cleanly() {
  // Whoever started the program may have said that it shall not hear one of them.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    if (std::signal(signal, on_signal) == SIG_IGN) std::signal(signal, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that grows too large is met where it is written
  std::set_new_handler(out_of_memory);
}

}  // namespace meruit::cli
