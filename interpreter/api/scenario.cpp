// A run's options as the checker's scenario: term, settings, outputs.
#include <algorithm>

#include "api/inside.h"
#include "source/nearest.h"

namespace meruit::api {

namespace {

Error no_such_term(const check::Model& model, std::string_view text) {
  const std::string known = check::names_of_terms(model);
  std::string message = "`" + std::string(text) + "` is no term: write a year (2023), a period (2021-04-01/2021-12-31)";
  message += known.empty() ? "" : " or a term that the contract names (" + known + ")";
  return plain_error(ErrorKind::Usage, "term", std::move(message));
}

Error not_settled(const check::Model& model, const calendar::Period& term) {
  return plain_error(ErrorKind::Usage, "term",
                     "the contract does not settle " + calendar::to_text(term) +
                         "; it names the terms that it settles: " + check::names_of_terms(model));
}

// By its name, which rules for several kinds of records may share, or with that of its own records: `claim.allowed`.
bool is_called(const check::Model& model, const check::Rule& rule, const std::string& name) {
  if (rule.name == name) return true;
  return check::of_rows(rule.level) && model.relations[rule.level.relation.index].name + "." + rule.name == name;
}

Result<std::vector<check::RuleId>> read_outputs(const check::Model& model, const RunOptions& options) {
  std::vector<check::RuleId> outputs;
  if (options.all) {
    for (std::uint32_t i = 0; i < model.rules.size(); ++i)
      if (check::is_result(model.rules[i])) outputs.push_back({i});
    return outputs;
  }
  for (const std::string& name : options.outputs) {
    const std::size_t before = outputs.size();
    for (std::uint32_t i = 0; i < model.rules.size(); ++i)
      if (check::is_result(model.rules[i]) && is_called(model, model.rules[i], name)) outputs.push_back({i});
    if (outputs.size() == before) {
      std::vector<std::string> known;
      for (const check::Rule& rule : model.rules)
        if (check::is_result(rule)) known.push_back(rule.name);
      const std::string near = source::nearest(name, known);
      return plain_error(
          ErrorKind::Usage, "unknown-output",
          "the contract has no rule `" + name + "`" + (near.empty() ? "" : "; did you mean `" + near + "`?"));
    }
  }
  // In order of declaration, each once, however they were asked for.
  std::sort(outputs.begin(), outputs.end());
  outputs.erase(std::unique(outputs.begin(), outputs.end()), outputs.end());
  return outputs;
}

// A contract settles the term it states or those it names; a model any.
Result<std::optional<calendar::Period>> scenario_term(const check::Model& model, const RunOptions& options) {
  const bool names_only = !model.is_model && !model.term;
  if (options.term.empty() && names_only)
    return plain_error(
        ErrorKind::Usage, "term",
        "the contract names the terms that it settles; say one with `--term`: " + check::names_of_terms(model));
  if (options.term.empty()) return std::optional<calendar::Period>();
  auto term = read_term(model, options.term);
  if (!term) return term.error();
  if (model.term && *model.term != *term)
    return plain_error(ErrorKind::Usage, "term", "the contract fixes its term: " + calendar::to_text(*model.term));
  const auto settles = [&](const check::NamedTerm& named) { return named.period == *term; };
  if (names_only && std::none_of(model.terms.begin(), model.terms.end(), settles)) return not_settled(model, *term);
  return std::optional(*term);
}

}  // namespace

std::optional<calendar::Period> read_period(std::string_view text) {
  for (const std::string_view between : {"/", " to "}) {
    const std::size_t at = text.find(between);
    if (at == std::string_view::npos) continue;
    const auto first = calendar::parse_date(text.substr(0, at));
    const auto last = calendar::parse_date(text.substr(at + between.size()));
    if (first && last && *first <= *last) return calendar::Period{*first, *last};
  }
  return std::nullopt;
}

Term to_public(const calendar::Period& period) {
  return {calendar::to_text(period.first), calendar::to_text(period.last)};
}

Result<calendar::Period> read_term(const check::Model& model, std::string_view text) {
  if (const auto named = check::term_called(model, text)) return *named;
  if (const auto period = read_period(text)) return *period;
  return no_such_term(model, text);
}

Result<check::Model> specialised(check::Model& model, const std::shared_ptr<source::Sources>& sources,
                                 const SourceLoader& loader, const RunOptions& options) {
  if (options.all && !options.outputs.empty())
    return plain_error(ErrorKind::Usage, "outputs", "either all rules or the named ones can be asked for");
  check::Scenario scenario;
  auto term = scenario_term(model, options);
  if (!term) return term.error();
  scenario.term = *term;
  auto outputs = read_outputs(model, options);
  if (!outputs) return outputs.error();
  scenario.outputs = *std::move(outputs);

  source::Diagnostics sink;
  for (const Setting& setting : options.settings) {
    const auto rebinding =
        check::check_setting(model, {*sources, load_text(loader), model.limits}, setting.name, setting.value, sink);
    if (rebinding) scenario.rebindings.push_back(*rebinding);
  }
  if (sink.has_errors()) return diagnosed(ErrorKind::Usage, "setting", to_public(sources, sink));

  add_marks(model, scenario);
  auto result = check::specialise(model, scenario, sink);
  if (!result) return diagnosed(ErrorKind::Contract, "contract", to_public(sources, sink));
  return *std::move(result);
}

}  // namespace meruit::api
