// Where the limbs of long numbers live: those above 128 bits, shorter ones need no room of their own. So each number
// that grows, wherever it does, is counted, and those that grow without end stop the call.
//
// Not in the namespace of numbers: an allocator's namespace is searched for functions of the numbers that use it.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <memory>

#include "budget/budget.h"

namespace meruit::budget {

template <class Limb>
struct NumberRoom {
  using value_type = Limb;

  NumberRoom() = default;
  template <class Other>
  NumberRoom(const NumberRoom<Other>&) {}

  Limb* allocate(std::size_t count) {
    take_number(count * sizeof(Limb));
    return std::allocator<Limb>().allocate(count);
  }
  void deallocate(Limb* limbs, std::size_t count) noexcept {
    give(count * sizeof(Limb));
    std::allocator<Limb>().deallocate(limbs, count);
  }
  friend bool operator==(const NumberRoom&, const NumberRoom&) { return true; }
};

using Limbs = boost::multiprecision::cpp_int_backend<0, 0, boost::multiprecision::signed_magnitude,
                                                     boost::multiprecision::unchecked,
                                                     NumberRoom<boost::multiprecision::limb_type>>;

}  // namespace meruit::budget
