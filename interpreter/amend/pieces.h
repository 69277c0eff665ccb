// The statements of a contract as amended, as pieces of one text, and those of the text that it was written in.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "amend/statement_text.h"
#include "amend/statements.h"

namespace meruit::amend {

struct Piece {
  std::string key, kind;
  source::Span span;  // of the whole statement; of an added one in its amendment
  std::string text;   // empty: as it stands in the source
};
struct Pieces {  // each kind in its order
  std::vector<Piece> all;
  std::map<std::string, std::size_t> at;  // by key
};

// Kind and name. Rules and payments are one kind here: either may take the other's place.
template <class Statement>
[[nodiscard]] std::string key_of(const Statement& one) {
  return std::string(kNamed<Statement> ? "" : word_of(one)) + " " + name_of(one).text +
         (std::is_same_v<Statement, ast::TermStatement> ? " term" : "");
}

// Every statement as amended; `written` says which stand as they stood.
[[nodiscard]] Pieces pieces_of(const Writer&, const ast::File& written);

struct Written {  // a statement of the source, in order of place
  source::Span span;
  std::string key;                            // of a statement
  const ast::Amendment* amendment = nullptr;  // or one of these; neither: the header
};
[[nodiscard]] std::vector<Written> in_source_order(const ast::File& written);

// Where the comment ends that stands behind a statement on its line; the statement's end when there is none.
[[nodiscard]] std::uint32_t end_with_comment(std::string_view text, std::uint32_t end);

}  // namespace meruit::amend
