//===- NaiveLoop.h - simple simulators to compare speeds with -------------===//
//
// Engines as a programmer would write them first, without MLIR: the network's ops one after the other, each a plain
// loop, step after step. Their arithmetic is that of the interpreter, term for term, so results are equal.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_TEST_BENCHMARK_NAIVELOOP_H
#define GANGLION_TEST_BENCHMARK_NAIVELOOP_H

#include "ir/SNN/Run.h"
#include "ir/SNN/SNNDialect.h"

namespace ganglion::benchmark {

/// How connections are computed. One thread each.
enum class LoopKind {
  Naive, ///< scalar, over dense row-major weights; every product, zeros included
  Gemv,  ///< snn.linear only: weights by source, every source, the targets of a source in a loop that vectorises
  Csr,   ///< snn.linear only: the sources that are not 0, each with its list of (target, weight), scalar
};

/// An engine for a network that computes in f32, without recordables. Fails, with a sentence for the first finding, on
/// ops, rules and delays that such a loop does not have: snn.sparse, snn.scale, snn.threshold, connections with delays,
/// delays that differ within an op, rules with `corrected`, `above_old`, `repeated`, `shift` or `once`; Gemv and Csr
/// also on snn.conv and snn.pool.
llvm::Expected<std::unique_ptr<snn::Engine>> makeLoopEngine(snn::NetworkOp network, LoopKind kind);

} // namespace ganglion::benchmark

#endif // GANGLION_TEST_BENCHMARK_NAIVELOOP_H
