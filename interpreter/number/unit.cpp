// Units: products of named things, kept sorted, so that two units of one dimension compare equal; and their words.
#include "number/unit.h"

#include <algorithm>
#include <cstddef>

namespace meruit::number {

namespace {

struct Ending {
  std::string_view plural;
  std::string_view singular;
};

// The first that fits is taken, so the longer endings stand before the shorter. Words that end alike in both
// forms (`series`) keep their form.
constexpr Ending kEndings[] = {
    {"series", "series"}, {"gnoses", "gnosis"}, {"nuses", "nus"}, {"tuses", "tus"}, {"suses", "sus"}, {"sses", "ss"},
    {"shes", "sh"},       {"ches", "ch"},       {"xes", "x"},     {"ss", "ss"},     {"us", "us"},     {"is", "is"},
};

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

std::string replace_ending(std::string_view word, std::size_t cut, std::string_view ending) {
  return std::string(word.substr(0, word.size() - cut)) + std::string(ending);
}

std::string plural(std::string_view name) {
  for (const Ending& ending : kEndings) {
    if (name.ends_with(ending.singular) && ending.plural != ending.singular) {
      return replace_ending(name, ending.singular.size(), ending.plural);
    }
  }
  const bool after_consonant = name.size() > 1 && !is_vowel(name[name.size() - 2]);
  if (name.ends_with('y') && after_consonant) return replace_ending(name, 1, "ies");
  if (name.ends_with('s')) return std::string(name);
  return std::string(name) + "s";
}

Unit combine(const Unit& a, const Unit& b, int sign_of_b) {
  Unit result;
  result.scale = sign_of_b > 0 ? Rational(a.scale * b.scale) : Rational(a.scale / b.scale);
  auto left = a.factors.begin();
  auto right = b.factors.begin();
  while (left != a.factors.end() || right != b.factors.end()) {
    if (right == b.factors.end() || (left != a.factors.end() && left->first < right->first)) {
      result.factors.push_back(*left++);
    } else if (left == a.factors.end() || right->first < left->first) {
      result.factors.emplace_back(right->first, sign_of_b * right->second);
      ++right;
    } else {
      const int exponent = left->second + sign_of_b * right->second;
      if (exponent != 0) result.factors.emplace_back(left->first, exponent);
      ++left;
      ++right;
    }
  }
  return result;
}

// The names of the factors whose exponent has this sign, each as often as the exponent says.
std::vector<std::string> names(const Unit& unit, int sign) {
  std::vector<std::string> result;
  for (const auto& [name, exponent] : unit.factors) {
    for (int i = 0; i < exponent * sign; ++i) result.push_back(name);
  }
  return result;
}

// `member-months`: one counted thing made of several.
std::string counted(const std::vector<std::string>& names) {
  std::string result;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) result += "-";
    result += i + 1 == names.size() ? plural(names[i]) : names[i];
  }
  return result;
}

std::string upper_words(const Unit& unit, std::string_view currency) {
  std::vector<std::string> things = names(unit, 1);
  std::string result;
  const auto is_money = [&](const std::string& name) { return name == currency; };
  for (auto money = std::count_if(things.begin(), things.end(), is_money); money > 0; --money) {
    result += result.empty() ? "money" : " x money";
  }
  std::erase_if(things, is_money);
  if (things.empty()) return result.empty() ? "number" : result;
  return result.empty() ? counted(things) : result + " x " + counted(things);
}

}  // namespace

Unit multiply(const Unit& a, const Unit& b) { return combine(a, b, 1); }
Unit divide(const Unit& a, const Unit& b) { return combine(a, b, -1); }

std::string singular(std::string_view name) {
  for (const Ending& ending : kEndings) {
    if (name.ends_with(ending.plural)) return replace_ending(name, ending.plural.size(), ending.singular);
  }
  if (name.ends_with("ies") && name.size() > 4) return replace_ending(name, 3, "y");
  if (name.ends_with('s') && name.size() > 1) return replace_ending(name, 1, "");
  return std::string(name);
}

std::string to_words(const Unit& unit, std::string_view currency) {
  std::string result = upper_words(unit, currency);
  std::vector<std::string> under = names(unit, -1);
  std::replace(under.begin(), under.end(), std::string(currency), std::string("money"));
  if (unit.scale == 1) {
    for (const std::string& name : under) result += " per " + name;
    return result;
  }
  // A scale belongs below the line, where contracts write it; any other is written in front.
  const Rational each = 1 / unit.scale;
  if (denominator(each) != 1) return to_grouped(unit.scale) + " " + to_words({unit.factors, 1}, currency);
  result += " per " + to_grouped(each);
  return under.empty() ? result : result + " " + counted(under);
}

}  // namespace meruit::number
