//===- Engine.h - running compiled code on data ---------------------------===//
#ifndef GANGLION_BACKENDS_CPU_ENGINE_H
#define GANGLION_BACKENDS_CPU_ENGINE_H

#include "backends/CPU/CPU.h"
#include "backends/CPU/CodeGen.h"
#include "backends/CPU/Object.h"
#include "backends/CPU/Weights.h"

namespace ganglion::cpu {

/// An array of a run as the code sees it: a memref of one dynamic dimension.
struct ArrayView {
  void *allocated = nullptr, *aligned = nullptr;
  int64_t offset = 0, size = 0, stride = 1;
};

using RunFunction = void (*)(void *arena, const void *weights, const ArrayView *inputs, const ArrayView *outputs,
                             const ArrayView *records, int64_t steps);

/// The arrays of one sample, from one of its steps on.
struct SampleArrays {
  std::vector<ArrayView> inputs, outputs, records;
};
SampleArrays arraysOf(const snn::RunData &data, const ArtefactDescription &description, int64_t sample,
                      int64_t firstStep = 0);

/// Where a record is asked for several times the code has filled one array: the first.
void copyRepeatedRecords(snn::RunData &data);

/// Memory for the state of a run; null if there is none.
std::unique_ptr<llvm::WritableMemoryBuffer> makeArena(int64_t bytes);

/// What the program says of itself for code on this machine; the channels are the caller's to fill in.
ArtefactDescription describeProgram(kernel::ProgramOp program, const Machine &machine);
/// The same with the channels of the network that the program was made from.
ArtefactDescription describeNetwork(snn::NetworkOp network, kernel::ProgramOp program, const Machine &machine);

/// A copy of a kernel.program that loops can be made from.
struct PreparedProgram {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  kernel::ProgramOp program;
  WeightsBlob weights;
  ArtefactDescription description;
};
/// Fails as makeProgramEngine.
llvm::Expected<PreparedProgram> prepareProgram(kernel::ProgramOp program, const Machine &machine);

/// Name of the function that runs a program; with `_shared` behind it, of the one for several threads, and with
/// `_shared_steps`, of the number of steps from which that is faster, where there are such.
std::string runSymbol(const ArtefactDescription &description, bool record);

/// What the object's global `<symbol>_layout` must hold.
std::vector<int64_t> layoutOf(const ArtefactDescription &description);

/// An engine from linked code. Fails if the code was made for another layout.
llvm::Expected<std::unique_ptr<snn::Engine>> makeEngine(LinkedObject object, WeightsBlob weights,
                                                        ArtefactDescription description, bool record);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_ENGINE_H
