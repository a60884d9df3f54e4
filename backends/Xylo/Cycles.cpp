//===- Cycles.cpp ---------------------------------------------------------===//
#include "backends/Xylo/Cycles.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace llvm;

namespace ganglion::xylo {

/// How many rows and columns have a weight.
static std::pair<int64_t, int64_t> usedRowsAndColumns(const WeightMatrix &weights) {
  std::vector<bool> rows(weights.rows), columns(weights.columns);
  for (int64_t row = 0; row < weights.rows; ++row)
    for (int64_t column = 0; column < weights.columns; ++column)
      if (weights.at(row, column) != 0)
        rows[row] = columns[column] = true;
  return {llvm::count(rows, true), llvm::count(columns, true)};
}

namespace {

/// What the model knows of a network.
struct Counts {
  double inputs, hidden, outputs, inExpansion, outExpansion;
  double entries = 0; ///< recurrent ones of a hidden neuron
  double aliases = 0; ///< of a hidden neuron
  double share = 0;   ///< of hidden neurons that have an alias
};

} // namespace

static Counts countsOf(const Specification &specification, const target::Description &chip) {
  const WeightMatrix &recurrent = specification.recurrent.front();
  auto hidden = static_cast<double>(specification.hidden.size());
  Counts counts{static_cast<double>(specification.channels), hidden, static_cast<double>(specification.outputs.size()),
                hidden, hidden};
  if (chip.limit("in_expansion"))
    counts.inExpansion = static_cast<double>(usedRowsAndColumns(specification.input.front()).second);
  if (chip.limit("out_expansion"))
    counts.outExpansion = static_cast<double>(usedRowsAndColumns(specification.output).first);
  if (specification.hidden.size() == 0)
    return counts;
  auto isThere = [](double weight) { return weight != 0; };
  counts.entries = static_cast<double>(count_if(recurrent.values, isThere)) / hidden;
  if (specification.aliases)
    for (const std::vector<int64_t> &targets : *specification.aliases) {
      counts.aliases += static_cast<double>(targets.size()) / hidden;
      counts.share += (targets.empty() ? 0 : 1) / hidden;
    }
  return counts;
}

static double cyclesOfAliases(const Counts &n, double hidden, const target::Description &chip) {
  double received = n.aliases * n.share;
  return chip.real("cycles_alias_update") * std::max(hidden, received) +
         chip.real("cycles_alias_target") * std::max(hidden * n.aliases, received) +
         chip.real("cycles_alias_spike") * hidden +
         chip.real("cycles_alias_source") * std::max(hidden, n.aliases) * n.share;
}

CycleEstimate cyclesOfStep(const Specification &specification, const target::Description &chip, Activity activity) {
  Counts n = countsOf(specification, chip);
  auto [input, hidden] = activity;
  CycleEstimate result;
  result.cycles =
      n.inputs * (chip.real("cycles_input_synapse") * input * n.inExpansion + chip.real("cycles_input_channel")) +
      n.hidden * (chip.real("cycles_recurrent_entry") * hidden * n.entries + chip.real("cycles_recurrent_source")) +
      n.outExpansion * hidden * (chip.real("cycles_output_source") + chip.real("cycles_output_synapse") * n.outputs) +
      n.hidden * (chip.real("cycles_hidden") + cyclesOfAliases(n, hidden, chip)) +
      n.outputs * chip.real("cycles_output");
  auto operations = [&](StringRef name) { return chip.find(name) ? chip.real(name) : 0; };
  if (specification.synapses() > 1)
    result.secondSynapseOperations = operations("operations_input_synapse_2") * input * n.inputs * n.inExpansion +
                                     operations("operations_recurrent_entry_2") * n.entries * hidden * n.hidden +
                                     operations("operations_hidden_2") * n.hidden;
  return result;
}

double requiredClock(double cycles, double dt, const target::Description &description) {
  return cycles * (1 + description.real("clock_margin")) / dt;
}

} // namespace ganglion::xylo
