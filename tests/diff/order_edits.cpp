// Edits by lines and phrases: order, dates, roundings, scales, parties, splits.
#include <functional>
#include <regex>
#include <vector>

#include "edits.h"

namespace meruit::testing {

namespace {

using differential::Random;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::size_t indent_of(const std::string& line) { return line.find_first_not_of(' '); }

bool begins(const std::string& line, const char* word) {
  const std::size_t at = indent_of(line);
  return at != std::string::npos && line.compare(at, std::string(word).size(), word) == 0;
}

std::string picked(const std::vector<std::string>& all, Random& random) {
  return all.empty() ? std::string() : random.pick(all);
}

// Two rows that follow one another, where `fits` says so of the first.
std::string with_rows_swapped(const std::string& text, const char* word, Random& random,
                              const std::function<bool(const std::vector<std::string>&, std::size_t)>& fits) {
  const std::vector<std::string> lines = lines_of(text);
  std::vector<std::string> found;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (!begins(lines[i], word) || !begins(lines[i + 1], word) || indent_of(lines[i]) != indent_of(lines[i + 1]))
      continue;
    const bool ends = i + 2 == lines.size() || indent_of(lines[i + 2]) == std::string::npos ||
                      indent_of(lines[i + 2]) <= indent_of(lines[i]);
    if (!ends || !fits(lines, i)) continue;
    std::vector<std::string> swapped = lines;
    std::swap(swapped[i], swapped[i + 1]);
    found.push_back(joined(swapped));
  }
  return picked(found, random);
}

std::string with_cases_swapped(const std::string& text, Random& random) {
  return with_rows_swapped(text, "when ", random, [](const std::vector<std::string>& lines, std::size_t at) {
    std::size_t head = at;
    while (head > 0 && indent_of(lines[head]) >= indent_of(lines[at])) head -= 1;
    return lines[head].find("the first that applies") != std::string::npos;
  });
}

std::string with_lines_swapped(const std::string& text, Random& random) {
  return with_rows_swapped(text, "line ", random, [](const auto&, std::size_t) { return true; });
}

// An exception that came after another comes before it, or in no order with it.
std::string with_exceptions_turned(const std::string& text, Random& random) {
  static const std::regex header("exception (\\w+) to (\\w+)([^\n]*), after (\\w+)");
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), header), end; at != end; ++at) {
    const std::smatch& match = *at;
    const std::string first = match[1], rule = match[2], between = match[3], other = match[4];
    const auto begin = static_cast<std::size_t>(match.position());
    const std::string free = text.substr(0, begin) + "exception " + first + " to " + rule + between +
                             text.substr(begin + static_cast<std::size_t>(match.length()));
    found.push_back(free);
    const std::string of_other = "exception " + other + " to " + rule;
    const std::size_t place = free.find(of_other);
    if (place == std::string::npos) continue;
    std::size_t behind = place + of_other.size();
    if (free.compare(behind, 2, " \"") == 0) behind = free.find('"', behind + 2) + 1;
    found.push_back(free.substr(0, behind) + ", after " + first + free.substr(behind));
  }
  return picked(found, random);
}

std::size_t closing(const std::string& text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
    if (depth == 0) return i;
  }
  return std::string::npos;
}

// `(min(a, b) rounded to cents)` becomes `min((a rounded to cents), b)`.
std::string with_limit_outside(const std::string& text, Random& random) {
  std::vector<std::string> found;
  for (const std::string& name : {std::string("min"), std::string("max")}) {
    const std::string start = "(" + name + "(";
    for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at + 1)) {
      const std::size_t end = closing(text, at), inner = closing(text, at + start.size() - 1);
      if (end == std::string::npos || text.compare(inner + 1, 8, " rounded") != 0) continue;
      std::size_t comma = at + start.size();
      for (int depth = 0; comma < inner && (depth > 0 || text[comma] != ','); ++comma)
        depth += text[comma] == '(' ? 1 : text[comma] == ')' ? -1 : 0;
      if (comma >= inner) continue;
      const std::string rounding = text.substr(inner + 1, end - inner - 1);
      const std::size_t value = at + start.size();
      found.push_back(text.substr(0, at) + name + "((" + text.substr(value, comma - value) + rounding + ")" +
                      text.substr(comma, inner - comma) + ")" + text.substr(end + 1));
    }
  }
  return picked(found, random);
}

