//===- Reference.cpp - the engine -----------------------------------------===//
#include "backends/Reference/Reference.h"
#include "backends/Reference/Program.h"
#include "backends/Reference/Runnable.h"
#include "ir/SNN/Integers.h"
#include "ir/Support/Text.h"
#include "llvm/Support/MathExtras.h"

using namespace ganglion::snn;

namespace ganglion {

/// `what` ("input 'x'") has an element for each sample, step and element of its channel.
static llvm::Error checkSize(const std::string &what, size_t have, const RunData &data, const Channel &channel) {
  int64_t want = 0;
  bool fits = !llvm::MulOverflow(data.batch, data.steps, want) && !llvm::MulOverflow(want, channel.size(), want);
  if (fits && have == static_cast<uint64_t>(want))
    return llvm::Error::success();
  return llvm::createStringError(what + ": " + llvm::Twine(have) + " values, expected " + llvm::Twine(data.batch) +
                                 " samples x " + llvm::Twine(data.steps) + " steps x " + llvm::Twine(channel.size()) +
                                 " elements");
}

static llvm::Error checkCount(llvm::StringRef what, size_t have, size_t want) {
  if (have == want)
    return llvm::Error::success();
  return llvm::createStringError(what + ": " + llvm::Twine(have) + " arrays, the network has " + llvm::Twine(want));
}

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
    if (llvm::Error error = check(data))
      return error;
    if (llvm::Error error = checkIntegerData(data, inputList))
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

  llvm::Error check(const RunData &data) const {
    if (data.batch < 0 || data.steps < 0)
      return llvm::createStringError(llvm::Twine(data.batch) + " samples of " + llvm::Twine(data.steps) +
                                     " steps, both must be >= 0");
    if (llvm::Error error = checkCount("inputs", data.inputs.size(), inputList.size()))
      return error;
    if (llvm::Error error = checkCount("outputs", data.outputs.size(), outputList.size()))
      return error;
    llvm::Error error = llvm::Error::success();
    auto add = [&](llvm::Error found) { error = llvm::joinErrors(std::move(error), std::move(found)); };
    for (size_t i = 0; i < inputList.size(); ++i)
      add(checkInput(data, i));
    for (size_t i = 0; i < outputList.size(); ++i)
      add(checkSize("output " + quoted(outputList[i].name), data.outputs[i].size(), data, outputList[i]));
    for (const RunData::Record &record : data.records)
      add(checkRecord(data, record));
    return error;
  }

  llvm::Error checkInput(const RunData &data, size_t index) const {
    std::string what = "input " + quoted(inputList[index].name);
    if (const Values *values = std::get_if<Values>(&data.inputs[index]))
      return checkSize(what, values->size(), data, inputList[index]);
    return llvm::createStringError(what + (isDouble() ? ": the data are f32, the network takes f64"
                                                      : ": the data are f64, the network takes f32"));
  }

  llvm::Error checkRecord(const RunData &data, const RunData::Record &record) const {
    if (record.index >= recordableList.size())
      return llvm::createStringError("record " + llvm::Twine(record.index) + ": no such recordable, the network has " +
                                     llvm::Twine(recordableList.size()));
    const Channel &channel = recordableList[record.index];
    return checkSize("record " + quoted(channel.name + "." + variableName(channel.variable).str()),
                     record.values.size(), data, channel);
  }

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
