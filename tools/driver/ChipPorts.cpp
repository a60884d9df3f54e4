//===- ChipPorts.cpp ------------------------------------------------------===//
#include "tools/driver/ChipPorts.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace ganglion::driver {

namespace {

/// An element of one of the network's Inputs or Outputs.
struct Element {
  size_t port;
  int64_t index;
};

/// For each place of a chip's population the elements that are there.
using Places = std::vector<std::vector<Element>>;

class PortedChip : public snn::Engine {
public:
  PortedChip(const snn::Engine &network, std::unique_ptr<snn::Engine> chip, Places inputPlaces, Places outputPlaces)
      : chip(std::move(chip)), inputList(network.inputs().vec()), outputList(network.outputs().vec()),
        inputPlaces(std::move(inputPlaces)), outputPlaces(std::move(outputPlaces)) {}

  ArrayRef<snn::Channel> inputs() const override { return inputList; }
  ArrayRef<snn::Channel> outputs() const override { return outputList; }
  ArrayRef<snn::Channel> recordables() const override { return chip->recordables(); }
  bool isDouble() const override { return false; }

  Error run(snn::RunData &data) override {
    if (Error error = snn::checkRunData(data, *this))
      return error;
    int64_t rows = data.batch * data.steps;
    std::vector<float> counts(rows * inputPlaces.size()), spikes(rows * outputPlaces.size());
    auto inputOf = [&](size_t port) { return std::get<ArrayRef<float>>(data.inputs[port]); };
    for (int64_t row = 0; row < rows; ++row)
      for (auto [channel, elements] : enumerate(inputPlaces))
        for (Element element : elements)
          counts[row * inputPlaces.size() + channel] =
              inputOf(element.port)[row * inputList[element.port].size() + element.index];
    snn::RunData flat;
    flat.batch = data.batch;
    flat.steps = data.steps;
    flat.inputs = {ArrayRef<float>(counts)};
    flat.outputs = {MutableArrayRef<float>(spikes)};
    flat.records = data.records;
    flat.threads = data.threads;
    if (Error error = chip->run(flat))
      return error;
    for (int64_t row = 0; row < rows; ++row)
      for (auto [neuron, elements] : enumerate(outputPlaces))
        for (Element element : elements)
          data.outputs[element.port][row * outputList[element.port].size() + element.index] =
              spikes[row * outputPlaces.size() + neuron];
    return Error::success();
  }

private:
  std::unique_ptr<snn::Engine> chip;
  std::vector<snn::Channel> inputList, outputList;
  Places inputPlaces, outputPlaces; ///< of each channel, of each output neuron
};

} // namespace

/// Where the elements of the ports are; nothing if a source leads elsewhere.
static std::optional<Places> placesOf(ArrayRef<snn::Channel> ports, ArrayRef<xylo::Source> sources, int64_t count) {
  Places places(count);
  for (const xylo::Source &source : sources) {
    const snn::Channel *port = find_if(ports, [&](const snn::Channel &port) { return port.name == source.node; });
    int64_t at = source.at.front(), size = source.size.front(), from = source.from.front();
    if (port == ports.end() || at + size > count || from + size > port->size())
      return std::nullopt;
    for (int64_t i = 0; i < size; ++i)
      places[at + i].push_back({static_cast<size_t>(port - ports.begin()), from + i});
  }
  return places;
}

static int64_t elementsOf(ArrayRef<snn::Channel> ports) {
  int64_t elements = 0;
  for (const snn::Channel &port : ports)
    elements += port.size();
  return elements;
}

std::unique_ptr<snn::Engine> withPortsOf(const snn::Engine &network, std::unique_ptr<snn::Engine> chip,
                                         ArrayRef<xylo::Source> channels, ArrayRef<xylo::Source> exports) {
  std::optional<Places> inputs = placesOf(network.inputs(), channels, chip->inputs().front().size()),
                        outputs = placesOf(network.outputs(), exports, chip->outputs().front().size());
  if (!inputs || !outputs)
    return chip;
  int64_t exported = 0;
  for (const std::vector<Element> &elements : *outputs)
    exported += static_cast<int64_t>(elements.size());
  bool isFed = all_of(*inputs, [](const std::vector<Element> &elements) { return elements.size() == 1; });
  if (!isFed || exported != elementsOf(network.outputs()))
    return chip;
  return std::make_unique<PortedChip>(network, std::move(chip), std::move(*inputs), std::move(*outputs));
}

} // namespace ganglion::driver
