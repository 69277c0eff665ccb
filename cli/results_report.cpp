// What stands beneath results: totals in words, the accounting, what was assumed, what is still open.
#include <algorithm>

#include "cli/amendments.h"
#include "cli/numbers.h"
#include "cli/results.h"
#include "cli/terminal.h"

namespace meruit::cli {

namespace {

std::string money(const std::string& amount) { return grouped(amount, 2); }

// "  benchmark: 1,000.00 read = 900.00 used + 100.00 set apart, 1 cell not readable"; of a run that set nothing apart
// only where a control total was given.
std::string total_line(const ColumnTotal& total, bool apart) {
  std::string text;
  if (apart)
    text = money(total.read) + " read = " + money(total.used) + " used + " + money(total.set_apart) + " set apart";
  if (apart && total.unreadable > 0) text += ", " + counted(total.unreadable, "cell") + " not readable";
  if (!total.expected.empty()) {
    text += (text.empty() ? "" : "; ") + std::string("control total ") + money(total.expected);
    text += total.expected == total.read ? " agrees" : " not confirmed";
  }
  return text.empty() ? text : "  " + total.column + ": " + text + "\n";
}

std::string total_lines(const PaymentTotal& total, const OutputInfo& output) {
  const std::vector<std::string> amounts = {money(total.owed_by_payer), money(total.owed_by_payee), money(total.net)};
  std::size_t widest = 0;
  for (const std::string& amount : amounts) widest = std::max(widest, amount.size());
  const std::string forth = output.payer + " to " + output.payee, back = output.payee + " to " + output.payer;
  const std::size_t words = std::max(forth.size(), back.size()) + std::string("owed by ").size();
  const auto line = [&](const std::string& label, const std::string& amount, const std::string& after) {
    return "  " + label + std::string(words - label.size(), ' ') + "  " + std::string(widest - amount.size(), ' ') +
           amount + after + "\n";
  };
  std::string text = output.name + (output.title.empty() ? "" : ": " + output.title) + "\n";
  text += line("owed by " + forth, amounts[0], "  " + counted(total.owed_by_payer_count, "payment"));
  text += line("owed by " + back, amounts[1], "  " + counted(total.owed_by_payee_count, "payment"));
  const std::string nothing =
      total.nothing_owed_count > 0 ? "  nothing owed: " + std::to_string(total.nothing_owed_count) : "";
  text += line("net", amounts[2], nothing);
  if (total.lines.empty()) return text;
  text += "  of which";
  for (const LineTotal& each : total.lines)
    text += (&each == &total.lines.front() ? " " : ", ") + each.name + " " + money(each.net);
  return text + "\n";
}

}  // namespace

const OutputInfo* output_of(const RunResults& results, const ResultTable& table, const ResultColumn& column) {
  if (column.key) return nullptr;
  const auto found = std::find_if(results.outputs.begin(), results.outputs.end(), [&](const OutputInfo& each) {
    return each.name == column.name && each.relation == table.relation;
  });
  return found == results.outputs.end() ? nullptr : &*found;
}

std::string readable_in(const ResultColumn& column, const std::string& number) {
  return readable(number, column.money, column.money || !column.unit.empty());
}

std::string owed_by(const OutputInfo& output, const std::string& amount) {
  if (amount.empty() || is_zero(amount)) return {};
  return is_negative(amount) ? output.payee : output.payer;
}

std::string owed_to(const OutputInfo& output, const std::string& amount) {
  if (amount.empty() || is_zero(amount)) return {};
  return is_negative(amount) ? output.payer : output.payee;
}

std::string accounting(const Summary& summary) {
  std::string text;
  for (const Accounting& each : summary.accounting) {
    const std::string file = (each.origin.empty() ? "" : " (" + each.origin + ")") + "\n";
    text += each.relation + ": " + counted(each.read, "record") + " read";
    if (summary.incomplete.records > 0) {
      text += " = " + std::to_string(each.settled) + " settled + " + std::to_string(each.undetermined) +
              " undetermined + " + std::to_string(each.excluded) + " excluded + " + std::to_string(each.quarantined) +
              " quarantined" + file;
    } else {
      text += ", " + std::to_string(each.settled) + " settled, " +
              std::to_string(each.undetermined + each.quarantined) + " in error";
      if (each.excluded > 0) text += ", " + std::to_string(each.excluded) + " not evaluated";
      text += file;
    }
    if (each.excluded > 0 || each.settled == 0) continue;
    if (each.expected) text += "  control count " + std::to_string(*each.expected) + " agrees\n";
    for (const ColumnTotal& total : each.totals) text += total_line(total, summary.incomplete.records > 0);
  }
  return text;
}

std::string cautions(const Summary& summary) {
  std::string text;
  for (const DataProblem& each : summary.doubts) text += "look at " + each.message + "\n";
  const Incomplete& lacking = summary.incomplete;
  if (lacking.records == 0) return text;
  const std::string records = counted(lacking.records, "record");
  text += "CAUTION: " + records + (lacking.records == 1 ? " was" : " were") + " set apart; no total here has " +
          (lacking.records == 1 ? "it" : "them") + "\n";
  if (lacking.outputs.empty()) return text;
  std::string names;
  for (const std::string& each : lacking.outputs) names += (names.empty() ? "`" : ", `") + each + "`";
  return text + "CAUTION: worked out from all records, but without " + records + ": " + names + "\n";
}

std::string report(const Summary& summary, const std::vector<OutputInfo>& outputs) {
  std::string text;
  for (const PaymentTotal& total : summary.payments) {
    const auto output = std::find_if(outputs.begin(), outputs.end(), [&](const OutputInfo& each) {
      return each.name == total.name && each.relation == total.relation;
    });
    if (output != outputs.end()) text += total_lines(total, *output);
  }
  text += accounting(summary) + cautions(summary);
  for (const LeftOut& each : summary.left_out) {
    text += each.output + ": " + counted(each.records, "record") + " without a limit that is not known (";
    for (const std::string& figure : each.figures) text += (&figure == &each.figures.front() ? "" : ", ") + figure;
    text += ")\n";
  }
  for (const Assumption& each : summary.assumptions)
    text += "assumed: " + each.field + " is " + each.value + ", because " + each.because + "\n";
  for (const std::string& question : summary.open_questions) text += "open question: " + question + "\n";
  text += amendment_lines(summary.amendments, summary.as_of, "");
  for (const Setting& setting : summary.settings) text += "set: " + setting.name + " = " + setting.value + "\n";
  text += "term " + (summary.term ? summary.term->first + " to " + summary.term->last : std::string("open"));
  return text + ", contract " + summary.fingerprint.substr(0, 12) + ", meruit " + summary.engine + "\n";
}

}  // namespace meruit::cli
