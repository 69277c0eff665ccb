// The derivation as JSON: docs/explanation-json.md. Numbers are strings, as in the JSON of results.
#include <nlohmann/json.hpp>

#include "explain/lines.h"
#include "meruit/explanation.h"

namespace meruit {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const ExplainedValue& value) {
  Json object = {{"exact", value.exact}, {"shown", value.shown}};
  if (value.missing) object["missing"] = true;
  if (!value.fault.empty()) object["fault"] = value.fault;
  return object;
}

const char* word_for(ExplainedPart::Kind kind) {
  switch (kind) {
    case ExplainedPart::Kind::Literal:
      return "literal";
    case ExplainedPart::Kind::Term:
      return "term";
    case ExplainedPart::Kind::Column:
      return "column";
    case ExplainedPart::Kind::Step:
      return "step";
    case ExplainedPart::Kind::Records:
      return "records";
    case ExplainedPart::Kind::Operation:
      return "operation";
  }
  return "";
}

const char* word_for(ExplainedStep::Kind kind) {
  switch (kind) {
    case ExplainedStep::Kind::Payment:
      return "payment";
    case ExplainedStep::Kind::Rule:
      return "rule";
    case ExplainedStep::Kind::Exception:
      return "exception";
    case ExplainedStep::Kind::Given:
      return "given";
    case ExplainedStep::Kind::Field:
      return "field";
    case ExplainedStep::Kind::Parameter:
      return "parameter";
    case ExplainedStep::Kind::Table:
      return "table";
    case ExplainedStep::Kind::Bands:
      return "bands";
  }
  return "";
}

const char* word_for(ExplainedCase::State state) {
  switch (state) {
    case ExplainedCase::State::Applies:
      return "applies";
    case ExplainedCase::State::DoesNotApply:
      return "does not apply";
    case ExplainedCase::State::NotLookedAt:
      return "not looked at";
    case ExplainedCase::State::Faulty:
      return "cannot be decided";
  }
  return "";
}

// Steps are counted from 1, as in the formulas.
Json number_of(std::size_t step) { return step == kNoStep ? Json(nullptr) : Json(step + 1); }

Json json_of(const ExplainedPart& part) {
  Json object = {{"kind", word_for(part.kind)}};
  if (!part.operation.empty()) object["operation"] = part.operation;
  if (!part.name.empty()) object["name"] = part.name;
  if (!part.title.empty()) object["title"] = part.title;
  if (part.kind == ExplainedPart::Kind::Step) object["step"] = number_of(part.step);
  object["looked_at"] = part.looked_at;
  if (part.looked_at) object["value"] = json_of(part.value);
  if (part.parts.empty()) return object;
  Json& parts = object["parts"] = Json::array();
  for (const ExplainedPart& each : part.parts) parts.push_back(json_of(each));
  return object;
}

Json json_of(const ExplainedCase& one) {
  Json object = {{"state", word_for(one.state)}, {"condition", one.condition}, {"reason", one.reason}};
  object["test"] = one.test ? json_of(*one.test) : Json(nullptr);
  return object;
}

Json json_of(const ExplainedException& one) {
  Json object = {{"name", one.name}, {"title", one.title}, {"state", word_for(one.state)}, {"cites", one.cites}};
  object["step"] = number_of(one.step);
  if (one.state == ExplainedCase::State::Applies) {
    object["before"] = json_of(one.before);
    object["after"] = json_of(one.after);
    if (!one.change.shown.empty()) object["change"] = json_of(one.change);
  } else {
    object["condition"] = one.condition;
    object["reason"] = one.reason;
    object["test"] = one.test ? json_of(*one.test) : Json(nullptr);
  }
  return object;
}

Json json_of(const ExplainedLimit& limit) {
  Json choices = Json::array();
  for (const auto& each : limit.choices) choices.push_back({{"words", each.words}, {"value", json_of(each.value)}});
  return {{"operation", limit.operation}, {"choices", std::move(choices)}, {"taken", limit.taken}};
}

Json json_of(const ExplainedRounding& rounding) {
  return {{"to", rounding.to},
          {"mode", rounding.mode},
          {"whole", rounding.whole},
          {"before", json_of(rounding.before)},
          {"after", json_of(rounding.after)},
          {"residue", json_of(rounding.residue)}};
}

