// SHA-256 of a file as it is read.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace meruit::cli {

class Digest {
 public:
  Digest();
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;

  void add(std::string_view bytes);
  // In lower-case hexadecimal; once.
  [[nodiscard]] std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] std::string digest_of(std::string_view text);

}  // namespace meruit::cli
