// Limits, then words, then ANTLR's parser under one mutex (its locks make parallel parsing slower than serial), then
// the AST. Exceptions of the runtime end here.
#include "syntax/parse.h"

#include "budget/budget.h"
#include "syntax/build.h"
#include "syntax/limits.h"
#include "syntax/messages.h"
#include "syntax/reading.h"

namespace meruit::syntax {

namespace {

using source::DiagnosticKind;

auto reporter(source::SourceId id, std::string_view text, const Words& words, source::Diagnostics& diagnostics) {
  return [id, text, &words, &diagnostics](const Mistake& mistake) {
    source::Diagnostic found = explain(id, text, words, mistake);
    source::Diagnostic& added =
        diagnostics.add(found.kind, found.primary.span, std::move(found.message), std::move(found.help));
    added.primary.text = std::move(found.primary.text);
    added.secondary = std::move(found.secondary);
  };
}

// A file says first what it is.
void need_header(const Words& words, const ast::File& file, source::Diagnostics& diagnostics) {
  if (file.header || file.mapping) return;
  const bool in_mapping = is_mapping(words);
  source::Span where{file.source, 0, 0};
  if (!words.empty()) where = {file.source, words.front().begin, words.front().end};
  diagnostics.add(DiagnosticKind::WrongFile, where,
                  words.empty() ? "the file holds no statement"
                  : in_mapping  ? "the file does not say for which model the mapping is"
                                : "the file does not say which contract this is",
                  in_mapping
                      ? "begin with `mapping NAME for MODEL`"
                      : "begin with `contract NAME \"Title\" for each RECORD`, or `model …` where the term is open");
}

// The number in the header's `language:` row, where it is written as one.
const Word* language_mark(const Words& words) {
  for (std::size_t at = 0; at + 2 < words.size(); ++at) {
    const bool row = words[at].type == G::TERM && words[at + 1].type == G::COLON;
    if (at > 0 && is_statement(words[at].type) && !row) return nullptr;
    if (words[at].type == G::LANGUAGE && words[at + 1].type == G::COLON && words[at + 2].type == G::NUMBER)
      return &words[at + 2];
  }
  return nullptr;
}

// A newer language may have words that this one does not know: of such a text nothing is read.
bool is_newer(std::string_view text, const Words& words, source::SourceId id, source::Diagnostics& diagnostics) {
  const Word* mark = language_mark(words);
  if (mark == nullptr) return false;
  const std::string digits(text_of(text, *mark));
  const std::optional<Rational> version = number::parse_decimal(digits);
  if (!version || *version <= kLanguage) return false;
  diagnostics.add(DiagnosticKind::NewerLanguage, {id, mark->begin, mark->end},
                  "this contract is written in version " + digits +
                      " of the language, and this program reads version " + std::to_string(kLanguage),
                  "settle it with a newer Meruit; nothing of it was read");
  return true;
}

void read_file(std::string_view text, const Words& words, ast::File& file, source::Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  Reading reading(text, words, reporter(file.source, text, words, diagnostics));
  G::FileContext* tree = reading.parser.file();
  Build build{text, words, file, diagnostics, is_mapping(words)};
  for (G::StatementContext* one : tree->statement()) {
    budget::tick();
    if (!reading.recovery->failed(one)) statement(build, one);
  }
  if (diagnostics.error_count() == errors) need_header(words, file, diagnostics);
}

ast::ExprId read_expression(std::string_view text, const Words& words, ast::File& file,
                            source::Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  Reading reading(text, words, reporter(file.source, text, words, diagnostics));
  G::Only_expressionContext* tree = reading.parser.only_expression();
  Build build{text, words, file, diagnostics, false};
  if (diagnostics.error_count() > errors) return add(build, {file.source, 0, 0}, ast::Error{});
  return whole(build, tree->whole());
}

// Runs what uses ANTLR's runtime. It throws only when it is broken, which is reported; or when a budget is spent or
// memory is at its end, which is passed on.
template <class Work>
void guarded(source::SourceId id, source::Diagnostics& diagnostics, Work work) {
  const std::lock_guard lock(parser_mutex());
  try {
    work();
  } catch (const budget::Spent&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& e) {
    diagnostics.add(DiagnosticKind::SyntaxError, {id, 0, 0}, std::string("the text could not be read: ") + e.what(),
                    "this is a fault of Meruit; please report it with the text");
  }
}

}  // namespace

ast::File parse(const source::Sources& sources, source::SourceId id, source::Diagnostics& diagnostics,
                const Limits& limits) {
  ast::File file;
  file.source = id;
  const std::string_view text = sources[id].text;
  guarded(id, diagnostics, [&] {
    const std::optional<Words> words = split_within(text, id, diagnostics, limits);
    if (words && !is_newer(text, *words, id, diagnostics)) read_file(text, *words, file, diagnostics);
  });
  return file;
}

bool must_be_contract(const source::Sources& sources, const ast::File& file, source::Diagnostics& diagnostics) {
  if (!file.mapping) return true;
  diagnostics.add(DiagnosticKind::WrongFile, file.mapping->name.span,
                  "`" + sources[file.source].path + "` is a mapping, and a contract or model is needed here",
                  "name the contract first, and the mapping after `--map`");
  return false;
}

bool must_be_mapping(const source::Sources& sources, const ast::File& file, source::Diagnostics& diagnostics) {
  if (!file.header) return true;
  diagnostics.add(DiagnosticKind::WrongFile, file.header->name.span,
                  "`" + sources[file.source].path + "` is a contract or model, and a mapping is needed here",
                  "a mapping begins with `mapping NAME for MODEL`");
  return false;
}

ParsedExpr parse_expression(const source::Sources& sources, source::SourceId id, source::Diagnostics& diagnostics,
                            const Limits& limits) {
  ParsedExpr parsed;
  parsed.file.source = id;
  const std::string_view text = sources[id].text;
  guarded(id, diagnostics, [&] {
    const std::optional<Words> words = split_within(text, id, diagnostics, limits);
    if (words) parsed.expr = read_expression(text, *words, parsed.file, diagnostics);
  });
  if (!parsed.expr.given()) {
    parsed.file.exprs.push_back({ast::Error{}, {id, 0, 0}});
    parsed.expr = {static_cast<std::uint32_t>(parsed.file.exprs.size() - 1)};
  }
  return parsed;
}

}  // namespace meruit::syntax
