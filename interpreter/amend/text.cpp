// The text of a contract as amended. Statements that no amendment touched are copied from the source with the comments
// before them; a changed one is put together from its parts; an added one stands behind the last of its kind.
#include <algorithm>
#include <map>
#include <utility>

#include "amend/amend.h"
#include "amend/order.h"
#include "amend/statement_text.h"
#include "amend/statements.h"

namespace meruit::amend {

namespace {

using source::Span;

// ---- statements -----------------------------------------------------------------------------------------

struct Piece {
  std::string key, kind;
  Span span;         // of the whole statement; of an added one in its amendment
  std::string text;  // empty: as it stands in the source
};
struct Pieces {  // each kind in its order
  std::vector<Piece> all;
  std::map<std::string, std::size_t> at;  // by key
};

Span whole_span(const ast::Exception& one) { return one.rule.span; }
template <class Statement>
Span whole_span(const Statement& one) {
  return one.span;
}

// Kind and name. Rules and payments are one kind here: either may take the other's place.
template <class Statement>
std::string key_of(const Statement& one) {
  return std::string(kNamed<Statement> ? "" : word_of(one)) + " " + name_of(one).text +
         (std::is_same_v<Statement, ast::TermStatement> ? " term" : "");
}

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
    Piece piece{key_of(one), kind_of(one), whole_span(one), {}};
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

struct Written {  // a statement of the source, in order of place
  Span span;
  std::string key;                            // of a statement
  const ast::Amendment* amendment = nullptr;  // or one of these; neither: the header
};

std::vector<Written> in_source_order(const ast::File& written) {
  std::vector<Written> all{{written.header->span, {}, nullptr}};
  any_statement(written, [&](const auto& one) {
    all.push_back({whole_span(one), key_of(one), nullptr});
    return false;
  });
  for (const ast::Amendment& one : written.amendments) all.push_back({one.span, {}, &one});
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

// ---- comments of amendments -----------------------------------------------------------------------------

// The statement that a provision changes, by its key; empty: none that is in the contract still.
std::string key_of(const Pieces& pieces, const ast::File& amended, const ast::Provision& provision) {
  if (const auto* clause = std::get_if<ast::ClauseChange>(&provision.change))
    return std::visit([](const auto& one) { return key_of(one); }, clause->clause);
  const std::string key = " " + subject_of(provision).text;
  if (pieces.at.count(key) > 0) return key;
  for (const ast::Rule& payment : amended.rules)
    for (const ast::PayLine& line : payment.lines)
      if (" " + line.name.text == key) return key_of(payment);
  return {};
}

// Above the changed statement, unless its text has the comment already.
bool put_comment(Pieces& pieces, const std::string& key, const std::string& comment) {
  const auto found = pieces.at.find(key);
  if (found == pieces.at.end()) return false;
  std::string& text = pieces.all[found->second].text;
  if (text.empty()) return false;
  if (text.find(comment + "\n") == std::string::npos) text.insert(0, comment + "\n");
  return true;
}

// The comments of an amendment that is applied go to the statements that they are about; the others are returned.
std::vector<std::string> place_comments(const std::string& text, const ast::Amendment& amendment,
                                        const ast::File& amended, Pieces& pieces) {
  std::vector<std::string> rest;
  std::uint32_t done = amendment.span.begin;
  for (const ast::Provision& one : amendment.provisions) {
    const std::uint32_t end = end_with_comment(text, one.span.end);
    std::vector<std::string> found = comments_in(std::string_view(text).substr(done, end - done));
    const std::string key = key_of(pieces, amended, one);
    for (auto comment = found.rbegin(); comment != found.rend(); ++comment)
      if (!put_comment(pieces, key, *comment)) rest.push_back(*comment);
    done = end;
  }
  return rest;
}

// ---- the whole ------------------------------------------------------------------------------------------

std::string words_for(Effect effect) {
  switch (effect) {
    case Effect::Changed:
      return "changed: ";
    case Effect::Added:
      return "added: ";
    case Effect::Replaced:
      return "replaced: ";
    case Effect::Deleted:
      break;
  }
  return "deleted: ";
}

// "Title, as amended by Amendment No. 1 and Amendment No. 2, as of 2025-12-31."
std::string title_as_amended(const ast::Header& header, const Account& account) {
  std::vector<std::string> titles;
  for (const Amendment& one : account.amendments)
    if (one.in_force) titles.push_back(one.title);
  std::string by;
  for (const std::string& one : titles) by += (by.empty() ? "" : &one == &titles.back() ? " and " : ", ") + one;
  return (header.title ? header.title->value : header.name.text) +
         (by.empty() ? ", not amended" : ", as amended by " + by) +
         (account.as_of ? ", as of " + calendar::to_text(*account.as_of) : "") + ".\n";
}

// What the reader of the text must know about its making: what each amendment did, and comments that have no other
// place, by the title of the amendment.
std::string opening(const ast::File& written, const Account& account,
                    const std::map<std::string, std::vector<std::string>>& comments) {
  std::string text = kConsolidated + title_as_amended(*written.header, account);
  for (const Amendment& one : account.amendments) {
    text += "# " + one.title + ", signed " + calendar::to_text(one.signed_on) +
            (one.in_force ? ".\n" : ": signed later, not applied.\n");
    if (const auto found = comments.find(one.title); found != comments.end())
      for (const std::string& comment : found->second)
        text += "#   " + comment.substr(comment.find_first_not_of("# ")) + "\n";
    for (const Change& change : one.changes)
      text += "#   " + (change.after_term ? "after the term: " : words_for(change.effect)) + change.statement +
              (change.from ? ", from " + calendar::to_text(*change.from) : "") + "\n";
  }
  return text;
}

// Statements in the order of the text, each with what stands before it.
class Consolidated {
 public:
  void append(const std::string& kind, std::string text) {
    texts_.push_back(std::move(text));
    if (!kind.empty()) last_[kind] = texts_.size() - 1;
    if (kind != "example" && kind != "open question") before_examples_ = texts_.size() - 1;
  }
  void insert(const Piece& piece) {
    const auto found = last_.find(piece.kind);
    const bool behind_all = piece.kind == "example" || piece.kind == "open question";
    const std::size_t at = found != last_.end() ? found->second : behind_all ? texts_.size() - 1 : before_examples_;
    texts_[at] += "\n\n" + piece.text;
  }
  [[nodiscard]] std::string text() const {
    std::string all;
    for (const std::string& one : texts_) all += one;
    return all;
  }

 private:
  std::vector<std::string> texts_;
  std::map<std::string, std::size_t> last_;  // by kind
  std::size_t before_examples_ = 0;
};

}  // namespace

std::string consolidated_text(const source::Sources& sources, const ast::File& written, const ast::File& amended,
                              const Account& account) {
  const Writer out{sources, amended};
  const std::string& text = sources[written.source].text;
  Pieces pieces = pieces_of(out, written);
  const ast::Header& header = *amended.header;
  const bool new_header = header.term != written.header->term || header.cites.size() != written.header->cites.size();
  const std::vector<Written> order = in_source_order(written);

  std::map<std::string, std::vector<std::string>> comments;
  for (const Amendment& one : account.amendments)
    for (const ast::Amendment& amendment : written.amendments)
      if (one.in_force && one.span == amendment.title.span)
        comments[one.title] = place_comments(text, amendment, amended, pieces);

  Consolidated result;
  std::vector<bool> placed(pieces.all.size());
  std::uint32_t done = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (const Written& one : order) {
    const std::string before = text.substr(done, one.span.begin - done);
    done = end_with_comment(text, one.span.end);
    const std::string as_written = text.substr(one.span.begin, done - one.span.begin);
    if (one.amendment != nullptr) {
      for (auto& [title, found] : comments)
        if (title == title_of(*one.amendment))
          for (const std::string& comment : comments_in(before)) found.insert(found.begin(), comment);
      continue;
    }
    if (one.key.empty()) {
      result.append({}, before + (new_header ? put_together(out, header) + "\n" : as_written));
      continue;
    }
    const auto at = pieces.at.find(one.key);
    if (at == pieces.at.end() || is_again(amended, one.key)) continue;  // deleted
    for (const std::string& comment : comments_in(as_written)) put_comment(pieces, one.key, comment);
    const Piece& piece = pieces.all[at->second];
    placed[at->second] = true;
    const bool at_line_start = before.empty() || before.ends_with('\n');
    result.append(piece.kind,
                  before + (piece.text.empty() ? as_written : (at_line_start ? "" : "\n") + piece.text + "\n"));
  }
  for (std::size_t at = 0; at < pieces.all.size(); ++at)
    if (!placed[at]) result.insert(pieces.all[at]);
  const std::string whole =
      (written.amendments.empty() ? "" : opening(written, account, comments)) + result.text() + text.substr(done);
  return whole.ends_with('\n') ? whole : whole + "\n";
}

}  // namespace meruit::amend
