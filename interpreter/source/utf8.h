// Whether bytes are UTF-8: contracts and the texts of data are, or are refused.
#pragma once

#include <cstddef>
#include <string_view>

namespace meruit::source {

// The length in bytes of the character that starts with this byte, by its leading bits; 0: none starts so.
[[nodiscard]] std::size_t character_length(unsigned char lead);

// Where the first byte stands that is not UTF-8; the text's size when all of it is.
[[nodiscard]] std::size_t valid_utf8(std::string_view text);

}  // namespace meruit::source
