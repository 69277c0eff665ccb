// Parties of two versions, which are names and titles alone.
#include <algorithm>

#include "diff/match.h"

namespace meruit::diff {

namespace {

std::string title_of(const check::Model& model, const std::string& name) {
  for (const auto& [party, title] : model.parties)
    if (party == name) return title;
  return {};
}

}  // namespace

// By name, then by title, then the only one that is left.
std::vector<std::pair<std::string, std::string>> matched_parties(const check::Model& before,
                                                                 const check::Model& after) {
  std::vector<std::pair<std::string, std::string>> found;
  std::vector<std::string> old_left, new_left;
  const auto has = [](const check::Model& model, const std::string& name) {
    return std::any_of(model.parties.begin(), model.parties.end(),
                       [&](const auto& each) { return each.first == name; });
  };
  for (const auto& each : before.parties) {
    if (has(after, each.first))
      found.emplace_back(each.first, each.first);
    else
      old_left.push_back(each.first);
  }
  for (const auto& each : after.parties)
    if (!has(before, each.first)) new_left.push_back(each.first);
  for (const bool by_title : {true, false}) {
    for (auto at = old_left.begin(); at != old_left.end();) {
      const auto like = std::find_if(new_left.begin(), new_left.end(), [&](const std::string& name) {
        const std::string title = title_of(before, *at);
        return by_title ? !title.empty() && title_of(after, name) == title
                        : old_left.size() == 1 && new_left.size() == 1;
      });
      if (like == new_left.end()) {
        ++at;
        continue;
      }
      found.emplace_back(*at, *like);
      new_left.erase(like);
      at = old_left.erase(at);
    }
  }
  for (const std::string& name : old_left) found.emplace_back(name, "");
  for (const std::string& name : new_left) found.emplace_back("", name);
  return found;
}

}  // namespace meruit::diff
