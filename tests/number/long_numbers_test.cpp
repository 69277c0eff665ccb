// Long numbers are divided, reduced and written in pieces: with the results of Boost's own integers, and never longer
// at a stretch than a moment.
#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <random>

#include "budget/budget.h"
#include "number/rational.h"

using namespace meruit;

namespace {

using Plain = boost::multiprecision::cpp_int;

Integer long_number(std::mt19937_64& random, std::size_t bits) {
  Integer number = 1;
  for (std::size_t i = 0; i < bits; i += 64) {
    number <<= 64;
    number += random();
  }
  return number >> static_cast<unsigned>(random() % 64);
}

Plain plain_number(const Integer& number) {
  Plain copy;
  std::vector<unsigned char> bytes;
  export_bits(Integer(abs(number)), std::back_inserter(bytes), 8);
  import_bits(copy, bytes.begin(), bytes.end());
  return number < 0 ? Plain(-copy) : copy;
}

// Seconds until the budget of one second ends it.
double seconds_until_spent(const std::function<void()>& work) {
  Limits limits;
  limits.run_seconds = 1;
  limits.number_digits = 100'000'000;
  budget::Meter meter(limits, &Limits::run_seconds, {});
  const budget::Watch watch(&meter);
  const auto start = std::chrono::steady_clock::now();
  CHECK_THROWS_AS(work(), budget::Spent);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("common divisors of long numbers are Boost's") {
  std::mt19937_64 random(1);
  for (int trial = 0; trial < 400; ++trial) {
    const Integer common = long_number(random, 1 + random() % 3'000);
    Integer a = long_number(random, 1 + random() % 4'000) * common;
    Integer b = long_number(random, 1 + random() % 4'000) * common;
    if (trial % 3 == 0) a *= long_number(random, 20'000);
    if (trial % 10 == 0) a = -a;
    if (trial % 20 == 0) b = trial % 40 == 0 ? Integer(0) : Integer(a * Integer(random()));
    const Plain expected = gcd(plain_number(a), plain_number(b));
    CHECK(plain_number(gcd(a, b)) == expected);
    if (b <= 0) continue;
    const Rational reduced(a, b);
    CHECK(plain_number(Integer(numerator(reduced))) == plain_number(a) / expected);
    CHECK(plain_number(Integer(denominator(reduced))) == plain_number(b) / expected);
  }
}

TEST_CASE("long divisions are Boost's, with its signs") {
  std::mt19937_64 random(2);
  for (int trial = 0; trial < 12; ++trial) {
    Integer b = long_number(random, 150'000 + random() % 200'000);
    Integer a = trial % 5 == 0 ? Integer(b * long_number(random, 300'000)) : long_number(random, 700'000);
    if (trial % 2 == 1) a = -a;
    if (trial % 3 == 1) b = -b;
    Integer quotient, rest;
    divide_qr(a, b, quotient, rest);
    CHECK(plain_number(quotient) == plain_number(a) / plain_number(b));
    CHECK(plain_number(rest) == plain_number(a) % plain_number(b));
    CHECK(Integer(a / b) == quotient);
    CHECK(Integer(a % b) == rest);
    a /= b;
    CHECK(a == quotient);
  }
}

TEST_CASE("long numbers are written as Boost writes them") {
  std::mt19937_64 random(3);
  for (int trial = 0; trial < 20; ++trial) {
    Integer number = long_number(random, 20'000 + random() % 60'000);
    if (trial % 4 == 1) number = number::power_of_ten(static_cast<unsigned>(9'000 + random() % 9'000));
    if (trial % 8 == 1) number -= 1;
    if (trial % 2 == 0) number = -number;
    CHECK(number::to_digits(number) == number.str());
  }
  CHECK(number::to_digits(0) == "0");
  CHECK(number::to_digits(-7) == "-7");
}

TEST_CASE("a single operation on long numbers does not outlast the clock") {
  std::mt19937_64 random(4);
  constexpr double kMost = 8;  // seconds, on a slow machine; by itself each takes some ten to thirty
  const Integer a = long_number(random, 6'000'000), b = long_number(random, 5'000'000);
  const Integer middle = long_number(random, 3'000'000);
  Integer result;
  CHECK(seconds_until_spent([&] { result = gcd(a, b); }) < kMost);
  CHECK(seconds_until_spent([&] { result = numerator(Rational(a, b)); }) < kMost);
  CHECK(seconds_until_spent([&] { result = a / middle; }) < kMost);
  CHECK(seconds_until_spent([&] { result = a % middle; }) < kMost);
  CHECK(seconds_until_spent([&] { result = number::to_digits(a).size(); }) < kMost);
  CHECK(result == 0);
}
