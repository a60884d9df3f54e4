//===- ReferenceEngine.cpp ------------------------------------------------===//
#include "backends/Xylo/ReferenceEngine.h"
#include "backends/Xylo/Simulator.h"
#include "ir/Support/Text.h"
#include <cmath>
#include <map>

using namespace ganglion::snn;

namespace ganglion::xylo {

namespace {

/// A neuron of the chip.
struct Place {
  Population population;
  int64_t index;
};

class ReferenceEngine : public Engine {
public:
  ReferenceEngine(const Specification &specification, const target::Description &description,
                  llvm::StringRef outputName)
      : simulator(specification, description), mostInputSpikes(description.integerRange("input_spikes").high) {
    inputList = {{nameOfInput(specification.sources.channels), {specification.channels}}};
    outputList = {{outputName.str(), {specification.outputs.size()}}};
    bool hasSecond = specification.synapses() > 1;
    addRecords("hidden", all(Population::Hidden, specification.hidden.size()), hasSecond);
    addRecords("output", all(Population::Output, specification.outputs.size()), hasSecond);
    for (const auto &[name, elements] : nodes(specification.sources.hidden, specification.sources.outputs))
      if (name != "hidden" && name != "output")
        addRecords(name, elements, hasSecond);
  }

  llvm::ArrayRef<Channel> inputs() const override { return inputList; }
  llvm::ArrayRef<Channel> outputs() const override { return outputList; }
  llvm::ArrayRef<Channel> recordables() const override { return recordableList; }
  bool isDouble() const override { return false; }

  llvm::Error run(RunData &data) override {
    if (llvm::Error error = checkRunData(data, *this))
      return error;
    auto counts = std::get<llvm::ArrayRef<float>>(data.inputs.front());
    if (llvm::Error error = checkCounts(counts, data.steps))
      return error;
    for (int64_t sample = 0; sample < data.batch; ++sample) {
      simulator.reset();
      for (int64_t step = 0; step < data.steps; ++step)
        runStep(data, counts, sample * data.steps + step);
    }
    return llvm::Error::success();
  }

private:
  static std::string nameOfInput(llvm::ArrayRef<Source> sources) {
    auto isOther = [&](const Source &source) { return source.node != sources.front().node; };
    return sources.empty() || llvm::any_of(sources, isOther) ? "input" : sources.front().node;
  }

  static std::vector<Place> all(Population population, int64_t count) {
    std::vector<Place> places;
    for (int64_t index = 0; index < count; ++index)
      places.push_back({population, index});
    return places;
  }

  /// The neurons of each source node by the node's elements.
  static std::map<std::string, std::vector<Place>> nodes(llvm::ArrayRef<Source> hidden,
                                                         llvm::ArrayRef<Source> outputs) {
    std::map<std::string, std::map<int64_t, Place>> byElement;
    auto add = [&](Population population, llvm::ArrayRef<Source> sources) {
      for (const Source &source : sources)
        for (int64_t i = 0; i < source.size.front(); ++i)
          byElement[source.node].try_emplace(source.from.front() + i, Place{population, source.at.front() + i});
    };
    add(Population::Hidden, hidden);
    add(Population::Output, outputs);
    std::map<std::string, std::vector<Place>> result;
    for (const auto &[name, elements] : byElement)
      for (const auto &[element, place] : elements)
        result[name].push_back(place);
    return result;
  }

  void addRecords(const std::string &name, const std::vector<Place> &places, bool hasSecond) {
    auto isHidden = [](Place place) { return place.population == Population::Hidden; };
    for (Variable variable : {Variable::Current, Variable::SecondCurrent, Variable::Membrane, Variable::Spikes}) {
      if (variable == Variable::SecondCurrent && !(hasSecond && llvm::all_of(places, isHidden) && name != "output"))
        continue;
      recordableList.push_back({name, {static_cast<int64_t>(places.size())}, variable});
      placesOfRecords.push_back(places);
    }
  }

  llvm::Error checkCounts(llvm::ArrayRef<float> counts, int64_t steps) const {
    for (auto [at, count] : llvm::enumerate(counts)) {
      if (count >= 0 && count == std::trunc(count))
        continue;
      int64_t channels = inputList.front().size(), row = static_cast<int64_t>(at) / channels;
      return llvm::createStringError(
          "input " + quoted(inputList.front().name) + ": sample " + llvm::Twine(row / steps) + ", step " +
          llvm::Twine(row % steps) + ", channel " + llvm::Twine(static_cast<int64_t>(at) % channels) + " is " +
          shortest(count, /*single=*/true) + ", expected a number of spikes: an integer from 0 on, above " +
          llvm::Twine(mostInputSpikes) + " it counts as " + llvm::Twine(mostInputSpikes));
    }
    return llvm::Error::success();
  }

  /// One step; `row` counts the steps of all samples.
  void runStep(RunData &data, llvm::ArrayRef<float> counts, int64_t row) {
    auto channels = static_cast<size_t>(inputList.front().size());
    std::vector<int64_t> spikes;
    for (float count : counts.slice(row * channels, channels))
      spikes.push_back(static_cast<int64_t>(std::min(count, static_cast<float>(mostInputSpikes))));
    simulator.step(spikes);
    const std::vector<uint8_t> &fired = simulator.outputs().spikes;
    llvm::copy(fired, data.outputs.front().begin() + row * fired.size());
    for (RunData::Record &record : data.records) {
      llvm::ArrayRef<Place> places = placesOfRecords[record.index];
      float *out = record.values.data() + row * places.size();
      for (Place place : places)
        *out++ = valueOf(recordableList[record.index].variable, place);
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
  int64_t mostInputSpikes;
  std::vector<Channel> inputList, outputList, recordableList;
  std::vector<std::vector<Place>> placesOfRecords; ///< of each recordable
};

} // namespace

std::unique_ptr<Engine> makeReferenceEngine(const Specification &specification, const target::Description &description,
                                            llvm::StringRef outputName) {
  return std::make_unique<ReferenceEngine>(specification, description, outputName);
}

} // namespace ganglion::xylo
