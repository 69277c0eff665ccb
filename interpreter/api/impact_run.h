// The work of one comparison on data: both sides as models, what differs, and the merged model in between.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "api/compared.h"
#include "api/impact_rows.h"
#include "api/impact_sums.h"
#include "diff/merge.h"

namespace meruit::api {

// One thing that is applied: the new term, a group of changes, a payment that comes or goes.
struct ImpactMove {
  ImpactStep step;
  bool term = false;
  std::set<diff::EntityId> entities;  // of the new version, that take its words
  std::set<std::size_t> payments;     // that come or go, by position
};

class ImpactRun {
 public:
  ImpactRun(Prepared before, Prepared after, const ImpactSide& old_side, const ImpactSide& new_side,
            const ImpactOptions& options);

  [[nodiscard]] Result<Impact> run();

 private:
  using Move = ImpactMove;

  // ---- impact.cpp: the two ends ----
  [[nodiscard]] Result<void> read_limits();
  [[nodiscard]] Result<void> number_alike();
  [[nodiscard]] Result<void> take_data();
  void name_inputs();
  void name_payments(const diff::Book& old_book, const diff::Book& new_book, const diff::Matching&, const diff::Merge&);
  void name_results(const diff::Book& old_book, const diff::Book& new_book, const diff::Matching&);
  [[nodiscard]] Result<void> evaluate_ends();
  [[nodiscard]] Asked end_asked(bool old_side, const check::Model&, std::optional<check::RuleId> by) const;
  [[nodiscard]] Result<void> set_apart(Asked before, Asked after);
  [[nodiscard]] Result<std::optional<check::RuleId>> by_rule(check::Model&) const;
  [[nodiscard]] Error no_such_group() const;
  void find_restated();

  // ---- impact_moves.cpp: what lies between them ----
  [[nodiscard]] std::vector<Move> moves(const diff::Merge&) const;
  [[nodiscard]] std::set<std::size_t> payments_of(std::size_t change) const;
  [[nodiscard]] bool is_proved(const Move&) const;
  [[nodiscard]] std::optional<Amounts> amounts(const diff::Merge&, const std::vector<const Move*>& made,
                                               const SideData& data) const;
  [[nodiscard]] std::vector<std::string> reasons(const diff::Merge&, const std::vector<const Move*>& made,
                                                 const std::vector<const Move*>& waiting) const;
  void apply_moves(const diff::Merge&);
  void add_data(const diff::Merge&, ImpactStep);
  void in_one_step(const std::vector<Move>&);

  Prepared before_, after_;
  [[nodiscard]] bool one_file() const { return same_files(old_data_, new_data_); }

  SideData old_data_, new_data_;
  const ImpactSide& old_side_;
  const ImpactSide& new_side_;
  const ImpactOptions& options_;
  diff::Compared found_;
  ImpactSums sums_;
};

}  // namespace meruit::api
