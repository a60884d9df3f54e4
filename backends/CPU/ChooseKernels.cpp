//===- ChooseKernels.cpp --------------------------------------------------===//
#include "backends/CPU/ChooseKernels.h"
#include "backends/CPU/Bitmap.h"
#include "backends/CPU/CPU.h"
#include "backends/CPU/Fill.h"
#include "backends/CPU/HeldSums.h"
#include "backends/CPU/Lowering.h"
#include "backends/CPU/Passes.h"
#include "backends/CPU/Runnable.h"
#include "ir/SNN/Coefficients.h"
#include "ir/SNN/Schedule.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace ganglion::cpu {

#define GEN_PASS_DEF_SNNCHOOSEKERNELS
#include "backends/CPU/Passes.h.inc"

/// From which share of busy sources on every product is taken to be cheaper than a list of events: `rows` reads a
/// weight once per event, `dense` once for six steps. An estimate (0.35 to 0.4 for f32 on other machines), not measured
/// here.
static constexpr double denseActivity = 0.35;

//===----------------------------------------------------------------------===//
// What fits
//===----------------------------------------------------------------------===//

static snn::DelaysAttr delaysOf(Operation *op) {
  return llvm::TypeSwitch<Operation *, snn::DelaysAttr>(op)
      .Case<snn::LinearOp, snn::ConvOp, snn::SparseOp>([](auto connection) { return connection.getDelaysAttr(); })
      .Default([](Operation *) { return snn::DelaysAttr(); });
}

static int64_t elementsOf(Value value) { return cast<RankedTensorType>(value.getType()).getNumElements(); }

static bool isEmpty(Operation *connection) {
  return connection->getNumOperands() == 0 || elementsOf(connection->getOperand(0)) == 0 ||
         elementsOf(connection->getResult(0)) == 0;
}

static bool isFinite(ElementsAttr attribute) {
  return !Parameter::of(attribute).anyElement([](double value) { return !std::isfinite(value); });
}

/// No pair of source and target has two synapses: their sum is rounded twice, a packed weight would be rounded once.
static bool pairsAreUnique(snn::SparseOp op) {
  Parameter sources = Parameter::of(op.getSources()), targets = Parameter::of(op.getTargets());
  int64_t width = elementsOf(op.getOutput());
  llvm::DenseSet<int64_t> seen;
  for (int64_t k = 0; k < sources.size(); ++k)
    if (!seen.insert(sources.asInteger(k) * width + targets.asInteger(k)).second)
      return false;
  return true;
}

/// All-to-all, not several blocks of one matrix.
static bool isOneBlock(snn::LinearOp op) {
  return elementsOf(op.getOutput()) == op.getOutput().getType().getShape().back();
}

static bool isOfFloats(Operation *op) {
  return isa<FloatType>(cast<RankedTensorType>(op->getResult(0).getType()).getElementType());
}

static SmallVector<kernel::Form> formsOfLinear(snn::LinearOp op, bool isCyclic) {
  if (!isOneBlock(op))
    return {kernel::Form::Scatter, kernel::Form::Synapses};
  SmallVector<kernel::Form> forms{kernel::Form::Rows};
  if (isOfFloats(op) && !isCyclic)
    forms.push_back(kernel::Form::Dense);
  forms.push_back(kernel::Form::Synapses);
  if (areFinite(op.getInputs()))
    forms.push_back(kernel::Form::Bitmap);
  return forms;
}

/// A packed row has a 0 where a pair has no synapse, and 0 times infinity is no number.
static SmallVector<kernel::Form> formsOfSparse(snn::SparseOp op) {
  if (!areFinite(op.getInputs()))
    return {kernel::Form::Synapses};
  if (!isOfFloats(op))
    return {kernel::Form::Synapses, kernel::Form::Bitmap};
  return {kernel::Form::Rows, kernel::Form::Synapses, kernel::Form::Bitmap};
}

/// The forms for the shapes and types of a connection.
static SmallVector<kernel::Form> formsByType(Operation *op, bool isCyclic) {
  if (!isa<snn::LinearOp, snn::ConvOp, snn::SparseOp>(op))
    return {};
  snn::DelaysAttr delays = delaysOf(op);
  if (isEmpty(op) || (delays && delays.getAxis() == snn::DelayAxis::Synapse))
    return {kernel::Form::Synapses};
  return llvm::TypeSwitch<Operation *, SmallVector<kernel::Form>>(op)
      .Case([&](snn::LinearOp linear) { return formsOfLinear(linear, isCyclic); })
      .Case([&](snn::SparseOp sparse) { return formsOfSparse(sparse); })
      .Default([](Operation *) { return SmallVector<kernel::Form>{kernel::Form::Scatter, kernel::Form::Synapses}; });
}

