#include "cli/data_files.h"

#include <algorithm>

#include "cli/commands.h"
#include "cli/named_value.h"

namespace meruit::cli {

namespace {

std::string example_for(const Contract& contract) {
  std::string text;
  for (const RelationInfo& each : contract.relations())
    text += (text.empty() ? ": --data " : " --data ") + each.name + "=FILE";
  return text;
}

}  // namespace

Result<std::vector<DataArgument>> read_data_arguments(const std::vector<std::string>& arguments,
                                                      const Contract& contract) {
  std::vector<DataArgument> result;
  const auto relations = contract.relations();
  const auto known = [&](const std::string& name) {
    return std::any_of(relations.begin(), relations.end(), [&](const RelationInfo& each) { return each.name == name; });
  };
  for (const std::string& argument : arguments) {
    const auto named = named_value(argument);
    if (named && known(named->name)) {
      result.push_back({named->name, named->value});
    } else if (argument.find('=') == std::string::npos && relations.size() == 1) {
      result.push_back({relations.front().name, argument});
    } else if (!named) {
      return misuse("say whose file `" + argument + "` is" + example_for(contract));
    } else {
      return misuse("the contract has no records `" + named->name + "`" + example_for(contract));
    }
  }
  for (const DataArgument& argument : result)
    if (auto fits = fits_memory(argument.path, contract.limits()); !fits) return fits.error();
  for (const RelationInfo& relation : relations) {
    const auto given = std::count_if(result.begin(), result.end(),
                                     [&](const DataArgument& each) { return each.relation == relation.name; });
    // Of several kinds the run knows which it needs.
    if (given == 0 && relations.size() == 1)
      return misuse("there is no data for `" + relation.name + "`" + example_for(contract));
    if (given > 1) return misuse("`" + relation.name + "` is given more than one file");
  }
  if (std::count_if(result.begin(), result.end(), [](const DataArgument& each) { return each.path == "-"; }) > 1)
    return misuse("standard input can be the file of one kind of record");
  return result;
}

Result<std::vector<InputFile>> bind_files(Job& job, const std::vector<DataArgument>& arguments,
                                          const CsvOptions& options) {
  std::vector<InputFile> files;
  for (const DataArgument& argument : arguments) {
    auto csv = read_csv(argument.path, options);
    if (!csv) return csv.error();
    if (auto bound = job.bind(argument.relation, csv->table); !bound) return bound.error();
    files.push_back({argument.relation, argument.path, csv->sha256, csv->rows, std::move(csv->text)});
  }
  return files;
}

}  // namespace meruit::cli
