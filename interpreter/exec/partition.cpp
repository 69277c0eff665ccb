#include "exec/partition.h"

#include <iterator>

#include "exec/frames.h"
#include "exec/group_fold.h"
#include "exec/harvest.h"

namespace meruit::exec {

namespace {

// A budget that is spent in folding says at which aggregate.
template <class Work>
void folding(const plan::Plan& plan, const plan::Fold& fold, Work&& work) {
  try {
    work();
  } catch (budget::Spent& spent) {
    if (fold.too_many != 0) spent.in_expr(plan.sites[fold.too_many - 1].place.index);
    throw;
  }
}

// One pass over the rows of a part, batch by batch.
class Passing {
 public:
  Passing(const plan::Plan& plan, const plan::Pass& pass, Part& part, Partial& partial, std::size_t position)
      : plan_(plan), pass_(pass), part_(part), partial_(partial), own_(partial.passes[position]) {
    for (const plan::GroupFold& group : pass.groups)
      below_.push_back(first_below(part, plan.parents, plan.columns[group.into.index].relation, pass.relation));
    for (std::size_t g = 0; g < pass.groups.size(); ++g) groups_.emplace_back(pass.groups[g].fold, below_[g]);
    for (const plan::Keep& keep : pass.keeps) {
      const plan::ColumnInfo& info = plan.columns[keep.into.index];
      kept_.emplace_back(info.kind, info.pair);
    }
  }

  void run(const std::vector<SlotValue>& slots, const Settings& settings) {
    const Range all = part_.rows[pass_.relation.index];
    const std::size_t batch = settings.batch_rows == 0 ? all.count : std::min(settings.batch_rows, all.count);
    Frames frames(pass_.section, &part_.relations[pass_.relation.index], slots, batch, settings.start, &part_);
    for (std::size_t done = 0; done < all.count; done += batch) {
      const Range rows{all.first + done, std::min(batch, all.count - done)};
      budget::tick(rows.count);
      try {
        frames.widen(rows.first, rows.count, [&](auto& frame) { return harvest(frame); });
      } catch (budget::Spent& spent) {
        if (spent.is(&Limits::number_digits)) find_row(frames, rows, spent);
        throw;
      }
    }
    finish();
  }

 private:
  // What a batch leaves. False: a check overflowed, and nothing was left.
  template <class W>
  bool harvest(Frame<W>& frame) {
    const std::size_t found_before = partial_.violations.size();
    for (const plan::Check& check : pass_.checks)
      find_violations(plan_, check, pass_.relation, frame, partial_.violations);
    if (frame.overflow) {
      partial_.violations.resize(found_before);
      return false;
    }
    for (std::size_t f = 0; f < pass_.folds.size(); ++f)
      add_rows(pass_.folds[f], frame, {0, frame.rows}, own_.folds[f]);
    for (std::size_t g = 0; g < groups_.size(); ++g)
      folding(plan_, pass_.groups[g].fold, [&] { groups_[g].add(frame); });
    for (std::size_t k = 0; k < kept_.size(); ++k) kept_[k].add(frame[pass_.keeps[k].of], frame.rows);
    for (std::size_t s = 0; s < pass_.splits.size(); ++s) add_weights(pass_.splits[s], frame, own_.weights[s]);
    for (const std::uint32_t o : pass_.outputs) partial_.outputs[o].push_back(chunk_of(plan_.outputs[o], frame));
    return true;
  }

  // A number that grew too long did so in one row: the first that fails by itself.
  static void find_row(Frames& frames, Range rows, budget::Spent& spent) {
    for (std::size_t row = rows.first; row < rows.after(); ++row) {
      try {
        frames.widen(row, 1, [](auto&) { return true; });
      } catch (const budget::Spent& again) {
        if (again.is(&Limits::number_digits)) spent.in_row(row);
        return;
      }
    }
  }

  void finish() {
    for (std::size_t g = 0; g < groups_.size(); ++g)
      folding(plan_, pass_.groups[g].fold, [&] { put(pass_.groups[g].into, groups_[g].finish()); });
    for (std::size_t k = 0; k < kept_.size(); ++k) put(pass_.keeps[k].into, kept_[k].finish());
  }

