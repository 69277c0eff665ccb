// One value to another's type: what adapts (a literal zero, a bare figure), what is converted (the scale of a
// unit), and what is refused with both sides in words.
#include <algorithm>

#include "check/types.h"

namespace meruit::check {

namespace {

bool is_literal(const Builder& b, ExprId id) { return b.expr(id).op == Op::Literal; }

// A literal takes a unit: its number is now meant in that unit.
void retype(Builder& b, ExprId id, const number::Unit& unit) { b.model.exprs[id.index].type.unit = unit; }

// A figure written bare, or with the dollar sign only, under a header that states the unit.
bool takes_unit(const Builder& b, ExprId id, const number::Unit& wanted) {
  if (!is_literal(b, id)) return false;
  const number::Unit& own = b.type(id).unit;
  return own.plain() || (own == money_type(b).unit && is_money(b, wanted));
}

// What a value lacks to count in another unit: "multiply `fee` by a number of member-months"; or else `otherwise`.
std::string what_is_missing(const Builder& b, const number::Unit& wanted, const Expr& y, std::string otherwise) {
  number::Unit lack = divide(wanted, y.type.unit);
  lack.scale = 1;
  const bool over =
      std::all_of(lack.factors.begin(), lack.factors.end(), [](const auto& factor) { return factor.second > 0; });
  const bool under =
      std::all_of(lack.factors.begin(), lack.factors.end(), [](const auto& factor) { return factor.second < 0; });
  if (under) lack = divide(number::Unit(), lack);
  const bool money = std::any_of(lack.factors.begin(), lack.factors.end(),
                                 [&](const auto& factor) { return factor.first == b.currency; });
  if (over == under || money || y.op == Op::Literal) return otherwise;
  return std::string(over ? "multiply " : "divide ") + in_ticks(b, y.span) + " by a number of " + words(b, lack);
}

std::string words_of_list(const Builder& b, ListId list) {
  constexpr std::size_t kMost = 12;
  const std::vector<std::string>& words = b.model.lists[list.index].words;
  return words.size() > kMost ? std::string() : "its words are " + joined(words);
}

void report_kind(Builder& b, ExprId id, const Wanted& wanted) {
  const Expr& cases = b.expr(id);
  if (cases.op == Op::Cases && cases.operands.size() == 2) id = cases.operands[1];  // of an exception with one case
  const Type& found = b.type(id);
  const bool lists = found.kind == TypeKind::OneOf && wanted.type.kind == TypeKind::OneOf;
  const Expr& expr = b.expr(id);
  const bool units = found.kind == TypeKind::Number && wanted.type.kind == TypeKind::Number;
  std::string help;
  if (units)
    help = what_is_missing(b, wanted.type.unit, expr,
                           wanted.type.unit.plain() ? "write a plain number, without a unit"
                           : is_money(b, wanted.type.unit) && wanted.type.unit.factors.size() == 1
                               ? "write an amount of " + words(b, wanted.type)
                               : "write a value that counts " + words(b, wanted.type));
  if (wanted.type.kind == TypeKind::OneOf) help = words_of_list(b, wanted.type.list);
  if (lists && expr.op != Op::Literal)
    help = "two lists are the same only when they have the same words in the same order";
  Diagnostic& d = report(
      b, units ? DiagnosticKind::UnitMismatch : DiagnosticKind::WrongType, expr.span,
      in_ticks(b, expr.span) + " is " + words(b, found) + "; " + words(b, wanted.type) + " is needed", std::move(help));
  if (!wanted.what.empty()) label(d, wanted.span, wanted.what);
}

}  // namespace

bool is_unitless_zero(const Builder& b, ExprId id) {
  const Expr& expr = b.expr(id);
  return expr.op == Op::Literal && expr.type.kind == TypeKind::Number && expr.type.unit.plain() &&
         std::get<Rational>(expr.items[0]) == 0;
}

// An absence that has another name than the one that may be here.
bool absence_fits(Builder& b, ExprId id, const Type& wanted) {
  const Type found = b.type(id);
  if (!found.may_be_missing || (found.waived == wanted.waived && (!found.unknown || wanted.unknown))) return true;
  const std::string name = in_ticks(b, b.expr(id).span);
  const bool unknown = found.waived && wanted.waived;
  report(b, DiagnosticKind::MissingUsed, b.expr(id).span,
         unknown        ? name + " may be unknown, and what is not known is not passed on"
         : found.waived ? name + " may be waived, which is not the same as missing"
                        : name + " may be missing, which is not the same as waived",
         unknown ? "let it limit the value where it is used: `min(…, " + written_or(b, b.expr(id).span, "X") + ")`"
         : found.waived ? "say `, may be waived` before `is`, in place of `, may be missing` if that is there, or what "
                          "stands for it: `(X if waived VALUE)`"
                        : "say what stands for it: `(X if missing VALUE)`");
  return false;
}

bool present(Builder& b, ExprId id) {
  if (!id.given()) return false;
  const Expr& expr = b.expr(id);
  if (!expr.type.may_be_missing) return true;
  if (expr.op == Op::Missing) {
    const std::string word = expr.type.waived ? "waived" : "missing";
    report(b, DiagnosticKind::MissingUsed, expr.span, in_ticks(word) + " where a value is needed",
           "a rule whose value may be absent says `, may be " + word + "` before `is`");
    return false;
  }
  const std::string name = in_ticks(b, expr.span);
  const std::string bare = written_or(b, expr.span, "X");
  if (expr.type.waived) {
    report(b, DiagnosticKind::MissingUsed, expr.span,
           name + (expr.type.unknown ? " may be waived or unknown here" : " may be waived here") +
               ", and a value is needed",
           "write cases, `when " + bare +
               " is given: …` and `otherwise: …`; where it is a limit and nothing else, `min(…, " + bare +
               ")` leaves it out where it is waived" +
               (expr.type.unknown ? ", and where it is unknown, too: a record whose limit nobody knows is then settled "
                                    "without it"
                                  : ""));
    return false;
  }
  report(b, DiagnosticKind::MissingUsed, expr.span, name + " may be missing here, and a value is needed",
         "the contract decides what holds then: `(" + bare + " if missing VALUE)`, cases (`when " + bare +
             " is given: …`, `otherwise: …`), or `(required " + bare + ")`, which stops at a record without it");
  return false;
}

ExprId convert(Builder& b, ExprId id, const number::Unit& to) {
  const number::Unit from = b.type(id).unit;
  if (from.scale == to.scale) return id;
  const Rational ratio = from.scale / to.scale;
  if (b.expr(id).op == Op::Missing) {
    b.model.exprs[id.index].type.unit = to;
    return id;
  }
  return where_given(b, id, [&](ExprId number) {
    const Expr expr = b.expr(number);
    const Type type = number_type(to);
    if (expr.op == Op::Literal)
      return add_literal(b, Rational(std::get<Rational>(expr.items[0]) * ratio), type, expr.span);
    return add(b, Op::Multiply, type, expr.span, {number, add_literal(b, ratio, number_type(), expr.span)});
  });
}

ExprId fit(Builder& b, ExprId id, const Wanted& wanted) {
  if (!id.given()) return id;
  if (!wanted.type.may_be_missing && !present(b, id)) return {};
  if (!absence_fits(b, id, wanted.type)) return {};
  if (b.expr(id).op == Op::Missing) {
    b.model.exprs[id.index].type = wanted.type;
    return id;
  }
  const Type found = b.type(id);
  if (found.kind != wanted.type.kind ||
      (found.kind == TypeKind::OneOf && !same_words(b, found.list, wanted.type.list))) {
    report_kind(b, id, wanted);
    return {};
  }
  if (found.kind != TypeKind::Number) return id;
  if (is_unitless_zero(b, id) || (wanted.adapt && takes_unit(b, id, wanted.type.unit))) {
    retype(b, id, wanted.type.unit);
    return id;
  }
  if (!found.unit.same_dimension(wanted.type.unit)) {
    report_kind(b, id, wanted);
    return {};
  }
  return convert(b, id, wanted.type.unit);
}

namespace {

// The value whose type the others follow: the first that is neither `missing` nor a zero without a unit.
ExprId leader(const Builder& b, const std::vector<ExprId>& ids) {
  ExprId best;
  for (const ExprId id : ids) {
    if (b.expr(id).op == Op::Missing) continue;
    if (!is_unitless_zero(b, id)) return id;
    if (!best.given()) best = id;
  }
  return best;
}

std::string kinds_differ(const Builder& b, const Expr& x, const Expr& y) {
  if (x.type.kind == TypeKind::OneOf && y.type.kind == TypeKind::OneOf)
    return "they come of two lists, and words of two lists are never the same, even where they are spelled alike; " +
           in_ticks(b, x.span) + " has " + joined(b.model.lists[x.type.list.index].words) +
           ": compare it with one of these, or declare one `list NAME is …`, and both as `NAME`";
  const bool dates = x.type.kind == TypeKind::Date || y.type.kind == TypeKind::Date;
  if (dates && (x.type.kind == TypeKind::Period || y.type.kind == TypeKind::Period)) {
    const Expr& period = x.type.kind == TypeKind::Period ? x : y;
    const std::string name = written_or(b, period.span, "P");
    return "a period has two ends: write `start of " + name + "` or `end of " + name +
           "`; whether a date lies in it is asked with `in`";
  }
  if (x.type.kind != TypeKind::Text && y.type.kind != TypeKind::Text) return {};
  const Expr& text = x.type.kind == TypeKind::Text ? x : y;
  const Expr& other = x.type.kind == TypeKind::Text ? y : x;
  if (text.op == Op::Literal && other.op != Op::Literal)
    return "write a value of the same kind, without quotes, or check what " + in_ticks(b, other.span) + " is";
  return {};
}

void report_clash(Builder& b, ExprId first, ExprId other) {
  const Expr& x = b.expr(first);
  const Expr& y = b.expr(other);
  const bool units = x.type.kind == TypeKind::Number && y.type.kind == TypeKind::Number;
  Diagnostic& d =
      report(b, units ? DiagnosticKind::UnitMismatch : DiagnosticKind::WrongType, y.span,
             in_ticks(b, x.span) + " is " + words(b, x.type) + "; " + in_ticks(b, y.span) + " is " + words(b, y.type),
             units ? what_is_missing(b, x.type.unit, y, "both sides must count the same") : kinds_differ(b, x, y));
  d.primary.text = words(b, y.type);
  label(d, x.span, words(b, x.type));
}

bool follow(Builder& b, ExprId& id, ExprId first, const Type& type) {
  if (b.expr(id).op == Op::Missing) {
    b.model.exprs[id.index].type = type;
    b.model.exprs[id.index].type.may_be_missing = true;
    return true;
  }
  const Type found = b.type(id);
  const bool same_kind =
      found.kind == type.kind && (found.kind != TypeKind::OneOf || same_words(b, found.list, type.list));
  if (same_kind && found.kind == TypeKind::Number && is_unitless_zero(b, id)) retype(b, id, type.unit);
  if (!same_kind || (found.kind == TypeKind::Number && !b.type(id).unit.same_dimension(type.unit))) {
    report_clash(b, first, id);
    return false;
  }
  if (found.kind == TypeKind::Number) id = convert(b, id, type.unit);
  return true;
}

}  // namespace

bool unify(Builder& b, std::vector<ExprId>& ids, const Type* expected, bool may_be_missing, Type& result) {
  ExprId missing, waived;
  bool unknown = false;
  for (const ExprId id : ids) {
    if (!id.given() || (!may_be_missing && !present(b, id))) return false;
    const Type& own = b.type(id);
    if (own.may_be_missing) (own.waived ? waived : missing) = id;
    unknown = unknown || own.unknown;
  }
  if (missing.given() && waived.given()) return absence_fits(b, missing, b.type(waived));
  const ExprId first = leader(b, ids);
  if (first.given()) {
    result = b.type(first);
    if (expected != nullptr && expected->kind == TypeKind::Number && result.kind == TypeKind::Number &&
        (is_unitless_zero(b, first) || result.unit.same_dimension(expected->unit)))
      result.unit = expected->unit;
  } else {
    result = expected != nullptr ? *expected : number_type();
  }
  result.may_be_missing = missing.given() || waived.given();
  result.waived = waived.given();
  result.unknown = unknown;
  for (ExprId& id : ids)
    if (!follow(b, id, first, result)) return false;
  return true;
}

}  // namespace meruit::check
