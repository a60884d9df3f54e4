//===- RunFiles.h - data of a run from and to files -----------------------===//
#ifndef GANGLION_TOOLS_DRIVER_RUNFILES_H
#define GANGLION_TOOLS_DRIVER_RUNFILES_H

#include "frontends/Data/Array.h"
#include "ir/SNN/Run.h"
#include "tools/driver/Progress.h"
#include <optional>

namespace ganglion::driver {

/// Arrays of a run, with the storage behind them.
class RunBuffers {
public:
  /// Reads the inputs of `engine`. `specifications` are "X" or "NAME=X"; `dt` (if there is a step) is for event times;
  /// `steps` cuts or extends with zeros. Warnings go to `notes`. Errors: WrongUsage, with a sentence that names file
  /// and node, and the option that the data were given with.
  static llvm::Expected<RunBuffers> read(const snn::Engine &engine, llvm::ArrayRef<std::string> specifications,
                                         std::optional<double> dt, std::optional<int64_t> steps,
                                         std::vector<std::string> &notes, llvm::StringRef option = "--input");

  /// Adds a record, given as NODE.VAR. Errors: WrongUsage, with the variables that the node has.
  llvm::Error addRecord(const snn::Engine &engine, llvm::StringRef text);
  /// Adds everything that can be recorded.
  void addAllRecords(const snn::Engine &engine);

  /// The samples of the batch follow one another: each goes on with the states in which the one before it ended.
  void joinSamples() { joined = true; }

  /// Allocates outputs and records and runs. A batch runs in parts where `progress` shows how far it is; results do not
  /// depend on it.
  llvm::Error run(snn::Engine &engine, unsigned threads, Progress *progress = nullptr);

  /// The results as arrays, [T, ...] or [B, T, ...] as the data were.
  data::Array output(const snn::Engine &engine, size_t index) const;
  data::Array record(const snn::Engine &engine, size_t index) const;
  /// "lif1.v"
  std::string recordName(const snn::Engine &engine, size_t index) const;
  const snn::Channel &recordChannel(const snn::Engine &engine, size_t index) const;
  size_t recordCount() const { return recordIndices.size(); }

  int64_t batch() const { return batchSize; }
  int64_t steps() const { return stepCount; }
  bool isBatched() const { return batched; }
  llvm::ArrayRef<float> outputValues(size_t index) const { return outputs[index]; }
  llvm::ArrayRef<float> recordValues(size_t index) const { return records[index]; }

private:
  static llvm::Expected<RunBuffers> readAll(const snn::Engine &engine, llvm::ArrayRef<std::string> specifications,
                                            std::optional<double> dt, std::optional<int64_t> steps,
                                            std::vector<std::string> &notes, llvm::StringRef option);
  data::Array asArray(const std::vector<float> &values, const snn::Channel &channel) const;

  bool batched = false, joined = false;
  int64_t batchSize = 1, stepCount = 0;
  std::vector<std::vector<float>> singleInputs, outputs, records;
  std::vector<std::vector<double>> doubleInputs;
  std::vector<size_t> recordIndices;
};

/// Writes outputs and records: into a folder (a path that is one or ends in '/'), into a NIR data file (.h5), or the
/// one output into a .npy file and the records beside it. Errors: WrongUsage if the files cannot be written.
llvm::Error writeResults(const RunBuffers &buffers, const snn::Engine &engine, llvm::StringRef path,
                         std::optional<double> dt);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_RUNFILES_H
