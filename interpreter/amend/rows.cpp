// Rows of tables, bands and curves, and dated blocks. A row is known by its label: the same keys, the same edge.
#include "amend/work.h"
#include "syntax/print.h"

namespace meruit::amend {

namespace {

std::string keys_text(const ast::File& file, const std::vector<ast::KeyCell>& keys) {
  std::string text;
  for (const ast::KeyCell& key : keys) {
    std::set<std::string> values;
    for (const ast::ExprId value : key.values) values.insert(syntax::print(file, value));
    text += text.empty() ? "" : " and ";
    if (key.any) text += "any";
    for (const std::string& value : values) text += (value == *values.begin() ? "" : " or ") + value;
  }
  return text;
}

}  // namespace

std::string label_of(const ast::File& file, const ast::TableRow& row) { return keys_text(file, row.keys); }
std::string label_of(const ast::File& file, const ast::Band& band) {
  return std::to_string(static_cast<int>(band.kind)) + " " + syntax::print(file, band.low) + " " +
         syntax::print(file, band.high);
}

namespace {

std::string label_asked(const ast::File& file, const ast::RowLabel& label) {
  return label.edge ? label_of(file, *label.edge) : keys_text(file, label.keys);
}

// ---- blocks ----

std::vector<ast::TableRow>& rows_of(ast::TableBlock& block) { return block.rows; }
std::vector<ast::Band>& rows_of(ast::BandBlock& block) { return block.bands; }

// What is done to each block that the provision concerns; false: reported.
template <class Block, class Edit>
bool edit_blocks(Work& work, const ast::Provision& provision, const ast::Name& name, std::vector<Block>& blocks,
                 Edit&& edit) {
  if (!provision.from) {
    std::vector<Block> edited = blocks;
    for (Block& block : edited)
      if (!edit(block)) return false;
    blocks = std::move(edited);
    return true;
  }
  const Block* held = held_on(blocks, *provision.from);
  if (held == nullptr) {
    report(work, DiagnosticKind::AmendmentTarget, provision.span,
           in_ticks(name.text) + " has no rows on " + calendar::to_text(*provision.from),
           "give all its rows from then on: `replaces table …`");
    return false;
  }
  Block block = *held;
  if (!edit(block)) return false;
  block.span = provision.span;
  return put(work, provision, name, blocks, std::move(block));
}

// Whether it holds of each; each is tried, so that all that is wrong is told at once.
template <class Row, class Try>
bool each_of(const std::vector<Row>& rows, Try&& one) {
  bool good = true;
  for (const Row& row : rows) good = one(row) && good;
  return good;
}

template <class Row>
auto find_row(const ast::File& file, std::vector<Row>& rows, const std::string& label) {
  return std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return label_of(file, row) == label; });
}

// The rows there are, each by itself; of many the first few.
template <class Block>
void report_no_row(Work& work, Span where, const ast::Name& name, Block& block) {
  constexpr std::size_t kMost = 12;
  constexpr bool kBands = std::is_same_v<std::remove_const_t<Block>, ast::BandBlock>;
  const std::string since = block.from && *block.from != kFirstDay ? " from " + calendar::to_text(*block.from) : "";
  auto& d = report(work, DiagnosticKind::AmendmentTarget, where, in_ticks(name.text) + since + " has no such row",
                   kBands ? "write its edge as it stands there; where edges move or a row is split, write all rows: "
                            "`replaces bands " +
                                name.text + "(…) …`"
                          : "write its label as it stands there; a row more is `adds to " + name.text + "`");
  const auto& rows = rows_of(block);
  for (std::size_t i = 0; i < rows.size() && i < kMost; ++i)
    d.secondary.push_back({rows[i].span, i > 0 ? "" : rows.size() > kMost ? "its first rows" : "its rows"});
}

// The label of a row as written, without its cells.
Span label_span(const ast::TableRow& row) { return source::join(row.keys.front().span, row.keys.back().span); }
Span label_span(const ast::Band& band) { return band.span; }

template <class Block, class Row>
bool replace_row(Work& work, const ast::Name& name, Block& block, const Row& row) {
  const auto found = find_row(work.file, rows_of(block), label_of(work.file, row));
  if (found == rows_of(block).end()) return report_no_row(work, label_span(row), name, block), false;
  *found = row;
  return true;
}

bool add_row(Work& work, ast::TableBlock& block, const ast::TableRow& row) {
  const auto found = find_row(work.file, block.rows, label_of(work.file, row));
  if (found == block.rows.end()) {
    block.rows.push_back(row);
    return true;
  }
  auto& d = report(work, DiagnosticKind::AmendmentExists, label_span(row), "the table has this row already",
                   "write `replaces in` where its cells are to be others");
  d.secondary.push_back({found->span, "here"});
  return false;
}

bool change_one(Work& work, const ast::Provision& provision, const ast::RowChange& change, ast::Table& table) {
  if (change.rows.empty())
    return refuse(work, provision.span, in_ticks(table.name.text) + " is a table, and these are rows of bands",
                  "write rows `key: value, value`");
  return edit_blocks(work, provision, change.name, table.blocks, [&](ast::TableBlock& block) {
    return each_of(change.rows, [&](const ast::TableRow& row) {
      return change.adds ? add_row(work, block, row) : replace_row(work, change.name, block, row);
    });
  });
}

