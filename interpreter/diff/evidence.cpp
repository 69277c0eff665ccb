// What tests a contract and its data: a mapping's expectations, examples; and the questions that it leaves open.
#include <algorithm>
#include <set>

#include "diff/change_list.h"
#include "number/rational.h"
#include "source/one_line.h"

namespace meruit::diff {

namespace {

class Evidence {
  using Kind = StatementChange::Kind;

 public:
  Evidence(const Side& before, const Side& after, const Matching& matching)
      : before_(before),
        after_(after),
        old_(before.book.model),
        new_(after.book.model),
        names_(namings(before.book, after.book, matching)),
        changes_(before, after) {}

  std::vector<StatementChange> compare() {
    expectations();
    examples();
    questions();
    return changes_.take();
  }

 private:
  void expectations() {
    std::multiset<std::string> olds;
    for (const check::ExprId id : old_.expectations) olds.insert(meaning(before_.book, id, names_.before));
    for (const check::ExprId id : new_.expectations) {
      const std::string text = meaning(after_.book, id, names_.after);
      if (const auto at = olds.find(text); at != olds.end())
        olds.erase(at);
      else
        changes_.open(Kind::Added, "expectation", "", source::one_line(after_.book.sources, new_[id].span), {},
                      new_[id].span);
    }
    for (const check::ExprId id : old_.expectations) {
      const std::string text = meaning(before_.book, id, names_.before);
      if (const auto at = olds.find(text); at != olds.end()) {
        olds.erase(at);
        changes_.open(Kind::Removed, "expectation", source::one_line(before_.book.sources, old_[id].span), "",
                      old_[id].span);
      }
    }
  }

  static std::string given_text(const Book& book, const std::vector<check::Rebinding>& all, const Naming& naming) {
    std::vector<std::string> given;
    for (const check::Rebinding& one : all)
      given.push_back(naming.token(entity_of(book, one)) + " = " + meaning(book, one.value, naming));
    std::sort(given.begin(), given.end());
    std::string text;
    for (const std::string& one : given) text += "\n" + one;
    return text;
  }

  static std::string content(const Book& book, const check::Example& example, const Naming& naming) {
    std::string text = std::to_string(static_cast<int>(example.evidence)) + example.evidence_source;
    if (example.term) text += " term " + calendar::to_text(*example.term);
    text += given_text(book, example.given, naming);
    for (const check::ExampleRow& row : example.rows)
      text += "\nrow " + naming.record(row.relation) + given_text(book, row.fields, naming);
    for (const check::Expectation& one : example.expect) {
      const EntityId id =
          one.field ? book.of(Entity::Kind::Field, one.field->index) : home_of(book, one.rule.index).entity;
      text += "\nexpect ";
      if (one.row) {
        text += naming.record(one.row->relation);
        for (const check::ExprId key : one.row->key) text += " " + meaning(book, key, naming);
        text += ".";
      }
      text += naming.token(id) + " " + meaning(book, one.value, naming);
      if (one.quantum) text += " " + number::to_plain(*one.quantum) + number::words(one.mode);
    }
    return text;
  }

  void examples() {
    const auto found = [&](Kind kind, const std::string& title, source::Span old_span, source::Span new_span) {
      changes_.open(kind, "example", kind == Kind::Added ? "" : title, kind == Kind::Removed ? "" : title, old_span,
                    new_span);
      changes_.prove("examples test a contract and change no result");
    };
    std::vector<const check::Example*> olds;
    for (const check::Example& one : old_.examples) olds.push_back(&one);
    for (const check::Example& one : new_.examples) {
      const auto like =
          std::find_if(olds.begin(), olds.end(), [&](const auto* other) { return other->title == one.title; });
      if (like == olds.end()) {
        found(Kind::Added, one.title, {}, one.span);
        continue;
      }
      if (content(before_.book, **like, names_.before) != content(after_.book, one, names_.after))
        found(Kind::Changed, one.title, (*like)->span, one.span);
      olds.erase(like);
    }
    for (const check::Example* one : olds) found(Kind::Removed, one->title, one->span, {});
  }

  void questions() {
    const auto left_out = [&](const std::vector<std::string>& all, const std::vector<std::string>& others, Kind kind) {
      for (const std::string& text : all) {
        if (std::find(others.begin(), others.end(), text) != others.end()) continue;
        changes_.open(kind, "open question", kind == Kind::Added ? "" : text, kind == Kind::Added ? text : "");
        changes_.prove(kNotCalculated);
      }
    };
    left_out(new_.open_questions, old_.open_questions, Kind::Added);
    left_out(old_.open_questions, new_.open_questions, Kind::Removed);
  }

  const Side& before_;
  const Side& after_;
  const check::Model& old_;
  const check::Model& new_;
  const Namings names_;
  ChangeList changes_;
};

}  // namespace

std::vector<StatementChange> compare_evidence(const Side& before, const Side& after, const Matching& matching) {
  return Evidence(before, after, matching).compare();
}

}  // namespace meruit::diff
