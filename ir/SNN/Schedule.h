//===- Schedule.h - in which order a step is evaluated --------------------===//
#ifndef GANGLION_IR_SNN_SCHEDULE_H
#define GANGLION_IR_SNN_SCHEDULE_H

#include "ir/SNN/Run.h"
#include "ir/SNN/SNNDialect.h"
#include <string>
#include <vector>

namespace ganglion::snn {

/// What happens to an op in a step.
enum class Phase {
  Evaluate, ///< operands in, result out
  Deliver,  ///< puts out what the state alone determines: delays of one step or more, neurons that spike from their old
            ///< state
  Absorb,   ///< takes in this step's operands; follows a Deliver of the same op
};

struct Action {
  mlir::Operation *op;
  Phase phase;
};

/// Actions of one step in an order in which every operand is ready, the same for every run: deliveries first, then by
/// need, in the order of the body.
struct Schedule {
  std::vector<Action> actions;
  /// Node names on a cycle that passes no delay; empty if there is none. Then `actions` is not complete.
  std::vector<std::string> cycle;
};

Schedule computeSchedule(NetworkOp network);

/// Inputs, outputs and recordable variables of a network, each in ascending order of their names (UTF-8 bytes).
std::vector<Channel> inputChannels(NetworkOp network);
std::vector<Channel> outputChannels(NetworkOp network);
std::vector<Channel> recordableChannels(NetworkOp network);

/// The ops behind these channels, in the same order.
std::vector<InputOp> inputOps(NetworkOp network);
std::vector<OutputOp> outputOps(NetworkOp network);

} // namespace ganglion::snn

#endif // GANGLION_IR_SNN_SCHEDULE_H
