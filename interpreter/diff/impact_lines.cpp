#include "diff/impact_lines.h"

#include <algorithm>

#include "number/rational.h"
#include "source/wording.h"

namespace meruit::diff {

namespace {

std::string count_of(std::uint64_t count) { return number::to_grouped(Rational(count)); }

std::string named(const PaymentImpact& payment) { return payment.title.empty() ? payment.name : payment.title; }

bool is_nothing(const std::string& plain) { return plain.empty() || plain == "0"; }

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
    if (one.newly_undetermined > 0)
      table.notes.push_back(named(one) + ": " + source::counted(one.newly_undetermined, "record") +
                            " newly undetermined");
    if (one.newly_determined > 0)
      table.notes.push_back(named(one) + ": " + source::counted(one.newly_determined, "record") +
                            " no longer undetermined");
    if (one.undetermined > 0)
      table.notes.push_back(named(one) + ": " + source::counted(one.undetermined, "record") + " undetermined in both");
  }
  return table;
}

ImpactTable steps_table(const Impact& impact, std::size_t payment) {
  const PaymentImpact& of = impact.payments[payment];
  ImpactTable table{"what each change contributes to " + of.name + ", one after the other",
                    {"", "change", "records", "contributes", "alone", "interaction"},
                    {true, false, true, true, true, true},
                    {},
                    {}};
  for (std::size_t i = 0; i < impact.steps.size(); ++i) {
    const Contribution& one = impact.steps[i].payments[payment];
    table.rows.push_back({std::to_string(i + 1), impact.steps[i].title, count_of(one.affected),
                          readable_change(one.in_sequence), one.alone.empty() ? "–" : readable_change(one.alone),
                          readable_change(one.interaction)});
    if (impact.steps[i].changes.size() > 1)
      table.notes.push_back(std::to_string(i + 1) + ": these need each other, so they are one step");
  }
  const auto rest = [&](const std::string& amount, const char* what) {
    if (!is_nothing(amount)) table.rows.push_back({"", what, "", readable_change(amount), "", ""});
  };
  rest(impact.not_separable[payment], "records that cannot be worked out in between");
  rest(impact.known_on_one_side[payment], "records that are determined on one side only");
  table.rows.push_back({"", "all together", count_of(of.affected), readable_change(of.total.change), "", ""});
  return table;
}

ImpactTable groups_table(const Impact& impact) {
  ImpactTable table{"by " + impact.by, {impact.by, "records", "affected"}, {false, true, true}, {}, {}};
  for (const PaymentImpact& one : impact.payments) {
    for (const char* what : {" old", " new", " change"}) table.heads.push_back(one.name + what);
    table.numbers.insert(table.numbers.end(), 3, true);
  }
  for (const GroupImpact& one : impact.groups) {
    auto& row = table.rows.emplace_back();
    row = {one.value.empty() ? "(missing)" : one.value, count_of(one.records), count_of(one.affected)};
    for (const Movement& each : one.payments)
      row.insert(row.end(), {readable_amount(each.before), readable_amount(each.after), readable_change(each.change)});
  }
  return table;
}

std::string joined_cells(const RecordImpact& record) {
  std::string text;
  for (const std::string& cell : record.cells) text += (text.empty() ? "" : "; ") + cell;
  return text;
}

ImpactTable movers_table(const Impact& impact, std::size_t top) {
  const std::size_t shown = std::min(top, impact.records.size());
  ImpactTable table{shown == impact.records.size() ? "affected, largest change first" : "largest changes",
                    {impact.relation.empty() ? "record" : impact.relation},
                    {false},
                    {},
                    {}};
  if (!impact.by.empty()) {
    table.heads.push_back(impact.by);
    table.numbers.push_back(false);
  }
  for (const PaymentImpact& one : impact.payments) {
    for (const char* what : {" old", " new", " change"}) table.heads.push_back(one.name + what);
    table.numbers.insert(table.numbers.end(), 3, true);
  }
  const bool cells =
      std::any_of(impact.records.begin(), impact.records.end(), [](const auto& each) { return !each.cells.empty(); });
  if (cells) {
    table.heads.emplace_back("restated");
    table.numbers.push_back(false);
  }
  for (std::size_t i = 0; i < shown; ++i) {
    const RecordImpact& one = impact.records[i];
    auto& row = table.rows.emplace_back();
    row.push_back(one.key.empty() ? "(all records)" : one.key);
    if (!impact.by.empty()) row.push_back(one.group);
    for (const Movement& each : one.payments)
      row.insert(row.end(), {readable_amount(each.before), readable_amount(each.after), readable_change(each.change)});
    if (cells) row.push_back(joined_cells(one));
  }
  if (shown < impact.records.size())
    table.notes.push_back("and " + source::counted(impact.records.size() - shown, "further record"));
  return table;
}

std::string limit_sentence(const Impact& impact) {
  const std::string limit = readable_amount(impact.at_most);
  if (impact.beyond_limit.empty()) return "No payment's total changes by more than " + limit + ".";
  std::string text = "Beyond the limit of " + limit + ", or with records newly undetermined:";
  for (const std::size_t p : impact.beyond_limit) text += (text.back() == ':' ? " " : ", ") + impact.payments[p].name;
  return text + ".";
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
  std::vector<std::string> lines;
  std::string first = source::counted(impact.affected, record) + " of " +
                      count_of(std::max(impact.records_before, impact.records_after)) +
                      (impact.affected == 1 ? " is affected" : " are affected");
  if (impact.affected == 0) first = "No " + record + " of " + count_of(impact.records_before) + " is affected";
  lines.push_back(first + ".");
  if (impact.only_before + impact.only_after > 0)
    lines.push_back(count_of(impact.only_before) + " only in the old data, " + count_of(impact.only_after) +
                    " only in the new.");
  if (!impact.at_most.empty()) lines.push_back(limit_sentence(impact));
  return lines;
}

std::vector<ImpactTable> impact_tables(const Impact& impact, std::size_t top) {
  std::vector<ImpactTable> tables;
  if (!impact.payments.empty()) tables.push_back(payments_table(impact));
  if (!impact.steps.empty())
    for (std::size_t p = 0; p < impact.payments.size(); ++p) tables.push_back(steps_table(impact, p));
  if (!impact.groups.empty()) tables.push_back(groups_table(impact));
  if (!impact.records.empty() && top > 0) tables.push_back(movers_table(impact, top));
  return tables;
}

}  // namespace meruit::diff

namespace meruit {

bool Impact::same_payments() const {
  return std::none_of(payments.begin(), payments.end(), [](const PaymentImpact& one) {
    return one.affected + one.newly_undetermined + one.newly_determined > 0;
  });
}

}  // namespace meruit
