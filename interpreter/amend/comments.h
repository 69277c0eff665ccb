// Comments of what is put together anew: of changed statements, and of amendments.
#pragma once

#include "amend/amend.h"
#include "amend/pieces.h"

namespace meruit::amend {

struct Comments {                                                // in the order of the text, each with its `#`
  std::map<std::string, std::vector<std::string>> statements;    // by key
  std::map<std::uint32_t, std::vector<std::string>> amendments;  // by where its title begins: those about nothing that
};                                                               // is in the contract still

// Of amendments only those that are applied.
[[nodiscard]] Comments comments_of(const std::string& text, const std::vector<Written>& order, const ast::File& amended,
                                   const Account&, const Pieces&);

// Above what was put together, without those that are in it already.
[[nodiscard]] std::string with_comments(const std::string& text, const std::vector<std::string>& comments);

}  // namespace meruit::amend
