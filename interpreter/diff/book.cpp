#include "diff/book.h"

#include <algorithm>

namespace meruit::diff {

namespace {

using check::ExprId;
using check::Op;
using Kind = Entity::Kind;

bool own_column(const check::Model& model, const check::Field& field) {
  if (!field.value.given()) return false;
  const check::Expr& value = model[field.value];
  return value.op == Op::Input && model.inputs[value.index].column == field.name;
}

void add(Book& book, Entity entity) {
  book.ids.emplace(std::tuple(entity.kind, entity.index, entity.exception), book.entities.size());
  book.entities.push_back(std::move(entity));
}

void add_figures(Book& book) {
  const check::Model& model = book.model;
  std::set<std::uint32_t> beside;  // parameters that the checker put beside others
  for (const check::Parameter& each : model.parameters)
    if (each.unknown.given()) beside.insert(each.unknown.index);
  for (std::uint32_t i = 0; i < model.parameters.size(); ++i)
    if (!beside.contains(i) && !model.parameters[i].hidden)
      add(book, {Kind::Parameter, i, 0, model.parameters[i].name, model.parameters[i].title, model.parameters[i].span});
  for (std::uint32_t i = 0; i < model.tables.size(); ++i)
    add(book, {Kind::Table, i, 0, model.tables[i].name, model.tables[i].title, model.tables[i].span});
  for (std::uint32_t i = 0; i < model.bands.size(); ++i)
    add(book, {Kind::Bands, i, 0, model.bands[i].name, model.bands[i].title, model.bands[i].span});
}

void add_rules(Book& book) {
  const check::Model& model = book.model;
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const check::Rule& rule = model.rules[i];
    if (!check::is_result(rule)) continue;
    const bool own = rule.name.find('.') == std::string::npos;
    const bool output = own && (rule.reported || rule.payment);
    add(book, {Kind::Rule, i, 0, rule.name, rule.title, rule.span, output, output});
    for (std::uint32_t k = 0; k < rule.exceptions.size(); ++k)
      add(book, {Kind::Exception, i, k, rule.exceptions[k].name, rule.exceptions[k].title, rule.exceptions[k].span});
  }
}

// The field of a record above whose key this one holds a part of.
std::uint32_t held_key(const check::Model& model, std::uint32_t index) {
  while (model.fields[index].of_parent) {
    const check::Link& link = model.links[model.relations[model.fields[index].relation.index].parents.front().index];
    const auto part = std::find(link.columns.begin(), link.columns.end(), check::FieldId{index}) - link.columns.begin();
    std::vector<check::FieldId> key;
    for (const check::FieldId id : model.relations[link.to.index].fields)
      if (model.fields[id.index].key) key.push_back(id);
    index = key[static_cast<std::size_t>(part)].index;
  }
  return index;
}

void add_fields(Book& book) {
  const check::Model& model = book.model;
  for (std::uint32_t i = 0; i < model.fields.size(); ++i) {
    const check::Field& field = model.fields[i];
    if (field.instance_of.given() || field.of_parent) continue;
    add(book, {Kind::Field, i, 0, field.name, field.title, field.span, field.key || own_column(model, field)});
  }
  for (std::uint32_t i = 0; i < model.fields.size(); ++i)
    if (model.fields[i].of_parent && !model.fields[i].instance_of.given())
      book.ids.emplace(std::tuple(Kind::Field, i, 0U), book.of(Kind::Field, held_key(model, i)));
}

void walk(const Book& book, ExprId id, std::set<EntityId>& found, std::set<std::uint32_t>& seen) {
  if (!id.given() || !seen.insert(id.index).second) return;
  const check::Expr& expr = book.model[id];
  const Hidden hidden = hidden_behind(book.model, expr);
  if (hidden.body.given()) walk(book, hidden.body, found, seen);
  if (hidden.given != nullptr)
    for (const check::Rebinding& one : *hidden.given) walk(book, one.value, found, seen);
  const auto kind = kind_named_by(expr.op);
  const auto name = [&](std::uint32_t index) {
    if (kind == Kind::Rule) {
      found.insert(home_of(book, index).entity);
    } else if (const auto at = book.ids.find({*kind, index, 0}); at != book.ids.end()) {
      found.insert(at->second);
    }
  };
  if (hidden.origin) name(*hidden.origin);
  if (hidden.is_hidden) return;
  if (kind) name(expr.index);
  for (const ExprId operand : expr.operands) walk(book, operand, found, seen);
}

}  // namespace

std::optional<Kind> kind_named_by(Op op) {
  switch (op) {
    case Op::Field:
      return Kind::Field;
    case Op::Parameter:
      return Kind::Parameter;
    case Op::Lookup:
      return Kind::Table;
    case Op::Band:
      return Kind::Bands;
    case Op::Rule:
      return Kind::Rule;
    default:
      return std::nullopt;
  }
}

EntityId entity_of(const Book& book, const check::Rebinding& one) {
  switch (one.kind) {
    case check::Rebinding::Kind::Field:
      return book.of(Kind::Field, one.index);
    case check::Rebinding::Kind::Parameter:
      return book.of(Kind::Parameter, one.index);
    case check::Rebinding::Kind::Rule:
      break;
  }
  return home_of(book, one.index).entity;
}

