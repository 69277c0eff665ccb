// `meruit diff`: what changed between two versions of a contract, and what that comes to on data.
#include <filesystem>

#include "cli/amendments.h"
#include "cli/contract_files.h"
#include "cli/csv_file.h"
#include "cli/data_files.h"
#include "cli/numbers.h"
#include "cli/terminal.h"
#include "cli/whole_file.h"

namespace meruit::cli {

namespace {

std::string comparison_format(const DiffFlags& flags) {
  if (!flags.format.empty()) return flags.format;
  const std::string ending = std::filesystem::path(flags.out).extension().string();
  return ending == ".md" ? "markdown" : ending == ".json" ? "json" : ending == ".csv" ? "csv" : "text";
}

// A broken contract is no difference: 1 is taken.
ExitCode broken(const std::vector<Diagnostic>& diagnostics) {
  show(diagnostics);
  const ExitCode code = exit_code(diagnostics);
  return code == WrongContract ? WrongUsage : code;
}
ExitCode broken(const Error& error) {
  const ExitCode code = fail(error);
  return code == WrongContract ? WrongUsage : code;
}

std::size_t width_for(const DiffFlags& flags) {
  constexpr std::size_t kInFiles = 100;
  return flags.out.empty() ? page_width() : kInFiles;
}
bool colored(const DiffFlags& flags) { return flags.out.empty() && color_on(stdout); }

std::string in_format(const Comparison& comparison, const DiffFlags& flags) {
  const std::string format = comparison_format(flags);
  if (format == "json") return to_json(comparison);
  if (format == "csv") return to_csv(comparison);
  if (format == "markdown") return to_markdown(comparison);
  return to_text(comparison, {width_for(flags), colored(flags)});
}
std::string in_format(const Impact& impact, const DiffFlags& flags) {
  const std::string format = comparison_format(flags);
  if (format == "json") return to_json(impact);
  if (format == "csv") return to_csv(impact);
  if (format == "markdown") return to_markdown(impact, flags.top);
  return to_text(impact, {width_for(flags), flags.top, colored(flags)});
}

ExitCode deliver_text(const std::string& text, const DiffFlags& flags) {
  if (flags.out.empty()) return print(text);
  const auto written = write_whole({{flags.out, text}});
  return written ? Done : fail(written.error());
}

// ---- the gate -------------------------------------------------------------------------------------------

bool has_limits(const DiffFlags& flags) { return !flags.at_most.empty() || !flags.at_most_each.empty(); }

bool differs(const Impact& impact, const DiffFlags& flags) {
  if (flags.fail_on == "never") return false;
  if (has_limits(flags)) return !impact.within_limits();
  if (flags.fail_on == "payment") return !impact.same_payments();
  return !impact.comparison.same() || !impact.same();
}

// ---- the two ways ---------------------------------------------------------------------------------------

ExitCode compare_rules(const Compiled& before, const Compiled& after, const DiffFlags& flags) {
  CompareOptions options;
  options.term = flags.term;
  const auto comparison = compare(before.contract, after.contract, options);
  if (!comparison) return broken(comparison.error());
  if (const ExitCode code = deliver_text(in_format(*comparison, flags), flags); code != Done) return code;
  return comparison->same() || flags.fail_on == "never" ? Done : WrongContract;
}

bool quarantines(const DiffFlags& flags) { return flags.bad_data == "quarantine"; }

Result<std::vector<ImpactData>> tables_of(const std::vector<std::string>& arguments, const Contract& contract,
                                          const DiffFlags& flags) {
  std::vector<ImpactData> tables;
  if (arguments.empty()) return tables;
  const auto read = read_data_arguments(arguments, contract);
  if (!read) return read.error();
  CsvOptions options;
  options.limits = flags.limits;
  if (quarantines(flags)) options.most_broken = SIZE_MAX;
  for (const DataArgument& each : *read) {
    auto csv = read_csv(each.path, options);
    if (!csv) return csv.error();
    tables.push_back({each.relation, std::move(csv->table), csv->sha256});
  }
  return tables;
}

ExitCode compare_amounts(const Compiled& before, const Compiled& after, const DiffFlags& flags) {
  ImpactSide old_side, new_side;
  old_side.contract = before.contract;
  new_side.contract = after.contract;
  old_side.term = flags.old_term.empty() ? flags.term : flags.old_term;
  new_side.term = flags.term;
  auto old_settings = read_settings(flags.old_settings.empty() ? flags.settings : flags.old_settings);
  if (!old_settings) return fail(old_settings.error());
  auto settings = read_settings(flags.settings);
  if (!settings) return fail(settings.error());
  old_side.settings = *std::move(old_settings);
  new_side.settings = *std::move(settings);
  auto data = tables_of(flags.data, *before.contract, flags);
  if (!data) return fail(data.error());
  auto new_data = tables_of(flags.new_data, *after.contract, flags);
  if (!new_data) return fail(new_data.error());
  old_side.data = *std::move(data);
  new_side.data = *std::move(new_data);

  ImpactOptions options;
  options.by = flags.by;
  options.at_most = flags.at_most;
  options.at_most_each = flags.at_most_each;
  options.bad_data = quarantines(flags) ? BadData::Quarantine : BadData::Stop;
  Progress progress(!flags.quiet);
  progress.say("settling both versions");
  const auto found = impact(old_side, new_side, options);
  progress.wipe();
  if (!found) return broken(found.error());
  if (const ExitCode code = deliver_text(in_format(*found, flags), flags); code != Done) return code;
  const std::size_t apart = found->set_apart.size();
  if (apart > 0)
    remark("CAUTION: " + std::to_string(apart) + (apart == 1 ? " row was" : " rows were") +
           " set apart; no amount here has " + (apart == 1 ? "it" : "them") + "\n");
  return differs(*found, flags) ? WrongContract : Done;
}

// What the day of each side leaves out, once for both where that is the same; and where there is nothing to leave out.
void warn_of_later(const Contract& before, const Contract& after, const DiffFlags& flags) {
  const std::string old_day = flags.old_as_of.empty() ? flags.as_of : flags.old_as_of;
  const std::string& file = flags.after.empty() ? flags.before : flags.after;
  if (warning_of_later(before, flags.before, old_day) != warning_of_later(after, file, flags.as_of))
    remark(warning_of_later(before, flags.before, old_day, "--old-as-of"));
  remark(warning_of_later(after, file, flags.as_of));
  if (flags.quiet) return;
  remark(note_on_consolidated(flags.before, old_day, before.amendments()));
  if (!flags.after.empty()) remark(note_on_consolidated(file, flags.as_of, after.amendments()));
}

Result<void> check_flags(const DiffFlags& flags) {
  const bool gate = flags.fail_on == "payment" || has_limits(flags);
  if (flags.data.empty() && (gate || !flags.by.empty() || !flags.new_data.empty()))
    return misuse(
        "--by, --new-data, --at-most, --at-most-each and --fail-on payment are about amounts: say --data RECORD=FILE");
  if (flags.data.empty() && quarantines(flags)) return misuse("--bad-data is about records: say --data RECORD=FILE");
  if (flags.data.empty() && (!flags.old_term.empty() || !flags.old_settings.empty() || !flags.settings.empty()))
    return misuse("--old-term, --set and --old-set are about results: say --data RECORD=FILE");
  const bool one_side =
      flags.old_map.empty() && flags.old_term.empty() && flags.old_as_of.empty() && flags.old_settings.empty();
  if (flags.after.empty() && one_side && flags.new_data.empty())
    return misuse("say what OLD is compared with: NEW, or --old-term, --old-as-of, --old-map, --old-set or --new-data");
  return {};
}

}  // namespace

ExitCode diff(const DiffFlags& flags) {
  if (const auto good = check_flags(flags); !good) return fail(good.error());
  if (!flags.out.empty())
    if (const auto writable = can_be_written(flags.out); !writable) return fail(writable.error());
  const CompileOptions old_day{flags.old_as_of.empty() ? flags.as_of : flags.old_as_of,
                               flags.old_term.empty() ? flags.term : flags.old_term};
  const Compiled before =
      compile(flags.before, files(), flags.old_map.empty() ? flags.map : flags.old_map, flags.limits, {}, old_day);
  if (!before.contract) return broken(before.diagnostics);
  const Compiled after = compile(flags.after.empty() ? flags.before : flags.after, files(), flags.map, flags.limits, {},
                                 {flags.as_of, flags.term});
  if (!after.contract) return broken(after.diagnostics);
  warn_of_later(*before.contract, *after.contract, flags);
  return flags.data.empty() ? compare_rules(before, after, flags) : compare_amounts(before, after, flags);
}

}  // namespace meruit::cli
