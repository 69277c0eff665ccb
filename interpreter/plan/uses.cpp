// Which registers a step reads and writes, and after which step nobody needs a register any more.
#include <algorithm>
#include <unordered_set>

#include "plan/lowering.h"

namespace meruit::plan {

namespace {

void add(std::vector<RegisterId>& to, RegisterId id) {
  if (id.given()) to.push_back(id);
}

struct Reads {
  const Section& section;
  std::vector<RegisterId> found;

  void operator()(const Load&) {}
  void operator()(const Fill&) {}
  void operator()(const Broadcast&) {}
  void operator()(const TakePart&) {}
  void operator()(const LoadColumn&) {}
  void operator()(const LoadLink&) {}
  void operator()(const GatherColumn& s) { add(found, s.row); }
  void operator()(const GatherInput& s) { add(found, s.row); }
  void operator()(const Affine& s) { terms(s.terms); }
  void operator()(const Product& s) { all(s.factors), add(found, s.by); }
  void operator()(const Root& s) { add(found, s.of); }
  void operator()(const Absolute& s) { add(found, s.of); }
  void operator()(const MinMax& s) { terms(s.operands); }
  void operator()(const Clamp& s) { terms({s.of, s.low, s.high}); }
  void operator()(const CompareNumbers& s) { terms({s.left, s.right}); }
  void operator()(const CompareOthers& s) { all({s.left, s.right}); }
  void operator()(const InSet& s) { add(found, s.of); }
  void operator()(const InPeriod& s) { all({s.date, s.period}); }
  void operator()(const Overlaps& s) { all({s.left, s.right}); }
  void operator()(const Not& s) { add(found, s.of); }
  void operator()(const AndOr& s) { all({s.left, s.right}); }
  void operator()(const IsGiven& s) { add(found, s.of); }
  void operator()(const IfMissing& s) { terms({s.of, s.fallback}); }
  void operator()(const Required& s) { add(found, s.of); }
  void operator()(const MakePeriod& s) { all({s.first, s.last}); }
  void operator()(const EndOfPeriod& s) { add(found, s.of); }
  void operator()(const YearOf& s) { add(found, s.of); }
  void operator()(const MoveDate& s) { all({s.date, s.by.of}); }
  void operator()(const CountPeriod& s) { all({s.count.of, s.date}); }
  void operator()(const CalendarPart& s) { add(found, s.of); }
  void operator()(const DaysOf& s) { add(found, s.of); }
  void operator()(const Elapsed& s) { all({s.first, s.last}); }
  void operator()(const SharedDays& s) { all({s.left, s.right}); }
  void operator()(const FindKey& s) { add(found, s.of); }
  void operator()(const FindBlock& s) { add(found, s.date); }
  void operator()(const FindRow& s) { all(s.keys), add(found, s.block); }
  void operator()(const Gather& s) { add(found, s.position); }
  void operator()(const FindBand& s) { terms({s.input, s.base}), add(found, s.block); }
  void operator()(const Graduate& s) { all({s.position, s.input, s.base}); }
  void operator()(const Cases& s) {
    for (const Branch& branch : s.conditions) taken(branch);
    for (const Branch& branch : s.values) taken(branch);
    taken(s.otherwise);
  }

  void all(const std::vector<RegisterId>& ids) {
    for (const RegisterId id : ids) add(found, id);
  }
  void terms(const std::vector<Term>& terms) {
    for (const Term& term : terms) add(found, term.of);
  }
  // A block's result is the block's own; what it reads from around are its captures.
  void taken(const Branch& branch) {
    if (!branch.block.given()) {
      add(found, branch.of.of);
      return;
    }
    for (const Block::Capture& capture : section.blocks[branch.block.index].captures) add(found, capture.outer);
  }
};

void results_of(const Cases& cases, std::vector<std::vector<RegisterId>>& results) {
  const auto keep = [&](const Branch& branch) {
    if (branch.block.given()) results[branch.block.index].push_back(branch.of.of);
  };
  std::for_each(cases.conditions.begin(), cases.conditions.end(), keep);
  std::for_each(cases.values.begin(), cases.values.end(), keep);
  keep(cases.otherwise);
}

}  // namespace

std::vector<RegisterId> reads(const Step& step, const Section& section) {
  Reads reads{section, {}};
  std::visit(reads, step);
  return std::move(reads.found);
}

RegisterId written(const Step& step) {
  return std::visit([](const auto& s) { return s.out; }, step);
}

void mark_releases(Section& section, const std::vector<RegisterId>& kept) {
  std::vector<std::vector<RegisterId>> results(section.blocks.size());
  results[0] = kept;
  for (const Block& block : section.blocks)
    for (const Step& step : block.steps)
      if (const Cases* cases = std::get_if<Cases>(&step)) results_of(*cases, results);

  for (std::size_t b = 0; b < section.blocks.size(); ++b) {
    Block& block = section.blocks[b];
    block.releases.assign(block.steps.size(), {});
    std::unordered_set<std::uint32_t> seen;
    for (const RegisterId id : results[b]) seen.insert(id.index);
    for (std::size_t i = block.steps.size(); i-- > 0;) {
      std::vector<RegisterId> touched = reads(block.steps[i], section);
      touched.push_back(written(block.steps[i]));
      for (const RegisterId id : touched)
        if (seen.insert(id.index).second) block.releases[i].push_back(id);
    }
  }
}

}  // namespace meruit::plan
