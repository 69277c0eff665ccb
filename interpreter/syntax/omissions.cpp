// What is missing or too much, as the parser's trials show it; and the plain message when no small change helps.
#include <algorithm>
#include <array>

#include "syntax/antlr.h"
#include "syntax/messages.h"

namespace meruit::syntax {

namespace {

source::Diagnostic unclosed(const Scene& scene, std::size_t open) {
  const std::size_t at = scene.mistake.word;
  if (scene.type(at) == G::COLON && scene.repairs.insert(at, G::RPAREN)) {
    source::Diagnostic found = say(scene.span(open), "the `(` opened here is not closed before `:`",
                                   "write `)` before it", source::DiagnosticKind::Unclosed);
    found.secondary.push_back({scene.span(at), "before this `:`"});
    return found;
  }
  source::Diagnostic found =
      say(at > 0 ? scene.behind(at - 1) : scene.span(at), "a `)` is missing",
          "close the bracket where the part that it holds ends", source::DiagnosticKind::Unclosed);
  found.secondary.push_back({scene.span(open), "this bracket is not closed"});
  return found;
}

Explanation brackets(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (const auto open = scene.repairs.open_bracket(at)) {
    const std::size_t type = scene.type(at);
    const bool ends =
        at >= scene.words.size() || is_statement(type) || type == G::COLON || type == G::WHEN || type == G::OTHERWISE;
    if (ends || scene.repairs.insert(at, G::RPAREN)) return unclosed(scene, *open);
  } else if (scene.type(at) == G::RPAREN) {
    return say(scene.span(at), "this `)` closes nothing", "leave it out, or put the `(` where its part begins");
  }
  return std::nullopt;
}

struct Glue {
  std::size_t type;
  std::string_view written;
  std::string_view help;
};

constexpr std::array kGlue = {
    Glue{G::COLON, ":", "a row has a `:` between its label and its value"},
    Glue{G::COMMA, ",",
         "values side by side, and what follows `for each …` and `in …` in a header, have commas before them"},
    Glue{G::IS, "is", "a definition has `is` before its value"},
    Glue{G::OF, "of", ""},
    Glue{G::TO, "to", ""},
    Glue{G::FOR, "for", ""},
    Glue{G::EACH, "each", "`for each` and the name of the record"},
    Glue{G::FROM, "from", ""},
    Glue{G::UP, "up", ""},
    Glue{G::AT, "at", "`at least` and a number"},
    Glue{G::LEAST, "least", "`at least` and a number"},
    Glue{G::A, "a", "`on X as a share of Y`"},
    Glue{G::AS, "as", ""},
    Glue{G::SHARE, "share", "`on X as a share of Y`"},
    Glue{G::OVER, "over", "`sum of X over` and the records"},
    Glue{G::WHERE, "where", "`any` and the records, `where` and a condition"},
    Glue{G::HAS, "has", "`every` and the record, `has` and a condition"},
    Glue{G::MISSING, "missing", ""},
    Glue{G::BE, "be", "`may be missing`"},
    Glue{G::MAY, "may", "`may be missing`"},
    Glue{G::THE, "the", "`the first that applies`"},
    Glue{G::FIRST, "first", "`the first that applies`"},
    Glue{G::THAT, "that", "`the first that applies`"},
    Glue{G::APPLIES, "applies", "`the first that applies`"},
    Glue{G::LOSSES, "losses", "`losses mirrored`, `losses separate` or `losses none`"},
    Glue{G::HALF, "half", "`half up`, `half even` or `half down`"},
    Glue{G::PLACES, "places", "as in `4 places`"},
    Glue{G::QUESTION, "question", "`open question \"…\"`"},
    Glue{G::ROUNDED, "rounded", "as in `rounded to cents`"},
    Glue{G::WHEN, "when", "each case begins with `when` or `otherwise`"},
    Glue{G::OTHERWISE, "otherwise", "each case begins with `when` or `otherwise`"},
    Glue{G::GIVEN, "given", ""},
    Glue{G::EXPECT, "expect", "an example says what it expects: `expect NAME: VALUE`"},
    Glue{G::CSV, "csv", "`supply RECORD from csv`"},
    Glue{G::CALL_OPEN, "(", "brackets touch the name before them"},
    Glue{G::LPAREN, "(", ""},
};

bool is_modifier(std::size_t type) {
  return type == G::ROUNDED || type == G::REPORTED || type == G::MAY || type == G::THE || type == G::LOSSES ||
         type == G::WHOLE || type == G::OPTIONAL || type == G::PLURAL;
}

Explanation missing_reason(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (!scene.inside(G::RuleSupply_row) || !scene.repairs.insert(at, {G::BECAUSE, G::TEXT})) return std::nullopt;
  return say(scene.behind(at - 1), "an assumption gives its reason", "add `because \"…\"`");
}

Explanation missing_glue(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0) return std::nullopt;
  const bool any_name = scene.repairs.insert(at, G::NAME);  // then a word that may be a name proves nothing
  for (const Glue& glue : kGlue) {
    if (any_name && (may_be_name(glue.type) || glue.type == G::MISSING)) continue;
    if (glue.type == G::EXPECT && !scene.inside(G::RuleExample)) continue;  // in a mapping it begins a statement
    if (!scene.repairs.insert(at, glue.type)) continue;
    if (glue.type == G::TO && scene.repairs.insert(at, G::STAR)) continue;  // any operator would do
    return say(
        scene.behind(at - 1),
        "`" + std::string(glue.written) + "` is missing between " + scene.quoted(at - 1) + " and " + scene.quoted(at),
        glue.type == G::COMMA && is_modifier(scene.type(at)) ? "a modifier has a comma before it"
                                                             : std::string(glue.help));
  }
  return std::nullopt;
}

bool value_expected(const Scene& scene) {
  return scene.mistake.decision == scene.mistake.word && scene.could_stand(G::MONEY);
}

bool joins_two(std::size_t type) {
  constexpr std::array kJoining = {G::PLUS, G::MINUS, G::STAR, G::SLASH, G::AND, G::OR,
                                   G::LT,   G::LE,    G::GT,   G::GE,    G::EQ,  G::NE};
  return std::any_of(kJoining.begin(), kJoining.end(), [&](auto one) { return type == one; });
}

// Beside an operator that has one value; otherwise empty.
std::string lacking_operand(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (joins_two(scene.type(at - 1)))
    return "write what comes after " + scene.quoted(at - 1) + ", or leave " + scene.quoted(at - 1) + " out";
  if (joins_two(scene.type(at)))
    return "write what comes before " + scene.quoted(at) + ", or leave " + scene.quoted(at) + " out";
  return {};
}

Explanation missing_value(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0 || !value_expected(scene)) return std::nullopt;
  if (!scene.repairs.insert(at, G::NAME)) return std::nullopt;
  return say(scene.behind(at - 1), "a value is missing after " + scene.quoted(at - 1), lacking_operand(scene));
}

