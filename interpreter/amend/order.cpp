// A later agreement goes before an earlier one, so the day of signing is the order; on one day nothing but the writer's
// word can be.
#include "amend/order.h"

#include <algorithm>
#include <map>
#include <set>

#include "amend/statements.h"
#include "source/nearest.h"

namespace meruit::amend {

namespace {

using source::DiagnosticKind;

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

using ByTitle = std::map<std::string, const ast::Amendment*>;

ByTitle by_title(const ast::File& file, source::Diagnostics& sink) {
  ByTitle found;
  for (const ast::Amendment& one : file.amendments) {
    const auto [at, fresh] = found.emplace(one.title.value, &one);
    if (fresh) continue;
    auto& d = sink.add(DiagnosticKind::AmendmentOrder, one.title.span,
                       "two amendments are called " + quoted(one.title.value), "give each a title of its own");
    d.secondary.push_back({at->second->title.span, "the first"});
  }
  return found;
}

// Amendments that come before another by its `after`, and through them all that come before those.
using Before = std::map<const ast::Amendment*, std::set<const ast::Amendment*>>;

void look_at_after(const ast::Amendment& one, const ByTitle& titles, Before& before, source::Diagnostics& sink) {
  for (const ast::Text& title : one.after) {
    const auto found = titles.find(title.value);
    if (found == titles.end()) {
      std::vector<std::string> known;
      for (const auto& [name, amendment] : titles) known.push_back(name);
      const std::string near = source::nearest(title.value, known);
      sink.add(DiagnosticKind::AmendmentTarget, title.span, "there is no amendment " + quoted(title.value),
               near.empty() ? "" : "did you mean " + quoted(near) + "?");
    } else if (found->second->signed_on > one.signed_on || found->second == &one) {
      auto& d =
          sink.add(DiagnosticKind::AmendmentOrder, title.span,
                   quoted(one.title.value) + " was signed on " + calendar::to_text(one.signed_on) +
                       ", and cannot come after what was signed on " + calendar::to_text(found->second->signed_on),
                   "look at the two dates; `after` orders amendments signed on one day");
      d.secondary.push_back({found->second->signed_span, "the other"});
    } else {
      before[&one].insert(found->second);
    }
  }
}

void close(Before& before) {
  for (std::size_t round = 0; round < before.size(); ++round)
    for (auto& [one, earlier] : before) {
      const std::set<const ast::Amendment*> direct = earlier;
      for (const ast::Amendment* other : direct)
        if (const auto more = before.find(other); more != before.end())
          earlier.insert(more->second.begin(), more->second.end());
    }
}

bool comes_before(const Before& before, const ast::Amendment* first, const ast::Amendment* second) {
  const auto found = before.find(second);
  return found != before.end() && found->second.count(first) > 0;
}

bool adds(const ast::Provision& one) {
  const auto* clause = std::get_if<ast::ClauseChange>(&one.change);
  return clause != nullptr && clause->adds;
}
bool deletes(const ast::Provision& one) { return std::holds_alternative<ast::Deletion>(one.change); }

// "No. 12" is 12 of "No. "; nothing where no number stands at the end.
std::optional<std::pair<std::string, unsigned long>> numbered(const std::string& title) {
  constexpr std::size_t kMostDigits = 9;
  const std::size_t last = title.find_last_not_of("0123456789");
  const std::size_t first = last == std::string::npos ? 0 : last + 1;
  if (first == title.size() || title.size() - first > kMostDigits) return std::nullopt;
  return std::pair(title.substr(0, first), std::stoul(title.substr(first)));
}

bool numbered_before(const ast::Amendment& one, const ast::Amendment& other) {
  const auto first = numbered(one.title.value), second = numbered(other.title.value);
  return first && second && first->first == second->first && first->second < second->second;
}

// Which of two changes of one thing must come first, as far as the thing or the titles show it.
bool must_come_first(const ast::Amendment& one, const ast::Provision& mine, const ast::Amendment& other,
                     const ast::Provision& theirs) {
  if (adds(mine) != adds(theirs)) return adds(mine);
  if (deletes(mine) != deletes(theirs)) return deletes(theirs);
  return numbered_before(one, other);
}

// A number that runs against the dates is a slip in one of them, or an order that is to be said.
void look_at_numbers(const ast::Amendment& one, const ast::Amendment& other, const Before& before,
                     source::Diagnostics& sink) {
  if (one.signed_on <= other.signed_on || !numbered_before(one, other) || comes_before(before, &other, &one)) return;
  auto& d = sink.add(
      DiagnosticKind::AmendmentNumbers, one.signed_span,
      quoted(one.title.value) + " was signed after " + quoted(other.title.value) + ", and takes effect after it",
      "look at the two dates; if they are right, say so behind the date: `amendment " + quoted(one.title.value) +
          " signed " + calendar::to_text(one.signed_on) + ", after " + quoted(other.title.value) + "`");
  d.secondary.push_back({other.signed_span, "the other"});
}

// Two of one day that touch one thing must have an order, and only one.
void need_order(const ast::Amendment& one, const ast::Amendment& other, const Before& before,
                source::Diagnostics& sink) {
  const bool first = comes_before(before, &one, &other), second = comes_before(before, &other, &one);
  if (first != second) return;
  if (first && second) {
    sink.add(DiagnosticKind::AmendmentOrder, other.title.span,
             quoted(one.title.value) + " and " + quoted(other.title.value) + " each come after the other",
             "keep one of the two `after`");
    return;
  }
  for (const ast::Provision& mine : one.provisions)
    for (const ast::Provision& theirs : other.provisions) {
      if (subject_of(mine).text != subject_of(theirs).text) continue;
      const bool turned = must_come_first(other, theirs, one, mine);
      const ast::Amendment &first_one = turned ? other : one, &second_one = turned ? one : other;
      auto& d = sink.add(
          DiagnosticKind::AmendmentOrder, theirs.span,
          quoted(one.title.value) + " and " + quoted(other.title.value) + " were signed on one day, both change `" +
              subject_of(mine).text + "`, and nothing says which comes first",
          "say it behind the date: `amendment " + quoted(second_one.title.value) + " signed " +
              calendar::to_text(second_one.signed_on) + ", after " + quoted(first_one.title.value) + "`");
      d.secondary.push_back({mine.span, "the other"});
      return;
    }
}

// The terms as amended so far.
struct Terms {
  const ast::File& file;
  ast::ExprId own;
  std::map<std::string, ast::ExprId> named;

