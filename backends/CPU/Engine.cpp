//===- Engine.cpp ---------------------------------------------------------===//
#include "backends/CPU/Engine.h"
#include "backends/CPU/Barrier.h"
#include "backends/CPU/Header.h"
#include "backends/CPU/LoopBuilder.h"
#include "ir/Support/Text.h"
#include <atomic>
#include <thread>

using ganglion::snn::Channel;
using ganglion::snn::RunData;

namespace ganglion::cpu {

namespace {

using SharedFunction = void (*)(void *arena, const void *weights, const ArrayView *inputs, const ArrayView *outputs,
                                const ArrayView *records, int64_t steps, int64_t thread, int64_t threads,
                                void (*wait)(void *barrier), void *barrier);

struct Functions {
  RunFunction run;
  SharedFunction shared = nullptr; ///< null where a sample is not worth several threads
  int64_t leastSteps = 0;          ///< from which it is
};

/// The first samples of a batch have a thread each, all threads share each of the others.
struct Plan {
  int64_t samples, alone; ///< all of the batch, and those that have a thread
  unsigned threads;
};

} // namespace

//===----------------------------------------------------------------------===//
// Arrays
//===----------------------------------------------------------------------===//

SampleArrays arraysOf(const RunData &data, const ArtefactDescription &d, int64_t sample, int64_t firstStep) {
  auto viewOf = [&](auto *values, const Channel &channel) -> ArrayView {
    using Number = std::remove_const_t<std::remove_pointer_t<decltype(values)>>;
    void *start = const_cast<Number *>(values) + (sample * data.steps + firstStep) * channel.size();
    return {start, start, 0, (data.steps - firstStep) * channel.size(), 1};
  };
  SampleArrays arrays;
  for (size_t i = 0; i < data.inputs.size(); ++i)
    arrays.inputs.push_back(
        std::visit([&](auto values) { return viewOf(values.data(), d.inputs[i]); }, data.inputs[i]));
  for (size_t i = 0; i < data.outputs.size(); ++i)
    arrays.outputs.push_back(viewOf(data.outputs[i].data(), d.outputs[i]));
  arrays.records.resize(std::max<size_t>(d.recordables.size(), 1));
  for (const RunData::Record &record : llvm::reverse(data.records))
    arrays.records[record.index] = viewOf(record.values.data(), d.recordables[record.index]);
  return arrays;
}

void copyRepeatedRecords(RunData &data) {
  for (size_t i = 0; i < data.records.size(); ++i)
    for (size_t first = 0; first < i; ++first)
      if (data.records[first].index == data.records[i].index) {
        llvm::copy(data.records[first].values, data.records[i].values.begin());
        break;
      }
}

std::unique_ptr<llvm::WritableMemoryBuffer> makeArena(int64_t bytes) {
  return llvm::WritableMemoryBuffer::getNewUninitMemBuffer(bytes, "state", llvm::Align(kernel::vectorBytes));
}

//===----------------------------------------------------------------------===//
// The engine
//===----------------------------------------------------------------------===//

namespace {

class CompiledEngine : public snn::Engine {
public:
  CompiledEngine(LinkedObject object, Functions functions, WeightsBlob weights, ArtefactDescription description)
      : object(std::move(object)), functions(functions), weights(std::move(weights)),
        description(std::move(description)) {}

  llvm::ArrayRef<Channel> inputs() const override { return description.inputs; }
  llvm::ArrayRef<Channel> outputs() const override { return description.outputs; }
  llvm::ArrayRef<Channel> recordables() const override { return description.recordables; }
  bool isDouble() const override { return description.isDouble; }

  llvm::Error run(RunData &data) override {
    if (llvm::Error error = snn::checkRunData(data, *this))
      return error;
    Plan plan = planOf(data);
    std::vector<Arena> arenas(std::clamp<int64_t>(plan.alone, 1, plan.threads));
    for (Arena &arena : arenas)
      if (!(arena = makeArena(description.arenaBytes)))
        return llvm::createStringError("network: no memory for " + llvm::Twine(arenas.size()) + " states of " +
                                       llvm::Twine(description.arenaBytes) + " bytes");
    std::atomic<int64_t> next{0};
    Barrier barrier(plan.threads);
    auto work = [&](unsigned thread) {
      if (thread < arenas.size())
        for (int64_t sample = next++; sample < plan.alone; sample = next++)
          runSample(data, sample, arenas[thread]->getBufferStart());
      for (int64_t sample = plan.alone; sample < plan.samples; ++sample)
        shareSample(data, sample, arenas.front()->getBufferStart(), thread, plan.threads, barrier);
    };
    std::vector<std::thread> others;
    for (unsigned i = 1; i < plan.threads; ++i)
      others.emplace_back(work, i);
    work(0);
    for (std::thread &thread : others)
      thread.join();
    copyRepeatedRecords(data);
    return llvm::Error::success();
  }

private:
  using Arena = std::unique_ptr<llvm::WritableMemoryBuffer>;

