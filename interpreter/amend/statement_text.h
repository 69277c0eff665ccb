// A changed statement as text, put together from its parts, which are pieces of the source themselves.
#pragma once

#include <string>

#include "syntax/ast.h"

namespace meruit::amend {

struct Writer {
  const source::Sources& sources;
  const ast::File& file;  // as amended

  [[nodiscard]] std::string text(source::Span span) const { return std::string(sources.text(span)); }
  [[nodiscard]] std::string text(ast::ExprId id) const { return text(file[id].span); }
};

// Rows that an amendment set say by which, behind them; so do citations that stood there before.
[[nodiscard]] std::string put_together(const Writer&, const ast::Header&);
[[nodiscard]] std::string put_together(const Writer&, const ast::Parameter&);
[[nodiscard]] std::string put_together(const Writer&, const ast::Table&);
[[nodiscard]] std::string put_together(const Writer&, const ast::Bands&);
[[nodiscard]] std::string put_together(const Writer&, const ast::Rule&);
[[nodiscard]] std::string put_together(const Writer&, const ast::Exception&);
template <class Statement>
[[nodiscard]] std::string put_together(const Writer& out, const Statement& one) {
  return out.text(one.span);
}

// The amendment in whose text this stands; null for what stood in the contract before.
[[nodiscard]] const ast::Amendment* amendment_around(const ast::File&, source::Span);

}  // namespace meruit::amend
