#include "subject.h"

#include "check/check.h"
#include "reading.h"
#include "source/render.h"
#include "syntax/parse.h"

namespace meruit::differential {

namespace {

struct Compilation {
  const Contract& contract;
  source::Sources& sources;
  source::Diagnostics diagnostics;
  std::optional<check::Model> model;  // before it is specialised

  std::optional<check::Model> compile() {
    const std::string used = print(contract.used);
    const check::Files files{sources, [&](std::string_view) { return std::optional<std::string>(used); }, {}};
    const ast::File tree =
        syntax::parse(sources, sources.add("generated.meruit", print(contract.statements)), diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
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
  const auto sources = std::make_shared<source::Sources>();
  Compilation compilation{contract, *sources, source::Diagnostics(), {}};
  subject.model = compilation.compile();
  subject.sources = sources;
  if (subject.model) {
    subject.records = read_rows(contract, *compilation.model, *subject.model);
  } else {
    for (const source::Diagnostic& diagnostic : compilation.diagnostics.sorted())
      if (source::severity(diagnostic.kind) == source::Severity::Error)
        subject.refusal += source::render_framed(compilation.sources, diagnostic) + "\n";
  }
  return subject;
}

}  // namespace meruit::differential
