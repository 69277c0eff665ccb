// The statements of a tree by kind and name: what a provision can speak of.
#pragma once

#include <cstddef>
#include <string>
#include <type_traits>
#include <vector>

#include "syntax/ast.h"

namespace meruit::amend {

// Where the file keeps statements of a kind; the second argument only says which kind.
inline std::vector<ast::TermStatement>& kept(ast::File& file, const ast::TermStatement&) { return file.terms; }
inline std::vector<ast::Party>& kept(ast::File& file, const ast::Party&) { return file.parties; }
inline std::vector<ast::List>& kept(ast::File& file, const ast::List&) { return file.lists; }
inline std::vector<ast::Record>& kept(ast::File& file, const ast::Record&) { return file.records; }
inline std::vector<ast::Parameter>& kept(ast::File& file, const ast::Parameter&) { return file.parameters; }
inline std::vector<ast::Table>& kept(ast::File& file, const ast::Table&) { return file.tables; }
inline std::vector<ast::Bands>& kept(ast::File& file, const ast::Bands&) { return file.bands; }
inline std::vector<ast::Rule>& kept(ast::File& file, const ast::Rule&) { return file.rules; }
inline std::vector<ast::Exception>& kept(ast::File& file, const ast::Exception&) { return file.exceptions; }
inline std::vector<ast::Use>& kept(ast::File& file, const ast::Use&) { return file.uses; }
inline std::vector<ast::Example>& kept(ast::File& file, const ast::Example&) { return file.examples; }
inline std::vector<ast::OpenQuestion>& kept(ast::File& file, const ast::OpenQuestion&) { return file.questions; }

// By what an amendment calls it.
template <class Statement>
[[nodiscard]] ast::Name name_of(const Statement& one) {
  return one.name;
}
[[nodiscard]] inline ast::Name name_of(const ast::TermStatement& one) { return one.label; }
[[nodiscard]] inline ast::Name name_of(const ast::Exception& one) { return one.rule.name; }
[[nodiscard]] inline ast::Name name_of(const ast::Use& one) { return one.alias.given() ? one.alias : one.model; }
[[nodiscard]] inline ast::Name name_of(const ast::Example& one) { return {one.title.value, one.title.span}; }
[[nodiscard]] inline ast::Name name_of(const ast::OpenQuestion& one) { return {one.text.value, one.text.span}; }

// The whole of it.
template <class Statement>
[[nodiscard]] source::Span span_of(const Statement& one) {
  return one.span;
}
[[nodiscard]] inline source::Span span_of(const ast::Exception& one) { return one.rule.span; }

// What it is: "parameter", "payment".
[[nodiscard]] inline const char* word_of(const ast::TermStatement&) { return "term"; }
[[nodiscard]] inline const char* word_of(const ast::Party&) { return "party"; }
[[nodiscard]] inline const char* word_of(const ast::List&) { return "list"; }
[[nodiscard]] inline const char* word_of(const ast::Record&) { return "record"; }
[[nodiscard]] inline const char* word_of(const ast::Parameter&) { return "parameter"; }
[[nodiscard]] inline const char* word_of(const ast::Table&) { return "table"; }
[[nodiscard]] inline const char* word_of(const ast::Bands& one) { return one.curve ? "curve" : "bands"; }
[[nodiscard]] inline const char* word_of(const ast::Rule& one) { return one.payment ? "payment" : "rule"; }
[[nodiscard]] inline const char* word_of(const ast::Exception&) { return "exception"; }
[[nodiscard]] inline const char* word_of(const ast::Use&) { return "use"; }
[[nodiscard]] inline const char* word_of(const ast::Example&) { return "example"; }
[[nodiscard]] inline const char* word_of(const ast::OpenQuestion&) { return "open question"; }
[[nodiscard]] inline const char* word_of(const ast::PayLine&) { return "line"; }

// The word it is written with; a payment is a `pay`.
template <class Statement>
[[nodiscard]] std::string keyword_of(const Statement& one) {
  const std::string word = word_of(one);
  return word == "payment" ? "pay" : word;
}

// "a parameter", "an exception", "bands".
template <class Statement>
[[nodiscard]] std::string one_such(const Statement& one) {
  const std::string word = word_of(one);
  if (word == "bands") return word;
  return (word.find_first_of("aeio") == 0 ? "an " : "a ") + word;
}

// Its citations, to be changed where the statement can be; null where its kind has none.
template <class Statement>
[[nodiscard]] auto* cites_of(Statement& one) {
  if constexpr (requires { one.rule.cites; })
    return &one.rule.cites;
  else if constexpr (requires { one.cites; })
    return &one.cites;
  else
    return static_cast<std::vector<ast::Text>*>(nullptr);
}

// Calls `see` with every statement, kind by kind; where it returns true the search is over.
template <class File, class See>
bool any_statement(File& file, See&& see) {
  const auto among = [&](auto& statements) {
    for (auto& one : statements)
      if (see(one)) return true;
    return false;
  };
  return among(file.terms) || among(file.parties) || among(file.lists) || among(file.records) ||
         among(file.parameters) || among(file.tables) || among(file.bands) || among(file.rules) ||
         among(file.exceptions) || among(file.uses) || among(file.examples) || among(file.questions);
}

// Examples and open questions are called by their text, everything else by a name.
template <class Statement>
inline constexpr bool kNamed =
    !std::is_same_v<Statement, ast::Example> && !std::is_same_v<Statement, ast::OpenQuestion>;

// What has rows that may hold from a date on.
template <class Statement>
inline constexpr bool kFigure = std::is_same_v<Statement, ast::Parameter> || std::is_same_v<Statement, ast::Table> ||
                                std::is_same_v<Statement, ast::Bands>;

// "parameter visit_target", `example "Title"`.
template <class Statement>
[[nodiscard]] std::string described(const Statement& one) {
  const std::string name = name_of(one).text;
  return std::string(word_of(one)) + " " + (kNamed<Statement> ? name : "\"" + name + "\"");
}

// As it begins where it is written: "pay fees", `example "Title"`.
template <class Statement>
[[nodiscard]] std::string as_written(const Statement& one) {
  const std::string name = name_of(one).text;
  return keyword_of(one) + " " + (kNamed<Statement> ? name : "\"" + name + "\"");
}

}  // namespace meruit::amend
