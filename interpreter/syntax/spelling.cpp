// Misspelt, reserved and doubled words, and words that other languages use.
#include <algorithm>
#include <array>

#include "source/nearest.h"
#include "syntax/antlr.h"
#include "syntax/messages.h"

namespace meruit::syntax {

namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

source::Diagnostic did_you_mean(const Scene& scene, std::size_t at, const std::string& word) {
  if (lower(scene.written(at)) == word)
    return say(scene.span(at), scene.quoted(at) + " is written with small letters", "write `" + word + "`",
               source::DiagnosticKind::MisspeltWord);
  return say(scene.span(at), scene.quoted(at) + " is not understood here", "did you mean `" + word + "`?",
             source::DiagnosticKind::MisspeltWord);
}

// The nearest words of the language, nearest first, each tried by the parser.
Explanation misspelt(const Scene& scene, std::size_t at) {
  if (at >= scene.words.size() || !may_be_name(scene.type(at))) return std::nullopt;
  const std::string written = lower(scene.written(at));
  if (written.size() < 2) return std::nullopt;
  std::vector<std::string> known;
  for (const auto& [word, type] : language_words())
    if (type != scene.type(at)) known.push_back(word);
  constexpr int kTries = 4;
  for (int tried = 0; tried < kTries; ++tried) {
    const std::string word = source::nearest(written, known);
    if (word.empty()) return std::nullopt;
    if (scene.repairs.replace(at, language_words().at(word))) return did_you_mean(scene, at, word);
    known.erase(std::find(known.begin(), known.end(), word));
  }
  return std::nullopt;
}

struct Foreign {
  std::string_view word;
  std::string_view ours;
};

constexpr std::array kForeign = {
    Foreign{"else", "otherwise"},  Foreign{"default", "otherwise"},  Foreign{"elif", "when"},
    Foreign{"elseif", "when"},     Foreign{"define", "rule"},        Foreign{"formula", "rule"},
    Foreign{"const", "parameter"}, Foreign{"constant", "parameter"}, Foreign{"payment", "pay"},
    Foreign{"import", "use"},      Foreign{"include", "use"},        Foreign{"test", "example"},
    Foreign{"enum", "list"},       Foreign{"string", "text"},        Foreign{"boolean", "yes/no"},
    Foreign{"bool", "yes/no"},     Foreign{"decimal", "number"},     Foreign{"integer", "number"},
    Foreign{"currency", "money"},  Foreign{"equals", "="},           Foreign{"then", ":"},
    Foreign{"band", "bands"},
};

Explanation foreign(const Scene& scene, std::size_t at) {
  if (at >= scene.words.size() || !may_be_name(scene.type(at))) return std::nullopt;
  const std::string written = lower(scene.written(at));
  for (const Foreign& one : kForeign) {
    if (one.word != written) continue;
    std::size_t type = one.ours == "=" ? std::size_t{G::EQ} : std::size_t{G::COLON};
    if (const auto known = language_words().find(std::string(one.ours)); known != language_words().end())
      type = known->second;
    if (scene.repairs.replace(at, type))
      return say(scene.span(at), scene.quoted(at) + " is not a word of the language here",
                 "write `" + std::string(one.ours) + "`", source::DiagnosticKind::MisspeltWord);
  }
  return std::nullopt;
}

Explanation doubled(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0 || at >= scene.words.size()) return std::nullopt;
  if (text_of(scene.text, scene.words[at]) != text_of(scene.text, scene.words[at - 1])) return std::nullopt;
  if (!scene.repairs.remove(at)) return std::nullopt;
  return say(scene.span(at), scene.quoted(at) + " stands here twice", "leave one of them out");
}

Explanation reserved(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at >= scene.words.size() || !is_reserved(scene.type(at))) return std::nullopt;
  if (!scene.repairs.replace(at, G::NAME)) return std::nullopt;
  const bool above = scene.inside(G::RuleRecord) && at > 0 && scene.type(at - 1) == G::OF;
  if (above && at == scene.mistake.statement + 3 && scene.repairs.insert(at, G::NAME))
    return say(scene.behind(at - 1), "the record above is missing after `of`",
               "write its name, or leave `of` out where the record lies below none");
  std::string help = "choose another name, for example `" + scene.written(at) + "_1`";
  if (scene.inside(G::RuleSupply)) help = "for a column of that name write `column \"" + scene.written(at) + "\"`";
  return say(scene.span(at), scene.quoted(at) + " is reserved", std::move(help), source::DiagnosticKind::ReservedWord);
}

}  // namespace

Explanation explain_spelling(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (Explanation found = doubled(scene)) return found;
  if (Explanation found = reserved(scene)) return found;
  for (const std::size_t place : {at, at - 1}) {  // at 0 wraps around, past every word
    if (Explanation found = foreign(scene, place)) return found;
    if (Explanation found = misspelt(scene, place)) return found;
  }
  return std::nullopt;
}

}  // namespace meruit::syntax
