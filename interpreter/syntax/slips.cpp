// Words that no statement takes: each has a type of its own in the lexer, and a message of its own here.
#include <algorithm>
#include <array>

#include "calendar/date.h"
#include "syntax/antlr.h"
#include "syntax/messages.h"

namespace meruit::syntax {

namespace {

struct Instead {
  std::string_view written;
  const char* message;
  const char* help;
};

constexpr std::array kOperators = {
    Instead{"==", "`==` is not an operator here", "to compare, write `=`"},
    Instead{"!=", "`!=` is not an operator here", "for \"is not\", write `<>`"},
    Instead{"=<", "`=<` is not an operator here", "for \"at most\", write `<=`"},
    Instead{"=>", "`=>` is not an operator here", "for \"at least\", write `>=`"},
    Instead{"&&", "`&&` is not an operator here", "write `and`"},
    Instead{"&", "`&` is not an operator here", "write `and`"},
    Instead{"||", "`||` is not an operator here", "write `or`"},
    Instead{"|", "`|` is not an operator here", "write `or`"},
    Instead{"!", "`!` is not an operator here", "write `not`"},
    Instead{"**", "`**` is not an operator here", "multiply as often as it takes, as in `x * x`"},
    Instead{"^", "`^` is not an operator here", "multiply as often as it takes, as in `x * x`"},
    Instead{":=", "`:=` is not an operator here", "a definition uses `is`, a row uses `:`"},
    Instead{"\u2264", "`\u2264` is not an operator here", "write `<=`"},
    Instead{"\u2265", "`\u2265` is not an operator here", "write `>=`"},
    Instead{"\u2260", "`\u2260` is not an operator here", "write `<>`"},
    Instead{"\u00D7", "`\u00D7` is not an operator here", "to multiply, write `*`"},
    Instead{"\u00F7", "`\u00F7` is not an operator here", "to divide, write `/`"},
};

Explanation operator_slip(const Scene& scene, std::size_t at) {
  const std::string_view written = text_of(scene.text, scene.words[at]);
  for (const Instead& one : kOperators)
    if (one.written == written) return say(scene.span(at), one.message, one.help, source::DiagnosticKind::ForeignSign);
  return std::nullopt;
}

// "February 2024 ends on the 29th"; empty where the month is none.
std::string last_day_of(std::string_view written) {
  constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                  "July",    "August",   "September", "October", "November", "December"};
  constexpr std::array kLast = {"31", "30", "29", "28"};
  const auto digit = [&](std::size_t at) { return written[at] - '0'; };
  const int month = 10 * digit(5) + digit(6);
  if (month < 1 || month > 12) return {};
  for (const char* last : kLast)
    if (calendar::parse_date(std::string(written.substr(0, 8)) + last))
      return std::string(kMonths[static_cast<std::size_t>(month - 1)]) + " " + std::string(written.substr(0, 4)) +
             " ends on the " + last + (std::string_view(last) == "31" ? "st" : "th");
  return {};
}

source::Diagnostic odd_date(const Scene& scene, std::size_t at) {
  const std::string_view written = text_of(scene.text, scene.words[at]);
  const auto dashes = std::count(written.begin(), written.end(), '-');
  const bool whole_form = written.size() == 10 && dashes == 2 && written[4] == '-' && written[7] == '-';
  if (whole_form) {
    const std::string last = last_day_of(written);
    return say(scene.span(at), "there is no day " + scene.quoted(at) + " in the calendar",
               last.empty() ? "dates are year, month, day, as in `2023-01-31`" : last,
               source::DiagnosticKind::OddLiteral);
  }
  if (dashes == 1)
    return say(scene.span(at), scene.quoted(at) + " may be a month or a subtraction",
               "for a date write the day too, as in `2023-04-01`; to subtract, put spaces around the `-`",
               source::DiagnosticKind::OddLiteral);
  return say(scene.span(at), scene.quoted(at) + " is not written as a date",
             "write year, month, day, as in `2023-01-31`; to divide or subtract, put spaces around the sign",
             source::DiagnosticKind::OddLiteral);
}

source::Diagnostic odd_group(const Scene& scene, std::size_t at) {
  const std::string written = scene.written(at);
  const bool one_comma = std::count(written.begin(), written.end(), ',') == 1;
  std::string point = written;
  if (one_comma) point[point.find(',')] = '.';
  const bool list = scene.inside(G::RuleTable_row) || scene.repairs.open_bracket(at);
  return say(scene.span(at), scene.quoted(at) + (list ? " is neither one number nor two" : " is not a number"),
             "thousands have groups of three digits, as in `1,250`" +
                 (one_comma ? "; if it is a decimal, write `" + point + "`" : std::string()) +
                 (list ? "; between two values put a space after the comma" : ""),
             source::DiagnosticKind::OddLiteral);
}

source::Diagnostic unspaced_group(const Scene& scene, std::size_t at) {
  std::string one = scene.written(at);
  std::replace(one.begin(), one.end(), ',', '_');
  std::string two = scene.written(at);
  for (std::size_t comma = two.find(','); comma != std::string::npos; comma = two.find(',', comma + 1))
    two.insert(comma + 1, " ");
  return say(scene.span(at), "between brackets " + scene.quoted(at) + " may be one number or several",
             "for one number write `" + one + "`; for several put a space after the comma, `" + two + "`",
             source::DiagnosticKind::TwoReadings);
}

source::Diagnostic odd_number(const Scene& scene, std::size_t at) {
  const std::string written = scene.written(at);
  if (written.find('_') != std::string::npos &&
      std::any_of(written.begin(), written.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
    return say(scene.span(at), scene.quoted(at) + " is neither a number nor a name",
               "a name begins with a letter; digits may follow", source::DiagnosticKind::OddLiteral);
  return say(scene.span(at), scene.quoted(at) + " is not a number",
             "digits, and after a point more digits, as in `0.5`; a unit stands apart, as in `5 visits`",
             source::DiagnosticKind::OddLiteral);
}

Explanation sign_slip(const Scene& scene, std::size_t at) {
  switch (scene.type(at)) {
    case G::PERCENT_SIGN:
      if (at > 0 && scene.type(at - 1) == G::NUMBER)
        return say(source::join(scene.span(at - 1), scene.span(at)), "there is a space before `%`",
                   "write `" + scene.written(at - 1) + "%`", source::DiagnosticKind::OddLiteral);
      return say(scene.span(at), "`%` belongs right after a number",
                 "write it behind the number, as in `3.5%`; for another value's share divide it, as in `x / 100`",
                 source::DiagnosticKind::OddLiteral);
    case G::CURRENCY_SIGN:
      if (scene.written(at) == "$")
        return say(scene.span(at), "`$` belongs right before a number",
                   "write `$1,250.00`, and a minus before it: `-$3`", source::DiagnosticKind::OddLiteral);
      return say(scene.span(at), "amounts are written with `$`, whatever the currency",
                 "write `$5`; the contract's row `currency:` names the currency", source::DiagnosticKind::ForeignSign);
    case G::SEMICOLON:
      return say(scene.span(at), "`;` parts nothing here", "leave it out; a statement ends where the next begins",
                 source::DiagnosticKind::ForeignSign);
    case G::BRACKET:
      return say(scene.span(at), scene.quoted(at) + " is not used in the language",
                 "round brackets, `(` and `)`, are the only ones", source::DiagnosticKind::ForeignSign);
    case G::OTHER_COMMENT:
      return say(scene.span(at), "a comment begins with `#`", "write `# …`; it runs to the end of its line",
                 source::DiagnosticKind::ForeignSign);
    default:
      return std::nullopt;
  }
}

Explanation quote_slip(const Scene& scene, std::size_t at) {
  switch (scene.type(at)) {
    case G::UNCLOSED_TEXT:
      return say(scene.span(at), "this text is not closed on its line", "put a `\"` where it ends",
                 source::DiagnosticKind::Unclosed);
    case G::CURLY_TEXT:
      return say(scene.span(at), "typographic quotation marks", "write plain ones, `\"…\"`, on both sides",
                 source::DiagnosticKind::ForeignSign);
    case G::CURLY_QUOTE:
      return say(scene.span(at), scene.quoted(at) + " does not quote a text here", "write texts in `\"…\"`",
                 source::DiagnosticKind::ForeignSign);
    case G::LONG_DASH:
      return say(scene.span(at), "a long dash where a minus belongs", "write a plain `-`",
                 source::DiagnosticKind::ForeignSign);
    case G::ODD_BLANK:
      return say(scene.span(at), "a space of a special kind, such as one that does not break lines",
                 "replace it by a plain space; they come in by copying from a document",
                 source::DiagnosticKind::ForeignSign);
    default:
      return std::nullopt;
  }
}

// Not a mistake everywhere: a code in a mapping, and the name of a unit, have their places.
Explanation misplaced(const Scene& scene, std::size_t at) {
  if (scene.type(at) == G::HYPHENATED) {
    const std::string name = scene.written(at);
    const std::size_t dash = name.find('-');
    return say(scene.span(at), scene.quoted(at) + " reads as the name of a unit",
               "to subtract, put spaces around the minus: `" + name.substr(0, dash) + " - " + name.substr(dash + 1) +
                   "`; names have `_` between their words",
               source::DiagnosticKind::TwoReadings);
  }
  if (scene.type(at) == G::CODE) return odd_number(scene, at);
  return std::nullopt;
}

}  // namespace

Explanation explain_slip(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  switch (scene.type(at)) {
    case G::ODD_DATE:
      return odd_date(scene, at);
    case G::ODD_GROUP:
      return odd_group(scene, at);
    case G::UNSPACED_GROUP:
      return unspaced_group(scene, at);
    case G::ODD_NUMBER:
      return odd_number(scene, at);
    case G::OTHER_OPERATOR:
      return operator_slip(scene, at);
    case G::HYPHENATED:
    case G::CODE:
      return misplaced(scene, at);
    case G::DOT:
      if (scene.type(at + 1) != G::NUMBER) return std::nullopt;
      return say(source::join(scene.span(at), scene.span(at + 1)), "a number begins with a digit",
                 "write `0." + scene.written(at + 1) + "`", source::DiagnosticKind::OddLiteral);
    case G::MINUS_SLIP:
      return say(scene.span(at), "a minus with a space after it and none before",
                 "between two values put spaces on both sides; the minus of one value touches it",
                 source::DiagnosticKind::TwoReadings);
    case G::OTHER:
      return say(scene.span(at), scene.quoted(at) + " has no meaning in the language",
                 "names are made of letters without accents, digits and `_`; other characters belong in texts, `\"…\"`",
                 source::DiagnosticKind::ForeignSign);
    default:
      break;
  }
  if (Explanation found = quote_slip(scene, at)) return found;
  return sign_slip(scene, at);
}

}  // namespace meruit::syntax
