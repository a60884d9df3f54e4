//===- Specification.cpp - from and to the dialect ------------------------===//
#include "backends/Xylo/Specification.h"
#include "ir/Support/Parameter.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace ganglion::xylo {

static std::vector<double> numbers(ElementsAttr attribute) {
  return attribute ? Parameter::of(attribute).toDoubles() : std::vector<double>();
}

static WeightMatrix matrix(WeightsOp op) {
  Parameter values = Parameter::of(op.getValuesAttr());
  WeightMatrix result;
  result.rows = values.shape()[0];
  result.columns = values.shape()[1];
  result.values = values.toDoubles();
  return result;
}

static std::vector<Source> sourcesOf(std::optional<ArrayAttr> attribute) {
  std::vector<Source> list;
  if (attribute)
    for (auto source : attribute->getAsRange<SourceAttr>())
      list.push_back({source.getNode().str(), source.getAt().vec(), source.getSize().vec(), source.getFrom().vec(),
                      source.getLatency()});
  return list;
}

static NeuronParameters parametersOf(NeuronsOp op) {
  return {numbers(op.getDashMemAttr()), numbers(op.getDashSynAttr()), numbers(op.getDashSyn_2Attr()),
          numbers(op.getThresholdAttr()), numbers(op.getBiasAttr())};
}

Specification specificationOf(ChipOp chip) {
  Specification result;
  if (std::optional<APFloat> dt = chip.getDt())
    result.dt = dt->convertToDouble();
  result.latency = chip.getLatency();
  result.channels = chip.getChannels().getCount();
  result.sources.channels = sourcesOf(chip.getChannels().getSources());
  for (int64_t synapse = 1; synapse <= chip.getSynapseCount(); ++synapse) {
    WeightsOp input = chip.getWeights(Matrix::Input, synapse), recurrent = chip.getWeights(Matrix::Recurrent, synapse);
    result.input.push_back(matrix(input));
    result.sources.input[synapse - 1] = sourcesOf(input.getSources());
    result.recurrent.push_back(matrix(recurrent));
    result.sources.recurrent[synapse - 1] = sourcesOf(recurrent.getSources());
  }
  WeightsOp output = chip.getWeights(Matrix::Output);
  result.output = matrix(output);
  result.sources.output = sourcesOf(output.getSources());
  NeuronsOp hidden = chip.getNeurons(Population::Hidden), outputs = chip.getNeurons(Population::Output);
  result.hidden = parametersOf(hidden);
  result.sources.hidden = sourcesOf(hidden.getSources());
  result.outputs = parametersOf(outputs);
  result.sources.outputs = sourcesOf(outputs.getSources());
  result.sources.exports = sourcesOf(outputs.getExports());
  ControlOp control = chip.getControl();
  llvm::copy(control.getShifts(), result.shifts.begin());
  // The flag of biases says more than their numbers: zeros are biases, too.
  if (control.getBias() && !result.hasBias())
    result.outputs.bias.resize(result.outputs.size());
  if (control.getAlias())
    result.aliases.emplace(result.hidden.size());
  if (AliasesOp aliases = chip.getAliases()) {
    if (!result.aliases)
      result.aliases.emplace(result.hidden.size());
    for (auto [from, to] : llvm::zip_equal(aliases.getFrom(), aliases.getTo()))
      (*result.aliases)[from].push_back(to);
    result.sources.aliases = sourcesOf(aliases.getSources());
  }
  result.isQuantized = chip.isQuantized();
  return result;
}

namespace {

/// Builds the resources of a chip.
class ChipBuilder {
public:
  ChipBuilder(OpBuilder &builder, Location loc, const Specification &specification)
      : builder(builder), loc(loc), specification(specification) {}

  void build() {
    const auto &sources = specification.sources;
    ControlOp::create(builder, loc, builder.getDenseI64ArrayAttr(specification.shifts), flag(specification.hasBias()),
                      flag(specification.aliases.has_value()));
    ChannelsOp::create(builder, loc, specification.channels, list(sources.channels));
    neurons(Population::Hidden, specification.hidden, sources.hidden, {});
    neurons(Population::Output, specification.outputs, sources.outputs, sources.exports);
    for (int64_t synapse = 0; synapse < specification.synapses(); ++synapse) {
      weights(Matrix::Input, synapse, specification.input[synapse], sources.input[synapse]);
      weights(Matrix::Recurrent, synapse, specification.recurrent[synapse], sources.recurrent[synapse]);
    }
    weights(Matrix::Output, 0, specification.output, sources.output);
    aliases();
  }

private:
  UnitAttr flag(bool isSet) { return isSet ? builder.getUnitAttr() : UnitAttr(); }

