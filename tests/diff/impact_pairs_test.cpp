// Random pairs of contracts on random data: a contract of the differential test and edits of it. Who is affected, from
// how much to how much, is held against the reference evaluator on both; what the changes contribute must add up.
#include <doctest/doctest.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "../settings.h"
#include "adds_up.h"
#include "api/impact_sums.h"
#include "api/inside.h"
#include "api/run_state.h"
#include "data/arrange.h"
#include "edits.h"
#include "generate.h"
#include "number/rounding.h"
#include "oracle/oracle.h"
#include "versions.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

// What a payment comes to for a record; no value: at fault.
using Paid = std::map<std::pair<std::string, std::string>, std::optional<Rational>>;  // by payment and key
// Results that are no payments, in words: by name, by key.
using Others = std::map<std::string, std::map<std::string, std::string>>;
struct Worked {
  Paid paid;
  Others others;
};

// A cell as a file writes it; nothing where no file can.
std::optional<std::string> cell_of(const check::Outcome& outcome, const check::Type& type, const check::Model& model) {
  if (const auto* absence = std::get_if<check::Absence>(&outcome))
    return *absence == check::Absence::Missing ? std::optional(std::string()) : std::nullopt;
  const auto* value = std::get_if<check::Value>(&outcome);
  if (value == nullptr) return std::nullopt;
  if (const auto* number = std::get_if<Rational>(value))
    return number::decimal_places(*number) ? std::optional(number::to_plain(*number)) : std::nullopt;
  if (const auto* text = std::get_if<std::string>(value)) return text->empty() ? std::nullopt : std::optional(*text);
  if (const auto* yes = std::get_if<bool>(value)) return *yes ? "yes" : "no";
  if (const auto* date = std::get_if<calendar::Date>(value)) return calendar::to_text(*date);
  if (const auto* word = std::get_if<check::Word>(value)) return model.lists[type.list.index].words[word->ordinal];
  return std::nullopt;
}

// One kind of record's rows, as a file has them.
std::optional<Table> table_of(const differential::Contract& made, const differential::RecordRows& rows,
                              const check::Model& model) {
  Table table(rows.record + ".csv");
  for (const differential::Column& column : rows.columns) {
    if (!made.mapping.empty()) {
      table.text(column.name, column.texts);
      continue;
    }
    const check::Type* type = nullptr;
    for (const check::Input& input : model.inputs)
      if (input.column == column.name && model.relations[input.relation.index].name == rows.record) type = &input.type;
    if (type == nullptr) continue;
    std::vector<std::string> cells;
    for (const check::Outcome& value : column.values) {
      const auto cell = cell_of(value, *type, model);
      if (!cell) return std::nullopt;
      cells.push_back(*cell);
    }
    table.text(column.name, cells);
  }
  return table;
}

std::optional<std::vector<ImpactData>> tables_of(const differential::Contract& made, const check::Model& model) {
  std::vector<ImpactData> tables;
  for (const differential::RecordRows& rows : made.relations) {
    auto table = table_of(made, rows, model);
    if (!table) return std::nullopt;
    tables.push_back({rows.record, *std::move(table)});
  }
  return tables;
}

std::optional<data::Records> bound_records(const check::Model& whole, const check::Model& model,
                                           const std::vector<ImpactData>& tables) {
  data::Records records;
  records.relations.resize(model.relations.size());
  for (std::uint32_t r = 0; r < model.relations.size(); ++r)
    for (const ImpactData& each : tables) {
      if (each.relation != model.relations[r].name) continue;
      ArrowArrayStream stream{};
      REQUIRE(each.table.stream(&stream));
      const auto arrow = data::ArrowTable::read(&stream);
      REQUIRE(arrow);
      const data::Bound bound = data::bind(whole, model, {r}, *arrow, each.table.origin(), each.table.lines());
      if (!bound.problems.empty()) return std::nullopt;
      records.relations[r] = bound.relation;
    }
  if (records.relations.size() > 1) data::arrange(model, records);
  return records;
}

