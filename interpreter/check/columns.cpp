// Columns of a file inside a mapping: how each is read follows from `as`, or from what it is used as.
#include <algorithm>
#include <cctype>

#include "check/ast_walk.h"
#include "check/definitions.h"
#include "check/expressions.h"
#include "number/rational.h"

namespace meruit::check {

namespace {

std::string key_of(RelationId relation, const std::string& column, const Cast& cast, const Type& type, bool lazy) {
  std::string key = std::to_string(relation.index) + " " + column + '\n' + std::to_string(static_cast<int>(cast.kind)) +
                    cast.date_form + (type.may_be_missing ? "?" : "!");
  if (lazy) key += "~";
  key += std::to_string(type.list.index) + " " + number::to_plain(type.unit.scale);
  for (const auto& [name, exponent] : type.unit.factors) key += " " + name + std::to_string(exponent);
  for (const auto& [from, to] : cast.codes) {
    key += '\n' + from + '=' + std::to_string(to.index());
    if (const auto* word = std::get_if<Word>(&to)) key += std::to_string(word->ordinal);
    if (const auto* yes = std::get_if<bool>(&to)) key += *yes ? "yes" : "no";
    if (const auto* number = std::get_if<Rational>(&to)) key += number::to_plain(*number);
    if (const auto* text = std::get_if<std::string>(&to)) key += *text;
    if (const auto* date = std::get_if<calendar::Date>(&to)) key += std::to_string(date->days);
  }
  return key;
}

// The unit that a number read from the file has: what it is used as, where the cast leaves that open.
Type type_read(const Builder& b, const Place& place, const Type* expected) {
  if (place.cast == nullptr) {
    if (expected == nullptr) return plain_type(TypeKind::Text);
    Type type = *expected;
    type.may_be_missing = false;
    return type;
  }
  Type type = place.cast_type;
  if (expected == nullptr || expected->kind != TypeKind::Number || type.kind != TypeKind::Number) return type;
  const bool open = place.cast->kind == CastKind::Number;
  const bool money = place.cast->kind == CastKind::Dollars && is_money(b, expected->unit);
  if (open || money) type.unit = expected->unit;
  return type;
}

bool codes(Builder& b, Place& place, const ast::Cast& node, const Type* expected, Cast& cast, Type& type) {
  bool typed = expected != nullptr;
  if (typed) {
    type = *expected;
    type.may_be_missing = false;
  }
  for (const ast::Cast::Code& code : node.codes) {
    ExprId to = check_expr(b, place, code.to, typed ? &type : nullptr);
    if (typed) to = fit(b, to, {type, {}, "", true});
    if (!to.given()) return false;
    if (b.expr(to).op != Op::Literal) {
      const bool word = type.kind == TypeKind::OneOf;
      std::string help;
      if (word) help = did_you_mean(b.files.sources.text(b.expr(to).span), b.model.lists[type.list.index].words);
      report(b, word ? DiagnosticKind::WordNotInList : DiagnosticKind::NotConstant, b.expr(to).span,
             in_ticks(b, b.expr(to).span) + (word ? " is not " + words(b, type) : " is not a value written out"),
             std::move(help));
      return false;
    }
    if (!typed) type = b.type(to);
    typed = true;
    const auto twice = std::find_if(cast.codes.begin(), cast.codes.end(),
                                    [&](const auto& known) { return known.first == code.from.value; });
    if (twice != cast.codes.end()) {
      report(b, DiagnosticKind::DuplicateName, code.from.span,
             "the code " + in_ticks(code.from.value) + " is listed twice");
      return false;
    }
    cast.codes.emplace_back(code.from.value, b.expr(to).items[0]);
  }
  return true;
}

bool reads_column(const ast::File& file, ast::ExprId id) {
  const ast::Expr* node = &file[id];
  while (const auto* unary = std::get_if<ast::Unary>(&node->node)) node = &file[unary->operand];
  return std::holds_alternative<ast::Reference>(node->node) || std::holds_alternative<ast::Column>(node->node);
}

}  // namespace

ExprId add_input(Builder& b, RelationId relation, const std::string& column, Cast cast, Type type, Span span,
                 bool lazy) {
  const auto [at, fresh] =
      b.inputs.emplace(key_of(relation, column, cast, type, lazy), static_cast<std::uint32_t>(b.model.inputs.size()));
  if (fresh) b.model.inputs.push_back({relation, column, std::move(cast), type, span, lazy});
  const ExprId id = add(b, Op::Input, std::move(type), span, {}, rows_of(relation));
  b.model.exprs[id.index].index = at->second;
  return id;
}

Cast cast_for(const Builder& b, const Type& type) {
  Cast cast;
  switch (type.kind) {
    case TypeKind::Number:
      cast.kind = CastKind::Number;
      break;
    case TypeKind::YesNo:
      cast.kind = CastKind::YesNo;
      break;
    case TypeKind::Date:
      cast.kind = CastKind::Date;
      break;
    case TypeKind::OneOf:
      cast.kind = CastKind::Codes;
      for (std::uint32_t i = 0; i < b.model.lists[type.list.index].words.size(); ++i)
        cast.codes.emplace_back(b.model.lists[type.list.index].words[i], Word{i});
      break;
    case TypeKind::Text:
    case TypeKind::Period:
    case TypeKind::Row:  // read by its key
      cast.kind = CastKind::Text;
      break;
  }
  return cast;
}

// A blank cell is an absence where that is allowed or asked about; a fault of the row where it is read for some
// rows only; and otherwise an error of the cell, named by the reader. A cell that cannot be read is a fault of the row
// where it is read for some rows only, and an error of the cell elsewhere.
ExprId check_column(Builder& b, Place& place, const std::string& name, Span span, const Type* expected) {
  Type type = type_read(b, place, expected);
  if (type.kind == TypeKind::Period) {
    report(b, DiagnosticKind::WrongType, span, "a column holds one date, and a period has two",
           "write `FIRST to LAST` with the two columns");
    return {};
  }
  Cast cast = place.cast != nullptr ? *place.cast : cast_for(b, type);
  b.columns.emplace(name, static_cast<std::uint32_t>(b.columns.size()));
  const bool known = place.knows(subject_of_column(b, name));
  type.may_be_missing = known || place.lazy || place.value_may_be_missing;
  const ExprId id = add_input(b, place.level.relation, name, std::move(cast), type, span, place.lazy);
  if (known) b.model.exprs[id.index].type.may_be_missing = false;
  if (known || !type.may_be_missing || place.value_may_be_missing) return id;
  type.may_be_missing = false;
  return add(b, Op::Required, type, span, {id});
}

namespace {

void columns_under(const ast::File& file, ast::ExprId id, std::vector<Span>& found) {
  const ast::Expr& expr = file[id];
  if (std::holds_alternative<ast::Reference>(expr.node) || std::holds_alternative<ast::Column>(expr.node))
    found.push_back(expr.span);
  each_part(expr.node, [&](ast::ExprId part) { columns_under(file, part, found); });
}

// ": `(A as percent) + (B as percent)`", for `(A + B) as percent`; nothing where that is too long to show.
std::string cast_apart(const Builder& b, ScopeId scope, ast::ExprId value, Span whole) {
  constexpr std::size_t kLongest = 100;
  const ast::File& file = *b.scopes[scope.index].file;
  std::vector<Span> columns;
  columns_under(file, value, columns);
  if (columns.empty()) return {};
  const auto between = [&](std::uint32_t begin, std::uint32_t end) {
    return std::string(b.files.sources.text({whole.source, begin, end}));
  };
  const std::string cast = between(file[value].span.end, whole.end);
  std::string text;
  std::uint32_t at = file[value].span.begin;
  for (const Span& column : columns) {
    text += between(at, column.begin) + "(" + between(column.begin, column.end) + cast + ")";
    at = column.end;
  }
  text += between(at, file[value].span.end);
  const bool wrapped = between(file[value].span.begin, columns.front().begin) == "(" &&
                       between(columns.back().end, file[value].span.end) == ")";
  if (wrapped) text = text.substr(1, text.size() - 2);
  return text.size() > kLongest || text.find('\n') != std::string::npos ? std::string() : ": `" + text + "`";
}

// YYYY, MM and DD once each, with signs between that are no letters and no digits.
bool is_date_form(std::string form) {
  for (const std::string_view part : {"YYYY", "MM", "DD"}) {
    const std::size_t at = form.find(part);
    if (at == std::string::npos) return false;
    form.erase(at, part.size());
  }
  return std::none_of(form.begin(), form.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
}

}  // namespace

ExprId check_cast(Builder& b, Place& place, const ast::Cast& node, Span span, const Type* expected) {
  const ast::File& file = *b.scope(place.scope).file;
  if (!reads_column(file, node.value)) {
    report(b, DiagnosticKind::MappingOnly, span,
           "`as` says how a column is read, and " + in_ticks(b, file[node.value].span) + " is not a column",
           "say it of each column by itself" + cast_apart(b, place.scope, node.value, span));
    return {};
  }
  if (!node.date_form.empty() && !is_date_form(node.date_form)) {
    report(b, DiagnosticKind::OddLiteral, span, "`\"" + node.date_form + "\"` is no form of a date",
           "a form has YYYY, MM and DD once each, as in `\"MM/DD/YYYY\"`, which reads `1/31/2024` too; a year of two "
           "digits is not read, for nobody can say of which century it is");
    return {};
  }
  Cast cast;
  cast.date_form = node.date_form;
  Type type = number_type();
  switch (node.kind) {
    case ast::CastKind::Number:
      cast.kind = CastKind::Number;
      break;
    case ast::CastKind::Dollars:
      cast.kind = CastKind::Dollars;
      type = money_type(b);
      break;
    case ast::CastKind::Percent:
      cast.kind = CastKind::Percent;
      break;
    case ast::CastKind::Fraction:
      cast.kind = CastKind::Fraction;
      break;
    case ast::CastKind::TrimmedText:
      cast.kind = CastKind::TrimmedText;
      [[fallthrough]];
    case ast::CastKind::Text:
      type = plain_type(TypeKind::Text);
      break;
    case ast::CastKind::Date:
      cast.kind = CastKind::Date;
      type = plain_type(TypeKind::Date);
      break;
    case ast::CastKind::Codes:
      cast.kind = CastKind::Codes;
      if (!codes(b, place, node, expected, cast, type)) return {};
      break;
  }
  const Cast* outer = std::exchange(place.cast, &cast);
  const Type outer_type = std::exchange(place.cast_type, type);
  const ExprId value = check_expr(b, place, node.value, expected);
  place.cast = outer;
  place.cast_type = outer_type;
  return value;
}

}  // namespace meruit::check
