#include "several_records.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "engine_case.h"

namespace meruit::engine_test {

namespace {

struct Record {
  std::string name;
  std::optional<std::size_t> parent;
  std::vector<std::string> numbers;  // fields
  std::string optional;              // a number that may be missing
};

const std::vector<Record>& records() {
  static const std::vector<Record> all{{"practice", std::nullopt, {"rate", "floor"}, "cap"},
                                       {"member", 0, {"risk", "months"}, "age"},
                                       {"claim", 1, {"paid", "units"}, "billed"},
                                       {"tier", std::nullopt, {"weight"}, "limit"},
                                       {"step", 3, {"size"}, "height"}};
  return all;
}

class Rules {
 public:
  explicit Rules(std::mt19937_64& random) : random_(random) {}

  std::string text() {
    const std::size_t count = 3 + below(12);
    for (std::size_t i = 0; i < count; ++i) add_rule("r" + std::to_string(i));
    return text_;
  }

 private:
  static constexpr std::size_t kOverall = 5;  // beside the records

  std::size_t below(std::size_t n) { return random_() % n; }
  bool once_in(std::size_t n) { return below(n) == 0; }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

  // Those above the record, and how its rows name them.
  static std::vector<std::pair<std::size_t, std::string>> above(std::size_t record) {
    std::vector<std::pair<std::size_t, std::string>> found;
    std::string path;
    for (auto at = records()[record].parent; at; at = records()[*at].parent) {
      path += records()[*at].name + ".";
      found.emplace_back(*at, path);
    }
    return found;
  }
  static bool lies_below(std::size_t record, std::size_t other) {
    const auto all = above(record);
    return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.first == other; });
  }

  // A number that rows of this level have: one of their own, of a row above, of all.
  std::string name(std::size_t level) {
    if (level == kOverall) return overall_.empty() ? "2" : one_of(overall_);
    if (!overall_.empty() && once_in(8)) return one_of(overall_);
    std::size_t of = level;
    std::string path;
    const auto rows_above = above(level);
    if (!rows_above.empty() && once_in(3)) {
      const auto& [there, dots] = one_of(rows_above);
      of = there;
      path = dots;
    }
    const Record& record = records()[of];
    if (!of_record_[of].empty() && once_in(2)) return path + one_of(of_record_[of]);
    if (once_in(5)) {
      const bool strict = once_in(3);
      return strict ? "(required " + path + record.optional + ")" : "(" + path + record.optional + " if missing 3)";
    }
    return path + one_of(record.numbers);
  }

  std::string number(std::size_t level, std::size_t depth) {
    if (depth == 0 || once_in(4)) return once_in(5) ? one_of(literals_) : name(level);
    const std::string left = number(level, depth - 1);
    const std::string right = number(level, depth - 1);
    switch (below(8)) {
      case 0:
        return "(" + left + " / (" + right + "))";
      case 1:
      case 2:
        return "(" + left + " * " + right + ")";
      case 3:
        return "(" + left + " - " + right + ")";
      case 4:
        return "min(" + left + ", " + right + ")";
      case 5:
        return "((" + left + " + " + right + ") rounded to 1 place)";
      default:
        return "(" + left + " + " + right + ")";
    }
  }
  std::string condition(std::size_t level) {
    const std::string left = number(level, 1);
    const std::string right = once_in(2) ? one_of(literals_) : number(level, 1);
    const char* is = once_in(3) ? " <= " : once_in(2) ? " > " : " <> ";
    const std::string compared = left + is + right;
    if (level == kOverall || !once_in(4)) return compared;
    const std::string other = condition(level);
    return "(" + compared + (once_in(2) ? ") and (" : ") or (") + other + ")";
  }

  // What an aggregate at this level may go over.
  std::vector<std::size_t> gathered_at(std::size_t level) {
    std::vector<std::size_t> found;
    for (std::size_t r = 0; r < records().size(); ++r)
      if (level == kOverall || lies_below(r, level)) found.push_back(r);
    return found;
  }
  // A number, or an answer.
  std::string aggregate(std::size_t level, bool& asks) {
    const std::size_t over = one_of(gathered_at(level));
    const std::string plural = records()[over].name + "s";
    asks = once_in(5);
    if (asks) {
      const bool any = once_in(2);
      const std::string holds = condition(over);
      return any ? "any " + plural + " where " + holds : "every " + records()[over].name + " has " + holds;
    }
    const std::string where = once_in(2) ? " where " + condition(over) : "";
    if (once_in(4)) return "count of " + plural + where;
    const char* kind = once_in(2) ? "sum of " : once_in(2) ? "smallest of " : "largest of ";
    std::string body = number(over, 2);
    // Of its own row too, which the rows gone through lead to.
    if (level != kOverall && once_in(3)) body = "(" + body + " + " + one_of(records()[level].numbers) + ")";
    return kind + body + " over " + plural + where;
  }

