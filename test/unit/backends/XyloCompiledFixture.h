//===- XyloCompiledFixture.h - chips as machine code ----------------------===//
#ifndef GANGLION_TEST_UNIT_BACKENDS_XYLOCOMPILEDFIXTURE_H
#define GANGLION_TEST_UNIT_BACKENDS_XYLOCOMPILEDFIXTURE_H

#include "backends/CPU/CPU.h"
#include "backends/Xylo/NamedEngine.h"
#include "backends/Xylo/ReferenceEngine.h"
#include "backends/Xylo/ToKernel.h"
#include "test/unit/backends/CompiledFixture.h"
#include "test/unit/backends/XyloFixture.h"

namespace ganglion::test {

/// The lowered chip, compiled; null, with a failure of the test, where it has no program.
inline std::unique_ptr<snn::Engine> compiledChip(const xylo::Specification &chip,
                                                 const target::Description &description,
                                                 const xylo::KernelOptions &options, llvm::StringRef cache = "") {
  mlir::MLIRContext context;
  auto lowered = xylo::lowerToKernel(chip, description, "chip", options, &context);
  if (!lowered) {
    ADD_FAILURE() << llvm::toString(lowered.takeError());
    return nullptr;
  }
  if (failed((*lowered)->verify())) {
    ADD_FAILURE() << "the program is not valid";
    return nullptr;
  }
  auto engine = cpu::makeProgramEngine(*(*lowered)->getOps<kernel::ProgramOp>().begin(), cache);
  if (!engine) {
    ADD_FAILURE() << llvm::toString(engine.takeError());
    return nullptr;
  }
  return xylo::makeNamedEngine(std::move(*engine), chip, description);
}

} // namespace ganglion::test

#endif // GANGLION_TEST_UNIT_BACKENDS_XYLOCOMPILEDFIXTURE_H
