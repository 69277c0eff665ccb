// Fields, and columns of values for them: small and close to every width, absent, zero, whole or in long decimals.
#include "records.h"

#include <algorithm>

namespace meruit::differential {

namespace {

using check::Absence;
using check::Outcome;
using check::Value;

// What the numbers of one column are like.
enum class Size { Small, Cents, Large, Extreme, Fractions, Mixed };

Size some_size(Random& random) {
  const int choice = random.below(100);
  if (choice < 40) return Size::Small;
  if (choice < 70) return Size::Cents;
  if (choice < 85) return Size::Large;
  if (choice < 90) return Size::Extreme;
  if (choice < 95) return Size::Fractions;
  return Size::Mixed;
}

Rational sized_number(Random& random, Size size) {
  static const std::vector<unsigned> widths{31, 62, 63, 126};
  if (size == Size::Mixed) size = static_cast<Size>(random.below(5));
  Rational number;
  switch (size) {
    case Size::Small:
      number = random.between(0, 20);
      break;
    case Size::Cents:
      number = Rational(random.between(0, 100'000'000), 100);
      break;
    case Size::Large:
      number = Rational(Integer(random.next() >> 16), number::power_of_ten(static_cast<unsigned>(random.below(5))));
      break;
    case Size::Extreme:
      number = Rational(Integer((Integer(1) << random.pick(widths)) + random.between(-2, 2)));
      break;
    default:
      number = Rational(random.between(0, 500), random.between(1, 12));
      break;
  }
  if (random.chance(10)) return 0;
  return random.chance(25) ? Rational(-number) : number;
}

Rational constrained_number(Random& random, const FieldPlan& field, Size size) {
  if (field.bounded) {  // 0 to 100, or 0 % to 100 %
    const int steps = field.whole ? 100 : 10'000;
    return Rational(random.between(0, steps)) * (field.whole ? Rational(1) : Rational(1, 10'000));
  }
  if (field.whole)
    return Rational(
        Integer(numerator(sized_number(random, size == Size::Fractions ? Size::Small : size)) % 1'000'000'007));
  if (field.places >= 0) {
    const Rational shift(number::power_of_ten(static_cast<unsigned>(field.places)));
    return Rational(random.between(-100'000, 100'000)) / shift;
  }
  return sized_number(random, size);
}

Value some_value(World& world, const FieldPlan& field, Size size) {
  Random& random = world.random;
  static const std::vector<std::string> texts{"", "a", "A1", "b", "A1001", "z-9", "two words", "c"};
  switch (field.type.kind) {
    case TypeKind::Number:
      return constrained_number(random, field, size);
    case TypeKind::YesNo:
      return random.chance(50);
    case TypeKind::Text:
      return random.pick(texts);
    case TypeKind::Date:
      return calendar::Date{some_date(world).days - (random.chance(5) ? 2'000 : 0)};
    case TypeKind::OneOf: {
      const auto& words = world.lists[static_cast<std::size_t>(field.type.list)].words;
      return check::Word{static_cast<std::uint32_t>(random.below(static_cast<int>(words.size())))};
    }
    case TypeKind::Period:
    case TypeKind::Row:  // of no field
      break;
  }
  const calendar::Date first = some_date(world);
  return calendar::Period{first, {first.days + random.below(400)}};
}

std::vector<Outcome> key_values(World& world, const FieldPlan& field, std::size_t rows) {
  std::vector<int> numbers;
  for (std::size_t i = 0; i < rows; ++i) numbers.push_back(static_cast<int>(3 * i) + 1);
  world.random.shuffle(numbers);
  std::vector<Outcome> values;
  for (const int n : numbers) values.push_back(key_value(field, n));
  return values;
}

void number_field(World& world, FieldPlan& field) {
  Random& random = world.random;
  field.type.factors = some_factors(world);
  for (const UnitWords& words : unit_words())
    if (words.factors == field.type.factors) field.type_text = words.as_type;
  const int choice = random.below(100);
  if (choice < 15) {
    field.whole = true;
  } else if (choice < 25 && field.type.factors.empty()) {
    field.bounded = true;
    field.type_text += " from 0% to 100%";
  } else if (choice < 30 && field.type.factors.empty()) {
    field.bounded = field.whole = true;
    field.type_text += " from 0 to 100";
  } else if (choice < 42) {
    field.places = random.between(0, 4);
    field.type_text += " with " + std::to_string(field.places) + " places";
  }
  if (field.whole) field.type_text += ", whole";
}

}  // namespace

Outcome key_value(const FieldPlan& field, int n) {
  if (field.type.kind == TypeKind::Text) return Value("id" + std::to_string(n));
  if (field.type.kind == TypeKind::Date) return Value(calendar::Date{15'000 + n});
  return Value(Rational(n));
}

FieldPlan make_field(World& world) {
  Random& random = world.random;
  FieldPlan field;
  field.name = world.fresh("f");
  field.type = some_type(world, world.mapped);
  switch (field.type.kind) {
    case TypeKind::Number:
      number_field(world, field);
      break;
    case TypeKind::YesNo:
      field.type_text = "yes/no";
      break;
    case TypeKind::Text:
      field.type_text = "text";
      break;
    case TypeKind::Date:
      field.type_text = "date";
      break;
    case TypeKind::Period:
      field.type_text = "period";
      break;
    case TypeKind::Row:  // of no field
      break;
    case TypeKind::OneOf: {
      const ListOfWords& list = world.lists[static_cast<std::size_t>(field.type.list)];
      if (!list.in_a_field && random.chance(60)) {
        field.type_text = list.name;
        break;
      }
      ListOfWords own{field.name, {}, true};
      for (int i = random.between(2, 4); i > 0; --i) own.words.push_back(world.fresh("w"));
      for (const std::string& word : own.words) field.type_text += (field.type_text.empty() ? "one of " : ", ") + word;
      field.type.list = static_cast<int>(world.lists.size());
      world.lists.push_back(std::move(own));
    }
  }
  field.optional = field.type.kind != TypeKind::Period && random.chance(22);
  field.waived = field.optional && world.waives && random.chance(35);
  if (field.optional) field.type_text += field.waived ? ", may be waived" : ", optional";
  return field;
}

void add_symbol(World& world, const FieldPlan& field) {
  Symbol symbol;
  symbol.name = field.name;
  symbol.type = field.type;
  symbol.level = rows_of({field.kind});
  symbol.may_be_missing = field.optional;
  symbol.waived = field.waived;
  symbol.field = true;
  symbol.key = field.key;
  world.symbols.push_back(std::move(symbol));
}

std::vector<FieldPlan> make_fields(World& world, bool with_key, std::uint32_t kind) {
  Random& random = world.random;
  std::vector<FieldPlan> fields;
  for (int keys = !with_key ? 0 : random.chance(85) ? 1 : 2; keys > 0; --keys) {
    FieldPlan key;
    key.name = world.fresh("id");
    key.key = true;
    const int choice = random.below(10);
    key.type = choice < 5 ? kind_type(TypeKind::Text) : choice < 8 ? number_type() : kind_type(TypeKind::Date);
    key.type_text = choice < 5 ? "text" : choice < 8 ? "number, whole" : "date";
    key.whole = choice >= 5 && choice < 8;
    fields.push_back(std::move(key));
  }
  for (int i = random.between(2, 8); i > 0; --i) fields.push_back(make_field(world));
  const std::size_t first = world.symbols.size();
  for (FieldPlan& field : fields) {
    field.kind = kind;
    add_symbol(world, field);
  }
  name_from_below(world, first);
  return fields;
}

Statement record_statement(const World& world, const std::vector<FieldPlan>& fields, std::uint32_t kind) {
  Statement statement;
  const Kind& of = world.kinds[kind];
  statement.head = "record " + of.name;
  if (of.above >= 0) statement.head += " of " + world.kinds[static_cast<std::size_t>(of.above)].name;
  if (of.plural != of.name + "s") statement.head += ", plural " + of.plural;
  for (const FieldPlan& field : fields)
    statement.rows.push_back({(field.key ? "key " : "") + field.name + ": " + field.type_text, {}});
  return statement;
}

std::size_t some_row_count(Random& random) {
  const int choice = random.below(1'000);
  if (choice < 30) return 0;
  if (choice < 120) return 1;
  if (choice < 700) return static_cast<std::size_t>(random.between(2, 12));
  if (choice < 985) return static_cast<std::size_t>(random.between(13, 30));
  if (choice < 995) return static_cast<std::size_t>(random.between(500, 1'100));
  return 3'000;
}

Column make_column(World& world, const FieldPlan& field, std::size_t rows) {
  Random& random = world.random;
  Column column{field.name, {}, {}};
  if (field.key) {
    column.values = key_values(world, field, rows);
    return column;
  }
  const Size size = some_size(random);
  const int absent = field.optional ? random.pick(std::vector<int>{0, 20, 50, 100}) : 0;
  for (std::size_t row = 0; row < rows; ++row) {
    if (random.chance(absent))
      column.values.emplace_back(Absence::Missing);
    else
      column.values.emplace_back(some_value(world, field, size));
  }
  // A cell that breaks what the field promises.
  if (field.type.kind == TypeKind::Number && rows > 0 && random.chance(6))
    column.values[random.next() % rows] = Value(Rational(random.between(-3'000, 3'000), random.between(1, 700)));
  return column;
}

}  // namespace meruit::differential
