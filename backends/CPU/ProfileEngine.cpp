//===- ProfileEngine.cpp - runs that are measured -------------------------===//
#include "backends/CPU/Engine.h"
#include "backends/CPU/KernelTimer.h"
#include "backends/CPU/Lowering.h"
#include "backends/CPU/Passes.h"
#include "backends/CPU/ProfileCounts.h"
#include <chrono>
#include <numeric>

using namespace mlir;

namespace ganglion::cpu {

using Clock = std::chrono::steady_clock;

static double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

namespace {

/// A kernel, how often it is called and what it did.
struct MeasuredKernel {
  KernelCounter counter;
  bool isStep;
};

/// What the code of a program needs to be measured. Behind the program's arena lie the times of the kernels, then two
/// numbers of the timer.
struct MeasuredCode {
  LinkedObject object;
  RunFunction run;
  void (*timer)(void *arena);
  WeightsBlob weights;
  ArtefactDescription description;
  int64_t timesAt, block;
};

class MeasuringEngine : public ProfilingEngine {
public:
  MeasuringEngine(MeasuredCode code, std::vector<MeasuredKernel> measured, std::vector<KernelProfile> profiles,
                  std::unique_ptr<llvm::WritableMemoryBuffer> arena, double leastSeconds)
      : code(std::move(code)), measured(std::move(measured)), profiles(std::move(profiles)), arena(std::move(arena)),
        leastSeconds(leastSeconds) {}

  ArrayRef<snn::Channel> inputs() const override { return code.description.inputs; }
  ArrayRef<snn::Channel> outputs() const override { return code.description.outputs; }
  ArrayRef<snn::Channel> recordables() const override { return code.description.recordables; }
  bool isDouble() const override { return code.description.isDouble; }
  ArrayRef<KernelProfile> kernels() const override { return profiles; }
  int64_t steps() const override { return stepCount; }
  double timerSeconds() const override { return timerTicks * secondsPerTick; }

  /// Finds out what a tick is and what a look at the counter takes. Fails if the counter stands still.
  llvm::Error calibrate() {
    constexpr int64_t calls = 1000;
    constexpr double shortest = 1e-3;
    llvm::fill(times(), 0);
    int64_t start = ticks();
    Clock::time_point before = Clock::now();
    double best = 0;
    do {
      times()[measured.size()] = 0;
      for (int64_t call = 0; call < calls; ++call)
        code.timer(state());
      double mean = double(times()[measured.size()]) / calls;
      best = best == 0 ? mean : std::min(best, mean);
    } while (secondsSince(before) < shortest);
    double seconds = secondsSince(before);
    int64_t end = ticks();
    if (end == start)
      return llvm::createStringError("profile: the counter of this processor cannot be read by programs");
    timerTicks = best;
    secondsPerTick = seconds / (end - start);
    return llvm::Error::success();
  }

  llvm::Error run(snn::RunData &data) override {
    if (llvm::Error error = snn::checkRunData(data, *this))
      return error;
    if (data.batch == 0 || data.steps == 0)
      return llvm::Error::success();
    int64_t startTicks = ticks();
    Clock::time_point start = Clock::now();
    runAll(data, /*counts=*/true);
    std::vector<int64_t> best = kernelTimes();
    // Whatever else the machine does only makes a run longer: the shortest one counts.
    while (secondsSince(start) < leastSeconds) {
      runAll(data, /*counts=*/false);
      std::vector<int64_t> again = kernelTimes();
      if (sumOf(again) < sumOf(best))
        best = std::move(again);
    }
    double seconds = secondsSince(start);
    secondsPerTick = seconds / (ticks() - startTicks);
    addTimes(data, best);
    stepCount += data.batch * data.steps;
    copyRepeatedRecords(data);
    return llvm::Error::success();
  }

private:
  char *state() { return arena->getBufferStart(); }

  MutableArrayRef<int64_t> times() {
    return {reinterpret_cast<int64_t *>(state() + code.timesAt), measured.size() + 2};
  }

  /// What the counter says. The time of nothing that is added meanwhile is not looked at during a run.
  int64_t ticks() {
    code.timer(state());
    return times()[measured.size() + 1];
  }

  std::vector<int64_t> kernelTimes() { return times().drop_back(2).vec(); }
  static int64_t sumOf(ArrayRef<int64_t> ticks) { return std::accumulate(ticks.begin(), ticks.end(), int64_t(0)); }

  void runAll(const snn::RunData &data, bool counts) {
    llvm::fill(times(), 0);
    for (int64_t sample = 0; sample < data.batch; ++sample) {
      std::memset(state(), 0, code.description.clearedBytes);
      for (int64_t step = 0; step < data.steps; step += code.block) {
        int64_t rows = std::min(code.block, data.steps - step);
        SampleArrays arrays = arraysOf(data, code.description, sample, step);
        code.run(state(), code.weights->getBufferStart(), arrays.inputs.data(), arrays.outputs.data(),
                 arrays.records.data(), rows);
        for (size_t i = 0; counts && i < measured.size(); ++i)
          measured[i].counter.count(state(), arrays, rows, profiles[i]);
      }
    }
  }

  void addTimes(const snn::RunData &data, ArrayRef<int64_t> taken) {
    int64_t blocks = llvm::divideCeil(data.steps, code.block);
    for (size_t i = 0; i < measured.size(); ++i) {
      double calls = double(data.batch) * (measured[i].isStep ? data.steps : blocks);
      profiles[i].seconds += std::max(taken[i] - calls * timerTicks, 0.0) * secondsPerTick;
    }
  }