static std::optional<OnlyWeight> onlyWeightOf(Operation *op) {
  Type compute = cast<RankedTensorType>(op->getResult(0).getType()).getElementType();
  auto linear = dyn_cast<snn::LinearOp>(op);
  return onlyWeight(linear ? linear.getWeight() : cast<snn::SparseOp>(op).getWeight(), compute.isF32());
}

/// All targets start at one number.
static bool areEqual(ElementsAttr bias) {
  if (!bias)
    return true;
  Parameter numbers = Parameter::of(bias);
  return !numbers.anyElement([first = numbers.asDouble(0)](double value) { return !(value == first); });
}

/// Whether a connection of one weight can be bits.
static bool hasCountedPairs(Operation *op) {
  auto linear = dyn_cast<snn::LinearOp>(op);
  auto sparse = dyn_cast<snn::SparseOp>(op);
  return areEqual(linear ? linear.getBiasAttr() : sparse.getBiasAttr()) && (!sparse || pairsAreUnique(sparse));
}

/// Whether the values of the weights allow a form that their types allow. Looks at all of them.
static bool valuesAllow(Operation *op, kernel::Form form) {
  if (auto linear = dyn_cast<snn::LinearOp>(op); linear && form == kernel::Form::Dense)
    return isFinite(linear.getWeight());
  if (auto sparse = dyn_cast<snn::SparseOp>(op); sparse && form == kernel::Form::Rows)
    return pairsAreUnique(sparse);
  return form != kernel::Form::Bitmap || (onlyWeightOf(op) && hasCountedPairs(op));
}

SmallVector<kernel::Form> fittingForms(Operation *op, bool isCyclic) {
  SmallVector<kernel::Form> forms = formsByType(op, isCyclic);
  llvm::erase_if(forms, [&](kernel::Form form) { return !valuesAllow(op, form); });
  return forms;
}

static bool fits(Operation *op, ArrayRef<kernel::Form> byType, kernel::Form form) {
  return llvm::is_contained(byType, form) && valuesAllow(op, form);
}

//===----------------------------------------------------------------------===//
// Choosing
//===----------------------------------------------------------------------===//

namespace {
struct Choice {
  kernel::Form form;
  std::string reason;
};
} // namespace

static std::string percent(double share) { return shortest(std::round(share * 1000) / 10) + " %"; }

static std::string fillText(const Fill &fill) {
  return percent(fill.share()) + " of " + std::to_string(fill.pairs) + " pairs have a synapse";
}

static bool prefersBitmap(Operation *op, const Fill &fill) {
  auto linear = dyn_cast<snn::LinearOp>(op);
  return linear ? prefersBitmap(linear, fill) : prefersBitmap(cast<snn::SparseOp>(op), fill);
}

/// Bits for a large connection of one weight; none if another form is better.
static std::optional<Choice> chooseBitmap(Operation *op, ArrayRef<kernel::Form> forms) {
  // Most layers have several weights, which is seen at once.
  std::optional<OnlyWeight> only;
  if (llvm::is_contained(forms, kernel::Form::Bitmap))
    only = onlyWeightOf(op);
  if (!only)
    return std::nullopt;
  Fill fill{only->synapses, elementsOf(op->getOperand(0)) * elementsOf(op->getResult(0))};
  if (!prefersBitmap(op, fill) || !hasCountedPairs(op))
    return std::nullopt;
  return Choice{kernel::Form::Bitmap, fillText(fill) + ", all of one weight"};
}

static Choice chooseSparse(snn::SparseOp op) {
  if (!isOfFloats(op))
    return {kernel::Form::Synapses, "integers are added synapse by synapse"};
  if (!areFinite(op.getInputs()))
    return {kernel::Form::Synapses, "a source may be infinite"};
  Fill fill = fillOf(op);
  if (prefersLists(op, fill))
    return {kernel::Form::Synapses, fillText(fill)};
  if (!valuesAllow(op, kernel::Form::Rows))
    return {kernel::Form::Synapses, "several synapses join one pair"};
  return {kernel::Form::Rows, fillText(fill)};
}

