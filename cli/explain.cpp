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

// "--of member=KEY or --of claim=KEY": what may be said, `before` each kind of record.
std::string records_to_name(const Contract& contract, const std::string& before) {
  std::string text;
  for (const RelationInfo& each : contract.relations())
    text += (text.empty() ? "" : " or ") + before + each.name + "=KEY";
  return text.empty() ? before + "RECORD=KEY" : text;
}

// The kind and the key of `--of RECORD=KEY`; both empty where none is named.
Result<NamedValue> read_record(const ExplainFlags& flags, const Contract& contract) {
  if (flags.of.size() > 1) return misuse("one record at a time can be explained: give --of once");
  if (flags.of.empty()) return NamedValue{};
  const std::string& text = flags.of.front();
  const auto named = named_value(text);
  const auto relations = contract.relations();
  const bool known = named && std::any_of(relations.begin(), relations.end(),
                                          [&](const RelationInfo& each) { return each.name == named->name; });
  if (known && !named->value.empty()) return *named;
  return misuse("`--of " + text + "`: write " + records_to_name(contract, ""));
}

// Whether a rule that is to be explained has one value over all records: of those named each; otherwise, of several
// kinds of records, one that is reported, of one kind all payments or, where there are none, all that is reported.
bool overall_is_asked(const Contract& contract, const std::vector<std::string>& rules) {
  const auto outputs = contract.outputs();
  const bool pays = std::any_of(outputs.begin(), outputs.end(), [](const OutputInfo& each) { return each.payment; });
  if (rules.empty() && contract.relations().size() > 1)
    return std::any_of(outputs.begin(), outputs.end(),
                       [](const OutputInfo& each) { return each.reported && each.overall; });
  const auto is_named = [&](const std::string& name) {
    return std::find(rules.begin(), rules.end(), name) != rules.end();
  };
  return std::none_of(outputs.begin(), outputs.end(), [&](const OutputInfo& each) {
    const bool asked = rules.empty() ? each.reported && each.payment == pays
                                     : is_named(each.name) || is_named(each.relation + "." + each.name);
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
  const bool one_kind = contract.relations().size() == 1;
  return "one " + (one_kind ? contract.relations().front().name : "row") +
         "'s part, down to the cells of the file: " + records_to_name(contract, "--of ") +
         ", with --rule NAME for one rule\n";
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
  const auto record = read_record(flags, contract);
  if (!record) return fail(record.error());
  RunOptions options;
  options.term = flags.term;
  options.settings = *std::move(settings);
  options.outputs = flags.rules;
  options.bad_data = flags.bad_data == "quarantine" ? BadData::Quarantine : BadData::Stop;
  auto job = Job::create(compiled.contract, std::move(options));
  if (!job) return fail(job.error());
  const bool has_record = !record->name.empty();
  if (!has_record && !contract.relations().empty() && !overall_is_asked(contract, flags.rules))
    return fail(misuse("say whose result is to be explained: " + records_to_name(contract, "--of ")));
  const auto arguments = read_data_arguments(flags.data, contract);
  if (!arguments) return fail(arguments.error());

  Progress progress(!flags.quiet);
  progress.say("reading the data");
  CsvOptions csv_options;
  csv_options.limits = flags.limits;
  const auto data = bind_files(*job, *arguments, csv_options);
  const auto told = data ? job->explain(record->name, record->value) : Result<Explanation>(data.error());
  progress.wipe();
  if (!told) return fail(told.error());

  const std::string text = in_format(*told, flags);
  if (flags.out.empty()) {
    if (const ExitCode printed = print(text); printed != Done) return printed;
  } else if (const auto written = write_whole({{flags.out, text}}); !written) {
    return fail(written.error());
  }
  if (!has_record && !flags.quiet) remark(way_on(*told, contract));
  return code_for(*told);
}

}  // namespace meruit::cli
