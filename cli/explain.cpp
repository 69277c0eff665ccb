// `meruit explain`: how one record's result came about.
#include <algorithm>
#include <filesystem>

#include "cli/amendments.h"
#include "cli/contract_files.h"
#include "cli/data_files.h"
#include "cli/named_value.h"
#include "cli/terminal.h"
#include "cli/whole_file.h"

namespace meruit::cli {

namespace {

constexpr std::size_t kInFiles = 100;

std::string explanation_format(const ExplainFlags& flags) {
  if (!flags.format.empty()) return flags.format;
  const std::string ending = std::filesystem::path(flags.out).extension().string();
  return ending == ".md" ? "markdown" : ending == ".json" ? "json" : "text";
}

// The key of `--of RECORD=KEY`; empty where none is named.
Result<std::string> read_key(const ExplainFlags& flags, const Contract& contract) {
  const std::string record = contract.relations().empty() ? "RECORD" : contract.relations().front().name;
  if (flags.of.size() > 1) return misuse("one record at a time can be explained: give --of once");
  if (flags.of.empty()) return std::string();
  const std::string& text = flags.of.front();
  const auto named = named_value(text);
  if (named && named->name == record && !named->value.empty()) return named->value;
  return misuse("`--of " + text + "`: write " + record + "=KEY");
}

// Whether all that is explained has one value over all records: the rules named, otherwise the payments, of a contract
// without payments its reported rules.
bool only_overall(const Contract& contract, const std::vector<std::string>& rules) {
  const auto outputs = contract.outputs();
  const bool pays = std::any_of(outputs.begin(), outputs.end(), [](const OutputInfo& each) { return each.payment; });
  return std::none_of(outputs.begin(), outputs.end(), [&](const OutputInfo& each) {
    const bool asked = rules.empty() ? each.reported && each.payment == pays
                                     : std::find(rules.begin(), rules.end(), each.name) != rules.end();
    return asked && !each.overall;
  });
}

std::string in_format(const Explanation& told, const ExplainFlags& flags) {
  const std::string format = explanation_format(flags);
  if (format == "json") return to_json(told);
  if (format == "markdown") return to_markdown(told);
  return to_text(told, {flags.out.empty() ? page_width() : kInFiles, flags.out.empty() && color_on(stdout)});
}

// As `run` ends for this record alone.
ExitCode code_for(const Explanation& told) {
  if (!told.faulty()) return told.problems.empty() && told.undetermined.empty() ? Done : WrongData;
  for (const std::size_t root : told.roots)
    if (told.steps[root].value.fault == "unpublished") return WrongContract;
  return WrongData;
}

// What was explained over all records ends at their sums; each record's own way there is one more question.
std::string way_on(const Explanation& told, const Contract& contract) {
  const bool gathers = std::any_of(told.steps.begin(), told.steps.end(),
                                   [](const ExplainedStep& step) { return !step.populations.empty(); });
  if (!gathers || contract.relations().empty()) return {};
  const std::string& record = contract.relations().front().name;
  return "one " + record + "'s part, down to the cells of the file: --of " + record +
         "=KEY, with --rule NAME for one rule\n";
}

}  // namespace

ExitCode explain(const ExplainFlags& flags) {
  if (!flags.out.empty())
    if (const auto writable = can_be_written(flags.out); !writable) return fail(writable.error());
  const Compiled compiled = compile(flags.contract, files(), flags.map, flags.limits, {}, {flags.as_of, flags.term});
  if (!compiled.contract) {
    show(compiled.diagnostics);
    return exit_code(compiled.diagnostics);
  }
  const Contract& contract = *compiled.contract;
  remark(warning_of_later(contract, flags.contract, flags.as_of));
  if (!flags.quiet) remark(note_on_consolidated(flags.contract, flags.as_of, contract.amendments()));
  auto settings = read_settings(flags.settings);
  if (!settings) return fail(settings.error());
  const auto key = read_key(flags, contract);
  if (!key) return fail(key.error());
  RunOptions options;
  options.term = flags.term;
  options.settings = *std::move(settings);
  options.outputs = flags.rules;
  options.bad_data = flags.bad_data == "quarantine" ? BadData::Quarantine : BadData::Stop;
  auto job = Job::create(compiled.contract, std::move(options));
  if (!job) return fail(job.error());
  if (key->empty() && !contract.relations().empty() && !only_overall(contract, flags.rules)) {
    const std::string& record = contract.relations().front().name;
    return fail(misuse("say whose result is to be explained: --of " + record + "=KEY"));
  }
  const auto arguments = read_data_arguments(flags.data, contract);
  if (!arguments) return fail(arguments.error());

  Progress progress(!flags.quiet);
  progress.say("reading the data");
  CsvOptions csv_options;
  csv_options.limits = flags.limits;
  const auto data = bind_files(*job, *arguments, csv_options);
  const auto told = data ? job->explain(*key) : Result<Explanation>(data.error());
  progress.wipe();
  if (!told) return fail(told.error());

  const std::string text = in_format(*told, flags);
  if (flags.out.empty()) {
    if (const ExitCode printed = print(text); printed != Done) return printed;
  } else if (const auto written = write_whole({{flags.out, text}}); !written) {
    return fail(written.error());
  }
  if (key->empty() && !flags.quiet) remark(way_on(*told, contract));
  return code_for(*told);
}

}  // namespace meruit::cli
