// `meruit`: what the arguments ask for. Names, options and exit codes are those of `meruit --help`.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "cli/whole_file.h"

namespace {

using meruit::cli::CheckOptions;
using meruit::cli::DebugOptions;
using meruit::cli::DiffFlags;
using meruit::cli::ExplainFlags;
using meruit::cli::FmtOptions;
using meruit::cli::RunFlags;
using meruit::cli::TestOptions;

struct Arguments {
  CheckOptions check;
  TestOptions test;
  FmtOptions fmt;
  RunFlags run;
  ExplainFlags explain;
  DiffFlags diff;
  DebugOptions debug;
  std::string color = "auto";
  bool quiet = false;
  std::vector<std::string> limits;  // NAME=VALUE
};

// Which amendments are in force.
void add_as_of(CLI::App& command, std::string& as_of) {
  command.add_option("--as-of", as_of, "Amendments signed by this day are in force (default: the end of the term)")
      ->type_name("DATE");
}

CLI::App* add_check(CLI::App& app, CheckOptions& options) {
  CLI::App* command = app.add_subcommand("check", "Check contracts: syntax, names, types, units, coverage, dates");
  command->add_option("FILE", options.files, "Contracts, or folders of them")->required();
  command->add_option("--map", options.map, "Check the contract together with this mapping")->type_name("FILE");
  add_as_of(*command, options.as_of);
  command->add_option("--format", options.format, "How messages are shown")
      ->check(CLI::IsMember({"framed", "line", "json"}))
      ->capture_default_str();
  command->add_flag("--verbose", options.verbose, "Also say what could not be proved and is left to the run");
  command->footer(
      "Examples:\n"
      "  meruit check settlement.meruit\n"
      "  meruit check settlement.meruit --map puf.map\n"
      "  meruit check --format json settlement.meruit     for an editor");
  return command;
}

CLI::App* add_test(CLI::App& app, TestOptions& options) {
  options.paths = {"."};
  CLI::App* command = app.add_subcommand("test", "Run the examples written in contracts");
  command->add_option("PATH", options.paths, "Contracts, or folders of them (default: this folder)");
  add_as_of(*command, options.as_of);
  command->footer(
      "Examples:\n"
      "  meruit test\n"
      "  meruit test stdlib/models settlement.meruit");
  return command;
}

CLI::App* add_fmt(CLI::App& app, FmtOptions& options) {
  CLI::App* command = app.add_subcommand("fmt", "Lay contracts and mappings out in the standard form");
  command->add_option("FILE", options.files, "Contracts and mappings, or folders of them")->required();
  command->add_flag("--check", options.only_check, "Change nothing; exit 1 if something would change");
  command->add_flag("--stdout", options.to_stdout, "Print the result instead of writing it");
  CLI::Option* consolidated =
      command->add_flag("--consolidated", options.consolidated, "Print a contract as its amendments make it");
  command->add_option("--as-of", options.as_of, "With --consolidated: amendments signed by this day are in force")
      ->needs(consolidated)
      ->type_name("DATE");
  command->add_option("--out", options.out, "With --consolidated: where the text goes, whole or not at all")
      ->needs(consolidated)
      ->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  meruit fmt settlement.meruit puf.map\n"
      "  meruit fmt --check .\n"
      "  meruit fmt --consolidated --as-of 2025-12-31 settlement.meruit");
  return command;
}

template <class Flags>
void add_term(CLI::App& command, Flags& flags) {
  command.add_option("--map", flags.map, "How the files supply the records")->type_name("FILE");
  command.add_option("--term", flags.term, "2023, a term the contract names, or 2021-04-01/2021-12-31")
      ->type_name("TERM");
  add_as_of(command, flags.as_of);
  command.add_option("--set", flags.settings, "Another value for a parameter, a field or a rule; repeatable")
      ->type_name("NAME=VALUE");
}

void add_scenario(CLI::App& command, RunFlags& flags) {
  add_term(command, flags);
  command.add_option("--rule", flags.rules, "Only this rule; repeatable")->type_name("NAME");
  command.add_flag("--all", flags.all, "Every rule, not only payments and what is reported");
}

