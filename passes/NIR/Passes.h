//===- Passes.h - passes on `nir` -----------------------------------------===//
#ifndef GANGLION_PASSES_NIR_PASSES_H
#define GANGLION_PASSES_NIR_PASSES_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace ganglion::nir {
#define GEN_PASS_DECL
#include "passes/NIR/Passes.h.inc"
#define GEN_PASS_REGISTRATION
#include "passes/NIR/Passes.h.inc"
} // namespace ganglion::nir

#endif // GANGLION_PASSES_NIR_PASSES_H
