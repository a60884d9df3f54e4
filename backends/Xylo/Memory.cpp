//===- Memory.cpp - writes xylo.ram ---------------------------------------===//
#include "backends/Xylo/Memory.h"
#include "backends/Xylo/Artefact.h"
#include "backends/Xylo/MemoryLayout.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace ganglion::xylo {

namespace {

class MemoryWriter {
public:
  MemoryWriter(const Specification &specification, const target::Description &description)
      : specification(specification), chip(description), isSecondUsed(specification.synapses() > 1),
        hasBias(specification.hasBias() && description.flag("biases")) {}

  Expected<std::string> write() {
    dense("input_weights", specification.input[0], 0);
    if (isSecondUsed)
      dense("input_weights_2", specification.input[1], 0);
    dense("output_weights", specification.output, missingOutputRows(specification, chip));
    neurons("dash_synapse", specification.hidden.dashSyn, specification.outputs.dashSyn, Coding::Unsigned);
    neurons("dash_membrane", specification.hidden.dashMem, specification.outputs.dashMem, Coding::Unsigned);
    neurons("threshold", specification.hidden.threshold, specification.outputs.threshold, Coding::TwosComplement);
    if (hasBias)
      neurons("bias", specification.hidden.bias, specification.outputs.bias, Coding::TwosComplement);
    if (isSecondUsed)
      put("dash_synapse_2", specification.hidden.dashSyn2, 0, Coding::Unsigned);
    recurrent();
    aliases();
    if (problems)
      return std::move(problems);
    return text();
  }

private:
  struct Word {
    int64_t address, value, digits;
  };

  void wrong(const target::MemoryBank &bank, const Twine &message) {
    problems = joinErrors(std::move(problems), createStringError("the memory image of " + chip.name() + ": bank " +
                                                                 quoted(bank.name) + ": " + message));
  }

  template <typename T> void put(StringRef role, const std::vector<T> &values, int64_t begin, Coding coding) {
    const target::MemoryBank &bank = *chip.bank(role);
    int64_t end = begin + static_cast<int64_t>(values.size());
    if (end > bank.words)
      return wrong(bank, Twine(end) + " words are needed, it has " + Twine(bank.words));
    target::IntegerRange range = wordRange(bank, coding);
    for (auto [index, number] : enumerate(values)) {
      auto value = static_cast<int64_t>(number);
      int64_t at = begin + static_cast<int64_t>(index);
      if (!range.contains(value))
        return wrong(bank, "the value of word " + Twine(at) + " is " + Twine(value) + ", a word holds " +
                               Twine(range.low) + " to " + Twine(range.high));
      if (value != 0)
        words.push_back({bank.address + at, value & wordRange(bank, Coding::Unsigned).high, bank.digits});
    }
  }

  void dense(StringRef role, const WeightMatrix &weights, int64_t emptyRows) {
    put(role, weights.values, emptyRows * weights.columns, Coding::TwosComplement);
  }

  void neurons(StringRef role, const std::vector<double> &hidden, const std::vector<double> &outputs, Coding coding) {
    put(role, hidden, 0, coding);
    put(role, outputs, firstOutputWord(specification.hidden.size(), chip), coding);
  }

  void recurrent() {
    std::vector<int64_t> counts, targets, weights[2];
    int64_t hidden = specification.hidden.size();
    for (int64_t source = 0; source < hidden; ++source) {
      size_t before = targets.size();
      for (int64_t target = 0; target < hidden; ++target) {
        if (all_of(specification.recurrent, [&](const WeightMatrix &plane) { return plane.at(source, target) == 0; }))
          continue;
        targets.push_back(target);
        for (auto [plane, list] : zip(specification.recurrent, weights))
          list.push_back(static_cast<int64_t>(plane.at(source, target)));
      }
      counts.push_back(static_cast<int64_t>(targets.size() - before));
    }
    put("fan_out_count", counts, 0, Coding::Unsigned);
    put("recurrent_target", targets, 0, Coding::Unsigned);
    put("recurrent_weights", weights[0], 0, Coding::TwosComplement);
    if (isSecondUsed)
      put("recurrent_weights_2", weights[1], 0, Coding::TwosComplement);
  }

  void aliases() {
    std::vector<int64_t> targets(specification.hidden.size(), chip.integer("no_alias"));
    std::vector<int64_t> flags(specification.hidden.size());
    if (specification.aliases)
      for (auto [source, list] : enumerate(*specification.aliases))
        for (int64_t target : list) {
          targets[source] = target;
          flags[source] |= 2;
          flags[target] |= 1;
        }
    put("alias_target", targets, 0, Coding::Unsigned);
    put("alias_flags", flags, 0, Coding::Unsigned);
  }

  std::string text() {
    std::string result;
    raw_string_ostream out(result);
    const auto &[input, recurrent, output] = specification.shifts;
    out << headerMark << " target=" << chip.name() << " inputs=" << specification.channels
        << " in_expansion=" << specification.input[0].columns << " neurons=" << specification.hidden.size()
        << " out_expansion=" << specification.output.rows + missingOutputRows(specification, chip)
        << " outputs=" << specification.outputs.size() << " synapses=" << specification.synapses()
        << " input_shift=" << input << " recurrent_shift=" << recurrent << " output_shift=" << output
        << " bias=" << hasBias << " alias=" << specification.aliases.has_value() << '\n';
    llvm::sort(words, [](const Word &a, const Word &b) { return a.address < b.address; });
    for (const Word &word : words)
      out << format("%05llX", static_cast<unsigned long long>(word.address)) << ' '
          << format("%0*llX", static_cast<int>(word.digits), static_cast<unsigned long long>(word.value)) << '\n';
    return result;
  }

  const Specification &specification;
  const target::Description &chip;
  bool isSecondUsed, hasBias;
  std::vector<Word> words;
  Error problems = Error::success();
};

} // namespace

Expected<std::string> writeMemory(const Specification &specification, const target::Description &description) {
  if (description.memoryMap().empty())
    return createStringError("there is no memory image of " + description.name() + ": its memory map is not known");
  if (Error error = checkWritable(specification, description, "memory image"))
    return std::move(error);
  return MemoryWriter(specification, description).write();
}

} // namespace ganglion::xylo