bool change_one(Work& work, const ast::Provision& provision, const ast::RowChange& change, ast::Bands& bands) {
  const std::string name = in_ticks(bands.name.text);
  if (change.bands.empty())
    return refuse(work, provision.span, name + " has edges, and these rows have none",
                  "write rows such as `up to 5%: 50%`");
  if (change.adds)
    return refuse(work, provision.span, "a row more in " + name + " moves the edges of its neighbours",
                  "write all its rows: `replaces " + described(bands) + "(…) …`");
  for (const ast::Band& band : change.bands)
    if (band.end.given() && !bands.curve)
      return refuse(work, band.span, "only a curve runs from one value to another", "give the band one figure");
  return edit_blocks(work, provision, change.name, bands.blocks, [&](ast::BandBlock& block) {
    return each_of(change.bands, [&](const ast::Band& row) { return replace_row(work, change.name, block, row); });
  });
}

template <class Statement>
bool change_one(Work& work, const ast::Provision&, const ast::RowChange& change, Statement& one) {
  return refuse(
      work, change.name.span,
      in_ticks(change.name.text) + " is " + one_such(one) + ", and only tables, bands and curves have such rows",
      "replace the whole: `replaces " + described(one) + " …`");
}

// ---- deletions ----

// The figures before the deleted ones hold longer by it.
template <class Block>
bool delete_block(Work& work, const ast::Provision& provision, const ast::Name& name, const ast::RowLabel& label,
                  std::vector<Block>& blocks) {
  if (provision.from)
    return refuse(work, provision.span, "what holds from a date on is deleted for good, not from a date on",
                  "write `throughout: deletes in " + name.text + " from …`");
  const auto found =
      std::find_if(blocks.begin(), blocks.end(), [&](const Block& one) { return one.from == label.from; });
  if (found == blocks.end()) {
    report(work, DiagnosticKind::AmendmentTarget, label.span,
           in_ticks(name.text) + " has no figures that begin on " + calendar::to_text(*label.from),
           "look at its dates");
    return false;
  }
  if (blocks.size() == 1)
    return refuse(work, label.span, in_ticks(name.text) + " has no other figures",
                  "delete it whole: `deletes " + name.text + "`");
  if (found != blocks.begin()) mark(work, std::prev(found)->span);
  blocks.erase(found);
  return true;
}

// Where the first row that applies counts, another row may apply now.
void mark_order(Work& work, const ast::Table& table) {
  if (table.first_that_applies) mark(work, table.name.span);
}
void mark_order(Work&, const ast::Bands&) {}

template <class Figure>
bool delete_row(Work& work, const ast::Provision& provision, const ast::Name& name, const ast::RowLabel& label,
                Figure& figure) {
  if (label.from) return delete_block(work, provision, name, label, figure.blocks);
  mark_order(work, figure);
  return edit_blocks(work, provision, name, figure.blocks, [&](auto& block) {
    const auto found = find_row(work.file, rows_of(block), label_asked(work.file, label));
    if (found == rows_of(block).end()) return report_no_row(work, label.span, name, block), false;
    if (rows_of(block).size() == 1)
      return refuse(work, label.span, in_ticks(name.text) + " has no other row",
                    "delete it whole: `deletes " + name.text + "`");
    rows_of(block).erase(found);
    return true;
  });
}

bool delete_row(Work& work, const ast::Provision& provision, const ast::Name& name, const ast::RowLabel& label,
                ast::Parameter& parameter) {
  if (label.from) return delete_block(work, provision, name, label, parameter.values);
  return refuse(work, label.span, "a parameter has rows `from DATE` only",
                "write `deletes in " + name.text + " from DATE`");
}

// The statement of the name, whatever it is; reported when there is none.
template <class See>
void with_statement(Work& work, const ast::Name& name, See&& see) {
  const bool found = any_statement(work.file, [&](auto& one) {
    if (!kNamed<std::remove_cvref_t<decltype(one)>> || name_of(one).text != name.text) return false;
    see(one);
    return true;
  });
  if (!found) report_absent(work, name);
}

template <class Statement>
void changed(Work& work, const ast::Provision& provision, Statement& one) {
  cite_in(work, one);
  note(work, provision, Effect::Changed, described(one), is_after_term(work, provision));
}

}  // namespace

void change_rows(Work& work, const ast::Provision& provision, const ast::RowChange& change) {
  with_statement(work, change.name, [&](auto& one) {
    if (change_one(work, provision, change, one)) changed(work, provision, one);
  });
}

void delete_rows(Work& work, const ast::Provision& provision, const ast::RowDeletion& change) {
  with_statement(work, change.name, [&](auto& one) {
    using Statement = std::remove_cvref_t<decltype(one)>;
    if constexpr (kFigure<Statement>) {
      for (const ast::RowLabel& label : change.labels)
        if (!delete_row(work, provision, change.name, label, one)) return;
      changed(work, provision, one);
    } else {
      refuse(work, change.name.span,
             in_ticks(change.name.text) + " is " + one_such(one) + ", and has no rows to delete",
             "replace the whole: `replaces " + described(one) + " …`");
    }
  });
}

}  // namespace meruit::amend
