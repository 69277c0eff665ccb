#include "amend/comments.h"

#include <algorithm>

#include "amend/order.h"

namespace meruit::amend {

namespace {

// Comments of a piece of source, each to the end of its line.
std::vector<std::string> comments_in(std::string_view text) {
  std::vector<std::string> found;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == '\n') quoted = false;
    if (quoted || text[at] != '#') continue;
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    found.emplace_back(text.substr(at, end - at));
    at = end - 1;
  }
  return found;
}

// The changed statement that a provision is about, by its key; empty: none that is in the contract still.
std::string changed_by(const Pieces& pieces, const ast::File& amended, const ast::Provision& provision) {
  std::string key = " " + subject_of(provision).text;
  if (const auto* clause = std::get_if<ast::ClauseChange>(&provision.change))
    key = std::visit([](const auto& one) { return key_of(one); }, clause->clause);
  for (const ast::Rule& payment : amended.rules)
    for (const ast::PayLine& line : payment.lines)
      if (" " + line.name.text == key) key = key_of(payment);
  const auto found = pieces.at.find(key);
  return found == pieces.at.end() || pieces.all[found->second].text.empty() ? std::string() : key;
}

void add(std::vector<std::string>& all, const std::vector<std::string>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// Comments in an amendment stand above or behind the row that they are about.
void comments_of(const std::string& text, const ast::Amendment& amendment, const ast::File& amended,
                 const Pieces& pieces, Comments& comments) {
  std::uint32_t done = amendment.span.begin;
  for (const ast::Provision& one : amendment.provisions) {
    const std::uint32_t end = end_with_comment(text, one.span.end);
    const std::string key = changed_by(pieces, amended, one);
    add(key.empty() ? comments.amendments[amendment.title.span.begin] : comments.statements[key],
        comments_in(std::string_view(text).substr(done, end - done)));
    done = end;
  }
}

}  // namespace

Comments comments_of(const std::string& text, const std::vector<Written>& order, const ast::File& amended,
                     const Account& account, const Pieces& pieces) {
  const auto applied = [&](const ast::Amendment& amendment) {
    return std::any_of(account.amendments.begin(), account.amendments.end(),
                       [&](const Amendment& one) { return one.in_force && one.span == amendment.title.span; });
  };
  Comments comments;
  std::uint32_t done = 0;
  for (const Written& one : order) {
    const std::uint32_t end = end_with_comment(text, one.span.end);
    if (one.amendment == nullptr) {
      add(comments.statements[one.key],
          comments_in(std::string_view(text).substr(one.span.begin, end - one.span.begin)));
    } else if (applied(*one.amendment)) {
      add(comments.amendments[one.amendment->title.span.begin],
          comments_in(std::string_view(text).substr(done, one.span.begin - done)));
      comments_of(text, *one.amendment, amended, pieces, comments);
    }
    done = end;
  }
  return comments;
}

std::string with_comments(const std::string& text, const std::vector<std::string>& comments) {
  std::string above;
  for (const std::string& comment : comments)
    if (text.find(comment + "\n") == std::string::npos) above += comment + "\n";
  return above + text;
}

}  // namespace meruit::amend
