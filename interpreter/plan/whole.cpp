#include "plan/whole.h"

namespace meruit::plan {

Whole::Whole(Integer value) : exact(std::move(value)) {
  if (const auto fits128 = number::to_int128(exact)) {
    wide = *fits128;
    const auto fits64 = number::to_int64(exact);
    narrow = fits64.value_or(0);
    width = fits64 ? Width::I64 : Width::I128;
  } else {
    width = Width::Big;
  }
}

}  // namespace meruit::plan
