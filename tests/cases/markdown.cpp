#include "markdown.h"

#include <sstream>

namespace meruit::tests {
namespace {

bool starts(const std::string& line, const char* with) { return line.rfind(with, 0) == 0; }

std::string named_file(const std::string& line) {
  const std::string before = "<!-- file: ", after = " -->";
  if (!starts(line, before.c_str())) return "";
  return line.substr(before.size(), line.find(after) - before.size());
}

}  // namespace

Page read_page(const std::string& text) {
  Page page;
  std::istringstream stream(text);
  std::string section, file;
  bool inside = false;
  for (std::string line; std::getline(stream, line);) {
    page.lines.push_back(line);
    if (starts(line, "```")) {
      if (!inside) page.blocks.push_back({line.substr(3), "", section, file, page.lines.size()});
      inside = !inside;
      file.clear();
    } else if (inside) {
      page.blocks.back().text += line + "\n";
    } else {
      if (starts(line, "## ")) section = line.substr(3);
      file = named_file(line);
    }
  }
  return page;
}

std::string with_texts(const Page& page, const std::vector<std::string>& texts) {
  std::string whole;
  std::size_t next = 0;
  bool inside = false;
  for (const auto& line : page.lines) {
    const bool fence = starts(line, "```");
    if (inside && !fence) continue;
    if (fence && !inside) {
      whole += line + "\n" + texts[next++];
      inside = true;
      continue;
    }
    if (fence) inside = false;
    whole += line + "\n";
  }
  return whole;
}

}  // namespace meruit::tests
