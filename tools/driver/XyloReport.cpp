//===- XyloReport.cpp - what was made of a model, for report.json ---------===//
#include "backends/Xylo/Bounds.h"
#include "backends/Xylo/Demand.h"
#include "ir/Support/Text.h"
#include "tools/driver/Xylo.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>

using namespace llvm;

namespace ganglion::driver {

static json::Array resources(const XyloProgram &program) {
  json::Array list;
  for (const target::Usage &usage : program.target->usage(xylo::demandOf(program.quantised.specification)))
    list.push_back(json::Object{{"resource", usage.resource},
                                {"used", usage.used},
                                {"limit", usage.limit},
                                {"free", usage.limit - usage.used}});
  return list;
}

/// NIR node and index to the chip's number: ranges, an entry for each.
static json::Array mapping(const std::vector<xylo::Source> &sources) {
  json::Array list;
  for (const xylo::Source &source : sources)
    list.push_back(json::Object{{"node", json::fixUTF8(source.node)},
                                {"first_element", source.from.front()},
                                {"first_id", source.at.front()},
                                {"count", source.size.front()}});
  return list;
}

static json::Array quantiserErrors(const xylo::Quantised &quantised) {
  json::Array list;
  for (const xylo::GroupError &group : quantised.errors)
    list.push_back(json::Object{{"group", group.group},
                                {"numbers", group.error.count()},
                                {"relative_error", group.error.relative()},
                                {"largest_error_in_steps", group.error.largest()},
                                {"became_zero", group.error.lost()}});
  return list;
}

/// How far the decays of a node's neurons are from those of the model: each shift n multiplies with 1 - 2^-n.
static void decayErrors(json::Array &list, const std::vector<xylo::Source> &sources, StringRef what,
                        const std::vector<double> &floats, const std::vector<double> &integers, bool isExponential) {
  for (const xylo::Source &source : sources) {
    double largest = 0, model = 0, chip = 0;
    for (int64_t id = source.at[0]; id < source.at[0] + source.size[0] && !floats.empty(); ++id) {
      double lost = std::exp2(-floats[id]), before = isExponential ? std::exp(-lost) : 1 - lost,
             after = 1 - std::exp2(-integers[id]);
      if (std::fabs(after - before) >= largest) {
        largest = std::fabs(after - before);
        model = before;
        chip = after;
      }
    }
    if (!floats.empty() && source.size[0])
      list.push_back(json::Object{{"node", json::fixUTF8(source.node)},
                                  {"decay", what},
                                  {"model", model},
                                  {"chip", chip},
                                  {"largest_error", largest}});
  }
}

/// The worst case of each node's states, and for how many neurons it proves that nothing saturates.
static void boundsOf(json::Array &list, const std::vector<xylo::Source> &sources,
                     const std::vector<xylo::NeuronBounds> &bounds, const target::Description &description) {
  for (const xylo::Source &source : sources) {
    ArrayRef<xylo::NeuronBounds> own = ArrayRef(bounds).slice(source.at[0], source.size[0]);
    xylo::NeuronBounds worst;
    int64_t proved = 0;
    auto widen = [](xylo::StateBound &bound, const xylo::StateBound &by) {
      bound = {std::min(bound.low, by.low), std::max(bound.high, by.high)};
    };
    for (const xylo::NeuronBounds &neuron : own) {
      widen(worst.current, neuron.current);
      widen(worst.current2, neuron.current2);
      widen(worst.membrane, neuron.membrane);
      proved += xylo::isProved(neuron, description);
    }
    auto pair = [](const xylo::StateBound &bound) { return json::Array{bound.low, bound.high}; };
    list.push_back(json::Object{{"node", json::fixUTF8(source.node)},
                                {"neurons", source.size[0]},
                                {"cannot_saturate", proved},
                                {"i", pair(worst.current)},
                                {"i2", pair(worst.current2)},
                                {"v", pair(worst.membrane)}});
  }
}

/// The master clock that steps of the network ask for; none if they have no length, or one that no clock reaches.
static std::optional<double> clockOf(const xylo::Specification &specification, const xylo::CycleEstimate &cycles,
                                     const target::Description &description) {
  double clock = specification.dt ? xylo::requiredClock(cycles.cycles, *specification.dt, description) : INFINITY;
  return std::isfinite(clock) ? std::optional(clock) : std::nullopt;
}

json::Object reportOf(const XyloProgram &program) {
  const xylo::Specification &integers = program.quantised.specification, &floats = program.floats;
  const target::Description &description = program.target->description();
  xylo::CycleEstimate cycles = xylo::cyclesOfStep(integers, description);
  json::Object report{{"target", description.name()},
                      {"quantize", program.scaling},
                      {"compat", program.compatRockpool ? "rockpool" : ""},
                      {"cycles_per_step", cycles.cycles},
                      {"isyn2_extra_ops", cycles.secondSynapseOperations},
                      {"resources", resources(program)},
                      {"quantisation", quantiserErrors(program.quantised)}};
  if (std::optional<double> clock = clockOf(integers, cycles, description))
    report["clock_hz"] = *clock;
  if (integers.latency)
    report["latency_steps"] = *integers.latency;
  report["mapping"] = json::Object{{"inputs", mapping(integers.sources.channels)},
                                   {"hidden", mapping(integers.sources.hidden)},
                                   {"outputs", mapping(integers.sources.outputs)},
                                   {"exports", mapping(integers.sources.exports)}};
  if (!floats.isQuantized) {
    json::Array decays;
    auto add = [&](const std::vector<xylo::Source> &sources, StringRef what, const std::vector<double> &floats,
                   const std::vector<double> &integers) {
      decayErrors(decays, sources, what, floats, integers, program.isExponential);
    };
    add(floats.sources.hidden, "membrane", floats.hidden.dashMem, integers.hidden.dashMem);
    add(floats.sources.hidden, "synapse", floats.hidden.dashSyn, integers.hidden.dashSyn);
    if (floats.synapses() == 2)
      add(floats.sources.hidden, "synapse 2", floats.hidden.dashSyn2, integers.hidden.dashSyn2);
    add(floats.sources.outputs, "membrane", floats.outputs.dashMem, integers.outputs.dashMem);
    add(floats.sources.outputs, "synapse", floats.outputs.dashSyn, integers.outputs.dashSyn);
    report["decays"] = std::move(decays);
  }
  // A specification of Rockpool's has no nodes: its populations stand for them.
  auto named = [](const std::vector<xylo::Source> &sources, StringRef name, int64_t count) {
    return sources.empty() ? std::vector<xylo::Source>{{name.str(), {0}, {count}, {0}}} : sources;
  };
  json::Array bounds;
  boundsOf(bounds, named(integers.sources.hidden, "hidden", integers.hidden.size()),
           xylo::hiddenBounds(integers, description), description);
  boundsOf(bounds, named(integers.sources.outputs, "output", integers.outputs.size()),
           xylo::outputBounds(integers, description), description);
  report["worst_case_states"] = std::move(bounds);
  if (!program.calibration.empty())
    report["calibration"] = json::Object(program.calibration);
  json::Array power;
  for (const target::Quantity &quantity : description.quantities())
    if (quantity.section == target::Section::Power)
      power.push_back(json::Object{
          {"watts", json::Array(quantity.value)}, {"meaning", quantity.meaning}, {"source", quantity.source}});
  report["published_power"] = std::move(power);
  return report;
}

void printSummary(const XyloProgram &program, raw_ostream &os) {
  const xylo::Specification &integers = program.quantised.specification;
  const target::Description &description = program.target->description();
  for (const target::Usage &usage : program.target->usage(xylo::demandOf(integers)))
    os << "  " << left_justify(usage.resource, 16) << right_justify(std::to_string(usage.used), 7) << " of "
       << usage.limit << "\n";
  xylo::CycleEstimate cycles = xylo::cyclesOfStep(integers, description);
  os << "  cycles a step    " << shortest(cycles.cycles, true) << " at most";
  if (std::optional<double> clock = clockOf(integers, cycles, description))
    os << ", a clock of " << shortest(*clock / 1e6, true) << " MHz for steps of " << shortest(*integers.dt) << " s";
  os << "\n";
  if (integers.latency)
    os << "  latency          " << *integers.latency << (*integers.latency == 1 ? " step\n" : " steps\n");
  if (std::optional<double> before = program.calibration.getNumber("distance_before"))
    os << "  calibration      spike trains differ by " << shortest(*before, true) << " before, "
       << shortest(*program.calibration.getNumber("distance_after"), true) << " after\n";
  for (const xylo::GroupError &group : program.quantised.errors)
    if (group.error.relative() >= 0.01)
      os << "  " << group.group << ": quantised with a relative error of " << shortest(group.error.relative(), true)
         << "\n";
}

} // namespace ganglion::driver
