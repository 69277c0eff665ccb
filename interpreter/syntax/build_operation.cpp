// Operators and the values they join. Precedence is the grammar's; what reads two ways is refused here.
#include "source/one_line.h"
#include "syntax/build.h"

namespace meruit::syntax {

namespace {

ast::ExprId binary(Build& build, G::OperationContext* context, ast::BinaryOp op, antlr4::Token* sign,
                   G::OperationContext* left, G::OperationContext* right) {
  const ast::ExprId a = operation(build, left);
  const ast::ExprId b = operation(build, right);
  return add(build, span(build, context), ast::Binary{op, a, b, span(build, sign)});
}

ast::BinaryOp comparison_op(std::size_t type) {
  using Op = ast::BinaryOp;
  switch (type) {
    case G::EQ:
      return Op::Equal;
    case G::NE:
      return Op::NotEqual;
    case G::LT:
      return Op::Less;
    case G::LE:
      return Op::LessEqual;
    case G::GT:
      return Op::Greater;
    case G::GE:
      return Op::GreaterEqual;
    default:
      return Op::Overlaps;
  }
}

antlr4::Token* sign_of(antlr4::ParserRuleContext* context) {
  return dynamic_cast<antlr4::tree::TerminalNode*>(context->children[1])->getSymbol();
}

bool is_test(G::OperationContext* context) {
  return dynamic_cast<G::ComparisonContext*>(context) != nullptr ||
         dynamic_cast<G::MembershipContext*>(context) != nullptr ||
         dynamic_cast<G::GivenTestContext*>(context) != nullptr;
}

// The writer's own text on one line.
std::string written(const Build& build, ast::Span where) {
  return source::one_line(build.text.substr(where.begin, where.end - where.begin));
}

std::string written(const Build& build, G::OperationContext* context) { return written(build, span(build, context)); }

// `a < b < c`: the second sign would compare a yes or no.
void refuse_chain(Build& build, G::OperationContext* context, G::OperationContext* left) {
  if (!is_test(left)) return;
  auto* first = dynamic_cast<G::ComparisonContext*>(left);
  auto* second = dynamic_cast<G::ComparisonContext*>(context);
  const bool both = first != nullptr && second != nullptr;
  refuse(build, span(build, context), "two comparisons in a row read two ways",
         both
             ? "if both must hold, write `" + written(build, left) + " and " + written(build, first->operation(1)) +
                   " " + written(build, span(build, sign_of(second))) + " " + written(build, second->operation(1)) + "`"
             : "join them by `and`, each with its own value",
         source::DiagnosticKind::TwoReadings);
}

// The two readings of `a or b and c`, in the writer's words.
void refuse_mix(Build& build, G::OrContext* context, std::size_t at) {
  auto* side = dynamic_cast<G::AndContext*>(context->operation(at));
  if (side == nullptr) return;
  const std::string first = written(build, side->operation(0)), second = written(build, side->operation(1));
  const std::string other = written(build, context->operation(1 - at));
  const std::string and_first =
      at == 1 ? other + " or (" + first + " and " + second + ")" : "(" + first + " and " + second + ") or " + other;
  const std::string or_first =
      at == 1 ? "(" + other + " or " + first + ") and " + second : first + " and (" + second + " or " + other + ")";
  refuse(build, span(build, context), "`and` and `or` stand side by side, and nothing says which goes first",
         "write `" + and_first + "` or `" + or_first + "`; the contract decides which",
         source::DiagnosticKind::TwoReadings);
}

ast::ExprId joined(Build& build, G::OrContext* context) {
  refuse_mix(build, context, 0);
  refuse_mix(build, context, 1);
  return binary(build, context, ast::BinaryOp::Or, sign_of(context), context->operation(0), context->operation(1));
}

G::ParenthesisedContext* parenthesised(G::OperationContext* context) {
  auto* inner = dynamic_cast<G::PrimaryOperationContext*>(context);
  return inner == nullptr ? nullptr : dynamic_cast<G::ParenthesisedContext*>(inner->primary());
}

// `x in (a, b)` lists values; `d in term`, `d in (D to E)` and `d in (p if missing q)` name a period.
ast::ExprId membership(Build& build, G::MembershipContext* context) {
  refuse_chain(build, context, context->operation(0));
  G::ParenthesisedContext* list = parenthesised(context->operation(1));
  const bool period =
      list != nullptr && list->whole().size() == 1 && dynamic_cast<G::PlainContext*>(list->whole(0)) == nullptr;
  if (list == nullptr || period || list->givens() != nullptr)
    return binary(build, context, ast::BinaryOp::In, sign_of(context), context->operation(0), context->operation(1));
  const ast::ExprId subject = operation(build, context->operation(0));
  return add(build, span(build, context), ast::InSet{subject, parted(build, list->whole())});
}

ast::ExprId cast(Build& build, G::CastOperationContext* context) {
  const ast::Span where = span(build, context);
  if (!build.in_mapping)
    refuse(build, where, "`as` says how a column of a file is read; a contract has no columns",
           "leave it out here, and write it in the mapping (`*.map`), in the row of the field: `" +
               written(build, context->operation()) + ": COLUMN as " +
               written(build, span(build, static_cast<antlr4::ParserRuleContext*>(context->cast()))) + "`",
           source::DiagnosticKind::WrongFile);
  ast::Cast cast{};
  cast.value = operation(build, context->operation());
  switch (context->cast()->start->getType()) {
    case G::NUMBER_TYPE:
      cast.kind = ast::CastKind::Number;
      break;
    case G::DOLLARS:
      cast.kind = ast::CastKind::Dollars;
      break;
    case G::PERCENT:
      cast.kind = ast::CastKind::Percent;
      break;
    case G::FRACTION:
      cast.kind = ast::CastKind::Fraction;
      break;
    case G::TEXT_TYPE:
      cast.kind = ast::CastKind::Text;
      break;
    case G::TRIMMED:
      cast.kind = ast::CastKind::TrimmedText;
      break;
    default:
      cast.kind = ast::CastKind::Date;
  }
  if (context->cast()->TEXT() != nullptr) cast.date_form = text(build, context->cast()->TEXT()).value;
  return add(build, where, std::move(cast));
}

ast::ExprId call(Build& build, G::CallContext* context) {
  ast::Call call{name(build, context->name()), parted(build, context->whole())};
  return add(build, span(build, context), std::move(call));
}

// `(x given cost: 5)`: one value, without a phrase of its own that the `given` might or might not reach.
ast::ExprId rebound(Build& build, G::ParenthesisedContext* context) {
  auto* plain = dynamic_cast<G::PlainContext*>(context->whole(0));
  if (context->whole().size() > 1 || plain == nullptr || plain->suffix() != nullptr)
    refuse(build, span(build, context), "`given` belongs to one value, and here are more words before it",
           "give each its own parentheses: `((x given cost: $5) rounded to cents)`",
           source::DiagnosticKind::TwoReadings);
  ast::Rebound rebound;
  rebound.value = whole(build, context->whole(0));
  rebound.given = givens(build, context->givens());
  return add(build, span(build, context), std::move(rebound));
}

ast::ExprId inside(Build& build, G::ParenthesisedContext* context) {
  if (context->givens() != nullptr) return rebound(build, context);
  if (context->whole().size() == 1) {
    const ast::ExprId id = whole(build, context->whole(0));
    build.file.exprs[id.index].span = span(build, context);
    return id;
  }
  refuse(build, span(build, context), "a list of values stands only after `in`",
         "for a function write its name against the bracket, as in `min(a, b)`; for a choice write `x in (a, b)`");
  return add(build, span(build, context), ast::Error{});
}

ast::ExprId column(Build& build, G::ColumnValueContext* context) {
  if (!build.in_mapping)
    refuse(build, span(build, context), "`column` names a column of a file; a contract has no columns",
           "name the field instead, and supply it in the mapping (`*.map`)", source::DiagnosticKind::WrongFile);
  return add(build, span(build, context), ast::Column{text(build, context->TEXT()).value});
}

ast::ExprId primary(Build& build, G::PrimaryContext* context) {
  if (auto* part = dynamic_cast<G::ReferenceContext*>(context))
    return add(build, span(build, context), ast::Reference{name(build, part->name())});
  if (auto* part = dynamic_cast<G::NumberValueContext*>(context))
    return add(build, span(build, context), number(build, part->number(), part->unit_suffix()));
  if (auto* part = dynamic_cast<G::CallContext*>(context)) return call(build, part);
  if (auto* part = dynamic_cast<G::ParenthesisedContext*>(context)) return inside(build, part);
  if (auto* part = dynamic_cast<G::TextValueContext*>(context))
    return add(build, span(build, context), ast::TextLiteral{text(build, part->TEXT()).value});
  if (auto* part = dynamic_cast<G::DateValueContext*>(context))
    return add(build, span(build, context), ast::DateLiteral{date(build, part->DATE())});
  if (auto* part = dynamic_cast<G::YesNoValueContext*>(context))
    return add(build, span(build, context), ast::YesNoLiteral{part->YES() != nullptr});
  if (auto* part = dynamic_cast<G::ColumnValueContext*>(context)) return column(build, part);
  if (dynamic_cast<G::TermValueContext*>(context) != nullptr) return add(build, span(build, context), ast::Term{});
  if (auto* part = dynamic_cast<G::MissingValueContext*>(context))
    return add(build, span(build, context), ast::Missing{part->WAIVED() != nullptr});
  return add(build, span(build, context), ast::Unpublished{});
}

ast::ExprId unary(Build& build, G::OperationContext* context, ast::UnaryOp op, G::OperationContext* operand) {
  const ast::ExprId inner = operation(build, operand);
  return add(build, span(build, context), ast::Unary{op, inner});
}

}  // namespace

ast::ExprId limit(Build& build, G::LimitContext* context) {
  ast::ExprId id = primary(build, context->primary());
  if (context->name() != nullptr)
    id = add(build, source::join(span(build, context->primary()), span(build, context->name())),
             ast::Member{id, name(build, context->name())});
  if (context->UNARY_MINUS() == nullptr) return id;
  return add(build, span(build, context), ast::Unary{ast::UnaryOp::Negate, id});
}

ast::ExprId operation(Build& build, G::OperationContext* context) {
  using Op = ast::BinaryOp;
  if (auto* part = dynamic_cast<G::PrimaryOperationContext*>(context)) return primary(build, part->primary());
  if (auto* part = dynamic_cast<G::ProductContext*>(context))
    return binary(build, context, part->STAR() != nullptr ? Op::Multiply : Op::Divide, sign_of(part),
                  part->operation(0), part->operation(1));
  if (auto* part = dynamic_cast<G::SumContext*>(context))
    return binary(build, context, part->PLUS() != nullptr ? Op::Add : Op::Subtract, sign_of(part), part->operation(0),
                  part->operation(1));
  if (auto* part = dynamic_cast<G::ComparisonContext*>(context)) {
    refuse_chain(build, context, part->operation(0));
    antlr4::Token* sign = sign_of(part);
    return binary(build, context, comparison_op(sign->getType()), sign, part->operation(0), part->operation(1));
  }
  if (auto* part = dynamic_cast<G::MemberContext*>(context)) {
    const ast::ExprId base = operation(build, part->operation());
    return add(build, span(build, context), ast::Member{base, name(build, part->name())});
  }
  if (auto* part = dynamic_cast<G::AndContext*>(context))
    return binary(build, context, Op::And, sign_of(part), part->operation(0), part->operation(1));
  if (auto* part = dynamic_cast<G::OrContext*>(context)) return joined(build, part);
  if (auto* part = dynamic_cast<G::NegationContext*>(context))
    return unary(build, context, ast::UnaryOp::Negate, part->operation());
  if (auto* part = dynamic_cast<G::NotContext*>(context))
    return unary(build, context, ast::UnaryOp::Not, part->operation());
  if (auto* part = dynamic_cast<G::GivenTestContext*>(context)) {
    refuse_chain(build, context, part->operation());
    const ast::ExprId subject = operation(build, part->operation());
    return add(build, span(build, context),
               ast::GivenTest{subject, part->MISSING() != nullptr, part->WAIVED() != nullptr});
  }
  if (auto* part = dynamic_cast<G::MembershipContext*>(context)) return membership(build, part);
  if (auto* part = dynamic_cast<G::PartOfContext*>(context)) return part_of(build, part);
  if (auto* part = dynamic_cast<G::CalendarPartContext*>(context)) return calendar_part(build, part);
  if (auto* part = dynamic_cast<G::DayBesideContext*>(context)) return day_beside(build, part);
  if (auto* part = dynamic_cast<G::NumberedDayContext*>(context)) return numbered_day(build, part);
  return cast(build, dynamic_cast<G::CastOperationContext*>(context));
}

}  // namespace meruit::syntax