Json json_of(const ExplainedBands& bands) {
  Json object = {{"graduated", bands.graduated},
                 {"curve", bands.curve},
                 {"input", bands.input},
                 {"amount", json_of(bands.amount)}};
  if (!bands.base.shown.empty()) object["base"] = json_of(bands.base);
  if (!bands.share.shown.empty()) object["share"] = json_of(bands.share);
  object["mirrored_loss"] = bands.mirrored_loss;
  object["loss_yields_nothing"] = bands.loss_yields_nothing;
  Json& rows = object["rows"] = Json::array();
  for (const ExplainedStretch& each : bands.stretches) {
    Json row = {{"range", each.range}, {"reached", each.reached}, {"figure", json_of(each.figure)}};
    if (!each.last_figure.shown.empty()) row["last_figure"] = json_of(each.last_figure);
    if (!each.from.exact.empty()) {
      row["from"] = json_of(each.from);
      row["to"] = json_of(each.to);
    }
    if (!each.width.exact.empty()) {
      row["width"] = json_of(each.width);
      row["gives"] = json_of(each.gives);
    }
    rows.push_back(std::move(row));
  }
  return object;
}

Json json_of(const ExplainedRow& row) {
  Json keys = Json::array();
  for (const auto& each : row.keys) keys.push_back({{"name", each.name}, {"value", each.value}, {"label", each.label}});
  return {{"column", row.column}, {"keys", std::move(keys)}};
}

Json json_of(const std::vector<ExplainedRecord>& records) {
  Json list = Json::array();
  for (const ExplainedRecord& each : records) {
    list.push_back({{"key", each.key}, {"line", each.line}});
    if (!each.value.shown.empty()) list.back()["value"] = json_of(each.value);
  }
  return list;
}

Json json_of(const ExplainedPopulation& population) {
  Json object = {
      {"words", population.words},     {"operation", population.operation}, {"record", population.relation},
      {"of", population.of},           {"of_key", population.of_key},       {"file", population.file},
      {"records", population.records}, {"counted", population.counted},     {"value", json_of(population.value)}};
  object["own"] = population.own.shown.empty() ? Json(nullptr) : json_of(population.own);
  object["own_key"] = population.own_key;
  object["named"] = population.named;
  if (!population.named) return object;
  object["rows"] = json_of(population.rows);
  object["further"] = population.further;
  if (!population.together.shown.empty()) object["together"] = json_of(population.together);
  object["left_out"] = json_of(population.left_out);
  return object;
}

Json json_of(const ExplainedGiven& given) {
  Json object = {{"name", given.name}, {"title", given.title}, {"value", json_of(given.value)}};
  object["instead_of"] = given.instead_of.shown.empty() ? Json(nullptr) : json_of(given.instead_of);
  object["step"] = number_of(given.step);
  return object;
}

Json json_of(const ExplainedLine& line) {
  return {{"name", line.name}, {"title", line.title}, {"value", json_of(line.value)}, {"step", number_of(line.step)}};
}

Json json_of(const ExplainedSplit& split) {
  return {{"pool", split.pool},
          {"weight", split.weight},
          {"record", split.relation},
          {"records", split.records},
          {"amount", json_of(split.amount)},
          {"own", json_of(split.own)},
          {"total", json_of(split.total)},
          {"exact", json_of(split.exact)},
          {"rounded_down", json_of(split.rounded_down)},
          {"to", split.to},
          {"quantum", json_of(split.quantum)},
          {"left_over", json_of(split.left_over)},
          {"given_out", split.given_out},
          {"order", split.order},
          {"place", split.place}};
}

template <class T>
Json list_of(const std::vector<T>& items) {
  Json list = Json::array();
  for (const T& each : items) list.push_back(json_of(each));
  return list;
}

void add_figures(const ExplainedStep& step, Json& object) {
  if (step.block) {
    object["block"] = {{"from", step.block->from},
                       {"until", step.block->until},
                       {"date", step.block->date},
                       {"decided_by", step.block->decided_by}};
  }
  if (step.bands) object["bands"] = json_of(*step.bands);
  if (step.row) object["row"] = json_of(*step.row);
}

