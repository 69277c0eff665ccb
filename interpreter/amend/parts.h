// A statement as a list of what it says: its header, its dated figures, rows, cases, fields. By this two states of a
// statement are held against each other, before and after a change.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "amend/statements.h"

namespace meruit::amend {

using Place = std::pair<calendar::Date, std::string>;  // of a part in its statement: the day, and the label

enum class PartKind : std::uint8_t { Figure, Case, Header };

struct Part {
  calendar::Date from;  // of a dated figure; the first day of all for what has no date
  std::string label;    // of a row or a field; of a case the whole of it, since nothing else tells which it is
  std::string says;     // printed; two that print alike mean the same
  source::Span span;    // where it is written
  PartKind kind{};
  ast::ExprId value;  // of a parameter's figure

  [[nodiscard]] Place place() const { return {from, label}; }
};

struct State {
  bool there = false;  // the statement is in the contract
  std::string key;     // its name, with its kind where it is called by a text
  std::string name;    // as a message calls it
  std::string whole;   // printed, but for what it cites and the rows of tables and bands
  std::vector<Part> parts;
  std::map<Place, std::size_t> places;  // of each part, where it is among them
  std::vector<std::string> modifiers;   // what a rule's header says: "the first that applies"
};

// Whether the provision speaks of an example or a question, which are called by their text.
[[nodiscard]] bool speaks_of_text(const ast::Provision&);

// What the provision speaks of, as the file has it now; of a line, its payment.
[[nodiscard]] State state_of(const ast::File&, const ast::Provision&);

[[nodiscard]] bool alike(const State&, const State&);  // the same but for what is cited

[[nodiscard]] const Part* part_at(const State&, const Place&);  // null: nothing there

// The day from which what holds on a day has held: that of the latest block that has begun.
[[nodiscard]] calendar::Date held_since(const State&, calendar::Date);

}  // namespace meruit::amend
