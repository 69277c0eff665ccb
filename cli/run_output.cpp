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

// One file for JSON and the table; for CSV one a table: FILE and, for rules `overall`, FILE with `.overall` before
// its ending; in a folder RECORD.csv and overall.csv.
std::vector<FileText> output_files(const RunResults& results, const std::string& format, const std::string& out) {
  const bool folder = names_folder(out);
  const std::string name = results.records ? results.records->relation : "overall";
  const fs::path file = folder ? fs::path(out) / (name + (format == "csv"    ? ".csv"
                                                          : format == "json" ? ".json"
                                                                             : ".txt"))
                               : fs::path(out);
  if (format == "json") return {{file.string(), json(results)}};
  if (format == "table") return {{file.string(), table(results, false)}};
  std::vector<FileText> files;
  if (results.records) files.push_back({file.string(), marked_csv(*results.records, results.summary)});
  if (!results.overall) return files;
  fs::path overall = file;
  if (results.records) {
    overall = folder ? fs::path(out) / "overall.csv"
                     : fs::path(file).replace_extension(".overall" + file.extension().string());
  }
  files.push_back({overall.string(), marked_csv(*results.overall, results.summary)});
  return files;
}

// The text of results for standard output; the table ends with the report, the others leave it to standard error.
std::string output_text(const RunResults& results, const std::string& format) {
  if (format == "json") return json(results);
  if (format == "table") return table(results, color_on(stdout));
  std::string text = results.records ? marked_csv(*results.records, results.summary) : "";
  if (results.overall) text += (text.empty() ? "" : "\n") + marked_csv(*results.overall, results.summary);
  return text;
}

std::string remarks(const RunResults& results, const RunFlags& flags) {
  return flags.quiet ? cautions(results.summary) : report(results.summary, results.outputs);
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
  if (!flags.out.empty())
    for (FileText& file : output_files(results, format_of(flags), flags.out)) files.push_back(std::move(file));
  if (auto written = write_whole(files); !written) return fail(written.error());
  if (rejects > 0 && results.summary.incomplete.records > 0)
    remark("rows that were set apart in " + files[0].path + ", why in " + files[1].path + "\n");
  if (flags.out.empty()) return print_results(results, flags);
  if (files.size() > rejects + 1 && !flags.quiet)
    remark("results for each record in " + files[rejects].path + ", over all records in " + files[rejects + 1].path +
           "\n");
  if (const std::string old =
          rejects == 0 && results.records ? rejects_left_beside(flags.out, results.records->relation) : std::string();
      !old.empty())
    remark("look at " + old + ": rows that an earlier run set apart, which may be among these results\n");
  remark(remarks(results, flags));
  return Done;
}

}  // namespace meruit::cli
