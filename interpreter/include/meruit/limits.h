// What a contract and its data may take at most, so that nobody's contract or file can take a machine. No contract that
// people wrote comes near these values (docs/limits.md says why); a limit that is met is an error that names it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace meruit {

struct Limits {
  // One text: a contract, a model that it uses, a mapping, a setting.
  std::uint64_t source_bytes = 4'194'304;
  std::uint64_t tokens = 500'000;      // words and signs
  std::uint64_t nesting = 100;         // parentheses within parentheses
  std::uint64_t operators = 1'000;     // in one expression
  std::uint64_t literal_digits = 200;  // of one number; also of one in a cell of the data

  // A contract with the models that it uses.
  std::uint64_t models = 500;                 // each is counted as often as it is used
  std::uint64_t names = 50'000;               // of fields, parameters, tables, bands and rules
  std::uint64_t table_rows = 50'000;          // of one table, parameter, bands or curve
  std::uint64_t given_expressions = 200'000;  // made by `given` in formulas
  std::uint64_t power = 1'000;                // the whole number in `power(x, n)` and `root(x, n)`
  std::uint64_t power_digits = 10'000;        // of a power, a number of the data counted as 20

  // Data and numbers.
  std::uint64_t rows = 100'000'000;       // of one kind of record
  std::uint64_t denominators = 65'536;    // different ones in one sum; more are the fault `too-many-denominators`
  std::uint64_t number_digits = 300'000;  // of any number on the way to a result

  // One call of the library.
  std::uint64_t compile_seconds = 60;  // compile, format, compare
  std::uint64_t run_seconds = 3'600;   // everything that evaluates
  std::uint64_t memory_mib = 8'192;    // texts, columns, long numbers, results; a MiB is 1,048,576 bytes

  friend bool operator==(const Limits&, const Limits&) = default;
};

struct LimitInfo {
  std::string_view name;  // of the member, and of `--limit NAME=VALUE`
  std::uint64_t Limits::*value;
  std::string_view bounds;  // "words and signs of one text"
};
// In the order of the members.
[[nodiscard]] std::span<const LimitInfo> limit_infos();

}  // namespace meruit
