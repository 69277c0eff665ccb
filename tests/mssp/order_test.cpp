// The order of the steps is what the model says: with two of them swapped some example of the model fails, and the
// explanation of a result and the formatted contract show the other order.
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

// A copy of a model with these passages changed, which must still check.
class Changed {
 public:
  Changed(const fs::path& model, const Changes& changes) : name_(model.filename().string()) {
    fs::copy(model.parent_path(), folder_.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    std::string text = read_file(folder_.path() / name_);
    for (const auto& change : changes) {
      const std::string& from = change.first;
      const std::size_t at = text.find(from);
      REQUIRE_MESSAGE(at != std::string::npos, "the model no longer says: " << from);
      text.replace(at, from.size(), change.second);
    }
    write_file(folder_.path() / name_, text);
    const Ran ran = meruit("check", "");
    REQUIRE_MESSAGE(ran.exit == 0, ran.out);
  }

  [[nodiscard]] Ran meruit(const std::string& command, const std::string& arguments) const {
    return run("meruit " + command + " " + name_ + " " + arguments, folder_.path(), Streams::Together);
  }
  [[nodiscard]] std::string formatted() const {
    REQUIRE(meruit("fmt", "").exit == 0);
    return read_file(folder_.path() / name_);
  }
  // Of an ACO of 2023 that the repository holds.
  [[nodiscard]] std::string explained(const std::string& aco) const {
    const Ran ran =
        meruit("explain", "--map puf_2023.map --data aco=data/py2023_excerpt.csv --term 2023 --of aco=" + aco);
    REQUIRE_MESSAGE(ran.exit == 0, ran.out);
    return ran.out;
  }

 private:
  TemporaryFolder folder_;
  std::string name_;
};

int exit_with(const fs::path& model, const Changes& changes) { return Changed(model, changes).meruit("test", "").exit; }

// Whether both stand in the text, the first before the second.
bool in_order(const std::string& text, const std::string& first, const std::string& second) {
  const std::size_t at = text.find(first);
  const std::size_t after = text.find(second);
  REQUIRE_MESSAGE((at != std::string::npos && after != std::string::npos), text);
  return at < after;
}

const fs::path kSettlement = kLibrary / "mssp/settlement.meruit";
const Changes kCapFirst = {{"\"Sequestration\" is", "\"Sequestration\", after savings_capped is"},
                           {", after sequestered is", " is"}};
const Changes kLimitFirst = {{"is -generated * loss_rate", "is -generated"},
                             {"pay earned",
                              "exception rate_last to shared_losses \"Loss rate, last\", after disaster is "
                              "shared_losses * loss_rate\npay earned"}};

TEST_CASE("Shared Savings Program: as written, every example passes") { CHECK(exit_with(kSettlement, {}) == 0); }

TEST_CASE("Shared Savings Program: the cap before sequestration") { CHECK(exit_with(kSettlement, kCapFirst) == 1); }

TEST_CASE("Shared Savings Program: the limits of losses before the loss rate") {
  CHECK(exit_with(kSettlement, kLimitFirst) == 1);
}

TEST_CASE("Shared Savings Program: an explanation and the formatted contract show the order") {
  const std::string cap = "Cap, held against savings after sequestration: does not apply",
                    sequestration = "Savings shared, after Sequestration [";
  CHECK(in_order(Changed(kSettlement, {}).explained("A1001"), sequestration, cap));
  const Changed cap_first(kSettlement, kCapFirst);
  CHECK(in_order(cap_first.explained("A1001"), cap, sequestration));
  CHECK(cap_first.formatted().find("\"Sequestration\", after savings_capped is") != std::string::npos);

  const std::string limit = "Limit of losses, a share of the benchmark [";
  const std::string as_written = Changed(kSettlement, {}).explained("A1241");
  CHECK(in_order(as_written, "before its exceptions", limit));
  CHECK(as_written.find("Loss rate, last") == std::string::npos);
  const Changed limit_first(kSettlement, kLimitFirst);
  CHECK(in_order(limit_first.explained("A1241"), limit, "after Loss rate, last ["));
  CHECK(limit_first.formatted().find("\"Loss rate, last\", after disaster is") != std::string::npos);
}

TEST_CASE("Shared Savings Program: a disaster's share before the limit") {
  CHECK(exit_with(kSettlement, {{"\"Limit of losses, a share of the benchmark\" is",
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
