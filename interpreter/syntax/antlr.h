// ANTLR's runtime and the generated lexer and parser, in the one order in which they can be included: the runtime
// undefines EOF, so <cstdio> and Boost come first. For the sources of this folder only; no header that others
// include may include it.
#pragma once

#include <cstdio>

#include "number/rational.h"

#include <antlr4-runtime.h>  // grammar/antlr4-runtime.h

#include "MeruitLexer.h"
#include "MeruitParser.h"

namespace meruit::syntax {

using Grammar = grammar::MeruitParser;
using G = Grammar;  // in the sources, where token types and rules are named everywhere

}  // namespace meruit::syntax
