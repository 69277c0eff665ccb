// What is gathered from rows, in other words than the language has: averages, percentiles, deviations.
#include <algorithm>
#include <array>

#include "syntax/antlr.h"
#include "syntax/messages.h"

namespace meruit::syntax {

namespace {

using enum source::DiagnosticKind;

bool is_any_of(const std::string& word, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* one) { return word == one; });
}

// The last word of this type before the mistake, within its statement.
std::optional<std::size_t> before(const Scene& scene, std::size_t type) {
  for (std::size_t at = scene.mistake.word; at-- > scene.mistake.statement;)
    if (scene.type(at) == type) return at;
  return std::nullopt;
}

const char* const kMethods =
    "`…, nearest rank` is a value of the rows, the smallest that so many percent do not exceed; `…, averaged` the mean "
    "of two where the rank lies between them; `…, interpolated` lies on the line between two";

Explanation other_word(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0 || scene.type(at) != G::OF) return std::nullopt;
  const std::string word = scene.written(at - 1);
  const source::Span span = scene.span(at - 1);
  if (is_any_of(word, {"average", "avg"}))
    return say(
        span, "an average is called `mean` or `median` here",
        "write `mean of X over ROWS`: the sum divided by the number of rows; `median of X over ROWS` is the middle "
        "value; `weighted mean of X by W over ROWS` counts each row by W");
  if (is_any_of(word, {"stdev", "stddev", "sd", "std"}))
    return say(
        span, scene.quoted(at - 1) + " does not say which standard deviation",
        "write `sample standard deviation of X over ROWS` (divided by the rows less one) or `population standard "
        "deviation of X over ROWS`, as the contract does");
  if (word == "percentile")
    return say(span, "a percentile says which one it is",
               "write `90th percentile of X over ROWS, nearest rank`, with the "
               "number and the method that the contract says");
  return std::nullopt;
}

Explanation which_deviation(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0 || scene.type(at) != G::DEVIATION || scene.type(at - 1) != G::STANDARD) return std::nullopt;
  if (at > 1 && (scene.type(at - 2) == G::SAMPLE || scene.type(at - 2) == G::POPULATION)) return std::nullopt;
  return say(
      source::join(scene.span(at - 1), scene.span(at)), "there are two standard deviations",
      "write `sample standard deviation of …` (divided by the rows less one) or `population standard deviation of …`"
      ", as the contract does");
}

Explanation ordinal(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at == 0 || scene.type(at) != G::PERCENTILE || scene.type(at - 1) == G::ORDINAL) return std::nullopt;
  return say(scene.span(at - 1), "which percentile it is, is written as in `90th`",
             "write `" + scene.written(at - 1) +
                 "th percentile of X over ROWS, nearest rank`, with the method that the "
                 "contract says");
}

Explanation method_lacks(const Scene& scene) {
  const std::optional<std::size_t> percentile = before(scene, G::PERCENTILE);
  if (!percentile || *percentile == 0 || scene.type(*percentile - 1) != G::ORDINAL || !before(scene, G::OVER))
    return std::nullopt;
  if (!scene.could_stand(G::COMMA) && scene.type(scene.mistake.word - 1) != G::COMMA) return std::nullopt;
  return say(source::join(scene.span(*percentile - 1), scene.span(*percentile)),
             "a percentile says how it is found, behind the rows", kMethods);
}

Explanation median_with_method(const Scene& scene) {
  if (scene.type(scene.mistake.word) != G::COMMA || !before(scene, G::MEDIAN)) return std::nullopt;
  const std::size_t next = scene.type(scene.mistake.word + 1);
  if (next != G::NEAREST && next != G::AVERAGED && next != G::INTERPOLATED) return std::nullopt;
  return say(scene.span(scene.mistake.word + 1), "a median is the middle value, or the mean of the middle two",
             "leave the method out, or write `50th percentile of X over ROWS, METHOD`");
}

Explanation weights(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  const std::optional<std::size_t> mean = before(scene, G::MEAN);
  if (!mean || scene.type(*mean + 1) != G::OF) return std::nullopt;
  const bool weighted = *mean > 0 && scene.type(*mean - 1) == G::WEIGHTED;
  if (weighted && scene.type(at) == G::OVER && scene.could_stand(G::BY))
    return say(scene.span(*mean - 1), "a weighted mean says what each row counts by",
               "write `weighted mean of X by W over ROWS`");
  if (!weighted && scene.type(at) == G::BY)
    return say(scene.span(*mean), "a mean that counts each row by something is a weighted one",
               "write `weighted mean of X by W over ROWS`");
  return std::nullopt;
}

Explanation distinct(const Scene& scene) {
  const std::size_t at = scene.mistake.word;
  if (at > 0 && scene.type(at) == G::DISTINCT && scene.type(at - 1) == G::COUNT)
    return say(source::join(scene.span(at - 1), scene.span(at)), "`count distinct` lacks a word",
               "write `count of distinct X over ROWS`");
  const std::optional<std::size_t> word = before(scene, G::DISTINCT);
  if (!word || *word < 2 || scene.type(*word - 1) != G::OF || scene.type(*word - 2) != G::COUNT) return std::nullopt;
  if (scene.repairs.insert(at, G::OVER) || before(scene, G::OVER).value_or(0) > *word) return std::nullopt;
  return say(
      source::join(scene.span(*word - 2), scene.span(*word)), "of what the different values are counted is not said",
      "write `count of distinct X over ROWS`; every row has a key of its own, so `count of ROWS` counts the rows");
}

}  // namespace

Explanation explain_gathering(const Scene& scene) {
  for (const auto& explanation :
       {other_word, which_deviation, ordinal, weights, distinct, median_with_method, method_lacks})
    if (Explanation found = explanation(scene)) return found;
  return std::nullopt;
}

}  // namespace meruit::syntax
