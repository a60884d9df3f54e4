//===- ChipEngine.cpp -----------------------------------------------------===//
#include "backends/Xylo/ChipEngine.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <map>

using namespace ganglion::snn;

namespace ganglion::xylo {

static std::string nameOfInput(llvm::ArrayRef<Source> sources) {
  auto isOther = [&](const Source &source) { return source.node != sources.front().node; };
  return sources.empty() || llvm::any_of(sources, isOther) ? "input" : sources.front().node;
}

ChipEngine::ChipEngine(const Specification &specification, const target::Description &description,
                       llvm::StringRef outputName, bool records)
    : mostInputSpikes(description.integerRange("input_spikes").high) {
  inputList = {{nameOfInput(specification.sources.channels), {specification.channels}}};
  outputList = {{outputName.str(), {specification.outputs.size()}}};
  if (!records)
    return;
  bool hasSecond = specification.synapses() > 1;
  addRecords("hidden", all(Population::Hidden, specification.hidden.size()), hasSecond);
  addRecords("output", all(Population::Output, specification.outputs.size()), hasSecond);
  for (const auto &[name, elements] : nodes(specification.sources.hidden, specification.sources.outputs))
    if (name != "hidden" && name != "output")
      addRecords(name, elements, hasSecond);
}

llvm::Error ChipEngine::run(RunData &data) {
  if (llvm::Error error = checkRunData(data, *this))
    return error;
  auto counts = std::get<llvm::ArrayRef<float>>(data.inputs.front());
  if (llvm::Error error = checkCounts(counts, data.steps))
    return error;
  auto most = static_cast<float>(mostInputSpikes);
  if (llvm::none_of(counts, [&](float count) { return count > most; }))
    return runCounts(data, counts);
  std::vector<float> cut(counts.begin(), counts.end());
  for (float &count : cut)
    count = std::min(count, most);
  return runCounts(data, cut);
}

std::vector<ChipEngine::Place> ChipEngine::all(Population population, int64_t count) {
  std::vector<Place> places;
  for (int64_t index = 0; index < count; ++index)
    places.push_back({population, index});
  return places;
}

/// The neurons of each source node by the node's elements.
std::vector<std::pair<std::string, std::vector<ChipEngine::Place>>> ChipEngine::nodes(llvm::ArrayRef<Source> hidden,
                                                                                      llvm::ArrayRef<Source> outputs) {
  std::map<std::string, std::map<int64_t, Place>> byElement;
  auto add = [&](Population population, llvm::ArrayRef<Source> sources) {
    for (const Source &source : sources)
      for (int64_t i = 0; i < source.size.front(); ++i)
        byElement[source.node].try_emplace(source.from.front() + i, Place{population, source.at.front() + i});
  };
  add(Population::Hidden, hidden);
  add(Population::Output, outputs);
  std::vector<std::pair<std::string, std::vector<Place>>> result;
  for (const auto &[name, elements] : byElement) {
    result.emplace_back(name, std::vector<Place>());
    for (const auto &[element, place] : elements)
      result.back().second.push_back(place);
  }
  return result;
}

void ChipEngine::addRecords(const std::string &name, const std::vector<Place> &places, bool hasSecond) {
  auto isHidden = [](Place place) { return place.population == Population::Hidden; };
  for (Variable variable : {Variable::Current, Variable::SecondCurrent, Variable::Membrane, Variable::Spikes}) {
    if (variable == Variable::SecondCurrent && !(hasSecond && llvm::all_of(places, isHidden) && name != "output"))
      continue;
    recordableList.push_back({name, {static_cast<int64_t>(places.size())}, variable});
    placesOfRecords.push_back(places);
  }
}

llvm::Error ChipEngine::checkCounts(llvm::ArrayRef<float> counts, int64_t steps) const {
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

} // namespace ganglion::xylo
