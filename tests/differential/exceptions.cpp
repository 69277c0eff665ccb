// Exceptions: one after the other, or two of which only the data can show whether they meet.
#include <algorithm>

#include "world.h"

namespace meruit::differential {

namespace {

Statement exception_to(World& world, const Symbol& rule, const std::vector<std::string>& after) {
  Statement statement;
  statement.head = "exception " + world.fresh("exc") + " to " + rule.name;
  if (world.random.chance(20)) statement.head += " \"Why it is made\"";
  std::string names;
  for (const std::string& other : after) names += (names.empty() ? "after " : ", ") + other;
  if (!names.empty()) statement.modifiers.push_back(names);
  return statement;
}

std::string name_of(const Statement& exception) {
  const std::size_t begin = std::string("exception ").size();
  return exception.head.substr(begin, exception.head.find(' ', begin) - begin);
}

void header(World& world, Statement& statement, const Symbol& rule, const Spot& spot) {
  if (rule.type.kind != TypeKind::Number || rule.may_be_missing) return;
  Spot shallow = spot;
  shallow.depth = 1;
  if (world.random.chance(15))
    for (const std::string& limit : limits(world, rule.type, shallow)) statement.modifiers.push_back(limit);
  if (world.random.chance(15)) statement.modifiers.push_back(rounding_words(world, rule.type));
}

void exception_body(World& world, Statement& statement, const Symbol& rule, const Spot& spot) {
  Random& random = world.random;
  if (random.chance(25)) {
    statement.body.push_back({{}, expression(world, rule.type, spot)});
    return;
  }
  const bool first = random.chance(35);
  statement.by_cases = true;
  statement.body =
      cases(world, rule.type, spot,
            rule.may_be_missing && random.chance(50) ? rule.waived ? "waived" : "missing" : nullptr, first);
  // What no case takes is passed on.
  if (statement.body.size() > 1 && random.chance(75)) statement.body.pop_back();
  if (statement.body.back().condition.pattern.empty() && statement.body.size() == 1) {
    statement.by_cases = false;
  } else if (first) {
    statement.modifiers.push_back("the first that applies");
  }
}

// Two whose conditions hang on one field, so that nothing is proved of them; and one after both.
std::vector<Statement> unordered(World& world, const Symbol& rule, const Spot& spot) {
  std::vector<Case> found = cases_by_chance(world, rule.type, spot);
  if (found.size() < 2 || found[1].condition.pattern.empty()) return {};
  std::vector<Statement> statements;
  for (std::size_t i = 0; i < 2; ++i) {
    statements.push_back(exception_to(world, rule, {}));
    statements.back().by_cases = true;
    found[i].value = rounding_enclosed(std::move(found[i].value));
    statements.back().body.push_back(std::move(found[i]));
  }
  if (world.random.chance(50)) {
    statements.push_back(exception_to(world, rule, {name_of(statements[0]), name_of(statements[1])}));
    exception_body(world, statements.back(), rule, spot);
  }
  return statements;
}

}  // namespace

std::vector<Statement> make_exceptions(World& world, const Symbol& rule) {
  Random& random = world.random;
  Spot spot;
  spot.level = rule.level;
  spot.depth = random.between(1, 3);
  spot.subject = rule.name;
  if (of_rows(spot.level) && random.chance(40)) {
    std::vector<Statement> found = unordered(world, rule, spot);
    if (!found.empty()) return found;
  }
  std::vector<Statement> statements;
  for (int i = random.between(1, 3); i > 0; --i) {
    std::vector<std::string> after;
    if (!statements.empty()) after.push_back(name_of(statements.back()));
    Statement statement = exception_to(world, rule, after);
    header(world, statement, rule, spot);
    exception_body(world, statement, rule, spot);
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace meruit::differential
