//===- XyloStates.cpp - all states of many networks on Xylo chips ---------===//
//
// xylo-states: runs the plain simulator of a chip for each line `TARGET SPECIFICATION.json INPUT.npy` on the standard
// input, [steps, channels] spikes, from a reset on. The answer is a line with the number of values and then these, as
// i16 in the byte order of the machine: for all steps hidden currents (of the second synapse, too), hidden membranes
// and spikes, output currents, membranes and spikes. xylo_random.py compares them with those of xylosim; with a process
// for each network ten thousand would take hours.
//
//===----------------------------------------------------------------------===//
#include "backends/Xylo/Simulator.h"
#include "backends/Xylo/SpecificationFile.h"
#include "frontends/Data/Npy.h"
#include "ir/Target/Registry.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <array>
#include <iostream>

using namespace ganglion;

namespace {

/// The states of a run, one list of all steps for each.
struct Recording {
  std::array<std::vector<int16_t>, 7> lists;

  void add(const xylo::NeuronStates &hidden, const xylo::NeuronStates &outputs) {
    llvm::append_range(lists[0], hidden.current[0]);
    llvm::append_range(lists[1], hidden.current[1]);
    llvm::append_range(lists[2], hidden.membrane);
    llvm::append_range(lists[3], hidden.spikes);
    llvm::append_range(lists[4], outputs.current[0]);
    llvm::append_range(lists[5], outputs.membrane);
    llvm::append_range(lists[6], outputs.spikes);
  }
};

} // namespace

static llvm::Expected<Recording> record(llvm::StringRef target, llvm::StringRef specificationFile,
                                        llvm::StringRef inputFile) {
  auto description = target::findDescription(target);
  if (!description)
    return description.takeError();
  auto text = llvm::MemoryBuffer::getFile(specificationFile);
  if (!text)
    return llvm::createStringError(specificationFile + ": " + text.getError().message());
  auto specification = xylo::readSpecification((*text)->getBuffer(), specificationFile);
  if (!specification)
    return specification.takeError();
  llvm::Expected<data::Array> input = data::readNpy(inputFile);
  if (!input)
    return input.takeError();
  if (input->shape.size() != 2 || input->shape[1] != specification->channels)
    return llvm::createStringError(inputFile + ": expected steps of " + llvm::Twine(specification->channels) +
                                   " channels");
  xylo::Simulator simulator(*specification, **description);
  Recording recording;
  std::vector<int64_t> counts(specification->channels);
  for (int64_t step = 0; step < input->shape[0]; ++step) {
    for (int64_t channel = 0; channel < specification->channels; ++channel)
      counts[channel] = static_cast<int64_t>(input->asDouble(step * specification->channels + channel));
    simulator.step(counts);
    recording.add(simulator.hidden(), simulator.outputs());
  }
  return recording;
}

int main() {
  for (std::string line; std::getline(std::cin, line); llvm::outs().flush()) {
    llvm::SmallVector<llvm::StringRef> words;
    llvm::SplitString(line, words);
    if (words.size() != 3) {
      llvm::errs() << "error: expected TARGET SPECIFICATION INPUT, found '" << line << "'\n";
      return 2;
    }
    llvm::Expected<Recording> recording = record(words[0], words[1], words[2]);
    if (!recording) {
      llvm::errs() << "error: " << llvm::toString(recording.takeError()) << "\n";
      return 1;
    }
    size_t count = 0;
    for (const std::vector<int16_t> &list : recording->lists)
      count += list.size();
    llvm::outs() << count << "\n";
    for (const std::vector<int16_t> &list : recording->lists)
      llvm::outs().write(reinterpret_cast<const char *>(list.data()), list.size() * sizeof(int16_t));
  }
  return 0;
}
