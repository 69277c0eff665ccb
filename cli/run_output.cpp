#include "cli/run_output.h"

#include <algorithm>
#include <filesystem>

#include "cli/rejects.h"
#include "cli/terminal.h"

namespace meruit::cli {

namespace {

namespace fs = std::filesystem;

// The format asked for, or the one that the file's ending says, or the table.
std::string format_of(const RunFlags& flags) {
  if (!flags.format.empty()) return flags.format;
  const std::string ending = fs::path(flags.out).extension().string();
  if (ending == ".csv") return "csv";
  if (ending == ".json") return "json";
  return names_folder(flags.out) ? "csv" : "table";
}

// Results over all records that leave some out say so in every row, since a CSV file has no other place for it.
std::string marked_csv(const ResultTable& table, const Summary& summary) {
  const auto& lacking = summary.incomplete.outputs;
  const auto leaves_out = [&](const ResultColumn& column) {
    return !column.key && std::find(lacking.begin(), lacking.end(), column.name) != lacking.end();
  };
  if (std::none_of(table.columns.begin(), table.columns.end(), leaves_out)) return csv(table);
  ResultTable marked = table;
  ResultColumn& mark = marked.columns.emplace_back();
  mark.name = "records_left_out";
  mark.values.assign(table.rows, std::to_string(summary.incomplete.records));
  return csv(marked);
}

// "results.overall.csv" for "results.csv".
std::string beside(const std::string& out, const std::string& name) {
  const fs::path file(out);
  return fs::path(file).replace_extension("." + name + file.extension().string()).string();
}

// Where the table of one kind of record goes: FILE or, where there are several tables of records, FILE with the
// record's name before its ending; in a folder RECORD.csv.
std::string table_file(const RunResults& results, const std::string& relation, const std::string& out) {
  if (names_folder(out)) return (fs::path(out) / (relation + ".csv")).string();
  return results.records.size() > 1 ? beside(out, relation) : out;
}

// In a folder, what holds all tables.
std::string whole_file(const RunResults& results, const std::string& ending, const std::string& out) {
  if (!names_folder(out)) return out;
  const std::string name = results.records.empty()       ? "overall"
                           : results.records.size() == 1 ? results.records.front().table.relation
                                                         : "records";
  return (fs::path(out) / (name + ending)).string();
}

// A file and what it has: "member in results.member.csv".
struct Output {
  FileText file;
  std::string what;
};

// One file for JSON and the table; for CSV one a table, that of rules `overall` FILE with `.overall` before its ending
// or, in a folder, overall.csv.
std::vector<Output> output_files(const RunResults& results, const std::string& format, const std::string& out) {
  if (format == "json") return {{{whole_file(results, ".json", out), json(results)}, ""}};
  if (format == "table") return {{{whole_file(results, ".txt", out), table(results, false)}, ""}};
  std::vector<Output> files;
  for (const RecordResults& each : results.records)
    files.push_back({{table_file(results, each.table.relation, out), marked_csv(each.table, results.summary)},
                     "for each " + (results.several ? each.table.relation : "record")});
  if (!results.overall) return files;
  const std::string overall = names_folder(out)         ? (fs::path(out) / "overall.csv").string()
                              : results.records.empty() ? out
                                                        : beside(out, "overall");
  files.push_back({{overall, marked_csv(*results.overall, results.summary)}, "over all records"});
  return files;
}

// The text of results for standard output; the table ends with the report, the others leave it to standard error.
std::string output_text(const RunResults& results, const std::string& format) {
  if (format == "json") return json(results);
  if (format == "table") return table(results, color_on(stdout));
  std::string text;
  for (const RecordResults& each : results.records)
    text += (text.empty() ? "" : "\n") + marked_csv(each.table, results.summary);
  if (results.overall) text += (text.empty() ? "" : "\n") + marked_csv(*results.overall, results.summary);
  return text;
}

std::string remarks(const RunResults& results, const RunFlags& flags) {
  return flags.quiet ? cautions(results.summary) : report(results.summary, results.outputs);
}

// Nothing that was settled is overwritten by what came of it.
Result<void> spares_inputs(const std::vector<FileText>& files, const RunResults& results) {
  for (const FileText& file : files)
    for (const InputFile& input : results.files) {
      std::error_code ignored;
      if (fs::equivalent(file.path, input.path, ignored))
        return misuse("the results would be written over `" + input.path +
                      "`, which was read: name another place with --out");
    }
  return {};
}

// Tables of an earlier run in the same folder, of records that these results are not about.
std::string left_in_folder(const RunResults& results, const std::vector<FileText>& files, const std::string& out) {
  if (!names_folder(out)) return "";
  std::vector<std::string> names{"overall"};
  for (const Accounting& each : results.summary.accounting) names.push_back(each.relation);
  std::string left;
  for (const std::string& name : names) {
    const std::string path = (fs::path(out) / (name + ".csv")).string();
    const bool written =
        std::any_of(files.begin(), files.end(), [&](const FileText& file) { return file.path == path; });
    std::error_code ignored;
    if (!written && fs::exists(path, ignored)) left += (left.empty() ? "" : ", ") + path;
  }
  return left;
}

ExitCode print_results(const RunResults& results, const RunFlags& flags) {
  const std::string format = format_of(flags);
  const Delivery delivery = deliver(output_text(results, format));
  // A reader that stops early has not read the report beneath the table.
  const bool report_lacks = format != "table" || delivery == Delivery::ReaderGone;
  if (delivery != Delivery::Failed && report_lacks) remark(remarks(results, flags));
  return exit_code(delivery);
}

}  // namespace

ExitCode write_results(const RunResults& results, std::vector<FileText> files, const RunFlags& flags) {
  const std::size_t rejects = files.size();
  std::string places;
  if (!flags.out.empty()) {
    for (Output& output : output_files(results, format_of(flags), flags.out)) {
      places += (places.empty() ? "results " : ", ") + output.what + " in " + output.file.path;
      files.push_back(std::move(output.file));
    }
  }
  if (auto spared = spares_inputs(files, results); !spared) return fail(spared.error());
  if (auto written = write_whole(files); !written) return fail(written.error());
  // The rows of each file, and why.
  for (std::size_t i = 0; i + 1 < rejects && results.summary.incomplete.records > 0; i += 2)
    remark("rows that were set apart in " + files[i].path + ", why in " + files[i + 1].path +
           "; where a result is worked out from all records, mend them in the whole file and run that\n");
  if (flags.out.empty()) return print_results(results, flags);
  if (files.size() > rejects + 1 && !flags.quiet) remark(places + "\n");
  if (const std::string left = left_in_folder(results, files, flags.out); !left.empty())
    remark("look at " + left + ": not of these results, but there before\n");
  for (const RecordResults& each : results.records) {
    if (rejects > 0) break;
    const std::string old = rejects_left_beside(flags.out, each.table.relation, results.several);
    if (!old.empty())
      remark("look at " + old + ": rows that an earlier run set apart, which may be among these results\n");
  }
  remark(remarks(results, flags));
  return Done;
}

}  // namespace meruit::cli
