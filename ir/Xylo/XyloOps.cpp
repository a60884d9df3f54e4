//===- XyloOps.cpp - verifiers: what belongs together ---------------------===//
#include "ir/Support/OpVerifier.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "ir/Xylo/XyloDialect.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace mlir;
using namespace ganglion;
using namespace ganglion::xylo;

static ParseResult parsePlainReal(OpAsmParser &parser, FloatAttr &value) {
  return parser.parseAttribute(value, parser.getBuilder().getF64Type());
}

static void printPlainReal(OpAsmPrinter &printer, Operation *, FloatAttr value) {
  printer.printAttributeWithoutType(value);
}

#define GET_OP_CLASSES
#include "ir/Xylo/XyloOps.cpp.inc"

//===----------------------------------------------------------------------===//
// What verifiers share
//===----------------------------------------------------------------------===//

namespace {

class XyloVerifier : public OpVerifier {
public:
  using OpVerifier::OpVerifier;

  /// Numbers of the given rank, f64 or i32, with storage that fits; absent passes.
  void checkNumbers(StringRef rule, StringRef field, ElementsAttr numbers, int64_t rank);
  /// Sources lie inside a resource of this shape; absent passes.
  void checkSources(StringRef rule, std::optional<ArrayAttr> sources, ArrayRef<int64_t> shape);
};

} // namespace

void XyloVerifier::checkNumbers(StringRef rule, StringRef field, ElementsAttr numbers, int64_t rank) {
  if (!numbers)
    return;
  llvm::Expected<Parameter> parameter = Parameter::get(numbers);
  if (!parameter) {
    finding(rule) << field << " " << llvm::toString(parameter.takeError());
    return;
  }
  if (parameter->rank() != rank)
    finding(rule) << field << " has rank " << parameter->rank() << ", expected " << rank;
  Type element = parameter->elementType();
  if (!element.isF64() && !element.isSignlessInteger(32))
    finding(rule) << field << " has elements of type " << element << ", expected f64 or i32";
}

void XyloVerifier::checkSources(StringRef rule, std::optional<ArrayAttr> sources, ArrayRef<int64_t> shape) {
  if (!sources)
    return;
  for (Attribute attribute : *sources) {
    auto source = dyn_cast<SourceAttr>(attribute);
    if (!source) {
      finding(rule) << "a source is " << attribute << ", expected #xylo.source";
      continue;
    }
    bool isInside = source.getAt().size() == shape.size();
    for (size_t axis = 0; isInside && axis < shape.size(); ++axis)
      isInside = source.getAt()[axis] <= shape[axis] && source.getSize()[axis] <= shape[axis] - source.getAt()[axis];
    if (!isInside)
      finding(rule) << "source " << quoted(source.getNode()) << " is at " << shapeText(source.getAt()) << " with size "
                    << shapeText(source.getSize()) << ", outside of " << shapeText(shape);
  }
}

//===----------------------------------------------------------------------===//
// Resources
//===----------------------------------------------------------------------===//

static ArrayRef<int64_t> shapeOf(ElementsAttr numbers) { return cast<ShapedType>(numbers.getType()).getShape(); }
static Type elementOf(ElementsAttr numbers) { return cast<ShapedType>(numbers.getType()).getElementType(); }

LogicalResult ControlOp::verify() {
  XyloVerifier check(*this);
  if (getShifts().size() != 3)
    check.finding("C1") << "there are " << getShifts().size() << " shifts, expected 3: input, recurrent, output";
  return check.result();
}

LogicalResult ChannelsOp::verify() {
  XyloVerifier check(*this);
  if (static_cast<int64_t>(getCount()) < 0)
    check.finding("C1") << "there are " << static_cast<int64_t>(getCount()) << " channels, expected 0 or more";
  else
    check.checkSources("C1", getSources(), static_cast<int64_t>(getCount()));
  return check.result();
}

/// The parameters that are there, with their names.
static SmallVector<std::pair<StringRef, ElementsAttr>> parametersOf(NeuronsOp op) {
  SmallVector<std::pair<StringRef, ElementsAttr>> list = {{"dash_mem", op.getDashMemAttr()},
                                                          {"dash_syn", op.getDashSynAttr()},
                                                          {"dash_syn_2", op.getDashSyn_2Attr()},
                                                          {"threshold", op.getThresholdAttr()},
                                                          {"bias", op.getBiasAttr()}};
  llvm::erase_if(list, [](const auto &entry) { return !entry.second; });
  return list;
}

int64_t NeuronsOp::getCount() { return cast<ShapedType>(getThresholdAttr().getType()).getNumElements(); }

