//===- Simulator.h - what a Xylo chip computes, step by step --------------===//
//
// The plain reference of the chip's integers: every other way to run a specification must give the same states. A step
// of a network with input x:
//
//   1. Input: I[t] = sat(I[t] + n * w) for each channel, n = min(x, input_spikes) times; w is shifted by `shifts[0]`.
//      Channels ascend; each addition saturates, so their order counts where a current is at a rail.
//   2. Spikes of hidden neurons in the step before, n <= hidden_spikes each: the same into hidden and output neurons.
//   3. Hidden neurons, ascending:
//      a. I = I - D(I, dash_syn) for each synapse; D(x, n) is x >> n, or the sign of x where that is 0.
//      b. xylosim.v2: g = sat(-D(V, dash_mem) + sum of I), g = sat(g + bias), V = sat(V + g); -D is 16 bits, so that it
//         is -32768 for -32768.   xylosim.v1: V = sat(V - D(V, dash_mem) + sum of I), without bias.
//      c. n = spikes from aliases in this step. While V >= threshold and n < hidden_spikes: V = V - threshold, n = n
//      + 1. d. Aliases: n spikes more for each target, at most hidden_spikes. A target with a higher number sees them
//      in this
//         step's c, one with a lower number has them as spikes of this step all the same.
//   4. Output neurons: the same with one synapse, no aliases and at most output_spikes.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_XYLO_SIMULATOR_H
#define GANGLION_BACKENDS_XYLO_SIMULATOR_H

#include "backends/Xylo/Specification.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

/// A number for each neuron of a population, after a step.
struct NeuronStates {
  std::vector<int16_t> current[2]; ///< after the decay; the second is empty with one synapse
  std::vector<int16_t> membrane;   ///< after the spikes were subtracted
  std::vector<uint8_t> spikes;     ///< of hidden neurons with those from aliases
};

/// Runs a quantised specification whose sizes fit together and whose numbers fit the words of the chip (16 bits for
/// thresholds and biases); other numbers are cut to those words. Biases of a chip without biases are left out. States
/// persist until `reset`.
class Simulator {
public:
  Simulator(const Specification &specification, const target::Description &description);

  /// All states and spikes are 0.
  void reset();
  /// One step; `counts` are spikes of each input channel, >= 0.
  void step(llvm::ArrayRef<int64_t> counts);

  const NeuronStates &hidden() const { return hiddenNeurons.states; }
  const NeuronStates &outputs() const { return outputNeurons.states; }

private:
  /// The synapses that are not zero: those of source s are entries[begin[s]] up to entries[begin[s + 1]].
  struct Synapses {
    struct Entry {
      int32_t target, weight;
    };
    std::vector<size_t> begin;
    std::vector<Entry> entries;

    llvm::ArrayRef<Entry> of(size_t source) const {
      return llvm::ArrayRef(entries).slice(begin[source], begin[source + 1] - begin[source]);
    }
  };
  struct Neurons {
    std::vector<int16_t> dashSyn[2], dashMem, threshold, bias;
    int64_t mostSpikes;
    NeuronStates states;
  };

  static Synapses synapses(const WeightMatrix &weights, int64_t firstSource, int64_t sources, int64_t shift);
  static Neurons neurons(const NeuronParameters &parameters, int64_t synapses, int64_t mostSpikes, bool hasBias);
  static void clear(NeuronStates &states);

  int32_t saturated(int32_t value) const { return std::clamp(value, state.low, state.high); }
  void deliver(const Synapses &synapses, size_t source, int32_t spikes, std::vector<int16_t> &current) const;
  void deliverAll(llvm::ArrayRef<int64_t> counts);
  int32_t charged(int32_t membrane, int32_t dash, int32_t current, int32_t bias) const;
  void update(Neurons &population, size_t neuron) const;

  bool isFirstVersion; ///< xylosim.v1
  struct {
    int32_t low, high;
  } state;
  int64_t mostInputSpikes;
  std::vector<Synapses> input, recurrent; ///< of each synapse
  Synapses output;
  std::vector<std::vector<int64_t>> aliases; ///< empty: none
  Neurons hiddenNeurons, outputNeurons;
};

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_SIMULATOR_H
