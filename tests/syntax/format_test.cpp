// The formatter changes blanks, the place of a unit in a header and nothing else: the same words, comments and tree;
// twice is the same as once. The layouts of some texts are compared with layouts/NAME; MERUIT_UPDATE=1 rewrites them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "../files.h"
#include "source/source.h"
#include "syntax/format.h"
#include "syntax/texts.h"
#include "syntax/words.h"

namespace meruit::test {

namespace {

std::string formatted(const std::string& text) {
  source::Sources sources;
  return syntax::format(sources, sources.add("text", text));
}

struct Parts {
  std::vector<std::pair<std::size_t, std::string>> words;
  std::vector<std::string> comments;
  friend bool operator==(const Parts&, const Parts&) = default;
};

Parts parts_of(const std::string& text) {
  Parts parts;
  for (const syntax::Word& word : syntax::split(text, text.size()))
    parts.words.emplace_back(word.type, std::string(text_of(text, word)));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    bool quoted = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (line[at] == '"') quoted = !quoted;
      if (line[at] != '#' || quoted) continue;
      line.erase(line.find_last_not_of(" \t\r") + 1);
      parts.comments.push_back(line.substr(at));
      break;
    }
  }
  return parts;
}

// As few blanks as the words need: one between any two, and a line end only behind a comment.
std::string squeezed(const std::string& text) {
  std::string out;
  std::size_t begin = 0;
  for (const syntax::Word& word : syntax::split(text, text.size())) {
    const std::string gap = text.substr(begin, word.begin - begin);
    if (gap.find('#') != std::string::npos)
      out += " " + gap.substr(gap.find('#'), gap.rfind('\n') - gap.find('#')) + "\n";
    else if (!gap.empty() && !out.empty())
      out += ' ';
    out += text_of(text, word);
    begin = word.end;
  }
  return out + "\n";
}

void check_format(const std::string& name, const std::string& text) {
  INFO(name);
  const std::string once = formatted(text);
  CHECK(parts_of(once) == parts_of(text));
  CHECK(formatted(once) == once);
  CHECK(read(name, once).printed == read(name, text).printed);
  CHECK(once.find(" \n") == std::string::npos);
  CHECK(once.find("\n\n\n") == std::string::npos);
}

std::string layout_path(const std::string& name) {
  return std::string(MERUIT_SOURCE_DIR) + "/tests/syntax/layouts/" + name;
}

void check_layout(const std::string& name, const std::string& text) {
  INFO(name);
  const std::string found = formatted(text);
  if (std::getenv("MERUIT_UPDATE") != nullptr) std::ofstream(layout_path(name)) << found;
  CHECK(found == tests::read_file(layout_path(name)));
}

}  // namespace

TEST_CASE("formatting keeps words, comments and meaning, and twice is once") {
  for (const NamedText& text : all_texts()) {
    check_format(text.name, text.text);
    check_format(text.name + ", squeezed", squeezed(text.text));
    check_format(text.name + ", a word a line", [&] {
      std::string tall;
      for (const syntax::Word& word : syntax::split(text.text, text.text.size())) {
        const bool touches = word.begin > 0 && text.text[word.begin - 1] != ' ' && text.text[word.begin - 1] != '\n';
        tall += (touches || tall.empty() ? "" : "\n") + std::string(text_of(text.text, word));
      }
      return tall;
    }());
  }
}

// The one case in which words change places.
TEST_CASE("a unit in a header moves behind the level and the kind of bands, unless a comment is in the way") {
  const std::string opening = "model m for each aco\n\nrecord aco\n  key id: text\n\n";
  const auto becomes = [&](const std::string& written, const std::string& standard) {
    CHECK(formatted(opening + written) == opening + standard);
    CHECK(formatted(opening + standard) == opening + standard);
    CHECK(read("written", opening + written).printed == read("standard", opening + standard).printed);
  };
  becomes("bands b(x) \"B\" in money per member per month stepped, whole\n  below 5:    $1\n  at least 5: $2\n",
          "bands b(x) \"B\" stepped in money per member per month, whole\n  below 5:    $1\n  at least 5: $2\n");
  becomes("bands b(x, y) in tier graduated\n on x as a share of y, losses none\n  above 0: 1\n",
          "bands b(x, y) graduated on x as a share of y in tier, losses none\n  above 0: 1\n");
  becomes("rule r in visits per 1,000 member-months overall, reported is 1\n",
          "rule r overall in visits per 1,000 member-months, reported is 1\n");
  becomes("rule r in money for each aco is 1\n", "rule r for each aco in money is 1\n");
  becomes("rule r in money  # why\n    overall is 1\n", "rule r in money  # why\n    overall is 1\n");
}

TEST_CASE("comments stay where they are") {
  check_format("comments", tests::read_file(layout_path("../comments.meruit")));
  check_layout("comments.meruit", tests::read_file(layout_path("../comments.meruit")));
}

TEST_CASE("layouts") {
  for (const NamedText& text : own_texts()) {
    const std::string name = std::filesystem::path(text.name).filename().string();
    check_layout(name, text.text);
    check_layout("squeezed_" + name, squeezed(text.text));
  }
}

TEST_CASE("a text that does not parse is left alone") {
  for (const char* text : {"rule x is 1 +", "", "# only a comment\n", "model m  for each aco rule x\xFF is 1"})
    CHECK(formatted(text) == text);
}

}  // namespace meruit::test
