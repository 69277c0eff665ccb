// Greedy: every step takes something away or puts something simpler in its place, and is kept when the trouble
// stays. Steps that leave a contract that no longer checks are refused by `fails` like any others.
#include "shrink.h"

#include <algorithm>

namespace meruit::differential {

namespace {

class Shrinker {
 public:
  Shrinker(Contract contract, const std::function<bool(const Contract&)>& fails, int tries)
      : best_(std::move(contract)), fails_(fails), tries_(tries) {}

  Contract run() {
    for (bool smaller = true; smaller && tries_ > 0;) {
      smaller = false;
      smaller |= drop_rows();
      for (const auto part : {&Contract::statements, &Contract::used, &Contract::mapping}) {
        smaller |= drop_each([part](Contract& c) -> std::vector<Statement>& { return c.*part; }, 1);
        for (std::size_t i = 0; i < (best_.*part).size(); ++i) smaller |= shrink_statement(part, i);
      }
      smaller |= drop_each([](Contract& c) -> std::vector<Row>& { return c.settings; }, 0);
    }
    return best_;
  }

 private:
  using Part = std::vector<Statement> Contract::*;

  bool keep_if_fails(Contract candidate) {
    if (tries_-- <= 0 || !fails_(candidate)) return false;
    best_ = std::move(candidate);
    return true;
  }

  // Takes out elements of a vector of the contract, one by one, from the end; the first `kept` stay.
  template <class Get>
  bool drop_each(const Get& get, std::size_t kept) {
    bool smaller = false;
    for (std::size_t i = get(best_).size(); i-- > kept;) {
      if (i >= get(best_).size()) continue;
      Contract candidate = best_;
      auto& items = get(candidate);
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
      smaller |= keep_if_fails(std::move(candidate));
    }
    return smaller;
  }

  bool drop_rows() {
    bool smaller = false;
    for (std::size_t i = 0; i < best_.relations.size(); ++i) smaller |= drop_rows_of(i);
    return smaller;
  }

  bool drop_rows_of(std::size_t relation) {
    bool smaller = false;
    for (std::size_t size = best_.relations[relation].rows; size > 0; size /= 2)
      for (std::size_t first = 0; first < best_.relations[relation].rows;) {
        Contract candidate = best_;
        const std::size_t last = std::min(first + size, candidate.relations[relation].rows);
        for (std::size_t row = last; row-- > first;) drop_row(candidate, relation, row);
        if (keep_if_fails(std::move(candidate)))
          smaller = true;
        else
          first = last;
      }
    return smaller;
  }

  // With all that lies below it.
  static void drop_row(Contract& contract, std::size_t relation, std::size_t row) {
    for (std::size_t i = relation + 1; i < contract.relations.size(); ++i) {
      if (contract.relations[i].above != static_cast<int>(relation)) continue;
      for (std::size_t below = contract.relations[i].rows; below-- > 0;)
        if (lies_below(contract.relations[i], below, contract.relations[relation], row)) drop_row(contract, i, below);
    }
    const auto cut = [&](auto& cells) {
      if (!cells.empty()) cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(row));
    };
    for (Column& column : contract.relations[relation].columns) {
      cut(column.values);
      cut(column.texts);
    }
    contract.relations[relation].rows -= 1;
  }

  bool shrink_statement(Part part, std::size_t at) {
    const auto statement = [part, at](Contract& c) -> Statement& { return (c.*part)[at]; };
    bool smaller = false;
    smaller |= drop_each([&](Contract& c) -> std::vector<std::string>& { return statement(c).modifiers; }, 0);
    smaller |= drop_each([&](Contract& c) -> std::vector<Row>& { return statement(c).given; }, 0);
    if (!statement(best_).lines.empty())
      smaller |= drop_each([&](Contract& c) -> std::vector<Row>& { return statement(c).lines; }, 1);
    if (!statement(best_).rows.empty())
      smaller |= drop_each([&](Contract& c) -> std::vector<Row>& { return statement(c).rows; }, 1);
    if (statement(best_).by_cases) smaller |= shrink_cases(statement);
    for (std::size_t i = 0; i < statement(best_).body.size(); ++i) {
      smaller |= shrink_node([&, i](Contract& c) -> Node& { return statement(c).body[i].condition; });
      smaller |= shrink_node([&, i](Contract& c) -> Node& { return statement(c).body[i].value; });
    }
    for (const auto rows : {&Statement::lines, &Statement::rows, &Statement::given})
      for (std::size_t i = 0; i < (statement(best_).*rows).size(); ++i)
        for (std::size_t k = 0; k < (statement(best_).*rows)[i].cells.size(); ++k)
          smaller |= shrink_node([&, i, k, rows](Contract& c) -> Node& { return (statement(c).*rows)[i].cells[k]; });
    return smaller;
  }

  // Fewer cases, or the value of one of them alone.
  template <class Get>
  bool shrink_cases(const Get& statement) {
    bool smaller = drop_each([&](Contract& c) -> std::vector<Case>& { return statement(c).body; }, 1);
    for (std::size_t i = 0; i < statement(best_).body.size(); ++i) {
      Contract candidate = best_;
      Statement& changed = statement(candidate);
      changed.body = {{{}, changed.body[i].value}};
      changed.by_cases = false;
      std::erase(changed.modifiers, "the first that applies");
      if (keep_if_fails(std::move(candidate))) return true;
    }
    return smaller;
  }

  // A part of an expression in the place of the whole, or a literal; then its parts themselves.
  // (Not a template: a child's place is told by a longer one of these.)
  using NodeIn = std::function<Node&(Contract&)>;
  bool shrink_node(const NodeIn& get) {
    if (get(best_).pattern.empty()) return false;
    bool smaller = false;
    for (bool again = true; again && tries_ > 0;) {
      again = false;
      const Node node = get(best_);
      for (const Node& simpler : simpler_than(node)) {
        Contract candidate = best_;
        get(candidate) = simpler;
        if (!keep_if_fails(std::move(candidate))) continue;
        smaller = again = true;
        break;
      }
    }
    for (std::size_t i = 0; i < get(best_).children.size(); ++i)
      smaller |= shrink_node([&get, i](Contract& c) -> Node& { return get(c).children[i]; });
    return smaller;
  }

  static std::vector<Node> simpler_than(const Node& node) {
    std::vector<Node> simpler;
    for (const Node& child : node.children)
      if (child.type.kind == node.type.kind) simpler.push_back(child);
    static const std::vector<std::pair<check::TypeKind, std::string>> literals{
        {check::TypeKind::Number, "0"},       {check::TypeKind::Number, "1"},  {check::TypeKind::Number, "$1"},
        {check::TypeKind::YesNo, "no"},       {check::TypeKind::YesNo, "yes"}, {check::TypeKind::Text, "\"a\""},
        {check::TypeKind::Date, "2020-01-01"}};
    for (const auto& [kind, text] : literals) {
      // A literal is only simpler than what is not one of these already.
      if (kind != node.type.kind || node.pattern == text) continue;
      const bool known =
          std::any_of(literals.begin(), literals.end(), [&](const auto& l) { return l.second == node.pattern; });
      if (!known) simpler.push_back({text, {}, node.type, false});
    }
    return simpler;
  }

  Contract best_;
  const std::function<bool(const Contract&)>& fails_;
  int tries_;
};

}  // namespace

Contract shrink(Contract contract, const std::function<bool(const Contract&)>& fails, int tries) {
  return Shrinker(std::move(contract), fails, tries).run();
}

}  // namespace meruit::differential
