// Lists, and the one record of a text with its fields.
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

void declare_field(Builder& b, ScopeId scope, const ast::Record& record, const ast::Field& written) {
  const std::optional<Type> type = type_of(b, scope, record, written);
  Field field;
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
  field.relation = {0};
  if (scope.index != 0) field.key = false;
  b.model.fields.push_back(std::move(field));
  b.fields.push_back({scope, written, {}, {}, true});
  b.scope(scope).records.front().fields.push_back(id);
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

void declare_record(Builder& b, ScopeId id) {
  const ast::File& file = *b.scope(id).file;
  if (file.records.empty()) return;
  const ast::Record& record = file.records.front();
  if (file.records.size() > 1) {
    Diagnostic& d = report(b, DiagnosticKind::RecordCount, file.records[1].name.span,
                           "a contract has one kind of record, and this is a second",
                           "keep one: what the other holds can be fields of it, or a contract of its own");
    label(d, record.name.span, "the first");
  }
  Scope& scope = b.scope(id);
  const std::string plural = record.plural.given() ? record.plural.text : record.name.text + "s";
  scope.records.push_back({{0}, record.name.text, plural, {}, {}});
  if (id.index == 0) {
    Relation& relation = b.model.relations[0];
    relation.name = record.name.text;
    relation.plural = plural;
    relation.title = record.title ? record.title->value : "";
    relation.span = record.name.span;
  }
  if (file.header && file.header->level.kind == ast::LevelKind::Each &&
      file.header->level.record.text != record.name.text) {
    Diagnostic& d = report(b, DiagnosticKind::UnknownName, file.header->level.record.span,
                           "there is no record " + in_ticks(file.header->level.record.text),
                           "write `for each " + record.name.text + "`");
    label(d, record.name.span, "the record");
  }
  for (const ast::Field& field : record.fields) declare_field(b, id, record, field);
  const bool keyed =
      std::any_of(record.fields.begin(), record.fields.end(), [](const ast::Field& field) { return field.key; });
  if (!keyed)
    report(b, DiagnosticKind::RecordCount, record.name.span, "the record " + in_ticks(record.name.text) + " has no key",
           "write `key` before the field that tells one " + record.name.text + " from another");
}

}  // namespace meruit::check
