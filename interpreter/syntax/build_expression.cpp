// Phrases: what is a whole value or stands in parentheses.
#include "syntax/build.h"

namespace meruit::syntax {

ast::ExprId add(Build& build, ast::Span where, ast::ExprNode node) {
  build.file.exprs.push_back({std::move(node), where});
  return {static_cast<std::uint32_t>(build.file.exprs.size() - 1)};
}

ast::ExprId period(Build& build, ast::Span where, G::OperationContext* first, G::OperationContext* last) {
  const ast::ExprId from = operation(build, first);
  const ast::ExprId to = operation(build, last);
  return add(build, where, ast::PeriodLiteral{from, to});
}

namespace {

ast::ExprId where_of(Build& build, G::WhereContext* context) {
  return context == nullptr ? ast::ExprId{} : operation(build, context->operation());
}

// What is taken of each row, the rows, and which of them count.
template <class Phrase>
void fill(Build& build, Phrase* phrase, G::OperationContext* body, ast::Aggregate& aggregate) {
  aggregate.body = operation(build, body);
  aggregate.collection = name(build, phrase->name());
  aggregate.where = where_of(build, phrase->where());
}

// Of `97.5th`, 0.975.
Rational share_of(Build& build, antlr4::Token* ordinal) {
  const std::string written = name(build, ordinal).text;
  const Rational percent = *number::parse_decimal(written.substr(0, written.size() - 2));
  const Rational least = 0, all = 100;
  if (percent <= least || all <= percent)
    refuse(build, span(build, ordinal), "a percentile lies above the 0th and below the 100th",
           percent <= least ? "`smallest of … over …` is the least of all values"
                            : "`largest of … over …` is the greatest of all values");
  return percent / 100;
}

ast::ExprId fold(Build& build, G::FoldPhraseContext* context) {
  ast::Aggregate aggregate{};
  aggregate.kind = context->SUM() != nullptr        ? ast::AggregateKind::Sum
                   : context->PRODUCT() != nullptr  ? ast::AggregateKind::Product
                   : context->SMALLEST() != nullptr ? ast::AggregateKind::Smallest
                   : context->LARGEST() != nullptr  ? ast::AggregateKind::Largest
                                                    : ast::AggregateKind::Percentile;
  // The median is the percentile that halves the rows, the mean of the middle two where there are two.
  if (context->MEDIAN() != nullptr)
    aggregate.share = Rational(1, 2), aggregate.method = ast::PercentileMethod::Averaged;
  fill(build, context, context->operation(), aggregate);
  return add(build, span(build, context), aggregate);
}

ast::ExprId percentile(Build& build, G::PercentilePhraseContext* context) {
  ast::Aggregate aggregate{};
  aggregate.kind = ast::AggregateKind::Percentile;
  G::Percentile_methodContext* method = context->percentile_method();
  aggregate.method = method->NEAREST() != nullptr    ? ast::PercentileMethod::NearestRank
                     : method->AVERAGED() != nullptr ? ast::PercentileMethod::Averaged
                                                     : ast::PercentileMethod::Interpolated;
  aggregate.share = share_of(build, context->ORDINAL()->getSymbol());
  fill(build, context, context->operation(), aggregate);
  return add(build, span(build, context), aggregate);
}

ast::ExprId distinct(Build& build, G::DistinctPhraseContext* context) {
  ast::Aggregate aggregate{};
  aggregate.kind = ast::AggregateKind::Distinct;
  fill(build, context, context->operation(), aggregate);
  return add(build, span(build, context), aggregate);
}

ast::ExprId average(Build& build, G::AveragePhraseContext* context) {
  ast::Average average{};
  average.kind = context->MEAN() != nullptr                  ? ast::AverageKind::Mean
                 : context->deviation()->SAMPLE() != nullptr ? ast::AverageKind::SampleDeviation
                                                             : ast::AverageKind::PopulationDeviation;
  fill(build, context, context->operation(), average.of);
  return add(build, span(build, context), average);
}

ast::ExprId weighted_mean(Build& build, G::WeightedMeanPhraseContext* context) {
  ast::Average average{};
  average.kind = ast::AverageKind::WeightedMean;
  fill(build, context, context->operation(0), average.of);
  average.weight = operation(build, context->operation(1));
  return add(build, span(build, context), average);
}

ast::ExprId count(Build& build, G::CountPhraseContext* context) {
  ast::Aggregate aggregate{};
  aggregate.kind = ast::AggregateKind::Count;
  aggregate.collection = name(build, context->name());
  aggregate.where = where_of(build, context->where());
  return add(build, span(build, context), aggregate);
}

ast::ExprId quantifier(Build& build, ast::AggregateKind kind, G::WholeContext* context, G::NameContext* collection,
                       G::OperationContext* condition) {
  ast::Aggregate aggregate{};
  aggregate.kind = kind;
  aggregate.collection = name(build, collection);
  aggregate.body = operation(build, condition);
  return add(build, span(build, context), aggregate);
}

// A code of a file: quoted text, or a word as the file writes it, leading zeros and all.
ast::Text code_text(const Build& build, G::Code_textContext* context) {
  if (context->TEXT() != nullptr) return text(build, context->TEXT());
  ast::Name word = name(build, context->start);
  return {std::move(word.text), word.span};
}

void need_mapping(Build& build, ast::Span where) {
  if (build.in_mapping) return;
  refuse(build, where, "`as` says how a column of a file is read; a contract has no columns",
         "write it in the mapping (`*.map`), where the file supplies the field", source::DiagnosticKind::WrongFile);
}

ast::ExprId codes(Build& build, ast::Span where, ast::ExprId value, G::CodesSuffixContext* context) {
  need_mapping(build, where);
  ast::Cast cast{};
  cast.kind = ast::CastKind::Codes;
  cast.value = value;
  for (G::CodeContext* code : context->code()) {
    ast::Text from = code_text(build, code->code_text());
    const ast::ExprId to = operation(build, code->operation());
    cast.codes.push_back({std::move(from), to});
  }
  return add(build, where, std::move(cast));
}

ast::ExprId with_suffix(Build& build, ast::Span where, ast::ExprId value, G::SuffixContext* context) {
  if (auto* rounded = dynamic_cast<G::RoundedSuffixContext*>(context))
    return add(build, where, ast::Rounded{value, rounding(build, rounded->rounding())});
  if (auto* fallback = dynamic_cast<G::IfMissingSuffixContext*>(context))
    return add(build, where,
               ast::IfMissing{value, operation(build, fallback->operation()), fallback->WAIVED() != nullptr});
  if (auto* on = dynamic_cast<G::OnDateSuffixContext*>(context))
    return add(build, where, ast::OnDate{value, operation(build, on->operation())});
  if (auto* to = dynamic_cast<G::PeriodSuffixContext*>(context))
    return add(build, where, ast::PeriodLiteral{value, operation(build, to->operation())});
  if (auto* counted = dynamic_cast<G::CountedPeriodSuffixContext*>(context))
    return add(build, where,
               ast::CountedPeriod{value, counted->ENDING() != nullptr, operation(build, counted->operation())});
  return codes(build, where, value, dynamic_cast<G::CodesSuffixContext*>(context));
}

}  // namespace

std::vector<ast::ExprId> parted(Build& build, const std::vector<G::WholeContext*>& contexts) {
  std::vector<ast::ExprId> found;
  for (G::WholeContext* context : contexts) {
    if (has<G::CodesSuffixContext>(context) && contexts.size() > 1)
      refuse(build, span(build, context), "the commas of these codes read like the commas between the values",
             "put the value with its codes in parentheses", source::DiagnosticKind::TwoReadings);
    found.push_back(whole(build, context));
  }
  return found;
}

ast::ExprId whole(Build& build, G::WholeContext* context) {
  const ast::Span where = span(build, context);
  if (auto* plain = dynamic_cast<G::PlainContext*>(context)) {
    const ast::ExprId value = operation(build, plain->operation());
    return plain->suffix() == nullptr ? value : with_suffix(build, where, value, plain->suffix());
  }
  if (auto* phrase = dynamic_cast<G::RequiredPhraseContext*>(context))
    return add(build, where, ast::Required{operation(build, phrase->operation())});
  if (auto* phrase = dynamic_cast<G::FoldPhraseContext*>(context)) return fold(build, phrase);
  if (auto* phrase = dynamic_cast<G::PercentilePhraseContext*>(context)) return percentile(build, phrase);
  if (auto* phrase = dynamic_cast<G::AveragePhraseContext*>(context)) return average(build, phrase);
  if (auto* phrase = dynamic_cast<G::WeightedMeanPhraseContext*>(context)) return weighted_mean(build, phrase);
  if (auto* phrase = dynamic_cast<G::DistinctPhraseContext*>(context)) return distinct(build, phrase);
  if (auto* phrase = dynamic_cast<G::CountPhraseContext*>(context)) return count(build, phrase);
  if (auto* phrase = dynamic_cast<G::AnyPhraseContext*>(context))
    return quantifier(build, ast::AggregateKind::Any, context, phrase->name(), phrase->operation());
  if (auto* phrase = dynamic_cast<G::EveryPhraseContext*>(context))
    return quantifier(build, ast::AggregateKind::Every, context, phrase->name(), phrase->operation());
  if (auto* phrase = dynamic_cast<G::ElapsedPhraseContext*>(context)) return elapsed(build, phrase);
  return add(build, where, ast::Error{});
}

}  // namespace meruit::syntax
