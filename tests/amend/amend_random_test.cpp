// A random contract, another version of it, and an amendment that says statement by statement what the other version
// says: the amended contract means what the other version means, its consolidated text means what it means, and before
// the signing it is the old contract. A second amendment that turns all back is told to do so. MERUIT_AMEND_COUNT and
// MERUIT_AMEND_SEED choose a longer or another run.
#include <doctest/doctest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "../settings.h"
#include "amend/statements.h"
#include "edits.h"
#include "generate.h"
#include "meruit/difference.h"
#include "meruit/tools.h"
#include "syntax/parse.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

constexpr const char* kPath = "contract.meruit";

using Texts = std::map<std::string, std::string>;

Texts texts_of(const differential::Contract& made) {
  Texts all{{kPath, differential::print(made.statements)}};
  const std::string used = differential::print(made.used);
  if (used.empty()) return all;
  std::istringstream header(used);
  std::string word, name;
  header >> word >> name;
  all[name + ".meruit"] = used;
  return all;
}

// A text with its tree.
struct Parsed {
  explicit Parsed(const std::string& text) : file(syntax::parse(sources, sources.add(kPath, text), sink)) {}
  [[nodiscard]] std::string text(source::Span span) const { return std::string(sources.text(span)); }

  source::Sources sources;
  source::Diagnostics sink;
  ast::File file;
};

source::Span span_of(const ast::Exception& one) { return one.rule.span; }
template <class Statement>
source::Span span_of(const Statement& one) {
  return one.span;
}

template <class Statement>
std::string calls(const Statement& one) {
  const std::string name = amend::name_of(one).text;
  if (std::is_same_v<Statement, ast::Example>) return "example \"" + name + "\"";
  if (std::is_same_v<Statement, ast::OpenQuestion>) return "open question \"" + name + "\"";
  return name;
}

// The rows of an amendment that turn one version into another; nothing where no amendment can.
class Author {
 public:
  Author(const Parsed& before, const Parsed& after, differential::Random& random)
      : before_(before), after_(after), random_(random) {}

  // False: the header, a term or a record differs, or two statements have one name.
  bool write() {
    bool possible = before_.text(before_.file.header->span) == after_.text(after_.file.header->span);
    std::set<std::string> names;
    amend::any_statement(after_.file, [&](const auto& one) {
      possible = possible && names.insert(calls(one)).second;
      possible = possible && say(one);
      return false;
    });
    amend::any_statement(before_.file, [&](const auto& one) {
      if (names.count(calls(one)) == 0) rows_.push_back("throughout: deletes " + calls(one));
      return false;
    });
    return possible && !rows_.empty();
  }

  // `opening`: title, day and what it comes after, as behind `amendment`.
  [[nodiscard]] std::string text(const std::string& opening) const {
    std::string all = "\namendment " + opening + "\n";
    for (std::size_t i = 0; i < rows_.size(); ++i) all += "  " + remark(i) + "\n  " + rows_[i] + "\n";
    return all;
  }
  // A comment above each row.
  static std::string remark(std::size_t row) { return "# remark " + std::to_string(row) + "."; }
  [[nodiscard]] std::size_t short_forms() const { return short_forms_; }
  // Whether a row gives a figure, a row or a body anew, and not only adds and deletes.
  [[nodiscard]] bool restates() const {
    return std::any_of(rows_.begin(), rows_.end(), [](const std::string& row) {
      for (const char* said : {": adds ", ": deletes ", ": replaces party ", ": replaces use ", ": replaces example ",
                               ": replaces term ", ": replaces list "})
        if (row.find(said) != std::string::npos) return false;
      return true;
    });
  }

