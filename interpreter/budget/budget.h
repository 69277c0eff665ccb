// What one call of the library takes of time and memory, held against its limits while it works. A budget that is spent
// ends the call: it never changes a result, so that it may be counted where it is cheap and need not be counted alike
// by two ways to the same result.
//
// The meter belongs to the thread that works, and to those that it starts; loops tick, large things are taken and given
// back. This is the one thing that is thrown on purpose: what ends a call ends it wherever it is, as the end of memory
// does. Nothing catches it but to add where it was, and the edge of the library (api/guarded.h).
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "meruit/limits.h"

namespace meruit::budget {

using Limit = std::uint64_t Limits::*;

// "1,234,567"
[[nodiscard]] std::string grouped(std::uint64_t);
// "the limit `tokens` is 500,000; `--limit tokens=NUMBER` sets another"
[[nodiscard]] std::string how_to_raise(const Limits&, Limit);

class Spent : public std::exception {
 public:
  Spent(const Limits&, Limit, std::string what_happened);
  static Spent stopped();  // by the caller

  [[nodiscard]] const char* what() const noexcept override { return happened_.c_str(); }
  [[nodiscard]] const std::string& help() const { return help_; }
  [[nodiscard]] bool is(Limit limit) const { return limit_ == limit; }
  [[nodiscard]] bool by_caller() const { return limit_ == nullptr; }
  // Which expression of the model, and which row of the relation; what is told first is the innermost, and stays.
  void in_expr(std::uint32_t id) { expr_ = expr_.value_or(id); }
  void in_row(std::size_t row) { row_ = row_.value_or(row); }
  [[nodiscard]] std::optional<std::uint32_t> expr() const { return expr_; }
  [[nodiscard]] std::optional<std::size_t> row() const { return row_; }

 private:
  Limit limit_ = nullptr;
  std::string happened_, help_;
  std::optional<std::uint32_t> expr_;
  std::optional<std::size_t> row_;
};

// Shared by the threads of one call.
class Meter {
 public:
  Meter(const Limits&, Limit seconds, std::stop_token);

  void look() const;             // throws when the time is over or the caller wants a stop
  void add(std::int64_t bytes);  // throws when they are too many
  void give(std::int64_t bytes) { bytes_.fetch_sub(bytes, std::memory_order_relaxed); }
  [[nodiscard]] std::int64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }
  void refuse_number() const;
  [[nodiscard]] std::size_t longest_number() const { return longest_number_; }  // bytes

 private:
  Limits limits_;
  Limit seconds_;
  std::stop_token stop_;
  std::chrono::steady_clock::time_point end_;
  std::int64_t most_bytes_;
  std::size_t longest_number_;
  std::atomic<std::int64_t> bytes_{0};
};

// What a thread knows of its meter; bytes are told to it in larger pieces.
struct Share {
  Meter* meter = nullptr;
  std::int64_t bytes = 0;
  std::uint64_t steps = 0;
};
extern constinit thread_local Share share;

[[nodiscard]] inline Meter* current() { return share.meter; }

// The meter as this thread's own; none: nothing is counted.
class Watch {
 public:
  explicit Watch(Meter* meter) : before_(share) { share = {meter, 0, 0}; }
  ~Watch() {
    if (share.meter != nullptr) share.meter->give(-share.bytes);
    share = before_;
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  Share before_;
};

// One step of a loop that a contract or a file can make long: up to some ten microseconds, or as many of these.
void count_steps();
inline void tick(std::uint64_t steps = 1) {
  constexpr std::uint64_t kBetweenLooks = 128;
  share.steps += steps;
  if (share.steps >= kBetweenLooks) count_steps();
}

void count_bytes();
// Bytes that are added up until they are told to the meter, for each thread.
inline constexpr std::int64_t kUncounted = 1 << 20;
inline void take(std::size_t bytes) {
  share.bytes += static_cast<std::int64_t>(bytes);
  if (share.bytes > kUncounted) count_bytes();
}
inline void give(std::size_t bytes) noexcept {
  share.bytes -= static_cast<std::int64_t>(bytes);
  if (share.bytes < -kUncounted && share.meter != nullptr) {
    share.meter->give(-share.bytes);
    share.bytes = 0;
  }
}

// What the call has taken so far and not given back.
[[nodiscard]] inline std::int64_t taken() { return share.meter == nullptr ? 0 : share.meter->bytes() + share.bytes; }
// All that was taken since, and is gone again.
inline void give_back_to(std::int64_t before) noexcept {
  if (const std::int64_t more = taken() - before; more > 0) give(static_cast<std::size_t>(more));
}

// The room of one long number. Its size says how long an operation on it may take.
inline void take_number(std::size_t bytes) {
  if (share.meter != nullptr && bytes > share.meter->longest_number()) share.meter->refuse_number();
  take(bytes);
  tick(1 + bytes / 512);
}

// Taken for as long as it lives.
class Held {
 public:
  explicit Held(std::size_t bytes) : bytes_(bytes) { take(bytes); }
  ~Held() { give(bytes_); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

 private:
  std::size_t bytes_;
};

}  // namespace meruit::budget
