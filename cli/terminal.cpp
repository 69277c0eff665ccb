#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace meruit::cli {

namespace {

enum class Color { Auto, Always, Never };
Color chosen = Color::Auto;  // set once, before any command runs

void write(std::FILE* stream, std::string_view text) { std::fwrite(text.data(), 1, text.size(), stream); }

}  // namespace

void set_color(std::string_view choice) {
  chosen = choice == "always" ? Color::Always : choice == "never" ? Color::Never : Color::Auto;
}

std::size_t page_width() {
  constexpr std::size_t kNarrowest = 60, kWidest = 120, kElsewhere = 100;
  if (isatty(STDOUT_FILENO) == 0) return kElsewhere;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kElsewhere;
  return std::clamp<std::size_t>(size.ws_col, kNarrowest, kWidest);
}

bool color_on(std::FILE* stream) {
  if (chosen != Color::Auto) return chosen == Color::Always;
  const char* refused = std::getenv("NO_COLOR");
  return (refused == nullptr || *refused == '\0') && isatty(fileno(stream)) != 0;
}

std::string bold(std::string_view text, bool color) {
  return color ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

void complain(std::string_view message) {
  write(stderr, color_on(stderr) ? "\x1b[1;31merror\x1b[0m: " : "error: ");
  write(stderr, message);
  write(stderr, "\n");
}

void remark(std::string_view text) { write(stderr, text); }

bool is_note(const Diagnostic& diagnostic) {
  return diagnostic.severity == Severity::Note && !diagnostic.place.file.empty();
}

void show(const std::vector<Diagnostic>& diagnostics, bool notes) {
  const Rendering form = color_on(stderr) ? Rendering::FramedInColor : Rendering::Framed;
  for (const Diagnostic& diagnostic : diagnostics)
    if (notes || !is_note(diagnostic)) write(stderr, render(diagnostic, form));
}

ExitCode fail(const Error& error) {
  if (error.diagnostics.empty()) {
    complain(error.message);
  } else {
    show(error.diagnostics);
  }
  return exit_code(error.kind);
}

Progress::Progress(bool wanted) : shown_(wanted && isatty(fileno(stderr)) != 0) {}

void Progress::say(std::string_view what) {
  wipe();
  if (shown_) write(stderr, what);
}

void Progress::wipe() {
  if (shown_) write(stderr, "\r\x1b[K");
}

Delivery deliver(std::string_view text) {
  errno = 0;
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written) return Delivery::Whole;
  if (errno == EPIPE) return Delivery::ReaderGone;
  complain(std::string("cannot write the results: ") + std::strerror(errno));
  return Delivery::Failed;
}

ExitCode exit_code(Delivery delivery) { return delivery == Delivery::Failed ? WrongEnvironment : Done; }

ExitCode print(std::string_view text) { return exit_code(deliver(text)); }

std::size_t width(std::string_view text) {
  const auto starts =
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; });
  return static_cast<std::size_t>(starts);
}

Error misuse(std::string message) { return {ErrorKind::Usage, "usage", std::move(message), {}, {}, {}, 0}; }

ExitCode exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Contract:
      return WrongContract;
    case ErrorKind::Data:
      return WrongData;
    case ErrorKind::Usage:
      return WrongUsage;
    case ErrorKind::Environment:
    case ErrorKind::Internal:
      return WrongEnvironment;
  }
  return WrongEnvironment;
}

ExitCode exit_code(const std::vector<Diagnostic>& diagnostics) {
  const auto is = [](const char* code) { return [code](const Diagnostic& each) { return each.code == code; }; };
  const bool environment = std::any_of(diagnostics.begin(), diagnostics.end(), is("file")) ||
                           std::any_of(diagnostics.begin(), diagnostics.end(), is("internal"));
  if (std::any_of(diagnostics.begin(), diagnostics.end(), is("as-of"))) return WrongUsage;
  return environment ? WrongEnvironment : WrongContract;
}

}  // namespace meruit::cli
