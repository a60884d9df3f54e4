//===- ReferenceEngine.cpp ------------------------------------------------===//
#include "backends/Xylo/ReferenceEngine.h"
#include "backends/Xylo/ChipEngine.h"
#include "backends/Xylo/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace ganglion::snn;

namespace ganglion::xylo {

namespace {

class ReferenceEngine : public ChipEngine {
public:
  ReferenceEngine(const Specification &specification, const target::Description &description,
                  llvm::StringRef outputName)
      : ChipEngine(specification, description, outputName), simulator(specification, description) {}

private:
  llvm::Error runCounts(RunData &data, llvm::ArrayRef<float> counts) override {
    for (int64_t sample = 0; sample < data.batch; ++sample) {
      simulator.reset();
      for (int64_t step = 0; step < data.steps; ++step)
        runStep(data, counts, sample * data.steps + step);
    }
    return llvm::Error::success();
  }

  /// One step; `row` counts the steps of all samples.
  void runStep(RunData &data, llvm::ArrayRef<float> counts, int64_t row) {
    auto channels = static_cast<size_t>(inputs().front().size());
    llvm::ArrayRef<float> ofStep = counts.slice(row * channels, channels);
    simulator.step(std::vector<int64_t>(ofStep.begin(), ofStep.end()));
    const std::vector<uint8_t> &fired = simulator.outputs().spikes;
    llvm::copy(fired, data.outputs.front().begin() + row * fired.size());
    for (RunData::Record &record : data.records) {
      llvm::ArrayRef<Place> places = placesOf(record.index);
      float *out = record.values.data() + row * places.size();
      for (Place place : places)
        *out++ = valueOf(recordables()[record.index].variable, place);
    }
  }

  float valueOf(Variable variable, Place place) const {
    const NeuronStates &states = place.population == Population::Hidden ? simulator.hidden() : simulator.outputs();
    switch (variable) {
    case Variable::Current:
      return states.current[0][place.index];
    case Variable::SecondCurrent:
      return states.current[1][place.index];
    case Variable::Membrane:
      return states.membrane[place.index];
    case Variable::Spikes:
      return states.spikes[place.index];
    }
    llvm_unreachable("closed enumeration");
  }

  Simulator simulator;
};

} // namespace

std::unique_ptr<Engine> makeReferenceEngine(const Specification &specification, const target::Description &description,
                                            llvm::StringRef outputName) {
  return std::make_unique<ReferenceEngine>(specification, description, outputName);
}

} // namespace ganglion::xylo
