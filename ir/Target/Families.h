//===- Families.h - the code of each family of chips ----------------------===//
#ifndef GANGLION_IR_TARGET_FAMILIES_H
#define GANGLION_IR_TARGET_FAMILIES_H

#include "ir/Target/Target.h"

namespace ganglion::target {

std::shared_ptr<const Target> makeSplitReg(std::shared_ptr<const Description> description);
std::shared_ptr<const Target> makeXylo(std::shared_ptr<const Description> description);
std::shared_ptr<const Target> makeSpeck(std::shared_ptr<const Description> description);
std::shared_ptr<const Target> makeBSS2(std::shared_ptr<const Description> description);

/// The description's number as a resource, if it is stated.
void addResource(std::vector<Resource> &resources, const Description &description, llvm::StringRef name,
                 llvm::StringRef per, EdgeClasses classes = NoEdges);

/// Every neuron can leave by itself, as spikes; links know no steps.
Departure spikesOfAnyNeuron();

/// A use of what is limited only if the target says so.
void addUsage(std::vector<Usage> &usage, llvm::StringRef name, int64_t used, std::optional<int64_t> limit);

} // namespace ganglion::target

#endif // GANGLION_IR_TARGET_FAMILIES_H
