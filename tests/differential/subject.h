// A generated contract compiled: its specialised model and the relation of its rows.
#pragma once

#include <optional>
#include <string>

#include "check/model.h"
#include "data/relation.h"
#include "tree.h"

namespace meruit::differential {

struct Subject {
  std::optional<check::Model> model;
  data::Relation relation;
  std::string refusal;  // the messages, when there is no model
};

[[nodiscard]] Subject make_subject(const Contract&);

}  // namespace meruit::differential
