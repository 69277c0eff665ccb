#include "syntax/texts.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "../files.h"
#include "source/source.h"
#include "syntax/parse.h"
#include "syntax/print.h"

namespace meruit::test {

namespace {

namespace fs = std::filesystem;

void add_folder(const fs::path& folder, std::vector<NamedText>& found) {
  if (!fs::exists(folder)) return;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const std::string kind = entry.path().extension().string();
    if (kind == ".meruit" || kind == ".map") found.push_back({entry.path().string(), tests::read_file(entry.path())});
  }
}

bool stands_alone(const std::string& block) {
  for (const char* word : {"contract ", "model ", "mapping "})
    if (block.starts_with(word) || block.find(std::string("\n") + word) != std::string::npos) return true;
  return false;
}

// The blocks marked `meruit`; a part of a contract gets the first line of one.
void add_blocks(const fs::path& page, std::vector<NamedText>& found) {
  std::istringstream lines(tests::read_file(page));
  std::string block;
  bool inside = false;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line); ++number) {
    if (inside && line.starts_with("```")) {
      if (!stands_alone(block)) block.insert(0, "model part for each aco\n");
      found.push_back({page.string() + ":" + std::to_string(number), block});
      inside = false;
    } else if (inside) {
      block += line + "\n";
    } else if (line == "```meruit") {
      inside = true;
      block.clear();
    }
  }
}

std::vector<NamedText> sorted(std::vector<NamedText> texts) {
  std::sort(texts.begin(), texts.end(), [](const NamedText& a, const NamedText& b) { return a.name < b.name; });
  return texts;
}

}  // namespace

std::vector<NamedText> own_texts() {
  std::vector<NamedText> found;
  add_folder(fs::path(MERUIT_SOURCE_DIR) / "tests/syntax/texts", found);
  return sorted(std::move(found));
}

std::vector<NamedText> library_models() {
  std::vector<NamedText> found;
  add_folder(fs::path(MERUIT_SOURCE_DIR) / "stdlib", found);
  std::erase_if(found, [](const NamedText& text) { return text.name.ends_with(".map"); });
  return sorted(std::move(found));
}

std::vector<NamedText> all_texts() {
  const fs::path root = MERUIT_SOURCE_DIR;
  std::vector<NamedText> found = own_texts();
  add_folder(root / "stdlib", found);
  add_blocks(root / "docs/language.md", found);
  return sorted(std::move(found));
}

Reading read(const std::string& name, const std::string& text) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  Reading reading;
  reading.file = syntax::parse(sources, sources.add(name, text), diagnostics);
  for (const source::Diagnostic& one : diagnostics.sorted()) {
    const source::Position at = sources.position(one.primary.span.source, one.primary.span.begin);
    std::string line =
        std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + source::code(one.kind) + ": " + one.message;
    if (!one.help.empty()) line += " | " + one.help;
    for (const source::Label& label : one.secondary) {
      const source::Position place = sources.position(label.span.source, label.span.begin);
      line += " | " + std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + label.text;
    }
    reading.messages.push_back(line);
  }
  reading.printed = syntax::print(reading.file);
  return reading;
}

}  // namespace meruit::test
