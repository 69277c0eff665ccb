// What stands behind the amendments and belongs to none of them.
#pragma once

#include "source/diagnostic.h"
#include "syntax/ast.h"

namespace meruit::amend {

// Refuses statements that stand behind an amendment. The file as written, before anything is applied.
void refuse_behind(const ast::File&, source::Diagnostics&);

}  // namespace meruit::amend
