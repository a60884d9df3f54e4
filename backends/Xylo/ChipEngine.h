//===- ChipEngine.h - names and checks that engines of a chip share -------===//
#ifndef GANGLION_BACKENDS_XYLO_CHIPENGINE_H
#define GANGLION_BACKENDS_XYLO_CHIPENGINE_H

#include "backends/Xylo/Specification.h"
#include "ir/SNN/Run.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

/// An engine that runs a specification:
///
/// - One input, named after the only source node of the channels, else "input": spikes of each channel. What is no
///   integer >= 0 is refused before the first step; more than the chip's `input_spikes` are cut.
/// - One output, `outputName`: the spikes of the output neurons.
/// - Records of both populations: hidden.i hidden.i2 hidden.v hidden.spikes output.i output.v output.spikes (i2 with
///   two synapses). Besides, for each source node of neurons that is not called "hidden" or "output", the same of its
///   own neurons, in the order of the node's elements. Elements that are there twice (relayed ones) are those of the
///   hidden neuron.
class ChipEngine : public snn::Engine {
public:
  ChipEngine(const Specification &specification, const target::Description &description, llvm::StringRef outputName,
             bool records = true);

  llvm::ArrayRef<snn::Channel> inputs() const override { return inputList; }
  llvm::ArrayRef<snn::Channel> outputs() const override { return outputList; }
  llvm::ArrayRef<snn::Channel> recordables() const override { return recordableList; }
  bool isDouble() const override { return false; }
  llvm::Error run(snn::RunData &data) override;

protected:
  /// A neuron of the chip.
  struct Place {
    Population population;
    int64_t index;
  };

  /// Runs data that are what the engine says. `counts` are the spikes of the input, at most `input_spikes`.
  virtual llvm::Error runCounts(snn::RunData &data, llvm::ArrayRef<float> counts) = 0;
  /// The neurons of a recordable, in the order of its elements.
  llvm::ArrayRef<Place> placesOf(size_t recordable) const { return placesOfRecords[recordable]; }

private:
  static std::vector<Place> all(Population population, int64_t count);
  static std::vector<std::pair<std::string, std::vector<Place>>> nodes(llvm::ArrayRef<Source> hidden,
                                                                       llvm::ArrayRef<Source> outputs);
  void addRecords(const std::string &name, const std::vector<Place> &places, bool hasSecond);
  llvm::Error checkCounts(llvm::ArrayRef<float> counts, int64_t steps) const;

  int64_t mostInputSpikes;
  std::vector<snn::Channel> inputList, outputList, recordableList;
  std::vector<std::vector<Place>> placesOfRecords; ///< of each recordable
};

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_CHIPENGINE_H