Explanation missing_name(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0 || scene.mistake.decision != at || !scene.repairs.insert(at, G::NAME)) return std::nullopt;
  return say(scene.behind(at - 1), "a name is missing after " + scene.quoted(at - 1), "");
}

Explanation missing_operator(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0 || !scene.repairs.insert(at, G::STAR)) return std::nullopt;
  return say(scene.span(at), scene.quoted(at) + " follows " + scene.quoted(at - 1) + " with nothing between them",
             "write the operator that joins them, or leave one out");
}

// The first word of the line on which word `at` stands.
std::size_t line_start(const Scene& scene, std::size_t at) {
  const auto same_line = [&](std::size_t word) {
    const std::uint32_t end = scene.words[word - 1].end;
    return scene.text.substr(end, scene.words[word].begin - end).find('\n') == std::string_view::npos;
  };
  while (at > 0 && same_line(at)) --at;
  return at;
}

// A statement without its first word reads like a row of the one before it, or like nothing.
Explanation missing_statement_word(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at >= scene.words.size()) return std::nullopt;
  const std::size_t place = scene.mistake.rules.size() == 1 ? at : line_start(scene, at);
  for (const std::size_t type : {G::RULE, G::PARAMETER, G::TABLE, G::BANDS, G::CURVE, G::RECORD, G::PAY, G::EXCEPTION,
                                 G::LIST, G::PARTY, G::USE, G::EXAMPLE, G::CONTRACT, G::MAPPING, G::SUPPLY})
    if (scene.repairs.insert(place, type))
      return say(scene.span(place), "no statement begins with " + scene.quoted(place),
                 "put the word that says what it is before it, such as `rule`, `parameter`, `record` or `pay`");
  return std::nullopt;
}