  void put(plan::ColumnId into, Kept kept) {
    kept.first = part_.rows[plan_.columns[into.index].relation.index].first;
    part_.columns[into.index] = std::move(kept);
  }

  const plan::Plan& plan_;
  const plan::Pass& pass_;
  Part& part_;
  Partial& partial_;
  Partial::OfPass& own_;
  std::vector<std::vector<std::uint32_t>> below_;  // by group
  std::vector<GroupFold> groups_;
  std::vector<KeptBuilder> kept_;
};

}  // namespace

Partial run_partition(const plan::Plan& plan, std::uint32_t stage_index, Part& part,
                      const std::vector<SlotValue>& slots, const Settings& settings) {
  const plan::Stage& stage = plan.stages[stage_index];
  Partial partial;
  partial.passes = nothing_of(stage);
  partial.outputs.resize(plan.outputs.size());
  for (std::size_t p = 0; p < stage.passes.size(); ++p)
    Passing(plan, stage.passes[p], part, partial, p).run(slots, settings);
  return partial;
}

std::vector<Partial::OfPass> nothing_of(const plan::Stage& stage) {
  std::vector<Partial::OfPass> passes;
  for (const plan::Pass& pass : stage.passes)
    passes.push_back({states_of(pass), std::vector<std::vector<Weight>>(pass.splits.size())});
  return passes;
}

void merge(const plan::Stage& stage, std::vector<Partial::OfPass>& from, std::vector<Partial::OfPass>& into) {
  for (std::size_t p = 0; p < into.size(); ++p) {
    const plan::Pass& pass = stage.passes[p];
    for (std::size_t f = 0; f < pass.folds.size(); ++f) merge(pass.folds[f], from[p].folds[f], into[p].folds[f]);
    for (std::size_t s = 0; s < pass.splits.size(); ++s)
      std::move(from[p].weights[s].begin(), from[p].weights[s].end(), std::back_inserter(into[p].weights[s]));
  }
}

namespace {

void share_out_all(const plan::Stage& stage, const std::vector<Partial::OfPass>& passes, const data::Records& records,
                   std::vector<SlotValue>& slots) {
  for (std::size_t p = 0; p < stage.passes.size(); ++p) {
    const data::Relation& relation = records.relations[stage.passes[p].relation.index];
    for (std::size_t s = 0; s < stage.passes[p].splits.size(); ++s) {
      const plan::Split& split = stage.passes[p].splits[s];
      slots[split.slot.index] =
          share_out(split, passes[p].weights[s], slots[split.pool.index], slots[split.total.index], relation);
    }
  }
}

}  // namespace

std::vector<std::vector<Chunk>> finish_stage(const plan::Plan& plan, std::uint32_t stage_index,
                                             const std::vector<Partial::OfPass>& passes, const data::Records& records,
                                             const Settings& settings, std::vector<SlotValue>& slots) {
  const plan::Stage& stage = plan.stages[stage_index];
  for (std::size_t p = 0; p < stage.passes.size(); ++p)
    for (std::size_t f = 0; f < stage.passes[p].folds.size(); ++f) {
      const plan::Fold& fold = stage.passes[p].folds[f];
      folding(plan, fold, [&] { slots[fold.slot.index] = finish(fold, passes[p].folds[f]); });
    }

  std::vector<std::vector<Chunk>> outputs(plan.outputs.size());
  if (!stage.overall.blocks.front().steps.empty()) {
    Frames frames(stage.overall, nullptr, slots, 1, settings.start);
    frames.widen(0, 1, [&](auto& frame) {
      for (const plan::Export& exported : stage.exports) slots[exported.slot.index] = value_at(frame[exported.of], 0);
      for (std::size_t o = 0; o < plan.outputs.size(); ++o)
        if (plan.outputs[o].overall && plan.outputs[o].stage == stage_index)
          outputs[o].push_back(chunk_of(plan.outputs[o], frame));
      return true;
    });
  }
  share_out_all(stage, passes, records, slots);
  return outputs;
}

}  // namespace meruit::exec