template <class Flags>
void add_bad_data(CLI::App& command, Flags& flags, const std::string& what) {
  command.add_option("--bad-data", flags.bad_data, "Rows that are wrong: stop, or set them apart and " + what)
      ->check(CLI::IsMember({"stop", "quarantine"}))
      ->capture_default_str();
}

void add_controls(CLI::App& command, RunFlags& flags) {
  command
      .add_option("--rejects", flags.rejects,
                  "Where rows that were set apart go (default: beside --out, as NAME.rejects.csv)")
      ->type_name("FILE");
  command.add_option("--max-problems", flags.max_problems, "How many problems are told at once; 0: all of them")
      ->capture_default_str();
  command.add_option("--expect-rows", flags.expect_rows, "Control count: how many rows the data must have; repeatable")
      ->type_name("N or RECORD=N");
  command
      .add_option("--expect-total", flags.expect_totals,
                  "Control total: what a column of the data must add up to; repeatable")
      ->type_name("[RECORD.]COLUMN=TOTAL");
}

CLI::App* add_run(CLI::App& app, RunFlags& flags) {
  CLI::App* command = app.add_subcommand("run", "Settle: evaluate a contract against data");
  command->add_option("CONTRACT", flags.contract, "The contract or model")->required();
  command->add_option("--data", flags.data, "The CSV file of a kind of record; - is standard input; repeatable")
      ->type_name("RECORD=FILE");
  add_scenario(*command, flags);
  command->add_option("--out", flags.out, "Where results go, whole or not at all; a folder gets one file a table")
      ->type_name("FILE or DIR");
  command->add_option("--format", flags.format, "How results are shown (default: by the ending of --out, or table)")
      ->check(CLI::IsMember({"table", "csv", "json"}));
  command->add_option("--of", flags.of, "Only this record, rule by rule; repeatable")->type_name("RECORD=KEY");
  add_bad_data(*command, flags, "settle the others");
  add_controls(*command, flags);
  command->add_option("--threads", flags.threads, "Threads to use (default: all cores); results never depend on it")
      ->check(CLI::Range(0, 1024));
  command->footer(
      "Examples:\n"
      "  meruit run settlement.meruit --map puf.map --data aco=py2023.csv --term 2023\n"
      "  meruit run settlement.meruit --map puf.map --data aco=py2023.csv --term 2023 --out results.csv\n"
      "  meruit run settlement.meruit --map puf.map --data aco=py2023.csv --term 2023 --all --of aco=D0004\n"
      "  meruit run settlement.meruit --map puf.map --data aco=py2023.csv --term 2023 --set sequestration=0%\n"
      "  meruit run settlement.meruit --map puf.map --data aco=py2023.csv --term 2023 --out results.csv "
      "--bad-data quarantine --expect-rows 456\n\n"
      "Exit codes: 0 done, 1 the contract is wrong, 2 the data is wrong, 3 usage, 4 a file, memory, disk or limit");
  return command;
}

CLI::App* add_explain(CLI::App& app, ExplainFlags& flags) {
  CLI::App* command = app.add_subcommand("explain", "Tell how one record's result came about, down to rule and cell");
  command->add_option("CONTRACT", flags.contract, "The contract or model")->required();
  command->add_option("--data", flags.data, "The CSV file of a kind of record; - is standard input")
      ->type_name("RECORD=FILE");
  command->add_option("--of", flags.of, "The record")->type_name("RECORD=KEY");
  command->add_option("--rule", flags.rules, "Begin at this rule, not at the payments; repeatable")->type_name("NAME");
  add_term(*command, flags);
  add_bad_data(*command, flags, "explain as for the others");
  command->add_option("--out", flags.out, "Where the explanation goes, whole or not at all")->type_name("FILE");
  command->add_option("--format", flags.format, "How it is written (default: by the ending of --out, or text)")
      ->check(CLI::IsMember({"text", "markdown", "json"}));
  command->footer(
      "Examples:\n"
      "  meruit explain settlement.meruit --map puf.map --data aco=py2023.csv --term 2023 --of aco=D0004\n"
      "  meruit explain settlement.meruit --map puf.map --data aco=py2023.csv --term 2023 --of aco=D0004 "
      "--rule shared_savings\n"
      "  meruit explain settlement.meruit --map puf.map --data aco=py2023.csv --term 2023 --of aco=D0004 "
      "--out D0004.md\n\n"
      "Exit codes: 0 done, 1 the contract is wrong or lacks a figure, 2 the record's data is wrong, 3 usage, 4 a file");
  return command;
}

