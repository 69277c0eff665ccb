// Compiling: texts read, parsed and checked; and the Contract that comes of it.
#include "meruit/contract.h"

#include <exception>
#include <utility>

#include "api/fault_reason.h"
#include "api/inside.h"
#include "api/later_days.h"
#include "api/values.h"
#include "budget/budget.h"
#include "oracle/oracle.h"
#include "syntax/parse.h"

namespace meruit {

namespace {

Diagnostic unreadable(const Error& error) {
  Diagnostic diagnostic;
  diagnostic.code = "file";
  diagnostic.message = error.message;
  return diagnostic;
}

std::unique_ptr<Contract::Inside> inside_of(check::Model model, std::shared_ptr<const source::Sources> sources,
                                            SourceLoader loader) {
  auto inside = std::make_unique<Contract::Inside>();
  inside->fingerprint = check::fingerprint(model);
  for (const check::NamedTerm& term : model.terms) inside->terms.push_back({term.label, api::to_public(term.period)});
  inside->assumptions = api::assumptions_of(model, *sources);
  inside->relations = api::relations_of(model);
  inside->outputs = api::outputs_of(model, *sources);
  inside->model = std::move(model);
  inside->sources = std::move(sources);
  inside->loader = std::move(loader);
  return inside;
}

// The texts of one compilation as they are read and parsed.
class Texts {
 public:
  Texts(const SourceLoader& loader, const Limits& limits, Compiled& result)
      : loader_(loader), limits_(limits), result_(result) {}

  // Nothing when the text is not there; told in the result.
  std::optional<ast::File> parse(std::string_view path) {
    Result<std::string> text = loader_(path);
    if (!text) {
      result_.diagnostics.push_back(unreadable(text.error()));
      return std::nullopt;
    }
    budget::take(text->size());
    return syntax::parse(*sources, sources->add(std::string(path), *std::move(text)), sink, limits_);
  }

  const std::shared_ptr<source::Sources> sources = std::make_shared<source::Sources>();
  source::Diagnostics sink;