  MeasuredCode code;
  std::vector<MeasuredKernel> measured;
  std::vector<KernelProfile> profiles;
  std::unique_ptr<llvm::WritableMemoryBuffer> arena;
  double leastSeconds, timerTicks = 0, secondsPerTick = 0;
  int64_t stepCount = 0;
};

} // namespace

/// Compiles a program, which the module holds and which is used up. `kernels` are those that it runs.
static llvm::Expected<MeasuredCode> compileMeasured(ModuleOp module, kernel::ProgramOp program, WeightsBlob weights,
                                                    ArtefactDescription description, const Machine &machine,
                                                    bool record, int64_t kernels) {
  int64_t block = program.getBlock(), timesAt = kernel::roundedUp(program.getArena(), kernel::vectorBytes);
  description.arenaBytes = timesAt + (kernels + 2) * int64_t(sizeof(int64_t));
  program.setArena(description.arenaBytes);
  program.setSymName(description.symbol);
  std::string timerName = description.symbol + "_timer";
  emitLoops(program, {record, defaultSharedWork, timesAt}, module);
  emitTimer(module, timerName, description.arenaBytes, timesAt + kernels * int64_t(sizeof(int64_t)));
  program.erase();
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> object =
      compileToObject(module, machine, description.symbol, layoutOf(description));
  if (!object)
    return object.takeError();
  llvm::Expected<LinkedObject> linked = LinkedObject::link(std::move(*object));
  if (!linked)
    return linked.takeError();
  llvm::Expected<void *> run = linked->lookup(runSymbol(description, record));
  if (!run)
    return run.takeError();
  llvm::Expected<void *> timer = linked->lookup(timerName);
  if (!timer)
    return timer.takeError();
  if (!record)
    description.recordables.clear();
  return MeasuredCode{std::move(*linked),
                      reinterpret_cast<RunFunction>(*run),
                      reinterpret_cast<void (*)(void *)>(*timer),
                      std::move(weights),
                      std::move(description),
                      timesAt,
                      block};
}

/// `origins` as in LoweredNetwork; empty for a program that was not made from a network.
static llvm::Expected<std::unique_ptr<ProfilingEngine>>
makeMeasuringEngine(ModuleOp module, kernel::ProgramOp program, ArrayRef<Operation *> origins, WeightsBlob weights,
                    ArtefactDescription description, const Machine &machine, bool record, double leastSeconds) {
  if (llvm::Error error = checkCountable(program))
    return std::move(error);
  std::vector<MeasuredKernel> measured;
  std::vector<KernelProfile> profiles;
  llvm::DenseMap<Operation *, int64_t> places;
  if (!origins.empty() && origins.front())
    for (Operation &op : *origins.front()->getBlock())
      places.try_emplace(&op, places.size());
  ArrayRef<char> bytes(weights->getBufferStart(), weights->getBufferSize());
  size_t number = 0;
  for (auto stage : program.getBody().front().getOps<kernel::StageOp>())
    for (Operation &op : stage.getBody().front()) {
      Operation *origin = origins.empty() ? nullptr : origins[number++];
      if (isa<kernel::RecordOp>(op) && !record)
        continue;
      KernelProfile profile;
      if (origins.empty())
        profile.node = std::to_string(measured.size()) + "." + op.getName().stripDialect().str();
      if (origin) {
        profile.node = snn::nodeName(origin).str();
        profile.operation = places.lookup(origin);
      }
      measured.push_back({KernelCounter(&op, bytes), stage.getOrder() == kernel::Order::Step});
      measured.back().counter.describe(profile);
      profiles.push_back(std::move(profile));
    }
  llvm::Expected<MeasuredCode> code =
      compileMeasured(module, program, std::move(weights), std::move(description), machine, record, measured.size());
  if (!code)
    return code.takeError();
  std::unique_ptr<llvm::WritableMemoryBuffer> arena = makeArena(code->description.arenaBytes);
  if (!arena)
    return llvm::createStringError("network: no memory for a state of " + Twine(code->description.arenaBytes) +
                                   " bytes");
  auto engine = std::make_unique<MeasuringEngine>(std::move(*code), std::move(measured), std::move(profiles),
                                                  std::move(arena), leastSeconds);
  if (llvm::Error error = engine->calibrate())
    return std::move(error);
  return engine;
}

llvm::Expected<std::unique_ptr<ProfilingEngine>> makeProfilingEngine(snn::NetworkOp network,
                                                                     const ProfileOptions &options) {
  loadLoopDialects(*network.getContext());
  LoweringOptions lowering;
  lowering.record = options.record;
  llvm::Expected<LoweredNetwork> lowered = lowerNetwork(network, lowering);
  if (!lowered)
    return lowered.takeError();
  Machine machine = machineOf({});
  ArtefactDescription description = describeNetwork(network, lowered->program, machine);
  return makeMeasuringEngine(*lowered->module, lowered->program, lowered->origins, lowered->weights,
                             std::move(description), machine, options.record, options.leastSeconds);
}

llvm::Expected<std::unique_ptr<ProfilingEngine>> makeProfilingEngine(kernel::ProgramOp program,
                                                                     const ProfileOptions &options) {
  Machine machine = machineOf({});
  llvm::Expected<PreparedProgram> prepared = prepareProgram(program, machine);
  if (!prepared)
    return prepared.takeError();
  bool record = !prepared->description.recordables.empty();
  return makeMeasuringEngine(*prepared->module, prepared->program, {}, prepared->weights,
                             std::move(prepared->description), machine, record, options.leastSeconds);
}

} // namespace ganglion::cpu
