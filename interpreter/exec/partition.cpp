#include "exec/partition.h"

#include "exec/harvest.h"

namespace meruit::exec {

namespace {

using plan::SiteId;
using plan::Width;

// The frames of one section, one a width, made when a width is first needed; and which width to begin with.
class Frames {
 public:
  Frames(const plan::Section& section, const data::Relation* relation, const std::vector<SlotValue>& slots,
         std::size_t capacity, Width start)
      : section_(section), relation_(relation), slots_(slots), capacity_(capacity), start_(start) {}

  // Calls run(frame) in wider and wider frames, ready for the rows, until it says that nothing overflowed.
  template <class Run>
  void widen(std::size_t first, std::size_t count, Run&& run) {
    Width width = start_;
    while (!attempt(width, first, count, run)) width = static_cast<Width>(static_cast<int>(width) + 1);
    wide_in_a_row_ = width > start_ ? wide_in_a_row_ + 1 : 0;
    // The narrow attempt has failed too often to be worth it.
    if (wide_in_a_row_ == 3) {
      start_ = width;
      wide_in_a_row_ = 0;
    }
  }

 private:
  template <class Run>
  bool attempt(Width width, std::size_t first, std::size_t count, Run& run) {
    switch (width) {
      case Width::I64:
        return attempt_in(narrow_, first, count, run);
      case Width::I128:
        return attempt_in(wide_, first, count, run);
      case Width::Big:
        break;
    }
    return attempt_in(big_, first, count, run);
  }

  template <class W, class Run>
  bool attempt_in(std::unique_ptr<Frame<W>>& frame, std::size_t first, std::size_t count, Run& run) {
    if (frame == nullptr) frame = std::make_unique<Frame<W>>(section_, relation_, slots_, capacity_);
    frame->begin(first, count);
    run_block(section_.blocks.front(), *frame);
    return !frame->overflow && run(*frame);
  }

  const plan::Section& section_;
  const data::Relation* relation_;
  const std::vector<SlotValue>& slots_;
  std::size_t capacity_;
  Width start_;
  int wide_in_a_row_ = 0;
  std::unique_ptr<Frame<std::int64_t>> narrow_;
  std::unique_ptr<Frame<Int128>> wide_;
  std::unique_ptr<Frame<Integer>> big_;
};

// A number that grew too long did so in one row: the first that fails by itself.
void find_row(Frames& frames, Range rows, budget::Spent& spent) {
  for (std::size_t row = rows.first; row < rows.first + rows.count; ++row) {
    try {
      frames.widen(row, 1, [](auto&) { return true; });
    } catch (const budget::Spent& again) {
      if (again.is(&Limits::number_digits)) spent.in_row(row);
      return;
    }
  }
}

// What a batch leaves in the partial state. False: a check overflowed, and nothing was left.
template <class W>
bool harvest(const plan::Plan& plan, std::uint32_t stage_index, Frame<W>& frame, Partial& partial) {
  const plan::Stage& stage = plan.stages[stage_index];
  const std::size_t found_before = partial.violations.size();
  for (const plan::Check& check : stage.checks) find_violations(plan, check, frame, partial.violations);
  if (frame.overflow) {
    partial.violations.resize(found_before);
    return false;
  }
  for (std::size_t f = 0; f < stage.folds.size(); ++f)
    add_rows(stage.folds[f], frame, {0, frame.rows}, partial.folds[f]);
  for (std::size_t s = 0; s < stage.splits.size(); ++s) add_weights(stage.splits[s], frame, partial.weights[s]);
  for (std::size_t o = 0; o < plan.outputs.size(); ++o) {
    const plan::Output& output = plan.outputs[o];
    if (!output.overall && output.stage == stage_index) partial.outputs[o].push_back(chunk_of(output, frame));
  }
  return true;
}

}  // namespace

Partial run_partition(const plan::Plan& plan, std::uint32_t stage_index, const data::Relation& relation,
                      const std::vector<SlotValue>& slots, Range range, const Settings& settings) {
  const plan::Stage& stage = plan.stages[stage_index];
  Partial partial;
  partial.folds = states_of(stage);
  partial.weights.resize(stage.splits.size());
  partial.outputs.resize(plan.outputs.size());
  if (!stage.scans || range.count == 0) return partial;

  const std::size_t batch = settings.batch_rows == 0 ? range.count : std::min(settings.batch_rows, range.count);
  Frames frames(stage.rows, &relation, slots, batch, settings.start);
  for (std::size_t done = 0; done < range.count; done += batch) {
    const Range rows{range.first + done, std::min(batch, range.count - done)};
    budget::tick(rows.count);
    try {
      frames.widen(rows.first, rows.count, [&](auto& frame) { return harvest(plan, stage_index, frame, partial); });
    } catch (budget::Spent& spent) {
      if (spent.is(&Limits::number_digits)) find_row(frames, rows, spent);
      throw;
    }
  }
  return partial;
}

void merge(const plan::Plan& plan, std::uint32_t stage, const std::vector<FoldState>& from,
           std::vector<FoldState>& into) {
  const std::vector<plan::Fold>& folds = plan.stages[stage].folds;
  for (std::size_t f = 0; f < folds.size(); ++f) merge(folds[f], from[f], into[f]);
}

std::vector<std::vector<Chunk>> finish_stage(const plan::Plan& plan, std::uint32_t stage_index,
                                             const std::vector<FoldState>& states,
                                             const std::vector<std::vector<Weight>>& weights,
                                             const data::Relation& relation, const Settings& settings,
                                             std::vector<SlotValue>& slots) {
  const plan::Stage& stage = plan.stages[stage_index];
  for (std::size_t f = 0; f < stage.folds.size(); ++f) {
    try {
      slots[stage.folds[f].slot.index] = finish(stage.folds[f], states[f]);
    } catch (budget::Spent& spent) {
      if (const SiteId site = stage.folds[f].too_many; site != 0) spent.in_expr(plan.sites[site - 1].place.index);
      throw;
    }
  }

  std::vector<std::vector<Chunk>> outputs(plan.outputs.size());
  const auto share = [&] {
    for (std::size_t s = 0; s < stage.splits.size(); ++s) {
      const plan::Split& split = stage.splits[s];
      slots[split.slot.index] =
          share_out(split, weights[s], slots[split.pool.index], slots[split.total.index], relation);
    }
  };
  if (stage.overall.blocks.front().steps.empty()) {
    share();
    return outputs;
  }
  Frames frames(stage.overall, nullptr, slots, 1, settings.start);
  frames.widen(0, 1, [&](auto& frame) {
    for (const plan::Export& exported : stage.exports) slots[exported.slot.index] = slot_of(exported.of, frame);
    for (std::size_t o = 0; o < plan.outputs.size(); ++o)
      if (plan.outputs[o].overall && plan.outputs[o].stage == stage_index)
        outputs[o].push_back(chunk_of(plan.outputs[o], frame));
    return true;
  });
  share();
  return outputs;
}

}  // namespace meruit::exec
