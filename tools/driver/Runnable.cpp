//===- Runnable.cpp -------------------------------------------------------===//
#include "tools/driver/Runnable.h"
#include "ir/Support/Text.h"
#include "tools/driver/Artefact.h"
#include "llvm/Support/FileSystem.h"

using namespace mlir;

namespace ganglion::driver {

char WrongUsage::ID = 0;

static llvm::Expected<Runnable> openCompiled(StringRef path, const RunnableOptions &options) {
  llvm::Expected<Artefact> artefact = openArtefact(path);
  if (!artefact)
    return artefact.takeError();
  if (std::string text = contradiction(*artefact, options.time); !text.empty())
    return llvm::make_error<WrongUsage>(text);
  if (options.isEngineGiven && options.engine == EngineKind::Reference)
    return llvm::make_error<WrongUsage>("engine reference interprets models, " + quoted(path) +
                                        " is compiled already; name the model");
  llvm::Expected<std::unique_ptr<snn::Engine>> engine = loadEngine(*artefact, options.record);
  if (!engine)
    return engine.takeError();
  return Runnable{std::move(*engine), artefact->dt, {}};
}

llvm::Expected<Runnable> openRunnable(StringRef path, const RunnableOptions &options, MLIRContext *context) {
  if (llvm::sys::fs::is_directory(path))
    return openCompiled(path, options);
  llvm::Expected<OwningOpRef<ModuleOp>> module = loadModel(path, context);
  if (!module)
    return module.takeError();
  llvm::Expected<snn::NetworkOp> network = prepareNetwork(**module, options.time);
  if (!network)
    return network.takeError();
  Runnable runnable;
  if (!network->isEventDriven())
    runnable.dt = network->getDt();
  for (Operation &op : network->getBody().front())
    if (StringRef name = snn::nodeName(&op); !name.empty())
      runnable.order.push_back(name.str());
  llvm::Expected<std::unique_ptr<snn::Engine>> engine = makeEngine(*network, options.engine, options.record);
  if (!engine)
    return engine.takeError();
  runnable.engine = std::move(*engine);
  return runnable;
}

} // namespace ganglion::driver
