#include "subject.h"

#include <algorithm>

#include "check/check.h"
#include "source/render.h"
#include "syntax/parse.h"

namespace meruit::differential {

namespace {

using check::Absence;
using check::Outcome;
using check::Value;

// The test's own reading of a cell, apart from the one that runs use.
Outcome cast_cell(const check::Model& model, const check::Input& input, const std::string& text) {
  const auto& marks = model.missing_marks;
  if (input.type.may_be_missing && std::find(marks.begin(), marks.end(), text) != marks.end()) return Absence::Missing;
  switch (input.cast.kind) {
    case check::CastKind::Number:
    case check::CastKind::Fraction:
      return Value(number::parse_grouped_decimal(text).value());
    case check::CastKind::Percent:
      return Value(Rational(number::parse_grouped_decimal(text).value() / 100));
    case check::CastKind::Dollars: {
      std::string amount = text;
      amount.erase(std::remove(amount.begin(), amount.end(), '$'), amount.end());
      return Value(number::parse_grouped_decimal(amount).value());
    }
    case check::CastKind::Text:
      return Value(text);
    case check::CastKind::YesNo:
      return Value(text == "yes");
    case check::CastKind::Date:
      return Value(input.cast.date_form.empty() ? calendar::parse_date(text).value()
                                                : calendar::parse_date(text, input.cast.date_form).value());
    case check::CastKind::Codes:
      break;
  }
  const auto code = std::find_if(input.cast.codes.begin(), input.cast.codes.end(),
                                 [&](const auto& entry) { return entry.first == text; });
  return code->second;
}

data::Relation make_relation(const Contract& contract, const check::Model& model) {
  data::Relation relation;
  relation.id = {0};
  relation.rows = contract.rows;
  relation.columns.resize(model.inputs.size());
  for (const check::InputId id : model.relations[0].inputs) {
    const check::Input& input = model.inputs[id.index];
    const auto column = std::find_if(contract.columns.begin(), contract.columns.end(),
                                     [&](const Column& candidate) { return candidate.name == input.column; });
    if (contract.mapping.empty()) {
      relation.columns[id.index] = data::make_column(input.type.kind, column->values);
      continue;
    }
    std::vector<Outcome> outcomes;
    for (const std::string& text : column->texts) outcomes.push_back(cast_cell(model, input, text));
    relation.columns[id.index] = data::make_column(input.type.kind, outcomes);
  }
  return relation;
}

struct Compilation {
  const Contract& contract;
  source::Sources sources;
  source::Diagnostics diagnostics;

  std::optional<check::Model> compile() {
    const std::string used = print(contract.used);
    const check::Files files{sources, [&](std::string_view) { return std::optional<std::string>(used); }, {}};
    const ast::File tree =
        syntax::parse(sources, sources.add("generated.meruit", print(contract.statements)), diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    std::optional<check::Model> model;
    if (contract.mapping.empty()) {
      model = check::check(tree, nullptr, files, diagnostics);
    } else {
      const ast::File mapping =
          syntax::parse(sources, sources.add("generated.map", print(contract.mapping)), diagnostics);
      if (diagnostics.has_errors()) return std::nullopt;
      model = check::check(tree, &mapping, files, diagnostics);
    }
    if (!model) return std::nullopt;

    check::Scenario scenario;
    for (const Row& row : contract.settings) {
      const auto setting = check::check_setting(*model, files, row.label, print(row.cells.front()), diagnostics);
      if (!setting) return std::nullopt;
      scenario.rebindings.push_back(*setting);
    }
    if (contract.all_rules)
      for (std::uint32_t i = 0; i < model->rules.size(); ++i) scenario.outputs.push_back({i});
    return check::specialise(*model, scenario, diagnostics);
  }
};

}  // namespace

Subject make_subject(const Contract& contract) {
  Subject subject;
  Compilation compilation{contract, {}, source::Diagnostics()};
  subject.model = compilation.compile();
  if (subject.model) {
    subject.relation = make_relation(contract, *subject.model);
  } else {
    for (const source::Diagnostic& diagnostic : compilation.diagnostics.sorted())
      if (source::severity(diagnostic.kind) == source::Severity::Error)
        subject.refusal += source::render_framed(compilation.sources, diagnostic) + "\n";
  }
  return subject;
}

}  // namespace meruit::differential
