//===- Reference.cpp - the engine -----------------------------------------===//
#include "backends/Reference/Reference.h"
#include "backends/Reference/Program.h"
#include "backends/Reference/Runnable.h"
#include "ir/SNN/Run.h"

using namespace ganglion::snn;

namespace ganglion {

namespace {

/// `T` is what the network computes in, `Data` what its inputs come in.
template <typename T, typename Data = T> class ReferenceEngine : public Engine {
public:
  explicit ReferenceEngine(NetworkOp network)
      : program(reference::buildProgram<T>(network)), inputList(inputChannels(network)),
        outputList(outputChannels(network)), recordableList(recordableChannels(network)) {}

  llvm::ArrayRef<Channel> inputs() const override { return inputList; }
  llvm::ArrayRef<Channel> outputs() const override { return outputList; }
  llvm::ArrayRef<Channel> recordables() const override { return recordableList; }
  bool isDouble() const override { return std::is_same_v<Data, double>; }

  llvm::Error run(RunData &data) override {
    if (llvm::Error error = checkRunData(data, *this))
      return error;
    for (int64_t sample = 0; sample < data.batch; ++sample) {
      program.reset();
      for (int64_t step = 0; step < data.steps; ++step)
        runStep(data, sample * data.steps + step);
    }
    return llvm::Error::success();
  }

private:
  using Values = llvm::ArrayRef<Data>;

  /// One step; `row` counts the steps of all samples.
  void runStep(RunData &data, int64_t row) {
    for (size_t i = 0; i < inputList.size(); ++i)
      program.inputs[i]->load(std::get<Values>(data.inputs[i]).data() + row * inputList[i].size());
    program.step();
    for (size_t i = 0; i < outputList.size(); ++i)
      store(*program.outputs[i], data.outputs[i], row);
    for (RunData::Record &record : data.records)
      store(*program.records[record.index], record.values, row);
  }

  static void store(const reference::Signal<T> &signal, llvm::MutableArrayRef<float> rows, int64_t row) {
    float *out = rows.data() + row * static_cast<int64_t>(signal.size());
    for (T value : signal)
      *out++ = static_cast<float>(value);
  }

  reference::Program<T> program;
  std::vector<Channel> inputList, outputList, recordableList;
};

} // namespace

llvm::Expected<std::unique_ptr<Engine>> makeReferenceEngine(NetworkOp network) {
  if (llvm::Error error = reference::checkRunnable(network))
    return std::move(error);
  if (network.getCompute().isInteger(16))
    return std::make_unique<ReferenceEngine<int16_t, float>>(network);
  if (network.getCompute().isInteger(32))
    return std::make_unique<ReferenceEngine<int32_t, double>>(network);
  if (network.getCompute().isF64())
    return std::make_unique<ReferenceEngine<double>>(network);
  return std::make_unique<ReferenceEngine<float>>(network);
}

} // namespace ganglion
