//===- NirData.cpp --------------------------------------------------------===//
#include "frontends/Data/NirData.h"
#include "frontends/Data/Raster.h"
#include "frontends/NIR/HDF5Writer.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace llvm;
using ganglion::nirfile::Dataset;
using ganglion::nirfile::Group;
using ganglion::nirfile::ModelFile;
using ganglion::nirfile::UnreadableFile;

namespace ganglion::data {

/// The text of the attribute `__type__`, empty if it has none.
static StringRef typeOf(const Group &group) {
  const nirfile::Attribute *attribute = group.attribute("__type__");
  const auto *text = attribute ? std::get_if<std::string>(&attribute->value) : nullptr;
  return text ? StringRef(*text) : StringRef();
}

/// A numeric attribute, of either type.
static std::optional<double> numberOf(const Group &group, StringRef name) {
  const nirfile::Attribute *attribute = group.attribute(name);
  if (!attribute)
    return std::nullopt;
  if (const auto *real = std::get_if<double>(&attribute->value))
    return *real;
  if (const auto *integer = std::get_if<int64_t>(&attribute->value))
    return static_cast<double>(*integer);
  return std::nullopt;
}

static std::string namesIn(const Group &group) {
  std::string text;
  for (const nirfile::Member &member : ArrayRef(group.members).take_front(10))
    text += (text.empty() ? "" : ", ") + quoted(member.name);
  if (group.members.size() > 10)
    text += ", ...";
  return text.empty() ? "nothing" : text;
}

namespace {

class DataReader {
public:
  DataReader(ModelFile &file, const InputContext &context) : file(file), context(context) {}

  Expected<Input> read() {
    if (typeOf(file.root()) != "NIRGraphData")
      return file.root().group("node")
                 ? createStringError("is a NIR model, a NIR data file is expected")
                 : createStringError("is HDF5, but no NIR data file (its root has no __type__ NIRGraphData)");
    Expected<Group *> node = findNode(file.root(), context.node);
    if (!node)
      return node.takeError();
    Expected<Group *> observable = findObservable(**node);
    if (!observable)
      return observable.takeError();
    StringRef type = typeOf(**observable);
    if (type == "TimeGriddedData")
      return readGrid(**observable);
    if (type == "EventData")
      return readEvents(**observable, false);
    if (type == "ValuedEventData")
      return readEvents(**observable, true);
    return atNode("its data are of type " + quoted(type) + ", TimeGriddedData, EventData and ValuedEventData are read");
  }

private:
  Error atNode(const Twine &what) const { return createStringError("node " + quoted(context.node) + ": " + what); }

  /// A node, also one of a nested graph, whose names dots join.
  Expected<Group *> findNode(Group &graph, StringRef name) {
    Group *nodes = graph.group("nodes");
    if (!nodes)
      return atNode("the file has no group nodes");
    if (Group *node = nodes->group(name); node && typeOf(*node) == "NIRNodeData")
      return node;
    for (size_t dot = name.find('.'); dot != StringRef::npos; dot = name.find('.', dot + 1))
      if (Group *inner = nodes->group(name.take_front(dot)); inner && typeOf(*inner) == "NIRGraphData")
        return findNode(*inner, name.drop_front(dot + 1));
    return atNode("the file has no data for it, only for " + namesIn(*nodes));
  }

  Expected<Group *> findObservable(Group &node) {
    Group *observables = node.group("observables");
    if (!observables || observables->members.empty())
      return atNode("the file has no observables for it");
    bool single = observables->members.size() == 1;
    Group *chosen = observables->group(single ? StringRef(observables->members[0].name) : "spikes");
    if (!chosen)
      return atNode("the file has the observables " + namesIn(*observables) + ", spikes or a single one is expected");
    return chosen;
  }

  /// A dataset of real numbers, loaded.
  Expected<Dataset *> load(Group &group, StringRef name) {
    Dataset *dataset = group.dataset(name);
    if (!dataset || dataset->kind == ElementKind::String)
      return atNode("its data have no numbers " + quoted(name));
    if (Error error = file.load(dataset))
      return std::move(error);
    return dataset;
  }

