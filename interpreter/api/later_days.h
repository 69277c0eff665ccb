// A contract on the days of its later amendments.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "api/inside.h"

namespace meruit::api {

struct Written {
  const ast::File& contract;  // no amendment applied
  const ast::File* mapping;
  const amend::Account& own;  // as of the day asked for
  const std::vector<amend::Account>& used;
};

// Checks the contract as of each day on which an amendment is signed that is not in force, and adds what is not among
// the diagnostics yet; each names its day. False when an error was found.
bool check_later_days(const Written&, const check::Files&, const std::shared_ptr<const source::Sources>&,
                      std::vector<Diagnostic>&);

}  // namespace meruit::api
