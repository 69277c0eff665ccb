#include "case_runner.h"

#include <fstream>
#include <map>
#include <sstream>

#include "check/check.h"
#include "source/render.h"

namespace meruit::test {

namespace {

// One line, so that the first line of a case is line 2.
constexpr const char* kOpening =
    "model demo for each aco currency: USD rounding: half up party plan \"Plan\" record aco key aco_id: text "
    "track: one of upside, two_sided benchmark: money cost: money months: number of member-months, whole "
    "visits: number of visits quality: number from 0% to 100%, optional joined: date left: date, optional rural: "
    "yes/no\n";

bool own_header(const std::string& text) {
  return text.starts_with("contract") || text.starts_with("model") || text.starts_with("#");
}

struct Work {
  source::Sources sources;
  source::Diagnostics found;
  std::map<std::string, std::string> files;
  std::string out;

  [[nodiscard]] std::string place(source::Span span) const {
    if (!span.given()) return "?";
    const source::Position at = sources.position(span.source, span.begin);
    const std::string& path = sources[span.source].path;
    return (path == "case.meruit" ? "" : path + ":") + std::to_string(at.line) + ":" + std::to_string(at.column);
  }

  void print_messages() {
    for (const source::Diagnostic& one : found.sorted()) {
      const char* severity = source::severity(one.kind) == source::Severity::Error     ? "error"
                             : source::severity(one.kind) == source::Severity::Warning ? "warning"
                                                                                       : "note";
      out += place(one.primary.span) + " " + severity + "[" + source::code(one.kind) + "] " + one.message + "\n";
      for (const source::Label& label : one.secondary) out += "    | " + place(label.span) + " " + label.text + "\n";
      if (!one.help.empty()) out += "    = " + one.help + "\n";
    }
    found = source::Diagnostics();
  }

  [[nodiscard]] check::Files all_files() {
    return {sources,
            [this](std::string_view path) -> std::optional<std::string> {
              const auto at = files.find(std::string(path));
              if (at == files.end()) return std::nullopt;
              return at->second;
            },
            {}};
  }
};

// The lines of a print that start so, with the indented ones below them.
std::string excerpt(const std::string& print, const std::string& start) {
  std::istringstream lines(print);
  std::string line, result;
  bool inside = false;
  while (std::getline(lines, line)) {
    if (line.starts_with(start))
      inside = true;
    else if (!line.starts_with(start.starts_with(" ") ? "    " : "  "))
      inside = false;
    if (inside) result += line + "\n";
  }
  return result;
}

std::optional<calendar::Period> term_of(const check::Model& model, const std::string& text) {
  for (const check::NamedTerm& term : model.terms)
    if (term.label == text) return term.period;
  const auto first = calendar::parse_date(text.substr(0, 10));
  const auto last = calendar::parse_date(text.substr(std::min<std::size_t>(14, text.size())));
  if (!first || !last) return std::nullopt;
  return calendar::Period{*first, *last};
}

void go_on(Work& work, check::Model& model, const CheckCase& one) {
  check::Scenario scenario;
  std::optional<check::Model> ready;
  for (const auto& [heading, text] : one.blocks) {
    const std::string rest = heading.substr(std::min(heading.find(' ') + 1, heading.size()));
    if (heading.starts_with("term ")) scenario.term = term_of(model, rest);
    if (heading.starts_with("set ")) {
      const std::size_t equals = rest.find('=');
      const auto setting =
          check::check_setting(model, work.all_files(), rest.substr(0, equals), rest.substr(equals + 1), work.found);
      if (setting) scenario.rebindings.push_back(*setting);
    }
    if (heading == "run") {
      ready = check::specialise(model, scenario, work.found);
      if (!ready) work.print_messages();
    }
    if (heading.starts_with("show ")) work.out += excerpt(check::print(ready ? *ready : model), rest);
  }
  work.print_messages();
}

}  // namespace

std::vector<CheckCase> read_cases(const std::string& path) {
  std::ifstream in(path);
  std::vector<CheckCase> cases;
  std::string line;
  std::string* target = nullptr;
  while (std::getline(in, line)) {
    if (line.starts_with("== ")) {
      cases.push_back({path, line.substr(3), {}, {}, {}});
      target = &cases.back().text;
    } else if (target != nullptr && line.starts_with("-- ")) {
      cases.back().blocks.emplace_back(line.substr(3), "");
      target = &cases.back().blocks.back().second;
    } else if (target != nullptr && line == "->") {
      target = &cases.back().expected;
    } else if (target != nullptr) {
      *target += line + "\n";
    }
  }
  return cases;
}

std::string run_case(const CheckCase& one) {
  Work work;
  const std::string text = own_header(one.text) ? one.text : kOpening + one.text;
  std::optional<std::string> mapping;
  for (const auto& [heading, block] : one.blocks) {
    if (heading.starts_with("file ")) work.files[heading.substr(5)] = own_header(block) ? block : kOpening + block;
    if (heading == "map") mapping = block;
  }
  work.files["case.meruit"] = text;
  const ast::File contract = syntax::parse(work.sources, work.sources.add("case.meruit", text), work.found);
  ast::File map;
  if (mapping) map = syntax::parse(work.sources, work.sources.add("case.map", *mapping), work.found);
  auto model = check::check(contract, mapping ? &map : nullptr, work.all_files(), work.found);
  work.print_messages();
  if (model) go_on(work, *model, one);
  return work.out;
}

void write_cases(const std::string& path, const std::vector<CheckCase>& cases, const std::vector<std::string>& found) {
  std::string head;
  {
    std::ifstream in(path);
    std::string line;
    while (std::getline(in, line) && !line.starts_with("== ")) head += line + "\n";
  }
  std::ofstream out(path);
  out << head;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    out << "== " << cases[i].title << "\n" << cases[i].text;
    for (const auto& [heading, text] : cases[i].blocks) out << "-- " << heading << "\n" << text;
    out << "->\n" << found[i];
  }
}

}  // namespace meruit::test
