// Amendments stand last: what stands behind one without belonging to it would be part of the first agreement, and paid
// from the first day, where its author forgot `adds`.
#include "amend/behind.h"

#include <algorithm>

#include "amend/order.h"
#include "amend/statements.h"

namespace meruit::amend {

namespace {

using source::DiagnosticKind;

// The last amendment that begins before the place; null when none does.
const ast::Amendment* amendment_before(const ast::File& file, std::uint32_t place) {
  const ast::Amendment* found = nullptr;
  for (const ast::Amendment& one : file.amendments)
    if (one.span.begin < place && (found == nullptr || found->span.begin < one.span.begin)) found = &one;
  return found;
}

template <class Statement>
void look_at(const ast::File& file, const Statement& one, source::Diagnostics& sink) {
  const ast::Amendment* amendment = amendment_before(file, span_of(one).begin);
  if (amendment == nullptr) return;
  const bool another = any_statement(file, [&](const auto& other) {
    return kNamed<std::remove_cvref_t<decltype(other)>> == kNamed<Statement> &&
           span_of(other).begin < span_of(one).begin && name_of(other).text == name_of(one).text;
  });
  const std::string text = as_written(one), verb = another ? "replaces " : "adds ";
  auto& d =
      sink.add(DiagnosticKind::AmendmentBehind, name_of(one).span,
               "`" + text + "` stands behind an amendment and belongs to none: it would hold from the first day on",
               "if " + title_of(*amendment) + (another ? " makes it another" : " adds it") +
                   ", write `throughout: " + verb + text + " …`, or `from DATE: " + verb +
                   "…`; if it was agreed at first, move it above " + "the first amendment");
  d.secondary.push_back({amendment->title.span, "stands before it"});
}

}  // namespace

void refuse_behind(const ast::File& file, source::Diagnostics& sink) {
  any_statement(file, [&](const auto& one) {
    look_at(file, one, sink);
    return false;
  });
}

}  // namespace meruit::amend
