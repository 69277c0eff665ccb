// The table of diagnostic kinds, and the sink that the stages report into.
#include "source/diagnostic.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace meruit::source {

namespace {

struct KindRow {
  const char* code;
  Severity severity;
  const char* summary;
};

constexpr KindRow kKinds[] = {
#define MERUIT_DIAGNOSTIC(name, code, severity, summary) {code, Severity::severity, summary},
#include "source/diagnostic_kinds.def"
#undef MERUIT_DIAGNOSTIC
};

const KindRow& row(DiagnosticKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

}  // namespace

const char* code(DiagnosticKind kind) { return row(kind).code; }
Severity severity(DiagnosticKind kind) { return row(kind).severity; }
const char* summary(DiagnosticKind kind) { return row(kind).summary; }

Diagnostic& Diagnostics::add(DiagnosticKind kind, Span span, std::string message, std::string help) {
  if (source::severity(kind) == Severity::Error) ++errors_;
  Diagnostic diagnostic{kind, std::move(message), {span, {}}, {}, std::move(help)};
  if (all_.size() >= limit_) {
    ++dropped_;
    return spare_ = std::move(diagnostic);
  }
  return all_.emplace_back(std::move(diagnostic));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> result = all_;
  const auto place = [](const Diagnostic& d) { return std::tuple(d.primary.span.source, d.primary.span.begin); };
  std::stable_sort(result.begin(), result.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
  return result;
}

}  // namespace meruit::source
