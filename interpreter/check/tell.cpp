// What the passes found, in the order of places and each mistake once.
#include <algorithm>
#include <map>

#include "check/definitions.h"

namespace meruit::check {

namespace {

constexpr std::size_t kPlacesShown = 3;
constexpr std::string_view kOnlyWithData = " is known only with the data";

std::uint32_t line_of(const Builder& b, Span place) {
  return static_cast<std::uint32_t>(b.files.sources.position(place.source, place.begin).line);
}

// The rule by cases in whose body the place lies.
const ast::Rule* rule_around(const ast::File& contract, Span place) {
  for (const ast::Rule& rule : contract.rules)
    if (rule.body.by_cases && rule.body.span.source == place.source && rule.body.span.begin <= place.begin &&
        place.end <= rule.body.span.end)
      return &rule;
  return nullptr;
}

std::string lines_of(const Builder& b, const std::vector<Span>& places) {
  std::vector<std::string> lines;
  for (const Span& place : places)
    lines.push_back(std::to_string(b.files.sources.position(place.source, place.begin).line));
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return (lines.size() == 1 ? "line " : "lines ") + joined(lines);
}

// One case that is not there, for the absent value, makes every later case that uses the value wrong.
void gather_absence(const Builder& b, const ast::Rule& rule, const std::vector<Span>& places, Diagnostic& told) {
  const std::string name = in_ticks(b, places.front());
  if (!rule.first_that_applies || told.message != name + " may be missing here, and a value is needed") return;
  told.message = name + " may be missing in " + lines_of(b, places) + ", and a value is needed";
  const std::string bare = name.substr(1, name.size() - 2);
  told.help = "put `when " + bare + " is missing: …` before " + lines_of(b, {places.front()}) +
              ", say what stands for it (`(" + bare + " if missing VALUE)`), or demand it (`(required " + bare +
              ")`); the contract decides";
}

// `missing` as a value where the header does not say so: the header to change.
void name_header(const Builder& b, const ast::File& contract, Diagnostic& told) {
  const bool waived = told.message == "`waived` where a value is needed";
  if (!waived && told.message != "`missing` where a value is needed") return;
  const Span place = told.primary.span;
  const auto holds = [&](const ast::Rule& rule) {
    return rule.body.span.source == place.source && rule.body.span.begin <= place.begin &&
           place.end <= rule.body.span.end;
  };
  const ast::Rule* rule = nullptr;
  for (const ast::Rule& one : contract.rules)
    if (holds(one)) rule = &one;
  for (const ast::Exception& exception : contract.exceptions)
    if (holds(exception.rule))
      for (const ast::Rule& one : contract.rules)
        if (exception.to.parts.size() == 1 && exception.to.parts.front().text == one.name.text) rule = &one;
  if (rule == nullptr) return;
  if (rule->payment) {
    told.help = "a payment is never missing: write the amount that is paid then";
    return;
  }
  told.help = "write `, may be " + std::string(waived ? "waived" : "missing") + "` in the header of `" +
              rule->name.text + "`, in " + lines_of(b, {rule->name.span}) + ", before its `is`";
  label(told, rule->name.span, "this header");
}

// What follows from another mistake: a value that is called like a word is no word.
bool follows(const Builder& b, const std::vector<Diagnostic>& all, const Diagnostic& one) {
  if (one.kind != DiagnosticKind::WrongType) return false;
  const std::string name = in_ticks(b, one.primary.span);
  return std::any_of(all.begin(), all.end(), [&](const Diagnostic& other) {
    return other.kind == DiagnosticKind::AmbiguousName && in_ticks(b, other.primary.span) == name;
  });
}

// What makes two diagnostics one; a name that nothing defines is one wherever it stands, an absent value in a rule.
std::string identity(const Builder& b, const ast::File& contract, const Diagnostic& one) {
  const Span span = one.primary.span;
  const std::string what = std::to_string(static_cast<int>(one.kind)) + one.message;
  if (one.kind == DiagnosticKind::UnknownName) return what;
  // Several fields in one figure are one mistake.
  if (const std::size_t known = one.message.find(kOnlyWithData);
      one.kind == DiagnosticKind::WrongLevel && known != std::string::npos)
    return one.message.substr(known) + "@" + std::to_string(line_of(b, span));
  const ast::Rule* rule = one.kind == DiagnosticKind::MissingUsed ? rule_around(contract, span) : nullptr;
  const std::uint32_t begin = rule != nullptr ? rule->span.begin : span.begin;
  return what + "@" + std::to_string(span.source.index) + ":" + std::to_string(begin);
}

// A name that an amendment took out and that something still uses.
void label_deleted(const Builder& b, const ast::File& contract, Diagnostic& told) {
  const Span span = told.primary.span;
  if (!span.given() || span.source != contract.source) return;
  for (const ast::Deleted& one : contract.deleted)
    if (one.name == b.files.sources.text(span)) label(told, one.span, one.amendment + " deletes it");
}

}  // namespace

// The same mistake met twice (a model used under two names, an example like another) is told once, with the places
// where it stands.
void tell(const Builder& b, const ast::File& contract, const source::Diagnostics& found, source::Diagnostics& sink) {
  std::vector<Diagnostic> told;
  std::vector<std::vector<Span>> places;
  std::map<std::string, std::size_t> known;
  const std::vector<Diagnostic> all = found.sorted();
  for (const Diagnostic& one : all) {
    if (follows(b, all, one)) continue;
    const auto [at, fresh] = known.emplace(identity(b, contract, one), told.size());
    if (fresh) {
      told.push_back(one);
      places.emplace_back();
    }
    Diagnostic& first = told[at->second];
    places[at->second].push_back(one.primary.span);
    if (first.primary.span != one.primary.span && first.secondary.size() < kPlacesShown)
      label(first, one.primary.span, "and here");
  }
  for (std::size_t i = 0; i < told.size(); ++i) {
    const ast::Rule* rule =
        told[i].kind == DiagnosticKind::MissingUsed ? rule_around(contract, told[i].primary.span) : nullptr;
    if (rule != nullptr) gather_absence(b, *rule, places[i], told[i]);
    name_header(b, contract, told[i]);
    label_deleted(b, contract, told[i]);
    Diagnostic& copy = sink.add(told[i].kind, told[i].primary.span, told[i].message, told[i].help);
    copy.primary = told[i].primary;
    copy.secondary = told[i].secondary;
  }
}

}  // namespace meruit::check