/// Lists for an all-to-all connection with few weights other than 0; none if packed weights are better.
static std::optional<Choice> chooseLists(snn::LinearOp op) {
  std::optional<Fill> fill = fillOf(op);
  if (!fill || !prefersLists(op, *fill))
    return std::nullopt;
  return Choice{kernel::Form::Synapses, fillText(*fill)};
}

/// Where neither activity nor fill decides.
static std::optional<Choice> chooseByType(Operation *op, ArrayRef<kernel::Form> forms) {
  if (isEmpty(op))
    return Choice{forms.front(), "there are no sources or no targets"};
  snn::DelaysAttr delays = delaysOf(op);
  if (delays && delays.getAxis() == snn::DelayAxis::Synapse)
    return Choice{forms.front(), "each synapse has a delay of its own"};
  if (forms.front() == kernel::Form::Scatter)
    return Choice{forms.front(), "only windows that see an event are computed"};
  return std::nullopt;
}

/// The choice without a measurement.
static Choice chooseUnmeasured(Operation *op, ArrayRef<kernel::Form> forms) {
  if (std::optional<Choice> choice = chooseByType(op, forms))
    return *choice;
  if (std::optional<Choice> choice = chooseBitmap(op, forms))
    return *choice;
  if (auto sparse = dyn_cast<snn::SparseOp>(op))
    return chooseSparse(sparse);
  if (std::optional<Choice> choice = chooseLists(cast<snn::LinearOp>(op)))
    return *choice;
  if (!isOfFloats(op))
    return {forms.front(), "a row of integers for each event"};
  return {forms.front(),
          llvm::is_contained(forms, kernel::Form::Dense) ? "activity not measured" : "a step of a cycle at a time"};
}

static Choice choose(Operation *op, ArrayRef<kernel::Form> forms) {
  Choice choice = chooseUnmeasured(op, forms);
  auto activity = op->getAttrOfType<FloatAttr>(kernel::activityName);
  if (!activity)
    return choice;
  std::string measured = "activity " + percent(activity.getValueAsDouble());
  if (choice.form != kernel::Form::Rows || !llvm::is_contained(forms, kernel::Form::Dense))
    return {choice.form, choice.reason + ", " + measured};
  if (activity.getValueAsDouble() < denseActivity)
    return {kernel::Form::Rows, measured + ", less than " + percent(denseActivity)};
  if (!valuesAllow(op, kernel::Form::Dense))
    return {kernel::Form::Rows, measured + ", but not every weight is finite"};
  return {kernel::Form::Dense, measured + ", at least " + percent(denseActivity)};
}

static StringRef nameOf(Operation *op) { return op->getAttrOfType<StringAttr>("name").getValue(); }

static std::string listText(ArrayRef<kernel::Form> forms) {
  std::string text;
  for (kernel::Form form : forms)
    text += (text.empty() ? "" : ", ") + kernel::stringifyForm(form).str();
  return text;
}

/// The wishes by node. Fails on one that is none.
static llvm::Expected<llvm::StringMap<kernel::Form>> parseWishes(ArrayRef<std::string> wishes) {
  llvm::StringMap<kernel::Form> result;
  for (const std::string &wish : wishes) {
    auto [node, word] = StringRef(wish).rsplit('=');
    std::optional<kernel::Form> form = kernel::symbolizeForm(word);
    if (node.empty() || !form)
      return llvm::createStringError("kernel " + quoted(wish) + ": expected NODE=FORM with one of " +
                                     listText({kernel::Form::Rows, kernel::Form::Dense, kernel::Form::Scatter,
                                               kernel::Form::Synapses, kernel::Form::Bitmap}));
    result[node] = *form;
  }
  return result;
}

/// The choice for one connection; none if what stands on it does not fit.
static std::optional<Choice> chooseOne(Operation *op, ArrayRef<kernel::Form> forms) {
  auto standing = op->getAttrOfType<kernel::ChoiceAttr>(kernel::choiceName);
  if (!standing)
    return choose(op, forms);
  if (fits(op, forms, standing.getForm()))
    return Choice{standing.getForm(), standing.getReason().str()};
  return std::nullopt;
}

