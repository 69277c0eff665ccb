// A mistake in the words of the writer: what was seen, where the cause stands (often before the word at which the
// parser stopped), and what to write instead. One message a mistake.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "source/diagnostic.h"
#include "syntax/recovery.h"
#include "syntax/repair.h"
#include "syntax/words.h"

namespace meruit::syntax {

[[nodiscard]] source::Diagnostic explain(source::SourceId, std::string_view text, const Words&, const Mistake&);

// What the explanations share; `at` of its functions may be past the last word.
struct Scene {
  source::SourceId source;
  std::string_view text;
  const Words& words;
  const Mistake& mistake;
  const Repairs& repairs;

  [[nodiscard]] std::size_t type(std::size_t at) const;     // 0 past the end
  [[nodiscard]] std::string written(std::size_t at) const;  // as written; long texts cut
  [[nodiscard]] std::string quoted(std::size_t at) const;   // in backticks; `the end of the text` past the end
  [[nodiscard]] source::Span span(std::size_t at) const;    // of a word, or the point at the end
  [[nodiscard]] source::Span behind(std::size_t at) const;  // the point right behind a word
  [[nodiscard]] bool could_stand(std::size_t type) const;   // where the parser stood when it stopped
  [[nodiscard]] bool inside(std::size_t rule) const;        // a rule of the grammar is open
};

using Explanation = std::optional<source::Diagnostic>;

[[nodiscard]] source::Diagnostic say(source::Span, std::string message, std::string help,
                                     source::DiagnosticKind = source::DiagnosticKind::SyntaxError);

// slips.cpp: words that are mistakes wherever they stand
[[nodiscard]] Explanation explain_slip(const Scene&);
// gatherings.cpp: averages, percentiles and their like in other words
[[nodiscard]] Explanation explain_gathering(const Scene&);
// confusions.cpp: one sign or word for another, and what later versions bring
[[nodiscard]] Explanation explain_later(const Scene&);
[[nodiscard]] Explanation explain_confusion(const Scene&);
// day_phrases.cpp: days and periods in words that leave open which days are meant
[[nodiscard]] Explanation explain_days(const Scene&);
// spelling.cpp: misspelt, reserved and doubled words
[[nodiscard]] Explanation explain_spelling(const Scene&);
// omissions.cpp: what is missing or too much, and, when nothing better is known, what was expected
[[nodiscard]] Explanation explain_omission(const Scene&);
[[nodiscard]] source::Diagnostic explain_plainly(const Scene&);

}  // namespace meruit::syntax
