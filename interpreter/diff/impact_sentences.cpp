// Who is affected, in sentences: of each kind of record, and beyond which limits.
#include "diff/impact_lines.h"
#include "source/wording.h"

namespace meruit::diff {

namespace {

std::string limit_sentence(const Impact& impact) {
  const std::string limit = readable_amount(impact.at_most);
  if (impact.beyond_limit.empty()) return "No payment's total changes by more than " + limit + ".";
  std::string text = "Beyond the limit of " + limit + ", or with records newly undetermined:";
  for (const std::size_t p : impact.beyond_limit) text += (text.back() == ':' ? " " : ", ") + impact.payments[p].name;
  return text + ".";
}

// "A1, A2, …".
std::string first_keys(const std::vector<std::string>& keys) {
  constexpr std::size_t kMost = 5;
  std::string text;
  for (std::size_t i = 0; i < keys.size() && i <= kMost; ++i)
    text += (i == 0 ? "" : ", ") + (i == kMost ? "…" : keys[i].empty() ? "all records" : keys[i]);
  return text;
}

std::string each_sentence(const Impact& impact, const std::string& record) {
  const std::string limit = readable_amount(impact.at_most_each);
  std::string text;
  for (const PaymentImpact& one : impact.payments)
    if (!one.beyond_each.empty())
      text += (text.empty() ? " " : "; ") + one.name + " of " + source::counted(one.beyond_each.size(), record) + " (" +
              first_keys(one.beyond_each) + ")";
  if (text.empty()) return "No payment of any " + record + " changes by more than " + limit + ".";
  return "Beyond the limit of " + limit + " for each " + record + ", or newly undetermined:" + text + ".";
}

// Results other than payments: a deficit that is carried forward is paid next year.
std::string results_sentence(const Impact& impact) {
  std::string names, whose;
  for (const ResultImpact& one : impact.results) names += (names.empty() ? "" : ", ") + one.name;
  if (impact.all.only_results == 0) return "Other results differ too: " + names + ".";
  for (const KindImpact& kind : impact.kinds)
    if (kind.only_results > 0)
      whose += (whose.empty() ? "" : " and ") + source::counted(kind.only_results, kind.relation);
  return whose + (impact.all.affected > 0 ? " more" : "") + (impact.all.only_results == 1 ? " has" : " have") +
         " another result: " + names + ".";
}

std::uint64_t records_of(const KindImpact& kind) { return kind.records_before + kind.only_after; }

std::string new_zeros(const KindImpact& kind) {
  if (kind.only_new_zeros == 0) return {};
  return ", and " + impact_count(kind.only_new_zeros) + (kind.only_new_zeros == 1 ? " has" : " have") +
         " a new payment of 0.00";
}

// Of one kind of record.
std::string affected_sentence(const Impact& impact, const KindImpact& kind) {
  const std::string overall = impact.overall_affected ? ", and what is paid over all of them." : ".";
  const std::string of = " of " + impact_count(records_of(kind));
  if (kind.affected == 0) return "No " + kind.relation + of + " is affected" + new_zeros(kind) + ".";
  return source::counted(kind.affected, kind.relation) + of + (kind.affected == 1 ? " is affected" : " are affected") +
         new_zeros(kind) + (is_several(impact) ? "." : overall);
}

std::vector<std::string> affected_sentences(const Impact& impact) {
  std::vector<std::string> lines;
  const bool several = is_several(impact);
  if (impact.all.affected > 0)
    for (const KindImpact& kind : impact.kinds) lines.push_back(affected_sentence(impact, kind));
  else if (impact.overall_affected && !several)
    lines.push_back("What is paid over all " + source::counted(records_of(impact.all), impact.relation) + " changes.");
  else if (impact.results.empty() && !impact.overall_affected)
    for (const KindImpact& kind : impact.kinds) lines.push_back(affected_sentence(impact, kind));
  else if (!impact.overall_affected)
    lines.push_back("No payment changes" + new_zeros(impact.all) + ".");
  if (several && impact.overall_affected) lines.push_back("What is paid over all records changes.");
  if (!impact.results.empty()) lines.push_back(results_sentence(impact));
  for (const KindImpact& kind : impact.kinds)
    if (kind.only_before + kind.only_after > 0)
      lines.push_back((several ? kind.relation + ": " : "") + impact_count(kind.only_before) +
                      " only in the old data, " + impact_count(kind.only_after) + " only in the new.");
  return lines;
}

}  // namespace

std::vector<std::string> impact_sentences(const Impact& impact) {
  const std::string record = impact.relation.empty() ? "record" : impact.relation;
  std::vector<std::string> lines = affected_sentences(impact);
  for (std::string& line : rows_sentences(impact)) lines.push_back(std::move(line));
  if (!impact.undetermined.empty())
    lines.push_back(source::counted(impact.undetermined.size(), record) + " cannot be worked out on either side and " +
                    (impact.undetermined.size() == 1 ? "is" : "are") + " in no amount (" +
                    first_keys(impact.undetermined) + "); `meruit run` says why.");
  if (!impact.at_most.empty()) lines.push_back(limit_sentence(impact));
  if (!impact.at_most_each.empty()) lines.push_back(each_sentence(impact, record));
  if (impact.newly_set_apart > 0 && !(impact.at_most.empty() && impact.at_most_each.empty()))
    lines.push_back("Beyond any limit: " + source::counted(impact.newly_set_apart, record) + " newly set apart.");
  return lines;
}

}  // namespace meruit::diff