// Every place of each phrase, replaced.
std::string with_one_phrase(const std::string& text, Random& random,
                            const std::vector<std::pair<std::string, std::string>>& phrases) {
  std::vector<std::string> found;
  for (const auto& [phrase, instead] : phrases)
    for (std::size_t at = text.find(phrase); at != std::string::npos; at = text.find(phrase, at + 1))
      found.push_back(text.substr(0, at) + instead + text.substr(at + phrase.size()));
  return picked(found, random);
}

std::string with_one_rounding(const std::string& text, Random& random) {
  return with_one_phrase(text, random,
                         {{"half up", "half even"},
                          {"half even", "half down"},
                          {"half down", "half up"},
                          {"toward zero", "away from zero"},
                          {"away from zero", "toward zero"},
                          {"rounded up", "rounded down"},
                          {"rounded down to", "rounded to"},
                          {"to cents", "to $1"}});
}

std::string with_one_scale(const std::string& text, Random& random) {
  return with_one_phrase(text, random, {{" per 1,000 ", " per 100 "}, {" per 100 ", " per 1,000 "}});
}

std::string with_other_split(const std::string& text, Random& random) {
  return with_one_phrase(text, random,
                         {{"the largest weight", "the largest remainder"},
                          {"the largest remainder", "the largest weight"},
                          {"each part rounded down to cents", "each part rounded down to $1"}});
}

std::string with_one_match(const std::string& text, Random& random, const std::regex& what,
                           const std::function<std::string(const std::smatch&)>& instead) {
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), what), end; at != end; ++at) {
    const auto begin = static_cast<std::size_t>(at->position());
    found.push_back(text.substr(0, begin) + instead(*at) + text.substr(begin + static_cast<std::size_t>(at->length())));
  }
  return picked(found, random);
}

std::string with_one_date(const std::string& text, Random& random) {
  static const std::regex date("\n( +from )(\\d{4})(-\\d{2}-\\d{2})");
  const int years = random.chance(50) ? 1 : -1;
  return with_one_match(text, random, date, [&](const std::smatch& match) {
    return "\n" + match[1].str() + std::to_string(std::stoi(match[2]) + years) + match[3].str();
  });
}

std::string with_parties_turned(const std::string& text, Random& random) {
  static const std::regex parties("(\npay [^\n]*)from (\\w+) to (\\w+)");
  return with_one_match(text, random, parties, [](const std::smatch& match) {
    return match[1].str() + "from " + match[3].str() + " to " + match[2].str();
  });
}

// Another record: of a rule or payment, gone through, on the way up, or one that lies above.
std::string with_other_record(const std::string& text, Random& random) {
  static const std::regex record("(?:^|\n)record (\\w+)( of \\w+)?");
  std::vector<std::string> names;
  for (std::sregex_iterator at(text.begin(), text.end(), record), end; at != end; ++at) names.push_back((*at)[1]);
  if (names.size() < 2) return {};
  static const std::regex named("( for each | of | over |\\bany |\\bevery |\\()(aco|site|bill)(s|_set)?\\b");
  return with_one_match(text, random, named,
                        [&](const std::smatch& match) { return match[1].str() + random.pick(names) + match[3].str(); });
}

}  // namespace

std::string with_one_edit(const std::string& text, Random& random) {
  using Edit = std::string (*)(const std::string&, Random&);
  std::vector<Edit> edits{with_one_change,    with_one_change,     with_cases_swapped, with_exceptions_turned,
                          with_limit_outside, with_one_date,       with_one_rounding,  with_one_scale,
                          with_other_split,   with_parties_turned, with_lines_swapped, with_other_record};
  random.shuffle(edits);
  for (const Edit edit : edits)
    if (std::string edited = edit(text, random); !edited.empty() && edited != text) return edited;
  return {};
}

}  // namespace meruit::testing
