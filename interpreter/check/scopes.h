// Opening the texts of a contract: names, lists, the record, and the models it uses, each in a scope of its own.
#pragma once

#include "check/builder.h"
#include "check/types.h"

namespace meruit::check {

// Declares everything one text defines, the models it uses first; figures and rules are not looked into yet.
ScopeId open_scope(Builder&, const ast::File&, std::string prefix);

// The pieces, one file each.
void declare_lists(Builder&, ScopeId);
void declare_records(Builder&, ScopeId);
void open_uses(Builder&, ScopeId, std::vector<ScopeId>& opened);
void connect_uses(Builder&, ScopeId, const std::vector<ScopeId>& opened);  // after the record is declared

// The field, parameter or rule that a `given` or an `expect` names, seen from the rows around, or bands that are
// `required`; none after a message.
enum class Bandwise : bool { No, Yes };
std::optional<Symbol> find_given(Builder&, ScopeId, const ast::Path&, Bandwise = Bandwise::No,
                                 const std::vector<RowFrame>& around = {});
// Where several records have the name, and the rows around do not say of which it is meant.
bool refuse_namesakes(Builder&, ScopeId, const std::vector<RowFrame>& around, const ast::Path&);

// That no record is called so.
void report_no_record(Builder&, const Scope&, const ast::Name&);
// A value's name; false, and one message, when it is taken.
bool declare(Builder&, ScopeId, const ast::Name&, Symbol::Kind, std::uint32_t index);
ListId add_list(Builder&, std::string name, const std::optional<ast::Text>& title, const std::vector<ast::Name>& words,
                Span);
void enter_list(Builder&, ScopeId, const std::string& name, ListId);
FieldId add_field(Builder&, ScopeId, Field, const ast::Field*);

}  // namespace meruit::check
