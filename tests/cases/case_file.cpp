#include "case_file.h"

#include <sstream>
#include <stdexcept>

namespace meruit::tests {
namespace {

// What a block says on its `===` line: `run`, and the rest of the line.
struct Mark {
  std::string word, rest;
};

Mark mark_of(const std::string& line) {
  const std::string text = line.substr(4);
  const auto blank = text.find(' ');
  if (blank == std::string::npos) return {text, ""};
  return {text.substr(0, blank), text.substr(blank + 1)};
}

class Reader {
 public:
  CaseFile read(const std::string& text) {
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
      ++line_;
      if (line.rfind("=== ", 0) == 0)
        open(mark_of(line));
      else
        body() += line + "\n";
    }
    return file_;
  }

 private:
  void open(const Mark& mark) {
    body_ = nullptr;
    if (mark.word == "case") {
      file_.cases.push_back({mark.rest, {}, {}});
    } else if (mark.word == "file") {
      auto& files = file_.cases.empty() ? file_.files : file_.cases.back().files;
      files.push_back({mark.rest, ""});
      body_ = &files.back().text;
    } else if (mark.word == "run") {
      if (file_.cases.empty()) fail("a command before the first case");
      file_.cases.back().steps.push_back({mark.rest, "", "", 0});
    } else if (mark.word == "stdout") {
      body_ = &step().out;
    } else if (mark.word == "stderr") {
      body_ = &step().err;
    } else if (mark.word == "exit") {
      step().exit = std::stoi(mark.rest);
    } else {
      fail("`" + mark.word + "` is no kind of block");
    }
    started_ = true;
  }

  std::string& body() {
    if (!started_) return file_.opening;
    if (!body_) fail("text that belongs to no block");
    return *body_;
  }

  Step& step() {
    if (file_.cases.empty() || file_.cases.back().steps.empty()) fail("an expectation before the first command");
    return file_.cases.back().steps.back();
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error("line " + std::to_string(line_) + ": " + what);
  }

  CaseFile file_;
  std::string* body_ = nullptr;
  bool started_ = false;
  int line_ = 0;
};

std::string block(const std::string& mark, const std::string& text) { return "=== " + mark + "\n" + text; }

std::string to_text(const CaseInput& input) { return block("file " + input.name, input.text); }

}  // namespace

CaseFile read_cases(const std::string& text) { return Reader().read(text); }

std::string to_text(const CaseFile& file) {
  std::string text = file.opening;
  for (const auto& input : file.files) text += to_text(input);
  for (const auto& one : file.cases) {
    text += "=== case " + one.title + "\n";
    for (const auto& input : one.files) text += to_text(input);
    for (const auto& step : one.steps) {
      text += "=== run " + step.command + "\n";
      if (!step.out.empty()) text += block("stdout", step.out);
      if (!step.err.empty()) text += block("stderr", step.err);
      if (step.exit != 0) text += "=== exit " + std::to_string(step.exit) + "\n";
    }
  }
  return text;
}

}  // namespace meruit::tests
