// Facets of two versions held against each other, and the words in which two texts differ.
#include <algorithm>

#include "diff/compare.h"

namespace meruit::diff {

namespace {

using Left = std::vector<const Facet*>;

// Without the date that begins the key of a dated figure.
std::string undated(const Facet& facet) {
  const std::size_t at = facet.key.find(facet.block);
  return facet.block.empty() || at == std::string::npos ? facet.key
                                                        : std::string(facet.key).erase(at, facet.block.size());
}

template <class Like>
void pair_up(Left& olds, Left& news, std::vector<FacetPair>& pairs, Like&& like) {
  for (auto at = olds.begin(); at != olds.end();) {
    const auto found = std::find_if(news.begin(), news.end(), [&](const Facet* other) { return like(**at, *other); });
    if (found == news.end()) {
      ++at;
      continue;
    }
    pairs.push_back({**at, **found});
    news.erase(found);
    at = olds.erase(at);
  }
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  const auto in_word = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_' || c == '.' || c == '%' || c == '$' || c == ',';
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (in_word(text[i]))
      while (end < text.size() && in_word(text[end])) end += 1;
    words.push_back(text.substr(i, end - i));
    i = end;
  }
  return words;
}

// The longest common run of words, as pairs of positions.
std::vector<std::pair<std::size_t, std::size_t>> common(const std::vector<std::string>& a,
                                                        const std::vector<std::string>& b) {
  std::vector<std::vector<std::size_t>> length(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j])
      found.emplace_back(i++, j++);
    else if (length[i + 1][j] >= length[i][j + 1])
      i += 1;
    else
      j += 1;
  }
  return found;
}

// Marks what is not kept; a blank between two marked words is marked with them.
void mark(MarkedText& text, const std::vector<std::string>& words, const std::vector<bool>& kept) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t end = at + words[i].size();
    const bool blank = words[i] == " " && !text.marks.empty() && text.marks.back().second == at &&
                       i + 1 < words.size() && !kept[i + 1];
    if ((!kept[i] && words[i] != " ") || blank) {
      if (!text.marks.empty() && text.marks.back().second == at)
        text.marks.back().second = end;
      else
        text.marks.emplace_back(at, end);
    }
    at = end;
  }
}

}  // namespace

std::vector<FacetPair> differing(const std::vector<Facet>& before, const std::vector<Facet>& after) {
  Left olds, news;
  for (const Facet& facet : before) olds.push_back(&facet);
  for (const Facet& facet : after) news.push_back(&facet);
  std::vector<FacetPair> pairs;
  pair_up(olds, news, pairs, [](const Facet& a, const Facet& b) { return a.key == b.key; });
  std::erase_if(pairs, [](const FacetPair& pair) { return pair.before->content == pair.after->content; });
  const auto same_figure = [](const Facet& a, const Facet& b) { return !a.group.empty() && a.without == b.without; };
  pair_up(olds, news, pairs, [&](const Facet& a, const Facet& b) { return same_figure(a, b) && a.group == b.group; });
  pair_up(olds, news, pairs,
          [&](const Facet& a, const Facet& b) { return same_figure(a, b) && undated(a) == undated(b); });
  if (olds.size() == news.size())
    pair_up(olds, news, pairs, [](const Facet& a, const Facet& b) { return !a.group.empty() && a.group == b.group; });
  for (const Facet* one : olds) pairs.push_back({*one, std::nullopt});
  for (const Facet* one : news) pairs.push_back({std::nullopt, *one});
  // What is calculated first, titles and citations behind.
  std::stable_sort(pairs.begin(), pairs.end(), [](const FacetPair& a, const FacetPair& b) {
    const auto rank = [](const FacetPair& pair) { return (pair.after ? pair.after : pair.before)->calculated ? 0 : 1; };
    return rank(a) < rank(b);
  });
  return pairs;
}

void mark_differences(MarkedText& before, MarkedText& after, const std::map<std::string, std::string>& renamed) {
  constexpr std::size_t kLongest = 2000;  // words; beyond, all is marked
  const std::vector<std::string> a = words_of(before.text), b = words_of(after.text);
  std::vector<bool> kept_a(a.size()), kept_b(b.size());
  if (a.size() <= kLongest && b.size() <= kLongest) {
    std::vector<std::string> called = a;
    for (std::string& word : called)
      if (const auto at = renamed.find(word); at != renamed.end()) word = at->second;
    for (const auto& [i, j] : common(called, b)) kept_a[i] = kept_b[j] = true;
  }
  mark(before, a, kept_a);
  mark(after, b, kept_b);
}

}  // namespace meruit::diff
