#include <cstdio>

#include "bench.h"
#include "check/check.h"
#include "source/render.h"
#include "syntax/parse.h"

namespace meruit::bench {

std::optional<check::Model> compiled(std::string_view text) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const ast::File tree = syntax::parse(sources, sources.add("bench.meruit", std::string(text)), diagnostics);
  std::optional<check::Model> model;
  if (!diagnostics.has_errors())
    model = check::check(tree, nullptr, {sources, [](std::string_view) { return std::nullopt; }, {}}, diagnostics);
  if (model) model = check::specialise(*model, {}, diagnostics);
  if (!model)
    for (const source::Diagnostic& diagnostic : diagnostics.sorted())
      std::fprintf(stderr, "%s\n", source::render_framed(sources, diagnostic).c_str());
  return model;
}

}  // namespace meruit::bench