std::optional<Worked> worked(const Contract& contract, const std::vector<Setting>& settings,
                             const std::vector<ImpactData>& tables) {
  RunOptions options;
  options.settings = settings;
  Worked found;
  check::Model whole = contract.inside().model;
  const auto sources = std::make_shared<source::Sources>(*contract.inside().sources);
  const auto model = api::specialised(whole, sources, contract.inside().loader, options);
  if (!model) return std::nullopt;
  const auto records = bound_records(whole, *model, tables);
  if (!records) return std::nullopt;
  const oracle::Results results = oracle::evaluate(*model, *records);
  for (std::size_t i = 0; i < results.outputs.size(); ++i) {
    const check::Rule& rule = model->rules[model->outputs[i].index];
    if (!check::is_result(rule)) continue;
    const std::uint32_t of = rule.level.relation.index;
    const bool overall = !check::of_rows(rule.level);
    const std::string record = overall || tables.size() == 1 ? "" : model->relations[of].name + " ";
    for (std::size_t row = 0; row < results.outputs[i].size(); ++row) {
      const check::Outcome& outcome = results.outputs[i][row];
      const std::string key = overall ? "" : record + api::key_text(*model, records->relations[of], row);
      if (!rule.payment) {
        found.others[rule.name][key] = api::outcome_words(*model, rule.type, outcome);
        continue;
      }
      std::optional<Rational>& amount = found.paid[{rule.name, key}];
      if (const auto* value = std::get_if<check::Value>(&outcome)) amount = std::get<Rational>(*value);
      if (std::holds_alternative<check::Absence>(outcome)) amount = Rational(0);
    }
  }
  return found;
}

std::optional<Rational> known(const Paid& all, const std::string& payment, const std::string& key) {
  const auto at = all.find({payment, key});
  return at == all.end() ? std::optional(Rational(0)) : at->second;
}

bool is(const std::string& shown, const std::optional<Rational>& amount_paid) {
  return shown.empty() ? !amount_paid || *amount_paid == 0 : amount_paid && amount(shown) == *amount_paid;
}

// Every record that the oracle pays otherwise is listed with its two amounts, and no other.
void affected_are_right(const Impact& found, const Paid& before, Paid after) {
  for (const PaymentImpact& payment : found.payments)
    for (auto& amount_paid : after)
      if (payment.turned && amount_paid.first.first == payment.name && amount_paid.second)
        amount_paid.second = -*amount_paid.second;
  std::set<std::string> expected, listed;
  for (const Paid* side : {&before, &static_cast<const Paid&>(after)})
    for (const auto& [place, paid_there] : *side)
      if (known(before, place.first, place.second) != known(after, place.first, place.second))
        expected.insert(place.second);
  for (const RecordImpact& record : found.records) {
    const bool paid_alike = std::all_of(record.payments.begin(), record.payments.end(),
                                        [](const Movement& one) { return one.before == one.after; });
    CHECK((!paid_alike || !record.results.empty()));
    const std::string key = (found.kinds.size() == 1 || record.key.empty() ? "" : record.relation + " ") + record.key;
    if (!paid_alike) listed.insert(key);
    for (std::size_t p = 0; p < found.payments.size(); ++p) {
      CHECK(is(record.payments[p].before, known(before, found.payments[p].name, key)));
      CHECK(is(record.payments[p].after, known(after, found.payments[p].name, key)));
    }
  }
  CHECK(listed == expected);
  for (std::size_t p = 0; p < found.payments.size(); ++p) {
    Rational change = 0;
    for (const std::string& key : expected) {
      const auto was = known(before, found.payments[p].name, key), now = known(after, found.payments[p].name, key);
      change += now.value_or(0) - was.value_or(0);
    }
    CHECK(amount(found.payments[p].total.change) == change);
  }
}

