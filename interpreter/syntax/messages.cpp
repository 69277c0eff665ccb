#include "syntax/messages.h"
namespace meruit::syntax {
source::Diagnostic explain(source::SourceId id, std::string_view text, const Words& words, const Mistake& m) {
  source::Diagnostic d;
  d.kind = source::DiagnosticKind::SyntaxError;
  if (m.word < words.size()) {
    d.primary.span = {id, words[m.word].begin, words[m.word].end};
    d.message = "`" + std::string(text_of(text, words[m.word])) + "` fits nowhere here";
  } else {
    auto e = static_cast<std::uint32_t>(text.size());
    d.primary.span = {id, e, e};
    d.message = "the text ends too early";
  }
  return d;
}
}  // namespace meruit::syntax