 private:
  template <class Statement>
  bool say(const Statement& now) {
    const Statement* old = nullptr;
    bool other_kind = false;
    amend::any_statement(before_.file, [&](const auto& one) {
      if (calls(one) != calls(now)) return false;
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(one)>, Statement>)
        old = &one;
      else
        other_kind = true;
      return true;
    });
    if (other_kind) return false;
    const std::string statement = after_.text(span_of(now));
    if (old == nullptr) return add(now, statement);
    if (before_.text(span_of(*old)) == statement) return true;
    if (in_short(*old, now)) {
      ++short_forms_;
      return true;
    }
    return replace(now, statement);
  }

  // Statements of an amendment have no dated rows of parameters.
  static bool is_dated(const ast::Parameter& one) { return !one.values.empty() && one.values.front().from.has_value(); }

  template <class Statement>
  bool add(const Statement&, const std::string& statement) {
    rows_.push_back("throughout: adds " + statement);
    return true;
  }
  bool add(const ast::Parameter& now, const std::string& statement) {
    if (is_dated(now)) return false;
    rows_.push_back("throughout: adds " + statement);
    return true;
  }
  template <class Statement>
  bool replace(const Statement&, const std::string& statement) {
    rows_.push_back("throughout: replaces " + statement);
    return true;
  }
  bool replace(const ast::Parameter& now, const std::string& statement) {
    if (is_dated(now)) return false;
    rows_.push_back("throughout: replaces " + statement);
    return true;
  }

  // ---- forms that say only what is another ----

  template <class Statement>
  bool in_short(const Statement&, const Statement&) {
    return false;
  }

  bool in_short(const ast::Rule& old, const ast::Rule& now) {
    const bool header = before_.text(old.head) == after_.text(now.head) && old.cites.size() == now.cites.size();
    if (!header || old.lines.size() != now.lines.size() || random_.chance(30)) return false;
    if (now.lines.empty()) {
      rows_.push_back("throughout: " + now.name.text + " is " + after_.text(now.body.span));
      return true;
    }
    for (std::size_t i = 0; i < now.lines.size(); ++i)
      if (before_.text(old.lines[i].head) != after_.text(now.lines[i].head)) return false;
    for (std::size_t i = 0; i < now.lines.size(); ++i)
      if (before_.text(old.lines[i].body.span) != after_.text(now.lines[i].body.span))
        rows_.push_back("throughout: " + now.lines[i].name.text + " is " + after_.text(now.lines[i].body.span));
    return true;
  }

  bool in_short(const ast::Parameter& old, const ast::Parameter& now) {
    if (before_.text(old.head) != after_.text(now.head) || now.values.empty() || old.cites.size() != now.cites.size())
      return false;
    if (!is_dated(now)) {
      rows_.push_back("throughout: " + now.name.text + " is " + value(now.values.front()));
      return true;
    }
    if (!is_dated(old) || !ascend(now.values)) return false;
    for (const ast::DatedExpr& one : now.values)
      rows_.push_back("from " + calendar::to_text(*one.from) + ": " + now.name.text + " is " + value(one));
    delete_blocks(now.name.text, old.values, now.values);
    return true;
  }
  [[nodiscard]] std::string value(const ast::DatedExpr& one) const { return after_.text(after_.file[one.value].span); }

  bool in_short(const ast::Table& old, const ast::Table& now) { return by_rows(old, now); }
  bool in_short(const ast::Bands& old, const ast::Bands& now) { return !now.required && by_rows(old, now); }

  // Dates that an edit put out of order are refused where they stand; an amendment puts each in its place.
  template <class Block>
  static bool ascend(const std::vector<Block>& blocks) {
    return std::adjacent_find(blocks.begin(), blocks.end(),
                              [](const Block& a, const Block& b) { return a.from >= b.from; }) == blocks.end();
  }

  static const std::vector<ast::TableRow>& rows(const ast::TableBlock& block) { return block.rows; }
  static const std::vector<ast::Band>& rows(const ast::BandBlock& block) { return block.bands; }

  // What stands before the colon of a row.
  static std::string label(const std::string& row) { return row.substr(0, row.find(':')); }

  template <class Figure>
  bool by_rows(const Figure& old, const Figure& now) {
    if (before_.text(old.head) != after_.text(now.head) || old.blocks.empty() || old.cites.size() != now.cites.size())
      return false;
    if (old.blocks.front().from.has_value() != now.blocks.front().from.has_value()) return false;
    if (!now.blocks.front().from) return by_some_rows(old, now);
    if (!ascend(now.blocks)) return false;
    for (const auto& block : now.blocks) {
      std::string row = "from " + calendar::to_text(*block.from) + ": replaces " + after_.text(now.head);
      for (const auto& one : rows(block)) row += "\n    " + after_.text(one.span);
      rows_.push_back(row);
    }
    delete_blocks(now.name.text, old.blocks, now.blocks);
    return true;
  }

  // Of two tables with the same labels, the rows that differ.
  template <class Figure>
  bool by_some_rows(const Figure& old, const Figure& now) {
    const auto &was = rows(old.blocks.front()), &is = rows(now.blocks.front());
    if (was.size() != is.size()) return false;
    std::string changed;
    for (std::size_t i = 0; i < is.size(); ++i) {
      const std::string before = before_.text(was[i].span), after = after_.text(is[i].span);
      if (label(before) != label(after)) return false;
      if (before != after) changed += "\n    " + after;
    }
    rows_.push_back("throughout: replaces in " + now.name.text + changed);
    return !changed.empty();
  }

  template <class Block>
  void delete_blocks(const std::string& name, const std::vector<Block>& old, const std::vector<Block>& now) {
    for (const Block& one : old) {
      const bool kept = std::any_of(now.begin(), now.end(), [&](const Block& other) { return other.from == one.from; });
      if (!kept) rows_.push_back("throughout: deletes in " + name + " from " + calendar::to_text(*one.from));
    }
  }

  const Parsed& before_;
  const Parsed& after_;
  differential::Random& random_;
  std::vector<std::string> rows_;
  std::size_t short_forms_ = 0;
};

