// The order matters: what is certain first, then what the repairs show, then the plain message.
#include "syntax/messages.h"

#include <algorithm>

#include "syntax/antlr.h"

namespace meruit::syntax {

namespace {

constexpr std::size_t kLongest = 40;  // characters of a word shown in a message

}  // namespace

std::size_t Scene::type(std::size_t at) const { return at < words.size() ? words[at].type : 0; }

std::string Scene::written(std::size_t at) const {
  std::string found(text_of(text, words[at]));
  if (found.size() <= kLongest) return found;
  std::size_t end = kLongest - 3;
  while ((static_cast<unsigned char>(found[end]) & 0xC0u) == 0x80u) --end;
  return found.substr(0, end) + "…";
}

std::string Scene::quoted(std::size_t at) const {
  return at < words.size() ? "`" + written(at) + "`" : std::string("the end of the text");
}

source::Span Scene::span(std::size_t at) const {
  const auto end = static_cast<std::uint32_t>(text.size());
  if (at >= words.size()) return words.empty() ? source::Span{source, end, end} : behind(words.size() - 1);
  return {source, words[at].begin, words[at].end};
}

source::Span Scene::behind(std::size_t at) const { return {source, words[at].end, words[at].end}; }

bool Scene::could_stand(std::size_t type) const { return mistake.expected.contains(type); }

bool Scene::inside(std::size_t rule) const {
  return std::find(mistake.rules.begin(), mistake.rules.end(), rule) != mistake.rules.end();
}

source::Diagnostic say(source::Span span, std::string message, std::string help, source::DiagnosticKind kind) {
  source::Diagnostic found;
  found.kind = kind;
  found.message = std::move(message);
  found.primary.span = span;
  found.help = std::move(help);
  return found;
}

source::Diagnostic explain(source::SourceId source, std::string_view text, const Words& words, const Mistake& mistake) {
  const Repairs repairs(text, words, mistake);
  const Scene scene{source, text, words, mistake, repairs};
  for (const auto& explanation : {explain_slip, explain_later, explain_days, explain_gathering, explain_spelling,
                                  explain_confusion, explain_omission})
    if (Explanation found = explanation(scene)) return std::move(*found);
  return explain_plainly(scene);
}

}  // namespace meruit::syntax
