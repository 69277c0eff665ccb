#include "plan/plan.h"
namespace meruit::plan { std::string print(const Plan&, const check::Model&) { return {}; } }
