// What the two sides of a comparison are given: records that are each other's, their data, a field to add up by.
#include <algorithm>

#include "api/impact_run.h"
#include "api/run_state.h"
#include "diff/records_alike.h"
#include "source/nearest.h"

namespace meruit::api {

// Rows of the one version are rows of the other where their records are the same.
Result<void> ImpactRun::number_alike() {
  if (const std::string why = diff::records_differ(before_.model, after_.model); !why.empty())
    return plain_error(ErrorKind::Usage, "records-differ",
                       "amounts are compared between versions with the same records and keys: " + why +
                           "; compare what they say without --data, and settle each by itself with `meruit run`");
  diff::number_records_alike(before_.model, after_.model);
  return {};
}

Result<void> ImpactRun::take_data() {
  const auto take = [](const ImpactSide& side, const check::Model& model, SideData& data) -> Result<void> {
    for (const ImpactData& each : side.data) {
      const auto id = each.relation.empty() && model.relations.size() == 1 ? std::optional(check::RelationId{0})
                                                                           : relation_called(model, each.relation);
      if (!id)
        return plain_error(ErrorKind::Usage, "unknown-relation", "the contract has no records `" + each.relation + "`");
      data.kinds[id->index].table = &each.table;
      data.kinds[id->index].digest = each.digest;
    }
    return {};
  };
  old_data_.kinds.resize(before_.model.relations.size());
  if (auto taken = take(old_side_, before_.model, old_data_); !taken) return taken;
  new_data_ = old_data_;
  return take(new_side_, after_.model, new_data_);
}

void ImpactRun::name_inputs() {
  const auto input_of = [](const ImpactSide& side, const check::Model& model, const SideData& data) {
    ImpactInput input{{}, side.settings};
    for (std::size_t r = 0; r < data.kinds.size(); ++r)
      if (const SideRows& rows = data.kinds[r]; rows.table != nullptr)
        input.files.push_back({model.relations[r].name, rows.table->origin(), rows.digest});
    return input;
  };
  sums_.result.input_before = input_of(old_side_, before_.model, old_data_);
  sums_.result.input_after = input_of(new_side_, after_.model, new_data_);
}

// `region`, or `claim.region` where two records have one.
Result<std::optional<check::RuleId>> ImpactRun::by_rule(check::Model& model) const {
  const auto is_meant = [&](const std::string& name, check::RelationId of) {
    return name == options_.by || model.relations[of.index].name + "." + name == options_.by;
  };
  std::vector<std::uint32_t> fields, rules;
  std::string ways;
  const auto note = [&](const std::string& name, check::RelationId of) {
    ways += (ways.empty() ? "`" : " or `") + model.relations[of.index].name + "." + name + "`";
  };
  for (std::uint32_t i = 0; i < model.fields.size(); ++i) {
    const check::Field& one = model.fields[i];
    if (one.of_parent || one.instance_of.given() || !is_meant(one.name, one.relation)) continue;
    fields.push_back(i);
    note(one.name, one.relation);
  }
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const check::Rule& one = model.rules[i];
    if (!check::of_rows(one.level) || !check::is_result(one) || !is_meant(one.name, one.level.relation)) continue;
    rules.push_back(i);
    note(one.name, one.level.relation);
  }
  if (fields.size() + rules.size() > 1)
    return plain_error(ErrorKind::Usage, "unknown-field", "`" + options_.by + "` is of several records: say " + ways);
  if (!fields.empty()) return std::optional(add_field_rule(model, fields.front()));
  return rules.empty() ? std::optional<check::RuleId>() : std::optional(check::RuleId{rules.front()});
}

Error ImpactRun::no_such_group() const {
  std::vector<std::string> names;
  for (const check::Model* model : {&after_.model, &before_.model}) {
    for (const check::Field& field : model->fields)
      if (!field.key && !field.instance_of.given()) names.push_back(field.name);
    for (const check::Rule& rule : model->rules)
      if (check::is_result(rule) && check::of_rows(rule.level)) names.push_back(rule.name);
  }
  const std::string near = source::nearest(options_.by, names);
  std::string message = "there is no field and no rule for each record called `" + options_.by + "` to add up by";
  if (!near.empty()) message += "; did you mean `" + near + "`?";
  std::string known;
  for (auto name = names.begin(); name != names.end(); ++name)
    if (std::find(names.begin(), name, *name) == name) known += (known.empty() ? "" : ", ") + *name;
  return plain_error(ErrorKind::Usage, "unknown-field",
                     message + (near.empty() ? "; there are: " : " There are: ") + known);
}

// Cells of both files that differ, as the new version reads them.
void ImpactRun::find_restated() {
  if (one_file()) return;
  const auto cells = [&](const SideData& data, std::vector<check::FieldId>& fields) -> Result<Told> {
    check::Model model = after_.model;
    const auto ask = [&](const std::vector<check::RuleId>& outputs) {
      return tell({model, after_.term, outputs, data.asked(), after_.sources.get(), false, false, options_.threads});
    };
    auto needed = ask(model.outputs);
    if (!needed) return needed;
    fields.clear();
    std::vector<check::RuleId> outputs;
    for (std::uint32_t i = 0; i < model.fields.size(); ++i) {
      const bool is_needed =
          std::find(needed->fields.begin(), needed->fields.end(), check::FieldId{i}) != needed->fields.end();
      if (model.fields[i].key || !(is_needed || model.fields[i].name == options_.by)) continue;
      const check::FieldId id{i};
      fields.push_back(id);
      outputs.push_back(add_field_rule(model, id.index));
    }
    return outputs.empty() ? std::move(needed) : ask(outputs);
  };
  std::vector<check::FieldId> fields;
  const auto olds = cells(old_data_, fields);
  const auto news = cells(new_data_, fields);
  if (olds && news && !fields.empty()) sums_.set_cells(*olds, *news, after_.model, fields);
}

}  // namespace meruit::api
