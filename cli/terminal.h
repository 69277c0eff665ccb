// What people see: colours where they are wanted, messages on standard error, results on standard output.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"

namespace meruit::cli {

// `auto`, `always` or `never`; auto asks whether the stream is a terminal and NO_COLOR is not set.
void set_color(std::string_view choice);
[[nodiscard]] bool color_on(std::FILE* stream);
[[nodiscard]] std::string bold(std::string_view text, bool color);

// One message with `error: ` before it and a line end after it.
void complain(std::string_view message);
// A remark on standard error.
void remark(std::string_view text);
// What there is to say about contracts. Notes on a place in one (what could not be proved, say) only with `notes`.
[[nodiscard]] bool is_note(const Diagnostic&);
void show(const std::vector<Diagnostic>&, bool notes = false);
// The error's diagnostics framed, or its message; then the exit code for it.
[[nodiscard]] ExitCode fail(const Error&);

// What a long run is doing, on one line of a terminal's standard error that is wiped again; silent anywhere else.
class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress() { wipe(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void say(std::string_view what);
  void wipe();

 private:
  bool shown_;
};

// What became of a text for standard output. ReaderGone: the pipe was closed before all of it was read, as `head` does;
// that is no error. Failed: told already.
enum class Delivery : std::uint8_t { Whole, ReaderGone, Failed };
[[nodiscard]] Delivery deliver(std::string_view text);
[[nodiscard]] ExitCode exit_code(Delivery);
[[nodiscard]] ExitCode print(std::string_view text);  // both in one

// As wide as the terminal, within what can be read; a pipe gets one width, so that a text is the same anywhere.
[[nodiscard]] std::size_t page_width();

// Characters, not bytes.
[[nodiscard]] std::size_t width(std::string_view text);

}  // namespace meruit::cli
