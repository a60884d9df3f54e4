//===- Diff.cpp -----------------------------------------------------------===//
#include "tools/driver/Diff.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Format.h"
#include <cmath>
#include <map>

using namespace llvm;

namespace ganglion::driver {

namespace {
/// Results of one side by name.
struct Series {
  ArrayRef<float> values;
  std::vector<int64_t> shape;
  int64_t width = 1;
  size_t rank = 0; ///< position in the order of evaluation
  bool isSpikes = false, isOutput = false;
  std::string node;
};
using Side = std::map<std::string, Series>;
} // namespace

/// Within a node currents are computed before the membrane, that before the spikes, and an output is told last.
static constexpr size_t outputVariable = static_cast<size_t>(snn::Variable::Spikes) + 1, variables = outputVariable + 1;

static Side sideOf(const Runnable &runnable, const RunBuffers &buffers) {
  StringMap<size_t> rank;
  for (auto [index, name] : enumerate(runnable.order))
    rank.try_emplace(name, index);
  const snn::Engine &engine = *runnable.engine;
  Side side;
  auto add = [&](const std::string &name, const snn::Channel &channel, ArrayRef<float> values, size_t variable,
                 bool isSpikes) {
    side[name] = {values,         channel.shape,
                  channel.size(), variables * rank.lookup(channel.name) + variable,
                  isSpikes,       variable == outputVariable,
                  channel.name};
  };
  for (size_t index = 0; index < buffers.recordCount(); ++index) {
    const snn::Channel &channel = buffers.recordChannel(engine, index);
    add(buffers.recordName(engine, index), channel, buffers.recordValues(index), static_cast<size_t>(channel.variable),
        channel.variable == snn::Variable::Spikes);
  }
  for (auto [index, channel] : enumerate(engine.outputs()))
    add(channel.name, channel, buffers.outputValues(index), outputVariable, false);
  return side;
}

static bool isEqual(float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Counts differences of one variable and keeps the earliest one; `later`: steps by which `b` is later than `a`.
static ComparedVariable compareSeries(StringRef name, const Series &a, const Series &b, int64_t later,
                                      const RunBuffers &run, std::optional<std::pair<Difference, size_t>> &first) {
  ComparedVariable out{name.str(), a.isSpikes, 0, 0, {0, 0}, later};
  int64_t count = static_cast<int64_t>(a.values.size());
  for (int64_t i = 0; i < count; ++i) {
    int64_t row = i / a.width, step = row % run.steps(), sample = row / run.steps();
    if (step + later < 0 || step + later >= run.steps())
      continue;
    ++out.total;
    float other = b.values[i + later * a.width];
    if (a.isSpikes) {
      out.sums[0] += a.values[i];
      out.sums[1] += other;
    }
    if (isEqual(a.values[i], other))
      continue;
    ++out.differing;
    bool earlier = !first || std::make_tuple(step, a.rank, sample) <
                                 std::make_tuple(first->first.step, first->second, first->first.sample);
    if (earlier)
      first = {{name.str(), sample, step, i % a.width, {a.values[i], other}}, a.rank};
  }
  return out;
}

int64_t Comparison::differing() const {
  int64_t sum = 0;
  for (const ComparedVariable &variable : variables)
    sum += variable.differing;
  return sum;
}

/// Steps by which a node of a chip is later than in the network behind it.
static int64_t latencyOf(const Runnable &runnable, const std::string &node) {
  if (!runnable.latencies)
    return 0;
  auto found = runnable.latencies->find(node);
  return found == runnable.latencies->end() ? 0 : found->second;
}

Expected<Comparison> compareRuns(const Runnable &a, const RunBuffers &buffersA, const Runnable &b,
                                 const RunBuffers &buffersB) {
  if (buffersA.batch() != buffersB.batch() || buffersA.steps() != buffersB.steps())
    return createStringError("one side ran " + Twine(buffersA.batch()) + " samples of " + Twine(buffersA.steps()) +
                             " steps, the other " + Twine(buffersB.batch()) + " of " + Twine(buffersB.steps()));
  // The order of evaluation comes from the side that knows it.
  bool swap = a.order.empty() && !b.order.empty();
  Side first = sideOf(a, buffersA), second = sideOf(b, buffersB);
  Comparison out;
  out.samples = buffersA.batch();
  out.steps = buffersA.steps();
  std::optional<std::pair<Difference, size_t>> earliest;
  bool isOneChip = a.latencies.has_value() != b.latencies.has_value();
  for (auto &[name, series] : first) {
    auto other = second.find(name);
    // What a chip calls its populations has no counterpart in a network.
    if (isOneChip && (other == second.end()) && (series.node == "hidden" || series.node == "output"))
      continue;
    if (other == second.end()) {
      out.onlyOnOneSide.push_back(name);
      continue;
    }
    if (series.values.size() != other->second.values.size())
      return createStringError(quoted(name) + " has shape " + shapeText(series.shape) + " on one side and " +
                               shapeText(other->second.shape) + " on the other");
    if (isOneChip && !series.isSpikes && !series.isOutput)
      continue;
    if (swap)
      series.rank = other->second.rank;
    int64_t later = latencyOf(b, series.node) - latencyOf(a, series.node);
    out.variables.push_back(compareSeries(name, series, other->second, later, buffersA, earliest));
  }
  for (auto &[name, series] : second)
    if (!first.count(name) && !(isOneChip && (series.node == "hidden" || series.node == "output")))
      out.onlyOnOneSide.push_back(name);
  if (out.variables.empty())
    return createStringError("the two sides have no Output and no neuron in common, there is nothing to compare");
  if (earliest)
    out.first = earliest->first;
  return out;
}

void printComparison(const Comparison &comparison, raw_ostream &os) {
  os << (comparison.first ? "differs" : "equal") << ": " << comparison.variables.size()
     << (comparison.variables.size() == 1 ? " variable, " : " variables, ") << comparison.samples
     << (comparison.samples == 1 ? " sample, " : " samples, ") << comparison.steps << " steps, "
     << comparison.differing() << " values differ\n";
  for (const ComparedVariable &variable : comparison.variables) {
    if (!variable.isSpikes && variable.differing == 0)
      continue;
    os << "  " << left_justify(escaped(variable.name), 24) << " " << variable.differing << " of " << variable.total
       << " differ";
    if (variable.isSpikes)
      os << ", spikes " << shortest(variable.sums[0]) << " and " << shortest(variable.sums[1]);
    if (variable.later)
      os << ", the second " << std::abs(variable.later) << (std::abs(variable.later) == 1 ? " step " : " steps ")
         << (variable.later > 0 ? "later" : "earlier");
    os << "\n";
  }
}

json::Object toJSON(const Comparison &comparison) {
  json::Array variables;
  for (const ComparedVariable &variable : comparison.variables) {
    json::Object object{
        {"name", json::fixUTF8(variable.name)}, {"total", variable.total}, {"differing", variable.differing}};
    if (variable.isSpikes)
      object["spikes"] = json::Array{variable.sums[0], variable.sums[1]};
    if (variable.later)
      object["later"] = variable.later;
    variables.push_back(std::move(object));
  }
  json::Object out{{"equal", !comparison.first},
                   {"samples", comparison.samples},
                   {"steps", comparison.steps},
                   {"variables", std::move(variables)}};
  if (const std::optional<Difference> &first = comparison.first)
    out["first"] =
        json::Object{{"name", json::fixUTF8(first->name)},
                     {"sample", first->sample},
                     {"step", first->step},
                     {"element", first->element},
                     {"values", json::Array{shortest(first->values[0], true), shortest(first->values[1], true)}}};
  return out;
}

} // namespace ganglion::driver
