// Changes of statements that have no parts of their own kind: opened, given what differs, closed.
#pragma once

#include <string>
#include <vector>

#include "diff/compare.h"

namespace meruit::diff {

inline constexpr const char* kNotCalculated = "nothing is calculated with it";

class ChangeList {
 public:
  ChangeList(const Side& before, const Side& after) : before_(before), after_(after) {}

  StatementChange& open(StatementChange::Kind, const char* statement, const std::string& old_name,
                        const std::string& new_name, source::Span old_span = {}, source::Span new_span = {});
  // Of the last that was opened: one thing that both versions say, unless they say the same. `why`: it is proved to
  // alter no result.
  void part(const char* what, const std::string& before, const std::string& after, const char* why = "");
  void prove(const char* why);  // of the whole
  // Ends the last that was opened: it goes where nothing about it changed.
  void close();
  [[nodiscard]] std::vector<StatementChange> take() { return std::move(found_); }

 private:
  const Side& before_;
  const Side& after_;
  std::vector<StatementChange> found_;
};

}  // namespace meruit::diff
