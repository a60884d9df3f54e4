//===- ProgramEngine.cpp - an engine from a kernel.program ----------------===//
#include "backends/CPU/CPU.h"
#include "backends/CPU/CodeGen.h"
#include "backends/CPU/Engine.h"
#include "backends/CPU/Header.h"
#include "backends/CPU/ObjectCache.h"
#include "backends/CPU/Passes.h"
#include "backends/CPU/ProgramTables.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include <map>

using namespace mlir;

namespace ganglion::cpu {

/// The ops of one kind by their index. Their indices become 0, 1, 2, ...: the code finds its arrays by them.
template <typename Op> static std::vector<Op> numbered(kernel::ProgramOp program) {
  std::multimap<int64_t, Op> byIndex;
  program.walk([&](Op op) { byIndex.emplace(op.getIndex(), op); });
  std::vector<Op> ops;
  for (auto &[index, op] : byIndex) {
    op.setIndex(ops.size());
    ops.push_back(op);
  }
  return ops;
}

static snn::Channel channel(StringRef name, kernel::SignalType type) { return {name.str(), {type.getElements()}}; }

static ArtefactDescription describe(kernel::ProgramOp program, const Machine &machine) {
  ArtefactDescription d = describeProgram(program, machine);
  bool isInteger = isa<IntegerType>(program.getCompute());
  for (auto op : numbered<kernel::InputOp>(program)) {
    d.inputs.push_back(channel(op.getName(), op.getOutput().getType()));
    if (isInteger)
      d.inputs.back().integerBits = op.getConversion() == kernel::Conversion::Spike ? 1 : 32;
  }
  for (auto op : numbered<kernel::OutputOp>(program))
    d.outputs.push_back(channel(op.getName(), cast<kernel::SignalType>(op.getInputs().front().getType())));
  for (auto op : numbered<kernel::RecordOp>(program)) {
    d.recordables.push_back(channel(op.getName(), op.getInput().getType()));
    d.recordables.back().variable = *snn::variableNamed(op.getVariable());
  }
  return d;
}

/// The packed weights, aligned as the code wants them.
static llvm::Expected<WeightsBlob> weightsOf(kernel::ProgramOp program) {
  int64_t bytes = program.getWeights();
  if (bytes && !program.getData())
    return llvm::createStringError("program " + quoted(program.getSymName()) + ": its weights of " + Twine(bytes) +
                                   " bytes are not in the file; make it by snn-to-kernel without data=false");
  std::shared_ptr<llvm::WritableMemoryBuffer> blob =
      llvm::WritableMemoryBuffer::getNewUninitMemBuffer(bytes, "weights", llvm::Align(kernel::vectorBytes));
  if (!blob)
    return llvm::createStringError("program " + quoted(program.getSymName()) + ": no memory for weights of " +
                                   Twine(bytes) + " bytes");
  if (bytes) {
    std::vector<char> storage;
    llvm::copy(Parameter::of(program.getDataAttr()).bytes(storage), blob->getBufferStart());
  }
  return blob;
}

llvm::Expected<PreparedProgram> prepareProgram(kernel::ProgramOp program, const Machine &machine) {
  llvm::Expected<WeightsBlob> weights = weightsOf(program);
  if (!weights)
    return weights.takeError();
  if (llvm::Error error = checkTables(program, {(*weights)->getBufferStart(), (*weights)->getBufferSize()}))
    return std::move(error);
  OwningOpRef<ModuleOp> module(ModuleOp::create(program.getLoc()));
  auto copy =
      cast<kernel::ProgramOp>(module->getBody()->getOperations().insert(module->getBody()->end(), program->clone()));
  ArtefactDescription description = describe(copy, machine);
  copy.setSymName(description.symbol);
  loadLoopDialects(*program.getContext());
  return PreparedProgram{std::move(module), copy, std::move(*weights), std::move(description)};
}

llvm::Expected<std::unique_ptr<snn::Engine>> makeProgramEngine(kernel::ProgramOp program, StringRef cache) {
  Machine machine = machineOf({});
  llvm::Expected<PreparedProgram> prepared = prepareProgram(program, machine);
  if (!prepared)
    return prepared.takeError();
  auto &[module, copy, weights, description] = *prepared;
  bool records = !description.recordables.empty();
  copy.removeDataAttr();
  llvm::Expected<LinkedObject> linked =
      linkProgram({copy, *module, {{records, defaultSharedWork, std::nullopt}}, machine, layoutOf(description)},
                  ObjectCache(cache));
  if (!linked)
    return linked.takeError();
  return makeEngine(std::move(*linked), std::move(weights), std::move(description), records);
}

} // namespace ganglion::cpu
