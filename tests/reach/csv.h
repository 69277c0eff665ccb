// A results file as rows by column name, for comparing one file with another in tests.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace meruit::tests {

using Row = std::map<std::string, std::string>;

// RFC 4180: quoted cells may hold commas, line ends and doubled quotes. The first row names the columns; a
// byte order mark before it is passed over.
[[nodiscard]] std::vector<Row> read_csv(const std::string& text);

}  // namespace meruit::tests
