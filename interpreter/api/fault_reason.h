// Why a value could not be worked out, in words.
#pragma once

#include <optional>
#include <string>

#include "check/model.h"
#include "meruit/diagnostic.h"
#include "oracle/origin.h"
#include "source/source.h"

namespace meruit::api {

// "the table has no row for this key: table `fee`"; with the origin also what was asked for there: ", `level` 2 and
// `region` rural, in the list from 2025-01-01".
[[nodiscard]] std::string fault_reason(const check::Model&, const source::Sources&, const check::Fault&,
                                       const std::optional<oracle::Origin>& = std::nullopt);

// "rule `shared_savings`", "field `cost`"; empty when the place is in neither.
[[nodiscard]] std::string home_of(const check::Model&, check::ExprId place);

// " (c.meruit:12:5, in rule `square`)"; empty where no text is known.
[[nodiscard]] std::string in_place(const check::Model&, const Place&, check::ExprId);

// "`x * x` (c.meruit:12:5, in rule `square`)".
[[nodiscard]] std::string spent_at(const check::Model&, const source::Sources&, check::ExprId place);

// Of a row that is not there: "`level` 2 and `region` rural, in the list from 2025-01-01".
[[nodiscard]] std::string key_asked(const check::Model&, const check::Fault&, const oracle::Origin&);

}  // namespace meruit::api
