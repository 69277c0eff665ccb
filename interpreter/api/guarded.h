// The edge where exceptions end, and where a call's budget begins.
#pragma once

#include <exception>
#include <new>
#include <string>

#include "api/inside.h"
#include "budget/budget.h"

namespace meruit::api {

// "…; the limit `run_seconds` is 60; …" as Environment error, code "limit"; of a stop that the caller wanted "stopped".
[[nodiscard]] inline Error spent_error(const budget::Spent& spent, const std::string& where = {}) {
  const std::string help = spent.help().empty() ? "" : "; " + spent.help();
  return plain_error(ErrorKind::Environment, spent.by_caller() ? "stopped" : "limit",
                     (where.empty() ? "" : where + ": ") + spent.what() + help);
}

// Nothing throws on purpose but a budget that is spent; what the standard library or Boost may throw ends here too.
template <class F>
auto guarded(F&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const budget::Spent& spent) {
    return spent_error(spent);
  } catch (const std::bad_alloc&) {
    return plain_error(ErrorKind::Environment, "memory", "out of memory");
  } catch (const std::exception& problem) {
    return plain_error(ErrorKind::Internal, "internal", std::string("internal error: ") + problem.what());
  }
}

// As guarded(), within the limits on time and memory.
template <class F>
auto guarded(const Limits& limits, budget::Limit seconds, const std::stop_token& stop, F&& work) -> decltype(work()) {
  budget::Meter meter(limits, seconds, stop);
  return guarded([&] {
    const budget::Watch watch(&meter);
    return work();
  });
}

}  // namespace meruit::api
