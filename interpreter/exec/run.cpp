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
#include <tuple>

#include "exec/partition.h"

namespace meruit::exec {

namespace {

// Each thread takes several partitions, so that a slow one does not hold up the rest.
constexpr std::size_t kPartitionsAThread = 4;

std::size_t thread_count(const Settings& settings) {
  if (settings.threads > 0) return static_cast<std::size_t>(settings.threads);
  return std::max(1U, std::thread::hardware_concurrency());
}

// The trees of records one after the other, each in contiguous cuts of about as many rows.
std::vector<Part> parts_of(const plan::Plan& plan, const data::Records& records, const Settings& settings) {
  const std::size_t threads = thread_count(settings);
  std::vector<Part> parts;
  for (std::uint32_t root = 0; root < plan.parents.size(); ++root) {
    if (plan.parents[root].given()) continue;
    const Tree tree{records.relations, plan.parents, {root}};
    const std::size_t rows = count_below(tree, {0, records.relations[root].rows});
    const std::size_t batch = settings.batch_rows == 0 ? std::max<std::size_t>(rows, 1) : settings.batch_rows;
    const std::size_t batches = (rows + batch - 1) / batch;
    const std::size_t most = threads == 1 ? 1 : std::min(batches, threads * kPartitionsAThread);
    for (const Range& roots : cut_roots(tree, most))
      parts.push_back({records.relations, rows_below(tree, roots), std::vector<Kept>(plan.columns.size())});
  }
  return parts;
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

// What lives as long as the results, whose texts may be of it.
struct Work {
  std::vector<SlotValue> slots;
  std::vector<Part> parts;
};

void run_stage(const plan::Plan& plan, std::uint32_t stage, const data::Records& records, const Settings& settings,
               Work& work, std::vector<Partial::Found>& found, Results& results) {
  std::vector<Partial> partials(work.parts.size());
  in_parallel(thread_count(settings), partials.size(),
              [&](std::size_t p) { partials[p] = run_partition(plan, stage, work.parts[p], work.slots, settings); });

  std::vector<Partial::OfPass> passes = nothing_of(plan.stages[stage]);
  for (Partial& partial : partials) {
    merge(plan.stages[stage], partial.passes, passes);
    std::move(partial.violations.begin(), partial.violations.end(), std::back_inserter(found));
    append(std::move(partial.outputs), results);
  }
  append(finish_stage(plan, stage, passes, records, settings, work.slots), results);
}

// Nothing but texts is read of columns once the run is over.
void drop_columns(const plan::Plan& plan, Work& work) {
  for (Part& part : work.parts)
    for (std::size_t c = 0; c < part.columns.size(); ++c)
      if (plan.columns[c].kind != check::TypeKind::Text) part.columns[c] = {};
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
  Results results;
  for (const plan::Output& output : plan.outputs)
    results.outputs.emplace_back(output.type, output.overall, output.pair, output.denominator, &plan.sites);

  const auto work = std::make_shared<Work>();
  work->slots.resize(plan.slots.size());
  work->parts = parts_of(plan, records, settings);
  results.owner = work;
  std::vector<Partial::Found> found;
  for (std::uint32_t stage = 0; stage < plan.stages.size(); ++stage)
    run_stage(plan, stage, records, settings, *work, found, results);
  drop_columns(plan, *work);

  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(a.relation, a.violation.row, a.order) < std::tie(b.relation, b.violation.row, b.order);
  });
  for (Partial::Found& one : found) results.violations.push_back(std::move(one.violation));
  return results;
}

}  // namespace meruit::exec
