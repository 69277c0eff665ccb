// `meruit fmt`: contracts and mappings in the standard layout, in place.
#include <algorithm>

#include "cli/amendments.h"
#include "cli/contract_files.h"
#include "cli/terminal.h"
#include "cli/whole_file.h"

namespace meruit::cli {

namespace {

// The line on which two texts that differ do so first.
std::size_t first_difference(const std::string& before, const std::string& after) {
  const std::size_t same = std::min(before.size(), after.size());
  const auto differs = std::mismatch(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(same), after.begin());
  return static_cast<std::size_t>(std::count(before.begin(), differs.first, '\n')) + 1;
}

// Done; WrongContract when the file cannot be read as a contract or, with --check, is laid out otherwise.
ExitCode format_file(const std::string& path, const FmtOptions& options) {
  const Printed printed = format(path, files(), options.limits);
  if (!printed.text) {
    show(printed.diagnostics);
    return exit_code(printed.diagnostics);
  }
  if (options.to_stdout) return print(*printed.text);
  const Result<std::string> before = files()(path);
  if (!before) return fail(before.error());
  if (*before == *printed.text) return Done;
  if (options.only_check) {
    if (!options.quiet)
      remark(path + ":" + std::to_string(first_difference(*before, *printed.text)) +
             ": not in the standard layout; `meruit fmt " + path + "` lays it out\n");
    return WrongContract;
  }
  if (const auto written = write_whole({{path, *printed.text}}); !written) return fail(written.error());
  if (!options.quiet) remark(path + ": formatted\n");
  return Done;
}

ExitCode consolidate_file(const FmtOptions& options) {
  if (options.files.size() != 1) return fail(misuse("--consolidated prints one contract: name its file"));
  const Printed printed = consolidate(options.files.front(), files(), {options.as_of, {}}, options.limits);
  if (!options.quiet || !printed.text) show(printed.diagnostics);
  if (!printed.text) return exit_code(printed.diagnostics);
  if (!options.quiet) remark(note_on_consolidated(options.files.front(), options.as_of, {}));
  if (options.out.empty()) return print(*printed.text);
  const auto written = write_whole({{options.out, *printed.text}});
  return written ? Done : fail(written.error());
}

}  // namespace

ExitCode fmt(const FmtOptions& options) {
  if (options.consolidated) return consolidate_file(options);
  const auto paths = files_below(options.files, {".meruit", ".map"});
  if (!paths) return fail(paths.error());
  ExitCode code = Done;
  for (const std::string& path : *paths) code = std::max(code, format_file(path, options));
  return code;
}

}  // namespace meruit::cli
