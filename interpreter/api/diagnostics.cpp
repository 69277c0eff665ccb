// The compiler's diagnostics as public data, and their renderings.
#include "api/inside.h"
#include "source/render.h"
#include "source/wording.h"

namespace meruit {

namespace api {

namespace {

Severity public_severity(source::Severity severity) {
  switch (severity) {
    case source::Severity::Error:
      return Severity::Error;
    case source::Severity::Warning:
      return Severity::Warning;
    case source::Severity::Note:
      return Severity::Note;
  }
  return Severity::Error;
}

}  // namespace

Place place_of(const source::Sources& sources, source::Span span) {
  if (!span.given()) return {};
  const source::Position first = sources.position(span.source, span.begin);
  const source::Position end = sources.position(span.source, span.end);
  return {sources[span.source].path, first.line, first.column, end.line, end.column};
}

std::vector<Diagnostic> to_public(const std::shared_ptr<const source::Sources>& sources,
                                  const source::Diagnostics& sink) {
  std::vector<Diagnostic> result;
  for (const source::Diagnostic& found : sink.sorted()) {
    Diagnostic diagnostic;
    diagnostic.severity = public_severity(source::severity(found.kind));
    diagnostic.code = source::code(found.kind);
    diagnostic.message = found.message;
    diagnostic.place = place_of(*sources, found.primary.span);
    if (!found.primary.text.empty()) diagnostic.labels.push_back({diagnostic.place, found.primary.text});
    for (const source::Label& label : found.secondary)
      diagnostic.labels.push_back({place_of(*sources, label.span), label.text});
    diagnostic.help = found.help;
    diagnostic.origin = std::make_shared<const DiagnosticOrigin>(DiagnosticOrigin{sources, found});
    result.push_back(std::move(diagnostic));
  }
  if (sink.dropped() > 0) {
    Diagnostic more;
    more.severity = Severity::Note;
    more.code = "more";
    more.message =
        source::counted(sink.dropped(), "further message") + (sink.dropped() == 1 ? " is" : " are") + " not shown";
    result.push_back(std::move(more));
  }
  return result;
}

Error plain_error(ErrorKind kind, std::string code, std::string message) {
  return {kind, std::move(code), std::move(message), {}, {}, {}, 0};
}

Error diagnosed(ErrorKind kind, std::string code, std::vector<Diagnostic> diagnostics) {
  std::string message;
  for (const Diagnostic& diagnostic : diagnostics)
    message += (message.empty() ? "" : "\n") + render(diagnostic, Rendering::OneLine);
  Error error = plain_error(kind, std::move(code), std::move(message));
  error.diagnostics = std::move(diagnostics);
  return error;
}

}  // namespace api

const char* word(Severity severity) {
  return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "note";
}

namespace {

std::string render_without_text(const Diagnostic& diagnostic, Rendering form) {
  std::string text = std::string(word(diagnostic.severity)) + "[" + diagnostic.code + "]: " + diagnostic.message;
  if (!diagnostic.place.file.empty()) text = diagnostic.place.file + ": " + text;
  if (!diagnostic.help.empty())
    text += form == Rendering::OneLine ? " (" + diagnostic.help + ")" : "\n  = help: " + diagnostic.help;
  return form == Rendering::OneLine ? text : text + "\n";
}

std::string without_end(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace

std::string render(const Diagnostic& diagnostic, Rendering form) {
  if (!diagnostic.origin) return render_without_text(diagnostic, form);
  const auto& [sources, found] = *diagnostic.origin;
  if (form == Rendering::OneLine) return without_end(source::render_line(*sources, found));
  return source::render_framed(*sources, found, {.color = form == Rendering::FramedInColor});
}

}  // namespace meruit
