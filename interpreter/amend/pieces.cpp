#include "amend/pieces.h"

#include <algorithm>
#include <utility>

#include "amend/order.h"

namespace meruit::amend {

namespace {

using source::Span;

// Statements of one kind stand in one list of the tree.
template <class Statement>
std::string kind_of(const Statement& one) {
  const std::string word = word_of(one);
  return word == "payment" ? "rule" : word == "curve" ? "bands" : word;
}

template <class Statement>
std::size_t cite_count(const Statement& one) {
  const std::vector<ast::Text>* cites = cites_of(one);
  return cites == nullptr ? 0 : cites->size();
}

}  // namespace

Pieces pieces_of(const Writer& out, const ast::File& written) {
  std::map<std::string, std::pair<Span, std::size_t>> before;
  any_statement(written, [&](const auto& one) {
    before.emplace(key_of(one), std::pair(span_of(one), cite_count(one)));
    return false;
  });
  Pieces pieces;
  any_statement(out.file, [&](const auto& one) {
    const auto as_written = before.find(key_of(one));
    Piece piece{key_of(one), kind_of(one), span_of(one), {}};
    const std::pair now(piece.span, cite_count(one));
    if (as_written == before.end() || as_written->second != now) {
      piece.text = put_together(out, one);
      const ast::Amendment* source = amendment_around(out.file, piece.span);
      if (cite_count(one) == 0 && source != nullptr) piece.text = "# " + cite_of(*source) + "\n" + piece.text;
    }
    pieces.at.emplace(piece.key, pieces.all.size());
    pieces.all.push_back(std::move(piece));
    return false;
  });
  return pieces;
}

std::vector<Written> in_source_order(const ast::File& written) {
  std::vector<Written> all{{written.header->span, {}, nullptr}};
  any_statement(written, [&](const auto& one) {
    all.push_back({span_of(one), key_of(one), nullptr});
    return false;
  });
  for (const ast::Amendment& one : written.amendments) all.push_back({one.span, {}, &one});
  std::sort(all.begin(), all.end(), [](const Written& a, const Written& b) { return a.span.begin < b.span.begin; });
  return all;
}

std::uint32_t end_with_comment(std::string_view text, std::uint32_t end) {
  const std::size_t next = text.find_first_not_of(" \t", end);
  if (next == std::string_view::npos || text[next] != '#') return end;
  return static_cast<std::uint32_t>(std::min(text.find('\n', next), text.size()));
}

}  // namespace meruit::amend
