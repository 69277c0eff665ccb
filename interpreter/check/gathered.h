// The rows that an aggregate goes through, and the aggregates that are made of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/expressions.h"

namespace meruit::check {

struct Gathered {
  const RecordNames* over = nullptr;
  std::optional<std::vector<LinkId>> chain;  // up to the row around; none: all rows of the run
  Level level;                               // of what comes out
};

// None after a message. `phrase`: the words that begin it, as `sum of`.
std::optional<Gathered> gathered_rows(Builder&, Place&, const ast::Aggregate&, Span, const std::string& phrase);

// For as long as this lives the place is within those rows.
class WithinRows {
 public:
  WithinRows(Builder&, Place&, const Gathered&);
  ~WithinRows();
  WithinRows(const WithinRows&) = delete;
  WithinRows& operator=(const WithinRows&) = delete;

 private:
  Place& place_;
  Level level_;
  ExprId day_;
};

// Body and condition may be none.
ExprId gather(Builder&, const Gathered&, ast::AggregateKind, const Type&, ExprId body, ExprId where, Span);

}  // namespace meruit::check
