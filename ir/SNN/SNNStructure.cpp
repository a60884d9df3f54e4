//===- SNNStructure.cpp - networks, systems, links, delays ----------------===//
#include "ir/SNN/SNNDialect.h"
#include "ir/SNN/SNNVerify.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "mlir/IR/Builders.h"
#include "llvm/Support/Format.h"
#include <cmath>
#include <map>

using namespace mlir;
using namespace ganglion;
using namespace ganglion::snn;

//===----------------------------------------------------------------------===//
// Shared checks
//===----------------------------------------------------------------------===//

/// "link @a 'out' to @b 'in'"
static std::string linkText(LinkOp link) {
  return ("link @" + escaped(link.getSource()) + " " + quoted(link.getOutput()) + " to @" + escaped(link.getTarget()) +
          " " + quoted(link.getInput()));
}

InFlightDiagnostic SNNVerifier::finding(StringRef rule) {
  InFlightDiagnostic diagnostic = OpVerifier::finding(rule);
  if (auto network = dyn_cast<NetworkOp>(op))
    return std::move(diagnostic << "network " << quoted(network.getSymName()) << ": ");
  if (auto system = dyn_cast<SystemOp>(op))
    return std::move(diagnostic << "system " << quoted(system.getSymName()) << ": ");
  if (auto link = dyn_cast<LinkOp>(op))
    return std::move(diagnostic << linkText(link) << ": ");
  if (StringRef name = nodeName(op); !name.empty())
    diagnostic << "node " << quoted(name) << ": ";
  return diagnostic;
}

void SNNVerifier::checkInputs(StringRef rule, OperandRange inputs, ArrayRef<int64_t> shape) {
  for (auto [index, input] : llvm::enumerate(inputs))
    if (shapeOf(input) != shape)
      finding(rule) << "operand " << index << " has shape " << shapeText(shapeOf(input)) << ", expected "
                    << shapeText(shape);
}

void SNNVerifier::checkStorage(StringRef rule, StringRef field, Attribute parameter) {
  if (!parameter)
    return;
  llvm::Expected<Parameter> read = Parameter::get(parameter);
  if (!read)
    finding(rule) << field << ": " << llvm::toString(read.takeError());
}

void SNNVerifier::checkNumbers(StringRef rule, StringRef field, ElementsAttr parameter) {
  if (!parameter)
    return;
  checkStorage(rule, field, parameter);
  Type element = parameter.getShapedType().getElementType(), compute = networkOf(op).getCompute();
  if (isa<IntegerType>(compute) && !isa<IntegerType>(element))
    finding(rule) << field << " has element type " << element << ", expected an integer type in a network of "
                  << compute;
}

void SNNVerifier::checkShape(StringRef rule, StringRef field, ElementsAttr parameter,
                             ArrayRef<ArrayRef<int64_t>> shapes) {
  if (!parameter)
    return;
  ArrayRef<int64_t> have = parameter.getShapedType().getShape();
  if (have.empty() || llvm::is_contained(shapes, have))
    return;
  InFlightDiagnostic diagnostic = finding(rule);
  diagnostic << field << " has shape " << shapeText(have) << ", expected ";
  for (auto [index, shape] : llvm::enumerate(shapes))
    if (!llvm::is_contained(shapes.take_front(index), shape))
      diagnostic << shapeText(shape) << " or ";
  diagnostic << "[]";
}

void SNNVerifier::checkSumType(StringRef rule, OperandRange inputs, Value output) {
  Type have = elementOf(output), compute = networkOf(op).getCompute();
  bool single = inputs.size() == 1;
  if (have == compute || (single && have == elementOf(inputs.front())))
    return;
  InFlightDiagnostic diagnostic = finding(rule);
  diagnostic << "the result has element type " << have << ", expected the compute type " << compute;
  if (single && elementOf(inputs.front()) != compute)
    diagnostic << " or the operand's " << elementOf(inputs.front());
}

void SNNVerifier::checkComputeType(StringRef rule, Value output) {
  Type compute = networkOf(op).getCompute();
  if (elementOf(output) != compute)
    finding(rule) << "the result has element type " << elementOf(output) << ", expected the compute type " << compute;
}

