// docs/limits.md against the header: every limit, its default and what it bounds.
#include <doctest/doctest.h>

#include "../files.h"
#include "meruit/limits.h"

namespace meruit::test {

namespace {

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

}  // namespace

TEST_CASE("the page of limits lists all, with their defaults, and no others") {
  const std::string text = tests::read_file(MERUIT_SOURCE_DIR "/docs/limits.md");
  std::size_t rows = 0;
  for (std::size_t at = text.find("\n| `"); at != std::string::npos; at = text.find("\n| `", at + 1)) rows += 1;
  CHECK(rows == limit_infos().size());
  for (const LimitInfo& info : limit_infos()) {
    const std::string row = "\n| `" + std::string(info.name) + "` | " + grouped(Limits().*info.value) + " | " +
                            std::string(info.bounds) + " | ";
    CHECK_MESSAGE(text.find(row) != std::string::npos, row);
  }
}

}  // namespace meruit::test
