#include "amend/ledger.h"

#include <algorithm>

#include "source/wording.h"

namespace meruit::amend {

namespace {

std::optional<std::string> says(const Part* part) { return part == nullptr ? std::nullopt : std::optional(part->says); }

// What a message hangs on where no single part can show it.
Span subject_span(const ast::Provision& provision) {
  const Span span = subject_of(provision).span;
  return span.given() ? span : provision.span;
}

// Whether the row gives a later figure once more, because the amendment has one before it.
bool is_given_again(const Work& work, const ast::Provision& provision) {
  const std::string name = subject_of(provision).text;
  return provision.from && std::any_of(work.amendment.provisions.begin(), work.amendment.provisions.end(),
                                       [&](const ast::Provision& one) {
                                         return subject_of(one).text == name &&
                                                (!one.from || *one.from < *provision.from);
                                       });
}

// Whether the same holds from a day on, before and after; all rows.
bool same_held(const State& before, const State& after, calendar::Date day) {
  const auto held = [&](const State& state) {
    std::map<std::string, std::string> rows;
    const calendar::Date since = held_since(state, day);
    for (const Part& one : state.parts)
      if (one.from == since && one.kind == PartKind::Figure) rows.emplace(one.label, one.says);
    return rows;
  };
  const auto rows = held(before);
  return !rows.empty() && rows == held(after);
}

void look_for_nothing(Work& work, const ast::Provision& provision, const State& before, const State& after) {
  if (!before.there || !after.there || (!work.told.changes.empty() && work.told.changes.back().after_term)) return;
  const bool held = provision.from && same_held(before, after, *provision.from);
  if ((!alike(before, after) && !held) || is_given_again(work, provision)) return;
  report(work, DiagnosticKind::AmendmentNoChange, provision.span,
         "this changes nothing: " + after.name + " is the same without it",
         "look at the name, the figure and the day; what only repeats the contract can be left out");
}

// `replaces` gives the header anew; what it no longer says is easily not meant.
void look_at_header(Work& work, const ast::Provision& provision, const State& before, const State& after) {
  const auto* clause = std::get_if<ast::ClauseChange>(&provision.change);
  if (clause == nullptr || clause->adds) return;
  std::string lost;
  for (const std::string& one : before.modifiers)
    if (std::find(after.modifiers.begin(), after.modifiers.end(), one) == after.modifiers.end())
      lost += (lost.empty() ? "" : " and ") + in_ticks(", " + one);
  if (lost.empty()) return;
  report(
      work, DiagnosticKind::AmendmentHeader, subject_span(provision),
      after.name + " as replaced no longer says " + lost,
      "`replaces` gives the header anew: write it there if it is still meant; to change only what follows `is`, write "
      "`throughout: " +
          subject_of(provision).text + " is …`");
}

// A percentage whose new figure lacks the sign, or is many times the old one.
void look_at_percentage(Work& work, const ast::Provision& provision, const State& before, const State& after) {
  if (provision.from || !std::holds_alternative<ast::Redefinition>(provision.change)) return;
  if (before.parts.empty() || after.parts.empty()) return;
  const auto number_at = [&](const State& state) -> const ast::NumberLiteral* {
    const ast::ExprId value = state.parts.front().value;
    const bool dated = state.parts.size() > 1 && state.parts[1].kind == PartKind::Figure;
    return value.given() && !dated ? std::get_if<ast::NumberLiteral>(&work.file[value].node) : nullptr;
  };
  const ast::NumberLiteral *was = number_at(before), *now = number_at(after);
  if (was == nullptr || now == nullptr || !was->percent || was->value == 0 || now->value == 0) return;
  if (now->money || now->unit) return;
  const Span at = after.parts.front().span;
  const std::string old = number::to_plain(was->value * 100) + "%", figure = number::to_plain(now->value);
  constexpr int kTooLarge = 30;
  if (!now->percent) {
    auto& d = report(work, DiagnosticKind::BareAmongPercentages, at,
                     in_ticks(figure) + " takes the place of " + in_ticks(old) + " without a percent sign",
                     "the amendment decides: write `" + figure + "%` or `" + number::to_plain(now->value * 100) + "%`");
    d.secondary.push_back({before.parts.front().span, "a percentage"});
  } else if (now->value > 1 && now->value >= was->value * kTooLarge) {
    auto& d = report(work, DiagnosticKind::SuspiciousPercentage, at,
                     in_ticks(number::to_plain(now->value * 100) + "%") + " takes the place of " + in_ticks(old),
                     "was " + figure + "% meant?");
    d.secondary.push_back({before.parts.front().span, "the figure before"});
  }
}

// What an earlier amendment set and a later one takes back without naming it.
struct Undone {
  std::size_t back = 0, gone = 0;  // parts that say again what they said before, and parts that are no more
  bool cases = false, rows = false, header = false;
  std::vector<Span> now, then;  // where they stand now, where the earlier amendment set them
};

std::string what_is_undone(const Undone& undone, const State& before) {
  const auto cases = std::count_if(before.parts.begin(), before.parts.end(),
                                   [](const Part& one) { return one.kind == PartKind::Case; });
  const bool formula = undone.cases && cases == 1, figure = !undone.rows && !undone.cases;
  const char* part = undone.cases ? "case" : undone.rows ? "row" : "figure";
  std::string text;
  if (undone.back > 0)
    text = formula || figure
               ? "what was before holds again"
               : source::counted(undone.back, part) + (undone.back == 1 ? " is" : " are") + " again as before";
  if (undone.gone > 0 && formula && undone.back == 0) text = "another formula takes its place";
  if (undone.gone > 0 && !formula)
    text += (text.empty() ? "" : ", and ") + source::counted(undone.gone, part) + (undone.gone == 1 ? " is" : " are") +
            " no longer there";
  if (undone.header) text += std::string(text.empty() ? "" : ", and ") + "its header is again as before";
  return text;
}

void report_undone(Work& work, const ast::Provision& provision, const ast::Amendment& earlier, const Undone& undone,
                   const State& before) {
  const ast::Amendment& later = work.amendment;
  std::string after;
  for (const ast::Text& one : later.after) after += "\"" + one.value + "\", ";
  auto& d = report(
      work, DiagnosticKind::AmendmentUndoes, undone.now.empty() ? subject_span(provision) : undone.now.front(),
      title_of(later) + " takes back what " + title_of(earlier) + " made of " + before.name + ": " +
          what_is_undone(undone, before),
      "see that nothing of " + title_of(earlier) +
          " is lost; where it is meant, say so behind the date: `amendment \"" + later.title.value + "\" signed " +
          calendar::to_text(later.signed_on) + ", after " + after + "\"" + earlier.title.value + "\"`");
  for (std::size_t i = 1; i < undone.now.size(); ++i) d.secondary.push_back({undone.now[i], "and here"});
  for (const Span span : undone.then) d.secondary.push_back({span, title_of(earlier)});
}

bool knows(const ast::Amendment& later, const ast::Amendment& earlier) {
  return &later == &earlier || std::any_of(later.after.begin(), later.after.end(),
                                           [&](const ast::Text& one) { return one.value == earlier.title.value; });
}

// Rows that name what they take out say it themselves.
bool may_undo(const ast::Provision& provision) {
  if (const auto* rows = std::get_if<ast::RowChange>(&provision.change)) return !rows->adds;
  if (const auto* clause = std::get_if<ast::ClauseChange>(&provision.change)) return !clause->adds;
  return std::holds_alternative<ast::Redefinition>(provision.change) ||
         std::holds_alternative<ast::TermChange>(provision.change);
}

}  // namespace

void Ledger::look_for_twice(Work& work, const Entries& entries, const ast::Provision& provision, const State& before,
                            const State& after) {
  for (const auto& [place, entry] : entries) {
    if (entry.by != &work.amendment || !entry.says || says(part_at(before, place)) != entry.says) continue;
    const Part* now = part_at(after, place);
    if (says(now) == entry.says) continue;
    auto& d =
        report(work, DiagnosticKind::AmendmentTwice, now != nullptr ? now->span : subject_span(provision),
               title_of(work.amendment) + " says two things of " + before.name,
               now != nullptr || place.first == kFirstDay ? "keep one of the two"
                                                          : "keep one of the two; a row `throughout:` stands above the "
                                                            "rows `from DATE:` of the same figure");
    d.secondary.push_back({entry.span, "said here first"});
    return;
  }
}

void Ledger::look_for_undone(Work& work, const Entries& entries, const ast::Provision& provision, const State& before,
                             const State& after) {
  if (!may_undo(provision)) return;
  std::map<const ast::Amendment*, Undone> all;
  for (const auto& [place, entry] : entries) {
    if (knows(work.amendment, *entry.by) || says(part_at(before, place)) != entry.says) continue;
    Place there = place;  // where a date begins another block, the row of that block is to be held against it
    if (provision.from && entry.kind == PartKind::Figure && held_since(before, *provision.from) == place.first)
      there.first = *provision.from;
    const Part* now = part_at(after, there);
    if (says(now) == entry.says) continue;
    const auto& once = entry.once_said;
    const bool back = now != nullptr && std::find(once.begin(), once.end(), now->says) != once.end();
    const bool gone = now == nullptr && work.dated.count({subject_of(provision).text, place.first}) == 0;
    if (!back && !gone) continue;
    Undone& undone = all[entry.by];
    if (entry.kind == PartKind::Header) undone.header = true;
    if (entry.kind != PartKind::Header) ++(back ? undone.back : undone.gone);
    undone.cases = undone.cases || entry.kind == PartKind::Case;
    undone.rows = undone.rows || (entry.kind == PartKind::Figure && !place.second.empty());
    if (now != nullptr) undone.now.push_back(now->span);
    if (entry.says) undone.then.push_back(entry.span);
  }
  for (const auto& [earlier, undone] : all) report_undone(work, provision, *earlier, undone, before);
}

void Ledger::note_changes(Entries& entries, const ast::Amendment& amendment, const ast::Provision& provision,
                          const State& before, const State& after) {
  const auto enter_one = [&](const Part& part, const Part* was, const Part* now) {
    if (says(was) == says(now)) return;
    Entry& entry = entries[part.place()];
    entry.once_said.insert(entry.once_said.begin(), says(was));
    entry.says = says(now);
    entry.by = &amendment;
    entry.span = now != nullptr ? now->span : provision.span;
    entry.kind = part.kind;
  };
  for (const Part& one : before.parts) enter_one(one, &one, part_at(after, one.place()));
  for (const Part& one : after.parts)
    if (part_at(before, one.place()) == nullptr)
      enter_one(one, part_at(before, {held_since(before, one.from), one.label}), &one);
}

State Ledger::before(const Work& work, const ast::Provision& provision) {
  const bool same = last_ != nullptr && subject_of(*last_).text == subject_of(provision).text &&
                    speaks_of_text(*last_) == speaks_of_text(provision) &&
                    std::holds_alternative<ast::TermChange>(last_->change) ==
                        std::holds_alternative<ast::TermChange>(provision.change);
  last_ = nullptr;
  return same ? std::move(left_) : state_of(work.file, provision);
}

void Ledger::enter(Work& work, const ast::Provision& provision, const State& before) {
  State after = state_of(work.file, provision);
  Entries& entries = by_statement_[before.there ? before.key : after.key];
  look_at_percentage(work, provision, before, after);
  look_for_twice(work, entries, provision, before, after);
  if (!work.sink.has_errors()) {  // what is refused has to be mended first
    look_for_nothing(work, provision, before, after);
    look_at_header(work, provision, before, after);
    look_for_undone(work, entries, provision, before, after);
  }
  note_changes(entries, work.amendment, provision, before, after);
  last_ = &provision;
  left_ = std::move(after);
}

}  // namespace meruit::amend
