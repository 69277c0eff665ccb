// follow_help PROGRAM FOLDER: what the help of a message says to write is written, and the message must be gone. Of the
// case files below FOLDER it follows what can be followed without a reader: edges of bands and curves, whole rows to be
// added, and expressions in place of the one that is marked. Words in capitals become figures. Closes with
// `N passed, N failed`.
#include <filesystem>
#include <iostream>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "cases/case_file.h"
#include "cases/shell.h"

namespace meruit::tests {
namespace {

namespace fs = std::filesystem;

// A framed error about `c.meruit` on one line of it.
struct Told {
  std::string first_line, code, help;  // the first line: "error[code]: message"
  std::size_t line = 0, column = 0, length = 0;
};

std::optional<Told> read_told(const std::string& text) {
  std::smatch at, carets, help;
  static const std::regex head(R"((?:^|\n)(error\[([a-z-]+)\]: [^\n]*)\n +--> c\.meruit:(\d+):(\d+)\n)");
  static const std::regex marks(R"(\n +\| +(\^+))"), advised(R"(= help: ([^\n]*))");
  if (!std::regex_search(text, at, head) || !std::regex_search(text, carets, marks) ||
      !std::regex_search(text, help, advised))
    return std::nullopt;
  return Told{
      at[1], at[2], help[1], std::stoul(at[3]), std::stoul(at[4]), static_cast<std::size_t>(carets[1].length())};
}

// One text of the help that can be written: where, and whether as an edge, as a row or in place of what is marked.
struct Advice {
  enum class Kind { Edge, RowBefore, RowAfter, Expression } kind{};
  std::string text;
  bool in_row_before = false;
};

bool is_edge(const std::string& text) {
  static const std::regex edge("(below|up to|from|above|at least) .*");
  return std::regex_match(text, edge);
}

std::vector<Advice> advice_of(const Told& told) {
  std::vector<Advice> all;
  const bool reads_two_ways =
      told.help.find("; the contract decides which") != std::string::npos && told.code == "two-readings";
  static const std::regex quoted("(write|or|before it,|close with) `([^`]+)`( in the row before)?");
  for (std::sregex_iterator it(told.help.begin(), told.help.end(), quoted), end; it != end; ++it) {
    static const std::regex figure("FIGURE");
    Advice advice;
    advice.text = std::regex_replace((*it)[2].str(), figure, "1");
    advice.in_row_before = (*it)[3].matched;
    const bool bands = told.code.rfind("band-", 0) == 0 || told.code == "curve-jump";
    const bool row = advice.text.find(": ") != std::string::npos;
    if (bands && is_edge(advice.text))
      advice.kind = !row                       ? Advice::Kind::Edge
                    : (*it)[1] == "close with" ? Advice::Kind::RowAfter
                                               : Advice::Kind::RowBefore;
    else if (reads_two_ways || told.help.rfind("if both must hold", 0) == 0)
      advice.kind = Advice::Kind::Expression;
    else
      continue;
    all.push_back(advice);
  }
  return all;
}

std::vector<std::string> parted_by_line(const std::string& text) {
  std::vector<std::string> lines{""};
  for (const char c : text)
    if (c == '\n')
      lines.emplace_back();
    else
      lines.back() += c;
  return lines;
}

std::string follow(const Told& told, const Advice& advice, const std::string& contract) {
  std::vector<std::string> lines = parted_by_line(contract);
  const std::size_t at = told.line - 1;
  std::string& row = lines.at(advice.in_row_before ? at - 1 : at);
  const std::string indent(told.column - 1, ' ');
  using Kind = Advice::Kind;
  if (advice.kind == Kind::Edge) row = indent + advice.text + row.substr(row.find(':'));
  if (advice.kind == Kind::Expression) row.replace(told.column - 1, told.length, advice.text);
  if (advice.kind == Kind::RowBefore)
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), indent + advice.text);
  if (advice.kind == Kind::RowAfter)
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at) + 1, indent + advice.text);
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

struct Tally {
  int passed = 0, failed = 0;
};

void try_case(const CaseFile& file, const Case& one, Tally& tally) {
  const std::optional<Told> told = one.steps.size() == 1 ? read_told(one.steps.front().err) : std::nullopt;
  if (!told) return;
  for (const Advice& advice : advice_of(*told)) {
    TemporaryFolder folder;
    for (const auto* files : {&file.files, &one.files})
      for (const CaseInput& input : *files) write_file(folder.path() / input.name, input.text);
    static_cast<void>(run(one.steps.front().command, folder.path(), Streams::Apart));  // makes c.meruit
    const fs::path path = folder.path() / "c.meruit";
    write_file(path, follow(*told, advice, read_file(path)));
    const Ran after = run("meruit check c.meruit", folder.path(), Streams::Apart);
    const bool gone = after.err.find(told->first_line) == std::string::npos;
    const bool reads = after.err.find("error[syntax]") == std::string::npos;
    ++(gone && reads ? tally.passed : tally.failed);
    if (!gone || !reads)
      std::cout << "FAILED " << one.title << ": `" << advice.text << "`\n" << read_file(path) << after.err;
  }
}

int follow_all(const fs::path& folder) {
  Tally tally;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".case") continue;
    const CaseFile file = read_cases(read_file(entry.path()));
    for (const Case& one : file.cases) try_case(file, one, tally);
  }
  constexpr int kLeast = 15;  // fewer: the helps are no longer understood here
  if (tally.passed + tally.failed < kLeast) ++tally.failed;
  std::cout << tally.passed << " passed, " << tally.failed << " failed" << std::endl;
  return tally.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace meruit::tests

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: follow_help PROGRAM FOLDER\n";
    return 3;
  }
  meruit::tests::put_first_in_path(std::filesystem::absolute(argv[1]).parent_path());
  return meruit::tests::follow_all(argv[2]);
}
