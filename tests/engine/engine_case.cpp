#include "engine_case.h"

#include <doctest/doctest.h>

#include "data/arrange.h"
#include "source/render.h"
#include "syntax/parse.h"

namespace meruit::engine_test {

data::Records records_of(const check::Model& model, const std::vector<Columns>& tables) {
  data::Records made;
  for (std::uint32_t r = 0; r < model.relations.size(); ++r) {
    data::Relation& relation = made.relations.emplace_back();
    relation.id = {r};
    relation.rows = tables[r].empty() ? 0 : tables[r].begin()->second.size();
    for (const check::Input& input : model.inputs) {
      const auto found = tables[r].find(input.column);
      const bool own = input.relation == relation.id && found != tables[r].end();
      relation.columns.push_back(data::make_column(input.type.kind, own ? found->second : std::vector<Outcome>()));
    }
  }
  data::arrange(model, made);
  return made;
}

exec::Part part_of(const plan::Plan& plan, const data::Records& records, exec::Range rows) {
  return {records.relations, {rows}, std::vector<exec::Kept>(plan.columns.size())};
}

Outcome num(std::string_view decimal) { return Value(number::parse_decimal(decimal).value()); }

std::vector<Outcome> numbers(const std::vector<std::string>& decimals) {
  std::vector<Outcome> outcomes;
  for (const std::string& decimal : decimals) outcomes.push_back(num(decimal));
  return outcomes;
}

std::vector<Outcome> keys(std::size_t rows) {
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < rows; ++i) {
    std::string digits = std::to_string(i);
    digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
    outcomes.emplace_back(Value("k" + digits));
  }
  return outcomes;
}

std::optional<check::Model> model_of(const std::string& text, std::string& messages) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const ast::File tree = syntax::parse(sources, sources.add("t.meruit", text), diagnostics);
  std::optional<check::Model> model;
  if (!diagnostics.has_errors()) {
    model = check::check(tree, nullptr, {sources, [](std::string_view) { return std::nullopt; }, {}}, diagnostics);
    check::Scenario scenario;
    if (model) {
      for (std::uint32_t i = 0; i < model->rules.size(); ++i) scenario.outputs.push_back({i});
      model = check::specialise(*model, scenario, diagnostics);
    }
  }
  for (const source::Diagnostic& diagnostic : diagnostics.sorted())
    messages += source::render_framed(sources, diagnostic) + "\n";
  return model;
}

Case make_case(std::string_view record_fields, std::string_view body, const Columns& columns) {
  std::string text =
      "contract t for each aco\n  term: 2023-01-01 to 2023-12-31\n  currency: USD\n  rounding: half up\n";
  text += "record aco\n  key id: text\n";
  text += record_fields;
  text += "\n";
  text += body;

  std::string messages;
  std::optional<check::Model> model = model_of(text, messages);
  INFO(messages);
  REQUIRE(model.has_value());
  Case made{std::move(*model), {}};
  data::Relation& relation = made.records.relations.emplace_back();
  relation.id = {0};
  relation.rows = columns.empty() ? 0 : columns.begin()->second.size();
  for (const check::Input& input : made.model.inputs) {
    const auto found = columns.find(input.column);
    relation.columns.push_back(found != columns.end() ? data::make_column(input.type.kind, found->second)
                                                      : data::make_column(input.type.kind, keys(relation.rows)));
  }
  data::arrange(made.model, relation);
  return made;
}

std::size_t Case::output_of(std::string_view rule) const {
  for (std::size_t i = 0; i < model.outputs.size(); ++i)
    if (model.rules[model.outputs[i].index].name == rule) return i;
  FAIL("no rule ", std::string(rule));
  return 0;
}

std::vector<Outcome> Case::run(std::string_view rule, const exec::Settings& settings,
                               const plan::Options& options) const {
  const plan::Plan plan = plan::lower(model, records, options);
  const exec::Results results = exec::run(plan, records, settings);
  const exec::OutputColumn& output = results.outputs[output_of(rule)];
  std::vector<Outcome> outcomes;
  for (std::size_t row = 0; row < output.rows(); ++row) outcomes.push_back(output.at(row));
  return outcomes;
}

}  // namespace meruit::engine_test
