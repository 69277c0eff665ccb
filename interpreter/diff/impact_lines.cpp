#include "diff/impact_lines.h"

#include <algorithm>

#include "number/rational.h"
#include "source/wording.h"

namespace meruit::diff {

namespace {

std::string count_of(std::uint64_t count) { return number::to_grouped(Rational(count)); }

std::string named(const PaymentImpact& payment) { return payment.title.empty() ? payment.name : payment.title; }

bool is_nothing(const std::string& plain) { return plain.empty() || plain == "0"; }

bool contributes(const Contribution& one) {
  return one.affected > 0 || !is_nothing(one.in_sequence) || !is_nothing(one.alone);
}

// Whether a change, alone or after others, makes any difference to a payment.
bool is_touched(const Impact& impact, std::size_t payment) {
  return !is_nothing(impact.not_separable[payment]) || !is_nothing(impact.known_on_one_side[payment]) ||
         std::any_of(impact.steps.begin(), impact.steps.end(),
                     [&](const ImpactStep& step) { return contributes(step.payments[payment]); });
}

// The payments that differ for some record, which alone are shown beside groups and records; all where none does.
std::vector<std::size_t> shown_payments(const Impact& impact) {
  std::vector<std::size_t> all, differing;
  for (std::size_t p = 0; p < impact.payments.size(); ++p) {
    const PaymentImpact& one = impact.payments[p];
    all.push_back(p);
    if (one.affected + one.newly_undetermined + one.newly_determined > 0) differing.push_back(p);
  }
  return differing.empty() ? all : differing;
}

ImpactTable payments_table(const Impact& impact) {
  ImpactTable table{"payments",
                    {"payment", "old", "new", "change", "raised", "lowered", "newly paid", "no longer paid"},
                    {false, true, true, true, true, true, true, true},
                    {},
                    {}};
  for (const PaymentImpact& one : impact.payments) {
    table.rows.push_back({one.name, readable_amount(one.total.before), readable_amount(one.total.after),
                          readable_change(one.total.change), count_of(one.raised), count_of(one.lowered),
                          count_of(one.newly_paid), count_of(one.no_longer_paid)});
    if (one.turned)
      table.notes.push_back(named(one) + ": was paid from " + one.parties_before + ", is paid from " +
                            one.parties_after + "; all amounts are shown as paid from " + one.parties_before);
    if (one.newly_undetermined > 0)
      table.notes.push_back(named(one) + ": " + source::counted(one.newly_undetermined, "record") +
                            " newly undetermined");
    if (one.newly_determined > 0)
      table.notes.push_back(named(one) + ": " + source::counted(one.newly_determined, "record") +
                            " no longer undetermined");
    if (one.undetermined > 0)
      table.notes.push_back(named(one) + ": " + source::counted(one.undetermined, "record") + " undetermined in both");
  }
  std::string untouched;
  for (std::size_t p = 0; p < impact.payments.size(); ++p)
    if (!is_touched(impact, p)) untouched += (untouched.empty() ? "" : ", ") + impact.payments[p].name;
  if (!untouched.empty() && !impact.steps.empty() && !impact.same())
    table.notes.push_back("No change contributes to " + untouched + ".");
  return table;
}

ImpactTable results_table(const Impact& impact) {
  ImpactTable table{"other results that differ",
                    {"result", "records", "old", "new", "change"},
                    {false, true, true, true, true},
                    {},
                    {}};
  for (const ResultImpact& one : impact.results) {
    const Movement of = one.movement.value_or(Movement{});
    table.rows.push_back({one.name, one.overall ? "" : count_of(one.affected), readable_amount(of.before),
                          readable_amount(of.after), readable_change(of.change)});
    if (!one.line_of.empty()) table.notes.push_back(one.name + ": a line of " + one.line_of);
  }
  return table;
}

// As the changes are numbered above: "2", "3, 4"; nothing for the term and the data.
std::string numbers_of(const ImpactStep& step) {
  std::string text;
  for (const std::size_t change : step.changes) text += (text.empty() ? "" : ", ") + std::to_string(change + 1);
  return text;
}

ImpactTable steps_table(const Impact& impact, std::size_t payment) {
  const PaymentImpact& of = impact.payments[payment];
  ImpactTable table{"what each change contributes to " + of.name + ", one after the other",
                    {"", "change", "records", "contributes", "alone", "interaction"},
                    {true, false, true, true, true, true},
                    {},
                    {}};
  for (const ImpactStep& step : impact.steps) {
    const Contribution& one = step.payments[payment];
    if (!contributes(one)) continue;
    table.rows.push_back({numbers_of(step), step.title, count_of(one.affected), readable_change(one.in_sequence),
                          one.alone.empty() ? "–" : readable_change(one.alone), readable_change(one.interaction)});
    if (step.changes.size() > 1) table.notes.push_back(numbers_of(step) + " need each other, so they are one step");
  }
  if (table.rows.size() < impact.steps.size()) table.notes.emplace_back("No other change contributes.");
  const auto rest = [&](const std::string& amount, const char* what) {
    if (!is_nothing(amount)) table.rows.push_back({"", what, "", readable_change(amount), "", ""});
  };
  rest(impact.not_separable[payment], "records that cannot be worked out in between");
  rest(impact.known_on_one_side[payment], "records that are determined on one side only");
  table.rows.push_back({"", "all together", count_of(of.affected), readable_change(of.total.change), "", ""});
  return table;
}

// Beside groups and records stand amounts of records.
std::vector<std::size_t> payments_of_records(const Impact& impact) {
  std::vector<std::size_t> shown = shown_payments(impact);
  std::erase_if(shown, [&](std::size_t p) { return impact.payments[p].overall; });
  return shown;
}

bool is_several(const Impact& impact) { return impact.kinds.size() > 1; }

// Of several kinds those that one kind of record has.
std::vector<std::size_t> payments_beside(const Impact& impact, const std::string& relation) {
  std::vector<std::size_t> shown = shown_payments(impact);
  const auto has = [&](std::size_t p) {
    return std::any_of(impact.records.begin(), impact.records.end(), [&](const RecordImpact& one) {
      return one.relation == relation && !(is_nothing(one.payments[p].before) && is_nothing(one.payments[p].after));
    });
  };
  if (is_several(impact))
    std::erase_if(shown, [&](std::size_t p) { return impact.payments[p].relation != relation && !has(p); });
  return shown;
}

void add_heads(const Impact& impact, const std::vector<std::size_t>& payments, ImpactTable& table) {
  for (const std::size_t p : payments) {
    for (const char* what : {" old", " new", " change"}) table.heads.push_back(impact.payments[p].name + what);
    table.numbers.insert(table.numbers.end(), 3, true);
  }
}

void add_movements(const std::vector<std::size_t>& payments, const std::vector<Movement>& all,
                   std::vector<std::string>& row) {
  for (const std::size_t p : payments)
    row.insert(row.end(),
               {readable_amount(all[p].before), readable_amount(all[p].after), readable_change(all[p].change)});
}

ImpactTable groups_table(const Impact& impact) {
  ImpactTable table{"by " + impact.by, {impact.by, "records", "affected"}, {false, true, true}, {}, {}};
  const std::vector<std::size_t> payments = payments_of_records(impact);
  add_heads(impact, payments, table);
  for (const GroupImpact& one : impact.groups) {
    auto& row = table.rows.emplace_back();
    row = {one.value.empty() ? "(missing)" : one.value, count_of(one.records), count_of(one.affected)};
    add_movements(payments, one.payments, row);
  }
  for (const std::size_t p : shown_payments(impact))
    if (impact.payments[p].overall)
      table.notes.push_back(impact.payments[p].name + " is one amount over all records, and of no group.");
  return table;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

// What stands behind the amounts of a record, where any record has it.
using Behind = std::vector<std::string> RecordImpact::*;
bool add_behind(const std::vector<const RecordImpact*>& records, ImpactTable& table, const char* head, Behind what) {
  const auto has = [&](const RecordImpact* each) { return !(each->*what).empty(); };
  const bool any = std::any_of(records.begin(), records.end(), has);
  if (any) table.heads.emplace_back(head);
  if (any) table.numbers.push_back(false);
  return any;
}

// Of one kind of record. Where there is only one, an amount over all of them stands there too.
ImpactTable movers_table(const Impact& impact, const KindImpact& kind, std::size_t top) {
  std::vector<const RecordImpact*> records;
  for (const RecordImpact& one : impact.records)
    if (!is_several(impact) || one.relation == kind.relation) records.push_back(&one);
  const std::size_t shown = std::min(top, records.size());
  ImpactTable table{shown == records.size() ? "affected, largest change first" : "largest changes",
                    {kind.relation.empty() ? "record" : kind.relation},
                    {false},
                    {},
                    {}};
  if (!impact.by.empty()) {
    table.heads.push_back(impact.by);
    table.numbers.push_back(false);
  }
  const std::vector<std::size_t> payments = payments_beside(impact, kind.relation);
  add_heads(impact, payments, table);
  const bool results = add_behind(records, table, "other results", &RecordImpact::results);
  const bool cells = add_behind(records, table, "restated", &RecordImpact::cells);
  for (std::size_t i = 0; i < shown; ++i) {
    const RecordImpact& one = *records[i];
    auto& row = table.rows.emplace_back();
    row.push_back(one.key.empty() ? "(all records)" : one.key);
    if (!impact.by.empty()) row.push_back(one.group);
    add_movements(payments, one.payments, row);
    if (results) row.push_back(joined(one.results));
    if (cells) row.push_back(joined(one.cells));
  }
  if (shown < records.size()) table.notes.push_back("and " + source::counted(records.size() - shown, "further record"));
  return table;
}

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
  return ", and " + count_of(kind.only_new_zeros) + (kind.only_new_zeros == 1 ? " has" : " have") +
         " a new payment of 0.00";
}

// Of one kind of record.
std::string affected_sentence(const Impact& impact, const KindImpact& kind) {
  const std::string overall = impact.overall_affected ? ", and what is paid over all of them." : ".";
  const std::string of = " of " + count_of(records_of(kind));
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
      lines.push_back((several ? kind.relation + ": " : "") + count_of(kind.only_before) + " only in the old data, " +
                      count_of(kind.only_after) + " only in the new.");
  return lines;
}

}  // namespace

std::string readable_amount(const std::string& plain) {
  if (plain.empty() || plain.find('/') != std::string::npos) return plain;
  const auto value = number::parse_decimal(plain);
  return value ? number::to_grouped(*value, 2) : plain;
}

std::string readable_change(const std::string& plain) {
  const std::string text = readable_amount(plain);
  return text.empty() || text.front() == '-' || plain == "0" ? text : "+" + text;
}

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

std::vector<std::string> unaffected_lines(const Impact& impact) {
  std::vector<std::string> lines;
  for (const ImpactStep& step : impact.steps) {
    std::string text;
    for (const std::string& each : step.because) text += (text.empty() ? "" : "; ") + each;
    const std::string number = numbers_of(step);
    if (!text.empty()) lines.push_back(number + (number.empty() ? "" : "  ") + step.title + ": " + text);
  }
  return lines;
}

std::vector<ImpactTable> impact_tables(const Impact& impact, std::size_t top) {
  std::vector<ImpactTable> tables;
  if (!impact.payments.empty()) tables.push_back(payments_table(impact));
  if (!impact.results.empty()) tables.push_back(results_table(impact));
  for (std::size_t p = 0; p < impact.payments.size() && !impact.steps.empty(); ++p)
    if (is_touched(impact, p)) tables.push_back(steps_table(impact, p));
  if (!impact.groups.empty()) tables.push_back(groups_table(impact));
  // An amount over all records stands among the payments already.
  for (const KindImpact& kind : impact.kinds) {
    const bool any = std::any_of(impact.records.begin(), impact.records.end(), [&](const RecordImpact& each) {
      return !each.key.empty() && each.relation == kind.relation;
    });
    if (any && top > 0) tables.push_back(movers_table(impact, kind, top));
  }
  return tables;
}

}  // namespace meruit::diff
