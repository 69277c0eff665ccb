#include "diff/facets.h"

#include <algorithm>

#include "check/print_expr.h"
#include "diff/figure_facets.h"
#include "explain/shapes.h"
#include "number/rational.h"
#include "source/one_line.h"

namespace meruit::diff {

namespace {

using check::Expr;
using check::ExprId;
using check::Op;
using Kind = Entity::Kind;

// ---- rules ----------------------------------------------------------------------------------------------

// Operations that the header of a rule puts around what `is` says carry the place of that.
bool of_header(const check::Model& model, ExprId id) {
  const Expr& expr = model[id];
  const bool limits = expr.op == Op::Round || expr.op == Op::Minimum || expr.op == Op::Maximum || expr.op == Op::Clamp;
  return limits && expr.span == model[expr.operands.front()].span;
}

std::string level_text(const check::Model& model, const check::Rule& rule) {
  if (!check::of_rows(rule.level)) return "overall";
  return "for each " + model.relations[rule.level.relation.index].name;
}

// A limit that is waived leaves what it limits, which is told as what it is.
void add_limit(const Book& book, const char* what, ExprId limit, ExprId limited, const Naming& naming,
               std::vector<Facet>& found) {
  const Expr& expr = book.model[limit];
  const ExprId id = expr.op == Op::IfMissing && expr.operands[1] == limited ? expr.operands[0] : limit;
  found.push_back({what, what, meaning(book, id, naming), source::one_line(book.sources, book.model[id].span),
                   book.model[id].span, id});
}

// Roundings and limits from the outside in.
void add_header(const Book& book, ExprId body, const Naming& naming, std::vector<Facet>& found) {
  const check::Model& model = book.model;
  std::size_t roundings = 0;
  for (ExprId at = body; of_header(model, at); at = model[at].operands.front()) {
    const Expr& expr = model[at];
    if (expr.op == Op::Round) {
      found.push_back({"rounding",
                       "rounding " + std::to_string(roundings++),
                       number::to_plain(expr.quantum) + number::words(expr.mode),
                       explain::rounding_words(model, expr, false),
                       expr.span,
                       {}});
      continue;
    }
    const bool both = expr.op == Op::Clamp;
    if (expr.op == Op::Maximum || both) add_limit(book, "at least", expr.operands[1], expr.operands[0], naming, found);
    if (expr.op == Op::Minimum || both)
      add_limit(book, "at most", expr.operands.back(), expr.operands[0], naming, found);
  }
}

// Of a payment of lines these, which add up to it.
std::string lines_of(const check::Model& model, const check::Rule& payment) {
  std::string names;
  for (const check::Rule& rule : model.rules)
    if (rule.line_of.given() && &model.rules[rule.line_of.index] == &payment)
      names += (names.empty() ? "" : " + ") + rule.name;
  return names;
}

void add_formula(const Book& book, ExprId body, const Naming& naming, const std::string& lines,
                 std::vector<Facet>& found) {
  const ExprId id = formula_of(book.model, body);
  const source::Span span = book.model[id].span;
  found.push_back({lines.empty() ? "formula" : "lines", "formula", meaning(book, id, naming),
                   lines.empty() ? source::one_line(book.sources, span) : lines, span, id});
}

void rule_facets(const Book& book, const check::Rule& rule, const Naming& naming, std::vector<Facet>& found) {
  const auto plain = [&](const char* what, std::string content, std::string text) {
    found.push_back({what, what, std::move(content), std::move(text), rule.span, {}});
  };
  plain("level", check::of_rows(rule.level) ? "each " + naming.record(rule.level.relation) : "overall",
        level_text(book.model, rule));
  plain("unit", check::type_text(book.model, rule.type), check::type_text(book.model, rule.type));
  plain("reported", rule.reported ? "yes" : "no", rule.reported ? "reported" : "not reported");
  if (rule.line_of.given())
    plain("line of", naming.token(book.of(Kind::Rule, rule.line_of.index)), book.model.rules[rule.line_of.index].name);
  plain("payment", rule.payment ? "yes" : "no", rule.payment ? "a payment" : "not a payment");
  if (rule.payment)
    plain("parties", person(naming, rule.payer) + " to " + person(naming, rule.payee),
          "from " + rule.payer + " to " + rule.payee);
  add_formula(book, rule.base.given() ? book.model.rules[rule.base.index].body : rule.body, naming,
              lines_of(book.model, rule), found);
  add_header(book, rule.body, naming, found);
}

// ---- exceptions -----------------------------------------------------------------------------------------

void exception_facets(const Book& book, const Entity& entity, const Naming& naming, std::vector<Facet>& found) {
  const check::Rule& rule = book.model.rules[entity.index];
  const check::Exception& one = rule.exceptions[entity.exception];
  found.push_back({"rule", "rule", naming.token(book.of(Kind::Rule, entity.index)), "to " + rule.name, one.span, {}});
  std::vector<std::string> tokens;
  std::string names;
  for (const std::uint32_t before : one.after) {
    const EntityId other = book.of(Kind::Exception, entity.index, before);
    if (!naming.shared(other)) continue;
    tokens.push_back(naming.token(other));
    names += (names.empty() ? "after " : ", ") + book[other].name;
  }
  std::sort(tokens.begin(), tokens.end());
  std::string order;
  for (const std::string& token : tokens) order += token + " ";
  found.push_back({"order", "order", order, names.empty() ? "after no other" : names, one.span, {}});
  const ExprId body = book.model.rules[one.value.index].body;
  add_formula(book, body, naming, {}, found);
  add_header(book, body, naming, found);
}

// ---- fields ---------------------------------------------------------------------------------------------

std::string list_text(const check::Model& model, const check::Type& type) {
  std::string text = "one of ";
  const auto& words = model.lists[type.list.index].words;
  for (std::size_t i = 0; i < words.size(); ++i) text += (i > 0 ? ", " : "") + words[i];
  return text;
}

void field_facets(const Book& book, const check::Field& field, const Naming& naming, std::vector<Facet>& found) {
  const check::Model& model = book.model;
  const bool words = field.type.kind == check::TypeKind::OneOf;
  std::string type = words ? list_text(model, field.type) : check::type_text(model, field.type);
  if (words && field.type.may_be_missing) type += field.type.waived ? ", may be waived" : ", optional";
  type += check::constraints_text(field.constraints);
  found.push_back({"type", "type", type, type, field.span, {}});
  found.push_back({"key", "key", field.key ? "yes" : "no", field.key ? "a key" : "not a key", field.span, {}});
  found.push_back({"record",
                   "record",
                   naming.record(field.relation),
                   "of " + model.relations[field.relation.index].name,
                   field.span,
                   {}});
  if (!field.value.given()) return;
  const Expr& value = model[field.value];
  const bool own = value.op == Op::Input && model.inputs[value.index].column == field.name;
  const source::Span span = value.op == Op::Input ? model.inputs[value.index].span : value.span;
  std::string text = own ? "column " + field.name : source::one_line(book.sources, value.span);
  const ExprId formula = value.op == Op::Input ? ExprId{} : field.value;
  found.push_back({"supplied by", "supply", meaning(book, field.value, naming), std::move(text), span, formula});
  if (!field.assumed.empty()) found.push_back({"because", "because", field.assumed, field.assumed, span, {}, false});
}

void add_titles(const Entity& entity, const std::vector<std::string>& cites, std::vector<Facet>& found) {
  found.push_back({"title", "title", entity.title, "\"" + entity.title + "\"", entity.span, {}, false});
  const std::string text = quoted(cites);
  found.push_back({"cites", "cites", text, text.empty() ? "nothing" : text, entity.span, {}, false});
}

template <class Counts>
std::string all_contents(const Book& book, EntityId id, const Naming& naming, Counts&& counts) {
  std::string text = std::to_string(static_cast<int>(book[id].kind));
  for (const Facet& facet : facets(book, id, naming))
    if (facet.calculated && counts(facet)) text += "\n" + facet.key + ": " + facet.content;
  return text;
}

}  // namespace

std::string quoted(const std::vector<std::string>& texts) {
  std::string text;
  for (const std::string& one : texts) text += (text.empty() ? "\"" : ", \"") + one + "\"";
  return text;
}

ExprId formula_of(const check::Model& model, ExprId body) {
  ExprId at = body;
  while (of_header(model, at)) at = model[at].operands.front();
  return at;
}

std::vector<Facet> facets(const Book& book, EntityId id, const Naming& naming) {
  const Entity& entity = book[id];
  const check::Model& model = book.model;
  std::vector<Facet> found;
  static const std::vector<std::string> none;
  const std::vector<std::string>* cites = &none;
  switch (entity.kind) {
    case Kind::Field:
      field_facets(book, model.fields[entity.index], naming, found);
      break;
    case Kind::Parameter:
      parameter_facets(book, model.parameters[entity.index], naming, found);
      cites = &model.parameters[entity.index].cites;
      break;
    case Kind::Table:
      table_facets(book, id, naming, found);
      cites = &model.tables[entity.index].cites;
      break;
    case Kind::Bands:
      bands_facets(book, model.bands[entity.index], found);
      cites = &model.bands[entity.index].cites;
      break;
    case Kind::Rule:
      rule_facets(book, model.rules[entity.index], naming, found);
      cites = &model.rules[entity.index].cites;
      break;
    case Kind::Exception:
      exception_facets(book, entity, naming, found);
      cites = &model.rules[entity.index].exceptions[entity.exception].cites;
      break;
  }
  add_titles(entity, *cites, found);
  return found;
}

std::string meaning(const Book& book, EntityId id, const Naming& naming) {
  return all_contents(book, id, naming, [](const Facet&) { return true; });
}

std::string meaning_but_column(const Book& book, EntityId id, const Naming& naming) {
  const bool own_column = book[id].kind == Kind::Field && book[id].carried;
  return all_contents(book, id, naming, [&](const Facet& facet) { return !own_column || facet.key != "supply"; });
}

}  // namespace meruit::diff
