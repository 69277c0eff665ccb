// Formatting, and the stages' own prints.
#include "meruit/tools.h"

#include "api/guarded.h"
#include "plan/plan.h"
#include "syntax/format.h"
#include "syntax/parse.h"
#include "syntax/print.h"

namespace meruit {

namespace {

Printed failed(const Error& error) {
  Printed printed;
  printed.diagnostics = error.diagnostics;
  if (printed.diagnostics.empty()) {
    Diagnostic& diagnostic = printed.diagnostics.emplace_back();
    diagnostic.code = error.code;
    diagnostic.message = error.message;
  }
  return printed;
}

// Within the limits of reading a contract.
template <class Work>
Printed watched(const Limits& limits, const std::stop_token& stop, Work&& work) {
  auto printed = api::guarded(limits, &Limits::compile_seconds, stop, [&]() -> Result<Printed> { return work(); });
  return printed ? *std::move(printed) : failed(printed.error());
}

// The parsed file, handed to `show` unless it could not be read or parsed.
template <class Show>
Printed parsed(std::string_view path, const SourceLoader& loader, const Limits& limits, Show&& show) {
  Result<std::string> text = loader(path);
  if (!text) return failed(text.error());
  const auto sources = std::make_shared<source::Sources>();
  const source::SourceId id = sources->add(std::string(path), *std::move(text));
  source::Diagnostics sink;
  const ast::File file = syntax::parse(*sources, id, sink, limits);
  Printed printed;
  printed.diagnostics = api::to_public(sources, sink);
  if (!sink.has_errors()) printed.text = show(*sources, id, file);
  return printed;
}

Printed print_plan(const Contract& contract, const RunOptions& options) {
  const Contract::Inside& inside = contract.inside();
  const auto sources = std::make_shared<source::Sources>(*inside.sources);
  check::Model model = inside.model;
  const auto specialised = api::specialised(model, sources, inside.loader, options);
  if (!specialised) return failed(specialised.error());
  return {plan::print(plan::lower(*specialised), *specialised), {}};
}

}  // namespace

Printed format(std::string_view path, const SourceLoader& loader, const Limits& limits) {
  return watched(limits, {}, [&] {
    return parsed(path, loader, limits, [](const source::Sources& sources, source::SourceId id, const ast::File&) {
      return syntax::format(sources, id);
    });
  });
}

Printed consolidate(std::string_view contract_path, const SourceLoader& loader, const CompileOptions& options,
                    const Limits& limits) {
  return watched(limits, {}, [&]() -> Printed {
    Compiled compiled = compile(contract_path, loader, {}, limits, {}, options);
    if (!compiled.contract) return {std::nullopt, std::move(compiled.diagnostics)};
    source::Sources sources = *compiled.contract->inside().sources;
    source::Diagnostics sink;
    const ast::File written = syntax::parse(sources, source::SourceId{0}, sink, limits);
    ast::File amended = written;
    const amend::Account account = amend::consolidate(amended, api::as_of_day(written, options), sink);
    const source::SourceId id =
        sources.add(std::string(contract_path), amend::consolidated_text(sources, written, amended, account));
    return {syntax::format(sources, id), std::move(compiled.diagnostics)};
  });
}

std::string consolidated_title(std::string_view text) {
  const std::string_view opening = amend::kConsolidated;
  if (!text.starts_with(opening)) return {};
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  std::string title(text.substr(opening.size(), end - opening.size()));
  if (title.ends_with('.')) title.pop_back();
  return title;
}

Printed print_stage(Stage stage, std::string_view contract_path, const SourceLoader& loader,
                    std::string_view mapping_path, const RunOptions& options) {
  const Limits limits = options.limits.value_or(Limits());
  return watched(limits, options.stop, [&]() -> Printed {
    if (stage == Stage::Ast)
      return parsed(contract_path, loader, limits, [](const source::Sources&, source::SourceId, const ast::File& file) {
        return syntax::print(file);
      });
    const Compiled compiled = compile(contract_path, loader, mapping_path, limits, options.stop);
    if (!compiled.contract) return {std::nullopt, compiled.diagnostics};
    if (stage == Stage::Model) return {check::print(compiled.contract->inside().model), compiled.diagnostics};
    return print_plan(*compiled.contract, options);
  });
}

}  // namespace meruit
