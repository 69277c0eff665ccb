// The digest of a model's print: two contracts that mean the same and are written alike share it.
#include <array>

#include <sha2.h>

#include "check/check.h"

namespace meruit::check {

std::string fingerprint(const Model& model) {
  const std::string text = print(model);
  SHA2_CTX context;
  SHA256Init(&context);
  SHA256Update(&context, reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
  SHA256Final(digest.data(), &context);
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const std::uint8_t byte : digest) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

}  // namespace meruit::check
