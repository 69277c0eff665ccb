#include <doctest/doctest.h>
#include <fstream>
#include <sstream>
#include <iostream>
#include "source/render.h"
#include "syntax/parse.h"
TEST_CASE("x") {
  for (const char* p : {"/work/shared/design/sketches/reach_settlement.meruit","/work/shared/design/sketches/mssp_settlement.meruit","/work/shared/design/sketches/pcmh.meruit","/work/shared/design/sketches/joint_replacement.meruit","/work/shared/design/sketches/puf_2023.map"}) {
  std::ifstream in(p); std::stringstream s; s << in.rdbuf();
  meruit::source::Sources sources; auto id = sources.add(p, s.str());
  meruit::source::Diagnostics d;
  auto f = meruit::syntax::parse(sources, id, d);
  for (auto& x : d.sorted()) std::cout << meruit::source::render_line(sources, x) << "\n";
  std::cout << p << " " << f.rules.size() << " rules " << f.exprs.size() << "\n";
  }
}
