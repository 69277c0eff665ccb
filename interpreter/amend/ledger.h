// Who set what: each provision is held against the contract as the amendments before it left it. What changes nothing,
// undoes an earlier amendment in passing, or says one thing twice is told.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "amend/parts.h"
#include "amend/work.h"

namespace meruit::amend {

class Ledger {
 public:
  // What the provision speaks of, before it is applied.
  [[nodiscard]] State before(const Work&, const ast::Provision&);
  // After it was applied without an error.
  void enter(Work&, const ast::Provision&, const State& before);

 private:
  struct Entry {                                        // of one part of a statement, which an amendment changed
    std::optional<std::string> says;                    // since then; none: taken out
    std::vector<std::optional<std::string>> once_said;  // before it, the latest first
    const ast::Amendment* by = nullptr;
    Span span;
    PartKind kind{};
  };
  using Entries = std::map<Place, Entry>;

  void look_for_twice(Work&, const Entries&, const ast::Provision&, const State& before, const State& after);
  void look_for_undone(Work&, const Entries&, const ast::Provision&, const State& before, const State& after);
  static void note_changes(Entries&, const ast::Amendment&, const ast::Provision&, const State& before,
                           const State& after);

  std::map<std::string, Entries> by_statement_;
  const ast::Provision* last_ = nullptr;  // entered just before, and what it left: often the next speaks of the same
  State left_;
};

}  // namespace meruit::amend
