//===- Demand.cpp ---------------------------------------------------------===//
#include "backends/Xylo/Demand.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace ganglion::xylo {

static bool hasWeight(ArrayRef<WeightMatrix> planes, int64_t row, int64_t column) {
  return any_of(planes, [&](const WeightMatrix &matrix) { return matrix.at(row, column) != 0; });
}

/// Columns up to the last with a weight.
static int64_t lastColumn(ArrayRef<WeightMatrix> planes) {
  int64_t last = 0;
  for (int64_t row = 0; row < planes.front().rows; ++row)
    for (int64_t column = last; column < planes.front().columns; ++column)
      if (hasWeight(planes, row, column))
        last = column + 1;
  return last;
}

/// Rows from the first with a weight.
static int64_t rowsFromFirst(const WeightMatrix &matrix) {
  for (int64_t row = 0; row < matrix.rows; ++row)
    for (int64_t column = 0; column < matrix.columns; ++column)
      if (matrix.at(row, column) != 0)
        return matrix.rows - row;
  return 0;
}

int64_t targetsOf(const Specification &specification, int64_t source) {
  const WeightMatrix &first = specification.recurrent.front();
  const double *row = first.values.data() + source * first.columns;
  if (specification.synapses() == 1)
    return count_if(ArrayRef(row, first.columns), [](double weight) { return weight != 0; });
  int64_t targets = 0;
  for (int64_t target = 0; target < first.columns; ++target)
    targets += hasWeight(specification.recurrent, source, target);
  return targets;
}

std::vector<int64_t> incomingOf(const Specification &specification) {
  const std::vector<WeightMatrix> &planes = specification.recurrent;
  std::vector<int64_t> incoming(specification.hidden.size());
  for (int64_t source = 0; source < planes.front().rows; ++source)
    for (int64_t target = 0; target < planes.front().columns; ++target)
      if (planes.size() == 1)
        incoming[target] += planes.front().at(source, target) != 0;
      else
        incoming[target] += hasWeight(planes, source, target);
  return incoming;
}

target::Demand demandOf(const Specification &specification) {
  target::Demand demand;
  demand.inputs = specification.channels;
  demand.outputs = specification.outputs.size();
  demand.hidden = specification.hidden.size();
  demand.drivenByInputs = lastColumn(specification.input);
  demand.drivingOutputs = rowsFromFirst(specification.output);
  // By position: the first neurons have input, the last ones output.
  demand.drivenAndDriving = std::max<int64_t>(demand.drivenByInputs + demand.drivingOutputs - demand.hidden, 0);
  demand.synapsePorts = specification.synapses();
  if (specification.aliases)
    for (const std::vector<int64_t> &targets : *specification.aliases)
      demand.aliasTargets = std::max<int64_t>(demand.aliasTargets, targets.size());
  for (int64_t source = 0; source < demand.hidden; ++source)
    demand.addSource({0, targetsOf(specification, source), 0, 0});
  for (int64_t count : incomingOf(specification))
    demand.addNeuron({0, count, 0, 0});
  return demand;
}

} // namespace ganglion::xylo
