// Dependencies by name, read off the syntax tree, and a walk that puts each definition after what it names. The walk
// keeps its own stack, so that a chain of any length is no deeper for the machine.
#include "check/order.h"

#include <algorithm>

#include "check/ast_walk.h"
#include "check/exceptions.h"
#include "check/resolve.h"

namespace meruit::check {

namespace {

struct Hop {
  std::uint32_t node = 0;
  Span span;  // where it is named
};

// Rules, parameters and fields numbered through.
struct Graph {
  Builder& b;
  std::uint32_t parameters = 0, fields = 0, size = 0;  // where they start
  std::vector<std::vector<Hop>> uses;

  [[nodiscard]] std::uint32_t node(const Symbol& symbol) const {
    if (symbol.kind == Symbol::Kind::Rule) return symbol.index;
    return (symbol.kind == Symbol::Kind::Parameter ? parameters : fields) + symbol.index;
  }
  [[nodiscard]] Definition definition(std::uint32_t node) const {
    if (node < parameters) return {Symbol::Kind::Rule, node};
    if (node < fields) return {Symbol::Kind::Parameter, node - parameters};
    return {Symbol::Kind::Field, node - fields};
  }
  [[nodiscard]] const std::string& name(std::uint32_t node) const {
    const Definition it = definition(node);
    if (it.kind == Symbol::Kind::Rule) {
      const Rule& rule = b.model.rules[it.index];
      return rule.part == Rule::Part::Base ? b.model.rules[rule.part_of.index].name : rule.name;
    }
    return it.kind == Symbol::Kind::Parameter ? b.model.parameters[it.index].name : b.model.fields[it.index].name;
  }
};

bool is_definition(const Symbol& symbol) {
  return symbol.kind == Symbol::Kind::Rule || symbol.kind == Symbol::Kind::Parameter ||
         symbol.kind == Symbol::Kind::Field;
}

void collect_name(const Graph& graph, const Symbol* symbol, Span span, std::vector<Hop>& hops) {
  if (symbol != nullptr && is_definition(*symbol)) hops.push_back({graph.node(*symbol), span});
}

// A name that is given another value must be known as one that is used. Whether it is one for the whole run.
bool collect_path(const Graph& graph, ScopeId scope, const std::vector<RowFrame>& around, const ast::Path& path,
                  std::vector<Hop>& hops) {
  const std::vector<PathStep> steps = resolve_path(graph.b, scope, around, path);
  for (std::size_t i = 0; i < steps.size(); ++i) collect_name(graph, steps[i].symbol, path.parts[i].span, hops);
  const Symbol* last = steps.empty() ? nullptr : steps.back().symbol;
  return last != nullptr && last->kind == Symbol::Kind::Rule && graph.b.model.rules[last->index].level == kOverall;
}

// A name that two rows around have is refused, save in a part that is of the whole run, as what is split is: there it
// is that of the row gone through.
void collect_reference(const Graph& graph, const Scope& names, const std::vector<RowFrame>& around,
                       const std::string& name, Span span, std::vector<Hop>& hops) {
  const std::vector<Owner> found = owners(names, around, name);
  collect_name(graph, found.empty() ? resolve(names, name) : found.back().symbol, span, hops);
}

void collect_member(const Graph& graph, ScopeId scope, const std::vector<RowFrame>& around, const ast::Member& member,
                    Span span, std::vector<Hop>& hops) {
  const Scope& names = graph.b.scope(scope);
  if (const auto path = resolve_row(graph.b, scope, around, member.base)) {
    const RecordNames* record = record_names(names, path->to);
    const auto found = record->names.find(member.name.text);
    if (found != record->names.end()) collect_name(graph, &found->second, span, hops);
    return;
  }
  const auto* base = std::get_if<ast::Reference>(&(*names.file)[member.base].node);
  const Symbol* use = base == nullptr ? nullptr : resolve(names, base->name.text);
  const Scope* inner = use == nullptr ? nullptr : opened_by(graph.b, *use);
  if (inner != nullptr) collect_name(graph, resolve(*inner, member.name.text), span, hops);
}

// What goes through rows: the formulas of each row, and which rows.
struct Gathering {
  const ast::Aggregate* of = nullptr;
  ast::ExprId weight;
};

Gathering gathering(const ast::ExprNode& node) {
  if (const auto* aggregate = std::get_if<ast::Aggregate>(&node)) return {aggregate, {}};
  if (const auto* average = std::get_if<ast::Average>(&node)) return {&average->of, average->weight};
  return {};
}

const RecordNames* gone_through(const Scope& names, const ast::Aggregate& aggregate) {
  for (const RecordNames& record : names.records)
    if (aggregate.collection.text == record.plural || aggregate.collection.text == record.name) return &record;
  return nullptr;
}

std::vector<RowFrame> rows_around(const Level& level) {
  if (!of_rows(level)) return {};
  return {{RowFrame::Role::Own, level.relation}};
}

// `rows`: around the expression.
void collect(Graph& graph, ScopeId scope, ast::ExprId root, const std::vector<RowFrame>& rows, std::vector<Hop>& hops) {
  if (!root.given()) return;
  const Scope& names = graph.b.scope(scope);
  std::vector<ast::ExprId> open{root};
  while (!open.empty()) {
    const ast::Expr& expr = (*names.file)[open.back()];
    open.pop_back();
    if (const Gathering gathered = gathering(expr.node); gathered.of != nullptr) {
      std::vector<RowFrame> inside = rows;
      if (const RecordNames* through = gone_through(names, *gathered.of))
        inside.push_back({RowFrame::Role::Through, through->relation});
      for (const ast::ExprId part : {gathered.of->body, gathered.weight, gathered.of->where})
        collect(graph, scope, part, inside, hops);
      continue;
    }
    // What is given to a rule of the whole run has no rows around.
    if (const auto* rebound = std::get_if<ast::Rebound>(&expr.node)) {
      for (const ast::Given& given : rebound->given) {
        const bool overall = collect_path(graph, scope, rows, given.name, hops);
        collect(graph, scope, given.value, overall ? std::vector<RowFrame>() : rows, hops);
      }
      open.push_back(rebound->value);
      continue;
    }
    const std::size_t size = open.size();
    each_part(expr.node, [&](ast::ExprId part) { open.push_back(part); });
    std::reverse(open.begin() + static_cast<std::ptrdiff_t>(size), open.end());
    if (const auto* reference = std::get_if<ast::Reference>(&expr.node))
      collect_reference(graph, names, rows, reference->name.text, expr.span, hops);
    if (const auto* member = std::get_if<ast::Member>(&expr.node))
      collect_member(graph, scope, rows, *member, expr.span, hops);
  }
}

void collect_body(Graph& graph, const RuleSource& source, const std::vector<RowFrame>& rows, std::vector<Hop>& hops) {
  for (const ast::Case& one : source.rule->body.cases) {
    collect(graph, source.scope, one.condition, rows, hops);
    collect(graph, source.scope, one.value, rows, hops);
  }
  for (std::size_t i = 0; i < source.lines.size(); ++i)
    hops.push_back({source.lines[i].index, source.rule->lines[i].name.span});
}

void collect_limits(Graph& graph, const RuleSource& source, const std::vector<RowFrame>& rows, std::vector<Hop>& hops) {
  if (source.rule->at_least) collect(graph, source.scope, source.rule->at_least->limit, rows, hops);
  if (source.rule->at_most) collect(graph, source.scope, source.rule->at_most->limit, rows, hops);
}

void collect_rule(Graph& graph, std::uint32_t index, std::vector<Hop>& hops) {
  const RuleSource& source = graph.b.rules[index];
  const std::vector<RowFrame> rows = rows_around(graph.b.model.rules[index].level);
  if (source.instead.given != nullptr)
    return collect(graph, source.instead.scope, source.instead.given->value, rows, hops);
  using Part = Rule::Part;
  const Rule& rule = graph.b.model.rules[index];
  for (const auto& [part, span] : parts_used(graph.b, index)) hops.push_back({part, span});
  if (rule.part == Part::Before || rule.part == Part::Applies) return;
  if (rule.part != Part::Base) collect_limits(graph, source, rows, hops);
  if (!rule.base.given()) collect_body(graph, source, rows, hops);
  // In an exception the rule's own name is the value so far, which is a part of it.
  if (rule.part == Part::Result) std::erase_if(hops, [&](const Hop& hop) { return hop.node == rule.part_of.index; });
}

void collect_parameter(Graph& graph, const ParameterSource& source, std::vector<Hop>& hops) {
  if (source.instead.given != nullptr)
    return collect(graph, source.instead.scope, source.instead.given->value, {}, hops);
  for (const ast::DatedExpr& value : source.parameter->values) collect(graph, source.scope, value.value, {}, hops);
}

Graph make_graph(Builder& b) {
  Graph graph{b, static_cast<std::uint32_t>(b.rules.size()), 0, 0, {}};
  graph.fields = graph.parameters + static_cast<std::uint32_t>(b.parameters.size());
  graph.size = graph.fields + static_cast<std::uint32_t>(b.fields.size());
  graph.uses.resize(graph.size);
  for (std::uint32_t i = 0; i < b.rules.size(); ++i) collect_rule(graph, i, graph.uses[i]);
  for (std::uint32_t i = 0; i < b.parameters.size(); ++i)
    collect_parameter(graph, b.parameters[i], graph.uses[graph.parameters + i]);
  for (std::uint32_t i = 0; i < b.fields.size(); ++i) {
    const FieldSource& source = b.fields[i];
    std::vector<Hop>& hops = graph.uses[graph.fields + i];
    if (source.instead.given != nullptr)
      collect(graph, source.instead.scope, source.instead.given->value,
              rows_around(rows_of(b.model.fields[i].relation)), hops);
    else if (source.bound.given())
      hops.push_back({graph.fields + source.bound.index, b.model.fields[i].span});
  }
  return graph;
}

// A payment to a line of its own.
bool is_sum_hop(const Graph& graph, std::uint32_t user, std::uint32_t used) {
  const std::vector<RuleSource>& rules = graph.b.rules;
  if (user >= rules.size()) return false;
  return std::any_of(rules[user].lines.begin(), rules[user].lines.end(),
                     [&](RuleId line) { return line.index == used; });
}

std::string what_breaks(const Graph& graph, std::uint32_t first, const std::vector<Hop>& hops) {
  if (hops.size() == 1) return "a rule is worked out from other values, never from its own";
  const auto user = [&](std::size_t i) { return i == 0 ? first : hops[i - 1].node; };
  for (std::size_t i = 0; i < hops.size(); ++i) {
    if (!is_sum_hop(graph, user(i), hops[i].node)) continue;
    const std::uint32_t payment = user(i);
    for (std::size_t j = 0; j < hops.size(); ++j)
      if (hops[j].node == payment)
        return "the payment " + in_ticks(graph.name(payment)) + " is the sum of its lines, so " +
               in_ticks(graph.name(user(j))) + " cannot be worked out from it: work it out from something else";
  }
  const bool exception = std::any_of(hops.begin(), hops.end(), [&](const Hop& hop) {
    return hop.node < graph.b.rules.size() && graph.b.rules[hop.node].exception != Id<void>::kNone;
  });
  return exception ? "let the exception use values that do not come from the rule that it changes; another value by "
                     "`given` does not help"
                   : "one of these must be worked out from something else";
}

void report_cycle(Graph& graph, const std::vector<Hop>& path, const Hop& closing) {
  const auto start = std::find_if(path.begin(), path.end(), [&](const Hop& hop) { return hop.node == closing.node; });
  std::vector<Hop> hops(start + 1, path.end());
  hops.push_back(closing);
  std::string text = in_ticks(graph.name(closing.node));
  for (const Hop& hop : hops)
    text += (&hop == &hops.front() ? " uses " : ", which uses ") + in_ticks(graph.name(hop.node));
  if (hops.size() == 1) text = in_ticks(graph.name(closing.node)) + " uses itself";
  Diagnostic& d = report(graph.b, DiagnosticKind::Cycle, hops.front().span, std::move(text),
                         what_breaks(graph, closing.node, hops));
  d.primary.text = "uses " + in_ticks(graph.name(hops.front().node));
  for (std::size_t i = 1; i < hops.size(); ++i)
    label(d, hops[i].span,
          is_sum_hop(graph, hops[i - 1].node, hops[i].node) ? "a line of " + in_ticks(graph.name(hops[i - 1].node))
                                                            : "uses " + in_ticks(graph.name(hops[i].node)));
}

}  // namespace

std::vector<Definition> order_definitions(Builder& b) {
  Graph graph = make_graph(b);
  enum class State : std::uint8_t { New, Open, Done, Circular };
  std::vector<State> states(graph.size, State::New);
  std::vector<std::size_t> next(graph.size, 0);
  std::vector<Definition> order;
  std::vector<Hop> path;
  for (std::uint32_t root = 0; root < graph.size; ++root) {
    if (states[root] != State::New) continue;
    path.push_back({root, {}});
    states[root] = State::Open;
    while (!path.empty()) {
      const std::uint32_t node = path.back().node;
      if (next[node] == graph.uses[node].size()) {
        if (states[node] == State::Open) {
          states[node] = State::Done;
          order.push_back(graph.definition(node));
        }
        path.pop_back();
        continue;
      }
      const Hop hop = graph.uses[node][next[node]++];
      if (states[hop.node] == State::New) {
        states[hop.node] = State::Open;
        path.push_back(hop);
      } else if (states[hop.node] == State::Open) {
        report_cycle(graph, path, hop);
        for (auto at = path.rbegin();; ++at) {
          states[at->node] = State::Circular;
          if (at->node == hop.node) break;
        }
      }
    }
  }
  return order;
}

}  // namespace meruit::check