Explanation idle_comma(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0 || scene.type(at - 1) != G::COMMA || !scene.repairs.remove(at - 1)) return std::nullopt;
  return say(scene.span(at - 1), "a comma that parts nothing", "leave it out");
}

Explanation too_much(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at < scene.words.size() && scene.repairs.remove(at)) {
    const bool after_number = at > 0 && (scene.type(at - 1) == G::NUMBER || scene.type(at - 1) == G::GROUPED);
    if (after_number && scene.type(at) == G::NAME)
      return say(
          scene.span(at), "nothing here is counted in " + scene.quoted(at),
          "leave it out; or a field or a header says what is counted, as in `number of " + scene.written(at) + "`");
    return say(scene.span(at), scene.quoted(at) + " is too much here",
               "leave it out, or write the operator that is missing before it");
  }
  for (const std::size_t left : {at - 1, at})  // at 0 wraps around, past every word
    if (left + 1 < scene.words.size() && left + 1 > 0 && scene.repairs.swap(left))
      return say(source::join(scene.span(left), scene.span(left + 1)),
                 scene.quoted(left) + " and " + scene.quoted(left + 1) + " stand in the wrong order",
                 "write `" + scene.written(left + 1) + " " + scene.written(left) + "`");
  if (at > 0 && scene.repairs.remove(at - 1))
    return say(scene.span(at - 1), scene.quoted(at - 1) + " is too much here", "leave it out");
  return std::nullopt;
}

struct Shape {
  std::size_t rule;
  std::string_view shape;
};

