// First which definitions the expression reaches, then, each after those it uses, what of the substitutes reaches
// them; only those that something reaches are made anew, and equal ones only once.
#include "check/instances.h"

#include <algorithm>

#include "check/print_expr.h"

namespace meruit::check {

namespace {

std::uint64_t definition_key(Symbol::Kind kind, std::uint32_t index) {
  return static_cast<std::uint64_t>(kind) << 32 | index;
}

// What an expression names; none for all other operations.
std::optional<Symbol::Kind> kind_named(Op op) {
  if (op == Op::Rule) return Symbol::Kind::Rule;
  if (op == Op::Parameter) return Symbol::Kind::Parameter;
  if (op == Op::Field) return Symbol::Kind::Field;
  return std::nullopt;
}

std::vector<ExprId> bodies(const Builder& b, const Definition& definition) {
  std::vector<ExprId> found;
  if (definition.kind == Symbol::Kind::Rule) found.push_back(b.model.rules[definition.index].body);
  if (definition.kind == Symbol::Kind::Field) found.push_back(b.model.fields[definition.index].value);
  if (definition.kind == Symbol::Kind::Parameter)
    for (const DatedValue& value : b.model.parameters[definition.index].values) found.push_back(value.value);
  std::erase_if(found, [](ExprId id) { return !id.given(); });
  return found;
}

Rebinding::Kind rebinding_kind(Symbol::Kind kind) {
  if (kind == Symbol::Kind::Rule) return Rebinding::Kind::Rule;
  return kind == Symbol::Kind::Field ? Rebinding::Kind::Field : Rebinding::Kind::Parameter;
}

class Instances {
 public:
  Instances(Builder& b, std::uint32_t first, std::vector<Substitute>& substitutes)
      : b_(b), first_(first), substitutes_(substitutes) {
    for (std::size_t i = 0; i < substitutes.size(); ++i)
      reached_[definition_key(substitutes[i].kind, substitutes[i].index)] = {{i}, substitutes[i].value, 0};
  }

  ExprId run(ExprId root) {
    for (const Definition& definition : in_order(root)) {
      const Reached reached = reach(definition);
      if (!good_) return {};
      reached_[definition_key(definition.kind, definition.index)] = reached;
    }
    for (const std::size_t one : named_in(root, first_, false)) substitutes_[one].met = true;
    if (!good_) return {};
    const ExprId made = copy(root, first_);
    return good_ ? made : ExprId{};
  }

 private:
  // The substitutes that reach a definition; what stands for it: a substitute, or an instance of it.
  struct Reached {
    std::vector<std::size_t> by;
    ExprId substitute;
    std::uint32_t instance = 0;
  };

  // Definitions that the root uses, through others too, in the order in which they were checked.
  std::vector<Definition> in_order(ExprId root) {
    std::vector<ExprId> open{root};
    std::vector<bool> seen(b_.model.exprs.size());
    std::unordered_map<std::uint64_t, bool> used;
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (seen[id.index]) continue;
      seen[id.index] = true;
      const Expr& expr = b_.expr(id);
      open.insert(open.end(), expr.operands.begin(), expr.operands.end());
      if (const auto kind = kind_named(expr.op)) use({*kind, expr.index}, used, open);
    }
    std::vector<Definition> ordered;
    for (const Definition& one : b_.defined)
      if (used.count(definition_key(one.kind, one.index)) > 0) ordered.push_back(one);
    return ordered;
  }

  // The values before exceptions are told of, whether or not anything uses them.
  void use(Definition one, std::unordered_map<std::uint64_t, bool>& used, std::vector<ExprId>& open) {
    const std::uint64_t key = definition_key(one.kind, one.index);
    if (reached_.count(key) > 0 || !used.emplace(key, true).second) return;
    for (const ExprId body : bodies(b_, one)) open.push_back(body);
    if (one.kind != Symbol::Kind::Rule) return;
    for (const Exception& each : b_.model.rules[one.index].exceptions)
      use({Symbol::Kind::Rule, each.before.index}, used, open);
  }

