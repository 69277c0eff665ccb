// Dated figures as the term reads them.
#include "diff/fix_term.h"
#include "check/check.h"

namespace meruit::diff {

namespace {

using check::Op;

std::vector<bool> read_on_dates(const check::Model& model, Op op, std::size_t count) {
  std::vector<bool> found(count);
  for (const check::Expr& expr : model.exprs)
    if (expr.op == op && expr.has_date) found[expr.index] = true;
  return found;
}

template <class Block>
void keep_block_of(std::vector<Block>& blocks, calendar::Date day) {
  const Block* block = check::in_force(blocks, day);
  if (block == nullptr) return;
  Block only = *block;
  only.from.reset();
  blocks = {std::move(only)};
}

}  // namespace

void fix_figures(check::Model& model, const calendar::Period& term) {
  const auto parameters = read_on_dates(model, Op::Parameter, model.parameters.size());
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (!parameters[i]) keep_block_of(model.parameters[i].values, term.first);
  const auto tables = read_on_dates(model, Op::Lookup, model.tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i)
    if (!tables[i]) keep_block_of(model.tables[i].blocks, term.first);
  const auto bands = read_on_dates(model, Op::Band, model.bands.size());
  for (std::size_t i = 0; i < bands.size(); ++i)
    if (!bands[i]) keep_block_of(model.bands[i].blocks, term.first);
}

}  // namespace meruit::diff
