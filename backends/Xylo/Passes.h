//===- Passes.h - passes of the Xylo backend ------------------------------===//
#ifndef GANGLION_BACKENDS_XYLO_PASSES_H
#define GANGLION_BACKENDS_XYLO_PASSES_H

#include "backends/Xylo/Map.h"
#include "backends/Xylo/Quantise.h"
#include "ir/Kernel/KernelDialect.h"
#include "ir/Xylo/XyloDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace ganglion::xylo {

#define GEN_PASS_DECL
#include "backends/Xylo/Passes.h.inc"

/// What options mean. Errors: a sentence with the allowed values.
llvm::Expected<std::optional<DashRule>> dashRule(llvm::StringRef text);
llvm::Expected<Scaling> scaling(llvm::StringRef text);
llvm::Expected<bool> isCompatRockpool(llvm::StringRef text);
/// Entries "NODE=FACTOR".
llvm::Expected<std::vector<std::pair<std::string, double>>> thresholdFactors(llvm::ArrayRef<std::string> entries);
/// Fails on a rule that there is not.
llvm::Error checkAllowed(llvm::ArrayRef<std::string> rules, const target::Description &target);

/// The description of a Xylo target by name or file. Errors: no such target, a file that is none, another family.
llvm::Expected<std::shared_ptr<const target::Description>> findXylo(llvm::StringRef nameOrFile);

/// For snn-opt.
void registerXyloPasses();

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_PASSES_H