  // The substitutes that an expression reaches by its own names. `gathered`: within an aggregate or a split, whose
  // value comes from all records, so that a name of one record means nothing there.
  std::vector<std::size_t> named_in(ExprId id, std::uint32_t first, bool gathered) {
    budget::tick();
    std::vector<std::size_t> found;
    if (id.index < first) return found;
    const Expr expr = b_.expr(id);
    const auto take = [&](const std::vector<std::size_t>& more) {
      found.insert(found.end(), more.begin(), more.end());
    };
    if (const auto kind = kind_named(expr.op)) {
      const auto known = reached_.find(definition_key(*kind, expr.index));
      if (known != reached_.end()) take(known->second.by);
    }
    const bool gathers = gathered || expr.op == Op::Aggregate || expr.op == Op::Split || expr.op == Op::At;
    for (const ExprId operand : expr.operands) take(named_in(operand, first, gathers));
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (gathers && !gathered)
      for (const std::size_t one : found) refuse_gathered(substitutes_[one], expr);
    return found;
  }

  void refuse_gathered(const Substitute& one, const Expr& gathering) {
    if (!one.of_each_row || !good_) return;
    good_ = false;
    const std::string& name = defined_name(b_, one.kind, one.index);
    const bool several = b_.model.relations.size() > 1;
    const bool upwards = gathering.op == Op::At;
    Diagnostic& d = report(
        b_, DiagnosticKind::GivenGathered, one.span,
        in_ticks(name) + " of one record is given, and what needs it looks at " +
            (several ? "other rows" : "all records"),
        several ? "two readers would disagree whether it is given for this row or for all: write what it would be "
                  "as a rule of its own, and gather that rule"
                : "two readers would disagree whether it is given for this record or for all: give the overall "
                  "rule itself another value");
    label(d, gathering.span, upwards ? "is a value of another row" : "needs " + in_ticks(name) + " of every record");
  }

  Reached reach(const Definition& definition) {
    Reached reached;
    for (const ExprId body : bodies(b_, definition)) {
      const std::vector<std::size_t> more = named_in(body, 0, false);
      reached.by.insert(reached.by.end(), more.begin(), more.end());
    }
    std::sort(reached.by.begin(), reached.by.end());
    reached.by.erase(std::unique(reached.by.begin(), reached.by.end()), reached.by.end());
    if (reached.by.empty() || !good_) return reached;
    std::string key = std::to_string(definition_key(definition.kind, definition.index));
    for (const std::size_t one : reached.by)
      key += "|" + std::to_string(definition_key(substitutes_[one].kind, substitutes_[one].index)) + "=" +
             expr_text(b_.model, substitutes_[one].value);
    const auto known = b_.instances.find(key);
    const std::uint32_t index = known != b_.instances.end() ? known->second : make(definition, reached.by);
    b_.instances.emplace(std::move(key), index);
    reached.instance = index;
    return reached;
  }

  // The names that have another value in an instance: where the definition was an instance already, a value that a
  // name has there stays, with what it uses replaced.
  std::vector<Rebinding> given_to(std::vector<Rebinding> given, const std::vector<std::size_t>& by) {
    for (Rebinding& one : given) one.value = copy(one.value, 0);
    for (const std::size_t each : by) {
      const Substitute& fresh = substitutes_[each];
      const Rebinding::Kind kind = rebinding_kind(fresh.kind);
      const bool known = std::any_of(given.begin(), given.end(), [&](const Rebinding& one) {
        return one.kind == kind && one.index == fresh.index;
      });
      if (!known) given.push_back({kind, fresh.index, fresh.value, fresh.span});
    }
    return given;
  }

  // Its exceptions are made of the instances of their parts.
  void take_instances(std::vector<Exception>& exceptions) {
    for (Exception& one : exceptions)
      for (RuleId* part : {&one.before, &one.applies, &one.value}) {
        const auto known = reached_.find(definition_key(Symbol::Kind::Rule, part->index));
        if (known != reached_.end() && !known->second.by.empty()) *part = {known->second.instance};
      }
  }