bool is_read_on_dates(const check::Model& model, Kind kind, std::uint32_t index) {
  return std::any_of(model.exprs.begin(), model.exprs.end(), [&](const check::Expr& expr) {
    return expr.has_date && expr.index == index && kind_named_by(expr.op) == kind;
  });
}

Hidden hidden_behind(const check::Model& model, const check::Expr& expr) {
  const auto told = [](bool is_hidden, auto instance_of, const std::vector<check::Rebinding>& given, ExprId body) {
    Hidden hidden;
    hidden.is_hidden = is_hidden;
    if (!is_hidden) return hidden;
    if (instance_of.given()) {
      hidden.origin = instance_of.index;
      hidden.given = &given;
    } else {
      hidden.body = body;
    }
    return hidden;
  };
  if (expr.op == Op::Rule) {
    const check::Rule& rule = model.rules[expr.index];
    return told(rule.hidden, rule.instance_of, rule.given, rule.body);
  }
  if (expr.op == Op::Parameter) {
    const check::Parameter& one = model.parameters[expr.index];
    return told(one.hidden, one.instance_of, one.given, one.values.empty() ? ExprId{} : one.values.front().value);
  }
  if (expr.op == Op::Field) {
    const check::Field& field = model.fields[expr.index];
    return told(field.instance_of.given(), field.instance_of, field.given, field.value);
  }
  return {};
}

void entities_named(const Book& book, ExprId id, std::set<EntityId>& found) {
  std::set<std::uint32_t> seen;
  walk(book, id, found, seen);
}

Home home_of(const Book& book, std::uint32_t index) {
  using Part = check::Rule::Part;
  const check::Rule& rule = book.model.rules[index];
  if (rule.part == Part::None) return {book.of(Kind::Rule, index), ""};
  const std::uint32_t whole = rule.part_of.index;
  if (rule.part == Part::Base) return {book.of(Kind::Rule, whole), " base"};
  if (rule.part == Part::Mark) return {book.of(Kind::Rule, whole), " mark"};
  const auto& exceptions = book.model.rules[whole].exceptions;
  for (std::uint32_t k = 0; k < exceptions.size(); ++k) {
    if (exceptions[k].before.index == index) return {book.of(Kind::Exception, whole, k), " before"};
    if (exceptions[k].applies.index == index) return {book.of(Kind::Exception, whole, k), " applies"};
    if (exceptions[k].value.index == index) return {book.of(Kind::Exception, whole, k), " value"};
  }
  return {book.of(Kind::Rule, whole), " part"};
}

std::vector<ExprId> expressions_of(const Book& book, EntityId id) {
  const Entity& entity = book[id];
  const check::Model& model = book.model;
  std::vector<ExprId> found;
  if (entity.kind == Kind::Field) found.push_back(model.fields[entity.index].value);
  if (entity.kind == Kind::Parameter)
    for (const check::DatedValue& value : model.parameters[entity.index].values) found.push_back(value.value);
  if (entity.kind == Kind::Rule) {
    found.push_back(model.rules[entity.index].body);
    if (model.rules[entity.index].base.given()) found.push_back(model.rules[model.rules[entity.index].base.index].body);
  }
  if (entity.kind == Kind::Exception) {
    const check::Exception& one = model.rules[entity.index].exceptions[entity.exception];
    for (const check::RuleId part : {one.before, one.applies, one.value}) found.push_back(model.rules[part.index].body);
  }
  return found;
}

std::optional<check::RelationId> record_of(const Book& book, EntityId id) {
  const Entity& entity = book[id];
  if (entity.kind == Kind::Field) return book.model.fields[entity.index].relation;
  if (entity.kind != Kind::Rule) return std::nullopt;
  const check::Level& level = book.model.rules[entity.index].level;
  return check::of_rows(level) ? std::optional(level.relation) : std::nullopt;
}

std::set<EntityId> dependents(const Book& book, const std::set<EntityId>& of) {
  std::set<EntityId> found = of;
  std::vector<EntityId> open(of.begin(), of.end());
  while (!open.empty()) {
    const EntityId id = open.back();
    open.pop_back();
    for (const EntityId user : book.users[id])
      if (found.insert(user).second) open.push_back(user);
  }
  return found;
}

Book make_book(const check::Model& model, const source::Sources& sources) {
  Book book{model, sources, {}, {}, {}, {}, {}};
  add_fields(book);
  add_figures(book);
  add_rules(book);
  book.uses.resize(book.entities.size());
  book.users.resize(book.entities.size());
  for (EntityId id = 0; id < book.entities.size(); ++id) {
    for (const ExprId expr : expressions_of(book, id)) entities_named(book, expr, book.uses[id]);
    book.uses[id].erase(id);
    for (const EntityId used : book.uses[id]) book.users[used].insert(id);
  }
  for (const ExprId expectation : model.expectations) entities_named(book, expectation, book.expected);
  return book;
}

}  // namespace meruit::diff
