// The commands and what they were asked to do. Each returns the program's exit code.
#pragma once

#include <string>
#include <vector>

#include "meruit/meruit.h"

namespace meruit::cli {

// 0 done; 1 the contract or an example is wrong; 2 the data; 3 the command line; 4 a file, memory, the disk, a limit.
enum ExitCode : int { Done = 0, WrongContract = 1, WrongData = 2, WrongUsage = 3, WrongEnvironment = 4 };

// What is wrong with the command line itself.
[[nodiscard]] Error misuse(std::string message);

[[nodiscard]] ExitCode exit_code(ErrorKind);
// Of diagnostics with errors among them: 4 when a file could not be read, otherwise 1.
[[nodiscard]] ExitCode exit_code(const std::vector<Diagnostic>&);

// `--limit NAME=VALUE`, by name; fails (Usage) for what is no limit.
[[nodiscard]] Result<Limits> read_limits(const std::vector<std::string>&);
// Lists them.
[[nodiscard]] ExitCode list_limits(const Limits&);
// Files are held in memory: fails (Environment) for one that is larger than the limit on it.
[[nodiscard]] Result<void> fits_memory(const std::string& path, const Limits&);
// What is told of a file, or standard input, that takes more while it is read.
[[nodiscard]] Error too_much_memory(const std::string& origin, const Limits&);

struct CheckOptions {
  std::vector<std::string> files;
  std::string map, as_of;
  std::string format = "framed";  // framed, line, json
  bool verbose = false;           // what could not be proved, too
  bool quiet = false;
  Limits limits;
};
[[nodiscard]] ExitCode check(const CheckOptions&);

struct TestOptions {
  std::vector<std::string> paths;
  std::string as_of;
  bool quiet = false;
  Limits limits;
};
[[nodiscard]] ExitCode test(const TestOptions&);

struct FmtOptions {
  std::vector<std::string> files;
  bool only_check = false;
  bool to_stdout = false;
  bool consolidated = false;  // the contract as amended, on standard output
  std::string as_of, out;     // of the consolidated contract
  bool quiet = false;
  Limits limits;
};
[[nodiscard]] ExitCode fmt(const FmtOptions&);

struct RunFlags {
  std::string contract, map, term, as_of, out, format;
  std::vector<std::string> data;      // RECORD=FILE
  std::vector<std::string> settings;  // NAME=VALUE
  std::vector<std::string> rules;     // --rule NAME
  std::vector<std::string> of;        // RECORD=KEY
  bool all = false;
  int threads = 0;
  bool quiet = false;
  Limits limits;
  std::string bad_data = "stop";           // or quarantine
  std::string rejects;                     // where rows go that were set apart
  std::size_t max_problems = 20;           // 0: all
  std::vector<std::string> expect_rows;    // control counts: N, or RECORD=N
  std::vector<std::string> expect_totals;  // COLUMN=TOTAL, or RECORD.COLUMN=TOTAL
};
[[nodiscard]] ExitCode run(const RunFlags&);

struct ExplainFlags {
  std::string contract, map, term, as_of, out, format;
  std::vector<std::string> data;      // RECORD=FILE
  std::vector<std::string> settings;  // NAME=VALUE
  std::vector<std::string> rules;     // --rule NAME
  std::vector<std::string> of;        // RECORD=KEY, one
  std::string bad_data = "stop";      // or quarantine
  bool quiet = false;
  Limits limits;
};
[[nodiscard]] ExitCode explain(const ExplainFlags&);

struct DiffFlags {
  std::string before, after;  // OLD and NEW; without NEW the two sides differ in term, settings or data
  std::string map, term, as_of, out, format;
  std::string old_map, old_term, old_as_of;  // of OLD alone, where the two differ
  std::vector<std::string> data;             // RECORD=FILE
  std::vector<std::string> new_data;         // of the new side, where the inputs were restated
  std::vector<std::string> settings;         // NAME=VALUE
  std::vector<std::string> old_settings;     // of the old side, in the place of the others
  std::string by;                            // a field or rule to add up by
  std::size_t top = 10;
  std::string fail_on;            // any (a change of meaning), payment (an amount), never
  std::string at_most;            // an amount by which no payment's total may change
  std::string at_most_each;       // and one for each record's payment
  std::string bad_data = "stop";  // or quarantine
  bool quiet = false;
  Limits limits;
};
// 1 for a difference, 3 for a contract that is wrong.
[[nodiscard]] ExitCode diff(const DiffFlags&);

struct DebugOptions {
  std::string stage, file;
  RunFlags flags;
};
[[nodiscard]] ExitCode debug(const DebugOptions&);

}  // namespace meruit::cli
