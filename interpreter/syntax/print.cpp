// Statements by kind, each kind in order of appearance, as ast::File keeps them.
#include "syntax/print.h"

namespace meruit::ast {

const char* modifier(Losses losses) {
  switch (losses) {
    case Losses::Unsaid:
      return "";
    case Losses::Mirrored:
      return ", losses mirrored";
    case Losses::Separate:
      return ", losses separate";
    case Losses::None:
      return ", losses none";
  }
  return "";
}

}  // namespace meruit::ast

namespace meruit::syntax {

namespace {

struct Lines {
  const ast::File& file;
  std::string text;
  int inset = 0;  // of statements inside another

  void line(int depth, const std::string& content) {
    text += std::string(2 * static_cast<std::size_t>(depth + inset), ' ') + content + "\n";
  }
  void cites(const std::vector<ast::Text>& cites) {
    for (const ast::Text& one : cites) line(1, "cites \"" + one.value + "\"");
  }
  [[nodiscard]] std::string of(ast::ExprId id) const { return print(file, id); }
};

std::string titled(const ast::Name& name, const std::optional<ast::Text>& title) {
  return title ? name.text + " \"" + title->value + "\"" : name.text;
}

std::string names(const std::vector<ast::Name>& names) {
  std::string text;
  for (const ast::Name& name : names) text += (text.empty() ? "" : ", ") + name.text;
  return text;
}

std::string level(const ast::Level& level) {
  if (level.kind == ast::LevelKind::Default) return "";
  return level.kind == ast::LevelKind::Overall ? " overall" : " for each " + level.record.text;
}

std::string in_unit(const std::optional<ast::UnitText>& unit) { return unit ? " in " + print(*unit) : ""; }

std::string from(const std::optional<calendar::Date>& date) {
  return date ? "from " + calendar::to_text(*date) : "always";
}

std::string type(const Lines& out, const ast::TypeText& type) {
  std::string text;
  switch (type.kind) {
    case ast::TypeKind::Number:
    case ast::TypeKind::Money:
      text = print(type.unit);
      break;
    case ast::TypeKind::YesNo:
      text = "yes/no";
      break;
    case ast::TypeKind::Text:
      text = "text";
      break;
    case ast::TypeKind::Date:
      text = "date";
      break;
    case ast::TypeKind::Period:
      text = "period";
      break;
    case ast::TypeKind::OneOf:
      text = "one of " + names(type.words);
      break;
    case ast::TypeKind::Named:
      text = type.name.text;
      break;
  }
  if (type.from.given() && type.to.given())
    text += " from " + out.of(type.from) + " to " + out.of(type.to);
  else if (type.from.given())
    text += " at least " + out.of(type.from);
  else if (type.to.given())
    text += " up to " + out.of(type.to);
  if (type.places) text += " with " + std::to_string(*type.places) + " places";
  if (type.whole) text += ", whole";
  if (type.optional) text += ", optional";
  if (type.waived) text += ", may be waived";
  return text;
}

void header(Lines& out, const ast::Header& header) {
  out.line(0, (header.model ? "model " : "contract ") + titled(header.name, header.title) + level(header.level));
  if (header.version) out.line(1, "version \"" + header.version->value + "\"");
  if (header.term.given()) out.line(1, "term " + out.of(header.term));
  if (header.currency.given()) out.line(1, "currency " + header.currency.text);
  if (header.rounding) out.line(1, std::string("rounding ") + number::words(*header.rounding));
  if (header.language != 0) out.line(1, "language " + std::to_string(header.language));
  out.cites(header.cites);
}

void mapping(Lines& out, const ast::Mapping& mapping) {
  out.line(0, "mapping " + titled(mapping.name, mapping.title) + " for " + mapping.model.text);
  for (const ast::Text& mark : mapping.missing_marks) out.line(1, "missing \"" + mark.value + "\"");
  if (mapping.unknown_columns_ignored) out.line(1, "unknown columns ignored");
}

void record(Lines& out, const ast::Record& record) {
  out.line(0, "record " + titled(record.name, record.title) +
                  (record.parent.given() ? " of " + record.parent.text : "") +
                  (record.plural.given() ? " plural " + record.plural.text : ""));
  for (const ast::Field& field : record.fields)
    out.line(1, (field.key ? "key " : "") + titled(field.name, field.title) + ": " + type(out, field.type));
}

void parameter(Lines& out, const ast::Parameter& parameter) {
  out.line(0, "parameter " + titled(parameter.name, parameter.title) + in_unit(parameter.unit) +
                  (parameter.required ? " required" : ""));
  for (const ast::DatedExpr& value : parameter.values) out.line(1, from(value.from) + ": " + out.of(value.value));
  out.cites(parameter.cites);
}

std::string key(const Lines& out, const ast::KeyCell& cell) {
  std::string text = cell.any ? "any" : "";
  for (const ast::ExprId value : cell.values) text += (text.empty() ? "" : " or ") + out.of(value);
  return cell.values.size() > 1 ? "(" + text + ")" : text;
}

std::string keys(const Lines& out, const std::vector<ast::KeyCell>& cells) {
  std::string text;
  for (const ast::KeyCell& cell : cells) text += (text.empty() ? "" : " and ") + key(out, cell);
  return text;
}

std::string table_row(const Lines& out, const ast::TableRow& row) {
  std::string text = keys(out, row.keys) + ":";
  for (const ast::ExprId cell : row.cells) text += " " + out.of(cell);
  return text;
}

void table(Lines& out, const ast::Table& table) {
  out.line(0, "table " + titled(table.name, table.title) + " by " + names(table.keys) + in_unit(table.unit) +
                  (table.first_that_applies ? " the first that applies" : ""));
  for (const ast::TableBlock& block : table.blocks) {
    out.line(1, from(block.from));
    for (const ast::TableRow& row : block.rows) out.line(2, table_row(out, row));
  }
  out.cites(table.cites);
}

std::string edge(const Lines& out, const ast::Band& band) {
  switch (band.kind) {
    case ast::EdgeKind::Below:
      return "below " + out.of(band.high);
    case ast::EdgeKind::UpTo:
      return "up to " + out.of(band.high);
    case ast::EdgeKind::FromTo:
      return "from " + out.of(band.low) + " to " + out.of(band.high);
    case ast::EdgeKind::FromToUnder:
      return "from " + out.of(band.low) + " to under " + out.of(band.high);
    case ast::EdgeKind::Above:
      return "above " + out.of(band.low);
    case ast::EdgeKind::AtLeast:
      return "at least " + out.of(band.low);
  }
  return "";
}

std::string band(const Lines& out, const ast::Band& band) {
  return edge(out, band) + ": " + out.of(band.cell) + (band.end.given() ? " to " + out.of(band.end) : "");
}

void bands(Lines& out, const ast::Bands& bands) {
  std::string head = bands.curve ? "curve " : "bands ";
  head += titled(bands.name, bands.title) + " of " + names(bands.inputs);
  head += bands.curve ? " linear" : bands.graduated ? " graduated" : " stepped";
  if (bands.share_of.given()) head += " on " + bands.share_of.text + " as a share of " + bands.share_base.text;
  head += in_unit(bands.unit) + ast::modifier(bands.losses);
  head += std::string(bands.whole ? ", whole" : "") + (bands.required ? " required" : "");
  out.line(0, head);
  for (const ast::BandBlock& block : bands.blocks) {
    out.line(1, from(block.from));
    for (const ast::Band& one : block.bands) out.line(2, band(out, one));
  }
  out.cites(bands.cites);
}

void body(Lines& out, int depth, const ast::Body& body) {
  for (const ast::Case& one : body.cases) {
    std::string text = one.condition.given() ? "when " + out.of(one.condition) : one.otherwise ? "otherwise" : "is";
    text += ": " + out.of(one.value);
    if (one.because) text += " because \"" + one.because->value + "\"";
    out.line(depth, text);
  }
}

std::string modifiers(const Lines& out, const ast::Rule& rule) {
  std::string text;
  if (rule.at_least) text += ", at least " + out.of(rule.at_least->limit);
  if (rule.at_most) text += ", at most " + out.of(rule.at_most->limit);
  if (rule.rounding) text += std::string(rule.each_line ? ", each line " : ", ") + print(*rule.rounding);
  if (rule.reported) text += ", reported";
  if (rule.may_be_missing) text += ", may be missing";
  if (rule.may_be_waived) text += ", may be waived";
  if (rule.first_that_applies) text += ", the first that applies";
  return text;
}

void rule(Lines& out, const ast::Rule& rule) {
  std::string head = (rule.payment ? "pay " : "rule ") + titled(rule.name, rule.title);
  if (rule.payment) head += " from " + rule.payer.text + " to " + rule.payee.text;
  head += level(rule.level) + in_unit(rule.unit);
  out.line(0, head + modifiers(out, rule));
  body(out, 1, rule.body);
  for (const ast::PayLine& line : rule.lines) {
    out.line(1, "line " + titled(line.name, line.title) + (line.first_that_applies ? " the first that applies" : ""));
    body(out, 2, line.body);
  }
  out.cites(rule.cites);
}

void exception(Lines& out, const ast::Exception& exception) {
  const ast::Rule& rule = exception.rule;
  std::string head = "exception " + rule.name.text + " to " + print(exception.to);
  if (rule.title) head += " \"" + rule.title->value + "\"";
  if (!exception.after.empty()) head += ", after " + names(exception.after);
  out.line(0, head + modifiers(out, rule));
  body(out, 1, rule.body);
  out.cites(rule.cites);
}

void given(Lines& out, const std::vector<ast::Given>& given) {
  for (const ast::Given& one : given) out.line(1, "given " + print(one.name) + ": " + out.of(one.value));
}

void use(Lines& out, const ast::Use& use) {
  out.line(0, "use " + use.model.text + (use.path ? " from \"" + use.path->value + "\"" : "") +
                  (use.alias.given() ? " as " + use.alias.text : ""));
  given(out, use.given);
}

std::string row_of(const Lines& out, const ast::RowOf& row) {
  std::string text = row.record.text + "(";
  for (const ast::ExprId part : row.key) text += (text.back() == '(' ? "" : ", ") + out.of(part);
  return text + ")";
}

void example(Lines& out, const ast::Example& example) {
  constexpr const char* kEvidence[] = {"", "published", "derived", "constructed"};
  out.line(0, "example \"" + example.title.value + "\"");
  if (example.evidence_source)
    out.line(1, std::string(kEvidence[static_cast<std::size_t>(example.evidence)]) + " \"" +
                    example.evidence_source->value + "\"");
  given(out, example.given);
  for (const ast::ExampleRow& row : example.rows) {
    out.line(1, "row " + row.record.text);
    out.inset += 1;
    given(out, row.given);
    out.inset -= 1;
  }
  for (const ast::Expect& one : example.expect)
    out.line(1, "expect " + (one.row ? row_of(out, *one.row) + "." : "") + print(one.name) +
                    (one.rounding ? " " + print(*one.rounding) : "") + ": " + out.of(one.value));
}

void supply(Lines& out, const ast::Supply& supply) {
  out.line(0, "supply " + supply.record.text + " from " + supply.format.text);
  for (const ast::SupplyField& field : supply.fields) {
    out.line(1, field.name.text + (field.assumed ? " assumed" : "") +
                    (field.first_that_applies ? " the first that applies" : "") +
                    (field.because ? " because \"" + field.because->value + "\"" : ""));
    body(out, 2, field.body);
  }
}

void statement(Lines& out, const ast::TermStatement& one) {
  out.line(0, "term " + one.label.text + " is " + out.of(one.period));
}
void statement(Lines& out, const ast::Party& one) { out.line(0, "party " + titled(one.name, one.title)); }
void statement(Lines& out, const ast::List& one) {
  out.line(0, "list " + titled(one.name, one.title) + " is " + names(one.words));
}
void statement(Lines& out, const ast::Record& one) { record(out, one); }
void statement(Lines& out, const ast::Parameter& one) { parameter(out, one); }
void statement(Lines& out, const ast::Table& one) { table(out, one); }
void statement(Lines& out, const ast::Bands& one) { bands(out, one); }
void statement(Lines& out, const ast::Use& one) { use(out, one); }
void statement(Lines& out, const ast::Rule& one) { rule(out, one); }
void statement(Lines& out, const ast::Exception& one) { exception(out, one); }
void statement(Lines& out, const ast::Example& one) { example(out, one); }
void statement(Lines& out, const ast::OpenQuestion& one) { out.line(0, "open question \"" + one.text.value + "\""); }

void change(Lines& out, const ast::TermChange& one) { out.line(0, "term " + out.of(one.period)); }
void change(Lines& out, const ast::Redefinition& one) {
  out.line(0, one.name.text);
  body(out, 1, one.body);
}
void change(Lines& out, const ast::ClauseChange& one) {
  out.line(0, one.adds ? "adds" : "replaces");
  std::visit([&](const auto& clause) { statement(out, clause); }, one.clause);
}
void change(Lines& out, const ast::RowChange& one) {
  out.line(0, (one.adds ? "adds to " : "replaces in ") + one.name.text);
  for (const ast::TableRow& row : one.rows) out.line(1, table_row(out, row));
  for (const ast::Band& row : one.bands) out.line(1, band(out, row));
}
void change(Lines& out, const ast::RowDeletion& one) {
  out.line(0, "deletes in " + one.name.text);
  for (const ast::RowLabel& label : one.labels)
    out.line(1, label.from ? from(label.from) : label.edge ? edge(out, *label.edge) : keys(out, label.keys));
}
void change(Lines& out, const ast::Deletion& one) {
  constexpr const char* kKinds[] = {"", "example ", "open question "};
  out.line(0, "deletes " + std::string(kKinds[static_cast<std::size_t>(one.kind)]) + one.name.text);
}

void amendment(Lines& out, const ast::Amendment& amendment) {
  out.line(0, "amendment \"" + amendment.title.value + "\" signed " + calendar::to_text(amendment.signed_on));
  for (const ast::Text& other : amendment.after) out.line(1, "after \"" + other.value + "\"");
  for (const ast::Provision& provision : amendment.provisions) {
    out.line(1, provision.from ? from(provision.from) : "throughout");
    out.inset = 2;
    std::visit([&](const auto& one) { change(out, one); }, provision.change);
    out.inset = 0;
  }
}

template <class Statement>
void all(Lines& out, const std::vector<Statement>& statements) {
  for (const Statement& one : statements) statement(out, one);
}

}  // namespace

std::string print(const ast::File& file, const ast::Clause& clause) {
  Lines out{file, {}};
  std::visit([&](const auto& one) { statement(out, one); }, clause);
  return out.text;
}

std::string print(const ast::File& file) {
  Lines out{file, {}};
  if (file.header) header(out, *file.header);
  if (file.mapping) mapping(out, *file.mapping);
  all(out, file.terms);
  all(out, file.parties);
  all(out, file.lists);
  all(out, file.records);
  all(out, file.parameters);
  all(out, file.tables);
  all(out, file.bands);
  all(out, file.uses);
  all(out, file.rules);
  all(out, file.exceptions);
  all(out, file.examples);
  all(out, file.questions);
  for (const ast::Amendment& one : file.amendments) amendment(out, one);
  for (const auto& one : file.supplies) supply(out, one);
  for (const auto& one : file.expectations) out.line(0, "expect " + out.of(one.condition));
  return out.text;
}

}  // namespace meruit::syntax
