// Two versions of a contract, compared by what they mean: statement by statement, with what depends on each change
// and whether it is proved that no result can change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "meruit/contract.h"
#include "meruit/result.h"

namespace meruit {

// A piece of a contract on one line, as it is written there, with stretches of bytes [first, end) that differ.
struct MarkedText {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> marks;
  Place place;
};

// One thing about a statement that changed: its formula, one figure, its rounding.
struct ChangedPart {
  std::string what;                         // "formula", "from 2024-01-01", "title"
  std::optional<MarkedText> before, after;  // one of them is missing where it was added or taken away
  bool proved_equal = false;                // this cannot alter a result
  std::string why;                          // then: the reason
};

struct StatementChange {
  enum class Kind : std::uint8_t { Changed, Renamed, Added, Removed };
  Kind kind{};
  std::string statement;                // "parameter", "payment", "term"
  std::string name_before, name_after;  // as in the contract; one of them is empty where added or removed
  std::string title;
  Place before, after;
  std::vector<ChangedPart> parts;    // of an added or removed statement: what it says, on its side alone
  std::vector<std::string> reaches;  // the payments, then the reported rules that depend on it, in either version
  std::vector<std::string> through;  // the other statements that depend on it
  bool proved_equal = false;         // no result can be altered by it
  std::string why;                   // then: the reason
};

struct ComparedContract {
  std::string path, name, title, version, fingerprint;
  std::string term;   // that is settled, where it is known: "2024-01-01 to 2024-12-31"
  std::string as_of;  // as Contract::as_of(): the day of its amendments
  std::vector<AmendmentInfo> amendments;
};

struct Comparison {
  ComparedContract before, after;
  std::vector<StatementChange> changes;  // in the order of the new contract; removed ones at the end
  std::vector<std::pair<std::string, std::string>> renamed;  // names inside the contract only, which are no change

  [[nodiscard]] bool same() const { return changes.empty(); }
  [[nodiscard]] bool proved_equal() const;  // every change is proved to alter no result
};

struct CompareOptions {
  std::string term;  // as in RunOptions: lets figures outside of the term be proved to be of no effect
};

// Fails (Usage) for a term that does not exist.
[[nodiscard]] Result<Comparison> compare(const std::shared_ptr<const Contract>& before,
                                         const std::shared_ptr<const Contract>& after, const CompareOptions& = {});

struct ComparisonStyle {
  std::size_t width = 100;  // columns of text
  bool color = false;
};
[[nodiscard]] std::string to_text(const Comparison&, const ComparisonStyle& = {});
[[nodiscard]] std::string to_markdown(const Comparison&);
[[nodiscard]] std::string to_csv(const Comparison&);
[[nodiscard]] std::string to_json(const Comparison&);  // docs/difference-json.md

}  // namespace meruit
