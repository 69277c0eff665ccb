// Rows that a table seems to lack: a key of numbers that is named like a whole field with limits, and dated lists of
// which one has a row that another has not. What is looked up decides in the end, so these are warnings.
#include <algorithm>

#include "check/figures.h"
#include "check/resolve.h"
#include "number/rational.h"
#include "source/wording.h"

namespace meruit::check {

namespace {

constexpr std::size_t kMostSteps = 2'000'000;
constexpr std::size_t kMostNumbers = 10'000;

// The values a key is asked for, and whether these are all there can be.
struct Domain {
  std::vector<Value> values;
  bool complete = false;
};

void add_values(const Table& table, std::size_t key, std::vector<Value>& values) {
  for (const TableBlock& block : table.blocks)
    for (const TableRow& row : block.rows)
      for (const Value& value : row.keys[key].values)
        if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

Domain numbers_of(const Builder& b, ScopeId scope, const Table& table, std::size_t key) {
  Domain domain;
  if (const std::optional<FieldId> named = resolve_field(b.scopes[scope.index], table.keys[key].name)) {
    const Constraints& limits = b.model.fields[named->index].constraints;
    domain.complete = limits.whole && limits.from && limits.to && *limits.to - *limits.from < kMostNumbers;
    if (domain.complete)
      for (Rational number = *limits.from; number <= *limits.to; number += 1) domain.values.emplace_back(number);
  }
  if (!domain.complete) add_values(table, key, domain.values);
  return domain;
}

Domain domain_of(const Builder& b, ScopeId scope, const Table& table, std::size_t key) {
  const Type& type = table.keys[key].type;
  if (type.kind == TypeKind::Number) return numbers_of(b, scope, table, key);
  Domain domain;
  domain.complete = true;
  if (type.kind == TypeKind::YesNo) {
    domain.values = {false, true};
  } else if (type.kind == TypeKind::OneOf) {
    for (std::uint32_t i = 0; i < b.model.lists[type.list.index].words.size(); ++i) domain.values.emplace_back(Word{i});
  } else {
    domain.complete = false;
    add_values(table, key, domain.values);
  }
  return domain;
}

bool has_row(const TableBlock& block, const std::vector<Value>& keys) {
  return std::any_of(block.rows.begin(), block.rows.end(), [&](const TableRow& row) {
    for (std::size_t k = 0; k < keys.size(); ++k) {
      const KeyCell& cell = row.keys[k];
      if (!cell.any && std::find(cell.values.begin(), cell.values.end(), keys[k]) == cell.values.end()) return false;
    }
    return true;
  });
}

std::string label_of(const Builder& b, const Table& table, const std::vector<Value>& keys) {
  std::string text;
  for (std::size_t k = 0; k < keys.size(); ++k) text += (k == 0 ? "" : " and ") + key_text(b, table.keys[k], keys[k]);
  return in_ticks(text);
}

// What one list lacks: the first such row, how many there are, and a list that has the first.
struct Lack {
  std::vector<Value> first;
  std::size_t count = 0;
  const TableBlock* elsewhere = nullptr;
};

Lack lack_of(const Table& table, const TableBlock& block, const std::vector<Domain>& domains, bool complete) {
  Lack lack;
  std::vector<std::size_t> at(domains.size(), 0);
  for (bool more = true; more;) {
    std::vector<Value> keys;
    for (std::size_t k = 0; k < at.size(); ++k) keys.push_back(domains[k].values[at[k]]);
    if (!has_row(block, keys)) {
      const auto other = std::find_if(table.blocks.begin(), table.blocks.end(),
                                      [&](const TableBlock& each) { return &each != &block && has_row(each, keys); });
      const bool known = other != table.blocks.end();
      if ((known || complete) && lack.count++ == 0) lack = {keys, 1, known ? &*other : nullptr};
    }
    std::size_t k = at.size();
    while (k > 0 && ++at[k - 1] == domains[k - 1].values.size()) at[--k] = 0;
    more = k > 0;
  }
  return lack;
}

std::string list_text(const TableBlock& block) {
  return block.from ? "the list from " + calendar::to_text(*block.from) : std::string("the list");
}

}  // namespace

void warn_of_table_rows(Builder& b, ScopeId scope, const Table& table) {
  std::vector<Domain> domains;
  std::size_t steps = 0, combinations = 1;
  bool complete = true;
  for (std::size_t k = 0; k < table.keys.size(); ++k) {
    domains.push_back(domain_of(b, scope, table, k));
    complete = complete && domains.back().complete;
    combinations = std::min(combinations * domains.back().values.size(), kMostSteps);
  }
  for (const TableBlock& block : table.blocks) steps += block.rows.size();
  if (combinations == 0 || combinations * std::max<std::size_t>(steps, 1) * table.blocks.size() > kMostSteps) return;
  for (const TableBlock& block : table.blocks) {
    const Lack lack = lack_of(table, block, domains, complete);
    if (lack.count == 0) continue;
    std::string message = "table " + in_ticks(table.name) + (block.from ? ", " + list_text(block) : std::string()) +
                          ": no row for " + label_of(b, table, lack.first);
    if (lack.count > 1) message += " and " + source::counted(lack.count - 1, "other combination") + " of its keys";
    if (lack.elsewhere != nullptr) message += "; " + list_text(*lack.elsewhere) + " has one";
    Diagnostic& d = report(b, DiagnosticKind::TableRows, block.from ? block.span : table.span, std::move(message),
                           "add the row: a record that needs it cannot be settled");
    if (lack.elsewhere != nullptr) label(d, lack.elsewhere->span, "this list has it");
  }
}

}  // namespace meruit::check
