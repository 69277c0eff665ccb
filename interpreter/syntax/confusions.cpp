// One sign or word for another, and constructs that later versions of the language bring.
#include <algorithm>
#include <array>

#include "syntax/antlr.h"
#include "syntax/messages.h"

namespace meruit::syntax {

namespace {

source::Diagnostic not_yet(const Scene& scene, std::size_t at, const std::string& what) {
  return say(scene.span(at), what + " not part of this version of the language", "leave it out for now",
             source::DiagnosticKind::NotYet);
}

Explanation is_not(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0 || scene.type(at) != G::NOT || scene.type(at - 1) != G::IS) return std::nullopt;
  const std::size_t next = scene.type(at + 1);
  const char* help = next == G::GIVEN ? "write `is missing`" : next == G::MISSING ? "write `is given`" : "write `<>`";
  return say(source::join(scene.span(at - 1), scene.span(at)), "`is not` is not a comparison here", help);
}

// `is` and `=` and `:` in each other's places.
Explanation wrong_sign(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at > 0 && scene.type(at - 1) == G::IS && scene.repairs.replace(at - 1, G::EQ))
    return say(scene.span(at - 1), "`is` asks only `is given` and `is missing`",
               "to compare, use `=`: `" + (at > 1 ? scene.written(at - 2) + " " : "") + "= " + scene.written(at) + "`");
  const std::size_t type = scene.type(at);
  if (type == G::COLON && scene.repairs.insert(at, G::RPAREN))
    return std::nullopt;  // the `:` is right, a `)` is missing
  if ((type == G::EQ || type == G::COLON) && scene.repairs.replace(at, G::IS))
    return say(scene.span(at), "a definition uses `is`, not " + scene.quoted(at), "write `is`");
  if (type == G::IS && scene.inside(G::RuleRecord) && scene.type(at + 2) == G::COMMA)
    return say(
        scene.span(at), "a field has `:` before its type, not `is`",
        "the words that a field may hold: `" + scene.written(at - 1) + ": one of " + scene.written(at + 1) + ", …`");
  if ((type == G::EQ || type == G::IS) && scene.repairs.replace(at, G::COLON))
    return say(scene.span(at), "a row uses `:` between its label and its value, not " + scene.quoted(at), "write `:`");
  if (at > 0 && scene.type(at - 1) == G::IS && scene.repairs.replace(at - 1, G::COLON))
    return say(scene.span(at - 1), "a row uses `:` between its label and its value, not `is`", "write `:`");
  if (type == G::COLON && scene.repairs.replace(at, G::COMMA))
    return say(scene.span(at), "a `:` where the next value begins", "write `,`");
  if (type == G::COMMA && scene.repairs.replace(at, G::COLON))
    return say(scene.span(at), "a `,` where the value of the row begins", "write `:`");
  if (type == G::COMMA && scene.repairs.replace(at, G::DOT) && scene.inside(G::RuleOperation))
    return say(scene.span(at), "a `,` in the middle of a value", "a decimal point is `.`");
  return std::nullopt;
}

// A phrase reaches to the end of its whole expression, so inside a longer one it stands in parentheses.
Explanation bare_phrase(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  const std::size_t before = at > 0 ? scene.type(at - 1) : 0;
  constexpr std::array kFolds = {G::SUM,    G::COUNT, G::SMALLEST,  G::LARGEST,   G::PRODUCT,
                                 G::MEDIAN, G::MEAN,  G::DEVIATION, G::PERCENTILE};
  const bool folds = std::find(kFolds.begin(), kFolds.end(), before) != kFolds.end();
  if (scene.type(at) == G::OF && folds) {
    const std::string word = scene.written(at - 1);
    return say(source::join(scene.span(at - 1), scene.span(at)),
               "`" + word + " of …` is a phrase inside a longer expression",
               "put the phrase in parentheses: `(" + word + " of … )`", source::DiagnosticKind::TwoReadings);
  }
  const bool quantifier = scene.type(at) == G::ANY || (before == G::EVERY && may_be_name(scene.type(at)));
  if (quantifier && scene.could_stand(G::LPAREN))
    return say(scene.span(at), scene.quoted(at) + " begins a phrase inside a longer expression",
               "put the phrase in parentheses: `(any … where …)`", source::DiagnosticKind::TwoReadings);
  return std::nullopt;
}