// The text without one or two of its statements.
std::string with_some_left_out(const std::string& text, differential::Random& random) {
  const Parsed parsed(text);
  std::vector<source::Span> spans;
  amend::any_statement(parsed.file, [&](const auto& one) {
    spans.push_back(span_of(one));
    return false;
  });
  std::string left = text;
  for (int i = random.below(3); i > 0; --i) {
    const source::Span span = random.pick(spans);
    std::fill(left.begin() + span.begin, left.begin() + span.end, ' ');
  }
  return left;
}

std::shared_ptr<const Contract> compiled(Texts all, const std::string& text, const std::string& as_of = {}) {
  all[kPath] = text;
  return compile(kPath, texts(std::move(all)), {}, {}, {}, {as_of, {}}).contract;
}

// The contract as one text keeps what amends it says beside: comments, and the order of results.
void look_at_text(const std::string& amended, const std::string& text, const Contract& found, const Contract& whole) {
  for (std::size_t row = 0; amended.find("  " + Author::remark(row) + "\n") != std::string::npos; ++row)
    CHECK_MESSAGE(text.find("remark " + std::to_string(row) + ".") != std::string::npos, amended, "\n----\n", text);
  std::vector<std::string> results, again;
  for (const OutputInfo& one : found.outputs()) results.push_back(one.name);
  for (const OutputInfo& one : whole.outputs()) again.push_back(one.name);
  CHECK_MESSAGE(results == again, amended, "\n----\n", text);
}

// Whether nothing differs but what the statements cite.
bool only_cites(const Comparison& found) {
  for (const StatementChange& change : found.changes) {
    if (change.kind != StatementChange::Kind::Changed || change.parts.empty()) return false;
    for (const ChangedPart& part : change.parts)
      if (part.what != "cites") return false;
  }
  return true;
}

struct Tally {
  std::size_t pairs = 0, refused = 0, short_forms = 0, turned_back = 0;
};

bool has(const Compiled& compiled, const std::string& code) {
  return std::any_of(compiled.diagnostics.begin(), compiled.diagnostics.end(),
                     [&](const Diagnostic& one) { return one.code == code; });
}

