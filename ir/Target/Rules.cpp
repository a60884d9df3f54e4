//===- Rules.cpp ----------------------------------------------------------===//
#include "ir/Target/Rules.h"
#include "llvm/Support/ErrorHandling.h"

using namespace llvm;

namespace ganglion::target {

namespace {

constexpr Section size = Section::Size, widths = Section::Widths, timing = Section::Timing;
constexpr Kind integer = Kind::Integer, real = Kind::Real, integers = Kind::IntegerRange, reals = Kind::RealRange,
               list = Kind::IntegerList;
constexpr bool must = true, may = false;
// Larger than any chip and still exact in all arithmetic of i64 and f64.
constexpr double many = 1e9;
constexpr double word = 2147483647;

constexpr NumberRule splitRegNumbers[] = {
    {"inputs", size, integer, "channels", 1, many, must},  {"outputs", size, integer, "channels", 1, many, must},
    {"neurons", size, integer, "neurons", 1, many, must},  {"fan_in", size, integer, "sources", 1, many, may},
    {"fan_out", size, integer, "targets", 1, many, may},   {"connections", size, integer, "synapses", 1, many, may},
    {"layer_delay", timing, integer, "steps", 0, 1, must}, {"hop", timing, integer, "steps", 0, 1e6, must},
};

constexpr NumberRule xyloNumbers[] = {
    {"inputs", size, integer, "channels", 1, many, must},
    {"neurons", size, integer, "neurons", 1, many, must},
    {"in_expansion", size, integer, "neurons", 1, many, may},
    {"out_expansion", size, integer, "neurons", 1, many, may},
    {"outputs", size, integer, "neurons", 1, many, must},
    {"synapses", size, integer, "synapses", 1, 2, must},
    {"output_synapses", size, integer, "synapses", 1, 1, must},
    {"connections", size, integer, "entries", 1, many, must},
    {"fan_in", size, integer, "sources", 1, many, may},
    {"fan_out", size, integer, "targets", 1, many, must},
    {"alias_targets", size, integer, "neurons", 0, 1, must},
    {"output_gap", size, integer, "words", 0, 1, must},
    {"sensor_channels", size, integer, "channels", 1, many, may},
    {"weight", widths, integers, "integer", -32768, 32767, must},
    {"weight_shift", widths, integers, "bits", 0, 15, must},
    {"state", widths, integers, "integer", -32768, 32767, must},
    {"threshold", widths, integers, "integer", -32768, 32767, must},
    {"bias", widths, integers, "integer", -32768, 32767, must},
    {"dash", widths, integers, "bits", 0, 15, must},
    {"input_spikes", widths, integers, "spikes", 0, 255, must},
    {"hidden_spikes", widths, integers, "spikes", 0, 255, must},
    {"output_spikes", widths, integers, "spikes", 0, 255, must},
    {"neuron_id", widths, integers, "integer", 0, many, must},
    {"no_alias", widths, integer, "integer", 0, many, must},
    {"fan_out_count", widths, integers, "integer", 0, many, may},
    {"layer_delay", timing, integer, "steps", 1, 1, must},
    {"input_delay", timing, integer, "steps", 0, 0, must},
    {"hop", timing, integer, "steps", 0, 1e6, must},
    {"clock", timing, real, "Hz", 1, 1e12, must},
    {"clock_margin", timing, real, "ratio", 0, 100, must},
    {"cycles_input_channel", timing, real, "cycles", 0, many, must},
    {"cycles_input_synapse", timing, real, "cycles", 0, many, must},
    {"cycles_recurrent_source", timing, real, "cycles", 0, many, must},
    {"cycles_recurrent_entry", timing, real, "cycles", 0, many, must},
    {"cycles_output_source", timing, real, "cycles", 0, many, must},
    {"cycles_output_synapse", timing, real, "cycles", 0, many, must},
    {"cycles_hidden", timing, real, "cycles", 0, many, must},
    {"cycles_output", timing, real, "cycles", 0, many, must},
    {"cycles_alias_update", timing, real, "cycles", 0, many, must},
    {"cycles_alias_target", timing, real, "cycles", 0, many, must},
    {"cycles_alias_spike", timing, real, "cycles", 0, many, must},
    {"cycles_alias_source", timing, real, "cycles", 0, many, must},
    {"operations_input_synapse_2", timing, real, "operations", 0, many, may},
    {"operations_recurrent_entry_2", timing, real, "operations", 0, many, may},
    {"operations_hidden_2", timing, real, "operations", 0, many, may},
    {"clock_base", timing, real, "Hz", 1, 1e12, may},
    {"dt", timing, reals, "s", 1e-9, 1e3, may},
    {"real_time_dt", timing, real, "s", 1e-9, 1e3, may},
    {"interface_clock", timing, real, "Hz", 1, 1e12, may},
    {"pdm_divider", timing, integer, "ratio", 1, 65536, may},
    {"sdm_clock", timing, real, "Hz", 1, 1e12, may},
    {"audio_rate", timing, real, "Hz", 1, 1e12, may},
};

constexpr NumberRule speckNumbers[] = {
    {"input_size", size, integer, "pixels", 1, 65536, must},
    {"neuron_size", size, integer, "pixels", 1, 65536, must},
    {"features", size, integer, "features", 1, 65536, must},
    {"kernel", size, integer, "pixels", 1, 256, must},
    {"stride", size, list, "pixels", 1, 256, must},
    {"padding", size, integer, "pixels", 0, 255, must},
    {"dilation", size, integer, "pixels", 1, 1, must},
    {"groups", size, integer, "groups", 1, 1, must},
    {"pooling", size, list, "pixels", 1, 256, must},
    {"destinations", size, integer, "cores", 1, 64, must},
    {"sensor_filter_words", size, integer, "words", 0, many, may},
    {"readout_classes", size, integer, "classes", 0, 65536, may},
    {"weight", widths, integers, "integer", -128, 127, must},
    {"bias", widths, integers, "integer", -32768, 32767, must},
    {"state", widths, integers, "integer", -32768, 32767, must},
    {"threshold", widths, integers, "integer", 1, 32767, must},
    {"threshold_low", widths, integers, "integer", -32768, 32767, must},
    {"spikes_per_event", widths, integer, "spikes", 1, 1, must},
    {"decimation", widths, list, "events", 1, 65536, may},
    {"slow_clock", timing, reals, "Hz", 1e-3, 1e9, may},
    {"slow_clock_divider", timing, integers, "bits", 0, 63, may},
};

constexpr NumberRule bss2Numbers[] = {
    {"neurons", size, integer, "circuits", 1, many, must},
    {"columns", size, integer, "columns", 1, many, must},
    {"rows", size, integer, "rows", 1, many, must},
    {"rows_per_bus", size, integer, "rows", 1, many, must},
    {"labels", size, integer, "labels", 1, many, must},
    {"drivers", size, integer, "drivers", 1, many, must},
    {"buses", size, integer, "buses", 1, 1024, must},
    {"background_sources", size, integer, "sources", 0, many, must},
    {"event_outputs", size, integer, "outputs", 1, many, must},
    {"links", size, integer, "links", 1, many, must},
    {"crossbar_inputs", size, integer, "inputs", 1, many, must},
    {"crossbar_outputs", size, integer, "outputs", 1, many, must},
    {"crossbar_nodes", size, integer, "nodes", 1, many, must},
    {"madc_neurons", size, integer, "neurons", 0, many, must},
    {"processors", size, integer, "processors", 0, many, may},
    {"weight", widths, integers, "integer", -word, word, must},
    {"synapse_weight", widths, integers, "integer", 0, word, must},
    {"label", widths, integers, "integer", 0, word, must},
    {"row_select", widths, integers, "integer", 0, word, must},
    {"capmem", widths, integers, "integer", 0, word, must},
    {"cadc", widths, integers, "integer", 0, word, must},
    {"cadc_usable", widths, integers, "integer", 0, word, must},
    {"leak", widths, integers, "cadc", 0, word, must},
    {"reset", widths, integers, "cadc", 0, word, must},
    {"threshold", widths, integers, "cadc", 0, word, must},
    {"capacitance", widths, integers, "integer", 0, word, must},
    {"i_synin_gm", widths, integers, "integer", 0, word, must},
    {"synapse_dac_bias", widths, integers, "integer", 0, word, must},
    {"tau_mem", timing, reals, "us", 0, 1e9, must},
    {"tau_mem_hard", timing, reals, "us", 0, 1e9, must},
    {"tau_syn", timing, reals, "us", 0, 1e9, must},
    {"tau_syn_hard", timing, reals, "us", 0, 1e9, must},
    {"refractory", timing, reals, "us", 0, 1e9, must},
    {"holdoff", timing, reals, "us", 0, 1e9, must},
    {"speedup", timing, integer, "ratio", 1, 1e9, must},
    {"clock", timing, real, "Hz", 1, 1e12, must},
    {"cadc_period", timing, reals, "us", 0, 1e9, may},
    {"link_latency", timing, reals, "us", 0, 1e9, may},
};

constexpr StringLiteral hiddenNames[] = {"reservoir", "hidden"};
constexpr StringLiteral configurationTrees[] = {"xylo-a2", "xylo-a3", "xylo-imu"};
constexpr StringLiteral simulators[] = {"xylosim.v1", "xylosim.v2"};
constexpr FeatureRule xyloFeatures[] = {
    {"biases", true, must, {}},
    {"hibernation", true, must, {}},
    {"hidden_name", false, must, hiddenNames},
    {"configuration_tree", false, must, configurationTrees},
    {"simulator", false, must, simulators},
    {"module", false, may, {}},
    {"board", false, may, {}},
    {"firmware", false, may, {}},
    {"front_end", false, may, {}},
    {"power_rails", false, may, {}},
    {"memory_map_status", false, may, {}},
};

int64_t hidden(const Description &d) { return d.integer("neurons"); }
int64_t all(const Description &d) { return d.integer("neurons") + d.integer("outputs"); }
int64_t second(const Description &d) { return d.integer("synapses") > 1 ? d.integer("neurons") : 0; }
int64_t biases(const Description &d) { return d.flag("biases") ? all(d) : 0; }
int64_t inputWeights(const Description &d) {
  return d.integer("inputs") * d.limit("in_expansion").value_or(d.integer("neurons"));
}
int64_t secondInputWeights(const Description &d) { return d.integer("synapses") > 1 ? inputWeights(d) : 0; }
int64_t entries(const Description &d) { return d.integer("connections"); }
int64_t secondEntries(const Description &d) { return d.integer("synapses") > 1 ? entries(d) : 0; }
int64_t outputWeights(const Description &d) {
  return d.limit("out_expansion").value_or(d.integer("neurons")) * d.integer("outputs");
}

constexpr BankRule xyloBanks[] = {
    {"input_weights", inputWeights},
    {"input_weights_2", secondInputWeights},
    {"synapse_state", all},
    {"synapse_state_2", second},
    {"membrane", all},
    {"dash_synapse", all},
    {"dash_synapse_2", second},
    {"dash_membrane", all},
    {"bias", biases},
    {"threshold", all},
    {"alias_flags", hidden},
    {"alias_target", hidden},
    {"spikes", hidden},
    {"fan_out_count", hidden},
    {"recurrent_target", entries},
    {"recurrent_weights", entries},
    {"recurrent_weights_2", secondEntries},
    {"output_weights", outputWeights},
};

constexpr StringLiteral coreCapacities[] = {"kernel_words", "neuron_words", "bias_words"};

const FamilyRules families[] = {
    {"splitreg", Family::SplitReg, splitRegNumbers, {}, {}, {}},
    {"xylo", Family::Xylo, xyloNumbers, xyloFeatures, xyloBanks, {}},
    {"speck", Family::Speck, speckNumbers, {}, {}, coreCapacities},
    {"bss2", Family::BSS2, bss2Numbers, {}, {}, {}},
};

} // namespace

ArrayRef<FamilyRules> allFamilies() { return families; }

const FamilyRules &rulesOf(Family family) {
  for (const FamilyRules &rules : families)
    if (rules.family == family)
      return rules;
  llvm_unreachable("each family has rules");
}

StringRef sectionName(Section section) {
  static constexpr StringLiteral names[] = {"size", "widths", "timing", "power"};
  return names[static_cast<unsigned>(section)];
}

} // namespace ganglion::target
