// The order of the steps is what the model says: with two of them swapped some example of the model fails.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "settle.h"

namespace meruit::tests::mssp {
namespace {

namespace fs = std::filesystem;

const fs::path kLibrary = fs::path(MERUIT_SOURCE_DIR) / "stdlib/models";

using Changes = std::vector<std::pair<std::string, std::string>>;

// How `meruit test` ends on the model with these passages changed.
int exit_with(const fs::path& model, const Changes& changes) {
  TemporaryFolder folder;
  fs::copy(model.parent_path(), folder.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  const fs::path changed = folder.path() / model.filename();
  std::string text = read_file(changed);
  for (const auto& change : changes) {
    const std::string& from = change.first;
    const std::size_t at = text.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, "the model no longer says: " << from);
    text.replace(at, from.size(), change.second);
  }
  write_file(changed, text);
  const Ran ran = run("meruit check '" + changed.string() + "'", folder.path(), Streams::Together);
  REQUIRE_MESSAGE(ran.exit == 0, ran.out);
  return run("meruit test '" + changed.string() + "'", folder.path(), Streams::Together).exit;
}

TEST_CASE("Shared Savings Program: as written, every example passes") {
  CHECK(exit_with(kLibrary / "mssp/settlement.meruit", {}) == 0);
}

TEST_CASE("Shared Savings Program: the cap before sequestration") {
  CHECK(exit_with(kLibrary / "mssp/settlement.meruit",
                  {{"\"Sequestration\" is", "\"Sequestration\", after savings_capped is"},
                   {", after sequestered is", " is"}}) == 1);
}

TEST_CASE("Shared Savings Program: the limits of losses before the loss rate") {
  CHECK(exit_with(
            kLibrary / "mssp/settlement.meruit",
            {{"is -generated * loss_rate", "is -generated"},
             {"pay earned",
              "exception rate_last to shared_losses, after disaster is shared_losses * loss_rate\npay earned"}}) == 1);
}

TEST_CASE("Shared Savings Program: a disaster's share before the limit") {
  CHECK(exit_with(kLibrary / "mssp/settlement.meruit",
                  {{"\"Limit of losses, a share of the benchmark\" is",
                    "\"Limit of losses, a share of the benchmark\", after disaster is"},
                   {", after benchmark_limit is", " is"}}) == 1);
}

TEST_CASE("Next Generation: the share before the cap") {
  CHECK(exit_with(kLibrary / "next_generation/settlement.meruit",
                  {{"clamp(gross_savings,", "clamp(gross_savings * sharing_rate(arrangement),"},
                   {"is capped_savings * sharing_rate(arrangement)", "is capped_savings"}}) == 1);
}

}  // namespace
}  // namespace meruit::tests::mssp
