// Which record is to be explained: found by its key as people write it, and what is said where it is not there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/run_state.h"

namespace meruit::api {

// A key as it was written: the text of results, `M1, C1, 2`, with or without blanks, or parts of which some stand in
// quotes as in a CSV file, `M1,"C1, second",2`.
struct WrittenKey {
  std::string text;
  std::vector<std::string> parts;
  bool quoted = false;  // so that the parts are known, and not the text alone
};
[[nodiscard]] WrittenKey read_key(std::string_view text);
// As a command takes it: `M1,"C1, second",2`.
[[nodiscard]] std::string written(const std::vector<std::string>& parts);

[[nodiscard]] std::optional<std::size_t> row_of(const check::Model&, const data::Relation&, const WrittenKey&);
[[nodiscard]] const Reject* reject_of(const std::vector<Reject>&, std::string_view relation, const WrittenKey&);

// There is no such kind of record, no such record, and none that was not set apart.
[[nodiscard]] Error no_such_kind(const check::Model&, std::string_view relation);
[[nodiscard]] Error no_such_record(const check::Model&, const data::Relation&, const WrittenKey&,
                                   const std::vector<Reject>&);
[[nodiscard]] Error wrong_record(const Reject&);

}  // namespace meruit::api
