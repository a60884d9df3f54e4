//===- Calibrate.cpp ------------------------------------------------------===//
#include "tools/driver/Calibrate.h"
#include "backends/Xylo/ReferenceEngine.h"
#include "ir/Support/Text.h"
#include "tools/driver/ChipPorts.h"
#include "tools/driver/Network.h"
#include "tools/driver/RunFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Threading.h"
#include <cmath>
#include <map>

using namespace llvm;

namespace ganglion::driver {

/// Factors that are tried around the best one so far: a coarse round, then a finer one.
static constexpr double coarse[] = {0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.6, 2};
static constexpr double fine[] = {0.94, 0.97, 1, 1.03, 1.06};

namespace {

/// Spikes of a node in a run, [batch * steps, neurons].
struct Train {
  std::vector<float> spikes;
  int64_t neurons = 0, latency = 0;
};
using Trains = std::map<std::string, Train>;

class Calibrator {
public:
  Calibrator(snn::Engine &network, const xylo::Specification &floats, xylo::QuantiseOptions options,
             const target::Description &target)
      : network(network), floats(floats), options(std::move(options)), target(target) {}

  Expected<Calibration> run(ArrayRef<std::string> data, std::optional<double> dt, std::vector<std::string> &notes);

private:
  Expected<RunBuffers> readData(const snn::Engine &engine, ArrayRef<std::string> data, std::optional<double> dt,
                                std::vector<std::string> &notes) const;
  Expected<Trains> trainsOf(snn::Engine &engine, RunBuffers &buffers);
  Expected<Trains> chipTrains(ArrayRef<std::string> data, std::optional<double> dt);
  double distance(const Train &wanted, const Train &found) const;
  /// The nodes that both sides record, with their latencies.
  std::vector<std::string> comparable(Trains &wanted, const Trains &found, std::vector<std::string> &notes) const;
  /// The best of the factors for a node, others as they are.
  Error chooseFactor(const std::string &node, ArrayRef<double> factors, ArrayRef<std::string> data,
                     std::optional<double> dt, const Trains &wanted);
  double &factorOf(const std::string &node);

