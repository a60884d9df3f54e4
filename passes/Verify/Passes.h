//===- Passes.h - checks at the boundaries between phases -----------------===//
#ifndef GANGLION_PASSES_VERIFY_PASSES_H
#define GANGLION_PASSES_VERIFY_PASSES_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace ganglion::snn {
#define GEN_PASS_DECL
#include "passes/Verify/Passes.h.inc"
#define GEN_PASS_REGISTRATION
#include "passes/Verify/Passes.h.inc"
} // namespace ganglion::snn

#endif // GANGLION_PASSES_VERIFY_PASSES_H
