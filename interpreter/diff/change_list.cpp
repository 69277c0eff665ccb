#include "diff/change_list.h"

#include <algorithm>

namespace meruit::diff {

StatementChange& ChangeList::open(StatementChange::Kind kind, const char* statement, const std::string& old_name,
                                  const std::string& new_name, source::Span old_span, source::Span new_span) {
  StatementChange& change = found_.emplace_back();
  change.kind = kind;
  change.statement = statement;
  change.name_before = old_name;
  change.name_after = new_name;
  if (old_span.given()) change.before = before_.place(old_span);
  if (new_span.given()) change.after = after_.place(new_span);
  return change;
}

void ChangeList::part(const char* what, const std::string& before, const std::string& after, const char* why) {
  if (before == after) return;
  StatementChange& change = found_.back();
  ChangedPart one{what, MarkedText{before.empty() ? "nothing" : before, {}, {}},
                  MarkedText{after.empty() ? "nothing" : after, {}, {}}, *why != '\0', why};
  one.before->place = change.before;
  one.after->place = change.after;
  mark_differences(*one.before, *one.after, {});
  change.parts.push_back(std::move(one));
}

void ChangeList::prove(const char* why) {
  found_.back().proved_equal = true;
  found_.back().why = why;
}

void ChangeList::close() {
  const StatementChange& change = found_.back();
  if (change.kind != StatementChange::Kind::Changed) return;
  if (change.parts.empty()) {
    found_.pop_back();
  } else if (std::all_of(change.parts.begin(), change.parts.end(),
                         [](const auto& each) { return each.proved_equal; })) {
    prove(std::string(change.parts.front().why).c_str());
  }
}

}  // namespace meruit::diff
