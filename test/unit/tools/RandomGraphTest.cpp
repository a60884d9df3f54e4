//===- RandomGraphTest.cpp - random NIR graphs: interpreter = compiled ----===//
//
// Every node type, convention and option, cycles and nested graphs, from the model to the result.
// GANGLION_RANDOM_GRAPHS sets how many graphs are tried, GANGLION_RANDOM_SEED the first seed. What fails is made
// smaller and printed, with the first step and neuron that differ.
//
//===----------------------------------------------------------------------===//
#include "test/unit/tools/RandomGraph.h"
#include "backends/CPU/ChooseKernels.h"
#include "ir/Support/Text.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "tools/driver/Network.h"
#include "gtest/gtest.h"
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <mutex>
#include <random>
#include <thread>

using namespace mlir;

namespace ganglion::test {
namespace {

/// How one graph is run.
struct RunChoice {
  driver::TimeOptions time;
  int64_t steps = 1, batch = 1;
  unsigned threads = 1, seed = 0;
  /// Without records the compiled code keeps nothing but the outputs.
  bool records = true;
  /// Connections take any form that fits, not the one that is thought fast.
  bool anyForms = false;

  std::string text() const {
    std::string out = "--dt " + shortest(*time.dt);
    auto add = [&](const char *option, const std::string &value) {
      if (!value.empty())
        out += std::string(" --") + option + " " + value;
    };
    add("convention", time.convention);
    add("integrator", time.integrator);
    add("reset", time.reset);
    add("reset-delay", time.resetDelay == -1 ? "" : std::to_string(time.resetDelay));
    add("precision", time.precision);
    for (const std::string &entry : time.set)
      add("set", entry);
    return out + ", " + std::to_string(batch) + " samples of " + std::to_string(steps) + " steps" +
           (records ? "" : ", nothing recorded") + (anyForms ? ", any forms of connections" : "");
  }
};

/// What came of a graph: refused, equal, or different with the place.
struct Verdict {
  std::string refusal, difference;
  bool isSilent = false; ///< nothing but zeros
};

} // namespace

static RunChoice chooseRun(const RandomGraph &graph, unsigned seed) {
  std::mt19937 generator(seed * 7919 + 1);
  auto pick = [&](auto list) { return list[generator() % list.size()]; };
  using Words = std::vector<std::string>;
  RunChoice run;
  run.seed = seed;
  run.time.dt = 1e-3;
  run.time.convention = pick(Words{"none", "none", "snntorch", "norse", "rockpool", "sinabs", "nengo", "spyx"});
  run.time.precision = pick(Words{"f32", "f32", "f64"});
  // The others fix what these options would change.
  bool hasOptions =
      run.time.convention != "rockpool" && run.time.convention != "sinabs" && run.time.convention != "spyx";
  if (hasOptions) {
    run.time.integrator = pick(Words{"", "", "euler", "exact"});
    run.time.reset = pick(Words{"", "value", "subtract"});
    run.time.resetDelay = pick(std::vector<int>{-1, 0, 1});
    std::vector<std::string> neurons = graph.spikingNodes();
    if (!neurons.empty() && generator() % 4 == 0)
      run.time.set.push_back(pick(neurons) + pick(Words{".reset=subtract", ".reset-delay=1", ".integrator=exact"}));
  }
  run.steps = pick(std::vector<int64_t>{1, 7, 20, 40});
  run.batch = pick(std::vector<int64_t>{1, 1, 2, 3});
  run.threads = 1 + generator() % 2;
  run.records = generator() % 4;
  run.anyForms = generator() % 2;
  return run;
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

namespace {
/// Everything an engine puts out, in its order.
struct Outcome {
  std::vector<std::string> names;
  std::vector<int64_t> widths;
  std::vector<std::vector<float>> values;
};
} // namespace

template <typename T> static std::vector<T> makeInput(int64_t count, unsigned seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<float> uniform(-1, 1);
  bool isSpikes = generator() % 2;
  std::vector<T> values(count);
  for (T &value : values)
    value = generator() % 3 ? 0 : isSpikes ? 1 : uniform(generator);
  return values;
}

template <typename T> static llvm::Expected<Outcome> runEngine(snn::Engine &engine, const RunChoice &choice) {
  int64_t rows = choice.batch * choice.steps;
  std::vector<std::vector<T>> inputs;
  Outcome out;
  auto add = [&](const std::string &name, const snn::Channel &channel) {
    out.names.push_back(name);
    out.widths.push_back(channel.size());
    // What an engine leaves out must not look like a result.
    out.values.emplace_back(rows * channel.size(), -12345.f);
  };
  size_t records = choice.records ? engine.recordables().size() : 0;
  for (const snn::Channel &channel : engine.recordables().take_front(records))
    add(channel.name + "." + snn::variableName(channel.variable).str(), channel);
  for (const snn::Channel &channel : engine.outputs())
    add(channel.name, channel);
  snn::RunData data;
  data.batch = choice.batch;
  data.steps = choice.steps;
  data.threads = choice.threads;
  for (auto [index, channel] : llvm::enumerate(engine.inputs()))
    inputs.push_back(makeInput<T>(rows * channel.size(), choice.seed + index));
  for (const std::vector<T> &values : inputs)
    data.inputs.emplace_back(llvm::ArrayRef<T>(values));
  for (size_t index = 0; index < out.values.size(); ++index) {
    if (index < records)
      data.records.push_back({index, out.values[index]});
    else
      data.outputs.push_back(out.values[index]);
  }
  if (llvm::Error error = engine.run(data))
    return std::move(error);
  return out;
}

/// The earliest step at which two results differ, empty if there is none. The sign of zero does not count.
static std::string firstDifference(const Outcome &want, const Outcome &have, const RunChoice &choice) {
  if (want.names != have.names || want.widths != have.widths)
    return "the engines put out different variables";
  std::string text;
  int64_t earliest = INT64_MAX;
  for (size_t index = 0; index < want.names.size(); ++index)
    for (size_t i = 0; i < want.values[index].size(); ++i) {
      float a = want.values[index][i], b = have.values[index][i];
      int64_t row = i / want.widths[index], step = row % choice.steps;
      if (a == b || (std::isnan(a) && std::isnan(b)) || step >= earliest)
        continue;
      earliest = step;
      text = "first at step " + std::to_string(step) + " of sample " + std::to_string(row / choice.steps) + ", " +
             ganglion::quoted(want.names[index]) + " element " + std::to_string(i % want.widths[index]) +
             ": interpreter " + shortest(a, true) + ", compiled " + shortest(b, true);
    }
  return text;
}

static Verdict compareEngines(snn::NetworkOp network, const RunChoice &choice) {
  Outcome outcomes[2];
  for (driver::EngineKind kind : {driver::EngineKind::Reference, driver::EngineKind::Compiled}) {
    bool isCompiled = kind == driver::EngineKind::Compiled;
    auto engine = driver::makeEngine(network, kind, choice.records);
    if (!engine)
      return {"", (isCompiled ? "compiled: " : "interpreter: ") + llvm::toString(engine.takeError())};
    llvm::Expected<Outcome> outcome =
        (*engine)->isDouble() ? runEngine<double>(**engine, choice) : runEngine<float>(**engine, choice);
    if (!outcome)
      return {"", (isCompiled ? "compiled: " : "interpreter: ") + llvm::toString(outcome.takeError())};
    outcomes[isCompiled] = std::move(*outcome);
  }
  bool isSilent = llvm::all_of(outcomes[0].values, [](const std::vector<float> &values) {
    return llvm::all_of(values, [](float value) { return value == 0; });
  });
  return {"", firstDifference(outcomes[0], outcomes[1], choice), isSilent};
}

static llvm::Error chooseAnyForms(snn::NetworkOp network, unsigned seed) {
  std::mt19937 generator(seed);
  std::vector<cpu::Part> parts = cpu::partition(network, snn::computeSchedule(network));
  std::vector<std::string> wishes;
  for (const cpu::Part &part : parts)
    for (const snn::Action &action : part.actions) {
      llvm::SmallVector<kernel::Form> forms = cpu::fittingForms(action.op, part.isCyclic);
      if (!forms.empty())
        wishes.push_back(action.op->getAttrOfType<StringAttr>("name").str() + "=" +
                         kernel::stringifyForm(forms[generator() % forms.size()]).str());
    }
  return cpu::chooseKernels(network, parts, wishes);
}

static Verdict judge(const RandomGraph &graph, const RunChoice &choice) {
  DialectRegistry registry;
  driver::registerDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  std::string errors;
  context.getDiagEngine().registerHandler([&](Diagnostic &diagnostic) {
    if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
      errors += (errors.empty() ? "" : "; ") + diagnostic.str();
    return success();
  });
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(graph.text(), ParserConfig(&context));
  if (!module)
    return {"it does not parse: " + errors, ""};
  llvm::Expected<snn::NetworkOp> network = driver::prepareNetwork(*module, choice.time);
  if (!network) {
    std::string other = llvm::toString(network.takeError());
    return {errors.empty() ? other : errors, ""};
  }
  if (choice.anyForms)
    if (llvm::Error error = chooseAnyForms(*network, choice.seed))
      return {"", "the forms: " + llvm::toString(std::move(error))};
  return compareEngines(*network, choice);
}

//===----------------------------------------------------------------------===//
// Judging many
//===----------------------------------------------------------------------===//

/// The smallest graph found that still differs, as text with the difference.
static std::string describe(RandomGraph graph, const RunChoice &choice, std::string difference) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const RandomGraph &candidate : graph.smaller()) {
      Verdict verdict = judge(candidate, choice);
      if (verdict.difference.empty())
        continue;
      graph = candidate;
      difference = verdict.difference;
      changed = true;
      break;
    }
  }
  return "seed " + std::to_string(choice.seed) + ", " + choice.text() + "\n" + difference + "\n" +
         graph.text().substr(0, 6000);
}

