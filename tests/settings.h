// What whoever runs the tests may set.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>

namespace meruit::tests {

// A number that an environment variable gives: a first seed, how many to try.
[[nodiscard]] inline std::uint64_t number_from_user(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// The folder that holds data/reach and data/mssp, which are not in the repository: MERUIT_SHARED, or beside it.
[[nodiscard]] inline std::filesystem::path shared_folder() {
  const char* named = std::getenv("MERUIT_SHARED");
  return named != nullptr ? std::filesystem::path(named) : std::filesystem::path(MERUIT_SOURCE_DIR) / "../shared";
}

}  // namespace meruit::tests