  // The definition once more, with what it uses replaced.
  std::uint32_t make(const Definition& definition, const std::vector<std::size_t>& by) {
    const std::string suffix = " given " + std::to_string(++b_.given_count);
    if (definition.kind == Symbol::Kind::Rule) {
      Rule rule = b_.model.rules[definition.index];
      rule.body = copy(rule.body, 0);
      rule.given = given_to(std::move(rule.given), by);
      take_instances(rule.exceptions);
      if (!rule.instance_of.given()) rule.instance_of = {definition.index};
      rule.name = b_.model.rules[rule.instance_of.index].name + suffix;
      return add_hidden(b_, std::move(rule));
    }
    if (definition.kind == Symbol::Kind::Parameter) {
      Parameter parameter = b_.model.parameters[definition.index];
      for (DatedValue& value : parameter.values)
        if (value.value.given()) value.value = copy(value.value, 0);
      parameter.given = given_to(std::move(parameter.given), by);
      if (!parameter.instance_of.given()) parameter.instance_of = {definition.index};
      parameter.name = b_.model.parameters[parameter.instance_of.index].name + suffix;
      return add_hidden(b_, std::move(parameter));
    }
    Field field = b_.model.fields[definition.index];
    field.value = copy(field.value, 0);
    field.given = given_to(std::move(field.given), by);
    if (!field.instance_of.given()) field.instance_of = {definition.index};
    field.name = b_.model.fields[field.instance_of.index].name + suffix;
    return add_hidden(b_, std::move(field));
  }

  ExprId copy(ExprId id, std::uint32_t first) {
    budget::tick();
    if (id.index < first) return id;
    const auto known = copies_.find(id.index);
    if (known != copies_.end()) return known->second;
    const ExprId made = copy_new(id, first);
    copies_.emplace(id.index, made);
    return made;
  }

  ExprId copy_new(ExprId id, std::uint32_t first) {
    Expr expr = b_.expr(id);
    const auto kind = kind_named(expr.op);
    if (kind) {
      const auto known = reached_.find(definition_key(*kind, expr.index));
      if (known != reached_.end() && known->second.substitute.given()) return known->second.substitute;
      if (known != reached_.end() && !known->second.by.empty()) {
        expr.index = known->second.instance;
        return push(std::move(expr));
      }
    }
    bool same = true;
    for (ExprId& operand : expr.operands) {
      const ExprId made = copy(operand, first);
      same = same && made == operand;
      operand = made;
    }
    if (same) return id;
    const ExprId made = push(std::move(expr));
    // A limit that may be left out may be left out of the copy.
    if (const auto left_out = b_.left_out.find(id); left_out != b_.left_out.end())
      b_.left_out.emplace(made, copy(left_out->second, first));
    return made;
  }

  ExprId push(Expr expr) {
    const std::uint64_t most = b_.files.limits.given_expressions;
    if (++b_.given_expressions == most)
      report_limit(b_, DiagnosticKind::GivenTooLarge, &Limits::given_expressions, substitutes_.front().span,
                   "`given` upon `given` makes more than " + budget::grouped(most) + " expressions of this contract",
                   "name what is given in between as a rule of its own, and use it");
    good_ = good_ && b_.given_expressions < most;
    budget::take(sizeof(Expr) + expr.operands.size() * sizeof(ExprId));
    b_.model.exprs.push_back(std::move(expr));
    return {static_cast<std::uint32_t>(b_.model.exprs.size() - 1)};
  }

  Builder& b_;
  std::uint32_t first_;
  std::vector<Substitute>& substitutes_;
  std::unordered_map<std::uint64_t, Reached> reached_;
  std::unordered_map<std::uint32_t, ExprId> copies_;
  bool good_ = true;
};

}  // namespace

ExprId instantiate(Builder& b, ExprId root, std::uint32_t first, std::vector<Substitute>& substitutes) {
  return Instances(b, first, substitutes).run(root);
}

}  // namespace meruit::check
