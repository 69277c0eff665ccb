// Places in texts, and the sink that collects diagnostics.
#include "source/source.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "source/diagnostic.h"

namespace meruit::source {

namespace {

TEST_CASE("lines and columns, counted in characters") {
  Sources sources;
  const SourceId id = sources.add("f", "ab\n\xC3\xA9x\r\n\nend");
  const auto at = [&](std::uint32_t offset) {
    const Position p = sources.position(id, offset);
    return std::pair(p.line, p.column);
  };
  CHECK(at(0) == std::pair(1u, 1u));
  CHECK(at(2) == std::pair(1u, 3u));  // the line end belongs to its line
  CHECK(at(3) == std::pair(2u, 1u));
  CHECK(at(5) == std::pair(2u, 2u));  // after the two bytes of é
  CHECK(at(8) == std::pair(3u, 1u));
  CHECK(at(9) == std::pair(4u, 1u));
  CHECK(at(12) == std::pair(4u, 4u));
  CHECK(at(4000) == std::pair(4u, 4u));
  CHECK(sources.line(id, 1) == "ab");
  CHECK(sources.line(id, 2) == "\xC3\xA9x");
  CHECK(sources.line(id, 3).empty());
  CHECK(sources.line(id, 4) == "end");
  CHECK(sources.line(id, 0).empty());
  CHECK(sources.line(id, 5).empty());
  CHECK(sources.text({id, 3, 6}) == "\xC3\xA9x");
}

TEST_CASE("texts and ids stay valid while more are added") {
  Sources sources;
  const SourceId first = sources.add("a", "first");
  for (int i = 0; i < 100; ++i) sources.add("b", "other");
  CHECK(sources[first].path == "a");
  CHECK(sources[first].text == "first");
}

TEST_CASE("joined spans") {
  const SourceId id{0};
  CHECK(join({id, 4, 6}, {id, 1, 2}) == Span{id, 1, 6});
  CHECK(join({}, {id, 1, 2}) == Span{id, 1, 2});
  CHECK(join({id, 1, 2}, {}) == Span{id, 1, 2});
}

TEST_CASE("the sink keeps so many, counts the rest, and sorts by place") {
  Diagnostics diagnostics(2);
  const SourceId id{0};
  diagnostics.add(DiagnosticKind::UnknownName, {id, 9, 10}, "second").primary.text = "label";
  diagnostics.add(DiagnosticKind::UnknownName, {id, 1, 2}, "first");
  diagnostics.add(DiagnosticKind::UnknownName, {id, 0, 1}, "dropped").help = "nobody sees this";
  CHECK(diagnostics.error_count() == 3);
  CHECK(diagnostics.dropped() == 1);
  REQUIRE(diagnostics.sorted().size() == 2);
  CHECK(diagnostics.sorted()[0].message == "first");
  CHECK(diagnostics.sorted()[1].primary.text == "label");
  CHECK(diagnostics.all()[0].message == "second");
}

TEST_CASE("codes of diagnostics are kebab-case and each stands once") {
  const DiagnosticKind kinds[] = {
#define MERUIT_DIAGNOSTIC(name, code, severity, summary) DiagnosticKind::name,
#include "source/diagnostic_kinds.def"
#undef MERUIT_DIAGNOSTIC
  };
  std::set<std::string> seen;
  for (const DiagnosticKind kind : kinds) {
    const std::string text = code(kind);
    CAPTURE(text);
    CHECK(seen.insert(text).second);
    CHECK(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
    CHECK(std::string(summary(kind)).size() > 10);
    CHECK_FALSE(std::string(summary(kind)).ends_with('.'));
  }
}

}  // namespace

}  // namespace meruit::source
