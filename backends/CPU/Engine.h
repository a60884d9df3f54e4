//===- Engine.h - running compiled code on data ---------------------------===//
#ifndef GANGLION_BACKENDS_CPU_ENGINE_H
#define GANGLION_BACKENDS_CPU_ENGINE_H

#include "backends/CPU/CPU.h"
#include "backends/CPU/CodeGen.h"
#include "backends/CPU/Object.h"
#include "backends/CPU/Weights.h"

namespace ganglion::cpu {

/// What the program says of itself for code on this machine; the channels are the caller's to fill in.
ArtefactDescription describeProgram(kernel::ProgramOp program, const Machine &machine);

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
