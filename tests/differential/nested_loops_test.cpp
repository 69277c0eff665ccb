// A second reading of aggregates over rows below: plain loops over whole numbers, every bill with every person, matched
// by the text of their keys, that share nothing with the oracle, the engine or the arranging of rows.
#include <doctest/doctest.h>

#include <map>
#include <optional>

#include "oracle/oracle.h"
#include "random.h"
#include "subject.h"
#include "trial.h"

using namespace meruit;
using namespace meruit::differential;

namespace {

using check::Outcome;
using check::Value;

const char* const kContract =
    "contract loops for each person\n  term: 2024-01-01 to 2024-12-31\n  currency: USD\n"
    "record bill of person\n  key bill_id: text\n  paid: number\n  open: yes/no\n"
    "record person\n  key person_id: text\n  limit: number\n"
    "rule total is sum of paid over bills\n"
    "rule open_total is sum of paid over bills where open\n"
    "rule over_limit is sum of paid - limit over bills where paid > limit\n"
    "rule many is count of bills where paid > 0\n"
    "rule some is any bills where paid > limit\n"
    "rule all_paid is every bill has paid > 0\n"
    "rule least is smallest of paid over bills where open\n"
    "rule most is largest of paid over bills\n"
    "rule rest for each bill is person.total - paid + person.limit\n"
    "rule in_all overall is sum of paid over bills where open\n"
    "rule of_totals overall is sum of total over persons where limit > 0\n"
    "rule above overall is count of bills where paid > person.limit\n";

struct Person {
  std::string id;
  int limit;
};
struct Bill {
  std::string person, id;
  int paid;
  bool open;
};
struct Data {
  std::vector<Person> persons;
  std::vector<Bill> bills;
};

Data some_data(Random& random) {
  Data data;
  for (int i = random.between(0, 9); i > 0; --i) {
    data.persons.push_back({"p" + std::to_string(i), 0});
    data.persons.back().limit = random.between(-5, 20);
  }
  random.shuffle(data.persons);
  for (int i = data.persons.empty() ? 0 : random.between(0, 25); i > 0; --i) {
    Bill bill;
    bill.person = random.pick(data.persons).id;
    int same = 1;
    for (const Bill& other : data.bills) same += other.person == bill.person ? 1 : 0;
    bill.id = "b" + std::to_string(same);
    bill.paid = random.between(-10, 30);
    bill.open = random.chance(50);
    data.bills.push_back(bill);
  }
  random.shuffle(data.bills);
  return data;
}

// The values of a rule in the order of the keys; none: the smallest or largest of nothing.
using Values = std::vector<std::optional<int>>;

std::map<std::string, Values> by_loops(const Data& data) {
  std::map<std::string, std::map<std::string, std::optional<int>>> found;
  std::map<std::string, Values> all{{"in_all", {0}}, {"of_totals", {0}}, {"above", {0}}};
  for (const char* rule : {"total", "open_total", "over_limit", "many", "some", "all_paid", "least", "most", "rest"})
    found[rule];
  for (const Person& person : data.persons) {
    int total = 0, open_total = 0, over_limit = 0, many = 0;
    bool some = false, each = true;
    std::optional<int> least, most;
    for (const Bill& bill : data.bills) {
      if (bill.person != person.id) continue;
      total += bill.paid;
      if (bill.open) open_total += bill.paid;
      if (bill.paid > person.limit) over_limit += bill.paid - person.limit;
      if (bill.paid > 0) ++many;
      if (bill.paid > person.limit) some = true;
      if (bill.paid <= 0) each = false;
      if (bill.open && (!least || bill.paid < *least)) least = bill.paid;
      if (!most || bill.paid > *most) most = bill.paid;
      if (bill.open) *all["in_all"][0] += bill.paid;
      if (bill.paid > person.limit) *all["above"][0] += 1;
    }
    if (person.limit > 0) *all["of_totals"][0] += total;
    const std::map<std::string, std::optional<int>> values{
        {"total", total}, {"open_total", open_total}, {"over_limit", over_limit}, {"many", many},
        {"some", some},   {"all_paid", each},         {"least", least},           {"most", most}};
    for (const auto& value : values) found[value.first][person.id] = value.second;
    for (const Bill& bill : data.bills)
      if (bill.person == person.id) found["rest"][bill.person + "/" + bill.id] = total - bill.paid + person.limit;
  }
  for (const auto& rule : found) {
    Values& values = all[rule.first];
    for (const auto& value : rule.second) values.push_back(value.second);
  }
  return all;
}

Contract contract_over(const Data& data) {
  Contract contract;
  Statement statement;
  statement.head = kContract;
  contract.statements = {statement};
  contract.all_rules = true;
  Column id{"person_id", {}, {}}, limit{"limit", {}, {}};
  for (const Person& person : data.persons) {
    id.values.emplace_back(Value(person.id));
    limit.values.emplace_back(Value(Rational(person.limit)));
  }
  Column of{"person_id", {}, {}}, bill_id{"bill_id", {}, {}}, paid{"paid", {}, {}}, open{"open", {}, {}};
  for (const Bill& bill : data.bills) {
    of.values.emplace_back(Value(bill.person));
    bill_id.values.emplace_back(Value(bill.id));
    paid.values.emplace_back(Value(Rational(bill.paid)));
    open.values.emplace_back(Value(bill.open));
  }
  contract.relations = {{"person", -1, {"person_id"}, {id, limit}, data.persons.size()},
                        {"bill", 0, {"person_id", "bill_id"}, {of, bill_id, paid, open}, data.bills.size()}};
  return contract;
}

bool is(const Outcome& outcome, const std::optional<int>& wanted) {
  const auto* fault = std::get_if<check::Fault>(&outcome);
  if (!wanted) return fault != nullptr && fault->kind == check::FaultKind::Empty;
  const auto* value = std::get_if<Value>(&outcome);
  if (value == nullptr) return false;
  if (const bool* yes = std::get_if<bool>(value)) return *yes == (*wanted != 0);
  return std::get<Rational>(*value) == *wanted;
}

}  // namespace

TEST_CASE("aggregates over rows below are what nested loops come to") {
  std::size_t empty = 0, held = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Data data = some_data(random);
    const Contract contract = contract_over(data);
    const Subject subject = make_subject(contract);
    REQUIRE_MESSAGE(subject.model, subject.refusal);
    const oracle::Results results = oracle::evaluate(*subject.model, subject.records);
    const std::map<std::string, Values> wanted = by_loops(data);
    for (std::size_t i = 0; i < results.outputs.size(); ++i) {
      const std::string& rule = subject.model->rules[subject.model->outputs[i].index].name;
      CAPTURE(rule);
      const Values& values = wanted.at(rule);
      REQUIRE(results.outputs[i].size() == values.size());
      for (std::size_t row = 0; row < values.size(); ++row) {
        CAPTURE(row);
        CHECK(is(results.outputs[i][row], values[row]));
        ++held;
        if (!values[row]) ++empty;
      }
    }
    const Trial trial = try_out(contract);
    CHECK_MESSAGE(trial.verdict == Verdict::Agree, trial.detail);
  }
  CHECK(held > 5'000);
  CHECK(empty > 100);
}
