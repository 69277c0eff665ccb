#include "amend/statement_text.h"

#include <algorithm>

#include "amend/order.h"

namespace meruit::amend {

namespace {

std::string quoted_texts(const std::vector<ast::Text>& texts) {
  std::string list;
  for (const ast::Text& one : texts) list += (list.empty() ? "\"" : ", \"") + one.value + "\"";
  return list;
}

std::string cites_row(const std::vector<ast::Text>& cites) {
  return cites.empty() ? "" : "\n  cites: " + quoted_texts(cites);
}

// What the contract cited is kept apart from the amendments that came after.
template <class Statement>
std::string cites_rows(const Writer& out, const Statement& one) {
  const auto is_mark = [&](const ast::Text& cite) {
    const auto& marks = out.file.marks;
    return std::any_of(marks.begin(), marks.end(), [&](const ast::Mark& mark) { return mark.cite == cite.value; });
  };
  const auto first_mark = std::find_if(one.cites.begin(), one.cites.end(), is_mark);
  if (first_mark == one.cites.begin() || first_mark == one.cites.end() ||
      amendment_around(out.file, one.span) != nullptr)
    return cites_row(one.cites);
  return cites_row({one.cites.begin(), first_mark}) + "  # of the text before it was amended" +
         cites_row({first_mark, one.cites.end()});
}

std::string from(const std::optional<calendar::Date>& date) {
  return date ? "\n  from " + calendar::to_text(*date) : std::string();
}

// "  # Amendment No. 1, signed 2025-06-15" behind a row of a statement of another origin.
std::string set_by(const Writer& out, source::Span row, source::Span statement) {
  const ast::Amendment* amendment = amendment_around(out.file, row);
  if (amendment == nullptr || amendment == amendment_around(out.file, statement)) return {};
  return "  # " + cite_of(*amendment);
}

// In a dated row a period stands in parentheses.
std::string dated_value(const Writer& out, ast::ExprId id) {
  const std::string text = out.text(id);
  const ast::ExprNode& node = out.file[id].node;
  const bool phrase = std::holds_alternative<ast::PeriodLiteral>(node) || std::holds_alternative<ast::Elapsed>(node) ||
                      std::holds_alternative<ast::CountedPeriod>(node);
  return phrase && text.front() != '(' ? "(" + text + ")" : text;
}

}  // namespace

std::string put_together(const Writer& out, const ast::Parameter& one) {
  std::string text = out.text(one.head);
  if (one.required) text += " required";
  for (const ast::DatedExpr& value : one.values)
    text += value.from ? from(value.from) + ": " + dated_value(out, value.value) + set_by(out, value.span, one.span)
                       : " is " + out.text(value.value);
  return text + cites_rows(out, one);
}

std::string put_together(const Writer& out, const ast::Table& one) {
  std::string text = out.text(one.head);
  for (const ast::TableBlock& block : one.blocks) {
    text += from(block.from);
    for (const ast::TableRow& row : block.rows) text += "\n    " + out.text(row.span) + set_by(out, row.span, one.span);
  }
  return text + cites_rows(out, one);
}

std::string put_together(const Writer& out, const ast::Bands& one) {
  std::string text = out.text(one.head) + (one.required ? " required" : "");
  for (const ast::BandBlock& block : one.blocks) {
    text += from(block.from);
    for (const ast::Band& band : block.bands) text += "\n    " + out.text(band.span) + set_by(out, band.span, one.span);
  }
  return text + cites_rows(out, one);
}

std::string put_together(const Writer& out, const ast::Rule& one) {
  std::string text = out.text(one.head);
  if (one.lines.empty()) text += "\n    " + out.text(one.body.span);
  for (const ast::PayLine& line : one.lines) text += "\n  " + out.text(line.head) + "\n    " + out.text(line.body.span);
  return text + cites_rows(out, one);
}

std::string put_together(const Writer& out, const ast::Exception& one) { return put_together(out, one.rule); }

std::string put_together(const Writer& out, const ast::Header& header) {
  std::string text = (header.model ? "model " : "contract ") + header.name.text;
  if (header.title) text += " \"" + header.title->value + "\"";
  text += " " + out.text(header.level.span);
  if (header.version) text += "\n  version: \"" + header.version->value + "\"";
  if (header.term.given()) text += "\n  term: " + out.text(header.term);
  if (header.currency.given()) text += "\n  currency: " + header.currency.text;
  if (header.rounding) text += std::string("\n  rounding: ") + number::words(*header.rounding);
  if (header.language != 0) text += "\n  language: " + std::to_string(header.language);
  return text + cites_row(header.cites);
}

const ast::Amendment* amendment_around(const ast::File& file, source::Span span) {
  for (const ast::Amendment& one : file.amendments)
    if (one.span.begin <= span.begin && span.end <= one.span.end) return &one;
  return nullptr;
}

}  // namespace meruit::amend
