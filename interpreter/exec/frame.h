// The registers of one batch in one width. Buffers come from pools that live as long as the frame, so that nothing
// is allocated once the first batches have run.
#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "budget/budget.h"
#include "data/relation.h"
#include "exec/words.h"
#include "plan/plan.h"

namespace meruit::exec {

using FaultId = plan::SiteId;  // 0: none

// A register's column. Of the value's pointers those of its kind are set. Rows that are absent or at fault hold
// something harmless: denominators are above zero, ordinals stay within what they index.
template <class W>
struct Column {
  const W* n = nullptr;
  const W* d = nullptr;  // pairs
  const std::uint8_t* yes = nullptr;
  const std::int32_t* ordinals = nullptr;  // words, dates, first days, positions
  const std::int32_t* lasts = nullptr;
  const std::string_view* texts = nullptr;
  const std::uint8_t* present = nullptr;  // null: all
  const FaultId* faults = nullptr;        // null: none
};

// A value from all records, between stages; or one of a column.
struct SlotValue {
  bool present = true;
  FaultId fault = 0;
  Integer n = 0, d = 1;
  bool yes = false;
  std::int32_t ordinal = 0, last = 0;
  std::string text;
  std::shared_ptr<const std::vector<Integer>> parts;  // of a split: in quanta, by row
};

struct Part;  // exec/part.h

template <class T>
class Pool {
 public:
  explicit Pool(std::size_t capacity) : capacity_(capacity) {}
  ~Pool() { budget::give(all_.size() * capacity_ * sizeof(T)); }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  [[nodiscard]] T* take() {
    if (free_.empty()) {
      budget::take(capacity_ * sizeof(T));
      all_.push_back(std::unique_ptr<T[]>(new T[capacity_]));
      return all_.back().get();
    }
    T* taken = free_.back();
    free_.pop_back();
    return taken;
  }
  // Only what was taken here: other pointers are a caller's column or another register's.
  void give(const T* buffer) { free_.push_back(const_cast<T*>(buffer)); }

 private:
  std::size_t capacity_;
  std::vector<std::unique_ptr<T[]>> all_;
  std::vector<T*> free_;
};

// A buffer for the length of one kernel.
template <class T>
class Scratch {
 public:
  explicit Scratch(Pool<T>& pool) : pool_(pool), data_(pool.take()) {}
  ~Scratch() { pool_.give(data_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] T* get() const { return data_; }
  [[nodiscard]] T& operator[](std::size_t i) const { return data_[i]; }

 private:
  Pool<T>& pool_;
  T* data_;
};

template <class W>
class Frame {
 public:
  // `relation` may be null for a section of one row, `part` where nothing is read of other relations or passes.
  Frame(const plan::Section&, const data::Relation* relation, std::span<const SlotValue> slots, std::size_t capacity,
        const Part* part = nullptr);

  // Forgets all registers; rows [first, first + count) are next.
  void begin(std::size_t first, std::size_t count);

  const plan::Section& section;
  const data::Relation* relation;
  std::span<const SlotValue> slots;
  const Part* part;
  std::size_t first_row = 0;
  std::size_t rows = 0;   // of the block that runs: fewer within a branch
  bool overflow = false;  // the batch must be run again, wider

  [[nodiscard]] const Column<W>& operator[](plan::RegisterId id) const { return columns_[id.index]; }
  [[nodiscard]] Column<W>& column(plan::RegisterId id) { return columns_[id.index]; }
  [[nodiscard]] bool is_pair(plan::RegisterId id) const { return section.registers[id.index].pair; }

  // Buffers of a register, to be written by the step that defines it.
  [[nodiscard]] W* new_n(plan::RegisterId id) { return own(id, numbers, &Column<W>::n); }
  [[nodiscard]] W* new_d(plan::RegisterId id) { return own(id, numbers, &Column<W>::d); }
  [[nodiscard]] std::uint8_t* new_yes(plan::RegisterId id) { return own(id, bytes, &Column<W>::yes); }
  [[nodiscard]] std::int32_t* new_ordinals(plan::RegisterId id) { return own(id, ordinals, &Column<W>::ordinals); }
  [[nodiscard]] std::int32_t* new_lasts(plan::RegisterId id) { return own(id, ordinals, &Column<W>::lasts); }
  [[nodiscard]] std::string_view* new_texts(plan::RegisterId id) { return own(id, texts, &Column<W>::texts); }

  // The lane of presence, all present so far; the lane of faults, none so far. The same lane when asked again.
  [[nodiscard]] std::uint8_t* presence(plan::RegisterId id);
  [[nodiscard]] FaultId* faults(plan::RegisterId id);

  // For each row the first fault among the operands, in order; no lane when none has any.
  void first_fault_of(plan::RegisterId out, std::span<const plan::RegisterId> operands);
  // A fault of the step's own: only where no operand is at fault.
  void set_fault(plan::RegisterId out, std::size_t row, FaultId id) {
    FaultId& lane = faults(out)[row];
    if (lane == 0) lane = id;
  }

  void release(plan::RegisterId id);

  Pool<W> numbers;
  Pool<std::uint8_t> bytes;
  Pool<std::int32_t> ordinals;
  Pool<std::string_view> texts;
  Pool<FaultId> fault_ids;
  Pool<std::uint32_t> lists;  // row indices

 private:
  template <class T>
  T* own(plan::RegisterId id, Pool<T>& pool, const T* Column<W>::*member) {
    T* buffer = pool.take();
    columns_[id.index].*member = buffer;
    owned_[id.index].*member = buffer;
    return buffer;
  }

  std::vector<Column<W>> columns_;
  std::vector<Column<W>> owned_;  // the buffers that go back to the pools
};

// The value of a register's column at one row.
template <class W>
[[nodiscard]] SlotValue value_at(const Column<W>&, std::size_t row);

// Runs a block on the frame's rows: every step, then gives back what nobody needs. Stops at an overflow. A budget that
// is spent there says at which expression.
template <class W>
void run_block(const plan::Block&, Frame<W>&);

// Runs `make` for int64, int128 and Integer, to instantiate templates once.
#define MERUIT_EACH_WIDTH(make) make(std::int64_t) make(Int128) make(Integer)

}  // namespace meruit::exec
