// messages.txt: mistakes, each with all that is said about it. The good statements around a mistake are kept.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "syntax/texts.h"

namespace meruit::test {

namespace {

constexpr const char* kBefore =
    "model m \"M\" for each aco\n"
    "record aco\n"
    "  key id: text\n";
constexpr const char* kAfter = "rule other is 6\n";

struct Mistaken {
  std::string title;
  std::string text;
  std::vector<std::string> expected;
};

std::string path() { return std::string(MERUIT_SOURCE_DIR) + "/tests/syntax/messages.txt"; }

std::vector<Mistaken> read_cases(std::string& introduction) {
  std::ifstream in(path());
  std::vector<Mistaken> cases;
  bool answers = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("=== ")) {
      cases.push_back({line.substr(4), {}, {}});
      answers = false;
    } else if (cases.empty()) {
      introduction += line + "\n";
    } else if (line == "---") {
      answers = true;
    } else if (answers) {
      cases.back().expected.push_back(line);
    } else {
      cases.back().text += line + "\n";
    }
  }
  return cases;
}

void rewrite(const std::string& introduction, const std::vector<Mistaken>& cases) {
  std::ofstream out(path());
  out << introduction;
  for (const Mistaken& one : cases) {
    out << "=== " << one.title << "\n" << one.text << "---\n";
    for (const std::string& line : one.expected) out << line << "\n";
  }
}

}  // namespace

TEST_CASE("each mistake has its message, and the statements around it are kept") {
  const bool update = std::getenv("MERUIT_UPDATE") != nullptr;
  std::string introduction;
  std::vector<Mistaken> cases = read_cases(introduction);
  REQUIRE(cases.size() > 100);
  for (Mistaken& one : cases) {
    INFO(one.title);
    const bool alone = one.title.starts_with("! ");
    const Reading found = read("case", alone ? one.text : kBefore + one.text + kAfter);
    CHECK_FALSE(found.messages.empty());
    if (update) one.expected = found.messages;
    CHECK(found.messages == one.expected);
    if (alone) continue;
    CHECK(found.file.header.has_value());
    REQUIRE_FALSE(found.file.rules.empty());
    CHECK(found.file.rules.back().name.text == "other");
  }
  if (update) rewrite(introduction, cases);
}

}  // namespace meruit::test
