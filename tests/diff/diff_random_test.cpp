// Versions that mean the same give no difference, however they are called, ordered and laid out; a changed number, edge
// or operator always gives one; and what is proved to alter no result alters none. MERUIT_DIFF_COUNT and
// MERUIT_DIFF_SEED choose a longer or another run.
#include <doctest/doctest.h>

#include <iostream>

#include "../settings.h"
#include "api/inside.h"
#include "check/check.h"
#include "edits.h"
#include "generate.h"
#include "meruit/difference.h"
#include "oracle/oracle.h"
#include "reading.h"
#include "subject.h"
#include "versions.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

// Under a sanitizer a fifth: of fewer contracts none would be proved equal.
constexpr int kShare = MERUIT_TEST_SHARE > 1 ? 5 : 1;

// The changes of meaning between two versions, in words; "refused" when one of them is no contract.
std::string changes(const Version& before, const Version& after) {
  const auto old_one = before.compiled(), new_one = after.compiled();
  if (!old_one || !new_one) return "refused";
  const auto found = compare(old_one, new_one);
  REQUIRE_MESSAGE(found.ok(), found.error().message);
  return found->same() ? "" : to_text(*found);
}

struct Tally {
  std::size_t same = 0, changed = 0, refused = 0;
};

void expect_same(const Version& before, const std::string& text, const std::string& what, Tally& tally) {
  const std::string found = changes(before, before.with(text));
  if (found == "refused") {
    tally.refused += 1;
    return;
  }
  tally.same += 1;
  CHECK_MESSAGE(found.empty(), what, "\n", found);
}

void try_same(const Version& version, differential::Random& random, const std::string& what, Tally& tally) {
  const auto contract = version.compiled();
  REQUIRE_MESSAGE(contract, what, " is refused");
  expect_same(version, version.text(), what + ", as it is", tally);
  const std::string renamed = with_other_names(version.text(), inner_names(*contract));
  expect_same(version, renamed, what + ", renamed", tally);
  expect_same(version, with_other_blanks(version.text(), random), what + ", laid out otherwise", tally);
  expect_same(version, with_statements_moved(version.text(), random), what + ", moved", tally);
  expect_same(version, with_statements_moved(with_other_blanks(renamed, random), random), what + ", all at once",
              tally);
}

// The first output on which the two contracts differ for the data that goes with the first; nothing where they do not,
// or where the data is of a run with settings.
std::string first_difference(const differential::Contract& made, const std::shared_ptr<const Contract>& after) {
  if (!made.settings.empty() || made.all_rules) return "";
  const differential::Subject subject = differential::make_subject(made);
  const check::Model& other = after->inside().model;
  source::Diagnostics sink;
  const auto specialised = check::specialise(other, {}, sink);
  if (!subject.model || !specialised) return "";
  const oracle::Results expected = oracle::evaluate(*subject.model, subject.records);
  // Columns stand in the order in which a contract asks for them.
  const oracle::Results results = oracle::evaluate(*specialised, differential::read_rows(made, other, *specialised));
  const auto name = [](const check::Model& model, std::size_t output) {
    const check::Rule& rule = model.rules[model.outputs[output].index];
    return (check::of_rows(rule.level) ? model.relations[rule.level.relation.index].name + "." : "") + rule.name;
  };
  for (std::size_t i = 0; i < expected.outputs.size(); ++i)
    for (std::size_t j = 0; j < results.outputs.size(); ++j) {
      if (name(*subject.model, i) != name(*specialised, j)) continue;
      for (std::size_t row = 0; row < expected.outputs[i].size(); ++row) {
        const check::Outcome &a = expected.outputs[i][row], &b = results.outputs[j][row];
        const bool both_fail = std::holds_alternative<check::Fault>(a) && std::holds_alternative<check::Fault>(b);
        if (!both_fail && a != b) return name(*subject.model, i);
      }
    }
  return "";
}

