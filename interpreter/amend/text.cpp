// The text of a contract as amended. Statements that no amendment touched are copied from the source with the comments
// before them; a changed one is put together from its parts, which are pieces of the source themselves.
#include <algorithm>
#include <map>
#include <utility>

#include "amend/amend.h"
#include "amend/order.h"
#include "amend/statements.h"

namespace meruit::amend {

namespace {

using source::Span;

struct Writer {
  const source::Sources& sources;
  const ast::File& file;

  [[nodiscard]] std::string text(Span span) const { return std::string(sources.text(span)); }
  [[nodiscard]] std::string text(ast::ExprId id) const { return text(file[id].span); }
};

// ---- changed statements ---------------------------------------------------------------------------------

std::string quoted_texts(const std::vector<ast::Text>& texts) {
  std::string list;
  for (const ast::Text& one : texts) list += (list.empty() ? "\"" : ", \"") + one.value + "\"";
  return list;
}

std::string cites_row(const std::vector<ast::Text>& cites) {
  return cites.empty() ? "" : "\n  cites: " + quoted_texts(cites);
}

std::string from(const std::optional<calendar::Date>& date) {
  return date ? "\n  from " + calendar::to_text(*date) : std::string();
}

// In a dated row a period stands in parentheses.
std::string dated_value(const Writer& out, ast::ExprId id) {
  const std::string text = out.text(id);
  return std::holds_alternative<ast::PeriodLiteral>(out.file[id].node) && text.front() != '(' ? "(" + text + ")" : text;
}

std::string put_together(const Writer& out, const ast::Parameter& one) {
  std::string text = out.text(one.head);
  if (one.required) text += " required";
  for (const ast::DatedExpr& value : one.values)
    text += value.from ? from(value.from) + ": " + dated_value(out, value.value) : " is " + out.text(value.value);
  return text + cites_row(one.cites);
}

std::string put_together(const Writer& out, const ast::Table& one) {
  std::string text = out.text(one.head);
  for (const ast::TableBlock& block : one.blocks) {
    text += from(block.from);
    for (const ast::TableRow& row : block.rows) text += "\n    " + out.text(row.span);
  }
  return text + cites_row(one.cites);
}

std::string put_together(const Writer& out, const ast::Bands& one) {
  std::string text = out.text(one.head) + (one.required ? " required" : "");
  for (const ast::BandBlock& block : one.blocks) {
    text += from(block.from);
    for (const ast::Band& band : block.bands) text += "\n    " + out.text(band.span);
  }
  return text + cites_row(one.cites);
}

std::string put_together(const Writer& out, const ast::Rule& one) {
  std::string text = out.text(one.head);
  if (one.lines.empty()) text += "\n    " + out.text(one.body.span);
  for (const ast::PayLine& line : one.lines) text += "\n  " + out.text(line.head) + "\n    " + out.text(line.body.span);
  return text + cites_row(one.cites);
}

std::string put_together(const Writer& out, const ast::Exception& one) { return put_together(out, one.rule); }

template <class Statement>
std::string put_together(const Writer& out, const Statement& one) {
  return out.text(one.span);
}

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

// ---- pieces ---------------------------------------------------------------------------------------------

struct Piece {
  Span span;         // of the whole statement; of an added one in its amendment
  std::string text;  // empty: as it stands in the source
};
using Pieces = std::vector<std::pair<std::string, Piece>>;  // by kind and name; each kind in its order

Span whole_span(const ast::Exception& one) { return one.rule.span; }
template <class Statement>
Span whole_span(const Statement& one) {
  return one.span;
}

// Rules and payments are one kind here: either may take the other's place.
template <class Statement>
std::string key_of(const Statement& one) {
  return std::string(kNamed<Statement> ? "" : word_of(one)) + " " + name_of(one).text +
         (std::is_same_v<Statement, ast::TermStatement> ? " term" : "");
}

template <class Statement>
std::size_t cite_count(const Statement& one) {
  const std::vector<ast::Text>* cites = cites_of(one);
  return cites == nullptr ? 0 : cites->size();
}

// The amendment in whose text a statement stands.
const ast::Amendment* amendment_around(const ast::File& file, Span span) {
  for (const ast::Amendment& one : file.amendments)
    if (one.span.begin <= span.begin && span.end <= one.span.end) return &one;
  return nullptr;
}

// Every statement as amended; `written` says which stand as they stood.
Pieces pieces_of(const Writer& out, const ast::File& written) {
  std::map<std::string, std::pair<Span, std::size_t>> before;
  any_statement(written, [&](const auto& one) {
    before.emplace(key_of(one), std::pair(whole_span(one), cite_count(one)));
    return false;
  });
  Pieces pieces;
  any_statement(out.file, [&](const auto& one) {
    const auto as_written = before.find(key_of(one));
    Piece piece{whole_span(one), {}};
    const std::pair now(whole_span(one), cite_count(one));
    if (as_written == before.end() || as_written->second != now) {
      piece.text = put_together(out, one);
      const ast::Amendment* source = amendment_around(out.file, piece.span);
      if (cite_count(one) == 0 && source != nullptr)
        piece.text = "# " + cite_of(*source) + "\n" + piece.text;
    }
    pieces.emplace_back(key_of(one), std::move(piece));
    return false;
  });
  return pieces;
}

// ---- the whole ------------------------------------------------------------------------------------------

struct Written {  // a statement of the source, in order of place
  Span span;
  std::string key;  // empty: an amendment
  bool header = false;
};

std::vector<Written> in_source_order(const ast::File& written) {
  std::vector<Written> all{{written.header->span, {}, true}};
  any_statement(written, [&](const auto& one) {
    all.push_back({whole_span(one), key_of(one), false});
    return false;
  });
  for (const ast::Amendment& one : written.amendments) all.push_back({one.span, {}, false});
  std::sort(all.begin(), all.end(), [](const Written& a, const Written& b) { return a.span.begin < b.span.begin; });
  return all;
}

// What was deleted and added again stands among the added.
bool is_again(const ast::File& amended, const std::string& key) {
  return std::any_of(amended.deleted.begin(), amended.deleted.end(),
                     [&](const ast::Deleted& one) { return " " + one.name == key; });
}

// Where the comment ends that stands behind a statement on its line; the statement's end when there is none.
std::uint32_t end_with_comment(std::string_view text, std::uint32_t end) {
  const std::size_t next = text.find_first_not_of(" \t", end);
  if (next == std::string_view::npos || text[next] != '#') return end;
  return static_cast<std::uint32_t>(std::min(text.find('\n', next), text.size()));
}

std::string dated(const Amendment& one) { return one.title + ", signed " + calendar::to_text(one.signed_on); }

// What the reader of the text must know about its making.
std::string opening(const Account& account) {
  std::string text = "# As amended" + (account.as_of ? ", as of " + calendar::to_text(*account.as_of) : "") + ".\n";
  for (const Amendment& one : account.amendments) {
    text += "# " + dated(one) + (one.in_force ? ": in force.\n" : ": not in force.\n");
    for (const Change& change : one.changes) {
      if (change.effect == Effect::Deleted && !change.after_term) text += "#   deleted: " + change.statement + "\n";
      if (change.after_term) text += "#   after the term: " + change.statement + "\n";
    }
  }
  return text;
}

}  // namespace

std::string consolidated_text(const source::Sources& sources, const ast::File& written, const ast::File& amended,
                              const Account& account) {
  const Writer out{sources, amended};
  const std::string& text = sources[written.source].text;
  Pieces pieces = pieces_of(out, written);
  const ast::Header& header = *amended.header;
  const bool new_header = header.term != written.header->term || header.cites.size() != written.header->cites.size();

  std::string result = written.amendments.empty() ? "" : opening(account);
  std::uint32_t done = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (const Written& one : in_source_order(written)) {
    const std::string before = text.substr(done, one.span.begin - done);
    done = end_with_comment(text, one.span.end);
    const auto piece =
        std::find_if(pieces.begin(), pieces.end(), [&](const auto& each) { return each.first == one.key; });
    if (!one.header && (piece == pieces.end() || is_again(amended, one.key))) continue;  // an amendment, or deleted
    const std::string changed = !one.header ? piece->second.text : new_header ? put_together(out, header) : "";
    result += before;
    if (changed.empty()) {
      result += text.substr(one.span.begin, done - one.span.begin);
    } else {
      if (!result.empty() && !result.ends_with('\n')) result += '\n';
      result += changed + "\n";
    }
    if (!one.header) pieces.erase(piece);
  }
  result += text.substr(done);
  for (const auto& [key, piece] : pieces) result += "\n\n" + piece.text;
  return result.ends_with('\n') ? result : result + "\n";
}

}  // namespace meruit::amend
