//===- Worker.cpp - one engine that is told when to run -------------------===//
//
// ganglion-benchmark MODEL --input X.npy [--dt S] [--convention C] [--integrator I] [--reset R] [--reset-delay D]
//                    [--precision f32] [--engine compiled|reference|naive|gemv|csr] [--batch B] [--threads N]
//                    [--record]
//
// prepares an engine and prints a JSON line of facts; then it obeys lines on the
// standard input, with a JSON line as the answer to each:
//
//   check PATH          one run, whose outputs (and, with --record, spikes) are written as `snnc run -o PATH` does
//   time SECONDS        a run that warms up, then runs for at least SECONDS: {"seconds": [of each run]}
//   compile             once more from the file to an engine: the same facts as in the first line, load, prepare and
//                       compile, in a process that has done it before
//   quit
//
//===----------------------------------------------------------------------===//
#include "frontends/Data/Input.h"
#include "frontends/Data/Npy.h"
#include "ir/Support/Text.h"
#include "test/benchmark/NaiveLoop.h"
#include "tools/driver/Diagnostics.h"
#include "tools/driver/ExitStatus.h"
#include "tools/driver/Network.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include <chrono>
#include <iostream>

namespace json = llvm::json;
using namespace ganglion;

namespace {

using Clock = std::chrono::steady_clock;

/// The command line. (LLVM's own parser would take the names of options of the libraries.)
struct Arguments {
  std::string model, input, engine = "compiled";
  driver::TimeOptions time;
  int64_t batch = 0;    ///< samples of a run, those of the data are repeated; 0: as many as there are
  unsigned threads = 1; ///< of the compiled engine
  bool record = false;  ///< the engine can record spikes; costs speed
};

} // namespace

static llvm::Error parseOption(llvm::StringRef name, llvm::StringRef value, Arguments &arguments) {
  auto number = [&](auto &field) {
    return value.getAsInteger(10, field)
               ? llvm::createStringError(name + " is " + quoted(value) + ", expected an integer")
               : llvm::Error::success();
  };
  double seconds = 0;
  std::string *text = llvm::StringSwitch<std::string *>(name)
                          .Case("--input", &arguments.input)
                          .Case("--engine", &arguments.engine)
                          .Case("--convention", &arguments.time.convention)
                          .Case("--integrator", &arguments.time.integrator)
                          .Case("--reset", &arguments.time.reset)
                          .Case("--precision", &arguments.time.precision)
                          .Default(nullptr);
  if (text)
    *text = value.str();
  else if (name == "--reset-delay")
    return number(arguments.time.resetDelay);
  else if (name == "--batch")
    return number(arguments.batch);
  else if (name == "--threads")
    return number(arguments.threads);
  else if (name != "--dt")
    return llvm::createStringError("unknown option " + quoted(name));
  else if (value.getAsDouble(seconds))
    return llvm::createStringError("--dt is " + quoted(value) + ", expected a number of seconds");
  else
    arguments.time.dt = seconds;
  return llvm::Error::success();
}

static llvm::Expected<Arguments> parseArguments(llvm::ArrayRef<const char *> words) {
  Arguments arguments;
  for (size_t i = 0; i < words.size(); ++i) {
    llvm::StringRef word = words[i];
    if (word == "--record") {
      arguments.record = true;
    } else if (!word.starts_with("--")) {
      arguments.model = word.str();
    } else if (i + 1 == words.size()) {
      return llvm::createStringError("option " + quoted(word) + " has no value");
    } else if (llvm::Error error = parseOption(word, words[++i], arguments)) {
      return std::move(error);
    }
  }
  if (arguments.model.empty() || arguments.input.empty())
    return llvm::createStringError("a MODEL and --input X.npy are needed");
  return arguments;
}

static double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

namespace {

/// The arrays of a run, for every run the same.
class Buffers {
public:
  static llvm::Expected<Buffers> read(const snn::Engine &engine, const Arguments &arguments, std::optional<double> dt);

  llvm::Error run(snn::Engine &engine, bool withRecords);
  llvm::Error write(const snn::Engine &engine, llvm::StringRef path) const;

  int64_t samples = 0, steps = 0, batch = 0;
  unsigned threads = 1;

private:
  void addRecords(const snn::Engine &engine);
  data::Array array(const std::vector<float> &values, llvm::ArrayRef<int64_t> shape) const;

  std::vector<float> in;
  std::vector<std::vector<float>> out, spikes;
  std::vector<size_t> recordIndices;
};

} // namespace