// Some edits mean nothing: `x given a: 1, b: 2` where nothing asks for b, `$0 - $0`. Such a pair must settle alike.
void try_changed(const Version& version, differential::Random& random, const std::string& what, Tally& tally,
                 const differential::Contract* made = nullptr) {
  const std::string edited = with_one_edit(version.text(), random);
  if (edited.empty() || edited == version.text()) return;
  const Version after = version.with(edited);
  const std::string found = changes(version, after);
  if (found == "refused") {
    tally.refused += 1;
    return;
  }
  if (found.empty() && made != nullptr) {
    tally.same += 1;
    CHECK_MESSAGE(first_difference(*made, after.compiled()).empty(), what, " shows no difference\n", version.text(),
                  "\n----\n", edited);
    return;
  }
  tally.changed += 1;
  CHECK_MESSAGE(!found.empty(), what, " shows no difference\n", version.text(), "\n----\n", edited);
}

// With one kind of record, or with two or three.
using Generate = differential::Contract (*)(std::uint64_t seed);

void report(const char* what, const Tally& tally) {
  std::cout << what << ": " << tally.same << " the same, " << tally.changed << " changed, " << tally.refused
            << " refused by the checker\n";
}

}  // namespace

TEST_CASE("random contracts that are renamed, moved and laid out otherwise do not differ") {
  const std::uint64_t count = tests::number_from_user("MERUIT_DIFF_COUNT", 80 / kShare),
                      first = tests::number_from_user("MERUIT_DIFF_SEED", 1);
  for (const Generate generate : {&differential::generate, &differential::generate_several}) {
    Tally tally;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
      differential::Random random(seed);
      try_same(version_of(generate(seed)), random, "seed " + std::to_string(seed), tally);
    }
    report("random contracts", tally);
    CHECK(tally.same > 4 * count);
  }
}

TEST_CASE("one number, edge, operator or record of a random contract that is changed is a difference") {
  const std::uint64_t count = tests::number_from_user("MERUIT_DIFF_COUNT", 80 / kShare),
                      first = tests::number_from_user("MERUIT_DIFF_SEED", 1);
  for (const Generate generate : {&differential::generate, &differential::generate_several}) {
    Tally tally;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
      differential::Random random(seed);
      const differential::Contract made = generate(seed);
      const Version version = version_of(made);
      for (int i = 0; i < 4; ++i) try_changed(version, random, "seed " + std::to_string(seed), tally, &made);
    }
    report("random changes", tally);
    CHECK(tally.changed > count);
    CHECK(tally.same * 20 < tally.changed);
  }
}

TEST_CASE("the models of stdlib, renamed, moved and laid out otherwise, and with one change") {
  Tally tally;
  differential::Random random(7);
  for (const Version& version : models_of_stdlib()) {
    try_same(version, random, version.contract, tally);
    for (int i = 0; i < 20 / kShare; ++i) try_changed(version, random, version.contract, tally);
  }
  report("models", tally);
  CHECK(tally.same > 0);
  CHECK(tally.changed > 0);
}

TEST_CASE("what is proved to alter no result alters none") {
  const std::uint64_t count = tests::number_from_user("MERUIT_DIFF_COUNT", 80 / kShare),
                      first = tests::number_from_user("MERUIT_DIFF_SEED", 1);
  std::size_t proved = 0, commuted = 0;
  for (std::uint64_t at = 2 * first; at < 2 * (first + count); ++at) {
    const std::uint64_t seed = at / 2;
    differential::Random random(seed);
    const differential::Contract made =
        at % 2 == 0 ? differential::generate(seed) : differential::generate_several(seed);
    const Version version = version_of(made);
    const bool swap = seed % 2 == 0;
    const std::string text = swap ? with_one_commuted(version.text(), random) : with_one_edit(version.text(), random);
    if (text.empty() || text == version.text()) continue;
    const auto before = version.compiled(), after = version.with(text).compiled();
    if (!before || !after) continue;
    const auto found = compare(before, after);
    REQUIRE(found.ok());
    if (swap && !found->same()) {
      commuted += 1;
      // Inside of a `given` nothing is proved: what is held there is compared as it is written.
      const bool held = to_text(*found).find(" given ") != std::string::npos;
      CHECK_MESSAGE((held || found->proved_equal()), "seed ", seed, "\n", to_text(*found));
    }
    if (!found->proved_equal() || !made.settings.empty() || made.all_rules) continue;
    proved += 1;
    CHECK_MESSAGE(first_difference(made, after).empty(), "seed ", seed, "\n", to_text(*found));
  }
  std::cout << proved << " pairs proved equal and run, " << commuted << " with sides exchanged\n";
  CHECK(proved > 0);
}