void SNNVerifier::checkDelays(StringRef rule, DelaysAttr delays, ArrayRef<int64_t> source, ArrayRef<int64_t> target,
                              ArrayRef<int64_t> synapse) {
  if (!delays)
    return;
  checkStorage(rule, "delays", delays.getValues());
  ArrayRef<int64_t> want;
  switch (delays.getAxis()) {
  case DelayAxis::Uniform:
    break;
  case DelayAxis::Source:
    want = source;
    break;
  case DelayAxis::Target:
    want = target;
    break;
  case DelayAxis::Synapse:
    want = synapse;
    break;
  }
  ShapedType type = delays.getValues().getShapedType();
  std::string field = delays.getAxis() == DelayAxis::Uniform
                          ? "uniform delays"
                          : ("delays per " + stringifyDelayAxis(delays.getAxis())).str();
  if (type.getShape() != want)
    finding(rule) << field << " have shape " << shapeText(type.getShape()) << ", expected " << shapeText(want);
  bool isEventDriven = networkOf(op).isEventDriven();
  Type element = type.getElementType();
  if (isEventDriven ? !isa<FloatType>(element) : !isa<IntegerType>(element))
    finding(rule) << "delays have element type " << element << ", expected "
                  << (isEventDriven ? "a float type (seconds) under clock(event)"
                                    : "an integer type (steps) under clock(step)");
}

//===----------------------------------------------------------------------===//
// Assembly
//===----------------------------------------------------------------------===//

static ParseResult parseClock(OpAsmParser &parser, FloatAttr &step) {
  if (succeeded(parser.parseOptionalKeyword("event")))
    return success();
  if (parser.parseKeyword("step"))
    return failure();
  return parser.parseAttribute(step, parser.getBuilder().getF64Type());
}

/// Six decimals where they are exact, as MLIR prints floats (but MLIR prints 1e-6 as 9.9999999999999995E-7), else the
/// shortest decimal form.
static void printClock(OpAsmPrinter &printer, Operation *, FloatAttr step) {
  if (!step) {
    printer << "event";
    return;
  }
  printer << "step ";
  double value = step.getValueAsDouble(), back = 0;
  std::string text;
  llvm::raw_string_ostream(text) << llvm::format("%.6e", value);
  if (!std::isfinite(value) || StringRef(text).getAsDouble(back))
    return printer.printAttributeWithoutType(step);
  if (back != value) {
    text = shortest(value);
    if (!StringRef(text).contains('.'))
      text.insert(std::min(text.find('e'), text.size()), ".0");
  }
  printer << text;
}

static ParseResult parsePorts(OpAsmParser &parser, SmallVectorImpl<OpAsmParser::UnresolvedOperand> &inputs,
                              DenseI32ArrayAttr &segments, ArrayAttr &ports) {
  SmallVector<int32_t> sizes;
  SmallVector<Attribute> attributes;
  auto parsePort = [&]() -> ParseResult {
    size_t before = inputs.size();
    PortAttr port;
    if (parser.parseOperandList(inputs, OpAsmParser::Delimiter::Paren) || parser.parseAttribute(port))
      return failure();
    sizes.push_back(inputs.size() - before);
    attributes.push_back(port);
    return success();
  };
  if (parser.parseKeyword("ports") || parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Square, parsePort))
    return failure();
  segments = parser.getBuilder().getDenseI32ArrayAttr(sizes);
  ports = parser.getBuilder().getArrayAttr(attributes);
  return success();
}

static void printPorts(OpAsmPrinter &printer, Operation *, OperandRange inputs, DenseI32ArrayAttr segments,
                       ArrayAttr ports) {
  printer << "ports[";
  unsigned first = 0;
  llvm::interleaveComma(llvm::zip_equal(segments.asArrayRef(), ports), printer, [&](auto port) {
    auto [size, attribute] = port;
    printer << "(" << inputs.slice(first, size) << ") " << attribute;
    first += size;
  });
  printer << "]";
}

#define GET_OP_CLASSES
#include "ir/SNN/SNNOps.cpp.inc"

//===----------------------------------------------------------------------===//
// NetworkOp
//===----------------------------------------------------------------------===//

