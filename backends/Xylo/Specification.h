//===- Specification.h - what a Xylo chip is configured with --------------===//
//
// The numbers of a xylo.chip as plain arrays, in the arrangement of Rockpool's specification dictionary (its keys:
// SpecificationFile.cpp). Mapping, quantiser, checks, emitters and simulators work on it; the dialect is how it
// is kept, shown and handed from pass to pass.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_XYLO_SPECIFICATION_H
#define GANGLION_BACKENDS_XYLO_SPECIFICATION_H

#include "ir/Xylo/XyloDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace ganglion::xylo {

/// Numbers [rows, columns] in C order. Integers are held exactly: all that a specification has fit 32 bits.
struct WeightMatrix {
  WeightMatrix() = default;
  WeightMatrix(int64_t rows, int64_t columns) : rows(rows), columns(columns), values(rows * columns) {}

  double &at(int64_t row, int64_t column) { return values[row * columns + column]; }
  double at(int64_t row, int64_t column) const { return values[row * columns + column]; }

  int64_t rows = 0, columns = 0;
  std::vector<double> values;
};

/// A number for each neuron in every vector; an empty one is not there.
struct NeuronParameters {
  std::vector<double> dashMem, dashSyn, dashSyn2, threshold, bias;

  int64_t size() const { return static_cast<int64_t>(threshold.size()); }
};

/// Which part of a resource comes from which elements of a node: as #xylo.source.
struct Source {
  std::string node;
  std::vector<int64_t> at, size, from;
  int64_t latency = 0; ///< steps by which neurons are later than those of the node
};

struct Specification {
  std::optional<double> dt; ///< seconds
  /// Steps by which the outputs are later than those of the network behind the chip, where there is one.
  std::optional<int64_t> latency;
  int64_t channels = 0;
  /// [channels, first hidden neurons], [hidden, hidden]; an entry for each synapse, one or two in both.
  std::vector<WeightMatrix> input, recurrent;
  WeightMatrix output; ///< [last hidden neurons, outputs]
  NeuronParameters hidden, outputs;
  std::array<int64_t, 3> shifts{}; ///< of input, recurrent and output weights
  /// Targets of each hidden neuron; absent: aliases are not enabled.
  std::optional<std::vector<std::vector<int64_t>>> aliases;
  bool isQuantized = false; ///< all numbers are integers

  struct {
    std::vector<Source> channels, hidden, outputs, input[2], recurrent[2], output, aliases;
    std::vector<Source> exports; ///< the Outputs that take the spikes of output neurons
  } sources;

  int64_t synapses() const { return static_cast<int64_t>(recurrent.size()); }
  /// Hidden neurons with a row in the output weights: the last ones, from this one on.
  int64_t firstReadout() const { return hidden.size() - output.rows; }
  bool hasBias() const { return !hidden.bias.empty() || !outputs.bias.empty(); }
  double bias(const NeuronParameters &neurons, int64_t index) const {
    return neurons.bias.empty() ? 0 : neurons.bias[index];
  }
};

/// A number of a quantised specification in a word of the chip, cut to its 16 bits.
inline int16_t wordOf(double number) { return static_cast<int16_t>(static_cast<int64_t>(number)); }
/// A weight as it is added to a current: shifted left, cut to 16 bits.
inline int16_t shiftedWeight(double weight, int64_t shift) {
  return static_cast<int16_t>(static_cast<uint64_t>(static_cast<int64_t>(weight)) << shift);
}

/// The numbers of a chip that its verifiers have accepted.
Specification specificationOf(ChipOp chip);

/// A chip with these numbers; `target` "": none chosen yet.
ChipOp buildChip(mlir::OpBuilder &builder, mlir::Location loc, llvm::StringRef name, llvm::StringRef target,
                 const Specification &specification);

/// A module with this chip alone, named "chip"; `file` is where it comes from.
mlir::OwningOpRef<mlir::ModuleOp> chipModule(const Specification &specification, llvm::StringRef file,
                                             mlir::MLIRContext *context, llvm::StringRef target = "");

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_SPECIFICATION_H
