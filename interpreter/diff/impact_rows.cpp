// Rows that a comparison sets apart, in words; and when two versions count as the same.
#include <algorithm>

#include "diff/impact_lines.h"
#include "number/rational.h"
#include "source/wording.h"

namespace meruit::diff {

namespace {

std::string grouped_count(std::uint64_t count) { return number::to_grouped(Rational(count)); }

// "a.csv: 5 records read = 2 compared + 2 quarantined + 1 left out".
std::string account(const ImpactRows& rows, const std::string& of, const std::string& record) {
  return of +
         (rows.origin.empty() ? ""
          : of.empty()        ? rows.origin
                              : " (" + rows.origin + ")") +
         (of.empty() && rows.origin.empty() ? "" : ": ") + source::counted(rows.read, record) +
         " read = " + grouped_count(rows.compared) + " compared + " + grouped_count(rows.quarantined) + " quarantined" +
         (rows.left_out > 0 ? " + " + grouped_count(rows.left_out) + " left out" : "") + ".";
}

bool same_account(const ImpactRows& a, const ImpactRows& b) {
  return a.relation == b.relation && a.origin == b.origin && a.read == b.read && a.compared == b.compared &&
         a.quarantined == b.quarantined && a.left_out == b.left_out;
}

std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

bool any_left_out(const Impact& impact) {
  const auto left_out = [](const ImpactRows& rows) { return rows.left_out > 0; };
  return std::any_of(impact.rows_before.begin(), impact.rows_before.end(), left_out) ||
         std::any_of(impact.rows_after.begin(), impact.rows_after.end(), left_out);
}

}  // namespace

std::vector<std::string> rows_sentences(const Impact& impact) {
  const std::string record = impact.relation.empty() ? "record" : impact.relation;
  std::vector<std::string> lines;
  for (std::size_t r = 0; r < impact.rows_before.size(); ++r) {
    const ImpactRows &before = impact.rows_before[r], &after = impact.rows_after[r];
    if (same_account(before, after)) {
      lines.push_back(account(before, "", before.relation));
    } else {
      lines.push_back(account(before, "old", before.relation));
      lines.push_back(account(after, "new", after.relation));
    }
  }
  if (any_left_out(impact))
    lines.push_back(
        is_several(impact)
            ? "Left out: rows as they should be that go along with what is set apart, on this side or the other."
            : "Left out: rows as they should be, whose " + record + " the other side sets apart.");
  if (impact.set_apart.empty()) return lines;
  lines.push_back(source::counted(impact.set_apart.size(), "row") +
                  " set apart: in no amount here, on neither side; what " +
                  (impact.set_apart.size() == 1 ? "it" : "they") + " would come to is not known.");
  if (impact.newly_set_apart + impact.no_longer_set_apart > 0)
    lines.push_back("Set apart by one side only: " + grouped_count(impact.newly_set_apart) + " newly, " +
                    grouped_count(impact.no_longer_set_apart) + " no longer.");
  const auto keyless = std::count_if(impact.set_apart.begin(), impact.set_apart.end(),
                                     [](const SetApart& each) { return each.row.key.empty(); });
  if (keyless > 0 && impact.all.only_before + impact.all.only_after > 0)
    lines.push_back("Of " + source::counted(static_cast<std::size_t>(keyless), "row") +
                    " the key cannot be read: what is told as only in the other data may be the same " + record + ".");
  if (!impact.incomplete.empty())
    lines.push_back("Worked out from all records, but without these: " + list_of(impact.incomplete) + ".");
  return lines;
}

std::vector<std::string> input_lines(const Impact& impact) {
  const auto line = [](const ComparedContract& contract, const ImpactInput& input) {
    constexpr std::size_t kShown = 12;  // digits of a digest
    std::string text = "contract " + contract.fingerprint.substr(0, kShown);
    if (!contract.term.empty()) text += ", term " + contract.term;
    for (const ImpactFile& file : input.files) {
      const std::string whose = input.files.size() > 1 ? file.relation + " " : "data ";
      if (!file.origin.empty()) text += ", " + whose + file.origin;
      if (!file.digest.empty()) text += " (SHA-256 " + file.digest.substr(0, kShown) + ")";
    }
    for (const Setting& each : input.settings) text += ", set " + each.name + " = " + each.value;
    return text;
  };
  const std::string old_line = line(impact.comparison.before, impact.input_before);
  const std::string new_line = line(impact.comparison.after, impact.input_after);
  if (old_line == new_line) return {"both: " + old_line};
  return {"old: " + old_line, "new: " + new_line};
}

std::string why_apart(const SetApart& one) {
  std::string text;
  for (const DataProblem& each : one.row.problems) text += (text.empty() ? "" : "; ") + each.message;
  return text;
}

std::vector<std::string> rows_set_apart(const Impact& impact) {
  std::vector<std::string> lines;
  const bool told_apart = std::any_of(impact.set_apart.begin(), impact.set_apart.end(),
                                      [](const auto& one) { return !one.before || !one.after; });
  for (const SetApart& each : impact.set_apart)
    lines.push_back((told_apart ? each.before && each.after ? "both: "
                                  : each.before             ? "old: "
                                                            : "new: "
                                : "") +
                    why_apart(each));
  return lines;
}

}  // namespace meruit::diff

namespace meruit {

bool Impact::same() const {
  return all.affected == 0 && !overall_affected && results.empty() && newly_set_apart == 0 && no_longer_set_apart == 0;
}

bool Impact::same_payments() const {
  return newly_set_apart == 0 && no_longer_set_apart == 0 &&
         std::none_of(payments.begin(), payments.end(),
                      [](const PaymentImpact& one) {
                        return one.affected + one.newly_undetermined + one.newly_determined > 0;
                      }) &&
         std::all_of(results.begin(), results.end(), [](const ResultImpact& one) { return one.line_of.empty(); });
}

bool Impact::within_limits() const {
  return beyond_limit.empty() && newly_set_apart == 0 &&
         std::all_of(payments.begin(), payments.end(), [](const auto& one) { return one.beyond_each.empty(); });
}

}  // namespace meruit
