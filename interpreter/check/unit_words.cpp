#include "check/unit_words.h"
#include "check/resolve.h"

#include <algorithm>
#include <array>

namespace meruit::check {

namespace {

// A hyphen joins units: the parts of `member-months`, each as one of it.
std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('-'), name.size());
    parts.push_back(number::singular(name.substr(0, end)));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return parts;
}

// Which any contract may count in.
constexpr std::array<std::string_view, 7> kUsual{"days",       "months",  "years",        "visits",
                                                 "admissions", "members", "beneficiaries"};

bool usual(const std::string& unit) {
  return std::any_of(kUsual.begin(), kUsual.end(), [&](auto name) { return number::singular(name) == unit; });
}

void declare(Builder& b, const ast::UnitText& text) {
  const auto add_name = [&](const ast::Name& name) {
    for (const std::string& part : parts_of(name.text)) b.units.emplace(part, name.text);
  };
  for (const ast::Name& name : text.numerator) add_name(name);
  for (const ast::UnitText::Per& per : text.per) add_name(per.name);
}

bool check_name(Builder& b, ScopeId scope, const ast::Name& name) {
  for (const std::string& part : parts_of(name.text)) {
    if (usual(part) || b.units.count(part) > 0) continue;
    std::vector<std::string> known(kUsual.begin(), kUsual.end());
    for (const auto& [unit, written] : b.units) known.push_back(written);
    std::string help = did_you_mean(name.text, known);
    if (resolve(b.scope(scope), name.text) != nullptr)
      help = "is a sign missing before it, as in `* " + name.text + "`?";
    else if (help.empty())
      help = "a field or a header says what is counted, as in `number of " + name.text + "`";
    report(b, DiagnosticKind::UnknownUnit, name.span, "nothing here is counted in " + in_ticks(name.text), help);
    return false;
  }
  return true;
}

}  // namespace

void declare_units(Builder& b, const ast::File& file) {
  for (const ast::Record& record : file.records)
    for (const ast::Field& field : record.fields) declare(b, field.type.unit);
  const auto of_headers = [&](const auto& statements) {
    for (const auto& statement : statements)
      if (statement.unit) declare(b, *statement.unit);
  };
  of_headers(file.parameters);
  of_headers(file.tables);
  of_headers(file.bands);
  of_headers(file.rules);
}

bool check_unit_words(Builder& b, ScopeId scope, const ast::UnitText& text) {
  bool good = true;
  for (const ast::Name& name : text.numerator) good = check_name(b, scope, name) && good;
  for (const ast::UnitText::Per& per : text.per) good = check_name(b, scope, per.name) && good;
  return good;
}

}  // namespace meruit::check
