//===- VerifyLoadable.h - can the chip hold it? ---------------------------===//
#ifndef GANGLION_BACKENDS_XYLO_VERIFYLOADABLE_H
#define GANGLION_BACKENDS_XYLO_VERIFYLOADABLE_H

#include "backends/Xylo/Specification.h"
#include "ir/Support/Findings.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

/// Rules whose findings are warnings: those that the user allows ("all": all of them), as far as what is emitted can
/// hold the value; and those that Rockpool breaks in silence, which --compat rockpool reproduces.
struct Allowed {
  std::vector<std::string> rules;
  bool compatRockpool = false;

  bool contains(llvm::StringRef rule) const;
};

/// The rules of `verifyLoadable`, with what each says, for documentation and to check --allow.
struct LoadableRule {
  llvm::StringRef name, says;
};
llvm::ArrayRef<LoadableRule> loadableRules();

/// The name of the rule on the number of input channels or output neurons, which has the limit in it:
/// "le_16_input_channels".
std::string channelRule(llvm::StringRef what, const target::Description &target);

/// The same for "input" and "output" expansion neurons: "le_128_input_expansion_neurons"; "" where all neurons can be.
std::string expansionRule(llvm::StringRef what, const target::Description &target);

/// How large a network is on the chip. Expansion neurons count by position: up to the last hidden neuron with an input
/// weight, from the first one with an output weight.
struct Sizes {
  int64_t inputs, hidden, outputs, inExpansion, outExpansion;
};

/// The rules on these sizes alone.
void checkSizes(const Sizes &sizes, const target::Description &target, const Allowed &allowed, mlir::Location loc,
                Findings &findings);

/// Whether a chip of integers holds the numbers: each finding names the rule, the node or field with its index, the
/// value and the limit. All limits come from the target's description.
Findings verifyLoadable(const Specification &specification, const target::Description &target, const Allowed &allowed,
                        mlir::Location loc);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_VERIFYLOADABLE_H