  void add_rule(const std::string& rule) {
    const std::size_t level = below(records().size() + 2) % (kOverall + 1);
    const std::string header = "rule " + rule + (level == kOverall ? " overall" : " for each " + records()[level].name);
    const bool gathers = !gathered_at(level).empty() && !once_in(3);
    std::vector<std::string>& known = level == kOverall ? overall_ : of_record_[level];
    if (gathers) {
      bool asks = false;
      const std::string value = aggregate(level, asks);
      if (!asks) {
        text_ += header + " is " + value + "\n";
      } else {
        text_ += "rule " + rule + "_yes" + header.substr(5 + rule.size()) + " is " + value + "\n";
        text_ += header + ", the first that applies is\n  when " + rule + "_yes: 1\n  otherwise: 2\n";
      }
    } else if (level != kOverall && !records()[level].parent && once_in(2)) {
      const std::string pool =
          overall_.empty() || once_in(2) ? "1000" : "(" + one_of(overall_) + " rounded to 2 places)";
      text_ += header + " is split " + pool + " over " + records()[level].name + "s by " + number(level, 1) +
               ", each part rounded down to 2 places, left over to the largest " +
               (once_in(2) ? "remainder" : "weight") + ", then lowest " + records()[level].name + "_id\n";
    } else if (once_in(3)) {
      const std::string when = condition(level);
      const std::string value = number(level, 2);
      text_ += header + ", the first that applies is\n  when " + when + ": " + value +
               "\n  otherwise: " + number(level, 1) + "\n";
    } else {
      text_ += header + " is " + number(level, 2) + "\n";
    }
    known.push_back(rule);
  }

  std::mt19937_64& random_;
  const std::vector<std::string> literals_{"0", "1", "2", "0.5", "-3", "10", "100"};
  std::string text_;
  std::vector<std::string> overall_;
  std::array<std::vector<std::string>, kOverall> of_record_;
};

// The rows of one record: the key of the parent of each, and its own.
struct Rows {
  std::vector<std::vector<Value>> keys;
};

Outcome random_number(std::mt19937_64& random) {
  static const std::vector<std::string> all{"0",    "1", "2",   "-1",   "0.25",
                                            "12.5", "7", "100", "33.3", "9000000000000000000"};
  return num(all[random() % (random() % 8 == 0 ? all.size() : all.size() - 1)]);
}

std::vector<Rows> random_keys(std::mt19937_64& random) {
  std::vector<Rows> all(records().size());
  for (std::size_t r = 0; r < all.size(); ++r) {
    const auto parent = records()[r].parent;
    const std::vector<std::vector<Value>> parents = parent ? all[*parent].keys : std::vector<std::vector<Value>>(1);
    for (const std::vector<Value>& above : parents) {
      const std::size_t count = random() % (parent ? 5 : 4);
      for (std::size_t i = 0; i < count; ++i) {
        std::vector<Value> key = above;
        key.emplace_back(records()[r].name + std::to_string(i * 7 % 11));
        all[r].keys.push_back(key);
      }
    }
    std::shuffle(all[r].keys.begin(), all[r].keys.end(), random);
  }
  return all;
}

}  // namespace

std::string header_of_several() {
  std::string text =
      "contract t for each member\n  term: 2023-01-01 to 2023-12-31\n  currency: USD\n  rounding: half up\n";
  for (const Record& record : records()) {
    text += "record " + record.name + (record.parent ? " of " + records()[*record.parent].name : "") + "\n";
    text += "  key " + record.name + "_id: text\n";
    for (const std::string& field : record.numbers)
      text += "  " + field +
              (field == "paid"   ? ": number at least -2, whole\n"
               : field == "risk" ? ": number from 0 to 50\n"
                                 : ": number\n");
    text += "  " + record.optional + ": number, optional\n";
  }
  return text;
}

std::string random_rules(std::mt19937_64& random) { return Rules(random).text(); }

data::Records random_records_of(const check::Model& model, std::mt19937_64& random) {
  const std::vector<Rows> rows = random_keys(random);
  std::vector<Columns> tables(records().size());
  for (std::size_t r = 0; r < tables.size(); ++r) {
    std::vector<std::string> parts;  // of the full key
    for (auto at = std::optional<std::size_t>(r); at; at = records()[*at].parent)
      parts.insert(parts.begin(), records()[*at].name + "_id");
    for (const std::vector<Value>& key : rows[r].keys) {
      for (std::size_t part = 0; part < parts.size(); ++part) tables[r][parts[part]].emplace_back(key[part]);
      for (const std::string& field : records()[r].numbers) tables[r][field].push_back(random_number(random));
      const Outcome value = random_number(random);
      tables[r][records()[r].optional].push_back(random() % 3 == 0 ? Outcome(Absence::Missing) : value);
    }
  }
  return records_of(model, tables);
}

}  // namespace meruit::engine_test
