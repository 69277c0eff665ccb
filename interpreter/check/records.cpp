// Lists, and the records of a text with their fields.
#include <algorithm>

#include "check/figures.h"
#include "check/scopes.h"

namespace meruit::check {

namespace {

std::optional<Rational> limit(Builder& b, ScopeId scope, ast::ExprId written, const Type& type) {
  if (!written.given()) return std::nullopt;
  ExprId figure = check_figure(b, scope, written, &type);
  figure = fit(b, figure, {type, {}, "", true});
  if (!figure.given()) return std::nullopt;
  return std::get<Rational>(b.expr(figure).items[0]);
}

Constraints constraints_of(Builder& b, ScopeId scope, const ast::TypeText& text, const Type& type) {
  Constraints result;
  const bool any = text.whole || text.places || text.from.given() || text.to.given();
  if (!any) return result;
  if (type.kind != TypeKind::Number) {
    report(b, DiagnosticKind::WrongType, text.span,
           "only numbers are whole, have places or limits; this is " + words(b, type));
    return result;
  }
  Type plain = type;
  plain.may_be_missing = false;
  result.whole = text.whole;
  result.places = text.places;
  result.from = limit(b, scope, text.from, plain);
  result.to = limit(b, scope, text.to, plain);
  if (result.from && result.to && *result.to < *result.from)
    report(b, DiagnosticKind::PeriodBackwards, text.span, "the range ends before it begins",
           "write the smaller number first");
  return result;
}

std::optional<Type> named_list(Builder& b, ScopeId scope, const ast::Name& name) {
  const auto& lists = b.scope(scope).lists;
  const auto found = lists.find(name.text);
  if (found != lists.end()) {
    Type type = plain_type(TypeKind::OneOf);
    type.list = found->second;
    return type;
  }
  std::vector<std::string> known{"number", "money", "text", "date", "period"};
  for (const auto& entry : lists) known.push_back(entry.first);
  std::sort(known.begin(), known.end());
  std::string help = did_you_mean(name.text, known);
  if (help.empty())
    help =
        "the types are `number`, `money`, `yes/no`, `text`, `date`, `period`, `one of …` and the lists of this "
        "contract";
  report(b, DiagnosticKind::UnknownName, name.span, "no list is called " + in_ticks(name.text), std::move(help));
  return std::nullopt;
}

// The words of a one-of field go by the field's name, as those of a list do.
void refuse_second_list(Builder& b, ScopeId scope, const ast::Name& field) {
  const auto known = b.scope(scope).lists.find(field.text);
  if (known == b.scope(scope).lists.end()) return;
  Diagnostic& d =
      report(b, DiagnosticKind::AmbiguousName, field.span,
             "a list is called " + in_ticks(field.text) + " too, and has words of its own",
             "write `" + field.text + ": " + field.text + "` to take the words of the list, or choose another name");
  label(d, b.model.lists[known->second.index].span, "the list");
}

std::optional<Type> type_of(Builder& b, ScopeId scope, const ast::Record& record, const ast::Field& field) {
  const ast::TypeText& text = field.type;
  Type type;
  switch (text.kind) {
    case ast::TypeKind::Number:
    case ast::TypeKind::Money:
      type = number_type(unit_of(b, text.unit));
      if (text.kind == ast::TypeKind::Money && !text.unit.money) type.unit = multiply(type.unit, money_type(b).unit);
      break;
    case ast::TypeKind::YesNo:
      type = plain_type(TypeKind::YesNo);
      break;
    case ast::TypeKind::Text:
      type = plain_type(TypeKind::Text);
      break;
    case ast::TypeKind::Date:
      type = plain_type(TypeKind::Date);
      break;
    case ast::TypeKind::Period:
      type = plain_type(TypeKind::Period);
      break;
    case ast::TypeKind::OneOf:
      type = plain_type(TypeKind::OneOf);
      refuse_second_list(b, scope, field.name);
      type.list = add_list(b, record.name.text + "." + field.name.text, field.title, text.words, field.name.span);
      enter_list(b, scope, field.name.text, type.list);
      break;
    case ast::TypeKind::Named: {
      const std::optional<Type> list = named_list(b, scope, text.name);
      if (!list) return std::nullopt;
      type = *list;
      enter_list(b, scope, field.name.text, type.list);
      break;
    }
  }
  type.may_be_missing = text.optional || text.waived;
  type.waived = text.waived;
  return type;
}

void check_key(Builder& b, const ast::Field& field, const Type& type) {
  if (type.may_be_missing)
    report(b, DiagnosticKind::WrongType, field.type.span,
           "a key is always given, so it is not `" + std::string(type.waived ? "may be waived" : "optional") + "`");
  if (type.kind == TypeKind::Period)
    report(b, DiagnosticKind::WrongType, field.type.span, "a period is not a key", "use its first day, a date");
}

void declare_field(Builder& b, ScopeId scope, RelationId relation, const ast::Record& record,
                   const ast::Field& written) {
  const std::optional<Type> type = type_of(b, scope, record, written);
  Field field;
  field.relation = relation;
  field.name = b.scope(scope).prefix + written.name.text;
  field.title = written.title ? written.title->value : "";
  field.key = written.key;
  field.type = type.value_or(number_type());
  field.span = written.name.span;
  if (type) {
    field.constraints = constraints_of(b, scope, written.type, *type);
    if (written.key) check_key(b, written, *type);
  }
  const FieldId id = add_field(b, scope, std::move(field), &written);
  b.fields[id.index].known = type.has_value();
  declare(b, scope, written.name, Symbol::Kind::Field, id.index);
}

}  // namespace

ListId add_list(Builder& b, std::string name, const std::optional<ast::Text>& title,
                const std::vector<ast::Name>& words, Span span) {
  List list{std::move(name), title ? title->value : "", {}, span};
  std::unordered_map<std::string, Span> seen;
  for (const ast::Name& word : words) {
    const auto [at, fresh] = seen.emplace(word.text, word.span);
    if (fresh) {
      list.words.push_back(word.text);
      continue;
    }
    Diagnostic& d =
        report(b, DiagnosticKind::DuplicateName, word.span, "the list has the word " + in_ticks(word.text) + " twice");
    label(d, at->second, "the first");
  }
  b.model.lists.push_back(std::move(list));
  return {static_cast<std::uint32_t>(b.model.lists.size() - 1)};
}

void enter_list(Builder& b, ScopeId id, const std::string& name, ListId list) {
  Scope& scope = b.scope(id);
  if (!scope.lists.emplace(name, list).second) return;
  for (const std::string& word : b.model.lists[list.index].words) {
    std::vector<ListId>& known = scope.words[word];
    if (std::find(known.begin(), known.end(), list) == known.end()) known.push_back(list);
  }
}

FieldId add_field(Builder& b, ScopeId scope, Field field, const ast::Field* written) {
  const FieldId id{static_cast<std::uint32_t>(b.model.fields.size())};
  if (scope.index != 0) field.key = false;
  b.model.fields.push_back(std::move(field));
  b.fields.push_back({scope, written, {}, {}, true});
  for (RecordNames& record : b.scope(scope).records)
    if (record.relation == b.model.fields[id.index].relation) record.fields.push_back(id);
  if (scope.index == 0) b.model.relations[b.model.fields[id.index].relation.index].fields.push_back(id);
  return id;
}

void declare_lists(Builder& b, ScopeId id) {
  for (const ast::List& list : b.scope(id).file->lists) {
    const auto known = b.scope(id).lists.find(list.name.text);
    if (known != b.scope(id).lists.end()) {
      Diagnostic& d =
          report(b, DiagnosticKind::DuplicateName, list.name.span, "two lists are called " + in_ticks(list.name.text));
      label(d, b.model.lists[known->second.index].span, "the first");
      continue;
    }
    const ListId added = add_list(b, b.scope(id).prefix + list.name.text, list.title, list.words, list.name.span);
    enter_list(b, id, list.name.text, added);
  }
}

namespace {

// The relations of a model that is used are its user's, and what is below another has names of its own.
bool may_be_several(Builder& b, ScopeId id) {
  const ast::File& file = *b.scope(id).file;
  if (file.records.size() < 2 && !file.records.front().parent.given()) return true;
  if (id.index == 0 && file.uses.empty()) return true;
  report(b, DiagnosticKind::NotYet, file.records.back().name.span,
         "several kinds of records with a used model are not part of this version of the language",
         "keep one: what the other holds can be fields of it, or a contract of its own");
  return false;
}

void declare_names(Builder& b, ScopeId id, const ast::Record& record) {
  const std::string plural = record.plural.given() ? record.plural.text : record.name.text + "s";
  std::vector<RecordNames>& all = b.scope(id).records;
  const RelationId relation{static_cast<std::uint32_t>(all.size())};
  for (const RecordNames& known : all) {
    const bool one_name = record.name.text == known.name;
    if (!one_name && record.name.text != known.plural && plural != known.plural && plural != known.name) continue;
    const bool of_plural = !one_name && plural != known.name;
    const std::string& both = of_plural ? known.plural : known.name;
    Diagnostic& d =
        report(b, DiagnosticKind::DuplicateName, record.name.span,
               (one_name ? "two records are called " : "the names of two records meet in ") + in_ticks(both),
               one_name ? "give one of the two another name"
                        : "give one of the two another name, or another plural: `record NAME, plural WORD`");
    label(d, b.model.relations[known.relation.index].span, "the first");
    break;
  }
  all.push_back({relation, record.name.text, plural, {}, {}});
  if (id.index != 0) return;
  if (relation.index >= b.model.relations.size()) b.model.relations.emplace_back();
  Relation& made = b.model.relations[relation.index];
  made.name = record.name.text;
  made.plural = plural;
  made.title = record.title ? record.title->value : "";
  made.span = record.name.span;
}

// Its parent; false where there is none of that name, or it lies below the record itself.
bool declare_parent(Builder& b, ScopeId id, RelationId relation, const ast::Record& record) {
  if (!record.parent.given()) return true;
  const RecordNames* parent = record_called(b.scope(id), record.parent.text);
  if (parent == nullptr) {
    std::vector<std::string> known;
    for (const RecordNames& each : b.scope(id).records) known.push_back(each.name);
    report(b, DiagnosticKind::UnknownName, record.parent.span, "there is no record " + in_ticks(record.parent.text),
           did_you_mean(record.parent.text, known));
    return false;
  }
  if (links_up(b.model, parent->relation, relation)) {
    report(b, DiagnosticKind::Cycle, record.parent.span,
           "the record " + in_ticks(record.name.text) + " would lie below itself",
           "one of them lies on top: leave out its `of`");
    return false;
  }
  const LinkId link{static_cast<std::uint32_t>(b.model.links.size())};
  b.model.links.push_back({Link::Kind::Parent, parent->name, relation, parent->relation, {}, record.parent.span});
  b.model.relations[relation.index].parents.push_back(link);
  declare(b, id, record.parent, Symbol::Kind::Link, link.index);
  return true;
}

// What holds the parent's full key: columns of the data that no formula names.
void add_parent_keys(Builder& b, ScopeId id, RelationId relation) {
  for (const LinkId link : b.model.relations[relation.index].parents) {
    const std::vector<FieldId> above = b.model.relations[b.model.links[link.index].to.index].fields;
    for (const FieldId part : above) {
      if (!b.model.fields[part.index].key) continue;
      Field field;
      field.relation = relation;
      field.name = b.model.fields[part.index].name;
      field.type = b.model.fields[part.index].type;
      field.key = field.of_parent = true;
      field.span = b.model.links[link.index].span;
      b.model.links[link.index].columns.push_back(add_field(b, id, std::move(field), nullptr));
    }
  }
}

void declare_fields(Builder& b, ScopeId id, RelationId relation, const ast::Record& record) {
  add_parent_keys(b, id, relation);
  const std::vector<FieldId> above = id.index == 0 ? b.model.relations[relation.index].fields : std::vector<FieldId>();
  for (const ast::Field& field : record.fields) {
    for (const FieldId part : above)
      if (b.model.fields[part.index].name == field.name.text)
        report(
            b, DiagnosticKind::AmbiguousName, field.name.span,
            in_ticks(field.name.text) + " is the key of " + record.parent.text + ", above",
            "it is `" + record.parent.text + "." + field.name.text + "`: leave the field out, or choose another name");
    declare_field(b, id, relation, record, field);
  }
  const bool keyed =
      std::any_of(record.fields.begin(), record.fields.end(), [](const ast::Field& field) { return field.key; });
  if (!keyed)
    report(b, DiagnosticKind::RecordCount, record.name.span, "the record " + in_ticks(record.name.text) + " has no key",
           "write `key` before the field that tells one " + record.name.text + " from another");
}

// The header's, for rules that say none.
void take_level(Builder& b, ScopeId id) {
  Scope& scope = b.scope(id);
  const ast::File& file = *scope.file;
  if (!file.header || file.header->level.kind != ast::LevelKind::Each) return;
  const ast::Name& name = file.header->level.record;
  if (const RecordNames* record = record_called(scope, name.text)) {
    scope.level = rows_of(record->relation);
    return;
  }
  report_no_record(b, scope, name);
}

// Parents before what lies below them.
std::vector<std::uint32_t> from_the_top(const Model& model, std::size_t count) {
  std::vector<std::uint32_t> order;
  std::vector<bool> done(count);
  while (order.size() < count) {
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::vector<LinkId>& parents = model.relations[i].parents;
      const bool ready = std::all_of(parents.begin(), parents.end(),
                                     [&](LinkId link) { return done[model.links[link.index].to.index]; });
      if (done[i] || !ready) continue;
      done[i] = true;
      order.push_back(i);
    }
  }
  return order;
}

}  // namespace

void declare_records(Builder& b, ScopeId id) {
  const std::vector<ast::Record>& records = b.scope(id).file->records;
  if (records.empty()) return;
  const bool several = may_be_several(b, id);
  for (const ast::Record& record : records) {
    declare_names(b, id, record);
    if (!several) break;
  }
  take_level(b, id);
  const std::size_t count = b.scope(id).records.size();
  if (several)
    for (std::uint32_t i = 0; i < count; ++i) declare_parent(b, id, {i}, records[i]);
  for (const std::uint32_t i : id.index == 0 ? from_the_top(b.model, count) : std::vector<std::uint32_t>{0})
    declare_fields(b, id, {i}, records[i]);
}

}  // namespace meruit::check
