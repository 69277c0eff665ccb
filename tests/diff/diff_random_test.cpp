// Versions that mean the same give no difference, however they are called, ordered and laid out; a changed number, edge
// or operator always gives one; and what is proved to alter no result alters none. MERUIT_DIFF_COUNT and
// MERUIT_DIFF_SEED choose a longer or another run.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "api/inside.h"
#include "check/check.h"
#include "edits.h"
#include "generate.h"
#include "meruit/difference.h"
#include "oracle/oracle.h"
#include "subject.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

namespace fs = std::filesystem;

std::uint64_t from_user(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// A contract with the texts that belong to it, of which the first is edited.
struct Version {
  std::map<std::string, std::string> texts;
  std::string contract, mapping;

  [[nodiscard]] const std::string& text() const { return texts.at(contract); }
  [[nodiscard]] Version with(const std::string& other) const {
    Version version = *this;
    version.texts[contract] = other;
    return version;
  }
  [[nodiscard]] std::shared_ptr<const Contract> compiled() const {
    return compile(contract, texts_of(), mapping).contract;
  }
  [[nodiscard]] SourceLoader texts_of() const { return meruit::texts(texts); }
};

Version generated(std::uint64_t seed) {
  const differential::Contract made = differential::generate(seed);
  Version version;
  version.contract = "contract.meruit";
  version.texts["contract.meruit"] = differential::print(made.statements);
  const std::string used = differential::print(made.used);
  if (!used.empty()) {
    std::istringstream header(used);
    std::string word, name;
    header >> word >> name;
    version.texts[name + ".meruit"] = used;
  }
  if (!made.mapping.empty()) {
    version.mapping = "contract.map";
    version.texts["contract.map"] = differential::print(made.mapping);
  }
  return version;
}

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
  const oracle::Results expected = oracle::evaluate(*subject.model, subject.relation);
  const oracle::Results results = oracle::evaluate(*specialised, subject.relation);
  for (std::size_t i = 0; i < expected.outputs.size() && i < results.outputs.size(); ++i)
    for (std::size_t row = 0; row < expected.outputs[i].size(); ++row) {
      const check::Outcome &a = expected.outputs[i][row], &b = results.outputs[i][row];
      const bool both_fail = std::holds_alternative<check::Fault>(a) && std::holds_alternative<check::Fault>(b);
      if (!both_fail && a != b) return subject.model->rules[subject.model->outputs[i].index].name;
    }
  return "";
}

// Some edits mean nothing: `x given a: 1, b: 2` where nothing asks for b, `$0 - $0`. Such a pair must settle alike.
void try_changed(const Version& version, differential::Random& random, const std::string& what, Tally& tally,
                 const differential::Contract* made = nullptr) {
  const std::string edited = with_one_change(version.text(), random);
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

std::string read_text(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<Version> models() {
  std::vector<Version> found;
  const fs::path root = fs::path(MERUIT_SOURCE_DIR) / "stdlib/models";
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(root))
    if (entry.path().extension() == ".meruit") all[entry.path().string()] = read_text(entry.path());
  for (const auto& [path, text] : all) found.push_back({all, path, ""});
  return found;
}

void report(const char* what, const Tally& tally) {
  std::cout << what << ": " << tally.same << " the same, " << tally.changed << " changed, " << tally.refused
            << " refused by the checker\n";
}

}  // namespace

TEST_CASE("random contracts that are renamed, moved and laid out otherwise do not differ") {
  const std::uint64_t count = from_user("MERUIT_DIFF_COUNT", 80), first = from_user("MERUIT_DIFF_SEED", 1);
  Tally tally;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    differential::Random random(seed);
    try_same(generated(seed), random, "seed " + std::to_string(seed), tally);
  }
  report("random contracts", tally);
  CHECK(tally.same > 4 * count);
}

TEST_CASE("one number, edge or operator of a random contract that is changed is a difference") {
  const std::uint64_t count = from_user("MERUIT_DIFF_COUNT", 80), first = from_user("MERUIT_DIFF_SEED", 1);
  Tally tally;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    differential::Random random(seed);
    const differential::Contract made = differential::generate(seed);
    const Version version = generated(seed);
    for (int i = 0; i < 4; ++i) try_changed(version, random, "seed " + std::to_string(seed), tally, &made);
  }
  report("random changes", tally);
  CHECK(tally.changed > count);
  CHECK(tally.same * 20 < tally.changed);
}

TEST_CASE("the models of stdlib, renamed, moved and laid out otherwise, and with one change") {
  Tally tally;
  differential::Random random(7);
  for (const Version& version : models()) {
    try_same(version, random, version.contract, tally);
    for (int i = 0; i < 12; ++i) try_changed(version, random, version.contract, tally);
  }
  report("models", tally);
  CHECK(tally.same > 0);
  CHECK(tally.changed > 0);
}

TEST_CASE("what is proved to alter no result alters none") {
  const std::uint64_t count = from_user("MERUIT_DIFF_COUNT", 80), first = from_user("MERUIT_DIFF_SEED", 1);
  std::size_t proved = 0, commuted = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    differential::Random random(seed);
    const differential::Contract made = differential::generate(seed);
    const Version version = generated(seed);
    const bool swap = seed % 2 == 0;
    const std::string text = swap ? with_one_commuted(version.text(), random) : with_one_change(version.text(), random);
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
