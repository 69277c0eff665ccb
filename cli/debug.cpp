// `meruit debug`: what the compiler's stages made of a contract.
#include "cli/contract_files.h"
#include "cli/terminal.h"

namespace meruit::cli {

ExitCode debug(const DebugOptions& options) {
  auto settings = read_settings(options.flags.settings);
  if (!settings) return fail(settings.error());
  RunOptions run;
  run.term = options.flags.term;
  run.settings = *std::move(settings);
  run.outputs = options.flags.rules;
  run.all = options.flags.all;
  run.limits = options.flags.limits;
  const Stage stage = options.stage == "ast" ? Stage::Ast : options.stage == "model" ? Stage::Model : Stage::Plan;
  const Printed printed = print_stage(stage, options.file, files(), options.flags.map, run);
  show(printed.diagnostics);
  if (!printed.text) return exit_code(printed.diagnostics);
  return print(*printed.text);
}

}  // namespace meruit::cli
