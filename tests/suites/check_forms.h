// A task in every form that Meruit has for numbers.
#pragma once

#include <map>
#include <string>

#include "task.h"

namespace meruit::suites {

using Held = std::map<std::string, long>;  // how many tasks each form held

// Empty when every form gives what the task expects; else which one is wrong, and how. The run over numbers of any size
// tells which machine forms hold the task: these must be right without raising their flag, the others must raise it.
// Then the task runs as a contract's rule, in the reference evaluator and in the engine.
[[nodiscard]] std::string check_forms(const Task& task, Held& held);

}  // namespace meruit::suites
