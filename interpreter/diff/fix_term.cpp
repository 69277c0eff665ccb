// Dated figures as the term reads them.
#include "diff/fix_term.h"

#include "check/check.h"
#include "diff/book.h"

namespace meruit::diff {

namespace {

using Kind = Entity::Kind;

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
  const auto keep = [&](Kind kind, auto& figures, auto blocks) {
    for (std::uint32_t i = 0; i < figures.size(); ++i)
      if (!is_read_on_dates(model, kind, i)) keep_block_of(figures[i].*blocks, term.first);
  };
  keep(Kind::Parameter, model.parameters, &check::Parameter::values);
  keep(Kind::Table, model.tables, &check::Table::blocks);
  keep(Kind::Bands, model.bands, &check::Bands::blocks);
}

}  // namespace meruit::diff