LogicalResult NetworkOp::verify() {
  SNNVerifier check(*this);
  if (getStepAttr() && !(getDt() > 0 && std::isfinite(getDt())))
    check.finding("C1") << "the step is " << shortest(getDt()) << " s, it must be > 0 and finite";
  Type compute = getCompute();
  bool isInteger = compute.isSignlessInteger(16) || compute.isSignlessInteger(32);
  if (!compute.isF32() && !compute.isF64() && (!isInteger || isEventDriven()))
    check.finding("C2") << "the compute type is " << compute << ", allowed are "
                        << (isEventDriven() ? "f32 and f64 under clock(event)" : "f32, f64, i16 and i32");
  ArrayRef<Attribute> choices = getChoices() ? getChoices()->getValue() : ArrayRef<Attribute>();
  for (Attribute choice : choices)
    if (!isa<ChoiceAttr>(choice))
      check.finding("C6") << "a choice is " << choice << ", expected #snn.choice<...>";
  return check.result();
}

/// C3: the results of an op in a network have an element type of the network.
static LogicalResult checkSignals(NetworkOp network, Operation &op) {
  SNNVerifier check(&op);
  for (Value value : op.getResults()) {
    Type element = elementOf(value);
    if (element != network.getCompute() && !element.isSignlessInteger(1) && !element.isSignlessInteger(32))
      check.finding("C3") << "the result has element type " << element << ", allowed are i1, i32 and the compute type "
                          << network.getCompute();
  }
  return check.result();
}

/// C4: two inputs, outputs or neurons of one name.
static void reportTwins(SNNVerifier &check, Operation &first, Operation &second) {
  InFlightDiagnostic diagnostic = check.finding("C4");
  diagnostic << "it has two " << second.getName().stripDialect() << "s " << quoted(nodeName(&second))
             << ", their names must differ";
  diagnostic.attachNote(first.getLoc()) << "the first one is here";
  diagnostic.attachNote(second.getLoc()) << "the second one is here";
}

LogicalResult NetworkOp::verifyRegions() {
  SNNVerifier check(*this);
  Block &block = getBody().front();
  if (block.getNumArguments() != 0)
    check.finding("C5") << "the body has " << block.getNumArguments() << " arguments, data enter by snn.input";
  bool failed = false;
  std::map<std::pair<StringRef, StringRef>, Operation *> named;
  for (Operation &op : block) {
    if (!isa<InputOp, DelayOp, NeuronOp, StatelessOpInterface>(op)) {
      check.finding("C5") << "the body holds " << quoted(op.getName().getStringRef())
                          << ", allowed are inputs, outputs, neurons, delays, sums and connections";
      continue;
    }
    failed |= llvm::failed(checkSignals(*this, op));
    if (!isa<InputOp, OutputOp, NeuronOp>(op))
      continue;
    auto [entry, isNew] = named.insert({{op.getName().stripDialect(), nodeName(&op)}, &op});
    if (!isNew)
      reportTwins(check, *entry->second, op);
  }
  return success(!failed && succeeded(check.result()));
}

//===----------------------------------------------------------------------===//
// SystemOp, LinkOp
//===----------------------------------------------------------------------===//

/// The op `name` of kind `Op` in a network; null if there is none.
template <typename Op> static Op findNamed(NetworkOp network, StringRef name) {
  for (Op op : network.getBody().front().getOps<Op>())
    if (op.getName() == name)
      return op;
  return nullptr;
}

static std::optional<std::array<int64_t, 4>> channelEntry(Attribute attribute) {
  auto list = dyn_cast<ArrayAttr>(attribute);
  if (!list || list.size() != 4)
    return std::nullopt;
  std::array<int64_t, 4> out;
  for (auto [value, element] : llvm::zip_equal(out, list)) {
    auto integer = dyn_cast<IntegerAttr>(element);
    if (!integer || !integer.getType().isSignlessInteger(64))
      return std::nullopt;
    value = integer.getInt();
  }
  return out;
}