namespace {

/// Sets the kernels of a network and collects what is wrong with wishes.
class Chooser {
public:
  explicit Chooser(const llvm::StringMap<kernel::Form> &wishes) : wishes(wishes) {}

  void visit(Operation *op, bool isCyclic) {
    SmallVector<kernel::Form> forms = formsByType(op, isCyclic);
    if (forms.empty())
      return;
    StringRef name = nameOf(op);
    auto wish = wishes.find(name);
    bool isGranted = wish != wishes.end() && fits(op, forms, wish->second);
    if (wish != wishes.end() && !isGranted)
      possible.try_emplace(name, listText(fittingForms(op, isCyclic)));
    if (isGranted)
      granted.insert(name);
    std::optional<Choice> choice = isGranted ? Choice{wish->second, "asked for"} : chooseOne(op, forms);
    if (choice)
      op->setAttr(kernel::choiceName, kernel::ChoiceAttr::get(op->getContext(), choice->form, choice->reason));
    else
      add("node " + quoted(name) + ": the kernel on it does not fit, possible are " +
          listText(fittingForms(op, isCyclic)));
  }

  /// What went wrong. A node that feeds a cycle and what follows it is there twice: a wish is one for those of its ops
  /// that it fits.
  llvm::Error finish() {
    for (const auto &wish : wishes) {
      StringRef name = wish.getKey();
      if (granted.contains(name))
        continue;
      auto found = possible.find(name);
      if (found == possible.end())
        add("kernel of " + quoted(name) + ": the network has no connection of this name");
      else
        add("node " + quoted(name) + ": the kernel " + kernel::stringifyForm(wish.second) +
            " does not fit, possible are " + found->second);
    }
    return std::move(error);
  }

private:
  void add(const llvm::Twine &text) { error = llvm::joinErrors(std::move(error), llvm::createStringError(text)); }

  const llvm::StringMap<kernel::Form> &wishes;
  llvm::StringSet<> granted;
  llvm::StringMap<std::string> possible; ///< forms, of nodes whose wish did not fit
  llvm::Error error = llvm::Error::success();
};

} // namespace

llvm::Error chooseKernels(snn::NetworkOp network, const std::vector<Part> &parts, ArrayRef<std::string> wishes) {
  network.getContext()->getOrLoadDialect<kernel::KernelDialect>();
  llvm::Expected<llvm::StringMap<kernel::Form>> byNode = parseWishes(wishes);
  if (!byNode)
    return byNode.takeError();
  Chooser chooser(*byNode);
  for (const Part &part : parts)
    for (const snn::Action &action : part.actions)
      chooser.visit(action.op, part.isCyclic);
  return chooser.finish();
}

llvm::Expected<std::vector<ScheduledKernel>> scheduleKernels(snn::NetworkOp network, ArrayRef<std::string> wishes) {
  snn::Schedule schedule = snn::computeSchedule(network);
  if (llvm::Error error = checkRunnable(network, schedule))
    return std::move(error);
  std::vector<Part> parts = partition(network, schedule);
  if (llvm::Error error = chooseKernels(network, parts, wishes))
    return std::move(error);
  std::vector<ScheduledKernel> kernels;
  for (const Part &part : parts)
    for (const snn::Action &action : part.actions)
      if (auto choice = action.op->getAttrOfType<kernel::ChoiceAttr>(kernel::choiceName))
        kernels.push_back({nameOf(action.op).str(), part.isCyclic, kernel::stringifyForm(choice.getForm()).str(),
                           choice.getReason().str()});
  return kernels;
}

kernel::Form formOf(Operation *connection) {
  return connection->getAttrOfType<kernel::ChoiceAttr>(kernel::choiceName).getForm();
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

namespace {

struct SNNChooseKernels : impl::SNNChooseKernelsBase<SNNChooseKernels> {
  using SNNChooseKernelsBase::SNNChooseKernelsBase;

  void runOnOperation() override {
    for (auto network : getOperation().getOps<snn::NetworkOp>()) {
      std::vector<std::string> wishes(choose.begin(), choose.end());
      llvm::Error error = chooseKernels(network, partition(network, snn::computeSchedule(network)), wishes);
      if (error) {
        network.emitError() << llvm::toString(std::move(error));
        return signalPassFailure();
      }
    }
  }
};

} // namespace
} // namespace ganglion::cpu
