// Diagnostics as people, logs and editors see them. Each framed text here was looked at on a terminal.
#include "source/render.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace meruit::source {

namespace {

constexpr const char* kSettlement =
    "model m \"Title\" for each aco\n"
    "\n"
    "rule shared is\n"
    "\twhen risk = global:\tglobal_share(gross_savigns)\n"
    "  when risk = professional: 1\n"
    "\n"
    "\n"
    "rule gross_savings is benchmark - cost\n"
    "rule \xC3\xA9_na\xC3\xAFve \"\xE6\x97\xA5\xE6\x9C\xAC \xC2\xA2\" is wrong\r\n"
    "last";

struct Texts {
  Sources sources;
  SourceId settlement = sources.add("models/settlement.meruit", kSettlement);
  SourceId benchmark = sources.add("models/benchmark.meruit", "rule gross is 1\nrule other is 2\n");

  Span at(SourceId id, std::string_view words) const {
    const auto begin = static_cast<std::uint32_t>(sources[id].text.find(words));
    return {id, begin, begin + static_cast<std::uint32_t>(words.size())};
  }
};

Diagnostic diagnostic(DiagnosticKind kind, Span span, std::string message, std::string label = {}) {
  return {kind, std::move(message), {span, std::move(label)}, {}, {}};
}

TEST_CASE("a span, another in the same file, and help") {
  const Texts texts;
  Diagnostic d = diagnostic(DiagnosticKind::UnknownName, texts.at(texts.settlement, "gross_savigns"),
                            "`gross_savigns` is not defined", "not defined");
  d.secondary.push_back({texts.at(texts.settlement, "gross_savings"), "defined here"});
  d.help = "did you mean `gross_savings`?\nnames are written with underscores";
  CHECK(render_framed(texts.sources, d) == R"(error[unknown-name]: `gross_savigns` is not defined
 --> models/settlement.meruit:4:35
  |
4 |     when risk = global: global_share(gross_savigns)
  |                                      ^^^^^^^^^^^^^ not defined
...
8 | rule gross_savings is benchmark - cost
  |      ------------- defined here
  |
  = help: did you mean `gross_savings`?
          names are written with underscores
)");
}

TEST_CASE("labels in another file and twice in one line") {
  const Texts texts;
  Diagnostic d = diagnostic(DiagnosticKind::DuplicateName, texts.at(texts.benchmark, "other"),
                            "`other` is defined twice", "again here");
  d.secondary.push_back({texts.at(texts.settlement, "wrong"), "first here"});
  d.secondary.push_back({texts.at(texts.benchmark, "gross"), "near"});
  d.secondary.push_back({texts.at(texts.benchmark, "2"), ""});
  CHECK(render_framed(texts.sources, d) == R"(error[duplicate-name]: `other` is defined twice
 --> models/benchmark.meruit:2:6
  |
1 | rule gross is 1
  |      ----- near
2 | rule other is 2
  |      ^^^^^ again here
  |               -
  |
 ::: models/settlement.meruit:9
  |
9 | rule é_naïve "日本 ¢" is wrong
  |                          ----- first here
  |
)");
}

TEST_CASE("a span over several lines is marked at its first and its last") {
  const Texts texts;
  const Span span =
      join(texts.at(texts.settlement, "when risk = global"), texts.at(texts.settlement, "benchmark - cost"));
  CHECK(render_framed(texts.sources, diagnostic(DiagnosticKind::SyntaxError, span, "too much", "up to here")) ==
        R"(error[syntax]: too much
 --> models/settlement.meruit:4:2
  |
4 |     when risk = global: global_share(gross_savigns)
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
...
8 | rule gross_savings is benchmark - cost
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ up to here
  |
)");
}

TEST_CASE("points: the end of the text, the end of a line, an empty text, nowhere") {
  Texts texts;
  const auto end = static_cast<std::uint32_t>(texts.sources[texts.settlement].text.size());
  CHECK(render_framed(texts.sources, diagnostic(DiagnosticKind::SyntaxError, {texts.settlement, end, end},
                                                "the text ends here", "expected a rule")) ==
        R"(error[syntax]: the text ends here
  --> models/settlement.meruit:10:5
   |
10 | last
   |     ^ expected a rule
   |
)");
  const Span line_end = {texts.benchmark, 15, 16};
  CHECK(render_framed(texts.sources, diagnostic(DiagnosticKind::SyntaxError, line_end, "here")) ==
        R"(error[syntax]: here
 --> models/benchmark.meruit:1:16
  |
1 | rule gross is 1
  |                ^
  |
)");
  const SourceId empty = texts.sources.add("empty", "");
  CHECK(render_framed(texts.sources, diagnostic(DiagnosticKind::SyntaxError, {empty, 0, 0}, "nothing written")) ==
        R"(error[syntax]: nothing written
 --> empty:1:1
  |
1 |
  | ^
  |
)");
  Diagnostic nowhere = diagnostic(DiagnosticKind::LimitExceeded, {}, "the file is too large");
  nowhere.help = "split it";
  CHECK(render_framed(texts.sources, nowhere) == "error[limit]: the file is too large\n  = help: split it\n");
  CHECK(render_line(texts.sources, nowhere) == "error[limit]: the file is too large");
}

TEST_CASE("tabs, wide characters, combining marks and control characters keep the underline in place") {
  Sources sources;
  const SourceId id = sources.add("t", "a\tb\t\tX\ne\xCC\x81\xF0\x9F\x98\x80 X\n\x01\x1B[31mX\n\xFF\xC3X");
  const auto marks = [&](std::uint32_t line) {
    const std::uint32_t start = sources[id].line_starts[line - 1];
    const auto x = static_cast<std::uint32_t>(sources[id].text.find('X', start));
    return render_framed(sources, diagnostic(DiagnosticKind::SyntaxError, {id, x, x + 1}, "m"));
  };
  CHECK(marks(1).find("1 | a   b       X\n  |             ^\n") != std::string::npos);
  CHECK(marks(2).find("2 | e\xCC\x81\xF0\x9F\x98\x80 X\n  |     ^\n") != std::string::npos);
  CHECK(marks(3).find("3 | ??[31mX\n  |       ^\n") != std::string::npos);
  CHECK(marks(4).find("4 | \xEF\xBF\xBD\xEF\xBF\xBDX\n  |   ^\n") != std::string::npos);
}

TEST_CASE("colours only on request") {
  const Texts texts;
  const Diagnostic d = diagnostic(DiagnosticKind::UnknownName, texts.at(texts.benchmark, "other"), "m", "l");
  CHECK(render_framed(texts.sources, d).find('\x1b') == std::string::npos);
  std::string colored = render_framed(texts.sources, d, {.color = true});
  CHECK(colored.starts_with("\x1b[1;31merror[unknown-name]\x1b[0m\x1b[1m: m\x1b[0m\n"));
  for (std::size_t at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b')) {
    colored.erase(at, colored.find('m', at) + 1 - at);
  }
  CHECK(colored == render_framed(texts.sources, d));
}

TEST_CASE("one line each, with the column in characters") {
  const Texts texts;
  const Diagnostic d = diagnostic(DiagnosticKind::UnknownName, texts.at(texts.settlement, "is wrong"), "what it is");
  CHECK(render_line(texts.sources, d) == "models/settlement.meruit:9:21: error[unknown-name]: what it is");
}

TEST_CASE("JSON reads back, whatever the texts hold") {
  Texts texts;
  const SourceId odd = texts.sources.add("a \"b\"\\c\n\xFF.meruit", "x\xFFy\n");
  Diagnostic d = diagnostic(DiagnosticKind::SyntaxError, {odd, 1, 2}, "\"quoted\" \\ \x01\t\n\xFF é", "l\xC3");
  d.secondary.push_back({texts.at(texts.benchmark, "gross"), "other"});
  d.help = "h";
  const auto list =
      nlohmann::json::parse(render_json(texts.sources, {d, diagnostic(DiagnosticKind::LimitExceeded, {}, "m")}));
  REQUIRE(list.size() == 2);
  CHECK(list[0]["severity"] == "error");
  CHECK(list[0]["code"] == "syntax");
  CHECK(list[0]["message"] == "\"quoted\" \\ \x01\t\n\xEF\xBF\xBD é");
  CHECK(list[0]["primary"]["start"]["line"] == 1);
  CHECK(list[0]["primary"]["start"]["column"] == 2);
  CHECK(list[0]["primary"]["end"]["offset"] == 2);
  CHECK(list[0]["secondary"][0]["file"] == "models/benchmark.meruit");
  CHECK(list[0]["help"] == "h");
  CHECK_FALSE(list[1]["primary"].contains("file"));
  CHECK(render_json(texts.sources, {}) == "[]\n");
}

}  // namespace

}  // namespace meruit::source
