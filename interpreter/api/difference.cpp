// compare(): two contracts' models held against each other.
#include "meruit/difference.h"

#include "api/compared.h"
#include "api/guarded.h"
#include "diff/match.h"

namespace meruit {

namespace api {

namespace {

ComparedContract described(const Prepared& side) {
  const Contract& contract = *side.contract;
  const auto& sources = *contract.inside().sources;
  return {sources[source::SourceId{0}].path,
          contract.name(),
          contract.title(),
          contract.contract_version(),
          contract.fingerprint(),
          side.term ? calendar::to_text(*side.term) : std::string(),
          contract.as_of(),
          contract.amendments()};
}

// The term that a run of the contract would have, if that is known.
Result<std::optional<calendar::Period>> known_term(const check::Model& model, const std::string& text) {
  if (text.empty()) return model.term;
  auto term = read_term(model, text);
  if (!term) return term.error();
  return std::optional(*term);
}

Prepared as_written(const std::shared_ptr<const Contract>& contract, std::optional<calendar::Period> term) {
  const Contract::Inside& inside = contract->inside();
  return {contract, std::make_shared<source::Sources>(*inside.sources), inside.model, term};
}

}  // namespace

Result<Prepared> prepared(const ImpactSide& side) {
  if (!side.contract)
    return plain_error(ErrorKind::Usage, "contract", "there is no contract: compile() found errors in it");
  const Contract::Inside& inside = side.contract->inside();
  Prepared result = as_written(side.contract, std::nullopt);
  RunOptions options;
  options.term = side.term;
  options.settings = side.settings;
  auto model = specialised(result.model, result.sources, inside.loader, options);
  if (!model) return model.error();
  if (const auto fits = amendments_fit(*side.contract, *model); !fits) return fits.error();
  // Whole again: what is asked for is settled when it is evaluated.
  result.term = model->term;
  result.model = *std::move(model);
  result.model.term = inside.model.term;
  result.model.order = inside.model.order;
  result.model.outputs = inside.model.outputs;
  result.model.relations = inside.model.relations;
  return result;
}

diff::Side side_of(const Prepared& one, const diff::Book& book) {
  return {book, [sources = one.sources](source::Span span) { return place_of(*sources, span); }, one.term};
}

Comparison comparison_of(const Prepared& before, const Prepared& after, const diff::Compared& found) {
  Comparison result;
  result.before = described(before);
  result.after = described(after);
  result.changes = found.changes;
  result.renamed = found.renamed;
  return result;
}

}  // namespace api

Result<Comparison> compare(const std::shared_ptr<const Contract>& before, const std::shared_ptr<const Contract>& after,
                           const CompareOptions& options) {
  return api::guarded(after->limits(), &Limits::compile_seconds, {}, [&]() -> Result<Comparison> {
    const auto old_term = api::known_term(before->inside().model, options.term);
    if (!old_term) return old_term.error();
    const auto new_term = api::known_term(after->inside().model, options.term);
    if (!new_term) return new_term.error();
    const api::Prepared old_one = api::as_written(before, *old_term), new_one = api::as_written(after, *new_term);
    const diff::Book old_book = diff::make_book(old_one.model, *old_one.sources);
    const diff::Book new_book = diff::make_book(new_one.model, *new_one.sources);
    return api::comparison_of(old_one, new_one,
                              diff::compare(api::side_of(old_one, old_book), api::side_of(new_one, new_book),
                                            diff::match(old_book, new_book)));
  });
}

}  // namespace meruit
