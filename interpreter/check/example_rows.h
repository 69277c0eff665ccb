// The rows of an example, each with its own key and its parent's; and the rows that it expects something of.
#pragma once

#include "check/builder.h"
#include "check/needs.h"

namespace meruit::check {

// A value that is written out, of the type; none after a message. `what` is what it is given for.
ExprId example_value(Builder&, ast::ExprId written, const Type&, Span defined, const std::string& what);
// Whether a file could hold the value; false after a message.
bool may_hold(Builder&, const Field&, ExprId value);

// None after a message.
std::optional<ExampleRow> check_example_row(Builder&, const ast::ExampleRow&);
std::optional<ExpectedRow> check_expected_row(Builder&, const ast::RowOf&, const Example&);
std::optional<Symbol> find_in_row(Builder&, const ExpectedRow&, const ast::Path&);

// Each key once, and each parent there; false after a message.
bool rows_agree(Builder&, const Example&);
// Fields that are needed, and that the row neither gives nor may lack.
void report_lacking_in(Builder&, const ExampleRow&, const Needs&);

}  // namespace meruit::check
