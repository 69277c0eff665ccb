// What is wrong with a contract, a mapping or an example, as data: a registered kind, a sentence in the
// writer's words, the span it hangs on, further labelled spans, and how to mend it. Rendering is apart
// (render.h). Kinds are listed once in diagnostic_kinds.def; a test fails for a kind that no case exercises.
//
// Wording: lower-case start, no full stop, the writer's own words in backticks, the situation seen rather than
// "not allowed"; no names of the parser or of our types. `help` says what to do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "source/source.h"

namespace meruit::source {

enum class Severity : std::uint8_t { Error, Warning, Note };

enum class DiagnosticKind : std::uint16_t {
#define MERUIT_DIAGNOSTIC(name, code, severity, summary) name,
#include "source/diagnostic_kinds.def"
#undef MERUIT_DIAGNOSTIC
};

[[nodiscard]] const char* code(DiagnosticKind kind);  // stable, kebab-case: "unknown-name"
[[nodiscard]] Severity severity(DiagnosticKind kind);
[[nodiscard]] const char* summary(DiagnosticKind kind);  // one line for docs/diagnostics.md

struct Label {
  Span span;
  std::string text;  // may be empty: the span alone
};

struct Diagnostic {
  DiagnosticKind kind{};
  std::string message;
  Label primary;
  std::vector<Label> secondary;
  std::string help;  // may be empty
};

// Collects what every stage reports. Never throws; keeps at most `limit` and counts the rest.
class Diagnostics {
 public:
  explicit Diagnostics(std::size_t limit = 100) : limit_(limit) {}

  Diagnostic& add(DiagnosticKind kind, Span span, std::string message, std::string help = {});
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  [[nodiscard]] std::size_t dropped() const { return dropped_; }
  // In the order of files and places; equal places keep the order of reporting.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }

 private:
  std::size_t limit_;
  std::size_t errors_ = 0;
  std::size_t dropped_ = 0;
  std::vector<Diagnostic> all_;
  Diagnostic spare_;  // what add() hands out past the limit
};

}  // namespace meruit::source
