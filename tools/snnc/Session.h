//===- Session.h - one call of snnc ---------------------------------------===//
#ifndef GANGLION_TOOLS_SNNC_SESSION_H
#define GANGLION_TOOLS_SNNC_SESSION_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "tools/driver/Diagnostics.h"
#include "tools/driver/Network.h"
#include "tools/driver/Profile.h"
#include "tools/driver/RunFiles.h"
#include "tools/driver/Runnable.h"
#include "tools/snnc/Commands.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

namespace ganglion::snnc {

/// What every command needs: a context whose findings are printed, and an answer for --json.
class Session {
public:
  explicit Session(const Arguments &arguments)
      : arguments(arguments), context(makeRegistry(), mlir::MLIRContext::Threading::DISABLED),
        printer(&context, arguments.quiet), progress(arguments.quiet) {}

  Status run();

private:
  static mlir::DialectRegistry makeRegistry() {
    mlir::DialectRegistry registry;
    driver::registerDialects(registry);
    return registry;
  }

  Status check();
  Status checkArtefact();
  Status runModel();
  Status compile();
  Status compileXylo(mlir::ModuleOp module);
  Status checkXylo(mlir::ModuleOp module);
  /// Whether a chip is asked for, rather than this machine. Errors: WrongUsage for a target that there is no code for
  /// and for options that do not go with the target.
  llvm::Expected<bool> isForChip();
  Status diff();
  Status info();

  driver::RunnableOptions runnableOptions(llvm::StringRef engine, bool isEngineGiven, bool record);
  llvm::Expected<driver::Runnable> openSide(size_t side);
  llvm::Expected<driver::RunBuffers> readData(const driver::Runnable &runnable);
  /// Prints the kernels where that is asked for.
  void tellSchedule(llvm::ArrayRef<cpu::ScheduledKernel> schedule) {
    if (!arguments.printSchedule)
      return;
    answer["schedule"] = driver::toJSON(schedule);
    if (!arguments.json)
      driver::printSchedule(schedule, out());
  }
  void summarise(const driver::Runnable &runnable, const driver::RunBuffers &buffers);
  void tellProfile(const cpu::ProfilingEngine &engine, int64_t samples);
  void warn(llvm::ArrayRef<std::string> notes);

  llvm::Expected<mlir::OwningOpRef<mlir::ModuleOp>> load(llvm::StringRef path) {
    progress.phase("reading " + escaped(path));
    return driver::loadModel(path, &context);
  }
  /// Reports an error of any library and turns it into a status.
  Status fail(llvm::Error error);
  Status fail(const llvm::Twine &message, Status status);
  unsigned threads() const {
    return arguments.threads ? *arguments.threads : llvm::hardware_concurrency().compute_thread_count();
  }

  /// Where results go.
  llvm::raw_ostream &out() {
    progress.end();
    return llvm::outs();
  }

  const Arguments &arguments;
  mlir::MLIRContext context;
  driver::DiagnosticPrinter printer;
  driver::Progress progress;
  llvm::json::Object answer;
};

} // namespace ganglion::snnc

#endif // GANGLION_TOOLS_SNNC_SESSION_H
