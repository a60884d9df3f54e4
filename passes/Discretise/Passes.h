//===- Passes.h - from continuous to discrete time ------------------------===//
#ifndef GANGLION_PASSES_DISCRETISE_PASSES_H
#define GANGLION_PASSES_DISCRETISE_PASSES_H

#include "ir/SNN/SNNDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"
#include <limits>

namespace ganglion::snn {
#define GEN_PASS_DECL
#include "passes/Discretise/Passes.h.inc"
#define GEN_PASS_REGISTRATION
#include "passes/Discretise/Passes.h.inc"
} // namespace ganglion::snn

#endif // GANGLION_PASSES_DISCRETISE_PASSES_H
