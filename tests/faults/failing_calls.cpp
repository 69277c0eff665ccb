// Loaded before the C library (LD_PRELOAD), it makes one call of the program fail. The environment says which:
//   MERUIT_FAIL=CALL:N:HOW   CALL open, read, write, fsync, close, rename, link or malloc; its Nth call counted from
//   the
//                            opening of the first contract; HOW a number: fails with that errno; `kill`, `term`: the
//                            process gets that signal instead; `short`: half of it is read or written
//   MERUIT_HIT=FILE          is made when that happened
// From the Nth on every malloc fails, as memory that is gone stays gone.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" void* __libc_malloc(std::size_t size);  // NOLINT: glibc's own name

namespace {

enum class How { Errno, Short };

struct Order {
  char call[16] = {};
  long at = 0;
  How how = How::Errno;
  int error = 0, signal = 0;
  const char* hit = nullptr;
};
Order order;
std::atomic<bool> counting{false};
std::atomic<long> calls{0};

__attribute__((constructor)) void read_order() {
  const char* text = std::getenv("MERUIT_FAIL");
  if (text == nullptr) return;
  char how[16] = {};
  if (std::sscanf(text, "%15[a-z]:%ld:%15s", order.call, &order.at, how) != 3) return;
  order.hit = std::getenv("MERUIT_HIT");
  if (std::strcmp(how, "kill") == 0) order.signal = SIGKILL;
  if (std::strcmp(how, "term") == 0) order.signal = SIGTERM;
  if (std::strcmp(how, "short") == 0) order.how = How::Short;
  order.error = std::atoi(how);
}

// Whether this call is the one.
bool meant(const char* call) {
  if (!counting || std::strcmp(call, order.call) != 0) return false;
  const long number = ++calls;
  const bool memory = std::strcmp(call, "malloc") == 0;
  if (memory ? number < order.at : number != order.at) return false;
  if (number == order.at && order.hit != nullptr) {
    const long file = syscall(SYS_open, order.hit, O_CREAT | O_WRONLY, 0666);
    if (file >= 0) syscall(SYS_close, file);
  }
  if (order.signal != 0) raise(order.signal);
  errno = order.error;
  return true;
}

template <class Call>
Call next(const char* name) {
  void* found = dlsym(RTLD_NEXT, name);
  Call call = nullptr;
  std::memcpy(&call, &found, sizeof call);
  return call;
}

int open_file(const char* name, const char* path, int flags, mode_t mode) {
  const std::size_t length = std::strlen(path);
  if (length > 7 && std::strcmp(path + length - 7, ".meruit") == 0) counting = true;
  if (meant("open")) return -1;
  return next<int (*)(const char*, int, ...)>(name)(path, flags, mode);
}

mode_t mode_in(int flags, std::va_list arguments) { return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0; }

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_in(flags, arguments);
  va_end(arguments);
  return open_file("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_in(flags, arguments);
  va_end(arguments);
  return open_file("open64", path, flags, mode);
}

ssize_t read(int file, void* bytes, std::size_t size) {
  const bool here = meant("read");
  if (here && order.how == How::Short) size = (size + 1) / 2;
  if (here && order.how == How::Errno && order.signal == 0) return -1;
  return syscall(SYS_read, file, bytes, size);
}

ssize_t write(int file, const void* bytes, std::size_t size) {
  const bool here = meant("write");
  if (here && order.how == How::Short) size = (size + 1) / 2;
  if (here && order.how == How::Errno && order.signal == 0) return -1;
  return syscall(SYS_write, file, bytes, size);
}

int fsync(int file) { return meant("fsync") ? -1 : static_cast<int>(syscall(SYS_fsync, file)); }

int close(int file) {
  const bool fails = meant("close");
  const int result = static_cast<int>(syscall(SYS_close, file));
  if (fails) errno = order.error;
  return fails ? -1 : result;
}

int rename(const char* from, const char* to) noexcept {
  return meant("rename") ? -1 : static_cast<int>(syscall(SYS_rename, from, to));
}

int link(const char* from, const char* to) noexcept {
  return meant("link") ? -1 : static_cast<int>(syscall(SYS_link, from, to));
}

void* malloc(std::size_t size) {
  if (meant("malloc")) {
    errno = ENOMEM;
    return nullptr;
  }
  return __libc_malloc(size);
}

}  // extern "C"
