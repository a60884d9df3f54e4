//===- Artefact.cpp - from a network to an engine or to files -------------===//
#include "backends/CPU/CPU.h"
#include "backends/CPU/CodeGen.h"
#include "backends/CPU/Engine.h"
#include "backends/CPU/Header.h"
#include "backends/CPU/Lowering.h"
#include "backends/CPU/ObjectCache.h"
#include "backends/CPU/Passes.h"
#include "ir/SNN/Schedule.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// Compilation
//===----------------------------------------------------------------------===//

ArtefactDescription describeNetwork(snn::NetworkOp network, kernel::ProgramOp program, const Machine &machine) {
  ArtefactDescription d = describeProgram(program, machine);
  d.inputs = snn::inputChannels(network);
  d.outputs = snn::outputChannels(network);
  d.recordables = snn::recordableChannels(network);
  return d;
}

namespace {

/// A network on its way to machine code.
struct Prepared {
  mlir::OwningOpRef<mlir::ModuleOp> module; ///< of the program
  CodeRequest request;
  WeightsBlob weights;
  ArtefactDescription description;
};

} // namespace

/// For the plain variant of the functions, the recording one, or both.
static llvm::Expected<Prepared> prepare(snn::NetworkOp network, const CompileOptions &options, bool plain,
                                        bool recording) {
  loadLoopDialects(*network.getContext());
  LoweringOptions lowering;
  lowering.record = recording;
  lowering.blockSteps = options.blockSteps;
  lowering.comparedProducts = options.comparedProducts;
  llvm::Expected<LoweredNetwork> lowered = lowerNetwork(network, lowering);
  if (!lowered)
    return lowered.takeError();
  CodeRequest request{lowered->program, *lowered->module, {}, machineOf(options), {}};
  ArtefactDescription description = describeNetwork(network, lowered->program, request.machine);
  request.layout = layoutOf(description);
  request.program.setSymName(description.symbol);
  for (bool record : {false, true})
    if (record ? recording : plain)
      request.variants.push_back({record, options.sharedWork, std::nullopt});
  return Prepared{std::move(lowered->module), std::move(request), std::move(lowered->weights), std::move(description)};
}

llvm::Expected<std::unique_ptr<snn::Engine>> makeCompiledEngine(snn::NetworkOp network, const CompileOptions &options) {
  bool isThisMachine = options.cpu.empty() && options.features.empty();
  if (llvm::Error error = isThisMachine ? llvm::Error::success() : checkHost(machineOf(options)))
    return std::move(error);
  llvm::Expected<Prepared> prepared = prepare(network, options, !options.record, options.record);
  if (!prepared)
    return prepared.takeError();
  llvm::Expected<LinkedObject> object = linkProgram(std::move(prepared->request), ObjectCache(options.cache));
  if (!object)
    return object.takeError();
  return makeEngine(std::move(*object), std::move(prepared->weights), std::move(prepared->description), options.record);
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

static llvm::Error writeFile(llvm::StringRef directory, llvm::StringRef name, llvm::StringRef content) {
  llvm::SmallString<256> path(directory);
  llvm::sys::path::append(path, name);
  std::error_code code;
  llvm::raw_fd_ostream stream(path, code);
  if (!code) {
    stream << content;
    stream.close();
    code = stream.error();
    stream.clear_error();
  }
  if (!code)
    return llvm::Error::success();
  return llvm::createStringError("file " + quoted(path) + ": " + code.message() + ", it could not be written");
}

static std::string hashOf(llvm::StringRef bytes) {
  return llvm::utohexstr(llvm::xxh3_64bits(bytes), /*LowerCase=*/true, 16);
}

llvm::Expected<ArtefactDescription> emitObject(snn::NetworkOp network, const CompileOptions &options,
                                               llvm::StringRef directory) {
  llvm::Expected<Prepared> prepared = prepare(network, options, /*plain=*/true, /*recording=*/true);
  if (!prepared)
    return prepared.takeError();
  llvm::Expected<ProgramCode> code = compileProgram(std::move(prepared->request));
  if (!code)
    return code.takeError();
  ArtefactDescription description = std::move(prepared->description);
  llvm::StringRef object = code->object->getBuffer(), weights = prepared->weights->getBuffer();
  llvm::Error error = writeFile(directory, objectFile, object);
  error = llvm::joinErrors(std::move(error), writeFile(directory, headerFile, headerText(description, code->isShared)));
  error = llvm::joinErrors(std::move(error), writeFile(directory, weightsFile, weights));
  if (error)
    return std::move(error);
  description.objectHash = hashOf(object);
  description.weightsHash = hashOf(weights);
  return description;
}

/// A file with the content that an artefact describes.
static llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> readFile(llvm::StringRef directory, llvm::StringRef name,
                                                                    llvm::StringRef hash) {
  llvm::SmallString<256> path(directory);
  llvm::sys::path::append(path, name);
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false,
                                            /*IsVolatile=*/false, llvm::Align(kernel::vectorBytes));
  if (!buffer)
    return llvm::createStringError("file " + quoted(path) + ": " + buffer.getError().message() +
                                   ", it could not be read");
  if (std::string have = hashOf((*buffer)->getBuffer()); have != hash)
    return llvm::createStringError(llvm::Twine(name) + ": its content has the hash " + have +
                                   ", the artefact describes " + quoted(hash) + "; compile the network again");
  return std::move(*buffer);
}

