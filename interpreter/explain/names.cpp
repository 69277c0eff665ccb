// What definitions are called, those too that the checker made from others.
#include <algorithm>

#include "explain/shapes.h"

namespace meruit::explain {

namespace {

Name titled(const std::string& name, const std::string& title) { return {name, title.empty() ? name : title}; }

// "Savings with another Cost of care and Benchmark".
Name with_given(const check::Model& model, Name name, const std::vector<check::Rebinding>& given) {
  for (std::size_t i = 0; i < given.size(); ++i)
    name.title += (i == 0                  ? " with another "
                   : i + 1 == given.size() ? " and "
                                           : ", ") +
                  name_given(model, given[i]).title;
  return name;
}

// A value that stands for a name is called like it.
Name as_given(const std::string& made, const std::string& title) {
  Name name = titled(made.substr(0, made.find(" given ")), title);
  name.title += ", as given here";
  return name;
}

template <class T, class Id>
Id origin(const std::vector<T>& all, Id id) {
  return all[id.index].instance_of.given() ? all[id.index].instance_of : id;
}

Name plain_rule_name(const check::Model& model, check::RuleId id) {
  const check::Rule& rule = model.rules[id.index];
  if (rule.hidden) return as_given(rule.name, rule.title);
  const check::Rule& whole = rule.part_of.given() ? model.rules[rule.part_of.index] : rule;
  return titled(whole.name, whole.title);
}

}  // namespace

const check::Exception* exception_of(const check::Model& model, check::RuleId id) {
  const check::RuleId written = origin(model.rules, id);
  const check::Rule& rule = model.rules[written.index];
  if (rule.part != check::Rule::Part::Result) return nullptr;
  const auto& all = model.rules[rule.part_of.index].exceptions;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.value == written; });
  return found == all.end() ? nullptr : &*found;
}

Name rule_name(const check::Model& model, check::RuleId id) {
  Name name = with_given(model, plain_rule_name(model, origin(model.rules, id)), model.rules[id.index].given);
  if (model.rules[id.index].part == check::Rule::Part::Base) name.title += ", before its exceptions";
  const check::Exception* exception = exception_of(model, id);
  if (exception == nullptr) return name;
  return {exception->name, name.title + ", after " + titled(exception->name, exception->title).title};
}

Name field_name(const check::Model& model, check::FieldId id) {
  const check::Field& field = model.fields[origin(model.fields, id).index];
  return with_given(model, titled(field.name, field.title), model.fields[id.index].given);
}

Name parameter_name(const check::Model& model, check::ParameterId id) {
  const check::Parameter& parameter = model.parameters[origin(model.parameters, id).index];
  const Name name =
      parameter.hidden ? as_given(parameter.name, parameter.title) : titled(parameter.name, parameter.title);
  return with_given(model, name, model.parameters[id.index].given);
}

Name name_given(const check::Model& model, const check::Rebinding& given) {
  using Kind = check::Rebinding::Kind;
  if (given.kind == Kind::Rule) return titled(model.rules[given.index].name, model.rules[given.index].title);
  if (given.kind == Kind::Field) return titled(model.fields[given.index].name, model.fields[given.index].title);
  return titled(model.parameters[given.index].name, model.parameters[given.index].title);
}

}  // namespace meruit::explain
