// Amendments: provisions, each a change from a date on or throughout. A statement inside one is built as anywhere, and
// taken out of the file's statements again: it is no statement of the contract until the amendment is applied.
#include "syntax/build.h"

namespace meruit::syntax {

namespace {

template <class Statement>
ast::Clause taken(std::vector<Statement>& statements) {
  ast::Clause clause = std::move(statements.back());
  statements.pop_back();
  return clause;
}

ast::Clause clause(Build& build, G::ClauseContext* context) {
  ast::File& file = build.file;
  if (context->term_statement() != nullptr) return term_statement(build, context->term_statement()), taken(file.terms);
  if (context->party() != nullptr) return party(build, context->party()), taken(file.parties);
  if (context->list() != nullptr) return list(build, context->list()), taken(file.lists);
  if (context->record() != nullptr) return record(build, context->record()), taken(file.records);
  if (context->figure() != nullptr) return figure(build, context->figure()), taken(file.parameters);
  if (context->table() != nullptr) return table(build, context->table()), taken(file.tables);
  if (context->bands() != nullptr) return bands(build, context->bands()), taken(file.bands);
  if (context->curve() != nullptr) return curve(build, context->curve()), taken(file.bands);
  if (context->rule_statement() != nullptr) return rule(build, context->rule_statement()), taken(file.rules);
  if (context->exception_statement() != nullptr)
    return exception(build, context->exception_statement()), taken(file.exceptions);
  if (context->pay() != nullptr) return payment(build, context->pay()), taken(file.rules);
  if (context->use() != nullptr) return use(build, context->use()), taken(file.uses);
  if (context->example() != nullptr) return example(build, context->example()), taken(file.examples);
  return open_question(build, context->open_question()), taken(file.questions);
}

ast::RowLabel row_label(Build& build, G::Row_labelContext* context) {
  ast::RowLabel label;
  if (context->DATE() != nullptr) label.from = date(build, context->DATE());
  if (context->edge() != nullptr) edge(build, label.edge.emplace(), context->edge());
  for (G::Key_cellContext* key : context->key_cell()) label.keys.push_back(key_cell(build, key));
  label.span = span(build, context);
  return label;
}

ast::RowChange row_change(Build& build, G::RowChangeContext* context) {
  ast::RowChange change;
  change.adds = context->ADDS() != nullptr;
  change.name = name(build, context->name());
  for (G::Table_rowContext* row : context->table_row()) change.rows.push_back(table_row(build, row));
  for (G::StretchContext* band : context->stretch()) change.bands.push_back(stretch(build, band));
  return change;
}

ast::Deletion deletion(Build& build, G::DeletionContext* context) {
  ast::Deletion found;
  if (context->name() != nullptr) {
    found.name = name(build, context->name());
    return found;
  }
  found.kind = context->EXAMPLE() != nullptr ? ast::Deletion::Kind::Example : ast::Deletion::Kind::OpenQuestion;
  const ast::Text title = text(build, context->TEXT());
  found.name = {title.value, title.span};
  return found;
}

ast::Provision provision(Build& build, G::ProvisionContext* context) {
  ast::Provision found;
  if (context->DATE() != nullptr) found.from = date(build, context->DATE());
  found.span = span(build, context);
  G::ChangeContext* change = context->change();
  if (auto* term = dynamic_cast<G::TermChangeContext*>(change)) {
    const ast::Span where = source::join(span(build, term->operation(0)), span(build, term->operation(1)));
    found.change = ast::TermChange{period(build, where, term->operation(0), term->operation(1))};
  } else if (auto* defined = dynamic_cast<G::RedefinitionContext*>(change)) {
    found.change = ast::Redefinition{name(build, defined->name()), body(build, defined->body())};
  } else if (auto* stated = dynamic_cast<G::ClauseChangeContext*>(change)) {
    found.change = ast::ClauseChange{stated->ADDS() != nullptr, clause(build, stated->clause())};
  } else if (auto* rows = dynamic_cast<G::RowChangeContext*>(change)) {
    found.change = row_change(build, rows);
  } else if (auto* labels = dynamic_cast<G::RowDeletionContext*>(change)) {
    ast::RowDeletion deleted;
    deleted.name = name(build, labels->name());
    for (G::Row_labelContext* one : labels->row_label()) deleted.labels.push_back(row_label(build, one));
    found.change = std::move(deleted);
  } else if (auto* deleted = dynamic_cast<G::DeletionContext*>(change)) {
    found.change = deletion(build, deleted);
  }
  return found;
}

}  // namespace

void amendment(Build& build, G::AmendmentContext* context) {
  ast::Amendment amendment;
  amendment.title = text(build, context->TEXT());
  amendment.signed_on = date(build, context->DATE());
  amendment.signed_span = span(build, context->DATE()->getSymbol());
  for (G::TextsContext* others : context->texts())
    for (ast::Text& one : texts(build, others)) amendment.after.push_back(std::move(one));
  for (G::ProvisionContext* one : context->provision()) amendment.provisions.push_back(provision(build, one));
  amendment.span = span(build, context);
  build.file.amendments.push_back(std::move(amendment));
}

}  // namespace meruit::syntax
