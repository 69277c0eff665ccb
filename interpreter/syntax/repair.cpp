// A trial is one more run of the parser over the words of one statement, a few tens of microseconds for most.
#include "syntax/repair.h"

#include <algorithm>

#include "budget/budget.h"
#include "syntax/reading.h"

namespace meruit::syntax {

namespace {

constexpr std::size_t kLongestTrial = 3'000;  // longer statements are not tried: their message is the plain one
constexpr std::size_t kProgress = 3;          // words beyond the change that make it likely

bool is_open(std::size_t type) { return type == G::LPAREN || type == G::CALL_OPEN; }

}  // namespace

Repairs::Repairs(std::string_view text, const Words& words, const Mistake& mistake)
    : text_(text), words_(words), word_(std::min(mistake.word, words.size())) {
  const bool in_mapping = is_mapping(words);
  expression_ = std::find(mistake.rules.begin(), mistake.rules.end(), G::RuleFile) == mistake.rules.end();
  first_ = mistake.statement;
  const bool between = !mistake.rules.empty() && mistake.rules.front() == G::RuleFile;
  if (between) {  // the statement before the word, or the word itself when nothing is before it
    first_ = word_;
    while (first_ > 0 && !begins_statement(text, words, first_ - 1, in_mapping)) --first_;
    if (first_ > 0) --first_;
  }
  if (expression_) first_ = 0;
  last_ = std::min(word_ + 1, words.size());
  while (last_ < words.size() && !begins_statement(text, words, last_, in_mapping)) ++last_;
  const bool own = word_ < words.size() && word_ > first_ && begins_statement(text, words, word_, in_mapping);
  stop_ = own ? word_ : last_;
}

Words Repairs::copy(std::size_t upto) const {
  return {words_.begin() + static_cast<std::ptrdiff_t>(first_), words_.begin() + static_cast<std::ptrdiff_t>(upto)};
}

// How many words are read before the first mistake; one more than there are when there is none.
std::size_t Repairs::reads_to(const Words& changed) const {
  if (changed.size() > kLongestTrial) return 0;
  budget::tick(1 + changed.size());
  std::optional<std::size_t> mistaken;
  Reading reading(text_, changed, [&](const Mistake& mistake) {
    if (!mistaken) mistaken = mistake.word;
  });
  if (expression_)
    (void)reading.parser.only_expression();
  else
    (void)reading.parser.file();
  return mistaken.value_or(changed.size() + 1);
}

bool Repairs::insert(std::size_t at, std::initializer_list<std::size_t> types) const {
  if (at < first_ || at > stop_) return false;
  Words changed = copy(stop_);
  const std::uint32_t place = at < words_.size() ? words_[at].begin : static_cast<std::uint32_t>(text_.size());
  auto here = changed.begin() + static_cast<std::ptrdiff_t>(at - first_);
  for (const std::size_t type : types) here = changed.insert(here, Word{type, place, place}) + 1;
  return reads_to(changed) > changed.size();
}

bool Repairs::remove(std::size_t at) const {
  Words changed = copy(at < stop_ ? stop_ : last_);
  if (at < first_ || at - first_ >= changed.size()) return false;
  changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(at - first_));
  return reads_to(changed) > changed.size();
}

bool Repairs::swap(std::size_t at) const {
  Words changed = copy(last_);
  if (at < first_ || at + 1 - first_ >= changed.size()) return false;
  std::swap(changed[at - first_], changed[at + 1 - first_]);
  return reads_to(changed) > changed.size();
}

bool Repairs::replace(std::size_t at, std::size_t type) const {
  Words changed = copy(at < stop_ ? stop_ : last_);
  if (at < first_ || at - first_ >= changed.size()) return false;
  changed[at - first_].type = type;
  const std::size_t next = at - first_ + 1;
  if (type == G::NAME && next < changed.size() && changed[next].type == G::LPAREN &&
      changed[next].begin == changed[next - 1].end)
    changed[next].type = G::CALL_OPEN;
  const std::size_t reached = reads_to(changed);
  const bool guess = type != G::NAME;  // a name fits too many places
  return reached > changed.size() || (guess && reached >= word_ - first_ + kProgress);
}

std::optional<std::size_t> Repairs::open_bracket(std::size_t at) const {
  std::vector<std::size_t> open;
  for (std::size_t word = first_; word < at && word < words_.size(); ++word) {
    if (is_open(words_[word].type)) open.push_back(word);
    if (words_[word].type == G::RPAREN && !open.empty()) open.pop_back();
  }
  if (open.empty()) return std::nullopt;
  return open.back();
}

}  // namespace meruit::syntax
