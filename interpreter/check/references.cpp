// Names to what they stand for: fields, rules, figures, words of lists; and what may be named where.
#include <algorithm>

#include "check/expressions.h"
#include "check/print_expr.h"
#include "check/resolve.h"

namespace meruit::check {

namespace {

constexpr std::uint64_t subject(std::uint64_t kind, std::uint32_t index) { return kind << 32 | index; }

// For messages: what the row is that the name would have to be of.
std::string row_here(const Place& place, const RecordNames& record) {
  return place.inside_aggregate() ? "what is gone through is " + record.name : "the rule is for each " + record.name;
}

std::string dotted(const Builder& b, const std::vector<LinkId>& links, const std::string& name) {
  std::string text;
  for (const LinkId link : links) text += b.model.links[link.index].name + ".";
  return text + name;
}

// A name of a record that is none of the rows around.
void report_elsewhere(Builder& b, const Place& place, RelationId owner, const std::string& name, Span span) {
  const Scope& scope = b.scope(place.scope);
  const RecordNames& record = *record_names(scope, owner);
  if (place.level == kConstant) {
    report(b, DiagnosticKind::WrongLevel, span, in_ticks(name) + " is known only with the data, and " + place.owner,
           "use figures only: numbers, parameters, `term`");
    return;
  }
  const std::string gather = "gather it: `sum of " + name + " over " + record.plural + "`";
  if (place.level == kOverall) {
    report(b, DiagnosticKind::WrongLevel, span,
           in_ticks(name) + " has a value for each " + record.name + "; an overall rule has one for all", gather);
    return;
  }
  const RecordNames& here = *record_names(scope, place.level.relation);
  const auto up = links_up(b.model, here.relation, owner);
  const bool below = links_up(b.model, owner, here.relation).has_value();
  report(b, up ? DiagnosticKind::AboveRow : DiagnosticKind::WrongLevel, span,
         in_ticks(name) + " belongs to " + record.name + ", and " + row_here(place, here),
         up      ? "say whose it is: `" + dotted(b, *up, name) + "`"
         : below ? gather
                 : "name a value of the " + here.name);
}

bool level_fits(Builder& b, const Place& place, Level level, const std::string& name, Span span) {
  if (may_use(level, place.level)) return true;
  if (of_rows(level) && record_names(b.scope(place.scope), level.relation) != nullptr) {
    report_elsewhere(b, place, level.relation, name, span);
    return false;
  }
  report(b, DiagnosticKind::WrongLevel, span, in_ticks(name) + " is known only with the data, and " + place.owner,
         "use figures only: numbers, parameters, `term`");
  return false;
}

ExprId named(Builder& b, Place& place, Op op, std::uint32_t index, Type type, Level level, const std::string& name,
             Span span) {
  if (!level_fits(b, place, level, name, span)) return {};
  if (type.may_be_missing && place.knows(subject(op == Op::Field ? 1 : 2, index))) become_present(type);
  const ExprId id = add(b, op, std::move(type), span, {}, level);
  b.model.exprs[id.index].index = index;
  return id;
}

ExprId word(Builder& b, ListId list, const std::string& name, Span span) {
  const std::vector<std::string>& all = b.model.lists[list.index].words;
  const auto at = std::find(all.begin(), all.end(), name);
  if (at == all.end()) return {};
  Type type = plain_type(TypeKind::OneOf);
  type.list = list;
  return add_literal(b, Word{static_cast<std::uint32_t>(at - all.begin())}, type, span);
}

ExprId unknown(Builder& b, const Scope& scope, const ast::Name& name, const Type* expected) {
  if (expected != nullptr && expected->kind == TypeKind::OneOf) {
    const List& list = b.model.lists[expected->list.index];
    std::string help = did_you_mean(name.text, list.words);
    if (help.empty()) help = "the words are " + joined(list.words);
    Diagnostic& d = report(b, DiagnosticKind::WordNotInList, name.span,
                           in_ticks(name.text) + " is not " + words(b, *expected), std::move(help));
    label(d, list.span, "the words are declared here");
    return {};
  }
  std::vector<std::string> known = value_names(scope);
  for (const auto& entry : scope.words) known.push_back(entry.first);
  std::sort(known.begin(), known.end());
  std::string help = did_you_mean(name.text, known);
  for (const RecordNames& record : scope.records)
    if (record.name == name.text)
      help = in_ticks(name.text) +
             " is a record: what its own rows have is named alone, as `NAME`; what a row above has, "
             "as in " +
             in_ticks(name.text + ".NAME");
  if (help.empty() && scope.parties.count(name.text) > 0) help = "it is a party, and a party has no value";
  if (help.empty())
    help = "define it (`rule " + name.text + " is …`, a `parameter`, or a field of the record), or check the name";
  report(b, DiagnosticKind::UnknownName, name.span, "nothing here is called " + in_ticks(name.text), std::move(help));
  return {};
}

ExprId check_word(Builder& b, const Scope& scope, const ast::Name& name, const Type* expected) {
  if (expected != nullptr && expected->kind == TypeKind::OneOf) {
    const ExprId id = word(b, expected->list, name.text, name.span);
    return id.given() ? id : unknown(b, scope, name, expected);
  }
  const auto found = scope.words.find(name.text);
  if (found == scope.words.end()) return unknown(b, scope, name, expected);
  const std::vector<ListId>& lists = found->second;
  for (const ListId list : lists) {
    if (same_words(b, list, lists.front())) continue;
    Diagnostic& d = report(b, DiagnosticKind::AmbiguousName, name.span,
                           in_ticks(name.text) + " is a word of two lists, and nothing says which is meant",
                           "say the list in the header: `in LIST`");
    label(d, b.model.lists[lists.front().index].span, "here");
    label(d, b.model.lists[list.index].span, "and here");
    return {};
  }
  return word(b, lists.front(), name.text, name.span);
}

ExprId check_symbol(Builder& b, Place& place, const Symbol& symbol, const std::string& name, Span span) {
  switch (symbol.kind) {
    case Symbol::Kind::Field: {
      if (!b.fields[symbol.index].known) return {};
      const Field& field = b.model.fields[symbol.index];
      return named(b, place, Op::Field, symbol.index, field.type, rows_of(field.relation), name, span);
    }
    case Symbol::Kind::Rule: {
      const std::uint32_t index = symbol.index == place.subject ? place.so_far.index : symbol.index;
      if (!b.rules[index].known) return {};
      return named(b, place, Op::Rule, index, b.model.rules[index].type, b.model.rules[index].level, name, span);
    }
    case Symbol::Kind::Exception: {
      const std::string& rule = b.model.rules[symbol.index].name;
      report(b, DiagnosticKind::WrongType, span,
             in_ticks(name) + " is an exception to " + in_ticks(rule) + ", not a value", "use " + in_ticks(rule));
      return {};
    }
    case Symbol::Kind::Parameter:
      return check_parameter(b, place, symbol.index, span);
    case Symbol::Kind::Table:
    case Symbol::Kind::Bands: {
      const bool table = symbol.kind == Symbol::Kind::Table;
      (table ? b.tables[symbol.index].used : b.bands[symbol.index].used) = true;
      const std::string input =
          table ? b.model.tables[symbol.index].keys.empty() ? "key" : b.model.tables[symbol.index].keys[0].name
          : b.model.bands[symbol.index].inputs.empty() ? "input"
                                                       : b.model.bands[symbol.index].inputs[0];
      report(b, DiagnosticKind::WrongType, span,
             in_ticks(name) + (table ? " is a table" : " is a list of bands") + ", not one figure",
             "look it up: `" + name + "(" + input + ")`");
      return {};
    }
    case Symbol::Kind::Link:
      report(b, DiagnosticKind::WrongType, span, in_ticks(name) + " is a row, not one value",
             "name one of its values: `" + name + ".NAME`");
      return {};
    case Symbol::Kind::Use:
      report(b, DiagnosticKind::WrongType, span, in_ticks(name) + " is a model, not a value",
             "name one of its rules: `" + name + ".RULE`");
      return {};
  }
  return {};
}

}  // namespace

namespace {

ExprId refuse_two_owners(Builder& b, const Place& place, const std::vector<Owner>& found, const ast::Name& name) {
  std::vector<std::string> records, whose;
  for (const Owner& one : found) {
    records.push_back(record_names(b.scope(place.scope), place.rows[one.frame].relation)->name);
    whose.push_back("the " + records.back());
  }
  const std::string& inner = records.back();
  Diagnostic& d =
      report(b, DiagnosticKind::TwoOwners, name.span,
             in_ticks(name.text) + " is of " + joined(whose) + ", and nothing says of which",
             "for that of the " + records.front() + " write `" + records.front() + "." + name.text + "`; that of the " +
                 inner + " needs a name of its own: `rule NAME for each " + inner + " is " + name.text + "`");
  for (std::size_t i = 0; i < found.size(); ++i) label(d, found[i].symbol->span, "of " + whose[i]);
  return {};
}

// A value of one of the rows around; of one further out, by the links that lead there.
ExprId check_owned(Builder& b, Place& place, const Owner& owner, const ast::Name& name) {
  if (owner.frame + 1 == place.rows.size()) return check_symbol(b, place, *owner.symbol, name.text, name.span);
  const RelationId to = place.rows[owner.frame].relation;
  if (!of_rows(place.level) && !level_fits(b, place, rows_of(to), name.text, name.span)) return {};
  const auto up = links_up(b.model, place.level.relation, to);
  Place there = place;
  there.rows.resize(owner.frame + 1);
  there.level = rows_of(to);
  const ExprId value = check_symbol(b, there, *owner.symbol, name.text, name.span);
  return value.given() ? as_known(b, place, through(b, *up, value, name.span)) : value;
}

}  // namespace

bool Place::knows(std::uint64_t wanted) const { return std::find(given.begin(), given.end(), wanted) != given.end(); }

ExprId check_reference(Builder& b, Place& place, const ast::Name& name, const Type* expected) {
  const Scope& scope = b.scope(place.scope);
  if (place.in_mapping) {
    if (expected != nullptr && expected->kind == TypeKind::OneOf && place.cast == nullptr) {
      const ExprId id = word(b, expected->list, name.text, name.span);
      if (id.given()) return id;
    }
    return check_column(b, place, name.text, name.span, expected);
  }
  const std::vector<Owner> found = owners(scope, place.rows, name.text);
  if (found.size() > 1) return refuse_two_owners(b, place, found, name);
  if (found.size() == 1) return check_owned(b, place, found.front(), name);
  if (const Symbol* own = resolve(scope, name.text)) return check_symbol(b, place, *own, name.text, name.span);
  return check_word(b, scope, name, expected);
}

namespace {

ExprId check_member_of_row(Builder& b, Place& place, const RowPath& path, const ast::Member& member, Span span) {
  const RecordNames& record = *record_names(b.scope(place.scope), path.to);
  const auto found = record.names.find(member.name.text);
  if (found == record.names.end()) {
    std::vector<std::string> known;
    for (const auto& [name, symbol] : record.names) known.push_back(name);
    std::sort(known.begin(), known.end());
    report(b, DiagnosticKind::UnknownName, member.name.span,
           "a " + record.name + " has no " + in_ticks(member.name.text), did_you_mean(member.name.text, known));
    return {};
  }
  if (!of_rows(place.level) && !level_fits(b, place, rows_of(path.to), member.name.text, span)) return {};
  Place there = place;
  there.rows = {{RowFrame::Role::Own, path.to}};
  there.level = rows_of(path.to);
  const ExprId value = check_symbol(b, there, found->second, dotted(b, path.links, member.name.text), span);
  return value.given() ? as_known(b, place, through(b, path.links, value, span)) : value;
}

ExprId check_member_of_model(Builder& b, Place& place, const ast::Name& use_name, const ast::Member& member,
                             Span span) {
  const Scope& scope = b.scope(place.scope);
  const Symbol* use = resolve(scope, use_name.text);
  if (use == nullptr) return unknown(b, scope, use_name, nullptr);
  if (use->kind != Symbol::Kind::Use) {
    report(b, DiagnosticKind::WrongType, span, in_ticks(use_name.text) + " has no parts",
           "a dot follows a used model (`model.rule`) or a row of a table (`table(key).column`)");
    return {};
  }
  const Scope* inner = opened_by(b, *use);
  if (inner == nullptr) return {};
  const Symbol* found = resolve(*inner, member.name.text);
  if (found == nullptr || found->kind != Symbol::Kind::Rule) {
    report(b, DiagnosticKind::UnknownName, member.name.span,
           in_ticks(use_name.text) + " has no rule " + in_ticks(member.name.text),
           did_you_mean(member.name.text, value_names(*inner, {Symbol::Kind::Rule})));
    return {};
  }
  return check_symbol(b, place, *found, use_name.text + "." + member.name.text, span);
}

}  // namespace

ExprId check_member(Builder& b, Place& place, const ast::Member& member, Span span, const Type* expected) {
  const ast::Expr& base = (*b.scope(place.scope).file)[member.base];
  if (const auto* call = std::get_if<ast::Call>(&base.node))
    return check_call(b, place, *call, span, expected, &member.name);
  if (const auto path = place.in_mapping ? std::nullopt : resolve_row(b, place.scope, place.rows, member.base))
    return check_member_of_row(b, place, *path, member, span);
  const auto* reference = std::get_if<ast::Reference>(&base.node);
  if (reference != nullptr) return check_member_of_model(b, place, reference->name, member, span);
  if (!std::holds_alternative<ast::Error>(base.node))
    report(b, DiagnosticKind::WrongType, span, "only a used model or a row of a table has parts");
  return {};
}

Open open_type(Builder& b, const Place& place, ast::ExprId id) {
  const ast::Expr& node = (*b.scope(place.scope).file)[id];
  if (std::holds_alternative<ast::Column>(node.node)) return Open::Type;
  if (const auto* reference = std::get_if<ast::Reference>(&node.node))
    return place.in_mapping || resolve(b.scope(place.scope), reference->name.text) == nullptr ? Open::Type
                                                                                              : Open::Nothing;
  if (!place.in_mapping) return Open::Nothing;
  if (const auto* unary = std::get_if<ast::Unary>(&node.node)) return open_type(b, place, unary->operand);
  if (const auto* required = std::get_if<ast::Required>(&node.node)) return open_type(b, place, required->value);
  const auto* either = std::get_if<ast::IfMissing>(&node.node);
  if (either == nullptr) return Open::Nothing;
  if (is_bare(b, place, either->fallback)) return std::min(Open::Unit, open_type(b, place, either->value));
  return std::min(open_type(b, place, either->value), open_type(b, place, either->fallback));
}

bool is_bare(const Builder& b, const Place& place, ast::ExprId id) {
  const ast::File& file = *b.scopes[place.scope.index].file;
  const ast::Expr* node = &file[id];
  if (const auto* unary = std::get_if<ast::Unary>(&node->node)) node = &file[unary->operand];
  const auto* number = std::get_if<ast::NumberLiteral>(&node->node);
  return number != nullptr && !number->percent && !number->money && !number->unit;
}

ExprId through(Builder& b, const std::vector<LinkId>& links, ExprId value, Span span) {
  for (auto at = links.rbegin(); at != links.rend(); ++at) {
    const Link& link = b.model.links[at->index];
    Type row = plain_type(TypeKind::Row);
    row.rows = link.to;
    const Level level = rows_of(link.from);
    const ExprId leads = add(b, Op::Link, row, span, {}, level);
    b.model.exprs[leads.index].index = at->index;
    const Type type = b.type(value);
    const ExprId there = add(b, Op::At, type, span, {}, level);  // what it is made of lives at two relations
    b.model.exprs[there.index].operands = {leads, value};
    value = there;
  }
  return value;
}

std::uint64_t subject_of(const Builder& b, ExprId id) {
  const Expr& expr = b.expr(id);
  if (expr.op == Op::Field) return subject(1, expr.index);
  if (expr.op == Op::Rule) return subject(2, expr.index);
  if (expr.op == Op::Input) return subject_of_column(b, b.model.inputs[expr.index].column);
  const bool by_text =
      expr.op == Op::Lookup || expr.op == Op::Parameter || expr.op == Op::At || expr.op == Op::SharedDays;
  if (!by_text) return 0;
  const auto figure = b.figures.find(expr_text(b.model, id));
  return figure == b.figures.end() ? 0 : subject(4, figure->second);
}

std::uint64_t subject_of_column(const Builder& b, const std::string& column) {
  const auto found = b.columns.find(column);
  return found == b.columns.end() ? 0 : subject(3, found->second);
}

}  // namespace meruit::check
