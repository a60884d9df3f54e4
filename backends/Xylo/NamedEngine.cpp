//===- NamedEngine.cpp ----------------------------------------------------===//
#include "backends/Xylo/NamedEngine.h"
#include "backends/Xylo/ChipEngine.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace ganglion::snn;

namespace ganglion::xylo {

namespace {

class NamedEngine : public ChipEngine {
public:
  NamedEngine(std::unique_ptr<Engine> program, const Specification &specification,
              const target::Description &description, llvm::StringRef outputName)
      : ChipEngine(specification, description, outputName, /*records=*/!program->recordables().empty()),
        program(std::move(program)) {}

private:
  /// Values of a whole population, by the index of the program's recordable.
  using Populations = std::map<size_t, std::vector<float>>;

  size_t recordable(Population population, Variable variable) const {
    llvm::StringRef name = population == Population::Hidden ? "hidden" : "output";
    const Channel *found = llvm::find_if(program->recordables(), [&](const Channel &channel) {
      return channel.name == name && channel.variable == variable;
    });
    return found - program->recordables().begin();
  }

  /// All neurons of one population, in their order.
  bool isWhole(llvm::ArrayRef<Place> places, Variable variable) const {
    if (places.empty())
      return false;
    Population population = places.front().population;
    auto isAt = [&](auto entry) {
      return entry.value().population == population && entry.value().index == static_cast<int64_t>(entry.index());
    };
    return llvm::all_of(llvm::enumerate(places), isAt) &&
           program->recordables()[recordable(population, variable)].size() == static_cast<int64_t>(places.size());
  }

  llvm::Error runCounts(RunData &data, llvm::ArrayRef<float> counts) override {
    RunData inner;
    inner.batch = data.batch;
    inner.steps = data.steps;
    inner.inputs = {counts};
    inner.outputs = data.outputs;
    inner.threads = data.threads;
    Populations gathered;
    for (const RunData::Record &record : data.records) {
      Variable variable = recordables()[record.index].variable;
      llvm::ArrayRef<Place> places = placesOf(record.index);
      if (isWhole(places, variable))
        inner.records.push_back({recordable(places.front().population, variable), record.values});
      else
        for (Place place : places)
          gathered[recordable(place.population, variable)];
    }
    for (auto &[index, values] : gathered) {
      values.resize(data.batch * data.steps * program->recordables()[index].size());
      inner.records.push_back({index, values});
    }
    if (llvm::Error error = program->run(inner))
      return error;
    for (const RunData::Record &record : data.records)
      if (!isWhole(placesOf(record.index), recordables()[record.index].variable))
        gather(record, gathered, data.batch * data.steps);
    return llvm::Error::success();
  }

  void gather(const RunData::Record &record, const Populations &populations, int64_t rows) const {
    llvm::ArrayRef<Place> places = placesOf(record.index);
    for (auto [k, place] : llvm::enumerate(places)) {
      const std::vector<float> &values =
          populations.at(recordable(place.population, recordables()[record.index].variable));
      int64_t neurons = static_cast<int64_t>(values.size()) / std::max<int64_t>(rows, 1);
      for (int64_t row = 0; row < rows; ++row)
        record.values[row * places.size() + k] = values[row * neurons + place.index];
    }
  }

  std::unique_ptr<Engine> program;
};

} // namespace

std::unique_ptr<Engine> makeNamedEngine(std::unique_ptr<Engine> program, const Specification &specification,
                                        const target::Description &description, llvm::StringRef outputName) {
  return std::make_unique<NamedEngine>(std::move(program), specification, description, outputName);
}

} // namespace ganglion::xylo
