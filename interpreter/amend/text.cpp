// The text of a contract as amended. Statements that no amendment touched are copied from the source with the comments
// before them; a changed one is put together from its parts; an added one stands behind the last of its kind.
#include <algorithm>
#include <map>
#include <utility>

#include "amend/amend.h"
#include "amend/comments.h"

namespace meruit::amend {

namespace {

// What was deleted and added again stands among the added.
bool is_again(const ast::File& amended, const std::string& key) {
  return std::any_of(amended.deleted.begin(), amended.deleted.end(),
                     [&](const ast::Deleted& one) { return " " + one.name == key; });
}

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

// What the reader of the text must know about its making: what each amendment did.
std::string opening(const ast::File& written, const Account& account, const Comments& comments) {
  std::string text = kConsolidated + title_as_amended(*written.header, account);
  for (const Amendment& one : account.amendments) {
    text += "# " + one.title + ", signed " + calendar::to_text(one.signed_on) +
            (one.in_force ? ".\n" : ": signed later, not applied.\n");
    if (const auto found = comments.amendments.find(one.span.begin); found != comments.amendments.end())
      for (const std::string& comment : found->second)
        if (const std::size_t word = comment.find_first_not_of("# "); word != std::string::npos)
          text += "#   " + comment.substr(word) + "\n";
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

// The statements of the source that are in the contract still, then those that were added.
Consolidated put_in_order(const Writer& out, const ast::File& written, const std::string& text,
                          const std::vector<Written>& order, const Pieces& pieces) {
  const ast::Header& header = *out.file.header;
  const bool new_header = header.term != written.header->term || header.cites.size() != written.header->cites.size();
  Consolidated result;
  std::vector<bool> placed(pieces.all.size());
  std::uint32_t done = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (const Written& one : order) {
    const std::string before = text.substr(done, one.span.begin - done);
    done = end_with_comment(text, one.span.end);
    const std::string as_written = text.substr(one.span.begin, done - one.span.begin);
    if (one.amendment != nullptr) continue;
    if (one.key.empty()) {
      result.append({}, before + (new_header ? put_together(out, header) + "\n" : as_written));
      continue;
    }
    const auto at = pieces.at.find(one.key);
    if (at == pieces.at.end() || is_again(out.file, one.key)) continue;  // deleted
    const Piece& piece = pieces.all[at->second];
    placed[at->second] = true;
    const bool at_line_start = before.empty() || before.ends_with('\n');
    result.append(piece.kind,
                  before + (piece.text.empty() ? as_written : (at_line_start ? "" : "\n") + piece.text + "\n"));
  }
  for (std::size_t at = 0; at < pieces.all.size(); ++at)
    if (!placed[at]) result.insert(pieces.all[at]);
  return result;
}

}  // namespace

std::string consolidated_text(const source::Sources& sources, const ast::File& written, const ast::File& amended,
                              const Account& account) {
  const Writer out{sources, amended};
  const std::string& text = sources[written.source].text;
  Pieces pieces = pieces_of(out, written);
  const std::vector<Written> order = in_source_order(written);
  const Comments comments = comments_of(text, order, amended, account, pieces);
  for (Piece& piece : pieces.all) {
    const auto found = comments.statements.find(piece.key);
    if (!piece.text.empty() && found != comments.statements.end())
      piece.text = with_comments(piece.text, found->second);
  }
  const std::string whole = (written.amendments.empty() ? "" : opening(written, account, comments)) +
                            put_in_order(out, written, text, order, pieces).text() +
                            text.substr(end_with_comment(text, order.back().span.end));
  return whole.ends_with('\n') ? whole : whole + "\n";
}

}  // namespace meruit::amend
