// The sides of a comparison as models, and the comparison of two models as public data.
#pragma once

#include <memory>
#include <optional>

#include "api/inside.h"
#include "diff/compare.h"
#include "meruit/difference.h"
#include "meruit/impact.h"

namespace meruit::api {

// A contract with its settings written into its model, whole, and its term.
struct Prepared {
  std::shared_ptr<const Contract> contract;
  std::shared_ptr<source::Sources> sources;
  check::Model model;
  std::optional<calendar::Period> term;
};

// Fails as Job::create.
[[nodiscard]] Result<Prepared> prepared(const ImpactSide&);

// What two models differ in; the books are made of the models and view them.
[[nodiscard]] Comparison comparison_of(const Prepared& before, const Prepared& after, const diff::Compared&);
[[nodiscard]] diff::Side side_of(const Prepared&, const diff::Book&);

}  // namespace meruit::api
