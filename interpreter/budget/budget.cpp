#include "budget/budget.h"

#include <algorithm>
#include <limits>

namespace meruit::budget {

constinit thread_local Share share;

namespace {

constexpr std::uint64_t kMostSeconds = 1'000'000'000;  // what a clock can add

std::string name_of(Limit limit) {
  for (const LimitInfo& info : limit_infos())
    if (info.value == limit) return std::string(info.name);
  return {};
}

// log2(10) is less than 3.322. A number is given room in advance, up to four times what it needs now.
std::size_t room_for(std::uint64_t digits) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::size_t>::max() / 4'000;
  return static_cast<std::size_t>(std::min(digits, kMost) * 3'322 / 8'000 * 4 + 64);
}

}  // namespace

std::string grouped(std::uint64_t count) {
  std::string text = std::to_string(count);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

std::string how_to_raise(const Limits& limits, Limit limit) {
  const std::string name = name_of(limit);
  return "the limit `" + name + "` is " + grouped(limits.*limit) + "; `--limit " + name + "=NUMBER` sets another";
}

Spent::Spent(const Limits& limits, Limit limit, std::string what_happened)
    : limit_(limit), happened_(std::move(what_happened)) {
  if (limit != nullptr) help_ = how_to_raise(limits, limit);
}

Spent Spent::stopped() { return {{}, nullptr, "stopped by the caller"}; }

Meter::Meter(const Limits& limits, Limit seconds, std::stop_token stop)
    : limits_(limits),
      seconds_(seconds),
      stop_(std::move(stop)),
      end_(std::chrono::steady_clock::now() + std::chrono::seconds(std::min(limits.*seconds, kMostSeconds))),
      most_bytes_(static_cast<std::int64_t>(std::min<std::uint64_t>(limits.memory_mib, 1ULL << 40) << 20)),
      longest_number_(room_for(limits.number_digits)) {}

void Meter::look() const {
  if (stop_.stop_requested()) throw Spent::stopped();
  if (std::chrono::steady_clock::now() < end_) return;
  const std::uint64_t seconds = limits_.*seconds_;
  throw Spent(limits_, seconds_, "it took longer than " + grouped(seconds) + (seconds == 1 ? " second" : " seconds"));
}

void Meter::add(std::int64_t bytes) {
  if (bytes_.fetch_add(bytes, std::memory_order_relaxed) + bytes <= most_bytes_) return;
  throw Spent(limits_, &Limits::memory_mib, "it needs more than " + grouped(limits_.memory_mib) + " MiB of memory");
}

void Meter::refuse_number() const {
  throw Spent(limits_, &Limits::number_digits, "a number grew beyond " + grouped(limits_.number_digits) + " digits");
}

void count_steps() {
  share.steps = 0;
  if (share.meter != nullptr) share.meter->look();
}

void count_bytes() {
  const std::int64_t bytes = share.bytes;
  share.bytes = 0;
  if (share.meter != nullptr) share.meter->add(bytes);
}

}  // namespace meruit::budget