LogicalResult NeuronsOp::verify() {
  XyloVerifier check(*this);
  for (auto [name, numbers] : parametersOf(*this))
    check.checkNumbers("C1", name, numbers, 1);
  if (failed(check.result()))
    return failure();
  for (auto [name, numbers] : parametersOf(*this))
    if (shapeOf(numbers).front() != getCount())
      check.finding("C1") << name << " has " << shapeOf(numbers).front() << " numbers, threshold has " << getCount();
  if (getPopulation() == Population::Output && getDashSyn_2Attr())
    check.finding("C2") << "an output population has dash_syn_2; output neurons have 1 synapse";
  check.checkSources("C3", getSources(), getCount());
  check.checkSources("C3", getExports(), getCount());
  return check.result();
}

LogicalResult WeightsOp::verify() {
  XyloVerifier check(*this);
  check.checkNumbers("C1", "values", getValuesAttr(), 2);
  int64_t synapse = getSynapse(), most = getMatrix() == Matrix::Output ? 1 : 2;
  if (synapse < 1 || synapse > most)
    check.finding("C2") << "synapse " << synapse << " of " << stringifyMatrix(getMatrix()) << " weights, allowed is 1"
                        << (most == 2 ? " or 2" : "");
  if (succeeded(check.result()))
    check.checkSources("C3", getSources(), shapeOf(getValuesAttr()));
  return check.result();
}

LogicalResult AliasesOp::verify() {
  XyloVerifier check(*this);
  if (getFrom().size() != getTo().size())
    check.finding("C1") << "from has " << getFrom().size() << " numbers, to has " << getTo().size();
  check.checkSources("C2", getSources(), static_cast<int64_t>(getFrom().size()));
  return check.result();
}

//===----------------------------------------------------------------------===//
// Chip
//===----------------------------------------------------------------------===//

template <typename Op> static Op findOp(ChipOp chip, function_ref<bool(Op)> matches) {
  for (Op op : chip.getBody().front().getOps<Op>())
    if (matches(op))
      return op;
  return {};
}

ControlOp ChipOp::getControl() {
  return findOp<ControlOp>(*this, [](ControlOp) { return true; });
}
ChannelsOp ChipOp::getChannels() {
  return findOp<ChannelsOp>(*this, [](ChannelsOp) { return true; });
}
NeuronsOp ChipOp::getNeurons(Population population) {
  return findOp<NeuronsOp>(*this, [&](NeuronsOp op) { return op.getPopulation() == population; });
}
WeightsOp ChipOp::getWeights(Matrix matrix, int64_t synapse) {
  return findOp<WeightsOp>(*this, [&](WeightsOp op) {
    return op.getMatrix() == matrix && static_cast<int64_t>(op.getSynapse()) == synapse;
  });
}
AliasesOp ChipOp::getAliases() {
  return findOp<AliasesOp>(*this, [](AliasesOp) { return true; });
}

int64_t ChipOp::getSynapseCount() { return getWeights(Matrix::Recurrent, 2) ? 2 : 1; }

bool ChipOp::isQuantized() {
  return elementOf(getNeurons(Population::Hidden).getThresholdAttr()).isSignlessInteger(32);
}

LogicalResult ChipOp::verify() {
  if (std::optional<APFloat> dt = getDt(); dt && (!dt->isFinite() || dt->isNegative() || dt->isZero()))
    return emitOpError() << "C1: dt is " << shortest(dt->convertToDouble()) << ", expected a number > 0";
  return success();
}

/// How often each resource is there, by a text that says what it is.
static void checkContents(ChipOp chip, OpVerifier &check) {
  SmallVector<std::pair<std::string, int64_t>> counts = {{"xylo.control", 0},
                                                         {"xylo.channels", 0},
                                                         {"xylo.neurons <hidden>", 0},
                                                         {"xylo.neurons <output>", 0},
                                                         {"xylo.weights <input> synapse 1", 0},
                                                         {"xylo.weights <recurrent> synapse 1", 0},
                                                         {"xylo.weights <output> synapse 1", 0}};
  size_t demanded = counts.size();
  for (Operation &op : chip.getBody().front()) {
    if (!isa<ControlOp, ChannelsOp, NeuronsOp, WeightsOp, AliasesOp>(op)) {
      check.finding("C2") << "the body holds a '" << op.getName() << "', expected resources of the chip";
      continue;
    }
    std::string what = op.getName().getStringRef().str();
    if (auto neurons = dyn_cast<NeuronsOp>(op))
      what += (" <" + stringifyPopulation(neurons.getPopulation()) + ">").str();
    if (auto weights = dyn_cast<WeightsOp>(op))
      what += (" <" + stringifyMatrix(weights.getMatrix()) + "> synapse " + Twine(weights.getSynapse())).str();
    auto known = llvm::find_if(counts, [&](const auto &entry) { return entry.first == what; });
    if (known == counts.end())
      counts.emplace_back(what, 1);
    else
      ++known->second;
  }
  for (auto [index, entry] : llvm::enumerate(counts))
    if (entry.second > 1 || (entry.second == 0 && index < demanded))
      check.finding("C2") << "the body holds " << entry.second << " " << entry.first << ", expected "
                          << (index < demanded ? "1" : "at most 1");
}

