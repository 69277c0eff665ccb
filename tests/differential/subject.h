// A generated contract compiled: its specialised model and its records.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "check/model.h"
#include "data/relation.h"
#include "source/source.h"
#include "tree.h"

namespace meruit::differential {

struct Subject {
  std::shared_ptr<const source::Sources> sources;  // its texts
  std::optional<check::Model> model;
  data::Records records;
  std::string refusal;  // the messages, when there is no model
};

[[nodiscard]] Subject make_subject(const Contract&);

}  // namespace meruit::differential