  ArrayAttr list(const std::vector<Source> &sources) {
    SmallVector<Attribute> attributes;
    for (const Source &source : sources)
      attributes.push_back(SourceAttr::get(builder.getContext(), builder.getStringAttr(source.node), source.at,
                                           source.size, source.from, source.latency));
    return attributes.empty() ? ArrayAttr() : builder.getArrayAttr(attributes);
  }

  ElementsAttr parameter(StringRef name, ArrayRef<int64_t> shape, const std::vector<double> &values) {
    auto bytes = [](const auto &numbers) {
      return ArrayRef(reinterpret_cast<const char *>(numbers.data()), numbers.size() * sizeof(numbers[0]));
    };
    if (!specification.isQuantized)
      return makeParameterCopy(RankedTensorType::get(shape, builder.getF64Type()), name, bytes(values));
    auto integers = std::make_shared<std::vector<int32_t>>(values.begin(), values.end());
    return makeParameter(RankedTensorType::get(shape, builder.getI32Type()), name, bytes(*integers), integers);
  }
  ElementsAttr vector(Population population, StringRef name, const std::vector<double> &values, int64_t count) {
    if (values.empty() && count != 0)
      return {};
    return parameter((stringifyPopulation(population) + "." + name).str(), {count}, values);
  }

  void neurons(Population population, const NeuronParameters &neurons, const std::vector<Source> &sources,
               const std::vector<Source> &exports) {
    int64_t count = neurons.size();
    auto optional = [&](StringRef name, const std::vector<double> &values) {
      return values.empty() ? ElementsAttr() : vector(population, name, values, count);
    };
    NeuronsOp::create(builder, loc, population, vector(population, "dash_mem", neurons.dashMem, count),
                      vector(population, "dash_syn", neurons.dashSyn, count), optional("dash_syn_2", neurons.dashSyn2),
                      vector(population, "threshold", neurons.threshold, count), optional("bias", neurons.bias),
                      list(sources), list(exports));
  }

  void weights(Matrix matrix, uint64_t synapse, const WeightMatrix &values, const std::vector<Source> &sources) {
    WeightsOp::create(
        builder, loc, matrix, synapse + 1,
        parameter(("weights." + stringifyMatrix(matrix)).str(), {values.rows, values.columns}, values.values),
        list(sources));
  }

  void aliases() {
    SmallVector<int64_t> from, to;
    if (specification.aliases)
      for (auto [source, targets] : llvm::enumerate(*specification.aliases))
        for (int64_t target : targets) {
          from.push_back(static_cast<int64_t>(source));
          to.push_back(target);
        }
    if (!from.empty())
      AliasesOp::create(builder, loc, builder.getDenseI64ArrayAttr(from), builder.getDenseI64ArrayAttr(to),
                        list(specification.sources.aliases));
  }

  OpBuilder &builder;
  Location loc;
  const Specification &specification;
};

} // namespace

ChipOp buildChip(OpBuilder &builder, Location loc, StringRef name, StringRef target,
                 const Specification &specification) {
  FloatAttr dt = specification.dt ? builder.getF64FloatAttr(*specification.dt) : FloatAttr();
  IntegerAttr latency = specification.latency ? builder.getI64IntegerAttr(*specification.latency) : IntegerAttr();
  StringAttr targetName = target.empty() ? StringAttr() : builder.getStringAttr(target);
  ChipOp chip = ChipOp::create(builder, loc, builder.getStringAttr(name), targetName, dt, latency);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(&chip.getBody().emplaceBlock());
  ChipBuilder(builder, loc, specification).build();
  return chip;
}

OwningOpRef<ModuleOp> chipModule(const Specification &specification, StringRef file, MLIRContext *context,
                                 StringRef target) {
  context->loadDialect<XyloDialect>();
  OpBuilder builder(context);
  Location loc = FileLineColLoc::get(context, file, 0, 0);
  OwningOpRef<ModuleOp> module = ModuleOp::create(builder, loc);
  builder.setInsertionPointToStart(module->getBody());
  buildChip(builder, loc, "chip", target, specification);
  return module;
}

} // namespace ganglion::xylo
