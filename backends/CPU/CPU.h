//===- CPU.h - networks as machine code -----------------------------------===//
//
// The compiled simulator: snn to kernel, kernel to machine code, in this process or as an object file with a C header
// and a file of weights. Results are those of the interpreter of backends/Reference, bit for bit, whatever the vector
// width, the length of a block of time, the batch and the number of threads.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_CPU_CPU_H
#define GANGLION_BACKENDS_CPU_CPU_H

#include "ir/Kernel/KernelDialect.h"
#include "ir/SNN/Run.h"
#include "ir/SNN/SNNDialect.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <memory>
#include <string>
#include <vector>

namespace ganglion::cpu {

/// See CompileOptions::sharedWork: ten times as long as threads take to wait for each other.
inline constexpr int64_t defaultSharedWork = 5000;

/// See CompileOptions::comparedProducts: to compare a row with the one before then takes less than to compute it.
inline constexpr int64_t defaultComparedProducts = 4096;

struct CompileOptions {
  bool record = false;    ///< the states of all neurons can be recorded; costs a little speed
  std::string cpu;        ///< LLVM's name of the processor; empty: the one of this machine
  std::string features;   ///< LLVM's list "+avx2,-fma"; empty: those of `cpu`
  int64_t blockSteps = 0; ///< steps of a block of time; 0 chooses by the size of the signals
  /// Estimated nanoseconds of a call of a kernel from which the threads that share a sample divide it. 0 divides all
  /// kernels that can be, even if that is slower.
  int64_t sharedWork = defaultSharedWork;
  /// Products of a step, those with 0 included, from which a connection behind data inputs copies its result of the
  /// step before where the data are the same. 0 compares always.
  int64_t comparedProducts = defaultComparedProducts;
  /// Folder in which makeCompiledEngine keeps machine code for the next network of the same shape; it is made if it is
  /// missing, and one that cannot be written to does no harm. Empty: nothing is kept.
  std::string cache;
};

/// Compiles a network for this process. The engine keeps nothing of the IR. Its runs use RunData::threads threads, a
/// sample of the batch on each at a time; samples that are left over are shared by all threads if the network is large
/// enough. Fails, with a sentence for each finding, on clock(event), what
/// snn::checkIntegerNetwork refuses, spikes `repeated` in a network of floats, delays that are negative or too long to
/// store, synapses that lead outside of their signals, a cycle without delay, and two neurons of one name.
/// `recordables` is empty without `record`.
llvm::Expected<std::unique_ptr<snn::Engine>> makeCompiledEngine(snn::NetworkOp network, const CompileOptions &options);

/// What makeCompiledEngine refuses, found without compiling.
llvm::Error checkNetwork(snn::NetworkOp network);

/// Compiles what snn-to-kernel has made. A program knows no shapes: each channel is a row of its signal's elements.
/// States can be recorded where the program has kernel.record ops. `cache` as in CompileOptions. Fails, with a
/// sentence, if the weights are not in the program, or if a table in them would lead outside of its buffer.
llvm::Expected<std::unique_ptr<snn::Engine>> makeProgramEngine(kernel::ProgramOp program, llvm::StringRef cache = "");

/// How a connection is computed.
struct ScheduledKernel {
  std::string node;
  bool isCyclic;            ///< step by step; otherwise over blocks of time
  std::string form, reason; ///< of `kernel.choice`
};

/// Chooses the kernel of each connection, as `wishes` ("NODE=FORM") and what stands on the connections say, in the
/// order of evaluation. An engine or object made from the network then obeys. Results do not depend on it. Fails, with
/// a sentence for each finding, as makeCompiledEngine, and on wishes that do not fit.
llvm::Expected<std::vector<ScheduledKernel>> scheduleKernels(snn::NetworkOp network,
                                                             llvm::ArrayRef<std::string> wishes);

/// What a program needs to know to use the files of `emitObject`.
struct ArtefactDescription {
  std::string symbol;                ///< prefix of the functions in the object file and the header
  bool isDouble = false;             ///< the data of inputs are f64: networks of f64 and of i32
  std::string triple, cpu, features; ///< the machine that the object is for
  int64_t arenaBytes = 0, clearedBytes = 0, weightsBytes = 0;
  std::string objectHash, weightsHash; ///< of the files (XXH3, 64 bits): damage shows before code runs
  std::vector<snn::Channel> inputs, outputs, recordables;
};

llvm::json::Value toJSON(const ArtefactDescription &description);
/// Fails, with a sentence, where a field is missing or has a wrong type.
llvm::Expected<ArtefactDescription> descriptionFromJSON(const llvm::json::Value &value);

/// Names of the files of an artefact in its directory.
inline constexpr const char *objectFile = "network.o";
inline constexpr const char *headerFile = "network.h";
inline constexpr const char *weightsFile = "weights.bin";

/// Writes network.o (position independent, C ABI, a plain and a recording variant), network.h and weights.bin to an
/// existing directory. Two runs write the same bytes. `options.record` is of no concern.
llvm::Expected<ArtefactDescription> emitObject(snn::NetworkOp network, const CompileOptions &options,
                                               llvm::StringRef directory);

/// An engine from the files of `emitObject`, the recording variant if `record`. Fails if a file is missing or damaged,
/// if sizes differ from the description, or if the object is for another machine.
llvm::Expected<std::unique_ptr<snn::Engine>> loadObjectEngine(llvm::StringRef directory,
                                                              const ArtefactDescription &description, bool record);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_CPU_H
