// A value's position among sorted keys: tables and `in (…)`.
#include "exec/kernels.h"

namespace meruit::exec {

namespace {

// Keys that this width holds; others match nothing that it holds. They are a middle stretch of the sorted keys.
template <class W>
struct Fitting {
  std::vector<W> keys;
  std::int32_t first = 0;
  explicit Fitting(const std::vector<plan::Whole>& all) {
    for (const plan::Whole& whole : all) {
      bool overflow = false;
      W value = constant<W>(whole, overflow);
      if (!overflow)
        keys.push_back(std::move(value));
      else if (keys.empty())
        ++first;
    }
  }
};

template <class W, class Found>
void find_numbers(const plan::Keys& keys, const Column<W>& of, Frame<W>& frame, Found&& found) {
  const Fitting<W> fitting(keys.numbers);
  const W times = constant<W>(keys.times, frame.overflow);
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) {
    const W value = keys.times.is_one() ? of.n[i] : multiply(times, of.n[i], overflow);
    const auto at = std::lower_bound(fitting.keys.begin(), fitting.keys.end(), value, [&](const W& key, const W& v) {
      return of.d == nullptr ? key < v : multiply(key, of.d[i], overflow) < v;
    });
    const bool equal =
        at != fitting.keys.end() && (of.d == nullptr ? *at == value : multiply(*at, of.d[i], overflow) == value);
    found(i, equal ? fitting.first + static_cast<std::int32_t>(at - fitting.keys.begin()) : plan::kNotFound);
  }
  frame.overflow |= overflow;
}

template <class T, class Value, class Less, class Found>
void find_sorted(const std::vector<T>& keys, std::size_t rows, Value&& value, Less&& less, Found&& found) {
  for (std::size_t i = 0; i < rows; ++i) {
    const auto& wanted = value(i);
    const auto at = std::lower_bound(keys.begin(), keys.end(), wanted, less);
    found(i, at != keys.end() && !less(wanted, *at) ? static_cast<std::int32_t>(at - keys.begin()) : plan::kNotFound);
  }
}

// Words are mostly all of 0, 1, 2 …: then a word is its own position.
template <class Found>
void find_ordinals(const std::vector<std::int32_t>& keys, const std::int32_t* values, std::size_t rows, Found&& found) {
  const auto count = static_cast<std::int32_t>(keys.size());
  if (count > 0 && keys.front() == 0 && keys.back() == count - 1) {
    for (std::size_t i = 0; i < rows; ++i) found(i, values[i] < count && values[i] >= 0 ? values[i] : plan::kNotFound);
    return;
  }
  if (count == 1) {
    for (std::size_t i = 0; i < rows; ++i) found(i, values[i] == keys.front() ? 0 : plan::kNotFound);
    return;
  }
  find_sorted(
      keys, rows, [&](std::size_t i) { return values[i]; }, std::less<>(), found);
}

template <class W, class Found>
void find(const plan::Keys& keys, const Column<W>& of, Frame<W>& frame, Found&& found) {
  const auto before = [](const calendar::Period& a, const calendar::Period& b) {
    return a.first != b.first ? a.first < b.first : a.last < b.last;
  };
  switch (keys.kind) {
    case check::TypeKind::Number:
      find_numbers(keys, of, frame, found);
      break;
    case check::TypeKind::Text:
      find_sorted(
          keys.texts, frame.rows, [&](std::size_t i) { return of.texts[i]; },
          [](std::string_view a, std::string_view b) { return a < b; }, found);
      break;
    case check::TypeKind::Period:
      find_sorted(
          keys.periods, frame.rows,
          [&](std::size_t i) {
            return calendar::Period{{of.ordinals[i]}, {of.lasts[i]}};
          },
          before, found);
      break;
    case check::TypeKind::YesNo: {
      const Scratch<std::int32_t> values(frame.ordinals);
      for (std::size_t i = 0; i < frame.rows; ++i) values[i] = of.yes[i] != 0 ? 1 : 0;
      find_ordinals(keys.ordinals, values.get(), frame.rows, found);
      break;
    }
    case check::TypeKind::Date:
    case check::TypeKind::Row:
    case check::TypeKind::OneOf:
      find_ordinals(keys.ordinals, of.ordinals, frame.rows, found);
      break;
  }
}

}  // namespace

template <class W>
void run(const plan::InSet& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of, 1});
  std::uint8_t* to = frame.new_yes(step.out);
  find(step.keys, frame[step.of], frame, [to](std::size_t i, std::int32_t position) { to[i] = position >= 0; });
}

template <class W>
void run(const plan::FindKey& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of, 1});
  std::int32_t* to = frame.new_ordinals(step.out);
  find(step.keys, frame[step.of], frame, [to](std::size_t i, std::int32_t position) { to[i] = position; });
}

MERUIT_INSTANTIATE(InSet)
MERUIT_INSTANTIATE(FindKey)

}  // namespace meruit::exec
