#include "diff/naming.h"

#include <algorithm>

#include "check/print_expr.h"
#include "number/rational.h"

namespace meruit::diff {

namespace {

using check::Expr;
using check::ExprId;
using check::Op;
using Kind = Entity::Kind;

std::string literal(const check::Model& model, const Expr& expr) {
  return check::value_text(model, expr.items.front(), expr.type) +
         (expr.type.kind == check::TypeKind::Number ? " in " + check::type_text(model, expr.type) : "");
}

std::string set(const check::Model& model, const Expr& expr) {
  std::vector<std::string> words;
  for (const check::Value& item : expr.items)
    words.push_back(check::value_text(model, item, model[expr.operands.front()].type));
  std::sort(words.begin(), words.end());
  std::string text;
  for (const std::string& word : words) text += " " + word;
  return text;
}

std::string cast(const check::Model& model, const check::Input& input) {
  std::string text = std::to_string(static_cast<int>(input.cast.kind)) + input.cast.date_form;
  for (const auto& [code, value] : input.cast.codes)
    text += " " + code + "=" + check::value_text(model, value, input.type);
  return text;
}

std::string of_hidden(const Book& book, const Expr& expr, const Hidden& hidden, const Naming& naming) {
  if (!hidden.origin) return "held " + meaning(book, hidden.body, naming);
  std::string text;
  if (expr.op == Op::Rule) {
    const Home home = home_of(book, *hidden.origin);
    text = naming.token(home.entity) + home.part;
  } else {
    text = naming.token(book.of(*kind_named_by(expr.op), *hidden.origin));
  }
  std::vector<std::string> given;
  for (const check::Rebinding& one : *hidden.given) {
    given.push_back(naming.token(entity_of(book, one)) + ": " + meaning(book, one.value, naming));
  }
  std::sort(given.begin(), given.end());
  for (const std::string& one : given) text += " given " + one;
  return text;
}

std::string of_split(const Book& book, const Expr& expr, const Naming& naming) {
  std::string text = number::to_plain(expr.quantum) + (expr.by_weight ? " by weight" : "");
  for (const check::FieldId key : expr.keys) text += " " + naming.token(book.of(Kind::Field, key.index));
  return text;
}

// Of all rows, or of those below the value's own, whose level is told by the rule and by the dots that lead to it.
std::string of_aggregate(const Expr& expr, const Naming& naming) {
  const std::string text = std::to_string(static_cast<int>(expr.aggregate)) + " " + naming.record({expr.index}) +
                           (expr.aggregate == ast::AggregateKind::Percentile
                                ? " " + number::to_plain(expr.quantum) + " " + ast::word(expr.method)
                                : "");
  return expr.chain.empty() ? text : text + " below";
}

// What the operation is about, beside its operands.
std::string subject(const Book& book, const Expr& expr, const Naming& naming) {
  const check::Model& model = book.model;
  const auto token = [&] { return naming.token(book.of(*kind_named_by(expr.op), expr.index)); };
  if (const Hidden hidden = hidden_behind(model, expr); hidden.is_hidden) return of_hidden(book, expr, hidden, naming);
  switch (expr.op) {
    case Op::Literal:
      return literal(model, expr);
    case Op::Missing:
      return expr.type.waived ? "waived" : "";
    case Op::Input:
      return "\"" + model.inputs[expr.index].column + "\" as " + cast(model, model.inputs[expr.index]);
    case Op::Field:
    case Op::Band:
      return token();
    case Op::Parameter: {
      // What says whether a figure is unknown stands beside the figure.
      const auto at = book.ids.find({Kind::Parameter, expr.index, 0});
      return at == book.ids.end() ? "whether unknown" : naming.token(at->second);
    }
    case Op::Lookup:
      return token() + "." + naming.table_column(book.of(Kind::Table, expr.index), expr.column);
    case Op::Rule: {
      const Home home = home_of(book, expr.index);
      return naming.token(home.entity) + home.part;
    }
    case Op::Round:
      return number::to_plain(expr.quantum) + " " + number::words(expr.mode);
    case Op::Power:
      return std::to_string(expr.exponent);
    case Op::Root:
      return std::to_string(expr.exponent) + " " + number::to_plain(expr.quantum) + " " + number::words(expr.mode);
    case Op::Split:
      return of_split(book, expr, naming);
    case Op::InSet:
      return set(model, expr);
    case Op::Aggregate:
      return of_aggregate(expr, naming);
    case Op::Link:
      return naming.record(model.links[expr.index].to);
    case Op::CalendarPart:
    case Op::Later:
    case Op::Earlier:
    case Op::EndingOn:
    case Op::StartingOn:
    case Op::Elapsed:
      return calendar::word(expr.measure);
    default:
      return "";
  }
}

}  // namespace

std::string head_of(const Book& book, ExprId id, const Naming& naming) {
  const Expr& expr = book.model[id];
  std::string text = std::to_string(static_cast<int>(expr.op));
  const std::string about = subject(book, expr, naming);
  if (!about.empty()) text += " " + about;
  if (expr.first_that_applies) text += " first";
  if (expr.has_otherwise) text += " otherwise";
  if (expr.of_exceptions) text += " exceptions";
  if (expr.has_date) text += " on";
  if (expr.has_where) text += " where";
  return text;
}

std::string meaning(const Book& book, ExprId id, const Naming& naming) {
  if (!id.given()) return "none";
  std::string text = "(" + head_of(book, id, naming);
  for (const ExprId operand : book.model[id].operands) text += " " + meaning(book, operand, naming);
  return text + ")";
}

std::string person(const Naming& naming, const std::string& name) {
  const auto at = naming.people.find(name);
  return at == naming.people.end() ? name : at->second;
}

}  // namespace meruit::diff
