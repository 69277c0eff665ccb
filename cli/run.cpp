// `meruit run`: a contract, a mapping and files to results.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "cli/amendments.h"
#include "cli/contract_files.h"
#include "cli/data_files.h"
#include "cli/digest.h"
#include "cli/named_value.h"
#include "cli/rejects.h"
#include "cli/results.h"
#include "cli/run_output.h"
#include "cli/terminal.h"
#include "cli/whole_file.h"

namespace meruit::cli {

namespace {

namespace fs = std::filesystem;

// "1,234"
std::optional<std::uint64_t> read_count(std::string digits) {
  std::erase(digits, ',');
  std::uint64_t count = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (problem != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return count;
}

// `--expect-rows 1,234`, `--expect-rows claim=1,234` and `--expect-total Paid=12,345.67`; the library reads the totals.
Result<void> read_controls(const RunFlags& flags, RunOptions& options) {
  for (const std::string& each : flags.expect_rows) {
    const auto named = named_value(each);
    const auto rows = read_count(named ? named->value : each);
    if (!rows) return misuse("`--expect-rows " + each + "`: write a whole number, such as 1250");
    if (!named && options.expected_rows) return misuse("`--expect-rows` is given twice");
    const auto again = [&](const ControlCount& other) { return named && other.relation == named->name; };
    if (std::any_of(options.expected_rows_of.begin(), options.expected_rows_of.end(), again))
      return misuse("`--expect-rows " + named->name + "=…` is given twice");
    if (named)
      options.expected_rows_of.push_back({named->name, *rows});
    else
      options.expected_rows = rows;
  }
  for (const std::string& each : flags.expect_totals) {
    const std::size_t at = each.rfind('=');
    if (at == std::string::npos || at == 0)
      return misuse("`--expect-total " + each + "`: write COLUMN=TOTAL, such as Paid=12345.67");
    const auto again = [&](const ControlTotal& other) { return other.column == each.substr(0, at); };
    if (std::any_of(options.expected_totals.begin(), options.expected_totals.end(), again))
      return misuse("`--expect-total " + each.substr(0, at) + "=…` is given twice");
    options.expected_totals.push_back({each.substr(0, at), each.substr(at + 1)});
  }
  return {};
}

// Where the rows of one file go that are set apart.
std::string rejects_path(const RunFlags& flags, const DataArgument& of, bool several) {
  if (flags.rejects.empty()) return rejects_beside(flags.out, of.relation, several);
  return several ? rejects_of(flags.rejects, of.relation) : flags.rejects;
}

// The same for each file of data; empty when the run stops at them.
Result<std::vector<std::string>> rejects_paths(const RunFlags& flags, const std::vector<DataArgument>& data,
                                               bool several) {
  if (flags.bad_data != "quarantine") {
    if (flags.rejects.empty()) return std::vector<std::string>();
    return misuse("--rejects is about rows that are set apart: say --bad-data quarantine");
  }
  if (flags.rejects.empty() && flags.out.empty())
    return misuse("say where the rows go that are set apart: --rejects FILE");
  if (data.empty()) return misuse("--bad-data is about records, and the contract has none");
  std::vector<std::string> used{flags.out, flags.contract, flags.map};
  for (const DataArgument& each : data) used.push_back(each.path);
  std::vector<std::string> paths;
  for (const DataArgument& each : data) {
    const std::string path = rejects_path(flags, each, several);
    for (const std::string& taken : used)
      for (const std::string& written : {path, reasons_beside(path)}) {
        std::error_code ignored;
        if (taken == written || fs::equivalent(taken, written, ignored))
          return misuse("the rows that are set apart would be written over `" + taken +
                        "`: name another file with --rejects");
      }
    if (const auto writable = can_be_written(path); !writable) return writable.error();
    paths.push_back(path);
  }
  return paths;
}

Result<RunOptions> run_options(const RunFlags& flags) {
  auto settings = read_settings(flags.settings);
  if (!settings) return settings.error();
  RunOptions options;
  options.term = flags.term;
  options.settings = *std::move(settings);
  options.outputs = flags.rules;
  options.all = flags.all;
  options.threads = flags.threads;
  options.bad_data = flags.bad_data == "quarantine" ? BadData::Quarantine : BadData::Stop;
  options.max_problems = flags.max_problems;
  if (auto read = read_controls(flags, options); !read) return read.error();
  return options;
}

InputFile text_file(const std::string& role, const std::string& path) {
  const auto text = files()(path);
  return {role, path, text ? digest_of(*text) : "", 0};
}

// Rows whose key is one of those asked for, of `--of RECORD=KEY`.
Result<void> pick(const std::vector<std::string>& wanted, ResultTable& table) {
  std::map<std::string, std::size_t> keys;  // and how many rows each names
  for (const std::string& each : wanted)
    if (const auto named = named_value(each); named && named->name == table.relation) keys[named->value] = 0;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows; ++row) {
    std::string key, quoted;  // parts with a comma in them as they are, and as in a CSV file
    for (const ResultColumn& column : table.columns) {
      if (!column.key) continue;
      key += (key.empty() ? "" : ",") + column.values[row].value_or("");
      if (!quoted.empty()) quoted += ',';
      add_csv_cell(quoted, column.values[row].value_or(""));
    }
    auto asked = keys.find(quoted);
    if (asked == keys.end()) asked = keys.find(key);
    if (asked == keys.end()) continue;
    ++asked->second;
    rows.push_back(row);
  }
  for (const auto& [key, count] : keys) {
    if (count == 0) return misuse("there is no " + table.relation + " `" + key + "` in the data");
    if (count > 1)
      return misuse(std::to_string(count) + " rows of " + table.relation + " are called `" + key +
                    "`: put a part that has a comma in it between quotes, as in `\"A,B\",C`");
  }
  for (ResultColumn& column : table.columns) {
    std::vector<std::optional<std::string>> kept;
    kept.reserve(rows.size());
    for (const std::size_t row : rows) kept.push_back(column.values[row]);
    column.values = std::move(kept);
    column.total.clear();
  }
  table.rows = rows.size();
  return {};
}

Result<void> pick_records(const Job& job, const std::vector<std::string>& wanted, RunResults& results) {
  for (const Reject& reject : job.rejects())
    if (std::find(wanted.begin(), wanted.end(), reject.relation + "=" + reject.key) != wanted.end())
      return misuse(reject.relation + " `" + reject.key + "` was set apart: " +
                    (reject.problems.empty() ? reject.faults.front().message : reject.problems.front().message));
  if (results.records.empty()) return misuse("--of picks records, and these results have none");
  std::set<std::string> named;
  for (const std::string& each : wanted) {
    const auto of = named_value(each);
    std::string known;
    for (const RecordResults& records : results.records) {
      if (of && of->name == records.table.relation) named.insert(of->name);
      known += (known.empty() ? "" : " or ") + records.table.relation + "=KEY";
    }
    if (!of || !named.contains(of->name)) return misuse("`--of " + each + "`: write " + known);
  }
  std::erase_if(results.records, [&](const RecordResults& each) { return !named.contains(each.table.relation); });
  for (RecordResults& each : results.records) {
    if (auto picked = pick(wanted, each.table); !picked) return picked.error();
    if (auto fields = job.fields(each.table.relation); fields && pick(wanted, *fields))
      each.fields = *std::move(fields);
  }
  results.picked = true;
  return {};
}

Result<RunResults> results_of(const Job& job, const Contract& contract, const RunFlags& flags) {
  RunResults results;
  results.summary = job.summary();
  const auto outputs = job.outputs();
  results.outputs.assign(outputs.begin(), outputs.end());
  results.several = contract.relations().size() > 1;
  const auto any_of = [&](const std::string& relation) {
    return std::any_of(outputs.begin(), outputs.end(),
                       [&](const OutputInfo& each) { return each.relation == relation; });
  };
  for (const RelationInfo& relation : contract.relations()) {
    if (!any_of(relation.name)) continue;
    auto records = job.results(relation.name);
    if (!records) return records.error();
    results.records.push_back({*std::move(records), std::nullopt});
  }
  if (any_of("")) {
    auto overall = job.results("");
    if (!overall) return overall.error();
    results.overall = *std::move(overall);
  }
  if (flags.of.empty()) return results;
  if (auto picked = pick_records(job, flags.of, results); !picked) return picked.error();
  return results;
}

ExitCode failed_run(const Job& job, const Error& error) {
  const ExitCode code = fail(error);
  if (error.not_shown > 0 && !error.problems.empty()) remark("--max-problems 0 tells all of them\n");
  remark(accounting(job.summary()));
  remark("no results were written\n");
  return code;
}

}  // namespace

ExitCode run(const RunFlags& flags) {
  auto options = run_options(flags);
  if (!options) return fail(options.error());
  if (!flags.out.empty() && !flags.out.ends_with('/'))
    if (const auto writable = can_be_written(flags.out); !writable) return fail(writable.error());

  const Compiled compiled = compile(flags.contract, files(), flags.map, flags.limits, {}, {flags.as_of, flags.term});
  if (!flags.quiet || !compiled.contract) show(compiled.diagnostics);
  if (!compiled.contract) return exit_code(compiled.diagnostics);
  remark(warning_of_later(*compiled.contract, flags.contract, flags.as_of));
  if (!flags.quiet) remark(note_on_consolidated(flags.contract, flags.as_of, compiled.contract->amendments()));
  const auto arguments = read_data_arguments(flags.data, *compiled.contract);
  if (!arguments) return fail(arguments.error());
  if (flags.out.ends_with('/')) {
    std::error_code ignored;
    fs::create_directories(flags.out, ignored);
  }
  const auto rejects = rejects_paths(flags, *arguments, compiled.contract->relations().size() > 1);
  if (!rejects) return fail(rejects.error());
  auto job = Job::create(compiled.contract, *std::move(options));
  if (!job) return fail(job.error());

  Progress progress(!flags.quiet);
  progress.say("reading the data");
  CsvOptions csv_options;
  csv_options.keep_rows = !rejects->empty();
  csv_options.limits = flags.limits;
  if (csv_options.keep_rows || flags.max_problems == 0) csv_options.most_broken = SIZE_MAX;
  auto data = bind_files(*job, *arguments, csv_options);
  progress.say("settling");
  const auto summary = data ? job->run() : Result<Summary>(data.error());
  progress.wipe();
  if (!summary) return failed_run(*job, summary.error());
  auto results = results_of(*job, *compiled.contract, flags);
  if (!results) return fail(results.error());
  results->files.push_back(text_file("contract", flags.contract));
  if (!flags.map.empty()) results->files.push_back(text_file("mapping", flags.map));
  results->files.insert(results->files.end(), data->begin(), data->end());

  std::vector<FileText> apart;
  for (std::size_t i = 0; i < rejects->size(); ++i) {
    auto written = reject_files(job->rejects(), (*data)[i], (*rejects)[i]);
    if (!written) return fail(written.error());
    apart.insert(apart.end(), std::make_move_iterator(written->begin()), std::make_move_iterator(written->end()));
  }
  return write_results(*results, std::move(apart), flags);
}

}  // namespace meruit::cli
