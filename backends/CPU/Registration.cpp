//===- Registration.cpp ---------------------------------------------------===//
#include "backends/CPU/Passes.h"
#include "mlir/Pass/PassRegistry.h"

namespace ganglion::cpu {

#define GEN_PASS_REGISTRATION
#include "backends/CPU/Passes.h.inc"

void registerCPUPasses() { registerCPULoweringPasses(); }

} // namespace ganglion::cpu
