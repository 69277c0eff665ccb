// A value or an error. Nothing in Meruit throws on purpose; whatever can fail returns one of these.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "meruit/diagnostic.h"

namespace meruit {

// Who can mend it.
enum class ErrorKind : std::uint8_t {
  Contract,     // the contract, its mapping or a setting
  Data,         // a cell, a row, a column, or what a row's figures lead to
  Usage,        // the caller asked for something that does not exist
  Environment,  // a file, memory, a limit
  Internal,     // Meruit: please report it
};

// One thing that is wrong with the data.
struct DataProblem {
  std::string relation;
  std::string file;        // empty when the data came without a file's name
  std::uint64_t line = 0;  // of the file; 0 when unknown
  std::uint64_t row = 0;   // counted from 1 among the data's rows; 0: the whole table, such as a missing column
  std::string column;      // empty when no one column is meant
  std::string found;       // the cell's text
  std::string expected;
  std::string message;  // all of the above in one line, place first
};

// One record's result that could not be worked out.
struct Fault {
  std::string relation;  // empty: a rule `overall`
  std::string key;       // the record's key, its parts joined by ", "
  std::string file;      // where the record was read; may be empty
  std::uint64_t line = 0;
  std::uint64_t row = 0;
  std::string rule;       // the rule or payment that was asked for
  std::string code;       // "division-by-zero"
  std::string reason;     // in words
  Place place;            // of the expression that failed, in the contract
  bool contract = false;  // the contract lacks the figure (unpublished); otherwise the record's data led there
  std::string message;    // all of the above in one line
};

struct Error {
  ErrorKind kind = ErrorKind::Internal;
  std::string code;     // stable, kebab-case
  std::string message;  // complete, may have several lines

  // What is behind it, where there is more to say; the message already tells it.
  std::vector<Diagnostic> diagnostics;
  std::vector<DataProblem> problems;
  std::vector<Fault> faults;
  std::size_t not_shown = 0;  // further problems or faults beyond those listed
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Only when ok(): otherwise undefined, as for std::optional's *.
  T& operator*() & { return *std::get_if<0>(&state_); }
  const T& operator*() const& { return *std::get_if<0>(&state_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }

  // Only when not ok().
  [[nodiscard]] const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  [[nodiscard]] bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace meruit
