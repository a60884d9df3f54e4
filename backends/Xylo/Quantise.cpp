//===- Quantise.cpp - one scale for what meets in a neuron ----------------===//
#include "backends/Xylo/Quantise.h"
#include "backends/Xylo/QuantiseSteps.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace llvm;
using namespace ganglion::quantise;

namespace ganglion::xylo {

/// Standard deviations that fuzzy scaling takes for the largest weight.
static constexpr double fuzzyDeviations = 2;

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

NeuronGroup hiddenGroup(Specification &specification) {
  return {{specification.input, specification.recurrent}, &specification.hidden};
}

NeuronGroup outputGroup(Specification &specification) { return {{specification.output}, &specification.outputs}; }

std::vector<double> largestWeights(const NeuronGroup &group) {
  std::vector<double> largest(group.neurons->size());
  for (Planes planes : group.weights)
    for (const WeightMatrix &matrix : planes)
      for (int64_t row = 0; row < matrix.rows; ++row)
        for (int64_t neuron = 0; neuron < matrix.columns; ++neuron)
          largest[neuron] = std::max(largest[neuron], std::fabs(matrix.at(row, neuron)));
  return largest;
}

double weightSpread(const NeuronGroup &group) {
  // Row by row, the synapses of a pair together: the order of the arrays whose numbers NumPy sums.
  std::vector<double> numbers;
  for (Planes planes : group.weights)
    for (int64_t row = 0; row < planes.front().rows; ++row)
      for (int64_t neuron = 0; neuron < planes.front().columns; ++neuron)
        for (const WeightMatrix &matrix : planes)
          if (double weight = matrix.at(row, neuron); weight != 0)
            numbers.push_back(weight);
  return spread(numbers, fuzzyDeviations);
}

//===----------------------------------------------------------------------===//
// The default way
//===----------------------------------------------------------------------===//

/// The scale of each neuron of the group.
static std::vector<double> scalesOf(const NeuronGroup &group, const QuantiseOptions &options,
                                    const ScaleLimits &limits) {
  const NeuronParameters &neurons = *group.neurons;
  std::vector<double> largest = largestWeights(group), scales;
  for (int64_t neuron = 0; neuron < neurons.size(); ++neuron)
    if (!neurons.bias.empty())
      largest[neuron] = std::max(largest[neuron], std::fabs(neurons.bias[neuron]));
  if (options.scaling == Scaling::Global) {
    double weight = options.fuzzy ? weightSpread(group) : largestMagnitude(largest);
    scales.assign(neurons.size(),
                  commonScale(weight, limits.weight, largestMagnitude(neurons.threshold), limits.threshold));
    return scales;
  }
  for (int64_t neuron = 0; neuron < neurons.size(); ++neuron)
    scales.push_back(
        commonScale(largest[neuron], limits.weight, std::fabs(neurons.threshold[neuron]), limits.threshold));
  return scales;
}

static std::vector<double> quantiseGroup(const NeuronGroup &group, const QuantiseOptions &options,
                                         const ScaleLimits &limits) {
  std::vector<double> scales = scalesOf(group, options, limits);
  auto cut = [&](double value) { return options.fuzzy ? std::clamp(value, -limits.weight, limits.weight) : value; };
  changeWeights(group, [&](double weight, int64_t neuron) { return cut(rounded(weight * scales[neuron])); });
  NeuronParameters &neurons = *group.neurons;
  for (int64_t neuron = 0; neuron < neurons.size(); ++neuron) {
    neurons.threshold[neuron] = rounded(neurons.threshold[neuron] * scales[neuron]);
    if (!neurons.bias.empty())
      neurons.bias[neuron] = cut(rounded(neurons.bias[neuron] * scales[neuron]));
  }
  return scales;
}

//===----------------------------------------------------------------------===//
// All numbers of a specification
//===----------------------------------------------------------------------===//

namespace {

/// Numbers of a specification under the key that they have in its file; number `index` belongs to neuron index %
/// columns.
struct NumberGroup {
  std::string key;
  const std::vector<double> *numbers;
  const std::vector<double> *scales; ///< null: not scaled
  int64_t columns;
};

} // namespace

static std::vector<NumberGroup> numbersOf(const Specification &specification, const std::vector<double> *hiddenScales,
                                          const std::vector<double> *outputScales) {
  std::vector<NumberGroup> groups;
  auto matrices = [&](const Twine &key, const std::vector<WeightMatrix> &planes) {
    for (auto [synapse, matrix] : enumerate(planes))
      groups.push_back({(key + (synapse ? " (synapse 2)" : "")).str(), &matrix.values, hiddenScales, matrix.columns});
  };
  matrices("weights_in", specification.input);
  matrices("weights_rec", specification.recurrent);
  groups.push_back({"weights_out", &specification.output.values, outputScales, specification.output.columns});
  auto neurons = [&](const NeuronParameters &parameters, const std::string &suffix, const std::vector<double> *scales) {
    int64_t count = parameters.size();
    groups.push_back({"threshold" + suffix, &parameters.threshold, scales, count});
    groups.push_back({"bias" + suffix, &parameters.bias, scales, count});
    groups.push_back({"dash_mem" + suffix, &parameters.dashMem, nullptr, count});
    groups.push_back({"dash_syn" + suffix, &parameters.dashSyn, nullptr, count});
    if (suffix.empty())
      groups.push_back({"dash_syn_2", &parameters.dashSyn2, nullptr, count});
  };
  neurons(specification.hidden, "", hiddenScales);
  neurons(specification.outputs, "_out", outputScales);
  erase_if(groups, [](const NumberGroup &group) { return group.numbers->empty(); });
  return groups;
}

static void roundDecays(Specification &specification) {
  for (NeuronParameters *neurons : {&specification.hidden, &specification.outputs})
    for (std::vector<double> *dashes : {&neurons->dashMem, &neurons->dashSyn, &neurons->dashSyn2})
      for (double &dash : *dashes)
        dash = rounded(dash);
}

/// The error of each group against the floats times their scales, before any cut.
static std::vector<GroupError> errorsOf(const Specification &before, Quantised &after) {
  std::vector<NumberGroup> scaled = numbersOf(before, &after.hiddenScales, &after.outputScales),
                           integers = numbersOf(after.specification, nullptr, nullptr);
  std::vector<GroupError> errors;
  for (auto [from, to] : zip_equal(scaled, integers)) {
    GroupError group{from.key, {}};
    bool isScaled = from.scales && !from.scales->empty();
    for (auto [index, value] : enumerate(*from.numbers))
      if (value != 0)
        group.error.add(value * (isScaled ? (*from.scales)[index % from.columns] : 1), (*to.numbers)[index]);
    if (group.error.count())
      errors.push_back(std::move(group));
  }
  return errors;
}

static bool areIntegers(const Specification &specification) {
  return all_of(numbersOf(specification, nullptr, nullptr), [](const NumberGroup &group) {
    return all_of(*group.numbers, [](double value) { return value == std::trunc(value); });
  });
}

Error checkIntegers(const Specification &specification) {
  Error problems = Error::success();
  for (const NumberGroup &group : numbersOf(specification, nullptr, nullptr))
    for (auto [index, value] : enumerate(*group.numbers))
      if (!(std::fabs(value) <= INT32_MAX)) {
        problems =
            joinErrors(std::move(problems),
                       createStringError("field " + quoted(group.key) + ": number " + Twine(index) + " becomes " +
                                         shortest(value) + ", which 32 bits do not hold; scale the model down"));
        break;
      }
  return problems;
}

static Error applyFactors(Specification &specification, const QuantiseOptions &options) {
  for (const auto &[node, factor] : options.thresholdFactors) {
    bool isThere = false;
    auto apply = [&, &node = node, &factor = factor](ArrayRef<Source> sources, std::vector<double> &thresholds) {
      for (const Source &source : sources)
        if (source.node == node) {
          isThere = true;
          for (int64_t neuron = source.at[0]; neuron < source.at[0] + source.size[0]; ++neuron)
            thresholds[neuron] *= factor;
        }
    };
    apply(specification.sources.hidden, specification.hidden.threshold);
    apply(specification.sources.outputs, specification.outputs.threshold);
    if (!isThere)
      return createStringError("there is no node " + quoted(node) + " whose thresholds could have a factor");
  }
  return Error::success();
}

Expected<Quantised> quantise(const Specification &specification, const QuantiseOptions &options,
                             const target::Description &target) {
  Quantised result;
  result.specification = specification;
  if (Error error = applyFactors(result.specification, options))
    return std::move(error);
  // Without factors the floats are those that came; a copy of a full chip takes milliseconds.
  std::optional<Specification> changed;
  if (!options.thresholdFactors.empty())
    changed = result.specification;
  const Specification &floats = changed ? *changed : specification;
  if (options.scaling == Scaling::None) {
    result.specification.isQuantized = areIntegers(result.specification);
  } else {
    result.specification.isQuantized = true;
    roundDecays(result.specification);
    if (options.compatRockpool) {
      quantiseAsRockpool(result, options, target);
    } else {
      ScaleLimits limits(target);
      result.hiddenScales = quantiseGroup(hiddenGroup(result.specification), options, limits);
      result.outputScales = quantiseGroup(outputGroup(result.specification), options, limits);
    }
    result.errors = errorsOf(floats, result);
  }
  if (Error error = checkIntegers(result.specification))
    return std::move(error);
  return result;
}

} // namespace ganglion::xylo
