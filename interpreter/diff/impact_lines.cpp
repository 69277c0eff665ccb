#include "diff/impact_lines.h"

#include <algorithm>

#include "number/rational.h"
#include "source/wording.h"

namespace meruit::diff {

namespace {

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
                          readable_change(one.total.change), impact_count(one.raised), impact_count(one.lowered),
                          impact_count(one.newly_paid), impact_count(one.no_longer_paid)});
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
    table.rows.push_back({one.name, one.overall ? "" : impact_count(one.affected), readable_amount(of.before),
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
    table.rows.push_back({numbers_of(step), step.title, impact_count(one.affected), readable_change(one.in_sequence),
                          one.alone.empty() ? "–" : readable_change(one.alone), readable_change(one.interaction)});
    if (step.changes.size() > 1) table.notes.push_back(numbers_of(step) + " need each other, so they are one step");
  }
  if (table.rows.size() < impact.steps.size()) table.notes.emplace_back("No other change contributes.");
  const auto rest = [&](const std::string& amount, const char* what) {
    if (!is_nothing(amount)) table.rows.push_back({"", what, "", readable_change(amount), "", ""});
  };
  rest(impact.not_separable[payment], "records that cannot be worked out in between");
  rest(impact.known_on_one_side[payment], "records that are determined on one side only");
  table.rows.push_back({"", "all together", impact_count(of.affected), readable_change(of.total.change), "", ""});
  return table;
}

// Beside groups and records stand amounts of records.
std::vector<std::size_t> payments_of_records(const Impact& impact) {
  std::vector<std::size_t> shown = shown_payments(impact);
  std::erase_if(shown, [&](std::size_t p) { return impact.payments[p].overall; });
  return shown;
}

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
    row = {one.value.empty() ? "(missing)" : one.value, impact_count(one.records), impact_count(one.affected)};
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
  const std::string whose = is_several(impact) ? kind.relation + ": " : "";
  ImpactTable table{whose + (shown == records.size() ? "affected, largest change first" : "largest changes"),
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

}  // namespace

std::string impact_count(std::uint64_t count) { return number::to_grouped(Rational(count)); }

std::string readable_amount(const std::string& plain) {
  if (plain.empty() || plain.find('/') != std::string::npos) return plain;
  const auto value = number::parse_decimal(plain);
  return value ? number::to_grouped(*value, 2) : plain;
}

std::string readable_change(const std::string& plain) {
  const std::string text = readable_amount(plain);
  return text.empty() || text.front() == '-' || plain == "0" ? text : "+" + text;
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
