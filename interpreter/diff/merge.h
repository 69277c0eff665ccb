// One model that holds the statements of two versions, the matched ones once, so that changes can be applied to the
// old version one after the other and evaluated at every step. Their records are numbered alike.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "diff/compare.h"

namespace meruit::diff {

// Changes that only make sense together, as positions in Compared::changes.
struct Step {
  std::vector<std::size_t> changes;
  std::set<EntityId> entities;  // of the new version: matched statements that take its words
};

class Merge {
 public:
  using Places = std::vector<std::uint32_t>;  // by position in the new version: where it stands in the merged model

  // They view the books and the matching.
  Merge(const Book& before, const Book& after, const Matching&);

  // The old version, with what only the new one has beside it.
  [[nodiscard]] const check::Model& old_version() const { return model_; }
  // The same with these statements (of the new version, matched) as the new version has them. None when what they
  // would say rests on itself.
  [[nodiscard]] std::optional<check::Model> with(const std::set<EntityId>& changed) const;

  // The changes as steps, in their order. What changes its type or shape, and exceptions that come, go or change their
  // order, are one step with all that rests on them. `all`: every matched statement that must take the new words.
  [[nodiscard]] std::vector<Step> steps(const Compared&) const;

  // Where an output of the new version stands in the merged model.
  [[nodiscard]] check::RuleId rule(std::uint32_t of_new) const { return {places_of(Entity::Kind::Rule)[of_new]}; }

 private:
  using Kind = Entity::Kind;

  // ---- merge_places.cpp: where everything stands ----
  void map_lists();
  void map_inputs();
  void map_definitions();
  void map_parts();
  [[nodiscard]] const Places& places_of(Kind kind) const { return places_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] Places& places_of(Kind kind) { return places_[static_cast<std::size_t>(kind)]; }

  // ---- merge.cpp: what the new version says, in the merged model's own ids ----
  [[nodiscard]] check::Type own(check::Type) const;
  [[nodiscard]] check::ExprId own(check::ExprId) const;
  [[nodiscard]] check::Expr own(check::Expr) const;
  [[nodiscard]] std::vector<check::Rebinding> own(std::vector<check::Rebinding>) const;
  [[nodiscard]] check::Field own(check::Field) const;
  [[nodiscard]] check::Parameter own(check::Parameter) const;
  [[nodiscard]] check::Table own(check::Table) const;
  [[nodiscard]] check::Bands own(check::Bands) const;
  [[nodiscard]] check::Rule own(check::Rule) const;
  void append_definitions();
  void take(check::Model&, EntityId new_one) const;

  // ---- steps.cpp ----
  [[nodiscard]] std::optional<EntityId> first_user(const Subject&) const;

  // ---- merge_shape.cpp: what fits where the other was ----
  [[nodiscard]] bool same_structure(EntityId old_rule, EntityId new_rule) const;
  [[nodiscard]] bool same_shape(EntityId old_one, EntityId new_one) const;

  const Book& before_;
  const Book& after_;
  const Matching& matching_;
  check::Model model_;
  std::uint32_t first_expr_ = 0;
  Places lists_, inputs_;
  std::array<Places, 5> places_;  // fields, parameters, tables, bands, rules
};

// The rules of a model, each after those it uses; false when there is a circle.
[[nodiscard]] bool put_in_order(check::Model&);

}  // namespace meruit::diff