constexpr std::array kShapes = {
    Shape{G::RuleHeader_row,
          "rows of a contract are `version:`, `term:`, `currency:`, `rounding:`, `language:` and `cites:`"},
    Shape{G::RuleMapping_row, "rows of a mapping are `missing: \"…\"` and `unknown_columns: ignored`"},
    Shape{G::RuleRounding,
          "a rounding reads `rounded to cents`, `to $1`, `to 4 places` or `to 0.1%`, then perhaps `half up`"},
    Shape{G::RuleRounding_mode,
          "modes are `half up`, `half even`, `half down`, `away from zero`, `toward zero`, `ceiling` and `floor`"},
    Shape{G::RuleUnit, "a unit reads `money per member per month` or `visits per 1,000 member-months`"},
    Shape{G::RuleType,
          "types are `number`, `money`, `yes/no`, `text`, `date`, `period`, `one of a, b` and the names of lists"},
    Shape{G::RuleField, "a field reads `name \"Title\": number of visits, optional`"},
    Shape{G::RuleEdge,
          "an edge reads `up to E`, `below E`, `from A to B`, `from A to under B`, `above E` or `at least E`"},
    Shape{G::RuleBand, "a band reads `up to 5%: 50%`"},
    Shape{G::RuleTable_row, "a row of a table reads `key: value, value`"},
    Shape{G::RuleCase_when, "a case reads `when CONDITION: VALUE`"},
    Shape{G::RuleCase_otherwise, "the last case reads `otherwise: VALUE`"},
    Shape{G::RulePay_line, "a line of a payment reads `line NAME \"Title\": VALUE`"},
    Shape{G::RuleSplit,
          "a split reads `split POOL over RECORDS by WEIGHT, each part rounded down to cents, left over to the largest "
          "remainder, then lowest KEY`"},
    Shape{G::RuleSupply_row, "a row reads `field: COLUMN as percent`"},
    Shape{G::RuleHeader, "a contract begins `model NAME \"Title\" for each RECORD`; then rows such as `currency: USD`"},
    Shape{G::RuleTerm_statement, "a term reads `term 2023 is 2023-01-01 to 2023-12-31`"},
    Shape{G::RuleParty, "a party reads `party NAME \"Title\"`"},
    Shape{G::RuleList, "a list reads `list NAME is a, b, c`"},
    Shape{G::RuleRecord, "a record reads `record NAME \"Title\"`, then a row for each field, `key id: text` first"},
    Shape{G::RuleParameter,
          "a parameter reads `parameter NAME \"Title\" in UNIT is VALUE`, or has rows `from DATE: VALUE`"},
    Shape{G::RuleTable, "a table reads `table NAME(key) \"Title\" in UNIT`, then rows `key: value`"},
    Shape{G::RuleBands, "bands read `bands NAME(input) \"Title\" stepped in UNIT`, then rows such as `up to 5%: 50%`"},
    Shape{G::RuleCurve,
          "a curve reads `curve NAME(input) \"Title\" linear in UNIT`, then rows such as `from 0 to 10: 1% to 2%`"},
    Shape{G::RuleRule_statement,
          "a rule reads `rule NAME \"Title\" for each RECORD in UNIT, rounded to cents, reported is VALUE`"},
    Shape{G::RuleException_statement,
          "an exception reads `exception NAME to RULE \"Title\", after OTHER is`, then cases `when …: …`"},
    Shape{G::RulePay, "a payment reads `pay NAME \"Title\" from PARTY to PARTY, rounded to cents is VALUE`"},
    Shape{G::RuleUse, "a use reads `use MODEL from \"path\" as NAME given x: VALUE`"},
    Shape{G::RuleExample_row, "a row of an example reads `row RECORD given NAME: VALUE, NAME: VALUE`"},
    Shape{G::RuleExample, "an example reads `example \"Title\"`, then `given x: VALUE` and `expect y: VALUE`"},
    Shape{G::RuleOpen_question, "an open question reads `open question \"…\"`"},
    Shape{G::RuleProvision,
          "what an amendment changes reads `from DATE:` or `throughout:`, then `NAME is VALUE`, `adds STATEMENT`, "
          "`replaces STATEMENT` or `deletes NAME`"},
    Shape{G::RuleAmendment,
          "an amendment reads `amendment \"No. 1\" signed DATE`, then rows `from DATE: NAME is VALUE`"},
    Shape{G::RuleMapping, "a mapping begins `mapping NAME \"Title\" for MODEL`"},
    Shape{G::RuleSupply, "`supply RECORD from csv`, then rows `field: COLUMN`"},
};

// The shape of the innermost part that is open.
std::string shape(const Scene& scene) {
  for (const std::size_t rule : scene.mistake.rules)
    for (const Shape& one : kShapes)
      if (one.rule == rule) return std::string(one.shape);
  return "a statement begins with a word such as `rule`, `parameter`, `record` or `pay`";
}

}  // namespace

Explanation explain_omission(const Scene& scene) {
  for (const auto& explanation : {brackets, idle_comma, missing_reason, missing_glue, missing_value, missing_name,
                                  missing_statement_word, too_much, missing_operator})
    if (Explanation found = explanation(scene)) {
      if (found->help.empty()) found->help = shape(scene);
      return found;
    }
  return std::nullopt;
}

source::Diagnostic explain_plainly(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0) return say(scene.span(at), scene.quoted(at) + " does not begin a contract or a mapping", shape(scene));
  if (at >= scene.words.size())
    return say(scene.span(at), "the text ends too early, after " + scene.quoted(at - 1), shape(scene));
  if (value_expected(scene))
    return say(scene.behind(at - 1), "a value is missing after " + scene.quoted(at - 1),
               lacking_operand(scene).empty() ? shape(scene) : lacking_operand(scene));
  return say(scene.span(at), scene.quoted(at) + " does not fit after " + scene.quoted(at - 1), shape(scene));
}

}  // namespace meruit::syntax