  /// Rounds of as many samples as there are threads leave none idle. The samples of the rest are shared if they are at
  /// most half as many: more are done sooner by a thread each, since two threads are not twice as fast as one.
  Plan planOf(const RunData &data) const {
    int64_t threads = std::max(data.threads, 1u), rest = data.batch % threads;
    bool shares = functions.shared && data.steps >= functions.leastSteps;
    if (shares && rest && 2 * rest <= threads)
      return {data.batch, data.batch - rest, static_cast<unsigned>(threads)};
    return {data.batch, data.batch, static_cast<unsigned>(std::clamp<int64_t>(data.batch, 1, threads))};
  }

  void runSample(const RunData &data, int64_t sample, char *arena) const {
    std::memset(arena, 0, description.clearedBytes);
    SampleArrays arrays = arraysOf(data, description, sample);
    functions.run(arena, weights->getBufferStart(), arrays.inputs.data(), arrays.outputs.data(), arrays.records.data(),
                  data.steps);
  }

  /// The part of one of several threads. After the code's last wait only the first thread touches the arena.
  void shareSample(const RunData &data, int64_t sample, char *arena, unsigned thread, unsigned threads,
                   Barrier &barrier) const {
    if (thread == 0)
      std::memset(arena, 0, description.clearedBytes);
    SampleArrays arrays = arraysOf(data, description, sample);
    barrier.wait();
    functions.shared(
        arena, weights->getBufferStart(), arrays.inputs.data(), arrays.outputs.data(), arrays.records.data(),
        data.steps, thread, threads, [](void *barrier) { static_cast<Barrier *>(barrier)->wait(); }, &barrier);
  }

  LinkedObject object;
  Functions functions;
  WeightsBlob weights;
  ArtefactDescription description;
};

} // namespace

ArtefactDescription describeProgram(kernel::ProgramOp program, const Machine &machine) {
  ArtefactDescription d;
  d.symbol = cIdentifier(program.getSymName());
  d.isDouble = dataType(program.getCompute()).isF64();
  d.triple = machine.triple;
  d.cpu = machine.cpu;
  d.features = machine.features;
  d.arenaBytes = program.getArena();
  d.clearedBytes = program.getCleared();
  d.weightsBytes = program.getWeights();
  return d;
}

std::string runSymbol(const ArtefactDescription &description, bool record) {
  return description.symbol + (record ? "_run_recording" : "_run");
}

std::vector<int64_t> layoutOf(const ArtefactDescription &d) {
  std::vector<int64_t> layout{0, d.isDouble, d.arenaBytes, d.clearedBytes, d.weightsBytes};
  for (const std::vector<Channel> *channels : {&d.inputs, &d.outputs, &d.recordables}) {
    layout.push_back(channels->size());
    for (const Channel &channel : *channels)
      layout.push_back(channel.size());
  }
  layout.front() = layout.size();
  return layout;
}

/// Code for a small network has no such function.
static void addShared(Functions &functions, const LinkedObject &object, const std::string &symbol) {
  llvm::Expected<void *> function = object.lookup(symbol), steps = object.lookup(symbol + "_steps");
  if (function && steps) {
    functions.shared = reinterpret_cast<SharedFunction>(*function);
    functions.leastSteps = *static_cast<const int64_t *>(*steps);
  }
  llvm::consumeError(function.takeError());
  llvm::consumeError(steps.takeError());
}

llvm::Expected<std::unique_ptr<snn::Engine>> makeEngine(LinkedObject object, WeightsBlob weights,
                                                        ArtefactDescription description, bool record) {
  llvm::Expected<void *> layout = object.lookup(description.symbol + "_layout");
  if (!layout)
    return layout.takeError();
  std::vector<int64_t> want = layoutOf(description);
  auto *have = static_cast<const int64_t *>(*layout);
  if (*have != want.front() || !std::equal(want.begin(), want.end(), have))
    return llvm::createStringError("network " + quoted(description.symbol) +
                                   ": the object file was made for other sizes than described");
  llvm::Expected<void *> function = object.lookup(runSymbol(description, record));
  if (!function)
    return function.takeError();
  Functions functions{reinterpret_cast<RunFunction>(*function)};
  addShared(functions, object, runSymbol(description, record) + "_shared");
  if (!record)
    description.recordables.clear();
  return std::make_unique<CompiledEngine>(std::move(object), functions, std::move(weights), std::move(description));
}

} // namespace ganglion::cpu
