// Kernels over numbers of any size, over 64 and 128 bits, scaled and as pairs; then the engine.
#include "check_forms.h"

#include "engine.h"

namespace meruit::suites {

namespace {

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

}  // namespace

std::string check_forms(const Task& task, Held& held) {
  ExactForm exact;
  const Rational value = evaluate(exact, task);
  if (value != task.expected) return wrong("the exact fraction", value);
  ++held["kernel, exact fraction"];
  const std::string scaled = check_form<ScaledForm>(task, "kernel, scaled", held);
  if (!scaled.empty()) return scaled;
  const std::string pair = check_form<PairForm>(task, "kernel, pair", held);
  return pair.empty() ? check_engine(task, held) : pair;
}

}  // namespace meruit::suites
