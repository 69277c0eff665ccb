// run_docs PROGRAM ROOT [--update] PAGE…: runs the blocks of documentation pages (paths below ROOT) with PROGRAM first
// in the path, and closes with `N passed, N failed`. What each kind of block means is said at the top of
// docs/language.md. --update rewrites the `text` and `console` blocks with what came out.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "markdown.h"
#include "shell.h"

namespace meruit::tests {
namespace {

constexpr const char* kContract = "contract.meruit";
constexpr const char* kMapping = "mapping.map";

struct Tally {
  int passed = 0, failed = 0;
};

// The first word of a contract that is no comment, and the one after it.
std::pair<std::string, std::string> first_words(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    std::pair<std::string, std::string> found;
    words >> found.first >> found.second;
    return found;
  }
  return {};
}

bool has_header(const std::string& text) {
  const auto word = first_words(text).first;
  return word == "contract" || word == "model";
}

class PageRun {
 public:
  PageRun(std::filesystem::path root, std::string page, bool update)
      : root_(std::move(root)), name_(std::move(page)), update_(update), page_(read_page(read_file(root_ / name_))) {
    for (const auto& block : page_.blocks) texts_.push_back(block.text);
    const auto opening =
        std::find_if(page_.blocks.begin(), page_.blocks.end(), [](const auto& b) { return b.language == "meruit"; });
    if (opening != page_.blocks.end()) opening_ = *opening;
  }

  Tally run_all() {
    run_sections();
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const Block& block = page_.blocks[i];
      if (!block.file.empty()) same_as_file(block);
      if (block.language == "error") run_error(i);
      if (block.language == "console") run_console(i);
    }
    if (update_) write_file(root_ / name_, with_texts(page_, texts_));
    return tally_;
  }

 private:
  // The contract of one section: its blocks, behind the opening unless they begin a file of their own.
  std::string contract_of(const std::string& section) const {
    std::string text;
    for (const auto& block : page_.blocks)
      if (block.language == "meruit" && block.section == section && block.line != opening_.line)
        text += block.text + "\n";
    return has_header(text) ? text : opening_.text + "\n" + text;
  }

  std::string mapping_of(const std::string& section) const {
    std::string text;
    for (const auto& block : page_.blocks)
      if (block.language == "map" && block.section == section) text += block.text + "\n";
    return text;
  }

  // A folder with the section's contract and mapping, and the opening section's contract beside them under its name.
  void fill(const TemporaryFolder& folder, const std::string& contract, const std::string& mapping) const {
    write_file(folder.path() / (first_words(opening_.text).second + ".meruit"), contract_of(opening_.section));
    write_file(folder.path() / kContract, contract);
    if (!mapping.empty()) write_file(folder.path() / kMapping, mapping);
  }

  void run_sections() {
    std::vector<std::string> sections;
    for (const auto& block : page_.blocks)
      if (block.language == "meruit" && block.file.empty() && (sections.empty() || sections.back() != block.section))
        sections.push_back(block.section);
    for (const auto& section : sections) {
      TemporaryFolder folder;
      const std::string mapping = mapping_of(section);
      fill(folder, contract_of(section), mapping);
      succeeds(section, std::string("meruit check ") + kContract, folder);
      succeeds(section, std::string("meruit test ") + kContract, folder);
      if (!mapping.empty()) succeeds(section, std::string("meruit check ") + kContract + " --map " + kMapping, folder);
    }
  }

  void succeeds(const std::string& section, const std::string& command, const TemporaryFolder& folder) {
    const Ran ran = run(command, folder.path(), Streams::Together);
    settle(ran.exit == 0, section + ": " + command, ran.out);
  }

  void run_error(std::size_t at) {
    const Block& block = page_.blocks[at];
    if (at + 1 == page_.blocks.size() || page_.blocks[at + 1].language != "text")
      return settle(false, "line " + std::to_string(block.line), "    an `error` block without a `text` block\n");
    TemporaryFolder folder;
    fill(folder, has_header(block.text) ? block.text : opening_.text + block.text, "");
    const Ran ran = run(std::string("meruit check ") + kContract, folder.path(), Streams::Together);
    if (ran.exit > 1 || ran.out.empty())
      return settle(false, "line " + std::to_string(block.line),
                    "    nothing said, or worse: exit code " + std::to_string(ran.exit) + "\n" + ran.out);
    compare(at + 1, ran.out);
  }

  // `$ command` lines, each with what it prints below it; a command that ends in `\` goes on in the next line.
  void run_console(std::size_t at) {
    std::istringstream lines(page_.blocks[at].text);
    std::string found;
    bool continued = false;
    std::string command;
    for (std::string line; std::getline(lines, line);) {
      if (!continued && line.rfind("$ ", 0) != 0) continue;  // printed by the command before
      found += line + "\n";
      command += continued ? "\n" + line : line.substr(2);
      continued = line.back() == '\\';
      if (continued) continue;
      found += run(command, root_, Streams::Together).out;
      command.clear();
    }
    compare(at, found);
  }

  void same_as_file(const Block& block) {
    const std::string text = read_file(root_ / block.file);
    settle(text == block.text, block.file + " is the block of line " + std::to_string(block.line),
           difference(block.text, text));
  }

  void compare(std::size_t at, const std::string& found) {
    const Block& block = page_.blocks[at];
    texts_[at] = found;
    settle(update_ || block.text == found, "line " + std::to_string(block.line), difference(block.text, found));
  }

  void settle(bool good, const std::string& what, const std::string& detail) {
    ++(good ? tally_.passed : tally_.failed);
    if (!good) std::cout << "FAILED " << name_ << ", " << what << "\n" << detail;
  }

  std::filesystem::path root_;
  std::string name_;
  bool update_;
  Page page_;
  Block opening_;
  std::vector<std::string> texts_;  // of every block, as --update will write it
  Tally tally_;
};

}  // namespace
}  // namespace meruit::tests

int main(int argc, char** argv) {
  using namespace meruit::tests;
  std::vector<std::string> pages;
  bool update = false;
  for (int i = 3; i < argc; ++i) {
    if (std::string(argv[i]) == "--update")
      update = true;
    else
      pages.emplace_back(argv[i]);
  }
  if (pages.empty()) {
    std::cerr << "usage: run_docs PROGRAM ROOT [--update] PAGE…\n";
    return 3;
  }
  put_first_in_path(std::filesystem::absolute(argv[1]).parent_path());
  Tally all;
  for (const auto& page : pages) {
    const Tally tally = PageRun(argv[2], page, update).run_all();
    all.passed += tally.passed;
    all.failed += tally.failed;
  }
  std::cout << all.passed << " passed, " << all.failed << " failed" << std::endl;
  return all.failed == 0 ? 0 : 1;
}
