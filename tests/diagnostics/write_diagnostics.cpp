// write_diagnostics ROOT [--update]: makes docs/diagnostics.md from the registered kinds, one entry a kind, each with a
// message that the tests or the documentation show for it. Without --update the page in the repository must be that
// page already. A kind that no case shows fails. Closes with `N passed, N failed`.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "cases/case_file.h"
#include "cases/markdown.h"
#include "cases/shell.h"
#include "source/diagnostic.h"

namespace meruit::tests {
namespace {

namespace fs = std::filesystem;
using source::DiagnosticKind;

constexpr DiagnosticKind kKinds[] = {
#define MERUIT_DIAGNOSTIC(name, code, severity, summary) DiagnosticKind::name,
#include "source/diagnostic_kinds.def"
#undef MERUIT_DIAGNOSTIC
};

// Everything that a test or a page says a command prints.
std::vector<std::string> shown_messages(const fs::path& root) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(root / "tests"))
    if (entry.path().extension() == ".case") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> shown;
  for (const char* page : {"docs/mistakes.md", "docs/language.md"})
    for (const auto& block : read_page(read_file(root / page)).blocks)
      if (block.language == "text") shown.push_back(block.text);
  for (const auto& path : paths)
    for (const auto& one : read_cases(read_file(path)).cases)
      for (const auto& step : one.steps) {
        shown.push_back(step.err);
        shown.push_back(step.out);
      }
  return shown;
}

bool opens_message(const std::string& line) {
  return line.rfind("error[", 0) == 0 || line.rfind("warning[", 0) == 0 || line.rfind("note[", 0) == 0;
}

// The first framed message of each code: from its first line to the line before the next message.
std::map<std::string, std::string> first_messages(const std::vector<std::string>& shown) {
  std::map<std::string, std::string> found;
  for (const auto& text : shown) {
    std::istringstream lines(text);
    std::string code, message;
    const auto keep = [&] {
      if (!code.empty() && message.find(" --> ") != std::string::npos) found.emplace(code, message);
    };
    for (std::string line; std::getline(lines, line);) {
      if (opens_message(line)) {
        keep();
        const auto open = line.find('[');
        code = line.substr(open + 1, line.find(']') - open - 1);
        message.clear();
      } else if (line.empty() ||
                 (line[0] != ' ' && !std::isdigit(static_cast<unsigned char>(line[0])) && line != "...")) {
        keep();
        code.clear();
      }
      message += line + "\n";
    }
    keep();
  }
  return found;
}

const char* word(source::Severity severity) {
  switch (severity) {
    case source::Severity::Error:
      return "error";
    case source::Severity::Warning:
      return "warning";
    case source::Severity::Note:
      return "note";
  }
  return "";
}

struct Entry {
  std::string code, text;
  bool shown = false;
};

Entry entry_of(DiagnosticKind kind, const std::map<std::string, std::string>& messages) {
  Entry entry{source::code(kind), "", messages.count(source::code(kind)) == 1};
  entry.text = "## " + entry.code + "\n\n*" + word(source::severity(kind)) + "*: " + source::summary(kind) + ".\n\n";
  if (entry.shown) entry.text += "```\n" + messages.at(entry.code) + "```\n\n";
  return entry;
}

int write(const fs::path& root, bool update) {
  const auto messages = first_messages(shown_messages(root));
  std::vector<Entry> entries;
  for (const auto kind : kKinds) entries.push_back(entry_of(kind, messages));
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.code < b.code; });

  std::string page =
      "# Messages about contracts\n\n<!-- Made by tests/diagnostics/write_diagnostics; do not edit. -->\n\nEvery kind "
      "of "
      "message that `meruit check` can give, by its code, each with an example.\n\n";
  int passed = 0, failed = 0;
  for (const auto& entry : entries) {
    page += entry.text;
    ++(entry.shown ? passed : failed);
    if (!entry.shown) std::cout << "FAILED no case shows `" << entry.code << "`\n";
  }
  page.pop_back();

  const fs::path path = root / "docs/diagnostics.md";
  if (update) write_file(path, page);
  const bool same = read_file(path) == page;
  if (!same) std::cout << "FAILED docs/diagnostics.md is not up to date: run write_diagnostics --update\n";
  ++(same ? passed : failed);
  std::cout << passed << " passed, " << failed << " failed" << std::endl;
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace meruit::tests

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: write_diagnostics ROOT [--update]\n";
    return 3;
  }
  return meruit::tests::write(argv[1], argc > 2 && std::string(argv[2]) == "--update");
}
