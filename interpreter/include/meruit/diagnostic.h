// What is wrong with a contract, a mapping or a setting, as plain data with a place in its text.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace meruit {

enum class Severity : std::uint8_t { Error, Warning, Note };
[[nodiscard]] const char* word(Severity severity);  // "error", "warning", "note"

// A stretch of one text. Lines and columns count from 1, columns in characters; the end is one past the last.
struct Place {
  std::string file;  // as the caller named it; empty: no place is known, and the numbers are 0
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;
};

struct PlaceLabel {
  Place place;
  std::string text;  // may be empty
};

struct Diagnostic {
  Severity severity = Severity::Error;
  std::string code;     // stable, kebab-case: "unknown-name"
  std::string message;  // one sentence in the words of the contract
  Place place;
  std::vector<PlaceLabel> labels;  // further places that matter
  std::string help;                // what to do; may be empty

  // The text it was found in, kept for render(); null in a diagnostic made by the caller.
  std::shared_ptr<const struct DiagnosticOrigin> origin;
};

enum class Rendering : std::uint8_t {
  Framed,         // with the lines of the text, for people
  FramedInColor,  // the same with ANSI colours
  OneLine,        // file:line:column: error[code]: message
};

[[nodiscard]] std::string render(const Diagnostic&, Rendering = Rendering::Framed);

// A JSON array of objects with severity, code, message, place, labels and help, for editors.
[[nodiscard]] std::string render_json(const std::vector<Diagnostic>&);

}  // namespace meruit
