//===- VerifyLoadable.cpp -------------------------------------------------===//
#include "backends/Xylo/VerifyLoadable.h"
#include "backends/Xylo/Demand.h"
#include "backends/Xylo/SourceNames.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace llvm;

namespace ganglion::xylo {

/// Values of one field that a rule complains of one by one; the rest are counted.
static constexpr int64_t mostFindings = 20;

ArrayRef<LoadableRule> loadableRules() {
  static constexpr LoadableRule rules[] = {
      {"le_N_input_channels", "input channels, N as the chip has"},
      {"le_N_output_channels", "output neurons, N as the chip has"},
      {"max_hidden_neurons", "hidden neurons"},
      {"le_N_input_expansion_neurons", "hidden neurons with input weights: the first N"},
      {"le_N_output_expansion_neurons", "hidden neurons with output weights: the last N"},
      {"max_synapses_per_neuron", "synapses of a hidden neuron"},
      {"max_fanin", "sources of a neuron, where the description has such a limit"},
      {"max_fanout", "hidden targets of a hidden neuron"},
      {"max_recurrent_entries", "pairs of hidden neurons with a weight"},
      {"non_integer", "all numbers are integers after quantisation"},
      {"weight_range", "weights"},
      {"dash_range", "decays"},
      {"dead_synapse", "a synapse with weights has a decay above 0"},
      {"threshold_range", "thresholds"},
      {"bias_range", "biases"},
      {"no_bias_on_target", "the chip has biases where there are some"},
      {"shift_range", "shifts of weights"},
      {"alias_direction", "an alias leads to a neuron with a higher index"},
      {"alias_target_range", "an alias leads to a hidden neuron"},
      {"alias_single_target", "aliases of a neuron"},
  };
  return rules;
}

bool Allowed::contains(StringRef rule) const { return is_contained(rules, rule) || is_contained(rules, "all"); }

std::string channelRule(StringRef what, const target::Description &target) {
  return ("le_" + Twine(target.integer(what == "input" ? "inputs" : "outputs")) + "_" + what + "_channels").str();
}

std::string expansionRule(StringRef what, const target::Description &target) {
  std::optional<int64_t> most = target.limit(what == "input" ? "in_expansion" : "out_expansion");
  return most ? ("le_" + Twine(*most) + "_" + what + "_expansion_neurons").str() : "";
}

namespace {

class Verifier {
public:
  Verifier(const Specification &specification, const target::Description &target, const Allowed &allowed,
           mlir::Location loc)
      : specification(specification), target(target), allowed(allowed), loc(loc), demand(demandOf(specification)) {}

  Findings verify() {
    checkSizes();
    checkFanOut();
    checkFanIn();
    checkWeights();
    for (bool isOutput : {false, true})
      checkNeurons(isOutput ? specification.outputs : specification.hidden, isOutput);
    checkBiases();
    checkDeadSynapses();
    checkShifts();
    checkAliases();
    return std::move(findings);
  }

private:
  /// How a finding can be lived with: by --allow, by --compat rockpool, not at all.
  enum class Way { Never, Allow, Compat };
  Finding &add(StringRef rule, StringRef node, Way way, const Twine &message, const Twine &fix = "");
  /// Says how many numbers of a field a rule complains of beyond those that were named.
  void addRest(StringRef rule, StringRef key, int64_t count, Way way);
  void limit(StringRef rule, int64_t used, int64_t most, const Twine &what, const Twine &fix);
  void checkSizes();
  void checkFanOut();
  void checkFanIn();
  void checkWeights();
  void checkMatrix(StringRef key, const WeightMatrix &matrix, ArrayRef<Source> sources);
  void checkNeurons(const NeuronParameters &neurons, bool isOutput);
  /// Numbers of a neuron field are integers within `range`; `way` is for values that `representable` holds.
  void checkNumbers(StringRef rule, StringRef key, ArrayRef<double> numbers, target::IntegerRange range, Way way,
                    target::IntegerRange representable, ArrayRef<Source> sources, const Twine &fix);
  void checkBiases();
  void checkDeadSynapses();
  void deadSynapses(StringRef key, ArrayRef<double> dashes, ArrayRef<const WeightMatrix *> weights,
                    ArrayRef<Source> sources);
  void checkShifts();
  void checkAliases();

