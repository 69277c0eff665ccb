// `meruit check`: parse, types, units, coverage.
#include <algorithm>

#include "cli/amendments.h"
#include "cli/contract_files.h"
#include "cli/numbers.h"
#include "cli/terminal.h"

namespace meruit::cli {

namespace {

bool has_errors(const Compiled& compiled) { return !compiled.contract; }

// What is not shown is counted.
std::string summary_of(const std::string& file, const Contract& contract, std::size_t notes) {
  std::string text = file + ": no errors";
  if (notes > 0) text += "; --verbose shows " + counted(notes, "note");
  text += "\n";
  for (const std::string& question : contract.open_questions()) text += "  open question: " + question + "\n";
  return text + amendment_lines(contract.amendments(), contract.as_of(), "  ");
}

void show_in(const std::string& format, const std::vector<Diagnostic>& diagnostics, bool notes) {
  if (format == "framed") return show(diagnostics, notes);
  for (const Diagnostic& diagnostic : diagnostics)
    if (notes || !is_note(diagnostic)) remark(render(diagnostic, Rendering::OneLine) + "\n");
}

}  // namespace

ExitCode check(const CheckOptions& options) {
  const auto files_to_check = files_below(options.files, {".meruit"});
  if (!files_to_check) return fail(files_to_check.error());
  ExitCode code = Done;
  std::vector<Diagnostic> all;
  std::string summaries;
  for (const std::string& file : *files_to_check) {
    const Compiled compiled =
        compile(file, files(), options.map, options.limits, {}, {options.as_of, {}, options.as_of.empty()});
    if (has_errors(compiled)) code = std::max(code, exit_code(compiled.diagnostics));
    if (options.format == "json") {
      all.insert(all.end(), compiled.diagnostics.begin(), compiled.diagnostics.end());
    } else {
      show_in(options.format, compiled.diagnostics, options.verbose);
    }
    if (!compiled.contract || options.format != "framed" || options.quiet) continue;
    remark(note_on_consolidated(file, options.as_of, compiled.contract->amendments()));
    const auto notes = std::count_if(compiled.diagnostics.begin(), compiled.diagnostics.end(), is_note);
    summaries += summary_of(file, *compiled.contract, options.verbose ? 0 : static_cast<std::size_t>(notes));
  }
  const ExitCode printed = print(options.format == "json" ? render_json(all) : summaries);
  return printed != Done ? printed : code;
}

}  // namespace meruit::cli
