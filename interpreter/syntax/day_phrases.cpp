// Days and periods said as people say them, which leaves open which days are meant.
#include "syntax/antlr.h"
#include "syntax/messages.h"

namespace meruit::syntax {

namespace {

bool is_measure(std::size_t type) {
  return type == G::DAY || type == G::DAYS || type == G::MONTH || type == G::MONTHS || type == G::YEAR ||
         type == G::YEARS;
}

bool has_text(const Scene& scene, std::size_t at, std::string_view text) {
  return at < scene.words.size() && scene.written(at) == text;
}

// The date or period that begins here, if it is short enough to be copied; `otherwise` where it is not.
std::string value_at(const Scene& scene, std::size_t at, const std::string& otherwise) {
  const bool part = (scene.type(at) == G::START || scene.type(at) == G::END) && scene.type(at + 1) == G::OF;
  const std::size_t last = part ? at + 2 : at;
  const std::size_t type = scene.type(last), next = scene.type(last + 1);
  const bool simple = may_be_name(type) || type == G::DATE || type == G::TERM;
  if (!simple || next == G::DOT || next == G::OF || next == G::CALL_OPEN) return otherwise;
  return part ? scene.written(at) + " of " + scene.written(last) : scene.written(last);
}

// `30 days before D`, `12 months after D`.
Explanation on_one_side(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  const bool before = scene.type(at) == G::BEFORE;
  if (at < 2 || (!before && scene.type(at) != G::AFTER)) return std::nullopt;
  if (!is_measure(scene.type(at - 1)) || scene.type(at - 2) != G::NUMBER) return std::nullopt;
  const std::string count = scene.written(at - 2) + " " + scene.written(at - 1);
  const std::string date = value_at(scene, at + 1, "D"), side = before ? "before" : "after";
  return say(source::join(scene.span(at - 2), scene.span(at)),
             "`" + count + " " + side + "` may be one day, or all the days " + (before ? "up to it" : "from it on"),
             "the day is `" + date + (before ? " - " : " + ") + count + "`; the days are `(" + count +
                 (before ? " ending on the day before " : " starting on the day after ") + date + ")`",
             source::DiagnosticKind::TwoReadings);
}

// `served within 30 days of D`.
Explanation within(const Scene& scene) {
  const std::size_t mistake = scene.mistake.word;
  for (std::size_t at = mistake > 0 ? mistake - 1 : 0; at <= mistake; ++at) {
    if (!has_text(scene, at, "within") || scene.type(at + 1) != G::NUMBER || !is_measure(scene.type(at + 2))) continue;
    const std::string count = scene.written(at + 1) + " " + scene.written(at + 2);
    const std::string date = value_at(scene, at + 4, "D");
    const std::string subject = at > 0 && may_be_name(scene.type(at - 1)) ? scene.written(at - 1) : "x";
    return say(source::join(scene.span(at), scene.span(at + 2)),
               "`within " + count + "` does not say on which side, nor whether the day itself is one of them",
               "the contract says which: `" + subject + " in (" + date + " to " + date + " + " + count + ")`, `" +
                   subject + " in (" + count + " starting on " + date + ")` or `" + subject + " in (" + count +
                   " ending on the day before " + date + ")`",
               source::DiagnosticKind::TwoReadings);
  }
  return std::nullopt;
}

// `served between A and B`, `days between A and B`.
Explanation between(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0 || !has_text(scene, at, "between")) return std::nullopt;
  const bool two = scene.type(at + 2) == G::AND;
  const std::string first = two ? value_at(scene, at + 1, "A") : "A";
  const std::string last = two ? value_at(scene, at + 3, "B") : "B";
  const std::string subject = scene.written(at - 1);
  if (!is_measure(scene.type(at - 1)))
    return say(scene.span(at), "`between` does not say whether its ends are inside",
               "with both ends inside: of dates `" + subject + " in (" + first + " to " + last + ")`, of numbers `" +
                   subject + " >= " + first + " and " + subject + " <= " + last + "`",
               source::DiagnosticKind::TwoReadings);
  return say(source::join(scene.span(at - 1), scene.span(at)),
             "`" + subject + " between` does not say which of its ends are counted",
             "write `(" + subject + " from " + first + " to " + last + ")`, which counts from the one to the other" +
                 (scene.type(at - 1) == G::DAYS
                      ? ", or `days of (" + first + " to " + last + ")`, which counts both ends and is one more"
                      : std::string()),
             source::DiagnosticKind::TwoReadings);
}

// `count of days of P`, `month of D`, and a phrase without its parentheses.
Explanation of_and_from(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0) return std::nullopt;
  const std::size_t before = scene.type(at - 1);
  if (scene.type(at) == G::OF && before == G::DAYS && at > 2 && scene.type(at - 3) == G::COUNT)
    return say(source::join(scene.span(at - 3), scene.span(at)), "`count of` counts records",
               "the days of a period are `days of " + value_at(scene, at + 1, "P") + "`");
  if (scene.type(at) == G::OF && (before == G::MONTH || before == G::QUARTER)) {
    const std::string part = "calendar " + scene.written(at - 1) + " of " + value_at(scene, at + 1, "D");
    return say(source::join(scene.span(at - 1), scene.span(at)),
               "`" + scene.written(at - 1) + " of` may be a number or the days",
               "the days are `" + part + "`, the first of them `start of " + part + "`",
               source::DiagnosticKind::TwoReadings);
  }
  const bool elapsed = scene.type(at) == G::FROM && (before == G::DAYS || before == G::MONTHS || before == G::YEARS);
  if (!elapsed) return std::nullopt;
  return say(
      source::join(scene.span(at - 1), scene.span(at)),
      "`" + scene.written(at - 1) + " from … to …` is a phrase inside a longer expression",
      "put the phrase in parentheses: `(" + scene.written(at - 1) + " from " + value_at(scene, at + 1, "A") + " to …)`",
      source::DiagnosticKind::TwoReadings);
}

}  // namespace

Explanation explain_days(const Scene& scene) {
  for (const auto& explanation : {on_one_side, within, between, of_and_from})
    if (Explanation found = explanation(scene)) return found;
  return std::nullopt;
}

}  // namespace meruit::syntax
