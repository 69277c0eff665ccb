// Everything: compile a contract, bind data, run, read. docs/embedding.md begins with the shortest program.
#pragma once

#include "meruit/contract.h"
#include "meruit/diagnostic.h"
#include "meruit/difference.h"
#include "meruit/explanation.h"
#include "meruit/impact.h"
#include "meruit/job.h"
#include "meruit/limits.h"
#include "meruit/result.h"
#include "meruit/table.h"
#include "meruit/tools.h"