/// All numbers of the chip, with what they are.
static SmallVector<std::pair<std::string, ElementsAttr>> numbersOf(ChipOp chip) {
  SmallVector<std::pair<std::string, ElementsAttr>> list;
  for (auto neurons : chip.getBody().front().getOps<NeuronsOp>())
    for (auto [name, numbers] : parametersOf(neurons))
      list.emplace_back((name + " of " + stringifyPopulation(neurons.getPopulation()) + " neurons").str(), numbers);
  for (auto weights : chip.getBody().front().getOps<WeightsOp>())
    list.emplace_back(("the " + stringifyMatrix(weights.getMatrix()) + " weights").str(), weights.getValuesAttr());
  return list;
}

static void checkSizes(ChipOp chip, OpVerifier &check) {
  int64_t channels = chip.getChannels().getCount(), hidden = chip.getNeurons(Population::Hidden).getCount(),
          outputs = chip.getNeurons(Population::Output).getCount();
  std::pair<StringRef, int64_t> counts[] = {
      {"channels", channels}, {"hidden neurons", hidden}, {"output neurons", outputs}};
  for (auto [what, count] : counts)
    if (count > mostNeurons)
      check.finding("C6") << "there are " << count << " " << what << ", expected at most " << mostNeurons;
  auto checkShape = [&](Matrix matrix, int64_t synapse, bool fits, const Twine &allowed) {
    if (!fits)
      check.finding("C4") << "the " << stringifyMatrix(matrix) << " weights of synapse " << synapse << " are "
                          << shapeText(shapeOf(chip.getWeights(matrix, synapse).getValuesAttr())) << ", expected "
                          << allowed.str();
  };
  for (int64_t synapse : {1, 2}) {
    if (auto input = chip.getWeights(Matrix::Input, synapse)) {
      ArrayRef<int64_t> shape = shapeOf(input.getValuesAttr()),
                        first = shapeOf(chip.getWeights(Matrix::Input).getValuesAttr());
      checkShape(Matrix::Input, synapse, shape[0] == channels && shape[1] <= hidden && shape == first,
                 "[" + Twine(channels) + ", up to " + Twine(hidden) + "], equal for both synapses");
    }
    if (auto recurrent = chip.getWeights(Matrix::Recurrent, synapse)) {
      ArrayRef<int64_t> shape = shapeOf(recurrent.getValuesAttr());
      checkShape(Matrix::Recurrent, synapse, shape[0] == hidden && shape[1] == hidden,
                 "[" + Twine(hidden) + ", " + Twine(hidden) + "]");
    }
  }
  ArrayRef<int64_t> shape = shapeOf(chip.getWeights(Matrix::Output).getValuesAttr());
  checkShape(Matrix::Output, 1, shape[0] <= hidden && shape[1] == outputs,
             "[up to " + Twine(hidden) + ", " + Twine(outputs) + "]");
  if (auto aliases = chip.getAliases())
    for (int64_t from : aliases.getFrom())
      if (from < 0 || from >= hidden) {
        check.finding("C4") << "an alias is from neuron " << from << ", there are " << hidden << " hidden neurons";
        break;
      }
}

LogicalResult ChipOp::verifyRegions() {
  XyloVerifier check(*this);
  checkContents(*this, check);
  if (failed(check.result()))
    return failure();
  if (!getWeights(Matrix::Input, 2) != !getWeights(Matrix::Recurrent, 2))
    check.finding("C3") << "synapse 2 has " << (getWeights(Matrix::Input, 2) ? "input" : "recurrent")
                        << " weights alone, expected input and recurrent ones";
  if (getWeights(Matrix::Recurrent, 2) && !getNeurons(Population::Hidden).getDashSyn_2Attr())
    check.finding("C3") << "there are weights of synapse 2, and the hidden neurons have no dash_syn_2";
  SmallVector<std::pair<std::string, ElementsAttr>> numbers = numbersOf(*this);
  for (const auto &[what, values] : numbers)
    if (elementOf(values) != elementOf(numbers.front().second))
      check.finding("C5") << what << " are " << elementOf(values) << ", " << numbers.front().first << " are "
                          << elementOf(numbers.front().second);
  checkSizes(*this, check);
  return check.result();
}