  snn::Engine &network;
  const xylo::Specification &floats;
  xylo::QuantiseOptions options;
  const target::Description &target;
  std::optional<RunBuffers> chipData; ///< read once, run for each factor
  int64_t batch = 0, steps = 0;
};

} // namespace

/// Data for an engine that records the spikes of each node.
Expected<RunBuffers> Calibrator::readData(const snn::Engine &engine, ArrayRef<std::string> data,
                                          std::optional<double> dt, std::vector<std::string> &notes) const {
  Expected<RunBuffers> buffers = RunBuffers::read(engine, data, dt, std::nullopt, notes, "--calibrate");
  if (!buffers)
    return buffers;
  for (const snn::Channel &channel : engine.recordables())
    if (channel.variable == snn::Variable::Spikes)
      if (Error error = buffers->addRecord(engine, channel.name + "." + snn::variableName(channel.variable).str()))
        return std::move(error);
  return buffers;
}

Expected<Trains> Calibrator::trainsOf(snn::Engine &engine, RunBuffers &buffers) {
  if (Error error = buffers.run(engine, hardware_concurrency().compute_thread_count()))
    return std::move(error);
  batch = buffers.batch();
  steps = buffers.steps();
  Trains trains;
  for (size_t index = 0; index < buffers.recordCount(); ++index) {
    const snn::Channel &channel = buffers.recordChannel(engine, index);
    trains[channel.name] = {buffers.recordValues(index).vec(), channel.size(), 0};
  }
  return trains;
}

Expected<Trains> Calibrator::chipTrains(ArrayRef<std::string> data, std::optional<double> dt) {
  Expected<xylo::Quantised> quantised = xylo::quantise(floats, options, target);
  if (!quantised)
    return quantised.takeError();
  std::unique_ptr<snn::Engine> engine =
      withPortsOf(network, xylo::makeReferenceEngine(quantised->specification, target), floats.sources.channels,
                  floats.sources.exports);
  if (!chipData) {
    std::vector<std::string> notes; // told of the network already
    Expected<RunBuffers> read = readData(*engine, data, dt, notes);
    if (!read)
      return read.takeError();
    chipData = std::move(*read);
  }
  return trainsOf(*engine, *chipData);
}

double Calibrator::distance(const Train &wanted, const Train &found) const {
  double trains = 0, counts = 0;
  for (int64_t sample = 0; sample < batch; ++sample)
    for (int64_t neuron = 0; neuron < wanted.neurons; ++neuron) {
      double difference = 0;
      for (int64_t step = 0; step + wanted.latency < steps; ++step) {
        double a = wanted.spikes[(sample * steps + step) * wanted.neurons + neuron],
               b = found.spikes[(sample * steps + step + wanted.latency) * wanted.neurons + neuron];
        trains += std::fabs(a - b);
        difference += a - b;
      }
      counts += std::fabs(difference);
    }
  return trains + counts;
}

std::vector<std::string> Calibrator::comparable(Trains &wanted, const Trains &found,
                                                std::vector<std::string> &notes) const {
  std::vector<std::string> nodes;
  for (const auto *sources : {&floats.sources.hidden, &floats.sources.outputs})
    for (const xylo::Source &source : *sources) {
      auto train = wanted.find(source.node);
      if (train == wanted.end())
        continue;
      // The chip records its populations under these names.
      bool isPopulation = source.node == (sources == &floats.sources.hidden ? "hidden" : "output") &&
                          sources->size() == 1 && found.at(source.node).neurons == train->second.neurons;
      if (!isPopulation && (source.node == "hidden" || source.node == "output")) {
        notes.push_back("--calibrate: node " + quoted(source.node) +
                        " has the name of a population of the chip, its threshold stays as it is; rename it");
        continue;
      }
      train->second.latency = source.latency;
      nodes.push_back(source.node);
    }
  return nodes;
}

double &Calibrator::factorOf(const std::string &node) {
  auto found = find_if(options.thresholdFactors, [&](const auto &entry) { return entry.first == node; });
  if (found != options.thresholdFactors.end())
    return found->second;
  return options.thresholdFactors.emplace_back(node, 1.0).second;
}

Error Calibrator::chooseFactor(const std::string &node, ArrayRef<double> factors, ArrayRef<std::string> data,
                               std::optional<double> dt, const Trains &wanted) {
  double start = factorOf(node), best = start, least = INFINITY;
  for (double factor : factors) {
    factorOf(node) = start * factor;
    Expected<Trains> found = chipTrains(data, dt);
    if (!found)
      return found.takeError();
    double now = distance(wanted.at(node), found->at(node));
    // Of equal ones the factor nearest to no change.
    if (now < least || (now == least && std::fabs(std::log(start * factor)) < std::fabs(std::log(best)))) {
      least = now;
      best = start * factor;
    }
  }
  factorOf(node) = best;
  return Error::success();
}

Expected<Calibration> Calibrator::run(ArrayRef<std::string> data, std::optional<double> dt,
                                      std::vector<std::string> &notes) {
  Expected<RunBuffers> networkData = readData(network, data, dt, notes);
  if (!networkData)
    return networkData.takeError();
  Expected<Trains> wanted = trainsOf(network, *networkData);
  if (!wanted)
    return wanted.takeError();
  if (batch == 0 || steps == 0)
    return createStringError("--calibrate: there are " + Twine(batch) + " samples of " + Twine(steps) +
                             " steps, at least one of each is needed");
  Expected<Trains> uncalibrated = chipTrains(data, dt);
  if (!uncalibrated)
    return uncalibrated.takeError();
  std::vector<std::string> nodes = comparable(*wanted, *uncalibrated, notes);
  auto measure = [&](const Trains &found, json::Object &distances) {
    double sum = 0;
    for (const std::string &node : nodes) {
      double one = distance(wanted->at(node), found.at(node));
      distances[json::fixUTF8(node)] = one;
      sum += one;
    }
    return sum;
  };
  json::Object before, after, factors;
  double first = measure(*uncalibrated, before);
  for (ArrayRef<double> round : {ArrayRef<double>(coarse), ArrayRef<double>(fine)})
    for (const std::string &node : nodes)
      if (Error error = chooseFactor(node, round, data, dt, *wanted))
        return std::move(error);
  Expected<Trains> calibrated = chipTrains(data, dt);
  if (!calibrated)
    return calibrated.takeError();
  double last = measure(*calibrated, after);
  Calibration result;
  // Later nodes can lose what earlier ones win.
  if (last >= first) {
    options.thresholdFactors.clear();
    after = before;
    last = first;
  }
  for (const auto &[node, factor] : options.thresholdFactors)
    if (factor != 1) {
      result.thresholdFactors.emplace_back(node, factor);
      factors[json::fixUTF8(node)] = factor;
    }
  result.report = json::Object{{"samples", batch},
                               {"steps", steps},
                               {"distance_before", first},
                               {"distance_after", last},
                               {"before", std::move(before)},
                               {"after", std::move(after)},
                               {"threshold_factors", std::move(factors)}};
  return result;
}

Expected<Calibration> calibrate(snn::NetworkOp network, const xylo::Specification &floats,
                                const xylo::QuantiseOptions &options, const target::Description &target,
                                ArrayRef<std::string> data, std::vector<std::string> &notes) {
  Expected<std::unique_ptr<snn::Engine>> engine = makeEngine(network, EngineKind::Compiled, /*record=*/true);
  if (!engine)
    return engine.takeError();
  return Calibrator(**engine, floats, options, target).run(data, network.getDt(), notes);
}

} // namespace ganglion::driver
