// A comparison for a terminal: statement by statement, the old words above the new ones, what differs underlined.
#include <algorithm>

#include "diff/lines.h"
#include "source/text_width.h"

namespace meruit {

namespace {

std::size_t room_for(std::string_view text) { return source::screen_width(text, 0); }

std::string in_color(const std::string& text, const char* code, bool color) {
  return color && !text.empty() ? "\x1b[" + std::string(code) + "m" + text + "\x1b[0m" : text;
}

// A stretch [first, end) of a text that fits into one line.
using Stretch = std::pair<std::size_t, std::size_t>;

std::vector<Stretch> lines_within(const std::string& text, std::size_t width) {
  std::vector<Stretch> lines;
  std::size_t first = 0, last_blank = std::string::npos;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ') continue;
    if (last_blank != std::string::npos && room_for(std::string_view(text).substr(first, i - first)) > width) {
      lines.emplace_back(first, last_blank);
      first = last_blank + 1;
    }
    last_blank = i;
  }
  lines.emplace_back(first, text.size());
  return lines;
}

class ComparisonText {
 public:
  explicit ComparisonText(const ComparisonStyle& style) : style_(style) {}

  std::string write(const Comparison& comparison) {
    line("old  " + diff::contract_line(comparison.before));
    line("new  " + diff::contract_line(comparison.after));
    line("");
    line(in_color(diff::count_line(comparison), "1", style_.color));
    for (std::size_t i = 0; i < comparison.changes.size(); ++i) change(i + 1, comparison.changes[i]);
    if (!comparison.renamed.empty()) renamed(comparison.renamed);
    return std::move(text_);
  }

 private:
  void line(const std::string& text) {
    text_ += text;
    text_.erase(text_.find_last_not_of(' ') + 1);
    text_ += "\n";
  }

  void folded(const std::string& text, const std::string& margin, const char* code = "") {
    const std::size_t room = std::max<std::size_t>(30, style_.width - std::min(style_.width, margin.size()));
    for (const auto& [first, end] : lines_within(text, room))
      line(margin + in_color(text.substr(first, end - first), code, style_.color && *code != '\0'));
  }

  void change(std::size_t number, const StatementChange& change) {
    line("");
    const std::string lead = std::to_string(number) + ". ";
    std::string places = diff::place_text(change.before);
    const std::string after = diff::place_text(change.after);
    places += (places.empty() || after.empty() ? "" : " → ") + after;
    line(in_color(lead + diff::heading(change), "1", style_.color));
    if (!places.empty() && change.parts.empty()) line("   " + in_color(places, "2", style_.color));
    for (const ChangedPart& one : change.parts) part(change, one);
    const std::string effect = diff::effect_line(change);
    if (!effect.empty()) folded(effect, "   ", change.proved_equal ? "32" : "");
  }

  void part(const StatementChange& change, const ChangedPart& part) {
    line("   " + part.what + diff::reason_beside(change, part));
    if (part.before) version("     old  ", *part.before, "31");
    if (part.after) version("     new  ", *part.after, "32");
  }

  void version(const std::string& lead, const MarkedText& text, const char* code) {
    const std::string place = diff::place_text(text.place);
    const std::string margin(lead.size(), ' ');
    const std::size_t taken = lead.size() + room_for(place) + 2;
    const std::size_t room = std::max<std::size_t>(30, style_.width - std::min(style_.width, taken));
    bool first_line = true;
    for (const auto& [first, end] : lines_within(text.text, room)) {
      std::string shown = (first_line ? lead : margin) + painted(text, first, end, code);
      const std::size_t width = room_for(std::string_view(text.text).substr(first, end - first));
      if (first_line && !place.empty())
        shown += std::string(room > width ? room - width + 2 : 2, ' ') + in_color(place, "2", style_.color);
      line(shown);
      if (!style_.color) underline(margin, text, first, end);
      first_line = false;
    }
  }

  std::string painted(const MarkedText& text, std::size_t first, std::size_t end, const char* code) const {
    std::string shown;
    std::size_t at = first;
    for (const auto& [from, to] : text.marks) {
      const std::size_t a = std::clamp(from, at, end), b = std::clamp(to, at, end);
      shown += text.text.substr(at, a - at) + in_color(text.text.substr(a, b - a), code, style_.color);
      at = b;
    }
    return shown + text.text.substr(at, end - at);
  }

  // Nothing where all of a line differs: that needs no mark.
  void underline(const std::string& margin, const MarkedText& text, std::size_t first, std::size_t end) {
    std::string carets;
    bool any = false, all = true;
    for (std::size_t i = first; i < end; ++i) {
      const auto byte = static_cast<unsigned char>(text.text[i]);
      if ((byte & 0xC0U) == 0x80U) continue;  // inside a character
      const bool in = std::any_of(text.marks.begin(), text.marks.end(),
                                  [&](const Stretch& mark) { return mark.first <= i && i < mark.second; });
      carets += in ? '^' : ' ';
      any = any || in;
      all = all && (in || byte == ' ');
    }
    if (any && !all) line(margin + carets);
  }

  void renamed(const std::vector<std::pair<std::string, std::string>>& names) {
    std::string text = "Renamed inside the contract only, which is no change: ";
    for (std::size_t i = 0; i < names.size(); ++i)
      text += (i > 0 ? ", " : "") + names[i].first + " → " + names[i].second;
    line("");
    folded(text, "");
  }

  const ComparisonStyle style_;
  std::string text_;
};

}  // namespace

std::string to_text(const Comparison& comparison, const ComparisonStyle& style) {
  return ComparisonText(style).write(comparison);
}

}  // namespace meruit