Json json_of(const Explanation& told, std::size_t i) {
  const ExplainedStep& step = told.steps[i];
  Json object = {{"step", i + 1},
                 {"kind", word_for(step.kind)},
                 {"name", step.name},
                 {"title", step.title},
                 {"unit", step.unit},
                 {"record", step.record},
                 {"key", step.key},
                 {"value", json_of(step.value)},
                 {"percent", step.percent},
                 {"formula", step.formula},
                 {"numbers", step.numbers},
                 {"overall", step.overall},
                 {"set", step.set},
                 {"unknown_limit", step.unknown_limit},
                 {"parent", number_of(step.parent)}};
  Json& needs = object["needs"] = Json::array();
  for (const std::size_t need : step.needs) needs.push_back(need + 1);
  object["cites"] = step.cites;
  object["place"] = {{"file", step.place.file}, {"line", step.place.line}, {"column", step.place.column}};
  if (!step.owed_by.empty()) object["owed_by"] = step.owed_by;
  if (!step.owed_to.empty()) object["owed_to"] = step.owed_to;
  if (!step.origin.empty()) object["origin"] = step.origin;
  if (!step.assumed.empty()) object["assumed"] = step.assumed;
  if (!step.fault_here.empty()) object["fault"] = step.fault_here;
  if (step.fault_step != kNoStep) object["fault_step"] = step.fault_step + 1;
  if (step.expression) object["expression"] = json_of(*step.expression);
  if (!step.cases.empty()) object["cases"] = list_of(step.cases);
  if (!step.exceptions.empty()) object["exceptions"] = list_of(step.exceptions);
  if (!step.limits.empty()) object["limits"] = list_of(step.limits);
  if (!step.roundings.empty()) object["roundings"] = list_of(step.roundings);
  if (!step.populations.empty()) object["populations"] = list_of(step.populations);
  if (!step.given.empty()) object["given"] = list_of(step.given);
  if (!step.line_of.empty()) object["line_of"] = step.line_of;
  if (!step.lines.empty()) object["lines"] = list_of(step.lines);
  if (step.split) object["split"] = json_of(*step.split);
  add_figures(step, object);
  return object;
}

Json amendment_of(const AmendmentInfo& amendment) {
  Json changes = Json::array();
  for (const AmendedStatement& change : amendment.changes)
    changes.push_back({{"statement", change.statement},
                       {"effect", change.effect},
                       {"from", change.from.empty() ? Json(nullptr) : Json(change.from)},
                       {"after_term", change.after_term}});
  return {{"title", amendment.title},
          {"model", amendment.model},
          {"signed", amendment.signed_on},
          {"in_force", amendment.in_force},
          {"changes", std::move(changes)}};
}

}  // namespace

std::string to_json(const Explanation& told) {
  Json all = {{"contract", told.contract},       {"title", told.title},   {"version", told.version},
              {"fingerprint", told.fingerprint}, {"engine", told.engine}, {"cites", told.cites}};
  all["term"] = told.term ? Json{{"first", told.term->first}, {"last", told.term->last}} : Json(nullptr);
  all["as_of"] = told.as_of.empty() ? Json(nullptr) : Json(told.as_of);
  all["amendments"] = Json::array();
  for (const AmendmentInfo& each : told.amendments) all["amendments"].push_back(amendment_of(each));
  all["settings"] = Json::array();
  for (const Setting& each : told.settings) all["settings"].push_back({{"name", each.name}, {"value", each.value}});
  all["record"] = told.relation;
  all["key"] = told.key;
  all["file"] = told.file;
  all["line"] = told.line;
  all["records"] = told.records;
  Json& kinds = all["kinds"] = Json::array();
  for (const ExplainedKind& each : told.kinds) kinds.push_back({{"record", each.relation}, {"records", each.records}});
  all["same_as_engine"] = true;  // otherwise there is no explanation
  Json& roots = all["roots"] = Json::array();
  Json& answers = all["answers"] = Json::array();
  for (const std::size_t root : told.roots) {
    roots.push_back(root + 1);
    answers.push_back({{"answer", explain::answer(told, root)}, {"course", explain::course(told, root)}});
  }
  Json& steps = all["steps"] = Json::array();
  for (std::size_t i = 0; i < told.steps.size(); ++i) steps.push_back(json_of(told, i));
  all["assumptions"] = Json::array();
  for (const Assumption& each : told.assumptions)
    all["assumptions"].push_back({{"field", each.field}, {"value", each.value}, {"because", each.because}});
  all["open_questions"] = told.open_questions;
  all["problems"] = told.problems;
  all["undetermined"] = told.undetermined;
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace meruit
