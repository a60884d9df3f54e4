//===- Program.h - a network as nodes in the order of their evaluation ----===//
#ifndef GANGLION_BACKENDS_REFERENCE_PROGRAM_H
#define GANGLION_BACKENDS_REFERENCE_PROGRAM_H

#include "backends/Reference/Elementwise.h"
#include "backends/Reference/Node.h"
#include <memory>
#include <utility>

namespace ganglion::reference {

/// What a network becomes: nothing of it refers to the IR. `T` is float or double, or
/// int16_t or int32_t.
template <typename T> struct Program {
  std::vector<std::unique_ptr<Signal<T>>> signals; ///< what the nodes put out
  std::vector<std::unique_ptr<Node<T>>> nodes;
  std::vector<std::pair<Node<T> *, snn::Phase>> actions; ///< of one step
  std::vector<Input<T> *> inputs;                        ///< by input channel
  std::vector<const Signal<T> *> outputs, records;       ///< by output and recordable channel

  /// Back to the state before the first step.
  void reset();
  /// One step; the inputs have been loaded.
  void step();
};

/// Builds the program of a network that `checkRunnable` accepts.
template <typename T> Program<T> buildProgram(snn::NetworkOp network);

} // namespace ganglion::reference

#endif // GANGLION_BACKENDS_REFERENCE_PROGRAM_H
