// A Model in the making: what the passes of check/ share and fill in. Passes are free functions over a Builder;
// each says in its header comment what must stand before it. Nothing here outlives check().
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "budget/budget.h"
#include "check/check.h"
#include "check/model.h"

namespace meruit::check {

using source::Diagnostic;
using source::DiagnosticKind;
using ScopeId = Id<struct ScopeTag>;

// What a name of the contract stands for; `index` is the position in the model's vector of that kind (of a use:
// the scope it opens; of an exception: the rule it changes).
struct Symbol {
  enum class Kind : std::uint8_t { Field, Parameter, Table, Bands, Rule, Exception, Use, Link };
  Kind kind{};
  std::uint32_t index = 0;
  Span span;  // of the name where it is defined
};

using Names = std::unordered_map<std::string, Symbol>;

struct Definition {
  Symbol::Kind kind{};  // Rule, Parameter or Field
  std::uint32_t index = 0;
};

// A record of one text, and what a row of it has by name: fields, parents, and the rules for each.
struct RecordNames {
  RelationId relation;
  std::string name, plural;
  std::vector<FieldId> fields;
  Names names;
};

// The names of one text: the checked contract itself, or one inlining of a model that it uses. Values (fields,
// parameters, tables, bands, rules, uses) share one space; lists have their own, and so have parties and records.
// resolve.h enters and looks up the names of values.
struct Scope {
  const ast::File* file = nullptr;
  std::string prefix;  // "" or "reach_benchmark."
  std::optional<number::RoundingMode> rounding;
  Level level = rows_of({0});  // of a rule that does not say
  std::vector<RecordNames> records;
  Names names;  // of what belongs to no record
  std::unordered_map<std::string, Span> parties;
  std::unordered_map<std::string, ListId> lists;               // by name of a list or of a one-of field
  std::unordered_map<std::string, std::vector<ListId>> words;  // the lists that hold a word
};

// An expression that stands in for a definition's own: a `given` of the using contract.
struct Override {
  const ast::Given* given = nullptr;
  ScopeId scope;
};
// About how many digits a number may have, and whether it was divided by data and not rounded since.
struct NumberSize {
  std::uint64_t digits = 1;
  bool fraction = false;
};
struct RuleSource {
  ScopeId scope;
  const ast::Rule* rule = nullptr;
  Override instead;
  bool known = false;
  std::uint32_t exception = Id<void>::kNone;  // of a part of an exception: its position
  NumberSize size;
  bool is_line = false;            // of a payment
  std::vector<RuleId> lines = {};  // of this payment
};
struct ExceptionSource {
  ScopeId scope;
  const ast::Exception* written = nullptr;
  std::vector<ExprId> conditions;  // of its cases
  bool always = false;
  bool ordered = true;  // whether all that `after` names was found
};
struct ParameterSource {
  ScopeId scope;
  const ast::Parameter* parameter = nullptr;
  Override instead;
  bool known = false;
  bool used = false;
  NumberSize size;
};
struct FieldSource {
  ScopeId scope;
  const ast::Field* field = nullptr;
  Override instead;
  FieldId bound;
  bool known = true;
};
// The unit of a key of numbers: of its cells, or of the first look-up when they are bare.
struct TableSource {
  struct Key {
    std::optional<number::Unit> unit;
    Span span;
  };
  ScopeId scope;
  const ast::Table* table = nullptr;
  std::vector<Key> keys;
  bool known = false;
  bool used = false;
};
// `input` is the unit that the first look-up or the edges themselves gave the edges.
struct BandsSource {
  ScopeId scope;
  const ast::Bands* bands = nullptr;
  std::optional<number::Unit> input;
  Span input_span;
  bool known = false;
  bool used = false;
  Override instead = {};
};

struct Builder {
  Builder(Files from, source::Diagnostics& to) : files(std::move(from)), sink(to) {}

  Model model;
  Files files;
  source::Diagnostics& sink;
  std::string currency = "money";  // the factor that stands for money in units
  std::deque<ast::File> loaded;    // used models
  std::deque<ast::Rule> lines;     // of payments, as the rules that they are
  std::unordered_map<std::string, const ast::File*> loaded_paths;
  std::vector<std::string> opening;                                  // paths of the uses being opened, outermost first
  std::deque<Scope> scopes;                                          // [0] is the contract itself
  std::uint64_t names = 0;                                           // declared in all of them
  Span at;                                                           // of the statement that is being checked
  std::vector<RuleSource> rules;                                     // beside model.rules; likewise the others
  std::map<std::uint32_t, std::vector<ExceptionSource>> exceptions;  // by rule, beside its exceptions
  std::vector<ParameterSource> parameters;
  std::vector<FieldSource> fields;
  std::vector<TableSource> tables;
  std::vector<BandsSource> bands;
  std::vector<Definition> defined;  // checked so far, each after those it uses
  std::size_t given_count = 0;      // definitions made by `given` in expressions
  std::size_t given_expressions = 0;
  std::unordered_map<std::string, std::uint32_t> instances;  // of definitions, by what is given
  std::unordered_map<std::string, ExprId> held;              // names of given values, by their text
  std::unordered_map<std::string, std::uint32_t> figures;    // looked up, that may be absent: by text, numbered
  std::map<ExprId, ExprId> left_out;                         // by limit or question about it: whether it is unknown
  std::map<std::string, std::string> units;                  // counted in: one of it, and as first written
  std::unordered_map<std::string, std::uint32_t> columns;    // names of a mapping's columns, numbered
  std::unordered_map<std::string, std::uint32_t> inputs;     // by what identifies an Input

  [[nodiscard]] Scope& scope(ScopeId id) { return scopes[id.index]; }
  [[nodiscard]] const Expr& expr(ExprId id) const { return model.exprs[id.index]; }
  [[nodiscard]] const Type& type(ExprId id) const { return model.exprs[id.index].type; }
};

Diagnostic& report(Builder&, DiagnosticKind, Span, std::string message, std::string help = {});
// A limit is met: the help ends with its name, its value and the option that sets it.
void report_limit(Builder&, DiagnosticKind, budget::Limit, Span, std::string message, const std::string& help = {});
void label(Diagnostic&, Span, std::string text);

// The writer's own text in backticks, on one line and shortened.
[[nodiscard]] std::string in_ticks(const Builder&, Span);
[[nodiscard]] std::string in_ticks(std::string_view name);
// The same without backticks, for a text to be copied; `otherwise` where it is too long for a message.
[[nodiscard]] std::string written_or(const Builder&, Span, std::string_view otherwise);
[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view last = "and");
// "; did you mean `x`?" as help, or empty.
[[nodiscard]] std::string did_you_mean(std::string_view name, const std::vector<std::string>& known);

// Adds an expression; its level is that of its operands and of `least` that is not Constant, of rows if any is.
ExprId add(Builder&, Op, Type, Span, std::vector<ExprId> operands = {}, Level least = kConstant);
ExprId add_literal(Builder&, Value, Type, Span);

}  // namespace meruit::check
