// The tree as text.
#include <algorithm>

#include "number/rational.h"
#include "tree.h"

namespace meruit::differential {

namespace {

std::string join(const std::vector<Node>& nodes) {
  std::string text;
  for (const Node& node : nodes) text += (text.empty() ? "" : ", ") + print(node);
  return text;
}

std::string print_body(const Statement& statement) {
  std::string text = " is";
  for (const Case& one : statement.body) {
    if (!statement.by_cases)
      text += " ";
    else if (one.condition.pattern.empty())
      text += "\n  otherwise: ";
    else
      text += "\n  when " + print(one.condition) + ": ";
    text += print(one.value);
  }
  return text;
}

std::string print(const Statement& statement) {
  std::string text = statement.head;
  for (const std::string& modifier : statement.modifiers) text += ", " + modifier;
  if (!statement.body.empty()) text += print_body(statement);
  if (!statement.lines.empty()) text += " is";
  for (const Row& line : statement.lines) text += "\n  line " + line.label + ": " + join(line.cells);
  for (const Row& row : statement.rows) text += "\n  " + row.label + (row.cells.empty() ? "" : ": ") + join(row.cells);
  for (std::size_t i = 0; i < statement.given.size(); ++i)
    text += (i == 0 ? "\n  given " : ", ") + statement.given[i].label + ": " + join(statement.given[i].cells);
  return text + "\n";
}

std::string print_cell(const check::Outcome& outcome) {
  const auto* value = std::get_if<check::Value>(&outcome);
  if (value == nullptr) return "";
  if (const auto* number = std::get_if<Rational>(value)) return number::to_plain(*number);
  if (const auto* flag = std::get_if<bool>(value)) return *flag ? "yes" : "no";
  if (const auto* text = std::get_if<std::string>(value)) return "\"" + *text + "\"";
  if (const auto* date = std::get_if<calendar::Date>(value)) return calendar::to_text(*date);
  if (const auto* period = std::get_if<calendar::Period>(value)) return calendar::to_text(*period);
  return "word " + std::to_string(std::get<check::Word>(*value).ordinal);
}

std::string print_data(const RecordRows& relation) {
  std::string text = relation.record + ": ";
  for (const Column& column : relation.columns) text += (&column == relation.columns.data() ? "" : ",") + column.name;
  for (std::size_t row = 0; row < relation.rows; ++row) {
    text += "\n";
    for (std::size_t i = 0; i < relation.columns.size(); ++i) {
      const Column& column = relation.columns[i];
      text += (i == 0 ? "" : ",") + (column.texts.empty() ? print_cell(column.values[row]) : column.texts[row]);
    }
  }
  return text + "\n";
}

}  // namespace

std::string print(const Node& node) {
  std::string text;
  std::size_t child = 0;
  for (const char c : node.pattern) {
    if (c != '@') {
      text += c;
      continue;
    }
    const Node& inner = node.children[child++];
    text += inner.compound ? "(" + print(inner) + ")" : print(inner);
  }
  return text;
}

std::string print(const std::vector<Statement>& statements) {
  std::string text;
  for (const Statement& statement : statements) text += print(statement);
  return text;
}

const Column& column_called(const RecordRows& rows, const std::string& name) {
  return *std::find_if(rows.columns.begin(), rows.columns.end(),
                       [&](const Column& column) { return column.name == name; });
}

bool lies_below(const RecordRows& below, std::size_t row, const RecordRows& above, std::size_t above_row) {
  return std::all_of(above.keys.begin(), above.keys.end(), [&](const std::string& key) {
    return column_called(below, key).values[row] == column_called(above, key).values[above_row];
  });
}

std::string print_data(const Contract& contract) {
  std::string text;
  for (const RecordRows& relation : contract.relations) text += print_data(relation);
  return text;
}

}  // namespace meruit::differential
