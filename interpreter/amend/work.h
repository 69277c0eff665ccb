// One amendment being applied to a tree, and what its provisions share: reports, effective dates, dated blocks.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "amend/amend.h"
#include "amend/order.h"
#include "amend/statements.h"

namespace meruit::amend {

using source::DiagnosticKind;
using source::Span;

struct Work {
  ast::File& file;
  const Order& order;
  const ast::Amendment& amendment;
  std::set<std::pair<std::string, calendar::Date>> dated;  // what the amendment says from which day on, or deletes
  Amendment& told;
  source::Diagnostics& sink;
};

source::Diagnostic& report(Work&, DiagnosticKind, Span, std::string message, std::string help = {});
bool refuse(Work&, Span, std::string message, std::string help);  // AmendmentForm; always false
[[nodiscard]] std::string in_ticks(const std::string& name);

// A name that the contract does not have: what is near it, and what became of it or will become of it.
void report_absent(Work&, const ast::Name&);

// Whether a change of anything but a figure can be made: it holds for the whole term or for nothing of it.
enum class Timing : std::uint8_t { Now, AfterTerm, Refused };
[[nodiscard]] Timing timing(Work&, const ast::Provision&, const ast::Name& what);
[[nodiscard]] bool is_after_term(const Work&, const ast::Provision&);

// The change in the account, and a warning when it comes too late for the term. What of the contract stands in the
// provision's text is marked with its amendment.
void note(Work&, const ast::Provision&, Effect, std::string statement, bool after_term);

// The amendment among the citations, once; of a statement only where its kind has citations.
void cite(const Work&, std::vector<ast::Text>& cites);
void mark(Work&, Span where);  // another place that shows what the amendment did
template <class Statement>
void cite_in(const Work& work, Statement& one) {
  if (std::vector<ast::Text>* cites = cites_of(one)) cite(work, *cites);
}

// ---- dated blocks: rows of a parameter, blocks of tables, bands and curves ----

inline constexpr calendar::Date kFirstDay{-719162};  // 0001-01-01, the first day there is

struct LaterFigure {
  calendar::Date from;
  Span span;
};
// By what a row is known: its keys, its edge.
[[nodiscard]] std::string label_of(const ast::File&, const ast::TableRow&);
[[nodiscard]] std::string label_of(const ast::File&, const ast::Band&);

void report_later(Work&, const ast::Provision&, const ast::Name&, const LaterFigure&);

// Whether the figures after `from`, or of one that is to hold throughout all but the first, are spoken of in the same
// amendment; otherwise two readers would differ.
template <class Block>
[[nodiscard]] bool later_figures_said(Work& work, const ast::Provision& provision, const ast::Name& name,
                                      const std::vector<Block>& blocks) {
  for (const Block& block : blocks) {
    const bool later = provision.from ? block.from && *block.from > *provision.from : &block != &blocks.front();
    if (!later || work.dated.count({name.text, *block.from}) > 0) continue;
    report_later(work, provision, name, {*block.from, block.span});
    return false;
  }
  return true;
}

// The block becomes the only one, or the one from the provision's date on. What held without a date holds from the
// first day of the calendar then.
template <class Block>
bool put(Work& work, const ast::Provision& provision, const ast::Name& name, std::vector<Block>& blocks, Block block) {
  block.from = provision.from;
  if (!later_figures_said(work, provision, name, blocks)) return false;
  if (!provision.from) {
    blocks.assign(1, std::move(block));
    return true;
  }
  if (blocks.size() == 1 && !blocks.front().from) blocks.front().from = kFirstDay;
  const auto at = std::find_if(blocks.begin(), blocks.end(), [&](const Block& one) { return one.from >= block.from; });
  if (at != blocks.end() && at->from == block.from)
    *at = std::move(block);
  else
    blocks.insert(at, std::move(block));
  return true;
}

// The block that holds on a date; null when none does.
template <class Block>
[[nodiscard]] const Block* held_on(const std::vector<Block>& blocks, calendar::Date date) {
  const Block* found = nullptr;
  for (const Block& block : blocks)
    if (!block.from || *block.from <= date) found = &block;
  return found;
}

// ---- the kinds of change ----

void redefine(Work&, const ast::Provision&, const ast::Redefinition&);
void change_clause(Work&, const ast::Provision&, const ast::ClauseChange&);
void change_rows(Work&, const ast::Provision&, const ast::RowChange&);
void delete_rows(Work&, const ast::Provision&, const ast::RowDeletion&);
void delete_statement(Work&, const ast::Provision&, const ast::Deletion&);

}  // namespace meruit::amend