// Of the results that both versions have by one name, those that differ are told, with the number of records.
std::size_t results_are_right(const Impact& found, const Others& before, const Others& after) {
  std::size_t differing = 0;
  for (const auto& result : before) {
    const std::string& name = result.first;
    const auto& olds = result.second;
    const auto news = after.find(name);
    if (news == after.end() || news->second.size() != olds.size()) continue;
    const auto told = std::find_if(found.results.begin(), found.results.end(),
                                   [&](const ResultImpact& one) { return one.name == name; });
    if (told != found.results.end() &&
        std::any_of(found.payments.begin(), found.payments.end(),
                    [&](const PaymentImpact& each) { return each.turned && each.name == told->line_of; }))
      continue;
    // Of another record now, which no value of the old one is that of.
    if (news->second.empty() || news->second.begin()->first != olds.begin()->first) continue;
    std::size_t count = 0;
    for (const auto& [key, text] : olds) count += news->second.at(key) != text ? 1 : 0;
    CHECK_MESSAGE((told != found.results.end()) == (count > 0), name);
    if (told != found.results.end() && !told->overall) CHECK_MESSAGE(told->affected == count, name);
    differing += count > 0 ? 1 : 0;
  }
  return differing;
}

struct PairTally {
  std::size_t compared = 0, affected = 0, of_several = 0, together = 0, refused = 0, results = 0;
};

void try_pair(std::uint64_t seed, const differential::Contract& made, PairTally& tally) {
  differential::Random random(seed);
  const Version version = version_of(made);
  std::string text = version.text();
  for (int edits = random.between(1, 3); edits > 0; --edits)
    if (const std::string edited = with_one_edit(text, random); !edited.empty() && version.with(edited).compiled())
      text = edited;
  const auto before = version.compiled(), after = version.with(text).compiled();
  const auto tables = before ? tables_of(made, before->inside().model) : std::nullopt;
  if (!before || !after || !tables) return;
  std::vector<Setting> settings;
  for (const differential::Row& row : made.settings)
    settings.push_back({row.label, differential::print(row.cells.front())});
  const auto found = impact({before, "", settings, *tables}, {after, "", settings, {}});
  const auto olds = worked(*before, settings, *tables), news = worked(*after, settings, *tables);
  if (!found || !olds || !news) {
    tally.refused += 1;
    return;
  }
  INFO("seed ", seed, "\n", to_text(*found));
  adds_up(*found);
  affected_are_right(*found, olds->paid, news->paid);
  tally.results += results_are_right(*found, olds->others, news->others);
  std::size_t unproved = 0;
  for (const StatementChange& change : found->comparison.changes) unproved += change.proved_equal ? 0 : 1;
  tally.compared += 1;
  tally.affected += found->same() ? 0 : 1;
  tally.of_several += unproved > 1 ? 1 : 0;
  tally.together += unproved > 1 && found->steps.size() == 1 ? 1 : 0;
}

}  // namespace

constexpr std::uint64_t kEnough = 200;  // pairs, of which a share is no chance

TEST_CASE("random pairs of contracts: who is affected, by how much, and what each change contributes") {
  const std::uint64_t count = tests::number_from_user("MERUIT_DIFF_COUNT", 250 / MERUIT_TEST_SHARE),
                      first = tests::number_from_user("MERUIT_DIFF_SEED", 1);
  for (const bool several : {false, true}) {
    PairTally tally;
    for (std::uint64_t seed = first; seed < first + count; ++seed)
      try_pair(seed, several ? differential::generate_several(seed) : differential::generate(seed), tally);
    std::cout << tally.compared << " pairs compared on data, " << tally.affected << " with records affected, "
              << tally.of_several << " of several changes, " << tally.together << " of these applied in one step, "
              << tally.refused << " refused on their data, " << tally.results << " other results that differ\n";
    CHECK(tally.compared > 0);
    if (count < kEnough) continue;
    CHECK(tally.compared > count / 4);
    CHECK(tally.results > 0);
    CHECK(tally.affected > 0);
    CHECK(tally.together * 3 <= tally.of_several);
  }
}
