//===- Run.h - what every engine that runs a network offers ---------------===//
//
// An engine is made for one snn.network and runs it on data: the interpreter (backends/Reference), the compiled
// simulator (backends/CPU). Results do not depend on the engine, on the batch size or on the number of threads.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_IR_SNN_RUN_H
#define GANGLION_IR_SNN_RUN_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ganglion::snn {

/// A variable of a neuron that can be recorded: `i` and `i2` the currents of the first and second filtered port after
/// their update, `v` after the step (after a reset of the same step), `spikes` the output. In the order in which a step
/// computes them.
enum class Variable { Current, SecondCurrent, Membrane, Spikes };

/// "i", "i2", "v" or "spikes".
llvm::StringRef variableName(Variable variable);

/// The variable of that name, none for another text.
std::optional<Variable> variableNamed(llvm::StringRef name);

/// An input or output of a network, or a recordable variable.
struct Channel {
  std::string name;                       ///< name of the input, output or neuron node
  std::vector<int64_t> shape;             ///< without batch and time
  Variable variable = Variable::Membrane; ///< of a record
  /// Of an input of a network of integers: 1, 16 or 32, the bits of its element type. 0: any number is allowed.
  unsigned integerBits = 0;

  int64_t size() const;
};

/// Data of a run. All arrays are [batch, steps, elements of the channel], C order.
struct RunData {
  int64_t batch = 1, steps = 0;
  /// One array per input of the engine, in its order, in the compute type: f32 or f64. A network of integers takes f32
  /// if it computes in i16, f64 if in i32, so that every number of the type can be given.
  std::vector<std::variant<llvm::ArrayRef<float>, llvm::ArrayRef<double>>> inputs;
  /// One per output of the engine, in its order; values are rounded to f32 (which changes integers beyond 2^24).
  std::vector<llvm::MutableArrayRef<float>> outputs;
  struct Record {
    size_t index; ///< into the engine's recordables
    llvm::MutableArrayRef<float> values;
  };
  std::vector<Record> records;
  unsigned threads = 1; ///< at most this many; engines may use fewer
};

class Engine {
public:
  virtual ~Engine() = default;

  virtual llvm::ArrayRef<Channel> inputs() const = 0;
  virtual llvm::ArrayRef<Channel> outputs() const = 0;
  virtual llvm::ArrayRef<Channel> recordables() const = 0;
  /// Whether the data of inputs are f64 or f32.
  virtual bool isDouble() const = 0;

  /// Runs every sample of the batch from the start state.
  virtual llvm::Error run(RunData &data) = 0;
};

/// The data fit an engine in number, sizes, type and, for networks of integers, range. Fails with a sentence for each
/// array that does not.
llvm::Error checkRunData(const RunData &data, const Engine &engine);

} // namespace ganglion::snn

#endif // GANGLION_IR_SNN_RUN_H