LogicalResult LinkOp::verify() {
  SNNVerifier check(*this);
  if (static_cast<int64_t>(getDelay()) < 0)
    check.finding("C2") << "the delay is " << static_cast<int64_t>(getDelay()) << " steps, it must be >= 0";
  if (getChannels().empty())
    check.finding("C3") << "it carries no channels, at least one entry is needed";
  for (Attribute attribute : getChannels()) {
    auto entry = channelEntry(attribute);
    if (!entry) {
      check.finding("C3") << "a channel entry is " << attribute << ", expected four integers [a, b, c, d]";
      continue;
    }
    auto [a, b, c, d] = *entry;
    if (a < 0 || c < 0 || b <= a || d <= c || b - a != d - c)
      check.finding("C3") << "channels [" << a << ", " << b << ") to [" << c << ", " << d
                          << "): the ranges must start at 0 or above and have equal, positive length";
  }
  return check.result();
}

namespace {
/// Checks the links of a system against its shards.
class LinkVerifier {
public:
  explicit LinkVerifier(SystemOp system) : system(system), check(system) {}

  LogicalResult run() {
    for (LinkOp link : system.getBody().front().getOps<LinkOp>())
      visit(link);
    checkDrivers();
    return success(!failed && succeeded(check.result()));
  }

private:
  using Range = std::pair<int64_t, int64_t>;

  NetworkOp shard(StringAttr name) {
    return dyn_cast_or_null<NetworkOp>(mlir::SymbolTable::lookupSymbolIn(system, name));
  }

  void visit(LinkOp link) {
    SNNVerifier check(link);
    NetworkOp source = shard(link.getSourceAttr().getAttr()), target = shard(link.getTargetAttr().getAttr());
    OutputOp output = source ? findNamed<OutputOp>(source, link.getOutput()) : nullptr;
    InputOp input = target ? findNamed<InputOp>(target, link.getInput()) : nullptr;
    if (!output)
      check.finding("C1") << (source ? "the source shard has no such output" : "the source is no shard of this system");
    if (!input)
      check.finding("C1") << (target ? "the target shard has no such input" : "the target is no shard of this system");
    if (source && source.isEventDriven() && link.getDelay() != 0)
      check.finding("C2") << "the delay is " << static_cast<int64_t>(link.getDelay())
                          << " steps, under clock(event) it must be 0";
    if (output && input) {
      checkPayload(link, output, input, check);
      checkRanges(link, output, input, check);
    }
    failed |= llvm::failed(check.result());
  }

  static void checkPayload(LinkOp link, OutputOp output, InputOp input, SNNVerifier &check) {
    OperandRange values = output.getInputs();
    if (link.getPayload() == Payload::Spike && (values.size() != 1 || !elementOf(values.front()).isSignlessInteger(1)))
      check.finding("C4") << "payload `spike` of an output that is no single operand of i1; take `graded` for numbers";
    if (link.getPayload() == Payload::Graded && elementOf(input.getOutput()).isSignlessInteger(1))
      check.finding("C4") << "payload `graded` to an input of i1, which holds spikes only";
  }

  void checkRanges(LinkOp link, OutputOp output, InputOp input, SNNVerifier &check) {
    int64_t outputs = ShapedType::getNumElements(output.getInputShape());
    int64_t inputs = input.getOutput().getType().getNumElements();
    std::vector<Range> &ranges = driven[{link.getTarget(), link.getInput()}];
    for (Attribute attribute : link.getChannels()) {
      auto [a, b, c, d] = *channelEntry(attribute);
      if (b > outputs || d > inputs)
        check.finding("C3") << "channels [" << a << ", " << b << ") to [" << c << ", " << d << "): the output has "
                            << outputs << " channels, the input " << inputs;
      ranges.emplace_back(c, d);
    }
  }

  void checkDrivers() {
    for (auto &[name, ranges] : driven) {
      llvm::sort(ranges);
      for (size_t i = 1; i < ranges.size(); ++i)
        if (ranges[i].first < ranges[i - 1].second)
          check.finding("C3") << "channels [" << ranges[i].first << ", "
                              << std::min(ranges[i].second, ranges[i - 1].second) << ") of input "
                              << quoted(name.second) << " of @" << escaped(name.first)
                              << " have several drivers, allowed is one";
    }
  }

  SystemOp system;
  SNNVerifier check;
  bool failed = false;
  std::map<std::pair<StringRef, StringRef>, std::vector<Range>> driven;
};
} // namespace

