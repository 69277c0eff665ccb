// The parts of ANTLR's runtime that the generated sources and interpreter/syntax use, under the name by which the
// generated sources include the whole. The whole includes misc/InterpreterDataReader.h, which clang does not compile
// (a default constructor over a const member), and costs twice the time.
#pragma once

#include "antlr4-common.h"

#include "ANTLRInputStream.h"
#include "BaseErrorListener.h"
#include "CommonToken.h"
#include "CommonTokenStream.h"
#include "DefaultErrorStrategy.h"
#include "FailedPredicateException.h"
#include "InputMismatchException.h"
#include "Lexer.h"
#include "ListTokenSource.h"
#include "NoViableAltException.h"
#include "Parser.h"
#include "ParserRuleContext.h"
#include "Vocabulary.h"
#include "atn/ATN.h"
#include "atn/ATNConfigSet.h"
#include "atn/ATNDeserializer.h"
#include "atn/LexerATNSimulator.h"
#include "atn/ParserATNSimulator.h"
#include "dfa/DFA.h"
#include "dfa/DFAState.h"
#include "tree/TerminalNode.h"