static unsigned fromEnvironment(const char *name, unsigned otherwise) {
  const char *text = std::getenv(name);
  return text ? std::strtoul(text, nullptr, 10) : otherwise;
}

TEST(RandomGraph, InterpreterAndCompiledCodeAreEqual) {
  // Each graph is compiled, and nothing is left in the folder of the user.
  setenv("GANGLION_CACHE", "off", /*overwrite=*/1);
  unsigned first = fromEnvironment("GANGLION_RANDOM_SEED", 1), count = fromEnvironment("GANGLION_RANDOM_GRAPHS", 1000);
  std::atomic<unsigned> next{first}, refused{0}, silent{0};
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::vector<std::string> failures, refusals;
  auto work = [&]() {
    while (!stop) {
      unsigned seed = next++;
      if (seed - first >= count)
        return;
      RandomGraph graph(seed);
      RunChoice choice = chooseRun(graph, seed);
      Verdict verdict = judge(graph, choice);
      if (!verdict.refusal.empty()) {
        ++refused;
        std::lock_guard<std::mutex> lock(mutex);
        refusals.push_back("seed " + std::to_string(seed) + ": " + verdict.refusal);
      } else if (!verdict.difference.empty()) {
        stop = true;
        std::string text = describe(graph, choice, verdict.difference);
        std::lock_guard<std::mutex> lock(mutex);
        failures.push_back(text);
      } else if (verdict.isSilent) {
        ++silent;
      }
    }
  };
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
    workers.emplace_back(work);
  for (std::thread &worker : workers)
    worker.join();
  for (const std::string &failure : failures)
    ADD_FAILURE() << failure;
  // A few cycles have no meaning; all else must.
  for (const std::string &refusal : refusals)
    EXPECT_NE(refusal.find("stateless-cycle"), std::string::npos) << refusal;
  EXPECT_LE(refused * 10, count) << "too many graphs without a meaning";
  EXPECT_LE(silent * 10, count) << "too many graphs that put out zeros alone";
  RecordProperty("refused", std::to_string(refused));
  RecordProperty("silent", std::to_string(silent));
}

} // namespace ganglion::test
