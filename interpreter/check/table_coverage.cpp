// Whether the rows of a table cover their keys: every combination of finite keys once, no combination twice; each
// shortcoming shown with a combination for which it happens.
#include <algorithm>
#include <map>

#include "check/figures.h"
#include "number/rational.h"

namespace meruit::check {

namespace {

constexpr std::size_t kMostCombinations = 200'000;

bool finite(const Column& key) { return key.type.kind == TypeKind::OneOf || key.type.kind == TypeKind::YesNo; }

std::size_t size_of(const Builder& b, const Column& key) {
  return key.type.kind == TypeKind::YesNo ? 2 : b.model.lists[key.type.list.index].words.size();
}

Value value_at(const Column& key, std::size_t position) {
  if (key.type.kind == TypeKind::YesNo) return position == 1;
  return Word{static_cast<std::uint32_t>(position)};
}

std::string text_of(const Builder& b, const Column& key, const Value& value) { return key_text(b, key, value); }

std::string witness(const Builder& b, const Table& table, const std::vector<Value>& keys) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < keys.size(); ++i)
    parts.push_back(in_ticks(table.keys[i].name + " = " + text_of(b, table.keys[i], keys[i])));
  return joined(parts);
}

bool cells_meet(const KeyCell& x, const KeyCell& y, const Value*& common) {
  budget::tick(1 + x.values.size() * y.values.size() / 100);
  for (const Value& value : x.values)
    if (y.any || std::find(y.values.begin(), y.values.end(), value) != y.values.end()) {
      common = &value;
      return true;
    }
  if (!x.any) return false;
  common = y.values.empty() ? nullptr : &y.values.front();
  return true;
}

// What one combination of values of the finite keys (or of any key without `any`) was first covered by.
struct Coverage {
  Builder& b;
  const Table& table;
  std::map<std::string, const TableRow*> seen;
  bool reported = false;
};

void report_twice(Coverage& all, const TableRow& row, const TableRow& first, const std::vector<Value>& keys) {
  Diagnostic& d = report(all.b, DiagnosticKind::TableDuplicate, row.span,
                         "two rows of " + in_ticks(all.table.name) + " fit " + witness(all.b, all.table, keys),
                         "keep one, or say `, the first that applies` in the header");
  label(d, first.span, "the first");
  all.reported = true;
}

// Goes through the combinations of a row; `any` of a finite key stands for each of its values.
bool cover(Coverage& all, const TableRow& row, std::vector<Value>& chosen, std::string& text) {
  if (all.reported) return false;
  budget::tick();
  if (chosen.size() == all.table.keys.size()) {
    const auto [at, fresh] = all.seen.emplace(text, &row);
    if (!fresh && !all.table.first_that_applies) report_twice(all, row, *at->second, chosen);
    return fresh;
  }
  const std::size_t k = chosen.size();
  const Column& key = all.table.keys[k];
  std::vector<Value> values = row.keys[k].values;
  if (row.keys[k].any)
    for (std::size_t i = 0; i < size_of(all.b, key); ++i) values.push_back(value_at(key, i));
  bool fresh = false;
  for (const Value& value : values) {
    const std::size_t length = text.size();
    text += text_of(all.b, key, value) + "\n";
    chosen.push_back(value);
    fresh = cover(all, row, chosen, text) || fresh;
    chosen.pop_back();
    text.resize(length);
  }
  return fresh;
}

// The first combination of finite keys that no row covered.
void find_gap(Coverage& all, const TableBlock& block, std::vector<Value>& chosen, std::string& text) {
  if (all.reported) return;
  budget::tick();
  if (chosen.size() == all.table.keys.size()) {
    if (all.seen.count(text) > 0) return;
    all.reported = true;
    report(all.b, DiagnosticKind::TableGap, block.from ? block.span : all.table.span,
           "no row of " + in_ticks(all.table.name) + " covers " + witness(all.b, all.table, chosen),
           "add a row for it; its figure may be `unpublished`");
    return;
  }
  const Column& key = all.table.keys[chosen.size()];
  for (std::size_t i = 0; i < size_of(all.b, key); ++i) {
    const std::size_t length = text.size();
    const Value value = value_at(key, i);
    text += text_of(all.b, key, value) + "\n";
    chosen.push_back(value);
    find_gap(all, block, chosen, text);
    chosen.pop_back();
    text.resize(length);
  }
}

// Rows with `any` under a key that has no end of values: each against each.
void compare_rows(Coverage& all, const TableBlock& block) {
  for (std::size_t i = 0; i < block.rows.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      std::vector<std::string> shared;
      bool meet = true;
      for (std::size_t k = 0; k < all.table.keys.size() && meet; ++k) {
        const Value* common = nullptr;
        meet = cells_meet(block.rows[i].keys[k], block.rows[j].keys[k], common);
        if (common != nullptr)
          shared.push_back(in_ticks(all.table.keys[k].name + " = " + text_of(all.b, all.table.keys[k], *common)));
      }
      if (!meet) continue;
      Diagnostic& d =
          report(all.b, DiagnosticKind::TableDuplicate, block.rows[i].span,
                 "two rows of " + in_ticks(all.table.name) + " fit " + (shared.empty() ? "every key" : joined(shared)),
                 "keep one, or say `, the first that applies` in the header");
      label(d, block.rows[j].span, "the first");
      return;
    }
}

}  // namespace

std::string key_text(const Builder& b, const Column& key, const Value& value) {
  if (const auto* word = std::get_if<Word>(&value)) return b.model.lists[key.type.list.index].words[word->ordinal];
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
  if (const auto* number = std::get_if<Rational>(&value)) return number::to_plain(*number);
  if (const auto* date = std::get_if<calendar::Date>(&value)) return calendar::to_text(*date);
  if (const auto* period = std::get_if<calendar::Period>(&value)) return calendar::to_text(*period);
  return "\"" + std::get<std::string>(value) + "\"";
}

void check_table_coverage(Builder& b, const Table& table, const TableBlock& block) {
  std::size_t combinations = 1;
  const bool all_finite = std::all_of(table.keys.begin(), table.keys.end(), finite);
  bool enumerable = true;
  for (std::size_t k = 0; k < table.keys.size(); ++k) {
    if (finite(table.keys[k])) combinations *= std::min(size_of(b, table.keys[k]), kMostCombinations + 1);
    combinations = std::min(combinations, kMostCombinations + 1);
    for (const TableRow& row : block.rows) enumerable = enumerable && (finite(table.keys[k]) || !row.keys[k].any);
  }
  Coverage all{b, table, {}, false};
  if (!enumerable || combinations > kMostCombinations) {
    if (!table.first_that_applies) compare_rows(all, block);
    return;
  }
  std::vector<Value> chosen;
  std::string text;
  for (const TableRow& row : block.rows) {
    const bool fresh = cover(all, row, chosen, text);
    if (!fresh && !all.reported && table.first_that_applies)
      report(b, DiagnosticKind::UnreachableCase, row.span, "this row of " + in_ticks(table.name) + " is never reached",
             "the rows before it cover all its keys");
  }
  if (all_finite) find_gap(all, block, chosen, text);
}

}  // namespace meruit::check
