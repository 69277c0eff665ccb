// The rows are read off the parser's tree; what lies between two starts belongs to the first.
#include "syntax/layout.h"

#include <map>

#include "syntax/reading.h"

namespace meruit::syntax {

namespace {

std::size_t first_word(const antlr4::ParserRuleContext* context) { return context->start->getTokenIndex(); }

struct Starts {
  std::string_view text;
  const Words& words;
  std::map<std::size_t, Row> rows;  // by first word
  std::size_t inset = 0;            // of the rows of a statement in an amendment

  Row& add(RowKind kind, std::size_t begin, std::size_t indent) {
    Row row;
    row.kind = kind;
    row.begin = begin;
    row.indent = indent + inset;
    return rows.emplace(begin, std::move(row)).first->second;
  }
};

std::size_t after(antlr4::tree::TerminalNode* node) {
  return node == nullptr ? 0 : node->getSymbol()->getTokenIndex() + 1;
}

antlr4::tree::TerminalNode* token(antlr4::ParserRuleContext* context, std::size_t type) {
  return context->getToken(type, 0);
}

bool is_under(antlr4::ParserRuleContext* context, std::size_t rule) {
  auto* parent = dynamic_cast<antlr4::ParserRuleContext*>(context->parent);
  return parent != nullptr && parent->getRuleIndex() == rule;
}

void statement(Starts& starts, antlr4::ParserRuleContext* context) {
  Row& row = starts.add(RowKind::Statement, first_word(context), 0);
  auto* inner = dynamic_cast<antlr4::ParserRuleContext*>(context->children.front());
  const std::size_t rule = inner->getRuleIndex();
  if (rule == G::RuleRule_statement || rule == G::RulePay || rule == G::RuleException_statement ||
      rule == G::RuleParameter || rule == G::RuleList)
    row.body = after(token(inner, G::IS));
}

void table_row(Starts& starts, G::Table_rowContext* context) {
  Row& row = starts.add(RowKind::TableRow, first_word(context), is_under(context, G::RuleTable_block) ? 4 : 2);
  row.value = after(context->COLON());
  for (G::OperationContext* cell : context->operation()) row.cells.push_back(first_word(cell));
}

void supply_row(Starts& starts, G::Supply_rowContext* context) {
  Row& row = starts.add(RowKind::Supply, first_word(context), 2);
  auto* cases = dynamic_cast<G::SupplyCasesContext*>(context->supply_value());
  if (cases == nullptr || cases->first_that_applies() != nullptr) row.value = after(context->COLON());
}

// A line of a payment; its cases begin lines of their own.
void pay_line(Starts& starts, G::Pay_lineContext* context) {
  Row& row = starts.add(RowKind::Line, first_word(context), 2);
  row.titled = context->title() != nullptr;
  if (context->body()->case_when().empty()) row.value = after(context->COLON());
}

bool is_inside_line(antlr4::ParserRuleContext* context) {
  auto* body = dynamic_cast<antlr4::ParserRuleContext*>(context->parent);
  return body != nullptr && is_under(body, G::RulePay_line);
}

// `given`, `row` and `expect` of an example begin lines.
void example(Starts& starts, G::ExampleContext* context) {
  if (context->givens() != nullptr) {
    Row& row = starts.add(RowKind::Clause, first_word(context->givens()), 2);
    row.value = row.begin + 1;
  }
  for (G::Example_rowContext* each : context->example_row()) {
    Row& line = starts.add(RowKind::Clause, first_word(each), 2);
    line.value = first_word(each->name());
  }
  Row& row = starts.add(RowKind::Clause, after(context->EXPECT()) - 1, 2);
  row.value = row.begin + 1;
}

// `given` of a `use` begins a line where the writer let it.
void use(Starts& starts, G::UseContext* context) {
  if (context->givens() == nullptr) return;
  const std::size_t at = first_word(context->givens());
  const std::uint32_t end = starts.words[at - 1].end;
  const std::string_view gap = starts.text.substr(end, starts.words[at].begin - end);
  if (gap.find('\n') != std::string_view::npos) starts.add(RowKind::Clause, at, 2).value = at + 1;
}

void mark(Starts& starts, antlr4::ParserRuleContext* context) {
  const auto row = [&](RowKind kind, std::size_t indent) {
    starts.add(kind, first_word(context), indent).value = after(token(context, G::COLON));
  };
  switch (context->getRuleIndex()) {
    case G::RuleStatement:
      return statement(starts, context);
    case G::RuleHeader_row:
    case G::RuleMapping_row: {
      auto* cites = dynamic_cast<G::CitesRowContext*>(context);
      if (cites == nullptr) return row(RowKind::Setting, 2);
      starts.add(RowKind::Setting, first_word(context), 2).value = after(cites->cites()->COLON());
      return;
    }
    case G::RuleProvision:
    case G::RuleCites:
    case G::RuleEvidence:
      return row(RowKind::Setting, 2);
    case G::RuleField:
      row(RowKind::Field, 2);
      starts.rows.at(first_word(context)).titled = dynamic_cast<G::FieldContext*>(context)->title() != nullptr;
      return;
    case G::RuleDated_cell:
      return row(RowKind::Figure, 2);
    case G::RuleBand:
      return row(RowKind::Figure, is_under(context, G::RuleBand_block) ? 4 : 2);
    case G::RuleStretch:
      return row(RowKind::Figure, is_under(context, G::RuleCurve_block) ? 4 : 2);
    case G::RuleTable_block:
    case G::RuleBand_block:
    case G::RuleCurve_block:
      starts.add(RowKind::Block, first_word(context), 2);
      return;
    case G::RuleTable_row:
      return table_row(starts, dynamic_cast<G::Table_rowContext*>(context));
    case G::RuleCase_when:
    case G::RuleCase_otherwise:
      return row(RowKind::Case, is_under(context, G::RuleSupply_value) || is_inside_line(context) ? 4 : 2);
    case G::RulePay_line:
      return pay_line(starts, dynamic_cast<G::Pay_lineContext*>(context));
    case G::RuleExample:
      return example(starts, dynamic_cast<G::ExampleContext*>(context));
    case G::RuleUse:
      return use(starts, dynamic_cast<G::UseContext*>(context));
    case G::RuleSupply_row:
      return supply_row(starts, dynamic_cast<G::Supply_rowContext*>(context));
    default:
      return;
  }
}

void walk(Starts& starts, antlr4::ParserRuleContext* context) {
  if (context->getRuleIndex() == G::RuleOperation || context->getRuleIndex() == G::RuleWhole) return;
  mark(starts, context);
  if (context->getRuleIndex() == G::RuleProvision) starts.inset = 2;
  for (antlr4::tree::ParseTree* child : context->children)
    if (auto* inner = dynamic_cast<antlr4::ParserRuleContext*>(child)) walk(starts, inner);
  if (context->getRuleIndex() == G::RuleProvision) starts.inset = 0;
}

}  // namespace

std::vector<Row> rows_of(std::string_view text, const Words& words) {
  bool mistaken = false;
  Reading reading(text, words, [&](const Mistake&) { mistaken = true; });
  G::FileContext* tree = reading.parser.file();
  if (mistaken) return {};
  Starts starts{text, words, {}};
  walk(starts, tree);
  std::vector<Row> rows;
  for (auto& [begin, row] : starts.rows) {
    if (!rows.empty()) rows.back().end = begin;
    rows.push_back(std::move(row));
  }
  if (!rows.empty()) rows.back().end = words.size();
  return rows;
}

}  // namespace meruit::syntax
