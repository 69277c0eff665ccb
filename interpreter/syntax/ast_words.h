// What every part of the syntax tree is made of: names, texts, units, types and roundings, as written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "number/rational.h"
#include "number/rounding.h"
#include "source/source.h"

namespace meruit::ast {

using source::Span;
using ExprId = Id<struct AstExprTag>;

struct Name {
  std::string text;
  Span span;
  [[nodiscard]] bool given() const { return !text.empty(); }
};

struct Text {  // a quoted text without its quotes
  std::string value;
  Span span;
};

// `visits per 1,000 member-months`: numerator {visits}, per {{1000, member-months}}.
// `money per member per month`: money, per {{1, member}, {1, month}}. Names are kept as written, hyphens included.
struct UnitText {
  bool money = false;
  std::vector<Name> numerator;  // 0 or 1 name
  struct Per {
    Rational scale = 1;
    Name name;
  };
  std::vector<Per> per;
  Span span;
};

enum class TypeKind : std::uint8_t { Number, Money, YesNo, Text, Date, Period, OneOf, Named };

struct TypeText {
  TypeKind kind = TypeKind::Number;
  UnitText unit;            // Number, Money
  std::vector<Name> words;  // OneOf
  Name name;                // Named: a list
  bool whole = false;
  bool optional = false;
  bool waived = false;        // may be waived
  ExprId from, to;            // `from 0% to 100%`, both ends inside
  std::optional<int> places;  // `with 4 places`
  Span span;
};

struct RoundingText {
  Rational quantum = 1;  // 1/100 for cents, 10^-N for N places, 1/1000 for 0.1%
  enum class Kind : std::uint8_t { Cents, Money, Places, Percent, Plain } kind = Kind::Plain;
  std::optional<number::RoundingMode> mode;  // none: the contract's `rounding`; `up`/`down` are Ceiling/Floor
  Span span;                                 // from `rounded` to the last word
};

}  // namespace meruit::ast
