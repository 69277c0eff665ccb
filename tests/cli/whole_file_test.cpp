#include "cli/whole_file.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "../files.h"

using namespace meruit::cli;
using meruit::tests::TemporaryFolder;

TEST_CASE("a file is replaced whole, and nothing else is left behind") {
  const TemporaryFolder folder;
  folder.write("out.csv", "old");
  REQUIRE(write_whole({{folder.path("out.csv"), "new"}}));
  CHECK(folder.read("out.csv") == "new");
  CHECK(folder.count() == 1);
}

TEST_CASE("when one of several cannot be written, none is") {
  const TemporaryFolder folder;
  folder.write("a.csv", "old");
  const auto written = write_whole({{folder.path("a.csv"), "new"}, {folder.path("missing/b.csv"), "new"}});
  REQUIRE(!written);
  CHECK(written.error().kind == meruit::ErrorKind::Environment);
  CHECK(folder.read("a.csv") == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("a symbolic link stays one") {
  const TemporaryFolder folder;
  folder.write("real.csv", "old");
  std::filesystem::create_symlink("real.csv", folder.path("link.csv"));
  REQUIRE(write_whole({{folder.path("link.csv"), "new"}}));
  CHECK(std::filesystem::is_symlink(folder.path("link.csv")));
  CHECK(folder.read("real.csv") == "new");
}

TEST_CASE("devices are written to, not replaced") {
  REQUIRE(write_whole({{"/dev/null", "text"}}));
  CHECK(!std::filesystem::is_regular_file("/dev/null"));
}
