// A task as a contract's rule over one record, run by the reference evaluator and by the engine in every forced form.
#pragma once

#include <map>
#include <string>

#include "task.h"

namespace meruit::suites {

// Empty when every form gives what is expected. `held`: how many tasks ended in each form, counted on.
[[nodiscard]] std::string check_engine(const Task& task, std::map<std::string, long>& held);

}  // namespace meruit::suites