  explicit Terms(const ast::File& of) : file(of), own(of.header ? of.header->term : ast::ExprId{}) {
    for (const ast::TermStatement& one : of.terms) named[one.label.text] = one.period;
  }
  void amend(const ast::Amendment& amendment) {
    for (const ast::Provision& one : amendment.provisions) {
      if (const auto* term = std::get_if<ast::TermChange>(&one.change)) own = term->period;
      if (const auto* clause = std::get_if<ast::ClauseChange>(&one.change))
        if (const auto* term = std::get_if<ast::TermStatement>(&clause->clause)) named[term->label.text] = term->period;
    }
  }
  // The day asked for, otherwise the end of the own term.
  [[nodiscard]] std::optional<calendar::Date> day(std::optional<calendar::Date> as_of) const {
    if (as_of) return as_of;
    const auto period = period_of(file, own);
    return period ? std::optional(period->last) : std::nullopt;
  }
  [[nodiscard]] std::vector<calendar::Period> all() const {
    std::vector<calendar::Period> found;
    if (const auto period = period_of(file, own)) return {*period};
    for (const auto& [label, id] : named)
      if (const auto period = period_of(file, id)) found.push_back(*period);
    return found;
  }
};

}  // namespace

std::optional<calendar::Period> period_of(const ast::File& file, ast::ExprId id) {
  if (!id.given()) return std::nullopt;
  const auto* period = std::get_if<ast::PeriodLiteral>(&file[id].node);
  if (period == nullptr) return std::nullopt;
  const auto* first = std::get_if<ast::DateLiteral>(&file[period->first].node);
  const auto* last = std::get_if<ast::DateLiteral>(&file[period->last].node);
  if (first == nullptr || last == nullptr || last->date < first->date) return std::nullopt;
  return calendar::Period{first->date, last->date};
}

std::string title_of(const ast::Amendment& amendment) {
  const std::string& title = amendment.title.value;
  return title.find("mendment") == std::string::npos ? "Amendment " + title : title;
}

std::string cite_of(const ast::Amendment& amendment) {
  return title_of(amendment) + ", signed " + calendar::to_text(amendment.signed_on);
}

ast::Name subject_of(const ast::Provision& provision) {
  struct Subject {
    ast::Name operator()(const ast::TermChange&) const { return {"term", {}}; }
    ast::Name operator()(const ast::ClauseChange& one) const {
      return std::visit([](const auto& clause) { return name_of(clause); }, one.clause);
    }
    ast::Name operator()(const ast::Redefinition& one) const { return one.name; }
    ast::Name operator()(const ast::RowChange& one) const { return one.name; }
    ast::Name operator()(const ast::RowDeletion& one) const { return one.name; }
    ast::Name operator()(const ast::Deletion& one) const { return one.name; }
  };
  return std::visit(Subject{}, provision.change);
}

Order in_order(const ast::File& file, std::optional<calendar::Date> as_of, source::Diagnostics& sink) {
  const ByTitle titles = by_title(file, sink);
  Before before;
  for (const ast::Amendment& one : file.amendments) look_at_after(one, titles, before, sink);
  close(before);

  Order order;
  for (const ast::Amendment& one : file.amendments) {
    for (const ast::Amendment* other : order.amendments)
      if (other->signed_on == one.signed_on) {
        need_order(*other, one, before, sink);
      } else {
        look_at_numbers(*other, one, before, sink);
        look_at_numbers(one, *other, before, sink);
      }
    order.amendments.push_back(&one);
  }
  const auto depth = [&](const ast::Amendment* one) {
    const auto found = before.find(one);
    return found == before.end() ? std::size_t{0} : found->second.size();
  };
  std::stable_sort(order.amendments.begin(), order.amendments.end(),
                   [&](const ast::Amendment* a, const ast::Amendment* b) {
                     if (a->signed_on != b->signed_on) return a->signed_on < b->signed_on;
                     return depth(a) < depth(b);
                   });

  Terms terms(file);
  for (const ast::Amendment* one : order.amendments) {
    order.as_of = terms.day(as_of);
    if (order.as_of && one->signed_on > *order.as_of) break;
    terms.amend(*one);
    ++order.in_force;
  }
  order.as_of = terms.day(as_of);
  order.terms = terms.all();
  return order;
}

}  // namespace meruit::amend
