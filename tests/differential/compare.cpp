#include "compare.h"

#include <algorithm>
#include <numeric>

#include "data/arrange.h"
#include "exec/run.h"
#include "number/rational.h"
#include "plan/plan.h"
#include "random.h"

namespace meruit::differential {

namespace {

using check::Outcome;
using check::Violation;

struct Form {
  const char* name;
  plan::Options options;
  plan::Width start;
};
const std::vector<Form>& forms() {
  static const std::vector<Form> all{{"int64", {}, plan::Width::I64},
                                     {"int128", {}, plan::Width::I128},
                                     {"big", {}, plan::Width::Big},
                                     {"pairs", {true, false}, plan::Width::I64},
                                     {"big pairs", {true, false}, plan::Width::Big},
                                     {"not fused", {false, true}, plan::Width::I64}};
  return all;
}

std::string in_words(const Violation& violation) {
  return "violation " + std::to_string(static_cast<int>(violation.kind)) + " of " + std::to_string(violation.index) +
         " at row " + std::to_string(violation.row) + ", found " + to_words(violation.found);
}

bool same(const Violation& a, const Violation& b) {
  return a.kind == b.kind && a.index == b.index && a.row == b.row && a.found == b.found;
}

std::string difference(const std::vector<Violation>& expected, const std::vector<Violation>& found) {
  for (std::size_t i = 0; i < expected.size() && i < found.size(); ++i)
    if (!same(expected[i], found[i])) return "expected " + in_words(expected[i]) + "\nfound    " + in_words(found[i]);
  if (expected.size() == found.size()) return "";
  const bool lacks = found.size() < expected.size();
  return (lacks ? "lacks " : "has besides ") + in_words(lacks ? expected[found.size()] : found[expected.size()]);
}

// The rows in another order of the file, then in that of their keys. Rows that no key tells apart stay in their order.
data::Relation shuffled_and_arranged(const check::Model& model, const data::Relation& file, std::uint64_t seed) {
  std::vector<std::pair<std::size_t, std::size_t>> duplicates;
  const std::vector<std::size_t> order = data::key_order(model, file, &duplicates);
  if (!duplicates.empty()) return data::arranged(file, order);
  std::vector<std::size_t> rows(file.rows);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  Random(seed).shuffle(rows);
  data::Relation shuffled = data::select(file, rows);
  data::arrange(model, shuffled);
  return shuffled;
}

data::Records shuffled_and_arranged(const check::Model& model, const data::Records& file, std::uint64_t seed) {
  if (file.relations.size() == 1) return {{shuffled_and_arranged(model, sole_relation(file), seed)}};
  Random random(seed);
  data::Records records;
  for (const data::Relation& relation : file.relations) {
    std::vector<std::size_t> rows(relation.rows);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    random.shuffle(rows);
    records.relations.push_back(data::select(relation, rows));
  }
  data::arrange(model, records);
  return records;
}

check::RelationId relation_of(const check::Model& model, const Violation& violation) {
  if (violation.kind == Violation::Kind::Expectation) return {0};  // of a mapping, which reads one kind of record
  return model.fields[violation.index].relation;
}

// By the rows of the file.
std::vector<Violation> of_the_file(const check::Model& model, const data::Records& records,
                                   std::vector<Violation> found) {
  for (Violation& violation : found)
    violation.row = data::source_row(records.relations[relation_of(model, violation).index], violation.row);
  std::stable_sort(found.begin(), found.end(), [&](const Violation& a, const Violation& b) {
    return std::pair(relation_of(model, a).index, a.row) < std::pair(relation_of(model, b).index, b.row);
  });
  return found;
}

std::string difference(const check::Model& model, const oracle::Results& expected, const data::Records& records,
                       const exec::Results& found) {
  for (std::size_t i = 0; i < expected.outputs.size(); ++i) {
    const std::string& rule = model.rules[model.outputs[i].index].name;
    const check::Level& level = model.rules[model.outputs[i].index].level;
    if (found.outputs[i].rows() != expected.outputs[i].size()) return rule + ": another number of rows";
    for (std::size_t row = 0; row < expected.outputs[i].size(); ++row) {
      const std::size_t of_file = of_rows(level) ? data::source_row(records.relations[level.relation.index], row) : row;
      const Outcome& wanted = expected.outputs[i][of_file];
      if (const Outcome outcome = found.outputs[i].at(row); outcome != wanted)
        return rule + " at row " + std::to_string(of_file) + "\nexpected " + to_words(wanted) + "\nfound    " +
               to_words(outcome);
    }
  }
  return difference(expected.violations, of_the_file(model, records, found.violations));
}

}  // namespace

std::string to_words(const Outcome& outcome) {
  if (const auto* fault = std::get_if<check::Fault>(&outcome))
    return std::string("fault ") + check::code(fault->kind) + " at expression " + std::to_string(fault->place.index);
  const auto* value = std::get_if<check::Value>(&outcome);
  if (value == nullptr) return "missing";
  if (const auto* number = std::get_if<Rational>(value)) return number::to_plain(*number);
  if (const auto* flag = std::get_if<bool>(value)) return *flag ? "yes" : "no";
  if (const auto* text = std::get_if<std::string>(value)) return "\"" + *text + "\"";
  if (const auto* date = std::get_if<calendar::Date>(value)) return calendar::to_text(*date);
  if (const auto* period = std::get_if<calendar::Period>(value)) return calendar::to_text(*period);
  return "word " + std::to_string(std::get<check::Word>(*value).ordinal);
}

std::string first_difference(const check::Model& model, const data::Records& file, const oracle::Results& expected) {
  static const std::vector<std::size_t> batches{1, 7, 1024, 0};
  std::uint64_t seed = 0;
  for (const Form& form : forms()) {
    const data::Records records = shuffled_and_arranged(model, file, seed++);
    const plan::Plan plan = plan::lower(model, records, form.options);
    for (const std::size_t batch : batches)
      for (const int threads : {1, 2}) {
        const exec::Results found = exec::run(plan, records, {threads, batch, form.start});
        const std::string what = difference(model, expected, records, found);
        if (!what.empty())
          return std::string(form.name) + ", batches of " + std::to_string(batch) + ", " + std::to_string(threads) +
                 " threads: " + what;
      }
  }
  return "";
}

}  // namespace meruit::differential
