//===- Reference.h - the interpreter of snn networks ----------------------===//
//
// Runs a snn.network under clock(step) as the documentation of its ops says: a class per op, one evaluation per step,
// plain loops. It is the way to be sure; backends/CPU is the fast way.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_REFERENCE_REFERENCE_H
#define GANGLION_BACKENDS_REFERENCE_REFERENCE_H

#include "ir/SNN/Run.h"
#include "ir/SNN/SNNDialect.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace ganglion {

/// An interpreter of a network that the verifiers have accepted; it copies what it needs, so that the network may go.
/// It runs in one thread; `run` fails, before the first step, if an array of the data has another size or type than its
/// channel. Fails, with a sentence for each finding, on clock(event), what
/// `checkIntegerNetwork` refuses, spikes `repeated` in a network of floats, delays that are negative or too long to
/// store, synapses that lead outside of their signals, and a cycle without delay.
llvm::Expected<std::unique_ptr<snn::Engine>> makeReferenceEngine(snn::NetworkOp network);

} // namespace ganglion

#endif // GANGLION_BACKENDS_REFERENCE_REFERENCE_H
