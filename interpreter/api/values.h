// Values as text: plain for files and programs, and for people.
#pragma once

#include <optional>
#include <string>

#include "check/model.h"

namespace meruit::api {

// An amount of the contract's currency, not per anything.
[[nodiscard]] bool is_money(const check::Model&, const check::Type&);

// `1250.07`, `2/37`, `yes`, `2023-01-01`, `2023-01-01 to 2023-12-31`, a word, the text itself.
[[nodiscard]] std::string plain(const check::Model&, const check::Type&, const check::Value&);

// As plain, but `-$1,250.07` for money and thousands commas elsewhere.
[[nodiscard]] std::string human(const check::Model&, const check::Type&, const check::Value&);
// A value as above, `missing`, or the fault in words.
[[nodiscard]] std::string human(const check::Model&, const check::Type&, const check::Outcome&);

}  // namespace meruit::api