  Array arrayOf(const Dataset &dataset) const {
    return {dataset.kind, dataset.bits, dataset.shape, dataset.data, file.owner()};
  }

  Expected<Input> readGrid(Group &group) {
    std::optional<double> dt = numberOf(group, "dt");
    if (!dt || !(*dt > 0))
      return atNode("its data have no positive dt");
    if (context.dt && std::fabs(*dt - *context.dt) > 1e-6 * *context.dt)
      return atNode("its data have dt " + shortest(*dt) + ", the run has " + shortest(*context.dt) + "; run with dt " +
                    shortest(*dt) + " or resample the data");
    Dataset *dataset = group.dataset("data");
    if (dataset && dataset->shape.size() != 3)
      return atNode("its data have shape " + shapeText(dataset->shape) + ", (samples, steps, neurons) is expected");
    // Before they are loaded: what a file declares is what is allocated.
    if (dataset && static_cast<uint64_t>(dataset->shape[2]) != nirfile::elementsOf(context.shape))
      return atNode("its data have shape " + shapeText(dataset->shape) +
                    " (samples, steps, neurons), the node has shape " + shapeText(context.shape));
    Expected<Dataset *> data = load(group, "data");
    if (!data)
      return data.takeError();
    Input input;
    input.array = arrayOf(**data);
    input.dt = dt;
    return std::move(input);
  }

  //===- events ------------------------------------------------------------===//

  struct Events {
    Array index, time, value;
    bool valued = false;
    int64_t samples = 0, perSample = 0, steps = 0, width = 0;
  };

  Expected<Input> readEvents(Group &group, bool valued) {
    Events events;
    events.valued = valued;
    if (!context.dt)
      return atNode("its data are events with times in seconds and no dt is known; give dt");
    if (Error error = readEventSizes(group, events))
      return std::move(error);
    for (StringRef name : {"idx", "time", "value"}) {
      if (name == "value" && !valued)
        break;
      const Dataset *dataset = group.dataset(name);
      if (!dataset || dataset->shape.size() != 2 ||
          dataset->shape != std::vector<int64_t>{events.samples, events.perSample})
        return atNode("its " + name + " has shape " + (dataset ? shapeText(dataset->shape) : "none") + ", " +
                      shapeText({events.samples, events.perSample}) + " is expected");
      Expected<Dataset *> loaded = load(group, name);
      if (!loaded)
        return loaded.takeError();
      (name == "idx" ? events.index : name == "time" ? events.time : events.value) = arrayOf(**loaded);
    }
    return valued ? spread<double>(events) : spread<int32_t>(events);
  }

  Error readEventSizes(Group &group, Events &events) {
    const Dataset *index = group.dataset("idx");
    if (!index || index->shape.size() != 2)
      return atNode("its data have no idx of shape (samples, events)");
    events.samples = index->shape[0];
    events.perSample = index->shape[1];
    std::optional<double> neurons = numberOf(group, "n_neurons"), end = numberOf(group, "t_max");
    if (!neurons || !end)
      return atNode("its data have no n_neurons or no t_max");
    std::optional<int64_t> steps = stepOf(*end, *context.dt);
    if (!steps)
      return atNode("its t_max is " + shortest(*end) + ", no number of steps of " + shortest(*context.dt) + " s");
    events.steps = *steps;
    if (*neurons != static_cast<double>(nirfile::elementsOf(context.shape)))
      return atNode("its data have " + shortest(*neurons) + " channels, the node has shape " +
                    shapeText(context.shape));
    events.width = static_cast<int64_t>(nirfile::elementsOf(context.shape));
    if (Error error = checkRasterSize(events.samples, events.steps, events.width))
      return atNode(toString(std::move(error)));
    return Error::success();
  }

