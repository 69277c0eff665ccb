// The limits by name. A member that is not listed here would be a limit that nobody can set: the sizes must agree.
#include <array>

#include "meruit/limits.h"

namespace meruit {

namespace {

constexpr std::array kInfos = {
    LimitInfo{"source_bytes", &Limits::source_bytes, "bytes of one text: a contract, a model, a mapping, a setting"},
    LimitInfo{"tokens", &Limits::tokens, "words and signs of one text"},
    LimitInfo{"nesting", &Limits::nesting, "parentheses within parentheses"},
    LimitInfo{"operators", &Limits::operators, "operators in one expression"},
    LimitInfo{"literal_digits", &Limits::literal_digits, "digits of one number as it is written, in a text or a cell"},
    LimitInfo{"models", &Limits::models, "models that a contract uses, each as often as it is used"},
    LimitInfo{"names", &Limits::names, "fields, parameters, tables, bands and rules of a contract and its models"},
    LimitInfo{"table_rows", &Limits::table_rows, "rows of one table, parameter, bands or curve"},
    LimitInfo{"given_expressions", &Limits::given_expressions, "expressions that `given` in formulas makes"},
    LimitInfo{"power", &Limits::power, "the whole number in `power(x, n)` and `root(x, n)`, and the power of a unit"},
    LimitInfo{"power_digits", &Limits::power_digits, "digits of a power, a number of the data counted as 20"},
    LimitInfo{"rows", &Limits::rows, "rows of one kind of record"},
    LimitInfo{"denominators", &Limits::denominators, "different denominators in one sum"},
    LimitInfo{"number_digits", &Limits::number_digits, "digits of any number on the way to a result"},
    LimitInfo{"compile_seconds", &Limits::compile_seconds, "seconds for reading and checking a contract"},
    LimitInfo{"run_seconds", &Limits::run_seconds, "seconds for a run, an explanation, examples"},
    LimitInfo{"memory_mib", &Limits::memory_mib, "MiB of memory for what a call holds"},
};
static_assert(sizeof(Limits) == kInfos.size() * sizeof(std::uint64_t));

}  // namespace

std::span<const LimitInfo> limit_infos() { return kInfos; }

}  // namespace meruit