  const Specification &specification;
  const target::Description &target;
  const Allowed &allowed;
  mlir::Location loc;
  target::Demand demand;
  Findings findings;
};

} // namespace

Finding &Verifier::add(StringRef rule, StringRef node, Way way, const Twine &message, const Twine &fix) {
  bool isWarning = (way == Way::Allow && allowed.contains(rule)) || (way == Way::Compat && allowed.compatRockpool);
  std::string more = fix.str();
  if (way == Way::Allow && !isWarning)
    more += (more.empty() ? "" : ", or ") + ("--allow " + rule).str();
  return findings.add(loc, isWarning ? Severity::Warning : Severity::Error, rule, node, message, more);
}

void Verifier::addRest(StringRef rule, StringRef key, int64_t count, Way way) {
  if (count > mostFindings)
    add(rule, "", way, Twine(count - mostFindings) + " more numbers of field " + quoted(key));
}

/// A finding if more is used than there is.
static void addLimit(Findings &findings, mlir::Location loc, Severity severity, StringRef rule, int64_t used,
                     std::optional<int64_t> most, const Twine &what, const target::Description &target,
                     const Twine &fix) {
  if (!most || used <= *most)
    return;
  Finding &finding = findings.add(loc, severity, rule, "",
                                  Twine(used) + " " + what + ", " + target.name() + " has " + Twine(*most), fix);
  finding.resource = what.str();
  finding.used = used;
  finding.limit = *most;
}

void Verifier::limit(StringRef rule, int64_t used, int64_t most, const Twine &what, const Twine &fix) {
  addLimit(findings, loc, Severity::Error, rule, used, most, what, target, fix);
}

void checkSizes(const Sizes &sizes, const target::Description &target, const Allowed &allowed, mlir::Location loc,
                Findings &findings) {
  auto check = [&](StringRef rule, bool isCompatible, int64_t used, std::optional<int64_t> most, const Twine &what,
                   const Twine &fix) {
    Severity severity = isCompatible && allowed.compatRockpool ? Severity::Warning : Severity::Error;
    addLimit(findings, loc, severity, rule, used, most, what, target, fix);
  };
  check(channelRule("input", target), false, sizes.inputs, target.integer("inputs"), "input channels",
        "reduce the inputs, or split the network over chips");
  check(channelRule("output", target), false, sizes.outputs, target.integer("outputs"), "output neurons",
        "reduce the outputs, or split the network over chips");
  check("max_hidden_neurons", false, sizes.hidden, target.integer("neurons"), "hidden neurons",
        "make the hidden layers smaller, or split the network over chips");
  check(expansionRule("input", target), true, sizes.inExpansion, target.limit("in_expansion"),
        "first hidden neurons with input weights", "make the first layer smaller");
  check(expansionRule("output", target), true, sizes.outExpansion, target.limit("out_expansion"),
        "last hidden neurons with output weights", "make the last hidden layer smaller");
}

void Verifier::checkSizes() {
  xylo::checkSizes({demand.inputs, demand.hidden, demand.outputs, demand.drivenByInputs, demand.drivingOutputs}, target,
                   allowed, loc, findings);
  limit("max_synapses_per_neuron", specification.synapses(), target.integer("synapses"), "synapses a hidden neuron",
        "give each neuron one time constant of its synaptic current");
}

void Verifier::checkFanOut() {
  int64_t over = 0, most = target.integer("fan_out");
  bool isOver = demand.fanOut(target::Rec) > most;
  for (int64_t source = 0; isOver && source < specification.hidden.size(); ++source) {
    int64_t targets = targetsOf(specification, source);
    if (targets <= most || over++ >= mostFindings)
      continue;
    Finding &finding = add("max_fanout", nodeOf(specification.sources.hidden, source), Way::Allow,
                           "hidden neuron " + Twine(source) + " has " + Twine(targets) + " recurrent targets, " +
                               target.name() + " has at most " + Twine(most),
                           "prune its outgoing weights");
    finding.resource = "fan-out";
    finding.used = targets;
    finding.limit = most;
  }
  if (over > mostFindings)
    add("max_fanout", "", Way::Allow,
        Twine(over - mostFindings) + " more hidden neurons have more than " + Twine(most) + " recurrent targets");
  limit("max_recurrent_entries", demand.synapses(target::Rec), target.integer("connections"), "recurrent entries",
        "prune weights, or split the network over chips");
}

void Verifier::checkFanIn() {
  std::optional<int64_t> most = target.limit("fan_in");
  if (!most || demand.fanIn(target::AllEdges) <= *most)
    return;
  int64_t over = 0;
  for (auto [index, sources] : enumerate(incomingOf(specification))) {
    if (sources <= *most || over++ >= mostFindings)
      continue;
    int64_t neuron = static_cast<int64_t>(index);
    Finding &finding = add("max_fanin", nodeOf(specification.sources.hidden, neuron), Way::Never,
                           "hidden neuron " + Twine(neuron) + " has " + Twine(sources) + " recurrent sources, " +
                               target.name() + " has at most " + Twine(*most),
                           "prune its incoming weights");
    finding.resource = "fan-in";
    finding.used = sources;
    finding.limit = *most;
  }
  addRest("max_fanin", "weights_rec", over, Way::Never);
}

static bool isInteger(double value) { return value == std::trunc(value); }

/// "field 'weights_in[0, 3]'", with the pair of the model's nodes where it is known.
static std::string fieldText(StringRef key, ArrayRef<int64_t> index) {
  std::string text = key.str() + "[";
  for (auto [axis, number] : enumerate(index))
    text += (axis ? ", " : "") + std::to_string(number);
  return "field " + quoted(text + "]");
}

void Verifier::checkMatrix(StringRef key, const WeightMatrix &matrix, ArrayRef<Source> sources) {
  target::IntegerRange range = target.integerRange("weight");
  bool holdsZero = range.contains(0);
  int64_t fractions = 0, outside = 0;
  for (int64_t row = 0; row < matrix.rows; ++row)
    for (int64_t column = 0; column < matrix.columns; ++column) {
      double weight = matrix.at(row, column);
      // Most are 0.
      if (weight == 0 && holdsZero)
        continue;
      if (weight >= static_cast<double>(range.low) && weight <= static_cast<double>(range.high) && isInteger(weight))
        continue;
      bool isFraction = !isInteger(weight);
      if ((isFraction ? fractions : outside)++ >= mostFindings)
        continue;
      std::string field = fieldText(key, {row, column}), node = nodeOf(sources, row, column);
      if (isFraction)
        add("non_integer", node, Way::Never, field + " is " + shortest(weight) + ", the chip has integers",
            "quantise it (--quantize global or channel)");
      else
        add("weight_range", node, Way::Compat,
            field + " is " + shortest(weight) + ", allowed are " + Twine(range.low) + " to " + Twine(range.high),
            "quantise it (--quantize global or channel)");
    }
  addRest("non_integer", key, fractions, Way::Never);
  addRest("weight_range", key, outside, Way::Compat);
}

void Verifier::checkWeights() {
  auto matrices = [&](StringRef key, const std::vector<WeightMatrix> &planes, const std::vector<Source> *sources) {
    for (auto [synapse, matrix] : enumerate(planes))
      checkMatrix(synapse ? (key + " (synapse 2)").str() : key.str(), matrix, sources[synapse]);
  };
  matrices("weights_in", specification.input, specification.sources.input);
  matrices("weights_rec", specification.recurrent, specification.sources.recurrent);
  checkMatrix("weights_out", specification.output, specification.sources.output);
}

void Verifier::checkNumbers(StringRef rule, StringRef key, ArrayRef<double> numbers, target::IntegerRange range,
                            Way way, target::IntegerRange representable, ArrayRef<Source> sources, const Twine &fix) {
  // What is left out keeps its severity: fractions, numbers that the artefact holds all the same, and others.
  int64_t fractions = 0, held = 0, others = 0;
  auto inside = [](double value, target::IntegerRange bounds) {
    return value >= static_cast<double>(bounds.low) && value <= static_cast<double>(bounds.high);
  };
  for (auto [index, value] : enumerate(numbers)) {
    bool isFraction = !isInteger(value), isHeld = inside(value, representable);
    if (!isFraction && inside(value, range))
      continue;
    int64_t &count = isFraction ? fractions : isHeld ? held : others;
    if (count++ >= mostFindings)
      continue;
    std::string field = fieldText(key, static_cast<int64_t>(index)) + " is " + shortest(value);
    std::string node = nodeOf(sources, static_cast<int64_t>(index));
    if (isFraction)
      add("non_integer", node, Way::Never, field + ", the chip has integers",
          "quantise it (--quantize global or channel)");
    else
      add(rule, node, isHeld ? way : Way::Never,
          field + ", allowed are " + Twine(range.low) + " to " + Twine(range.high), fix);
  }
  addRest("non_integer", key, fractions, Way::Never);
  addRest(rule, key, held, way);
  addRest(rule, key, others, Way::Never);
}

void Verifier::checkNeurons(const NeuronParameters &neurons, bool isOutput) {
  ArrayRef<Source> sources = isOutput ? specification.sources.outputs : specification.sources.hidden;
  std::string suffix = isOutput ? "_out" : "";
  target::IntegerRange dash = target.integerRange("dash"), none{1, 0};
  StringRef tau = "change the time constant or the time step: dash is log2(tau / dt)";
  checkNumbers("dash_range", "dash_mem" + suffix, neurons.dashMem, dash, Way::Never, none, sources, tau);
  checkNumbers("dash_range", "dash_syn" + suffix, neurons.dashSyn, dash, Way::Never, none, sources, tau);
  if (!isOutput)
    checkNumbers("dash_range", "dash_syn_2", neurons.dashSyn2, dash, Way::Never, none, sources, tau);
  checkNumbers("threshold_range", "threshold" + suffix, neurons.threshold, target.integerRange("threshold"), Way::Allow,
               target.integerRange("state"), sources, "scale weights and threshold together");
}

void Verifier::checkBiases() {
  auto isSet = [](double bias) { return bias != 0; };
  bool hasBias = any_of(specification.hidden.bias, isSet) || any_of(specification.outputs.bias, isSet);
  if (!target.flag("biases")) {
    if (hasBias)
      add("no_bias_on_target", "", Way::Never, "neurons have biases, " + target.name() + " has none",
          "train without biases, or choose another chip");
    return;
  }
  if (allowed.compatRockpool && any_of(specification.hidden.bias, isSet))
    add("bias_range", "", Way::Compat, "hidden neurons have biases, which Rockpool's configuration loses");
  else
    checkNumbers("bias_range", "bias", specification.hidden.bias, target.integerRange("bias"), Way::Never, {1, 0},
                 specification.sources.hidden, "scale weights, threshold and bias together");
  // Rockpool's builder writes any bias as it is, of outputs that is.
  checkNumbers("bias_range", "bias_out", specification.outputs.bias, target.integerRange("bias"), Way::Compat,
               {INT32_MIN, INT32_MAX}, specification.sources.outputs, "scale weights, threshold and bias together");
}

void Verifier::deadSynapses(StringRef key, ArrayRef<double> dashes, ArrayRef<const WeightMatrix *> weights,
                            ArrayRef<Source> sources) {
  int64_t found = 0;
  for (auto [index, dash] : enumerate(dashes)) {
    int64_t neuron = static_cast<int64_t>(index);
    auto leadsTo = [&](const WeightMatrix *matrix) {
      for (int64_t row = 0; neuron < matrix->columns && row < matrix->rows; ++row)
        if (matrix->at(row, neuron) != 0)
          return true;
      return false;
    };
    if (dash != 0 || none_of(weights, leadsTo) || found++ >= mostFindings)
      continue;
    add("dead_synapse", nodeOf(sources, neuron), Way::Allow,
        fieldText(key, neuron) +
            " is 0 and the synapse has weights: its current is gone before it is used, allowed "
            "are 1 to " +
            Twine(target.integerRange("dash").high),
        "make the time constant of the synapse at least 1.5 dt");
  }
  addRest("dead_synapse", key, found, Way::Allow);
}

void Verifier::checkDeadSynapses() {
  const auto &sources = specification.sources;
  deadSynapses("dash_syn", specification.hidden.dashSyn, {&specification.input[0], &specification.recurrent[0]},
               sources.hidden);
  if (specification.synapses() == 2)
    deadSynapses("dash_syn_2", specification.hidden.dashSyn2, {&specification.input[1], &specification.recurrent[1]},
                 sources.hidden);
  deadSynapses("dash_syn_out", specification.outputs.dashSyn, {&specification.output}, sources.outputs);
}

void Verifier::checkShifts() {
  static constexpr StringLiteral keys[] = {"weight_shift_in", "weight_shift_rec", "weight_shift_out"};
  target::IntegerRange range = target.integerRange("weight_shift");
  for (auto [key, shift] : zip_equal(keys, specification.shifts))
    if (!range.contains(shift))
      add("shift_range", "", Way::Never,
          "field " + quoted(key) + " is " + Twine(shift) + ", allowed are " + Twine(range.low) + " to " +
              Twine(range.high),
          "scale the weights");
}

void Verifier::checkAliases() {
  if (!specification.aliases)
    return;
  int64_t hidden = specification.hidden.size(), most = target.integer("alias_targets");
  int64_t crowded = 0, outside = 0, backwards = 0;
  for (auto [index, targets] : enumerate(*specification.aliases)) {
    int64_t source = static_cast<int64_t>(index);
    std::string node = nodeOf(specification.sources.hidden, source);
    if (static_cast<int64_t>(targets.size()) > most && crowded++ < mostFindings)
      add("alias_single_target", node, Way::Compat,
          "hidden neuron " + Twine(source) + " has " + Twine(targets.size()) + " aliases, " + target.name() + " has " +
              Twine(most) + " a neuron",
          "repeat its spikes by a chain of aliases or by weights");
    for (int64_t to : targets) {
      bool isOutside = to < 0 || to >= hidden;
      if (isOutside && outside++ < mostFindings)
        add("alias_target_range", node, Way::Never,
            "hidden neuron " + Twine(source) + " has an alias to neuron " + Twine(to) + ", allowed are 0 to " +
                Twine(hidden - 1),
            "name a hidden neuron");
      if (!isOutside && to <= source && backwards++ < mostFindings)
        add("alias_direction", node, Way::Allow,
            "hidden neuron " + Twine(source) + " has an alias to neuron " + Twine(to) +
                ", allowed are higher indices only: the chip handles neurons in ascending order",
            "exchange the two neurons");
    }
  }
  addRest("alias_single_target", "aliases", crowded, Way::Compat);
  addRest("alias_target_range", "aliases", outside, Way::Never);
  addRest("alias_direction", "aliases", backwards, Way::Allow);
}

Findings verifyLoadable(const Specification &specification, const target::Description &target, const Allowed &allowed,
                        mlir::Location loc) {
  return Verifier(specification, target, allowed, loc).verify();
}

} // namespace ganglion::xylo