llvm::Expected<Buffers> Buffers::read(const snn::Engine &engine, const Arguments &arguments, std::optional<double> dt) {
  if (engine.inputs().size() != 1 || engine.isDouble())
    return llvm::createStringError("model " + quoted(arguments.model) + ": " + llvm::Twine(engine.inputs().size()) +
                                   " Inputs in " + (engine.isDouble() ? "f64" : "f32") +
                                   ", a benchmark has one Input and computes in f32");
  const snn::Channel &channel = engine.inputs().front();
  llvm::Expected<data::Input> read = data::readInput(arguments.input, {channel.name, channel.shape, dt, std::nullopt});
  if (!read)
    return read.takeError();
  Buffers buffers;
  buffers.samples = read->layout.samples;
  buffers.steps = read->layout.steps;
  buffers.batch = arguments.batch > 0 ? arguments.batch : buffers.samples;
  buffers.threads = arguments.threads;
  if (!buffers.samples)
    return llvm::createStringError(arguments.input + ": no sample, at least one is needed");
  std::vector<float> values = read->array.toFloats();
  size_t perSample = buffers.steps * channel.size();
  buffers.in.resize(buffers.batch * perSample);
  for (int64_t sample = 0; sample < buffers.batch; ++sample)
    std::copy_n(values.begin() + sample % buffers.samples * perSample, perSample,
                buffers.in.begin() + sample * perSample);
  for (const snn::Channel &output : engine.outputs())
    buffers.out.emplace_back(buffers.batch * buffers.steps * output.size());
  if (arguments.record)
    buffers.addRecords(engine);
  return buffers;
}

void Buffers::addRecords(const snn::Engine &engine) {
  for (auto [index, channel] : llvm::enumerate(engine.recordables()))
    if (channel.variable == snn::Variable::Spikes) {
      recordIndices.push_back(index);
      spikes.emplace_back(batch * steps * channel.size());
    }
}

llvm::Error Buffers::run(snn::Engine &engine, bool withRecords) {
  snn::RunData data;
  data.batch = batch;
  data.steps = steps;
  data.threads = threads;
  data.inputs.emplace_back(llvm::ArrayRef<float>(in));
  for (std::vector<float> &values : out)
    data.outputs.push_back(values);
  if (withRecords)
    for (auto [index, values] : llvm::zip_equal(recordIndices, spikes))
      data.records.push_back({index, values});
  return engine.run(data);
}

data::Array Buffers::array(const std::vector<float> &values, llvm::ArrayRef<int64_t> shape) const {
  data::Array result;
  result.shape = {batch, steps};
  llvm::append_range(result.shape, shape);
  result.bytes = {reinterpret_cast<const char *>(values.data()), values.size() * sizeof(float)};
  return result;
}

llvm::Error Buffers::write(const snn::Engine &engine, llvm::StringRef path) const {
  bool isFolder = path.ends_with("/") || llvm::sys::fs::is_directory(path);
  llvm::SmallString<128> folder(path);
  if (!isFolder)
    llvm::sys::path::remove_filename(folder);
  else if (std::error_code error = llvm::sys::fs::create_directories(folder))
    return llvm::createStringError(folder + ": " + error.message());
  auto write = [&](const llvm::Twine &name, const data::Array &array) {
    llvm::SmallString<128> file(folder);
    llvm::sys::path::append(file, name + ".npy");
    return data::writeNpy(file, array);
  };
  for (auto [index, values] : llvm::zip_equal(recordIndices, spikes)) {
    const snn::Channel &channel = engine.recordables()[index];
    if (llvm::Error error = write(channel.name + ".spikes", array(values, channel.shape)))
      return error;
  }
  for (auto [channel, values] : llvm::zip_equal(engine.outputs(), out)) {
    data::Array result = array(values, channel.shape);
    if (llvm::Error error = isFolder ? write(channel.name, result) : data::writeNpy(path, result))
      return error;
  }
  return llvm::Error::success();
}

namespace {

/// The engine, and how long it took to get there.
struct Prepared {
  std::unique_ptr<snn::Engine> engine;
  std::optional<double> dt;
  json::Object facts;
};

} // namespace

static llvm::Expected<std::unique_ptr<snn::Engine>> makeEngine(snn::NetworkOp network, const Arguments &arguments) {
  const std::string &name = arguments.engine;
  if (name == "compiled")
    return driver::makeEngine(network, driver::EngineKind::Compiled, arguments.record);
  if (name == "reference")
    return driver::makeEngine(network, driver::EngineKind::Reference, arguments.record);
  for (auto [loop, kind] : {std::pair("naive", benchmark::LoopKind::Naive),
                            std::pair("gemv", benchmark::LoopKind::Gemv), std::pair("csr", benchmark::LoopKind::Csr)})
    if (name == loop)
      return benchmark::makeLoopEngine(network, kind);
  return llvm::createStringError("--engine is " + quoted(name) + ", expected compiled, reference, naive, gemv or csr");
}

