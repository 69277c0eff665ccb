#include "exec/run.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <exception>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "exec/partition.h"

namespace meruit::exec {

namespace {

// Each thread takes several partitions, so that a slow one does not hold up the rest.
constexpr std::size_t kPartitionsAThread = 4;

std::size_t thread_count(const Settings& settings) {
  if (settings.threads > 0) return static_cast<std::size_t>(settings.threads);
  return std::max(1U, std::thread::hardware_concurrency());
}

// Contiguous cuts of whole batches, as even as they can be.
std::vector<Range> cut(std::size_t rows, std::size_t threads, std::size_t batch_rows) {
  const std::size_t batch = batch_rows == 0 ? std::max<std::size_t>(rows, 1) : batch_rows;
  const std::size_t batches = (rows + batch - 1) / batch;
  const std::size_t parts =
      threads == 1 ? 1 : std::min(std::max<std::size_t>(batches, 1), threads * kPartitionsAThread);
  std::vector<Range> ranges;
  for (std::size_t p = 0; p < parts; ++p) {
    const std::size_t first = std::min(rows, batches * p / parts * batch);
    const std::size_t after = std::min(rows, batches * (p + 1) / parts * batch);
    ranges.push_back({first, after - first});
  }
  return ranges;
}

// Runs task(0) … task(count - 1) on some threads; the first exception comes out here.
template <class Task>
void in_parallel(std::size_t threads, std::size_t count, Task&& task) {
  if (threads <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) task(i);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::atomic<bool> failed{false};
  budget::Meter* const meter = budget::current();
  const auto work = [&] {
    const budget::Watch watch(meter);
    try {
      for (std::size_t i = next++; i < count && !failed; i = next++) task(i);
    } catch (...) {
      if (!failed.exchange(true)) failure = std::current_exception();
    }
  };
  std::vector<std::thread> workers;
  workers.reserve(std::min(threads, count));
  // Where no further thread can be had, those that run do the work of all.
  try {
    for (std::size_t t = 1; t < std::min(threads, count); ++t) workers.emplace_back(work);
  } catch (const std::system_error&) {
  }
  work();
  for (std::thread& worker : workers) worker.join();
  if (failure) std::rethrow_exception(failure);
}

void append(std::vector<std::vector<Chunk>> chunks, Results& results) {
  for (std::size_t o = 0; o < chunks.size(); ++o)
    for (Chunk& chunk : chunks[o]) results.outputs[o].append(std::move(chunk));
}

void run_stage(const plan::Plan& plan, std::uint32_t stage, const data::Relation& relation, const Settings& settings,
               std::vector<SlotValue>& slots, std::vector<Partial::Found>& found, Results& results) {
  const std::size_t threads = thread_count(settings);
  const std::vector<Range> ranges = cut(relation.rows, threads, settings.batch_rows);
  std::vector<Partial> partials(ranges.size());
  in_parallel(threads, ranges.size(),
              [&](std::size_t p) { partials[p] = run_partition(plan, stage, relation, slots, ranges[p], settings); });

  std::vector<FoldState> states = states_of(plan.stages[stage]);
  std::vector<std::vector<Weight>> weights(plan.stages[stage].splits.size());
  for (Partial& partial : partials) {
    merge(plan, stage, partial.folds, states);
    found.insert(found.end(), partial.violations.begin(), partial.violations.end());
    for (std::size_t s = 0; s < weights.size(); ++s)
      std::move(partial.weights[s].begin(), partial.weights[s].end(), std::back_inserter(weights[s]));
    append(std::move(partial.outputs), results);
  }
  append(finish_stage(plan, stage, states, weights, relation, settings, slots), results);
}

// Loading brings a column to the plan's denominator, which only a multiple of its own allows.
void require_fit(const plan::Plan& plan, const data::Records& records) {
  for (const data::Relation& relation : records.relations) {
    if (relation.rows > std::numeric_limits<std::uint32_t>::max()) throw std::invalid_argument("too many rows");
    for (std::size_t i = 0; i < std::min(plan.denominators.size(), relation.columns.size()); ++i)
      if (plan.denominators[i] % relation.columns[i].denominator != 0)
        throw std::invalid_argument("the plan was made for columns of other denominators");
  }
}

}  // namespace

Results run(const plan::Plan& plan, const data::Records& records, const Settings& settings) {
  require_fit(plan, records);
  const data::Relation& relation = data::sole_relation(records);
  Results results;
  for (const plan::Output& output : plan.outputs)
    results.outputs.emplace_back(output.type, output.overall, output.pair, output.denominator, &plan.sites);

  const auto slots = std::make_shared<std::vector<SlotValue>>(plan.slots.size());
  results.owner = slots;
  std::vector<Partial::Found> found;
  for (std::uint32_t stage = 0; stage < plan.stages.size(); ++stage)
    run_stage(plan, stage, relation, settings, *slots, found, results);

  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.violation.row != b.violation.row ? a.violation.row < b.violation.row : a.order < b.order;
  });
  for (Partial::Found& one : found) results.violations.push_back(std::move(one.violation));
  return results;
}

}  // namespace meruit::exec