void add_diff_sides(CLI::App& command, DiffFlags& flags) {
  add_term(command, flags);
  command.add_option("--old-map", flags.old_map, "The mapping of OLD, where it is another")->type_name("FILE");
  command.add_option("--old-term", flags.old_term, "The term of OLD, where it is another")->type_name("TERM");
  command.add_option("--old-as-of", flags.old_as_of, "The day for OLD's amendments, where it is another")
      ->type_name("DATE");
  command.add_option("--old-set", flags.old_settings, "A setting of OLD; with any of these, --set is NEW's alone")
      ->type_name("NAME=VALUE");
  command.add_option("--data", flags.data, "The CSV file of a kind of record: who is affected, and by how much")
      ->type_name("RECORD=FILE");
  command.add_option("--new-data", flags.new_data, "The same for NEW, where the inputs were restated")
      ->type_name("RECORD=FILE");
}

CLI::App* add_diff(CLI::App& app, DiffFlags& flags) {
  CLI::App* command = app.add_subcommand("diff", "Tell what changed between two versions: rules, people, dollars");
  command->add_option("OLD", flags.before, "The old version")->required();
  command->add_option("NEW", flags.after, "The new version; without it OLD under two terms, settings or files");
  add_diff_sides(*command, flags);
  add_bad_data(*command, flags, "compare the others");
  command->add_option("--by", flags.by, "With data: totals for each value of a field or a rule")->type_name("FIELD");
  command->add_option("--top", flags.top, "With data: how many of the largest changes are shown")
      ->capture_default_str();
  command->add_option("--fail-on", flags.fail_on, "Exit 1 on any difference, on a changed payment only, or never")
      ->check(CLI::IsMember({"any", "payment", "never"}));
  command->add_option("--at-most", flags.at_most, "Exit 1 only where a payment's total changes by more than this")
      ->type_name("AMOUNT");
  command
      ->add_option("--at-most-each", flags.at_most_each,
                   "Exit 1 only where a payment of some record changes by more than this")
      ->type_name("AMOUNT");
  command->add_option("--out", flags.out, "Where the comparison goes, whole or not at all")->type_name("FILE");
  command->add_option("--format", flags.format, "How it is written (default: by the ending of --out, or text)")
      ->check(CLI::IsMember({"text", "markdown", "csv", "json"}));
  command->footer(
      "Examples:\n"
      "  meruit diff settlement_2024.meruit settlement_2025.meruit\n"
      "  meruit diff old.meruit new.meruit --map puf.map --data aco=py2023.csv --term 2023 --by track\n"
      "  meruit diff settlement.meruit --map puf.map --data aco=py2022.csv --old-term 2022 --term 2024\n"
      "  meruit diff settlement.meruit --old-as-of 2025-06-01 --as-of 2025-12-31     what an amendment changed\n"
      "  meruit diff settlement.meruit --data aco=first.csv --new-data aco=restated.csv\n"
      "  meruit diff old.meruit new.meruit --data aco=py2023.csv --fail-on payment     as a gate\n"
      "  meruit diff old.meruit new.meruit --data aco=py2023.csv --at-most 1000 --at-most-each 5\n\n"
      "Exit codes: 0 no difference (by --fail-on and --at-most…), 1 a difference, 2 the data is wrong, 3 a contract "
      "is\n"
      "wrong, or usage, 4 a file");
  return command;
}

CLI::App* add_debug(CLI::App& app, DebugOptions& options) {
  CLI::App* command = app.add_subcommand("debug", "Print what a stage of the compiler made of a contract");
  command->add_option("STAGE", options.stage, "ast, model or plan")
      ->required()
      ->check(CLI::IsMember({"ast", "model", "plan"}));
  command->add_option("FILE", options.file, "The contract; for ast also a mapping")->required();
  add_scenario(*command, options.flags);
  command->footer(
      "Examples:\n"
      "  meruit debug ast settlement.meruit\n"
      "  meruit debug plan settlement.meruit --term 2023");
  return command;
}

