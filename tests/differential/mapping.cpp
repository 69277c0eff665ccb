// Each field's values are written as text in one of the ways a file may hold them, and supplied by an expression
// that reads them back: a bare column, a cast, codes, cases, or no column at all.
#include "mapping.h"

#include <algorithm>

#include "number/rounding.h"

namespace meruit::differential {

namespace {

using check::Value;

class Layout {
 public:
  Layout(World& world, Contract& contract)
      : world_(world), random_(world.random), contract_(contract), rows_(contract.relations.front()) {
    if (random_.chance(40)) marks_.push_back("-");
    if (random_.chance(20)) marks_.push_back("n/a");
  }

  void supply_field(const FieldPlan& field) {
    const Column typed = make_column(world_, field, rows_.rows);
    Row row{field.name, {}};
    if (!field.key && random_.chance(6) && field.type.kind != TypeKind::Period) {
      row.cells = {compound("assumed @ because \"not in the file\"", {literal(world_, field.type)}, field.type)};
    } else if (field.optional && random_.chance(6)) {
      row.cells = {leaf("missing because \"not in the file\"", field.type)};
    } else if (field.type.kind == TypeKind::Period) {
      row.cells = {period(field, typed)};
    } else if (!field.key && random_.chance(12)) {
      row.cells = {by_cases(field, typed)};
    } else {
      row.cells = {column(field, typed)};
    }
    supply_.rows.push_back(std::move(row));
  }

  void finish() {
    Statement mapping;
    mapping.head = "mapping layout for generated";
    if (marks_.size() > 1) {
      std::string texts;
      for (const std::string& mark : marks_) texts += (texts.empty() ? "\"" : ", \"") + mark + "\"";
      mapping.rows.push_back({"missing: " + texts, {}});
    }
    supply_.head = "supply " + world_.kinds.front().name + " from csv";
    contract_.mapping = {std::move(mapping), std::move(supply_)};
    if (random_.chance(30)) add_expectation();
  }

 private:
  // A new column of the file; what names it in an expression.
  std::string add_column(const std::string& stem, std::vector<std::string> texts) {
    const bool odd = random_.chance(10);
    const std::string name = odd ? stem + "*1" : "C_" + stem;
    rows_.columns.push_back({name, {}, std::move(texts)});
    return odd ? "column \"" + name + "\"" : name;
  }

  template <class Write>
  std::vector<std::string> texts(const Column& typed, const Write& write) {
    std::vector<std::string> result;
    for (const check::Outcome& outcome : typed.values) {
      const Value* value = std::get_if<Value>(&outcome);
      result.push_back(value ? write(*value) : random_.pick(marks_));
    }
    return result;
  }

  std::string grouped(const Rational& number) {
    return random_.chance(20) ? number::to_grouped(number) : number::to_plain(number);
  }

  Node number_column(const FieldPlan& field, const Column& typed) {
    const bool plain = field.type.factors.empty(), money = field.type.factors == Factors{{"USD", 1}};
    const bool percent = plain && random_.chance(30), dollars = money && random_.chance(50);
    const std::string name =
        add_column(field.name, texts(typed, [&](const Value& value) {
                     const Rational number = number::round_to(std::get<Rational>(value), Rational(1, 1'000'000),
                                                              number::RoundingMode::HalfUp);
                     if (percent) return number::to_plain(number * 100);
                     return (dollars && number >= 0 && random_.chance(50) ? "$" : "") + grouped(number);
                   }));
    if (percent) return leaf(name + " as percent", field.type);
    if (dollars)
      return leaf((random_.chance(20) && !field.key && !field.optional ? "-" : "") + name + " as dollars", field.type);
    if (plain && random_.chance(40))
      return leaf(name + (random_.chance(50) ? " as number" : " as fraction"), field.type);
    return leaf(name, field.type);
  }

  Node word_column(const FieldPlan& field, const Column& typed) {
    const auto& words = world_.lists[static_cast<std::size_t>(field.type.list)].words;
    const bool codes = random_.chance(60);
    const auto code = [&](std::size_t i) {
      return codes ? std::string(1, static_cast<char>('A' + i)) + "1" : words[i];
    };
    std::string text = add_column(
        field.name, texts(typed, [&](const Value& value) { return code(std::get<check::Word>(value).ordinal); }));
    if (!codes) return leaf(text, field.type);
    for (std::size_t i = 0; i < words.size(); ++i) text += (i == 0 ? " as " : ", ") + code(i) + ": " + words[i];
    return leaf(text, field.type);
  }

