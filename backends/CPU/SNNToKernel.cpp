//===- SNNToKernel.cpp - the pass snn-to-kernel ---------------------------===//
#include "backends/CPU/Lowering.h"
#include "backends/CPU/Passes.h"

using namespace mlir;

namespace ganglion::cpu {

#define GEN_PASS_DEF_SNNTOKERNEL
#include "backends/CPU/Passes.h.inc"

namespace {

struct SNNToKernel : impl::SNNToKernelBase<SNNToKernel> {
  using SNNToKernelBase::SNNToKernelBase;

  void runOnOperation() override {
    for (auto network : llvm::make_early_inc_range(getOperation().getOps<snn::NetworkOp>()))
      if (failed(lower(network)))
        return signalPassFailure();
  }

  LogicalResult lower(snn::NetworkOp network) {
    LoweringOptions options;
    options.record = record;
    options.blockSteps = block;
    options.comparedProducts = comparedProducts;
    llvm::Expected<LoweredNetwork> lowered = lowerNetwork(network, options);
    if (!lowered)
      return network.emitError() << llvm::toString(lowered.takeError());
    kernel::ProgramOp program = lowered->program;
    if (data && program.getWeights()) {
      WeightsBlob blob = lowered->weights;
      auto type = RankedTensorType::get({program.getWeights()}, IntegerType::get(&getContext(), 8));
      ArrayRef<char> bytes(blob->getBufferStart(), blob->getBufferSize());
      program.setDataAttr(makeParameter(type, program.getSymName(), bytes, blob));
    }
    program->moveBefore(network);
    network.erase();
    return success();
  }
};

} // namespace
} // namespace ganglion::cpu
