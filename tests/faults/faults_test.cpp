// Whatever fails and whenever the program ends: results are whole or what was there before stands, the exit code is 4
// and says why, and nothing is left behind.
#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <random>

#include "program.h"

namespace {

using meruit::tests::Ran;
using meruit::tests::Settlement;

// The Nth call fails, for every N there is; returns how many there were.
int each_call_fails(const Settlement& settlement, const std::string& call, const std::string& how) {
  int hits = 0;
  for (int n = 1; n < 200; ++n) {
    settlement.put_back();
    const Ran ran = settlement.run(call + ":" + std::to_string(n) + ":" + how);
    if (!ran.hit) return hits;
    ++hits;
    INFO(call << " number " << n << " " << how << ": exit " << ran.exit << ": " << ran.message);
    const bool done = ran.exit == 0;
    CHECK((done || ran.exit == 4));
    CHECK(settlement.found() == (done ? settlement.whole() : settlement.before()));
    if (!done) CHECK(ran.message.find("error") != std::string::npos);
  }
  return hits;
}

// Every file is whole: what it was, or what it shall be. Temporary ones do not count, where the end was sudden.
void each_whole(const Settlement& settlement, bool sudden) {
  const auto& whole = settlement.whole();
  const auto before = settlement.before();
  for (const auto& file : settlement.found()) {
    const std::string &name = file.first, &text = file.second;
    const bool temporary = name.find(".part-") != std::string::npos || name.find(".before-") != std::string::npos;
    CHECK_MESSAGE((sudden || !temporary), name << " is left behind");
    if (temporary) continue;
    REQUIRE(whole.count(name) == 1);
    CHECK_MESSAGE((text == whole.at(name) || text == before.at(name)), name << " is neither the old nor the new one");
  }
}

// The file of results comes last: where it is new, the rows that it leaves out stand in theirs.
void last_says_all(const Settlement& settlement) {
  const auto found = settlement.found();
  if (found.at("results.overall.csv") != settlement.whole().at("results.overall.csv")) return;
  for (const auto& [name, text] : settlement.whole()) CHECK(found.at(name) == text);
}

}  // namespace

TEST_CASE("reading, writing and renaming fail") {
  const Settlement settlement(20);
  REQUIRE(settlement.whole().size() == 4);
  const std::string io = std::to_string(EIO), full = std::to_string(ENOSPC);
  CHECK(each_call_fails(settlement, "open", io) >= 6);
  CHECK(each_call_fails(settlement, "read", io) >= 4);
  CHECK(each_call_fails(settlement, "write", full) >= 4);
  CHECK(each_call_fails(settlement, "fsync", io) >= 4);
  CHECK(each_call_fails(settlement, "close", io) >= 4);
  CHECK(each_call_fails(settlement, "rename", io) == 4);
  CHECK(each_call_fails(settlement, "link", io) == 3);
}

TEST_CASE("less is read and written at a time than was asked for") {
  const Settlement settlement(20);
  for (const char* call : {"read:2:short", "read:3:short", "write:1:short", "write:3:short"}) {
    settlement.put_back();
    const Ran ran = settlement.run(call);
    CHECK(ran.hit);
    CHECK(ran.exit == 0);
    CHECK(settlement.found() == settlement.whole());
  }
}

TEST_CASE("memory that is gone") {
  const Settlement settlement(2000);
  int ended = 0;
  for (long n = 1; n < 4'000'000; n += 1 + n / 6) {
    settlement.put_back();
    const Ran ran = settlement.run("malloc:" + std::to_string(n) + ":0");
    if (!ran.hit) break;
    INFO("allocation " << n << ": exit " << ran.exit << ": " << ran.message);
    const bool done = ran.exit == 0;
    CHECK((done || ran.exit == 4));
    CHECK(settlement.found() == (done ? settlement.whole() : settlement.before()));
    if (!done) CHECK(ran.message.find("memory") != std::string::npos);
    ended += done ? 0 : 1;
  }
  CHECK(ended > 10);
}

TEST_CASE("an address space that is too small") {
  const Settlement settlement(20'000);
  for (int mebibytes = 60; mebibytes <= 260; mebibytes += 20) {
    settlement.put_back();
    const Ran ran = settlement.run("", "ulimit -v " + std::to_string(mebibytes * 1024) + ";");
    INFO(mebibytes << " MiB: exit " << ran.exit << ": " << ran.message);
    // 127: the program could not even be loaded.
    CHECK((ran.exit == 0 || ran.exit == 4 || ran.exit == 127));
    CHECK(settlement.found() == (ran.exit == 0 ? settlement.whole() : settlement.before()));
  }
}

TEST_CASE("a disk quota, and a full disk behind standard output") {
  const Settlement settlement(2000);
  settlement.put_back();
  const Ran limited = settlement.run("", "ulimit -f 8;");
  CHECK(limited.exit == 4);
  CHECK(limited.message.find("File too large") != std::string::npos);
  CHECK(settlement.found() == settlement.before());
}

TEST_CASE("an end at any call") {
  const Settlement settlement(20);
  for (const char* how : {"kill", "term"}) {
    for (const char* call : {"open", "read", "write", "fsync", "close", "rename", "link"}) {
      for (int n = 1; n < 100; ++n) {
        settlement.put_back();
        const Ran ran = settlement.run(std::string(call) + ":" + std::to_string(n) + ":" + how);
        if (!ran.hit) break;
        INFO(call << " number " << n << " " << how << ": exit " << ran.exit);
        CHECK(ran.exit == (std::string(how) == "kill" ? 137 : 143));
        each_whole(settlement, std::string(how) == "kill");
        last_says_all(settlement);
      }
    }
  }
}

TEST_CASE("killed at random moments") {
  const Settlement settlement(20'000);
  const auto start = std::chrono::steady_clock::now();
  settlement.put_back();
  REQUIRE(settlement.run("").exit == 0);
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  std::mt19937 random(2024);
  std::uniform_int_distribution<unsigned> moment(0, static_cast<unsigned>(took.count() * 6 / 5));
  for (int i = 0; i < 50; ++i) {
    settlement.put_back();
    const unsigned when = moment(random);
    const Ran ran = settlement.killed_after(when);
    INFO("after " << when << " microseconds: exit " << ran.exit);
    each_whole(settlement, true);
    last_says_all(settlement);
    if (ran.exit == 0) CHECK(settlement.found() == settlement.whole());
  }
}
