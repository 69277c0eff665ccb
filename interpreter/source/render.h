// Diagnostics as text: framed with the source lines (for people), one line each (for logs and tests, like
// `file:line:column: error[code]: message`), or JSON (for editors).
#pragma once

#include <string>

#include "source/diagnostic.h"

namespace meruit::source {

struct RenderOptions {
  bool color = false;  // ANSI colours
};

[[nodiscard]] std::string render_framed(const Sources&, const Diagnostic&, RenderOptions = {});
[[nodiscard]] std::string render_line(const Sources&, const Diagnostic&);
[[nodiscard]] std::string render_json(const Sources&, const std::vector<Diagnostic>&);

}  // namespace meruit::source
