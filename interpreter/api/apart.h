// Rows that are set apart of those that were read, and why.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "api/run_state.h"

namespace meruit::api {

class Apart {
 public:
  // `all` are the rows that were read; `bad` says by input and row which cells could not be (as data::Bound::bad).
  Apart(const check::Model& model, const source::Sources& sources, const data::Relation& all,
        const std::vector<std::vector<bool>>& bad)
      : model_(model), sources_(sources), all_(all), bad_(bad), rows_(all.rows) {}

  // Problems and faults of a relation's rows: of `all` or of some of them.
  void add(const data::Relation&, const data::Problems&);
  void add(const data::Relation&, FaultyRows&&);
  // Rows below those of `parents` that are set apart, and above those of `children`; `above` is the lower rows', as
  // ReadRows has it. A row goes for its own reasons first.
  void add_below(const Apart& parents, const std::vector<std::uint32_t>& above);
  void add_above(const Apart& children, const std::vector<std::uint32_t>& above);

  [[nodiscard]] const std::vector<bool>& rows() const { return rows_; }  // set apart so far, by position in `all`
  // Whether one of them lies below nobody knows which row; `above` as for add_above.
  [[nodiscard]] bool some_astray(const std::vector<std::uint32_t>& above) const;
  [[nodiscard]] data::Relation kept(std::size_t& bytes) const;                        // the others, as by without()
  [[nodiscard]] std::map<std::size_t, Reject> take() { return std::move(rejects_); }  // by position in `all`

 private:
  Reject& reject(std::size_t row);
  [[nodiscard]] bool has_key(std::size_t row) const;
  [[nodiscard]] std::string called(std::size_t row) const;  // by its key as far as it has one, and where it stands
  [[nodiscard]] data::Problem lost_parent(const Apart& parents, std::size_t row, std::size_t parent) const;
  void add_along(const data::Problem&);

  const check::Model& model_;
  const source::Sources& sources_;
  const data::Relation& all_;
  const std::vector<std::vector<bool>>& bad_;
  std::vector<bool> rows_;
  std::map<std::size_t, Reject> rejects_;
};

// Rows that go along with those set apart, by RelationId: of a row above, what results add up over is all there or it
// is not settled; then whatever lies below one.
void add_along(const check::Model&, const RunState&, std::vector<Apart>&);

// Those of a relation that are not set apart. Takes the room for them from the budget; `bytes` says how much.
[[nodiscard]] data::Relation without(const data::Relation&, const std::vector<bool>& apart, std::size_t& bytes);

// A row that could not be cut into cells.
[[nodiscard]] Reject reject_of(const DataProblem& broken, const std::string& relation);

// A file of which no row can be settled is a wrong file, not one with wrong rows. `left_to`: "settle".
[[nodiscard]] Error nothing_left(const std::vector<Reject>&, std::size_t limit, const std::string& left_to);

}  // namespace meruit::api