// `any visits`, with no condition behind it.
Explanation any_of_what(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at < 2 || scene.type(at - 2) != G::ANY || !may_be_name(scene.type(at - 1)) || scene.repairs.insert(at, G::WHERE))
    return std::nullopt;
  const std::string rows = scene.written(at - 1);
  return say(source::join(scene.span(at - 2), scene.span(at - 1)), "`any " + rows + "` says nothing of them",
             "`(count of " + rows + ") > 0` asks whether there are any; `any " + rows +
                 " where …` whether one is as the condition says");
}

bool is_arithmetic(std::size_t type) {
  return type == G::STAR || type == G::SLASH || type == G::PLUS || type == G::MINUS;
}

// `sum of x over acos / 2`, `count of acos + 1`.
Explanation counting_on(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at < 3 || !is_arithmetic(scene.type(at))) return std::nullopt;
  const bool counted = scene.type(at - 2) == G::OF && scene.type(at - 3) == G::COUNT;
  if (scene.type(at - 2) != G::OVER && !counted) return std::nullopt;
  return say(scene.span(at), "the phrase before " + scene.quoted(at) + " is a whole expression",
             "to go on computing put it in parentheses, as in `(sum of x over acos) / 2`",
             source::DiagnosticKind::TwoReadings);
}

// `otherwise` belongs after the last `when`.
Explanation early_otherwise(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  const char* help = "put the row with `otherwise` after the last `when`";
  if (at > 0 && scene.type(at) == G::OTHERWISE && scene.type(at - 1) == G::IS)
    return say(scene.span(at), "`otherwise` stands before the cases", help);
  if (scene.type(at) != G::WHEN) return std::nullopt;
  for (std::size_t before = at; before-- > scene.mistake.statement;)
    if (scene.type(before) == G::OTHERWISE)
      return say(scene.span(before), "`otherwise` stands before the last case", help);
  return std::nullopt;
}

// Rows behind what is expected.
Explanation late_row(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (scene.type(at) != G::ROW || scene.type(at + 2) != G::GIVEN) return std::nullopt;
  return say(scene.span(at), "a row of an example stands before what is expected", "put it before `expect`");
}

// `term: 2025`.
Explanation year_as_term(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at < 3 || scene.type(at) == G::TO || !scene.inside(G::RuleHeader) || scene.type(at - 1) != G::NUMBER ||
      scene.type(at - 2) != G::COLON || scene.type(at - 3) != G::TERM || scene.written(at - 1).size() != 4)
    return std::nullopt;
  const std::string year = scene.written(at - 1);
  return say(scene.span(at - 1), "the term is its first and its last day, and " + scene.quoted(at - 1) + " is neither",
             "for the calendar year write `term: " + year + "-01-01 to " + year + "-12-31`");
}

struct EdgeWord {
  std::string_view word;
  std::string_view edge;
};

constexpr std::array kAfterNumber = {EdgeWord{"lower", "up to"},     EdgeWord{"less", "up to"},
                                     EdgeWord{"fewer", "up to"},     EdgeWord{"below", "up to"},
                                     EdgeWord{"under", "up to"},     EdgeWord{"more", "at least"},
                                     EdgeWord{"higher", "at least"}, EdgeWord{"greater", "at least"},
                                     EdgeWord{"above", "at least"},  EdgeWord{"over", "at least"}};
constexpr std::array kBeforeNumber = {EdgeWord{"over", "above"}, EdgeWord{"under", "below"}};

bool is_edge_number(std::size_t type) {
  return type == G::NUMBER || type == G::GROUPED || type == G::PERCENTAGE || type == G::MONEY;
}

// `20% or lower: …`, `over 20%: …`, as the row of bands or a curve.
Explanation edge_in_other_words(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (!scene.inside(G::RuleBands) && !scene.inside(G::RuleCurve)) return std::nullopt;
  for (std::size_t number = at > 0 ? at - 1 : at; number <= at; ++number) {
    if (!is_edge_number(scene.type(number)) || scene.type(number + 1) != G::OR) continue;
    for (const EdgeWord& one : kAfterNumber)
      if (scene.written(number + 2) == one.word)
        return say(source::join(scene.span(number), scene.span(number + 2)), "a row of bands begins with its edge",
                   "write `" + std::string(one.edge) + " " + scene.written(number) + ":`");
  }
  for (const EdgeWord& one : kBeforeNumber)
    if (at < scene.words.size() && scene.written(at) == one.word && is_edge_number(scene.type(at + 1)))
      return say(source::join(scene.span(at), scene.span(at + 1)), "a row of bands begins with its edge",
                 "write `" + std::string(one.edge) + " " + scene.written(at + 1) + ":`");
  return std::nullopt;
}

