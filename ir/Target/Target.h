//===- Target.h - what passes may ask of a chip ---------------------------===//
//
// Passes know chips through these questions alone (docs/design/targets.md). The numbers of all answers stand in the
// target's description.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_IR_TARGET_TARGET_H
#define GANGLION_IR_TARGET_TARGET_H

#include "ir/SNN/SNNDialect.h"
#include "ir/Target/Demand.h"
#include "ir/Target/Description.h"

namespace ganglion::target {

/// What is placed, and on what: shards on chips, layers on cores, neurons on circuits. Without a count there are as
/// many units as the user has.
enum class Unit { Chip, Core, Circuit };
enum class Placed { Shard, Layer, Neuron };
struct Placement {
  Unit unit;
  Placed placed;
  std::optional<int64_t> count;
};

/// A thing that a chip has so many of. `per` says of what: "chip", "core", "neuron", "source", ... For a resource that
/// counts synapses, `classes` are those that count.
struct Resource {
  std::string name;
  int64_t capacity; ///< of the largest unit, where units differ
  std::string unit, per;
  EdgeClasses classes = NoEdges;
};

/// How much of a resource a layer or shard uses. The limit can depend on the demand and need not be in `resources`.
struct Usage {
  std::string resource;
  int64_t used, limit;
  bool fits() const { return used <= limit; }
};

/// What relaying a neuron that cannot leave by itself costs, besides its output channel.
struct RelayCost {
  int64_t neurons, recurrentEntries, sourceFanOut, drivingOutputs, steps;
};

/// What may leave a unit.
struct Departure {
  /// Whether a neuron that leaves and drives nobody takes no slot of a hidden neuron; where imports drive it, only if
  /// `importsDriveOutputs`.
  bool hasPureOutputs, importsDriveOutputs;
  /// Other neurons leave by themselves; else by a relay, if there is one.
  bool anyNeuronLeaves;
  std::optional<RelayCost> relay;
  /// The first is the default.
  std::vector<snn::Payload> payloads;
  /// Of one neuron in a step; absent: as many as it fires.
  std::optional<int64_t> spikesPerStep;
  /// Least delay of a link in steps; absent where links know no steps.
  std::optional<int64_t> hop;

  bool isPureOutput(bool leaves, bool drivesAnybody, bool isDrivenByImports) const {
    return hasPureOutputs && leaves && !drivesAnybody && (importsDriveOutputs || !isDrivenByImports);
  }
};

/// How exactly a chip computes a rule or connection: as the program says; so while no sum leaves the range of a state;
/// event by event, where the program takes the events of a step at once; in analog circuits; not at all.
enum class Exactness { Exact, WithoutSaturation, EventByEvent, Analog, No };
/// How it stores a connection: with its structure; with its structure and weights scaled by a constant; synapse by
/// synapse; not at all.
enum class Storage { Structured, Rescaled, SynapseBySynapse, No };
struct RuleSupport {
  Exactness exactness;
  std::string reason; ///< what stands against it, for No
};
struct ConnectionSupport {
  Storage storage;
  std::string reason;
};
enum class Role { Hidden, Output };

/// What shares one scale when weights become integers.
enum class ScaleScope { Network, Layer, Neuron };
/// Widths after mapping; absent: the float stays.
struct Quantisation {
  std::vector<ScaleScope> scopes; ///< empty: nothing is quantised
  std::optional<IntegerRange> weight, bias, threshold, state;
};

/// How the chip's simulator advances: all units a step; events one after the other; a float model of an analog chip a
/// step; exact times.
enum class SimulatorClock { Step, EventsInOrder, MockStep, Events };

class Target {
public:
  explicit Target(std::shared_ptr<const Description> description) : data(std::move(description)) {}
  virtual ~Target() = default;

  const Description &description() const { return *data; }
  llvm::StringRef name() const { return data->name(); }

  virtual Placement placement() const = 0;
  /// Everything that the description limits, also what only a placement can count.
  virtual std::vector<Resource> resources() const = 0;
  /// Of the resources that the demand alone decides.
  virtual std::vector<Usage> usage(const Demand &demand) const = 0;
  /// Indices of the units that can hold it, where units are counted and differ; else empty.
  virtual std::vector<int64_t> unitsThatHold(const Demand &demand) const { return {}; }
  virtual Departure departure() const = 0;
  /// Steps that a synapse from an import, or between two neurons of a unit, takes; absent where there are no steps.
  virtual std::optional<int64_t> inputDelay() const = 0;
  virtual std::optional<int64_t> layerDelay() const = 0;
  /// By the form of the rule and its parameters; whether the values fit is for the chip's verify-loadable.
  virtual RuleSupport supportsNeuron(snn::NeuronOp neuron, Role role) const = 0;
  /// For snn.linear, snn.sparse, snn.conv and snn.pool.
  virtual ConnectionSupport supportsConnection(mlir::Operation *connection) const = 0;
  virtual Quantisation quantisation() const = 0;
  virtual std::vector<SimulatorClock> simulatorClocks() const = 0;

  /// The resource of this name, nothing if the target does not limit it.
  std::optional<Resource> resource(llvm::StringRef name) const;
  /// Whether some unit holds it as far as the demand alone decides.
  bool fits(const Demand &demand) const;

private:
  std::shared_ptr<const Description> data;
};

/// The code for the description's family.
std::shared_ptr<const Target> makeTarget(std::shared_ptr<const Description> description);

/// A built-in target by name, else the target of a file with this name (`my.json`, `./my-target`). Errors: those of
/// findDescription and readDescriptionFile.
llvm::Expected<std::shared_ptr<const Target>> findTarget(llvm::StringRef nameOrFile);

} // namespace ganglion::target

#endif // GANGLION_IR_TARGET_TARGET_H
