// Whether a statement of the new version fits where that of the old one was, so that what uses it need not be checked
// anew.
#include <algorithm>

#include "diff/merge.h"

namespace meruit::diff {

// Whether the exceptions of two rules come in the same order.
bool Merge::same_structure(EntityId old_rule, EntityId new_rule) const {
  const check::Rule &a = before_.model.rules[before_[old_rule].index], &b = after_.model.rules[after_[new_rule].index];
  if (a.base.given() != b.base.given() || a.exceptions.size() != b.exceptions.size()) return false;
  for (std::uint32_t k = 0; k < b.exceptions.size(); ++k) {
    const auto other = matching_.to_old[after_.of(Kind::Exception, after_[new_rule].index, k)];
    if (!other || before_[*other].index != before_[old_rule].index || before_[*other].exception != k) return false;
    if (a.exceptions[k].after != b.exceptions[k].after) return false;
  }
  return true;
}

bool Merge::same_shape(EntityId old_one, EntityId new_one) const {
  const auto same = [&](const check::Type& a, const check::Type& b) { return a == own(b); };
  const std::uint32_t i = before_[old_one].index, j = after_[new_one].index;
  const check::Model &old = before_.model, &other = after_.model;
  const auto columns = [&](const std::vector<check::Column>& a, const std::vector<check::Column>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const check::Column& x, const check::Column& y) { return same(x.type, y.type); });
  };
  switch (after_[new_one].kind) {
    case Kind::Field:
      return same(old.fields[i].type, other.fields[j].type) && old.fields[i].key == other.fields[j].key &&
             old.fields[i].relation == other.fields[j].relation;
    case Kind::Parameter:
      return same(old.parameters[i].type, other.parameters[j].type);
    case Kind::Table: {
      const check::Table &a = old.tables[i], &b = other.tables[j];
      if (!columns(a.keys, b.keys) || !columns(a.columns, b.columns)) return false;
      const Namings names = namings(before_, after_, matching_);
      for (std::uint32_t c = 0; c < a.columns.size(); ++c)
        if (names.before.table_column(old_one, c) != names.after.table_column(new_one, c)) return false;
      return true;
    }
    case Kind::Bands: {
      const check::Bands &a = old.bands[i], &b = other.bands[j];
      return same(a.value, b.value) && a.inputs.size() == b.inputs.size() && a.share == b.share;
    }
    case Kind::Rule:
      return same(old.rules[i].type, other.rules[j].type) && old.rules[i].level == other.rules[j].level;
    case Kind::Exception:
      return true;
  }
  return false;
}

}  // namespace meruit::diff
