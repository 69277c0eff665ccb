// Arguments of the form NAME=VALUE.
#pragma once

#include <optional>
#include <string>

namespace meruit::cli {

struct NamedValue {
  std::string name, value;
};

// Apart at the first `=`; nothing where there is none, or no name before it.
[[nodiscard]] inline std::optional<NamedValue> named_value(const std::string& text) {
  const std::size_t at = text.find('=');
  if (at == std::string::npos || at == 0) return std::nullopt;
  return NamedValue{text.substr(0, at), text.substr(at + 1)};
}

}  // namespace meruit::cli
