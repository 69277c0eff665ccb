// Evaluates each task exactly, over numbers of any size, and in each machine form. The run over numbers of any size
// tells which machine forms hold the row: these must be right without raising their flag, the others must raise it.
#include "dectest.h"

#include <fstream>
#include <map>

#include "dectest_task.h"

namespace meruit::suites {

namespace {

using Held = std::map<std::string, long>;  // how many rows each form held

std::string wrong(const std::string& form, const Rational& result) {
  return form + " gives " + number::to_plain(result);
}

// Empty when the form is right. `fits`: whether every number met goes into the word.
template <class Word, template <class> class Form>
std::string check_machine(const Task& task, const std::string& name, bool fits, Held& held) {
  MachineWords<Word> words;
  Form<MachineWords<Word>> form(words);
  const auto result = evaluate(form, task);
  if (words.overflow() == fits) return name + (fits ? " raises its flag in vain" : " does not raise its flag");
  if (!fits) return {};
  ++held[name];
  const Rational value = form.value(result);
  return value == task.expected ? std::string() : wrong(name, value);
}

template <template <class> class Form>
std::string check_form(const Task& task, const std::string& name, Held& held) {
  UnboundedWords words;
  Form<UnboundedWords> form(words);
  const Rational value = form.value(evaluate(form, task));
  if (value != task.expected) return wrong(name + " of any size", value);
  ++held[name + " of any size"];
  const std::string narrow = check_machine<std::int64_t, Form>(task, name + " of 64 bits", words.fits(64), held);
  return narrow.empty() ? check_machine<Int128, Form>(task, name + " of 128 bits", words.fits(128), held) : narrow;
}

// Empty when every form is right.
std::string check(const Task& task, Held& held) {
  ExactForm exact;
  const Rational value = evaluate(exact, task);
  if (value != task.expected) return wrong("the exact fraction", value);
  ++held["exact fraction"];
  const std::string scaled = check_form<ScaledForm>(task, "scaled", held);
  return scaled.empty() ? check_form<PairForm>(task, "pair", held) : scaled;
}

void run_rows(const Rows& rows, Report& report) {
  const std::string significant = "precision in significant digits (tried as a rounding to a place, all right)";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto task = dectest_task(rows, i);
    if (const Reason* reason = std::get_if<Reason>(&task)) {
      ++report.left_out[*reason];
      continue;
    }
    const auto* digits = std::get_if<SignificantDigits>(&task);
    Held tried;
    const std::string difference =
        digits != nullptr ? check(digits->task, tried) : check(std::get<Task>(task), report.counts);
    if (!difference.empty()) {
      report.failures.push_back(rows.at(i, "id") + ": " + rows.at(i, "op") + " " + rows.at(i, "arg1") + " " +
                                rows.at(i, "arg2") + " -> " + rows.at(i, "expected") + ", but " + difference);
    } else if (digits != nullptr) {
      ++report.left_out[significant];
    } else {
      ++report.passed;
    }
  }
}

}  // namespace

Report run_dectest(const std::filesystem::path& folder) {
  Report report;
  report.suite = "dectest";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".tsv") continue;
    const std::optional<Rows> rows = Rows::read(entry.path());
    if (rows) {
      run_rows(*rows, report);
    } else {
      report.failures.push_back("cannot read " + entry.path().string());
    }
  }
  if (report.rows() == 0) report.failures.push_back("no rows in " + folder.string());
  return report;
}

}  // namespace meruit::suites