// `given` without its parentheses; a split that is not the whole value.
Explanation bare_given_or_split(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  const bool has_givens = scene.inside(G::RuleUse) || scene.inside(G::RuleExample);
  if (scene.type(at) == G::GIVEN && at > 0 && !has_givens)
    return say(scene.span(at), "what `given` reaches is not clear here",
               "put the value and what it is given in parentheses: `(x given cost: $5)`",
               source::DiagnosticKind::TwoReadings);
  if (at > 1 && scene.type(at - 1) == G::SPLIT && scene.type(at - 2) != G::IS && !scene.could_stand(G::NAME))
    return say(scene.span(at - 1), "a split is the whole value of a rule or of a line",
               "make it a rule of its own, and use its name");
  return std::nullopt;
}

// A second phrase behind one that already stands alone.
Explanation second_phrase(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  switch (scene.type(at)) {
    case G::IF:
    case G::ROUNDED:
    case G::ON:
    case G::OVER:
    case G::WHERE:
      break;
    case G::REQUIRED:
      return say(scene.span(at), "`required …` is a phrase inside a longer expression",
                 "put the phrase in parentheses: `(required …)`", source::DiagnosticKind::TwoReadings);
    default:
      return std::nullopt;
  }
  if (scene.type(at) == G::ROUNDED && at > 0 && scene.repairs.insert(at, G::COMMA)) return std::nullopt;
  return say(scene.span(at), "how far " + scene.quoted(at) + " reaches is not clear here",
             "put the phrase before it in parentheses, as in `(sum of x over y) rounded to cents`",
             source::DiagnosticKind::TwoReadings);
}

Explanation minus(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (scene.type(at) == G::UNARY_MINUS && scene.repairs.replace(at, G::MINUS))
    return say(scene.span(at), "a minus that touches only the value after it makes that value negative",
               "to subtract, put spaces on both sides of the `-`", source::DiagnosticKind::TwoReadings);
  if (scene.type(at) == G::MINUS && scene.repairs.replace(at, G::UNARY_MINUS))
    return say(scene.span(at), "a minus with nothing before it to subtract from",
               "the minus of a single value touches it, as in `-x`", source::DiagnosticKind::TwoReadings);
  return std::nullopt;
}

Explanation bracket(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0) return std::nullopt;
  if (scene.type(at) == G::RPAREN && scene.type(at - 1) == G::CALL_OPEN)
    return say(source::join(scene.span(at - 1), scene.span(at)), "brackets with nothing in them",
               "leave them out: a value without inputs is named without brackets");
  if (scene.type(at) == G::LPAREN && may_be_name(scene.type(at - 1)) && scene.repairs.replace(at, G::CALL_OPEN))
    return say(scene.span(at), "a space between " + scene.quoted(at - 1) + " and its bracket",
               "close the gap, as in `" + scene.written(at - 1) + "(`; or write the operator that is missing",
               source::DiagnosticKind::TwoReadings);
  return std::nullopt;
}

}  // namespace

Explanation explain_later(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  const bool between = scene.mistake.rules.size() == 1;
  if (is_later(scene.type(at)) && between) return not_yet(scene, at, scene.quoted(at) + " is");
  if (!scene.inside(G::RuleRecord)) return std::nullopt;
  std::size_t behind = scene.mistake.statement + 2;  // `record NAME of PARENT "Title"`, and then
  const bool below = scene.type(behind) == G::OF;
  if (below) behind += 2;
  if (below && scene.type(behind) == G::COMMA && at == behind + 1 && may_be_name(scene.type(at)))
    return not_yet(scene, at, "a record below two others is");
  if (scene.type(behind) == G::TEXT) ++behind;
  if (scene.type(behind) == G::FROM && at <= behind + 1) return not_yet(scene, behind, "a record made from another is");
  if (scene.type(behind) == G::COMMA && scene.type(at) == G::NO && at == behind + 1)
    return not_yet(scene, at, "a record without a key is");
  return std::nullopt;
}

Explanation explain_confusion(const Scene& scene) {
  for (const auto& explanation :
       {early_otherwise, late_row, year_as_term, edge_in_other_words, bracket, minus, bare_phrase, any_of_what,
        counting_on, bare_given_or_split, is_not, wrong_sign, second_phrase})
    if (Explanation found = explanation(scene)) return found;
  return std::nullopt;
}

}  // namespace meruit::syntax