 private:
  const SourceLoader& loader_;
  const Limits& limits_;
  Compiled& result_;
};

Diagnostic no_day(const std::string& as_of) {
  Diagnostic diagnostic;
  diagnostic.code = "as-of";
  diagnostic.message = "`" + as_of + "` is no day of the calendar; days are year, month, day, as in 2025-06-30";
  return diagnostic;
}

// The contract as amended, checked; its amendments are added.
std::optional<check::Model> checked(Texts& texts, const SourceLoader& loader, ast::File& contract,
                                    const ast::File* mapping, const Limits& limits, const CompileOptions& options,
                                    amend::Account& own, std::vector<amend::Account>& used) {
  own = amend::consolidate(contract, api::as_of_day(contract, options), texts.sink);
  if (texts.sink.has_errors()) return std::nullopt;
  return check::check(contract, mapping, {*texts.sources, api::load_text(loader), limits, own.as_of, &used},
                      texts.sink);
}

Compiled compile_texts(std::string_view contract_path, const SourceLoader& loader, std::string_view mapping_path,
                       const Limits& limits, const CompileOptions& options) {
  Compiled result;
  if (!options.as_of.empty() && !calendar::parse_date(options.as_of)) {
    result.diagnostics.push_back(no_day(options.as_of));
    return result;
  }
  Texts texts(loader, limits, result);
  std::optional<ast::File> contract = texts.parse(contract_path);
  std::optional<ast::File> mapping;
  if (!mapping_path.empty()) mapping = texts.parse(mapping_path);
  if (!result.diagnostics.empty()) return result;

  syntax::must_be_contract(*texts.sources, *contract, texts.sink);
  if (mapping) syntax::must_be_mapping(*texts.sources, *mapping, texts.sink);
  // What could not be read would only lead to further messages about what is missing.
  std::optional<check::Model> model;
  amend::Account own;
  std::vector<amend::Account> used;
  const std::optional<ast::File> written = options.later_days ? contract : std::nullopt;
  const bool readable = !texts.sink.has_errors();
  if (readable) model = checked(texts, loader, *contract, mapping ? &*mapping : nullptr, limits, options, own, used);
  result.diagnostics = api::to_public(texts.sources, texts.sink);
  if (readable && written &&
      !api::check_later_days({*written, mapping ? &*mapping : nullptr, own, used},
                             {*texts.sources, api::load_text(loader), limits}, texts.sources, result.diagnostics))
    return result;
  if (!model) return result;
  auto inside = inside_of(*std::move(model), texts.sources, loader);
  api::add_amendments(*texts.sources, own, inside->amendments);
  for (const amend::Account& account : used) api::add_amendments(*texts.sources, account, inside->amendments);
  if (!inside->amendments.empty() && own.as_of) inside->as_of = calendar::to_text(*own.as_of);
  inside->as_of_said = !options.as_of.empty();
  result.contract = std::make_shared<const Contract>(std::move(inside));
  return result;
}

Diagnostic spent_diagnostic(const budget::Spent& spent) {
  Diagnostic diagnostic;
  diagnostic.code = spent.by_caller() ? "stopped" : "limit";
  diagnostic.message = spent.what();
  diagnostic.help = spent.help();
  return diagnostic;
}

const char* words(ast::Evidence evidence) {
  switch (evidence) {
    case ast::Evidence::Published:
      return "published";
    case ast::Evidence::Derived:
      return "derived";
    case ast::Evidence::Constructed:
      return "constructed";
    case ast::Evidence::Unsaid:
      break;
  }
  return "";
}

}  // namespace

const char* version() { return MERUIT_VERSION; }

Compiled compile(std::string_view contract_path, const SourceLoader& loader, std::string_view mapping_path,
                 const Limits& limits, const std::stop_token& stop, const CompileOptions& options) {
  budget::Meter meter(limits, &Limits::compile_seconds, stop);
  const budget::Watch watch(&meter);
  Compiled result;
  Diagnostic diagnostic;
  try {
    return compile_texts(contract_path, loader, mapping_path, limits, options);
  } catch (const budget::Spent& spent) {
    diagnostic = spent_diagnostic(spent);
    diagnostic.place.file = contract_path;
  } catch (const std::bad_alloc&) {
    diagnostic.code = "memory";
    diagnostic.message = "out of memory while compiling " + std::string(contract_path);
  } catch (const std::exception& problem) {
    diagnostic.code = "internal";
    diagnostic.message =
        std::string("internal error while compiling ") + std::string(contract_path) + ": " + problem.what();
  }
  result.diagnostics.push_back(std::move(diagnostic));
  return result;
}

Contract::Contract(std::unique_ptr<const Inside> inside) : inside_(std::move(inside)) {}
Contract::~Contract() = default;

const std::string& Contract::name() const { return inside_->model.name; }
const std::string& Contract::title() const { return inside_->model.title; }
const std::string& Contract::contract_version() const { return inside_->model.version; }
const std::string& Contract::currency() const { return inside_->model.currency; }
bool Contract::is_model() const { return inside_->model.is_model; }
std::optional<Term> Contract::term() const {
  return inside_->model.term ? std::optional(api::to_public(*inside_->model.term)) : std::nullopt;
}
const std::vector<NamedTerm>& Contract::terms() const { return inside_->terms; }
const std::vector<std::string>& Contract::cites() const { return inside_->model.cites; }
const std::vector<std::string>& Contract::open_questions() const { return inside_->model.open_questions; }
const std::vector<Assumption>& Contract::assumptions() const { return inside_->assumptions; }
const std::vector<AmendmentInfo>& Contract::amendments() const { return inside_->amendments; }
const std::string& Contract::as_of() const { return inside_->as_of; }
std::span<const RelationInfo> Contract::relations() const { return inside_->relations; }
std::span<const OutputInfo> Contract::outputs() const { return inside_->outputs; }
const std::string& Contract::fingerprint() const { return inside_->fingerprint; }

const Limits& Contract::limits() const { return inside_->model.limits; }

namespace {

// What came out differently, and why it could not be run.
void run_example(const Contract::Inside& inside, const check::Example& example, ExampleReport& report,
                 source::Diagnostics& sink) {
  const check::Model& model = inside.model;
  for (const oracle::Mismatch& mismatch : oracle::run_example(model, example, sink)) {
    const check::Expectation& expectation = example.expect[mismatch.expectation];
    const bool field = expectation.field.has_value();
    const check::Type& type =
        field ? model.fields[expectation.field->index].type : model.rules[expectation.rule.index].type;
    const auto* fault = std::get_if<check::Fault>(&mismatch.found);
    const std::string found = fault != nullptr
                                  ? "a fault: " + api::fault_reason(model, *inside.sources, *fault, mismatch.origin)
                                  : api::human(model, type, mismatch.found);
    const std::string expected =
        expectation.value.given() ? api::human(model, type, mismatch.expected) : "that a figure is unpublished";
    report.failures.push_back(
        {field ? model.fields[expectation.field->index].name : model.rules[expectation.rule.index].name, expected,
         found, api::place_of(*inside.sources, expectation.span)});
  }
}

}  // namespace

std::vector<ExampleReport> Contract::run_examples(const std::stop_token& stop) const {
  budget::Meter meter(limits(), &Limits::run_seconds, stop);
  const budget::Watch watch(&meter);
  std::vector<ExampleReport> reports;
  for (const check::Example& example : inside_->model.examples) {
    ExampleReport& report = reports.emplace_back();
    report.title = example.title;
    report.evidence = words(example.evidence);
    if (!example.evidence_source.empty()) report.evidence += ": " + example.evidence_source;
    report.place = api::place_of(*inside_->sources, example.span);
    source::Diagnostics sink;
    try {
      meter.look();
      run_example(*inside_, example, report, sink);
      report.diagnostics = api::to_public(inside_->sources, sink);
      report.passed = report.failures.empty() && !sink.has_errors();
    } catch (const budget::Spent& spent) {
      report.diagnostics.push_back(spent_diagnostic(spent));
      report.diagnostics.back().place = report.place;
    }
  }
  return reports;
}

}  // namespace meruit