  template <typename T> Expected<Input> spread(const Events &events) {
    std::vector<T> raster(events.samples * events.steps * events.width);
    int64_t count = events.index.size(), beyond = 0;
    double firstBeyond = 0;
    for (int64_t i = 0; i < count; ++i) {
      double index = events.index.asDouble(i), time = events.time.asDouble(i);
      // A sample with fewer events is filled up with index -1.
      if (index == -1)
        continue;
      if (!(index >= 0 && index < static_cast<double>(events.width)) || index != std::floor(index))
        return atNode("event " + Twine(i % events.perSample) + " of sample " + Twine(i / events.perSample) +
                      " is in channel " + shortest(index) + ", 0 to " + Twine(events.width - 1) + " is allowed");
      std::optional<int64_t> step = stepOf(time, *context.dt);
      if (!step && !(time > 0))
        return atNode("event " + Twine(i % events.perSample) + " of sample " + Twine(i / events.perSample) + " is at " +
                      shortest(time) + " s, times start at 0");
      if (!step || *step >= events.steps) {
        if (beyond++ == 0)
          firstBeyond = time;
        continue;
      }
      int64_t at = (i / events.perSample * events.steps + *step) * events.width + static_cast<int64_t>(index);
      raster[at] += events.valued ? static_cast<T>(events.value.asDouble(i)) : T(1);
    }
    Input input;
    input.array = Array::of({events.samples, events.steps, events.width}, raster);
    if (beyond)
      input.notes.push_back("node " + quoted(context.node) + ": " + std::to_string(beyond) +
                            " events lie beyond the last step and are left out, the first at " + shortest(firstBeyond) +
                            " s");
    return std::move(input);
  }

  ModelFile &file;
  const InputContext &context;
};

} // namespace

Expected<Input> readNirData(StringRef path, const InputContext &context) {
  Expected<ModelFile> file = ModelFile::open(path, {/*attributes=*/true});
  if (!file)
    return file.takeError();
  Expected<Input> input = DataReader(*file, context).read();
  if (input)
    return input;
  Error error = input.takeError();
  if (error.isA<UnreadableFile>())
    return std::move(error);
  return createStringError(path + ": " + toString(std::move(error)));
}

//===- writing -------------------------------------------------------------===//

/// Spikes of 0 and 1 as booleans; anything else as it is.
static Array storedForm(const Recording &recording) {
  const Array &array = recording.array;
  if (recording.observable != "spikes" || array.kind == ElementKind::Boolean)
    return array;
  std::vector<char> bits(array.size());
  for (int64_t i = 0; i < array.size(); ++i) {
    double value = array.asDouble(i);
    if (value != 0 && value != 1)
      return array;
    bits[i] = value == 1;
  }
  return Array::own(ElementKind::Boolean, 8, array.shape, std::move(bits));
}

static std::vector<int64_t> gridShape(const Recording &recording) {
  ArrayRef<int64_t> shape = recording.array.shape;
  size_t leading = recording.batched ? 2 : 1;
  return {recording.batched ? shape[0] : 1, shape[leading - 1],
          static_cast<int64_t>(nirfile::elementsOf(shape.drop_front(leading)))};
}

Error writeNirData(StringRef path, ArrayRef<Recording> recordings, double dt) {
  Group root;
  root.attributes = {{"__type__", std::string("NIRGraphData")}};
  Group &nodes = root.addGroup("nodes");
  std::vector<Array> kept;
  for (const Recording &recording : recordings) {
    Group *node = nodes.group(recording.node);
    if (!node) {
      node = &nodes.addGroup(recording.node);
      node->attributes = {{"__type__", std::string("NIRNodeData")}};
      node->addGroup("observables");
    }
    if (node->group("observables")->find(recording.observable))
      return createStringError(path + ": cannot be written: node " + quoted(recording.node) + " has two recordings " +
                               quoted(recording.observable));
    Group &observable = node->group("observables")->addGroup(recording.observable);
    observable.attributes = {{"__type__", std::string("TimeGriddedData")}, {"dt", dt}};
    const Array &array = kept.emplace_back(storedForm(recording));
    Dataset dataset;
    dataset.kind = array.kind;
    dataset.bits = array.bits;
    dataset.shape = gridShape(recording);
    dataset.data = array.bytes;
    observable.addDataset("data", std::move(dataset));
  }
  nirfile::WriteOptions options;
  options.gzipLevel = 4;
  return nirfile::writeTree(path, root, options);
}

} // namespace ganglion::data