static llvm::Expected<Prepared> prepare(const Arguments &arguments, mlir::MLIRContext *context) {
  Clock::time_point start = Clock::now();
  llvm::Expected<mlir::OwningOpRef<mlir::ModuleOp>> module = driver::loadModel(arguments.model, context);
  if (!module)
    return module.takeError();
  double load = secondsSince(start);
  start = Clock::now();
  llvm::Expected<snn::NetworkOp> network = driver::prepareNetwork(**module, arguments.time);
  if (!network)
    return network.takeError();
  double discretise = secondsSince(start);
  start = Clock::now();
  llvm::Expected<std::unique_ptr<snn::Engine>> engine = makeEngine(*network, arguments);
  if (!engine)
    return engine.takeError();
  Prepared prepared;
  prepared.facts = json::Object{{"load", load}, {"prepare", discretise}, {"compile", secondsSince(start)}};
  if (!network->isEventDriven())
    prepared.dt = network->getDt();
  prepared.engine = std::move(*engine);
  return prepared;
}

static void answer(json::Object object) { llvm::outs() << json::Value(std::move(object)) << "\n"; }

static void answer(llvm::Error error) {
  if (error)
    answer(json::Object{{"error", json::fixUTF8(llvm::toString(std::move(error)))}});
  else
    answer(json::Object{{"done", true}});
}

/// `time`: a run that warms up, then at least one.
static void timeRuns(snn::Engine &engine, Buffers &buffers, double seconds) {
  if (llvm::Error error = buffers.run(engine, false))
    return answer(std::move(error));
  json::Array runs;
  Clock::time_point start = Clock::now();
  do {
    Clock::time_point before = Clock::now();
    if (llvm::Error error = buffers.run(engine, false))
      return answer(std::move(error));
    runs.push_back(secondsSince(before));
  } while (secondsSince(start) < seconds);
  answer(json::Object{{"seconds", std::move(runs)}});
}

/// `compile`: the first time pays for the code of the compiler itself, which is loaded as it is used.
static void compileAgain(const Arguments &arguments, const mlir::DialectRegistry &registry) {
  mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
  llvm::Expected<Prepared> prepared = prepare(arguments, &context);
  if (prepared)
    answer(std::move(prepared->facts));
  else
    answer(prepared.takeError());
}

/// Obeys one line.
static void obey(llvm::StringRef line, const Arguments &arguments, const mlir::DialectRegistry &registry,
                 snn::Engine &engine, Buffers &buffers) {
  auto [command, argument] = line.split(' ');
  double seconds = 0;
  if (command == "check") {
    llvm::Error error = buffers.run(engine, true);
    answer(error ? std::move(error) : buffers.write(engine, argument));
  } else if (command == "time" && !argument.getAsDouble(seconds)) {
    timeRuns(engine, buffers, seconds);
  } else if (command == "compile") {
    compileAgain(arguments, registry);
  } else {
    answer(llvm::createStringError("line " + quoted(line) + ": expected check PATH, time SECONDS, compile or quit"));
  }
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  mlir::DialectRegistry registry;
  driver::registerDialects(registry);
  mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
  driver::DiagnosticPrinter printer(&context, /*quiet=*/true);
  llvm::Expected<Arguments> arguments = parseArguments(llvm::ArrayRef<const char *>(argv + 1, argc - 1));
  if (!arguments)
    return driver::reportError(arguments.takeError(), printer);
  llvm::Expected<Prepared> prepared = prepare(*arguments, &context);
  if (!prepared)
    return driver::reportError(prepared.takeError(), printer);
  snn::Engine &engine = *prepared->engine;
  llvm::Expected<Buffers> buffers = Buffers::read(engine, *arguments, prepared->dt);
  if (!buffers)
    return driver::reportError(buffers.takeError(), printer);
  json::Array outputs;
  for (const snn::Channel &channel : engine.outputs())
    outputs.push_back(json::fixUTF8(channel.name));
  json::Object facts = std::move(prepared->facts);
  facts["engine"] = arguments->engine;
  facts["steps"] = buffers->steps;
  facts["batch"] = buffers->batch;
  facts["threads"] = static_cast<int64_t>(buffers->threads);
  facts["outputs"] = std::move(outputs);
  answer(std::move(facts));
  for (std::string line; llvm::outs().flush(), std::getline(std::cin, line) && line != "quit";)
    obey(line, *arguments, registry, engine, *buffers);
  return 0;
}
