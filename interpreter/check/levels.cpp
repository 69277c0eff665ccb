// A rule of each record whose value belongs to no record: one payment was meant, or one for each, and that is money.
#include "check/definitions.h"
#include "check/resolve.h"

namespace meruit::check {

void refuse_unsaid_levels(Builder& b) {
  for (std::uint32_t i = 0; i < b.rules.size(); ++i) {
    const RuleSource& source = b.rules[i];
    const Rule& rule = b.model.rules[i];
    if (source.rule == nullptr || source.rule->level.kind != ast::LevelKind::Default || source.instead.given != nullptr)
      continue;
    if (rule.part != Rule::Part::None || !of_rows(rule.level) || !rule.body.given() ||
        b.expr(rule.body).level != kOverall)
      continue;
    const std::string record = b.model.relations[rule.level.relation.index].name;
    report(b, DiagnosticKind::WrongLevel, source.rule->name.span,
           in_ticks(source.rule->name.text) +
               " is made of values of the whole run alone; is it one value, or the same for each " + record + "?",
           "write `overall` for one value, or `for each " + record + "` for the same value for each");
  }
}

}  // namespace meruit::check
