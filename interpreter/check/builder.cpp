// The small tools that every pass uses: reporting in the writer's words, and adding typed expressions.
#include "check/builder.h"

#include <algorithm>
#include <cassert>

#include "budget/budget.h"
#include "source/nearest.h"
#include "source/one_line.h"

namespace meruit::check {

Diagnostic& report(Builder& b, DiagnosticKind kind, Span span, std::string message, std::string help) {
  return b.sink.add(kind, span, std::move(message), std::move(help));
}

void report_limit(Builder& b, DiagnosticKind kind, budget::Limit limit, Span span, std::string message,
                  const std::string& help) {
  report(b, kind, span, std::move(message),
         (help.empty() ? "" : help + "; ") + budget::how_to_raise(b.files.limits, limit));
}

void label(Diagnostic& diagnostic, Span span, std::string text) {
  if (span.given()) diagnostic.secondary.push_back({span, std::move(text)});
}

std::string in_ticks(std::string_view name) { return "`" + std::string(name) + "`"; }

std::string in_ticks(const Builder& b, Span span) {
  constexpr std::size_t kLongest = 60;
  if (!span.given()) return "this value";
  const std::string text = source::one_line(b.files.sources.text(span));
  if (text.empty() || text.size() > kLongest || text.find('#') != std::string::npos) return "this value";
  return "`" + text + "`";
}

std::string written_or(const Builder& b, Span span, std::string_view otherwise) {
  const std::string text = in_ticks(b, span);
  return text.front() == '`' ? text.substr(1, text.size() - 2) : std::string(otherwise);
}

std::string joined(const std::vector<std::string>& words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " " + std::string(last) + " " : ", ";
    text += words[i];
  }
  return text;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& known) {
  const std::string near = source::nearest(name, known);
  return near.empty() ? std::string() : "did you mean `" + near + "`?";
}

namespace {

// Of what is made of both: two that are of rows are of rows of one relation.
Level level_of_both(const Level& one, const Level& other) {
  assert(may_use(one, other) || may_use(other, one));
  return may_use(one, other) ? other : one;
}

}  // namespace

ExprId add(Builder& b, Op op, Type type, Span span, std::vector<ExprId> operands, Level least) {
  budget::tick();
  budget::take(sizeof(Expr) + operands.size() * sizeof(ExprId));
  Expr expr;
  expr.op = op;
  expr.type = std::move(type);
  expr.span = span;
  expr.level = least;
  for (const ExprId operand : operands) expr.level = level_of_both(expr.level, b.expr(operand).level);
  expr.operands = std::move(operands);
  b.model.exprs.push_back(std::move(expr));
  return {static_cast<std::uint32_t>(b.model.exprs.size() - 1)};
}

ExprId add_literal(Builder& b, Value value, Type type, Span span) {
  const ExprId id = add(b, Op::Literal, std::move(type), span);
  b.model.exprs[id.index].items.push_back(std::move(value));
  return id;
}

}  // namespace meruit::check