/// Sizes that a loader can work with.
static llvm::Error checkDescription(const ArtefactDescription &d) {
  constexpr int64_t most = int64_t(1) << 46;
  if (d.clearedBytes < kernel::vectorBytes || d.arenaBytes < d.clearedBytes || d.arenaBytes > most ||
      d.weightsBytes < 0)
    return llvm::createStringError("artefact: arena " + llvm::Twine(d.arenaBytes) + ", cleared " +
                                   llvm::Twine(d.clearedBytes) + ", weights " + llvm::Twine(d.weightsBytes) +
                                   " bytes; expected 64 <= cleared <= arena and weights >= 0");
  for (const auto *channels : {&d.inputs, &d.outputs, &d.recordables})
    for (const snn::Channel &channel : *channels) {
      int64_t count = 1;
      for (int64_t size : channel.shape)
        if (size < 0 || llvm::MulOverflow(count, size, count) || count > most)
          return llvm::createStringError("artefact: channel " + quoted(channel.name) + " has the shape " +
                                         shapeText(channel.shape) + ", expected sizes >= 0 and at most " +
                                         llvm::Twine(most) + " elements");
    }
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<snn::Engine>> loadObjectEngine(llvm::StringRef directory,
                                                              const ArtefactDescription &description, bool record) {
  if (llvm::Error error = checkDescription(description))
    return std::move(error);
  if (llvm::Error error = checkHost({description.triple, description.cpu, description.features}))
    return std::move(error);
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> weights =
      readFile(directory, weightsFile, description.weightsHash);
  if (!weights)
    return weights.takeError();
  if (static_cast<int64_t>((*weights)->getBufferSize()) != description.weightsBytes)
    return llvm::createStringError(llvm::Twine(weightsFile) + ": " + llvm::Twine((*weights)->getBufferSize()) +
                                   " bytes, the artefact describes " + llvm::Twine(description.weightsBytes));
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> file = readFile(directory, objectFile, description.objectHash);
  if (!file)
    return file.takeError();
  llvm::Expected<LinkedObject> object = LinkedObject::link(std::move(*file));
  if (!object)
    return llvm::createStringError(llvm::Twine(objectFile) + ": " + llvm::toString(object.takeError()));
  return makeEngine(std::move(*object), WeightsBlob(std::move(*weights)), description, record);
}

} // namespace ganglion::cpu
