// The edge where exceptions end.
#pragma once

#include <exception>
#include <new>
#include <string>

#include "api/inside.h"

namespace meruit::api {

// Nothing throws on purpose; what the standard library or Boost may throw ends here.
template <class F>
auto guarded(F&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return plain_error(ErrorKind::Environment, "memory", "out of memory");
  } catch (const std::exception& problem) {
    return plain_error(ErrorKind::Internal, "internal", std::string("internal error: ") + problem.what());
  }
}

}  // namespace meruit::api
