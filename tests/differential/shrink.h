// A contract on which the two witnesses differ, made as small as the difference allows.
#pragma once

#include <functional>

#include "tree.h"

namespace meruit::differential {

// `fails` says whether a candidate still shows the same trouble. Takes steps until none helps or `tries` are spent.
[[nodiscard]] Contract shrink(Contract, const std::function<bool(const Contract&)>& fails, int tries = 4'000);

}  // namespace meruit::differential