CLI::App* add_limits(CLI::App& app) {
  CLI::App* command = app.add_subcommand("limits", "List what a contract and its data may take at most");
  command->footer(
      "Examples:\n"
      "  meruit limits\n"
      "  meruit run settlement.meruit --data aco=py2023.csv --limit run_seconds=600");
  return command;
}

void describe(CLI::App& app, Arguments& arguments) {
  app.name("meruit");
  app.set_version_flag("--version", std::string("meruit ") + meruit::version(), "Print the version");
  app.add_option("--color", arguments.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("--quiet,-q", arguments.quiet, "Only results and errors");
  app.add_option("--limit", arguments.limits, "Another value for a limit (`meruit limits` lists them); repeatable")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      "Examples:\n"
      "  meruit check settlement.meruit\n"
      "  meruit test stdlib/models\n"
      "  meruit run settlement.meruit --map puf.map --data aco=py2023.csv --term 2023\n"
      "  meruit explain settlement.meruit --map puf.map --data aco=py2023.csv --term 2023 --of aco=D0004\n\n"
      "`meruit COMMAND --help` tells more. Results go to standard output, messages to standard error.");
}

// "there is no command `settle`; …", "there is no option `--colour`; …", or the parser's own message about a command.
int refuse(const CLI::App& app, const CLI::ParseError& error) {
  const bool help = error.get_exit_code() == 0;
  if (help || !app.get_subcommands().empty()) return app.exit(error) == 0 ? meruit::cli::Done : meruit::cli::WrongUsage;
  std::string commands;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    commands += (commands.empty() ? "`" : ", `") + command->get_name() + "`";
  const auto words = app.remaining();
  if (!words.empty() && words[0].starts_with('-'))
    return meruit::cli::fail(meruit::cli::misuse("there is no option `" + words[0] + "`; `meruit --help` lists them"));
  const std::string lacking = words.empty() ? "a command is needed" : "there is no command `" + words[0] + "`";
  return meruit::cli::fail(meruit::cli::misuse(lacking + "; the commands are " + commands + " (`meruit --help`)"));
}

int run_program(int argc, char** argv) {
  CLI::App app("Value-based payment contracts as rules, settled exactly.");
  Arguments arguments;
  describe(app, arguments);
  const CLI::App* check_command = add_check(app, arguments.check);
  const CLI::App* test_command = add_test(app, arguments.test);
  const CLI::App* fmt_command = add_fmt(app, arguments.fmt);
  const CLI::App* run_command = add_run(app, arguments.run);
  const CLI::App* explain_command = add_explain(app, arguments.explain);
  const CLI::App* diff_command = add_diff(app, arguments.diff);
  add_debug(app, arguments.debug);
  const CLI::App* limits_command = add_limits(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return refuse(app, error);
  }

  meruit::cli::set_color(arguments.color);
  arguments.check.quiet = arguments.test.quiet = arguments.fmt.quiet = arguments.run.quiet = arguments.explain.quiet =
      arguments.diff.quiet = arguments.quiet;
  const auto limits = meruit::cli::read_limits(arguments.limits);
  if (!limits) return meruit::cli::fail(limits.error());
  arguments.check.limits = arguments.test.limits = arguments.fmt.limits = arguments.run.limits =
      arguments.explain.limits = arguments.diff.limits = arguments.debug.flags.limits = *limits;
  if (limits_command->parsed()) return meruit::cli::list_limits(*limits);
  if (check_command->parsed()) return meruit::cli::check(arguments.check);
  if (test_command->parsed()) return meruit::cli::test(arguments.test);
  if (fmt_command->parsed()) return meruit::cli::fmt(arguments.fmt);
  if (run_command->parsed()) return meruit::cli::run(arguments.run);
  if (explain_command->parsed()) return meruit::cli::explain(arguments.explain);
  if (diff_command->parsed()) return meruit::cli::diff(arguments.diff);
  return meruit::cli::debug(arguments.debug);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that stops early is met where the results are written
  meruit::cli::end_cleanly();
  try {
    return run_program(argc, argv);
  } catch (const std::exception& problem) {
    meruit::cli::complain(std::string("internal error: ") + problem.what() + "; please report it");
    return meruit::cli::WrongEnvironment;
  }
}
