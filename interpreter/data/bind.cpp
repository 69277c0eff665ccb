#include "data/bind.h"

#include <algorithm>
#include <set>

#include "budget/budget.h"
#include "data/alike_keys.h"
#include "data/cast.h"
#include "data/neighbours.h"
#include "source/nearest.h"

namespace meruit::data {

namespace {

using check::InputId;

std::vector<std::string> names_of(const ArrowTable& table) {
  std::vector<std::string> names;
  for (const ArrowColumn& column : table.columns()) names.push_back(column.name);
  return names;
}

std::set<std::string> columns_of(const check::Model& model, check::RelationId relation) {
  std::set<std::string> names;
  for (const InputId id : model.relations[relation.index].inputs) names.insert(model.inputs[id.index].column);
  return names;
}

// The first reader of a column, and the field that it supplies when that is simply the column.
Problem no_column(const check::Model& model, check::RelationId relation, const std::string& name) {
  Problem problem{Problem::kWholeTable, name, "none", "a column of this name"};
  for (const InputId id : model.relations[relation.index].inputs) {
    if (model.inputs[id.index].column != name) continue;
    problem.rule = model.inputs[id.index].span;
    for (const check::Field& field : model.fields)
      if (field.value.given() && model[field.value].op == check::Op::Input && model[field.value].index == id.index)
        problem.field = field.name;
    break;
  }
  return problem;
}

std::string did_you_mean(const std::string& name, const std::vector<std::string>& known) {
  const std::string near = source::nearest(name, known);
  return near.empty() ? "" : "; did you mean `" + near + "`?";
}

std::string columns_nothing_reads(const std::vector<std::string>& unknown, const std::vector<std::string>& known) {
  constexpr std::size_t kShown = 5;
  if (unknown.size() == 1 && unknown[0].empty()) return "a column without a name";
  if (unknown.size() == 1) return "a column that nothing reads, `" + unknown[0] + "`" + did_you_mean(unknown[0], known);
  std::string text = std::to_string(unknown.size()) + " columns that nothing reads (";
  for (std::size_t i = 0; i < unknown.size() && i < kShown; ++i) text += (i == 0 ? "`" : ", `") + unknown[i] + "`";
  return text + (unknown.size() > kShown ? ", …)" : ")");
}

// The first line of the file where it seems to be a row: nothing in it is a column that anybody knows.
Problem no_header(const std::vector<std::string>& present, const std::set<std::string>& needed) {
  constexpr std::size_t kShown = 3;
  std::string found = "a first line of other words:", expected = "the names of the columns, such as";
  for (std::size_t i = 0; i < present.size() && i < kShown; ++i) found += (i == 0 ? " " : ", ") + shown(present[i]);
  std::size_t told = 0;
  for (const std::string& name : needed)
    if (told++ < kShown) expected += (told == 1 ? " `" : ", `") + name + "`";
  return {Problem::kWholeTable, "", found + (present.size() > kShown ? ", …" : ""), expected};
}

void check_header(const check::Model& contract, const check::Model& model, check::RelationId relation,
                  const ArrowTable& table, Problems& problems) {
  const std::vector<std::string> present = names_of(table);
  const std::set<std::string> known = columns_of(contract, relation);
  const std::set<std::string> needed = columns_of(model, relation);
  const auto is_known = [&](const std::string& name) { return known.contains(name); };
  if (needed.size() > 1 && present.size() > 1 && std::none_of(present.begin(), present.end(), is_known))
    return problems.add(no_header(present, needed));
  std::set<std::string> seen;
  std::vector<std::string> unknown;
  for (const std::string& name : present) {
    const bool doubled = !seen.insert(name).second;
    if (doubled && (needed.contains(name) || !contract.unknown_columns_ignored))
      problems.add({Problem::kWholeTable, name,
                    name.empty() ? "a second column without a name" : "a second column of this name",
                    "every column once"});
    if (!doubled && !known.contains(name)) unknown.push_back(name);
  }
  std::vector<std::string> lacking;
  for (const std::string& name : needed)
    if (table.find(name) == nullptr) lacking.push_back(name);
  for (const std::string& name : lacking) {
    Problem problem = no_column(model, relation, name);
    const bool one_each = lacking.size() == 1 && unknown.size() == 1;
    problem.other = one_each ? unknown.front() : source::nearest(name, unknown);
    std::erase(unknown, problem.other);
    problems.add(std::move(problem));
  }
  if (!unknown.empty() && !contract.unknown_columns_ignored)
    problems.add({Problem::kWholeTable, "", columns_nothing_reads(unknown, {known.begin(), known.end()}),
                  "only columns that the contract or its mapping names (a mapping that names every field may say "
                  "`unknown_columns: ignored` above its `supply`)"});
}

constexpr std::size_t kCell = 16;  // bytes of a cell in most columns

std::string key_columns(const check::Model& model, check::RelationId relation) {
  std::string names;
  for (const check::FieldId id : model.relations[relation.index].fields) {
    const check::Field& field = model.fields[id.index];
    if (!field.key) continue;
    const check::Expr& value = model[field.value];
    const std::string& name = value.op == check::Op::Input ? model.inputs[value.index].column : field.name;
    names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

// A key of text as it stands; other keys are left to the line.
std::string key_shown(const check::Model& model, const Relation& relation, std::size_t row) {
  std::string text;
  for (const check::FieldId id : model.relations[relation.id.index].fields) {
    const check::Field& field = model.fields[id.index];
    const check::Expr& value = model[field.value];
    if (!field.key || value.op != check::Op::Input) continue;
    const check::Outcome part = at(relation.columns[value.index], row);
    const auto* known = std::get_if<check::Value>(&part);
    if (known == nullptr || !std::holds_alternative<std::string>(*known)) return {};
    text += (text.empty() ? "" : ", ") + shown(std::get<std::string>(*known));
  }
  return text;
}

// Which of two rows is to stay is no question where they are alike.
std::string alike(const check::Model& model, const Relation& relation, std::size_t a, std::size_t b) {
  const auto& inputs = model.relations[relation.id.index].inputs;
  const bool same = std::all_of(inputs.begin(), inputs.end(), [&](const InputId input) {
    const Column& column = relation.columns[input.index];
    const bool there = column.present.empty() || column.present[a] == column.present[b];
    return there && compare_cells(column, a, b) == 0;
  });
  return same ? ", with the same values in all columns that are read" : ", with other values";
}

void note_row(std::size_t row, std::vector<bool>& among) {
  if (among.size() <= row) among.resize(row + 1);
  among[row] = true;
}

// No row of several with one key is the right one: all of them are in error.
void check_keys(const check::Model& model, const Relation& relation, bool each_row, Bound& bound) {
  std::vector<std::pair<std::size_t, std::size_t>> duplicates;
  bound.order = key_order(model, relation, &duplicates, bound.keyless);
  if (duplicates.empty()) return;
  const std::string columns = key_columns(model, relation.id);
  const auto add = [&](std::size_t row, std::size_t other) {
    const bool by_line = !relation.lines.empty();
    const std::string place =
        by_line ? "line " + std::to_string(relation.lines[other]) : "row " + std::to_string(other + 1);
    const std::string shown_key = key_shown(model, relation, row);
    bound.problems.add({row, columns,
                        (shown_key.empty() ? "the key of " + place : shown_key + ", which " + place + " has too") +
                            alike(model, relation, row, other),
                        "every key once"});
  };
  std::size_t told = relation.rows;
  for (const auto& [first, later] : duplicates) {
    add(later, first);
    if (each_row && first != told) add(first, later);
    told = first;
    bound.problems.note_row(first);
    note_row(first, bound.keyless);
    note_row(later, bound.keyless);
  }
}

void note(const std::vector<bool>& rows, std::vector<bool>& among) {
  if (among.size() < rows.size()) among.resize(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row)
    if (rows[row]) among[row] = true;
}

bool is_key(const check::Model& model, check::RelationId relation, InputId input) {
  const auto& fields = model.relations[relation.index].fields;
  return std::any_of(fields.begin(), fields.end(), [&](check::FieldId id) {
    const check::Field& field = model.fields[id.index];
    return field.key && model[field.value].op == check::Op::Input && model[field.value].index == input.index;
  });
}

}  // namespace

Bound bind(const check::Model& contract, const check::Model& model, check::RelationId relation,
           const std::shared_ptr<const ArrowTable>& table, std::string origin, std::vector<std::uint64_t> lines,
           const BindOptions& options) {
  Bound bound;
  bound.problems = Problems(options.limit);
  bound.relation.id = relation;
  bound.relation.rows = table->rows();
  bound.relation.origin = std::move(origin);
  bound.relation.lines = std::move(lines);
  check_header(contract, model, relation, *table, bound.problems);
  if (!bound.problems.empty()) return bound;

  bound.relation.columns.resize(model.inputs.size());
  bound.bad.resize(model.inputs.size());
  for (const InputId id : model.relations[relation.index].inputs) {
    const check::Input& input = model.inputs[id.index];
    budget::take(bound.relation.rows * kCell);
    bound.bytes += bound.relation.rows * kCell;
    budget::tick(bound.relation.rows);
    const ArrowColumn& column = *table->find(input.column);
    Problems own(options.limit);
    bound.relation.columns[id.index] = cast(model, input, table, column, own);
    compare_neighbours(model, input, column, bound.relation.columns[id.index], own, bound.doubts);
    bound.bad[id.index] = own.rows();
    if (is_key(model, relation, id)) note(own.rows(), bound.keyless);
    bound.problems.absorb(std::move(own));
  }
  if (!bound.problems.of_whole_table()) check_keys(model, bound.relation, options.each_row, bound);
  if (bound.problems.empty())
    if (auto alike = alike_keys(model, bound.relation)) bound.doubts.push_back(*std::move(alike));
  if (!bound.problems.empty()) bound.order.clear();
  return bound;
}

}  // namespace meruit::data
