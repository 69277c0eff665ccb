// Why a value could not be worked out, in words.
#pragma once

#include <optional>
#include <string>

#include "check/model.h"
#include "oracle/origin.h"
#include "source/source.h"

namespace meruit::api {

// "the table has no row for this key: table `fee`"; with the origin also what was asked for there: ", `level` 2 and
// `region` rural, in the list from 2025-01-01".
[[nodiscard]] std::string fault_reason(const check::Model&, const source::Sources&, const check::Fault&,
                                       const std::optional<oracle::Origin>& = std::nullopt);

}  // namespace meruit::api