LogicalResult SystemOp::verifyRegions() {
  SNNVerifier check(*this);
  NetworkOp first;
  for (Operation &op : getBody().front()) {
    if (auto network = dyn_cast<NetworkOp>(op)) {
      if (!first)
        first = network;
      if (network.getStepAttr() != first.getStepAttr() || network.getCompute() != first.getCompute())
        check.finding("C2") << "shard @" << escaped(network.getSymName())
                            << " differs in clock or compute type from shard @" << escaped(first.getSymName());
    } else if (!isa<LinkOp>(op)) {
      check.finding("C1") << "the body holds " << quoted(op.getName().getStringRef())
                          << ", allowed are networks and links";
    }
  }
  LogicalResult links = LinkVerifier(*this).run();
  return success(succeeded(links) && succeeded(check.result()));
}

//===----------------------------------------------------------------------===//
// InputOp, OutputOp, SumOp, DelayOp
//===----------------------------------------------------------------------===//

LogicalResult InputOp::verify() {
  SNNVerifier check(*this);
  if (networkOf(*this).isEventDriven() && !elementOf(getOutput()).isSignlessInteger(1))
    check.finding("C1") << "the result has element type " << elementOf(getOutput()) << ", under clock(event) it is i1";
  return check.result();
}

SmallVector<int64_t> OutputOp::getInputShape() {
  if (getShape())
    return llvm::to_vector(*getShape());
  return getInputs().empty() ? SmallVector<int64_t>() : llvm::to_vector(shapeOf(getInputs().front()));
}
StringRef OutputOp::getNodeName() { return getName(); }

LogicalResult OutputOp::verify() {
  SNNVerifier check(*this);
  check.checkInputs("C1", getInputs(), getInputShape());
  if (getInputs().empty() && !getShape())
    check.finding("C2") << "it has neither operands nor a shape, one of them is needed";
  if (ArrayRef<int64_t> sizes = getShape().value_or(ArrayRef<int64_t>());
      llvm::any_of(sizes, [](int64_t size) { return size < 0; }))
    check.finding("C2") << "the shape is " << shapeText(sizes) << ", its sizes must be >= 0";
  return check.result();
}

SmallVector<int64_t> SumOp::getInputShape() { return llvm::to_vector(shapeOf(getOutput())); }
StringRef SumOp::getNodeName() { return getName(); }

LogicalResult SumOp::verify() {
  SNNVerifier check(*this);
  check.checkInputs("C1", getInputs(), shapeOf(getOutput()));
  check.checkSumType("C2", getInputs(), getOutput());
  return check.result();
}

std::pair<int64_t, int64_t> DelayOp::getStepRange() {
  Parameter steps = Parameter::of(getStepsAttr());
  if (steps.size() == 0)
    return {1, 1};
  std::pair<int64_t, int64_t> range = {INT64_MAX, INT64_MIN};
  for (int64_t i = 0, n = steps.isSplat() ? 1 : steps.size(); i < n; ++i) {
    int64_t value = steps.asInteger(i);
    range = {std::min(range.first, value), std::max(range.second, value)};
  }
  return range;
}

LogicalResult DelayOp::verify() {
  SNNVerifier check(*this);
  ArrayRef<int64_t> shape = shapeOf(getOutput());
  for (auto [field, value] : {std::pair<StringRef, ElementsAttr>{"steps", getStepsAttr()}, {"delay", getDelayAttr()}}) {
    check.checkShape("C1", field, value, {shape});
    check.checkStorage("C1", field, value);
  }
  if (getStepsAttr() && !isa<IntegerType>(getStepsAttr().getShapedType().getElementType()))
    check.finding("C1") << "steps has element type " << getStepsAttr().getShapedType().getElementType()
                        << ", expected an integer type";
  check.checkInputs("C2", getInputs(), shape);
  if (networkOf(*this).isEventDriven()) {
    if (!getDelayAttr())
      check.finding("C3") << "it has no delay, under clock(event) one in seconds is needed";
    if (getStepsAttr())
      check.finding("C3") << "it has steps, under clock(event) there are none";
  } else if (!getStepsAttr()) {
    check.finding("C3") << "it has no steps, under clock(step) they are needed";
  }
  check.checkSumType("C4", getInputs(), getOutput());
  return check.result();
}
