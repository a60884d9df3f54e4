//===- RunFiles.cpp -------------------------------------------------------===//
#include "tools/driver/RunFiles.h"
#include "frontends/Data/Input.h"
#include "frontends/Data/NirData.h"
#include "frontends/Data/Npy.h"
#include "ir/Support/Text.h"
#include "tools/driver/Runnable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/Path.h"
#include <cmath>

using namespace llvm;

namespace ganglion::driver {

/// Results larger than this are a mistake: 16 GiB of f32.
static constexpr int64_t mostValues = int64_t(1) << 32;

static std::string channelNames(ArrayRef<snn::Channel> channels) {
  return join(map_range(channels, [](const snn::Channel &channel) { return quoted(channel.name); }), ", ");
}

/// Splits "NAME=X"; the name may hold '=' itself, so known names are tried first.
static Expected<std::pair<size_t, StringRef>> parseSpecification(const snn::Engine &engine, StringRef text,
                                                                 StringRef option) {
  ArrayRef<snn::Channel> channels = engine.inputs();
  for (auto [index, channel] : enumerate(channels))
    if (text.starts_with(channel.name + "="))
      return std::make_pair(index, text.drop_front(channel.name.size() + 1));
  if (channels.size() == 1 && (!text.contains('=') || sys::fs::exists(text)))
    return std::make_pair(size_t(0), text);
  if (channels.empty())
    return createStringError(option + " " + quoted(text) + ": the model has no Input");
  return createStringError(option + " " + quoted(text) + ": the model's Inputs are " + channelNames(channels) +
                           ", give each as NAME=FILE");
}

/// Copies samples of `from` steps into samples of `to` steps, the rest stays 0.
template <typename T>
static std::vector<T> fitted(const data::Array &array, int64_t samples, int64_t from, int64_t to, int64_t width) {
  if constexpr (std::is_same_v<T, float>) {
    if (from == to)
      return array.toFloats();
  } else if (from == to) {
    return array.toDoubles();
  }
  std::vector<T> out(samples * to * width, T(0));
  int64_t kept = std::min(from, to) * width;
  for (int64_t sample = 0; sample < samples; ++sample)
    for (int64_t i = 0; i < kept; ++i) {
      int64_t source = sample * from * width + i;
      out[sample * to * width + i] = std::is_same_v<T, float> ? T(array.asFloat(source)) : T(array.asDouble(source));
    }
  return out;
}

/// NaN and infinity go through a network like numbers, most often as silence: worth a warning.
template <typename T>
static void noteNotFinite(ArrayRef<T> values, int64_t steps, int64_t width, StringRef path,
                          std::vector<std::string> &notes) {
  auto isWrong = [](T value) { return !std::isfinite(value); };
  auto first = find_if(values, isWrong);
  if (first == values.end())
    return;
  int64_t index = first - values.begin(), count = std::count_if(first, values.end(), isWrong);
  notes.push_back((Twine(path) + ": " + Twine(count) + " of " + Twine(values.size()) +
                   (count == 1 ? " values is" : " values are") + " not finite, the first is " +
                   shortest(*first, std::is_same_v<T, float>) + " at step " + Twine(index / width % steps) +
                   " of sample " + Twine(index / width / steps) + ", element " + Twine(index % width))
                      .str());
}

/// What is wrong with the data or the options of a run says nothing about the model.
static Error asUsage(Error error) {
  return handleErrors(std::move(error),
                      [](const ErrorInfoBase &any) -> Error { return make_error<WrongUsage>(any.message()); });
}

Expected<RunBuffers> RunBuffers::read(const snn::Engine &engine, ArrayRef<std::string> specifications,
                                      std::optional<double> dt, std::optional<int64_t> steps,
                                      std::vector<std::string> &notes, StringRef option) {
  Expected<RunBuffers> buffers = readAll(engine, specifications, dt, steps, notes, option);
  if (!buffers)
    return asUsage(buffers.takeError());
  return buffers;
}

Expected<RunBuffers> RunBuffers::readAll(const snn::Engine &engine, ArrayRef<std::string> specifications,
                                         std::optional<double> dt, std::optional<int64_t> steps,
                                         std::vector<std::string> &notes, StringRef option) {
  ArrayRef<snn::Channel> channels = engine.inputs();
  std::vector<std::optional<data::Input>> inputs(channels.size());
  std::vector<std::string> paths(channels.size());
  for (StringRef text : specifications) {
    auto target = parseSpecification(engine, text, option);
    if (!target)
      return target.takeError();
    auto [index, path] = *target;
    if (inputs[index])
      return createStringError(option + ": data for Input " + quoted(channels[index].name) + " is given twice");
    Expected<data::Input> input = data::readInput(path, {channels[index].name, channels[index].shape, dt, steps});
    if (!input)
      return input.takeError();
    for (const std::string &note : input->notes)
      notes.push_back(escaped(path) + ": " + note);
    inputs[index] = std::move(*input);
    paths[index] = escaped(path);
  }
  RunBuffers out;
  bool first = true;
  for (auto [index, input] : enumerate(inputs)) {
    if (!input)
      return createStringError("no data for Input " + quoted(channels[index].name) + " of shape " +
                               shapeText(channels[index].shape) + ", give it with " + option + " " +
                               (channels.size() > 1 ? escaped(channels[index].name) + "=FILE" : "FILE"));
    const data::InputLayout &layout = input->layout;
    if (!first && (layout.batched != out.batched || layout.samples != out.batchSize || layout.steps != out.stepCount))
      return createStringError("the data of Input " + quoted(channels[index].name) + " have " + Twine(layout.samples) +
                               " samples of " + Twine(layout.steps) + " steps, those of " + quoted(channels[0].name) +
                               " " + Twine(out.batchSize) + " of " + Twine(out.stepCount) +
                               "; all Inputs need the same");
    first = false;
    out.batched = layout.batched;
    out.batchSize = layout.samples;
    out.stepCount = layout.steps;
  }
  if (channels.empty() && !steps)
    return createStringError("the model has no Input, so --steps must say how long to run");
  int64_t from = out.stepCount;
  out.stepCount = steps.value_or(out.stepCount);
  for (auto [index, input] : enumerate(inputs)) {
    int64_t width = channels[index].size(), values;
    if (MulOverflow(out.batchSize * std::max<int64_t>(width, 1), out.stepCount, values) || values > mostValues)
      return createStringError("Input " + quoted(channels[index].name) + ": " + Twine(out.batchSize) + " samples of " +
                               Twine(out.stepCount) + " steps of " + Twine(width) + " values are more than " +
                               Twine(mostValues) + " values");
    if (engine.isDouble()) {
      out.doubleInputs.push_back(fitted<double>(input->array, out.batchSize, from, out.stepCount, width));
      noteNotFinite<double>(out.doubleInputs.back(), out.stepCount, width, paths[index], notes);
    } else {
      out.singleInputs.push_back(fitted<float>(input->array, out.batchSize, from, out.stepCount, width));
      noteNotFinite<float>(out.singleInputs.back(), out.stepCount, width, paths[index], notes);
    }
    input.reset();
  }
  return out;
}

/// "NODE.VAR with one of 'lif1', 'lif2'"; at most twenty names.
static std::string expectedRecord(const snn::Engine &engine) {
  std::vector<std::string> neurons;
  for (const snn::Channel &channel : engine.recordables())
    if (neurons.empty() || neurons.back() != quoted(channel.name))
      neurons.push_back(quoted(channel.name));
  if (neurons.empty())
    return "nothing: the model has no neuron that can be recorded";
  bool isCut = neurons.size() > 20;
  neurons.resize(std::min<size_t>(neurons.size(), 20));
  return "NODE.VAR with one of " + join(neurons, ", ") + (isCut ? ", ..." : "");
}

Error RunBuffers::addRecord(const snn::Engine &engine, StringRef text) {
  auto [node, variable] = text.rsplit('.');
  if (variable.empty())
    return make_error<WrongUsage>("--record " + quoted(text) + ": expected " + expectedRecord(engine));
  std::vector<std::string> offered;
  for (auto [index, channel] : enumerate(engine.recordables())) {
    if (channel.name != node)
      continue;
    if (snn::variableName(channel.variable) == variable) {
      if (!is_contained(recordIndices, index))
        recordIndices.push_back(index);
      return Error::success();
    }
    offered.push_back(snn::variableName(channel.variable).str());
  }
  if (!offered.empty())
    return make_error<WrongUsage>("--record " + quoted(text) + ": node " + quoted(node) + " has no " +
                                  quoted(variable) + ", it has " + join(offered, ", "));
  return make_error<WrongUsage>("--record " + quoted(text) + ": there is no neuron node " + quoted(node) +
                                ", expected " + expectedRecord(engine));
}

void RunBuffers::addAllRecords(const snn::Engine &engine) {
  for (size_t index = 0; index < engine.recordables().size(); ++index)
    recordIndices.push_back(index);
}

/// The data of `count` samples from `first` on.
static snn::RunData partOf(const snn::RunData &run, int64_t first, int64_t count) {
  auto slice = [&](auto values) {
    size_t perSample = values.size() / run.batch;
    return values.slice(first * perSample, count * perSample);
  };
  snn::RunData part;
  part.batch = count;
  part.steps = run.steps;
  part.threads = run.threads;
  for (const auto &input : run.inputs)
    std::visit([&](auto values) { part.inputs.emplace_back(slice(values)); }, input);
  for (MutableArrayRef<float> output : run.outputs)
    part.outputs.push_back(slice(output));
  for (const snn::RunData::Record &record : run.records)
    part.records.push_back({record.index, slice(record.values)});
  return part;
}

/// Runs a batch in parts, each with equal work for all threads.
static Error runInParts(snn::Engine &engine, const snn::RunData &run, Progress &progress) {
  int64_t count = alignTo(std::max<int64_t>(run.batch / 100, 1), run.threads);
  for (int64_t first = 0; first < run.batch; first += count) {
    progress.reach(first, run.batch, "samples");
    snn::RunData part = partOf(run, first, std::min(count, run.batch - first));
    if (Error error = engine.run(part))
      return error;
  }
  return Error::success();
}

Error RunBuffers::run(snn::Engine &engine, unsigned threads, Progress *progress) {
  auto allocate = [&](std::vector<float> &values, const snn::Channel &channel) -> Error {
    int64_t count;
    if (MulOverflow(batchSize * stepCount, channel.size(), count) || count > mostValues)
      return createStringError(quoted(channel.name) + ": " + Twine(batchSize) + " samples of " + Twine(stepCount) +
                               " steps of " + Twine(channel.size()) + " values are more than " + Twine(mostValues) +
                               " values");
    values.resize(count);
    return Error::success();
  };
  snn::RunData run;
  run.batch = batchSize;
  run.steps = stepCount;
  run.threads = threads;
  for (const std::vector<float> &values : singleInputs)
    run.inputs.emplace_back(ArrayRef<float>(values));
  for (const std::vector<double> &values : doubleInputs)
    run.inputs.emplace_back(ArrayRef<double>(values));
  outputs.resize(engine.outputs().size());
  records.resize(recordIndices.size());
  for (auto [values, channel] : zip_equal(outputs, engine.outputs())) {
    if (Error error = allocate(values, channel))
      return error;
    run.outputs.push_back(values);
  }
  for (auto [values, index] : zip_equal(records, recordIndices)) {
    if (Error error = allocate(values, engine.recordables()[index]))
      return error;
    run.records.push_back({index, values});
  }
  if (joined) {
    run.steps = batchSize * stepCount;
    run.batch = 1;
  }
  if (progress)
    progress->phase("running " + Twine(batchSize) + (batchSize == 1 ? " sample of " : " samples of ") +
                    Twine(stepCount) + " steps");
  if (progress && progress->isShown() && run.batch > threads)
    return runInParts(engine, run, *progress);
  return engine.run(run);
}

data::Array RunBuffers::asArray(const std::vector<float> &values, const snn::Channel &channel) const {
  data::Array array;
  if (batched)
    array.shape.push_back(batchSize);
  array.shape.push_back(stepCount);
  append_range(array.shape, channel.shape);
  // A view: the buffers outlive the writing of their results.
  array.bytes = ArrayRef<char>(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(float));
  return array;
}

data::Array RunBuffers::output(const snn::Engine &engine, size_t index) const {
  return asArray(outputs[index], engine.outputs()[index]);
}
data::Array RunBuffers::record(const snn::Engine &engine, size_t index) const {
  return asArray(records[index], recordChannel(engine, index));
}

const snn::Channel &RunBuffers::recordChannel(const snn::Engine &engine, size_t index) const {
  return engine.recordables()[recordIndices[index]];
}

std::string RunBuffers::recordName(const snn::Engine &engine, size_t index) const {
  const snn::Channel &channel = recordChannel(engine, index);
  return channel.name + "." + snn::variableName(channel.variable).str();
}

static Error writeData(const RunBuffers &buffers, const snn::Engine &engine, StringRef path, std::optional<double> dt) {
  if (!dt)
    return createStringError(path + ": a NIR data file needs the step of a clock(step) network");
  std::vector<data::Recording> recordings;
  for (auto [index, channel] : enumerate(engine.outputs()))
    recordings.push_back({channel.name, "output", buffers.output(engine, index), buffers.isBatched()});
  for (size_t index = 0; index < buffers.recordCount(); ++index) {
    const snn::Channel &channel = buffers.recordChannel(engine, index);
    recordings.push_back(
        {channel.name, snn::variableName(channel.variable).str(), buffers.record(engine, index), buffers.isBatched()});
  }
  return data::writeNirData(path, recordings, *dt);
}

static Error writeFiles(const RunBuffers &buffers, const snn::Engine &engine, StringRef path,
                        std::optional<double> dt) {
  bool isFolder = path.ends_with("/") || sys::fs::is_directory(path);
  if (!isFolder && path.ends_with(".h5"))
    return writeData(buffers, engine, path, dt);
  if (StringRef extension = sys::path::extension(path); !isFolder && !extension.empty() && extension != ".npy")
    return createStringError(escaped(path) + ": a result is a .npy file, a NIR data file (.h5) or a folder ('" +
                             escaped(path.drop_back(extension.size())) + "/'), not " + escaped(extension));
  if (!isFolder && engine.outputs().size() != 1)
    return createStringError(path + ": the model has " + Twine(engine.outputs().size()) + " Outputs (" +
                             channelNames(engine.outputs()) + "), a .npy file holds one; give a folder ('" + path +
                             "/') or a .h5 file");
  SmallString<128> folder(path);
  if (!isFolder)
    sys::path::remove_filename(folder);
  if (!folder.empty())
    if (std::error_code error = sys::fs::create_directories(folder))
      return createStringError(escaped(folder) + ": the folder cannot be made: " + error.message());
  auto inFolder = [&](const Twine &name) {
    SmallString<128> file(folder);
    sys::path::append(file, name + ".npy");
    return std::string(file);
  };
  for (size_t index = 0; index < buffers.recordCount(); ++index)
    if (Error error = data::writeNpy(inFolder(buffers.recordName(engine, index)), buffers.record(engine, index)))
      return error;
  for (auto [index, channel] : enumerate(engine.outputs()))
    if (Error error = data::writeNpy(isFolder ? inFolder(channel.name) : path.str(), buffers.output(engine, index)))
      return error;
  return Error::success();
}

Error writeResults(const RunBuffers &buffers, const snn::Engine &engine, StringRef path, std::optional<double> dt) {
  return asUsage(writeFiles(buffers, engine, path, dt));
}

} // namespace ganglion::driver
