//===- Artefact.cpp -------------------------------------------------------===//
#include "backends/Xylo/Artefact.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace ganglion::xylo {

Error checkWritable(const Specification &specification, const target::Description &description, StringRef what,
                    bool areTargetsDropped) {
  Error error = Error::success();
  auto wrong = [&](const Twine &message) {
    error =
        joinErrors(std::move(error), createStringError("the " + what + " of " + description.name() + ": " + message));
  };
  if (!specification.isQuantized)
    wrong("the numbers of the network are no integers, there is room for integers; quantise it first");
  int64_t synapses = description.integer("synapses");
  if (specification.synapses() > synapses)
    wrong(Twine(specification.synapses()) + " synapses for each hidden neuron, there is room for " + Twine(synapses));
  auto isUsed = [](const std::vector<double> &values) { return any_of(values, [](double v) { return v != 0; }); };
  if (!description.flag("biases") && (isUsed(specification.hidden.bias) || isUsed(specification.outputs.bias)))
    wrong("there are biases, there is room for none");
  if (specification.aliases && !areTargetsDropped)
    for (auto [index, targets] : enumerate(*specification.aliases))
      if (targets.size() > 1)
        wrong("hidden neuron " + Twine(index) + " has " + Twine(targets.size()) +
              " alias targets, there is room for 1");
  return error;
}

int64_t missingOutputRows(const Specification &specification, const target::Description &description) {
  return description.limit("out_expansion") ? 0 : specification.firstReadout();
}

} // namespace ganglion::xylo
