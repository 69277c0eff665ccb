// Cuts an expression into tokens.
#include "tokens.h"

#include <algorithm>
#include <cctype>

namespace meruit::suites {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

class Cutter {
 public:
  explicit Cutter(std::string_view text) : rest_(text) {}

  std::optional<std::vector<Token>> cut() {
    while (true) {
      take_while([](char c) { return c == ' '; });
      if (rest_.empty()) break;
      if (!next()) return std::nullopt;
    }
    result_.push_back({});
    return std::move(result_);
  }

 private:
  template <class Test>
  std::string take_while(Test test) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), test);
    std::string taken(rest_.begin(), end);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  bool next() {
    const char c = rest_.front();
    if (is_digit(c) || (c == '.' && rest_.size() > 1 && is_digit(rest_[1]))) return number();
    if (is_letter(c)) return name();
    if (c == '"' || c == '\'') return quoted(c);
    return sign();
  }

  // An exponent stays with the number: XPath takes such numbers for floating point.
  bool number() {
    std::string digits = take_while([](char c) { return is_digit(c) || c == '.'; });
    if (!rest_.empty() && is_letter(rest_.front()))
      digits += take_while([](char c) { return is_letter(c) || is_digit(c); });
    result_.push_back({Token::Kind::Number, digits});
    return true;
  }

  bool name() {
    std::string word =
        take_while([](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == ':' || c == '_'; });
    const bool goes_on =
        !result_.empty() && result_.back().kind == Token::Kind::Name && result_.back().text.starts_with("round");
    if (goes_on) {
      result_.back().text += " " + word;
    } else {
      result_.push_back({Token::Kind::Name, word.starts_with("fn:") ? word.substr(3) : word});
    }
    return true;
  }

  bool quoted(char quote) {
    const std::size_t end = rest_.find(quote, 1);
    if (end == std::string_view::npos) return false;
    result_.push_back({Token::Kind::Text, std::string(rest_.substr(1, end - 1))});
    rest_.remove_prefix(end + 1);
    return true;
  }

  bool sign() {
    for (const std::string_view known : {"**", "!=", "<=", ">=", "+", "-", "*", "/", "(", ")", ",", "=", "<", ">"}) {
      if (rest_.starts_with(known)) {
        result_.push_back({Token::Kind::Sign, std::string(known)});
        rest_.remove_prefix(known.size());
        return true;
      }
    }
    return false;
  }

  std::string_view rest_;
  std::vector<Token> result_;
};

}  // namespace

std::optional<std::vector<Token>> tokens(std::string_view text) { return Cutter(text).cut(); }

}  // namespace meruit::suites
