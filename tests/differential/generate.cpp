// A whole contract: its header, lists, record, figures and rules, in no order; a model it may use; its rows, as typed
// columns or as a file with a mapping.
#include "generate.h"

#include <algorithm>

#include "mapping.h"
#include "records.h"

namespace meruit::differential {

namespace {

Statement header(World& world, bool model) {
  Random& random = world.random;
  static const std::vector<std::string> modes{"half up",     "half even", "half down", "away from zero",
                                              "toward zero", "ceiling",   "floor"};
  Statement statement;
  statement.head = (model ? "model inner" : "contract generated \"A generated contract\"");
  statement.head += " for each " + world.kinds[world.own].name;
  if (!model) statement.rows.push_back({"term: " + calendar::to_text(world.term), {}});
  statement.rows.push_back({"currency: USD", {}});
  if (world.rounds) statement.rows.push_back({"rounding: " + random.pick(modes), {}});
  return statement;
}

World make_world(Random& random) {
  World world(random);
  world.percentages = random.chance(25);
  world.kinds = {{"aco", random.chance(70) ? "acos" : "aco_set"}};
  world.rounds = random.chance(60);
  world.term = calendar::calendar_year(random.between(2015, 2026));
  if (random.chance(30)) world.term.first = {world.term.first.days + random.between(1, 200)};
  world.first_date = {world.term.first.days - random.between(300, 900)};
  return world;
}

Statement simple(const std::string& head) {
  Statement statement;
  statement.head = head;
  return statement;
}

// Figures and rules as they come: each may use those before it.
void add_figures_and_rules(World& world, std::vector<Statement>& statements) {
  Random& random = world.random;
  for (int i = random.between(0, 3); i > 0; --i) {
    switch (random.below(4)) {
      case 0:
        statements.push_back(make_parameter(world));
        break;
      case 1:
        statements.push_back(make_table(world));
        break;
      case 2:
        statements.push_back(make_bands(world));
        break;
      default:
        statements.push_back(make_curve(world));
    }
  }
  const auto add_with_exceptions = [&](Statement statement) {
    statements.push_back(std::move(statement));
    if (!random.chance(20)) return;
    // Of a payment of lines, to its last line, which knows nothing of the payment.
    std::optional<Symbol> payment;
    if (!statements.back().lines.empty()) {
      payment = world.symbols.back();
      world.symbols.pop_back();
    }
    const Symbol rule = world.symbols.back();
    for (Statement& exception : make_exceptions(world, rule)) {
      Symbol changed = world.symbols.back();
      note_uses(world, exception, changed);
      world.symbols.back() = changed;
      statements.push_back(std::move(exception));
    }
    if (!payment) return;
    payment->gathers = payment->gathers || rule.gathers || world.symbols.back().gathers;
    payment->uses.insert(world.symbols.back().uses.begin(), world.symbols.back().uses.end());
    world.symbols.push_back(*payment);
  };
  const auto add = [&](Statement (*make)(World&)) {
    const std::size_t first = world.symbols.size();
    add_with_exceptions(make(world));
    name_from_below(world, first);
  };
  const auto add_split = [&] {
    const std::size_t first = world.symbols.size();
    statements.push_back(make_split(world));
    name_from_below(world, first);
  };
  const int fewest = world.kinds.size() == 1 ? 1 : 3;
  for (int i = random.between(fewest, fewest + 5); i > 0; --i) add(make_rule);
  if (random.chance(12)) add_split();
  add(make_payment);
}

void finish(World& world, std::vector<Statement>& statements, bool model) {
  for (const char* party : {"plan", "pool"}) statements.push_back(simple("party " + world.prefix + party));
  world.random.shuffle(statements);
  statements.insert(statements.begin(), header(world, model));
}

// A model of its own, for the contract to use. Its record's fields come from those of the contract's that have the
// same name, or from `given`; its rules can be named through the use.
Statement add_use(World& world, Contract& contract, std::vector<FieldPlan>& fields) {
  Random& random = world.random;
  World inner = world;
  inner.prefix = "m_";
  inner.mapped = false;
  inner.rounds = random.chance(60);
  std::vector<FieldPlan> inner_fields = make_fields(inner, true);
  std::vector<Statement> statements{record_statement(inner, inner_fields)};
  add_figures_and_rules(inner, statements);
  finish(inner, statements, true);
  contract.used = std::move(statements);

  const std::string alias = random.chance(50) ? "inner" : "other";
  Statement use = simple("use inner" + std::string(alias == "inner" ? "" : " as other"));
  Spot spot;
  spot.depth = 2;
  for (FieldPlan& field : inner_fields) {
    if (field.key || random.chance(60)) {
      fields.push_back(field);
      add_symbol(world, field);
    } else {
      use.given.push_back({field.name, {rounding_enclosed(expression(world, field.type, spot))}});
    }
  }
  for (const Symbol& symbol : inner.symbols) {
    if (symbol.level == kConstant || !(symbol.name.starts_with("m_rule") || symbol.name.starts_with("m_pay"))) continue;
    world.symbols.push_back(symbol);
    world.symbols.back().name = alias + "." + symbol.name;
  }
  return use;
}

// `--set` of something that has a value without it: a figure, a field or a rule.
void add_setting(World& world) {
  std::vector<const Symbol*> named;
  for (const Symbol& symbol : world.symbols)
    if (!symbol.call && !symbol.through && !symbol.name.starts_with("id") && !symbol.name.starts_with("m_id"))
      named.push_back(&symbol);
  const Symbol& symbol = *world.random.pick(named);
  for (const Row& setting : world.settings)
    if (setting.label == symbol.name) return;
  world.settings.push_back({symbol.name, {literal(world, symbol.type)}});
}

// Two or three, one below the other or two below one; the one of the header's is any of them.
void add_kinds(World& world) {
  Random& random = world.random;
  const std::vector<std::string> names{"aco", "site", "bill"};
  const int count = random.chance(55) ? 2 : 3;
  for (int i = 1; i < count; ++i) {
    const std::string& name = names[static_cast<std::size_t>(i)];
    const std::string plural = name + (random.chance(70) ? "s" : "_set");
    world.kinds.push_back({name, plural, i == 2 && random.chance(60) ? 1 : 0});
  }
  world.own = static_cast<std::uint32_t>(random.below(count));
}

}  // namespace

Contract generate(std::uint64_t seed) {
  Random random(seed);
  World world = make_world(random);
  world.mapped = random.chance(25);
  world.waives = !world.mapped;
  Contract contract;
  contract.all_rules = random.chance(60);

  std::vector<FieldPlan> fields;
  std::vector<Statement> statements;
  if (random.chance(15)) statements.push_back(add_use(world, contract, fields));
  for (int i = random.between(0, 2); i > 0; --i) statements.push_back(make_list(world));
  for (FieldPlan& field : make_fields(world, fields.empty())) fields.push_back(std::move(field));
  statements.push_back(record_statement(world, fields));
  add_figures_and_rules(world, statements);
  finish(world, statements, false);
  contract.statements = std::move(statements);
  if (random.chance(8)) add_setting(world);
  contract.settings = world.settings;

  contract.relations = {{world.kinds.front().name, -1, {}, {}, some_row_count(random)}};
  RecordRows& rows = contract.relations.front();
  if (world.mapped)
    add_mapping(world, fields, contract);
  else
    for (const FieldPlan& field : fields) rows.columns.push_back(make_column(world, field, rows.rows));
  return contract;
}

Contract generate_several(std::uint64_t seed) {
  Random random(seed);
  World world = make_world(random);
  add_kinds(world);
  Contract contract;
  contract.all_rules = random.chance(60);

  std::vector<std::vector<FieldPlan>> fields;
  std::vector<Statement> statements;
  for (int i = random.between(0, 2); i > 0; --i) statements.push_back(make_list(world));
  for (std::uint32_t kind = 0; kind < world.kinds.size(); ++kind) {
    fields.push_back(make_fields(world, true, kind));
    statements.push_back(record_statement(world, fields.back(), kind));
  }
  add_figures_and_rules(world, statements);
  finish(world, statements, false);
  contract.statements = std::move(statements);
  if (random.chance(8)) add_setting(world);
  contract.settings = world.settings;
  contract.relations = make_relations(world, fields);
  return contract;
}

}  // namespace meruit::differential