  Node yes_no_column(const FieldPlan& field, const Column& typed) {
    const bool codes = random_.chance(40);
    const std::string name = add_column(field.name, texts(typed, [&](const Value& value) {
                                          const bool yes = std::get<bool>(value);
                                          return std::string(codes ? (yes ? "Y" : "N") : (yes ? "yes" : "no"));
                                        }));
    if (!codes) return leaf(name, field.type);
    return leaf(field.optional || random_.chance(50) ? name + " as Y: yes, N: no" : name + " = \"Y\"", field.type);
  }

  Node date_column(const FieldPlan& field, const Column& typed) {
    const bool american = random_.chance(40);
    const std::string name = add_column(field.name, texts(typed, [&](const Value& value) {
                                          const calendar::Date date = std::get<calendar::Date>(value);
                                          const calendar::CivilDate civil = calendar::to_civil(date);
                                          return american
                                                     ? std::to_string(civil.month) + "/" + std::to_string(civil.day) +
                                                           "/" + std::to_string(civil.year)
                                                     : calendar::to_text(date);
                                        }));
    return leaf(american ? name + " as date \"MM/DD/YYYY\"" : name, field.type);
  }

  Node column(const FieldPlan& field, const Column& typed) {
    switch (field.type.kind) {
      case TypeKind::Number:
        return number_column(field, typed);
      case TypeKind::YesNo:
        return yes_no_column(field, typed);
      case TypeKind::OneOf:
        return word_column(field, typed);
      case TypeKind::Date:
        return date_column(field, typed);
      default:
        break;
    }
    // A text that must be there is not one that stands for its absence.
    return leaf(add_column(field.name, texts(typed,
                                             [&](const Value& value) {
                                               const std::string& text = std::get<std::string>(value);
                                               return text.empty() ? "empty" : text;
                                             })),
                field.type);
  }

  // Two columns of dates, now and then in the wrong order.
  Node period(const FieldPlan& field, const Column& typed) {
    const bool reversed = random_.chance(15);
    const auto end = [&](bool last) {
      return texts(typed, [&](const Value& value) {
        const calendar::Period& period = std::get<calendar::Period>(value);
        return calendar::to_text(last != (reversed && random_.chance(20)) ? period.last : period.first);
      });
    };
    const std::string first = add_column(field.name + "_from", end(false)),
                      last = add_column(field.name + "_to", end(true));
    return leaf(first + " to " + last, field.type);
  }

  // By what another column says. Cells that no case asks for may hold anything; now and then one that is asked for
  // does, too.
  Node by_cases(const FieldPlan& field, const Column& typed) {
    std::vector<std::string> says;
    for (std::size_t i = 0; i < rows_.rows; ++i)
      says.push_back(random_.pick(std::vector<std::string>{"K1", "K2", "K3"}));
    const std::size_t by = rows_.columns.size();
    const std::string switch_column = add_column(field.name + "_by", std::move(says));
    Node otherwise =
        field.optional ? leaf("missing because \"K1 alone has it\"", field.type) : literal(world_, field.type);
    Node chosen = column(field, typed);
    if (field.type.kind != TypeKind::Text && random_.chance(60))
      spoil(rows_.columns.back().texts, rows_.columns[by].texts, random_.chance(20));
    return compound("when " + switch_column + " = \"K1\": @\n    otherwise: @",
                    {std::move(chosen), std::move(otherwise)}, field.type);
  }

  void spoil(std::vector<std::string>& texts, const std::vector<std::string>& says, bool chosen_too) {
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (random_.chance(50) && (says[i] != "K1" || (chosen_too && random_.chance(20)))) texts[i] = "?";
  }

  void add_expectation() {
    Statement expectation;
    const int year = calendar::to_civil(world_.term.first).year;
    std::vector<std::string> years(rows_.rows, std::to_string(year));
    if (!years.empty() && random_.chance(30)) years[random_.next() % years.size()] = "1999";
    expectation.head = "expect " + add_column("year", std::move(years)) + " = year of term";
    contract_.mapping.push_back(std::move(expectation));
  }

  World& world_;
  Random& random_;
  Contract& contract_;
  RecordRows& rows_;
  Statement supply_;
  std::vector<std::string> marks_{""};
};

}  // namespace

void add_mapping(World& world, const std::vector<FieldPlan>& fields, Contract& contract) {
  Layout layout(world, contract);
  for (const FieldPlan& field : fields) layout.supply_field(field);
  layout.finish();
}

}  // namespace meruit::differential