// A second amendment that says again what the contract said before the first: it is told, unless it knows the first.
void turn_back(Texts all, const std::string& amended, const Author& back, Tally& tally) {
  const auto compiled_with = [&](const std::string& opening) {
    all[kPath] = amended + back.text(opening);
    return compile(kPath, texts(all));
  };
  const Compiled unaware = compiled_with("\"No. 2\" signed 0003-02-01");
  if (!unaware.contract) return;
  ++tally.turned_back;
  CHECK_MESSAGE(has(unaware, "amendment-undoes"), all[kPath]);
  CHECK_FALSE_MESSAGE(has(compiled_with("\"No. 2\" signed 0003-02-01, after \"No. 1\""), "amendment-undoes"),
                      all[kPath]);
}

void hold_against(const Texts& all, const std::string& before, const std::string& after, const std::string& amended,
                  Tally& tally) {
  const auto expected = compiled(all, after), found = compiled(all, amended);
  CHECK_MESSAGE((expected == nullptr) == (found == nullptr), after, "\n----\n", amended);
  if (!expected || !found) {
    ++tally.refused;
    return;
  }
  ++tally.pairs;
  const auto difference = compare(expected, found);
  REQUIRE(difference.ok());
  CHECK_MESSAGE(only_cites(*difference), after, "\n----\n", amended, "\n----\n", to_text(*difference));

  Texts with_amendment = all;
  with_amendment[kPath] = amended;
  const Printed one_text = consolidate(kPath, texts(with_amendment));
  REQUIRE(one_text.text);
  const auto whole = compiled(all, *one_text.text);
  REQUIRE_MESSAGE(whole, *one_text.text);
  CHECK_MESSAGE(whole->fingerprint() == found->fingerprint(), amended, "\n----\n", *one_text.text);
  look_at_text(amended, *one_text.text, *found, *whole);

  const auto old_one = compiled(all, before), unsigned_one = compiled(all, amended, "0002-12-31");
  CHECK_MESSAGE((old_one == nullptr) == (unsigned_one == nullptr), amended);
  if (!old_one || !unsigned_one) return;
  CHECK_MESSAGE(old_one->fingerprint() == unsigned_one->fingerprint(), amended);
  const Printed old_text = consolidate(kPath, texts(with_amendment), {"0002-12-31", {}});
  REQUIRE(old_text.text);
  const auto old_whole = compiled(all, *old_text.text);
  REQUIRE_MESSAGE(old_whole, *old_text.text);
  CHECK_MESSAGE(old_whole->fingerprint() == old_one->fingerprint(), amended, "\n----\n", *old_text.text);
}

}  // namespace

TEST_CASE("an amendment that says what another version says makes that version") {
  const std::uint64_t count = tests::number_from_user("MERUIT_AMEND_COUNT", 250 / MERUIT_TEST_SHARE);
  const std::uint64_t first = tests::number_from_user("MERUIT_AMEND_SEED", 1);
  Tally tally;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    differential::Random random(seed);
    const Texts all = texts_of(differential::generate(seed));
    std::string after = all.at(kPath);
    for (int i = random.between(1, 4); i > 0; --i) {
      const std::string edited = with_one_change(after, random);
      if (!edited.empty()) after = edited;
    }
    const std::string before = random.chance(50) ? with_some_left_out(all.at(kPath), random) : all.at(kPath);
    if (random.chance(30)) after = with_some_left_out(after, random);
    const Parsed old_one(before), new_one(after);
    if (old_one.sink.has_errors() || new_one.sink.has_errors()) continue;
    Author author(old_one, new_one, random);
    if (!author.write()) continue;
    tally.short_forms += author.short_forms();
    const std::string amended = before + author.text("\"No. 1\" signed 0003-01-01");
    hold_against(all, before, after, amended, tally);
    Author back(new_one, old_one, random);
    if (back.write() && back.restates()) turn_back(all, amended, back, tally);
  }
  std::cout << tally.pairs << " amended, " << tally.refused << " refused with and without an amendment, "
            << tally.short_forms << " statements changed by a short form, " << tally.turned_back
            << " turned back by a second amendment\n";
  CHECK(tally.pairs * 4 > count);
  CHECK(tally.short_forms * 2 > count);
  CHECK(tally.turned_back * 10 > count);
}
