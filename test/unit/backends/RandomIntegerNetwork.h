//===- RandomIntegerNetwork.h - networks of integers, made from a seed ----===//
#ifndef GANGLION_TEST_UNIT_BACKENDS_RANDOMINTEGERNETWORK_H
#define GANGLION_TEST_UNIT_BACKENDS_RANDOMINTEGERNETWORK_H

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace ganglion::test {

/// Writes the text of a network of i16 or i32 with a few layers in a row, side branches and cycles through delays.
/// Weights and inputs are often so large that sums are cut at either end.
class RandomIntegerNetwork {
public:
  RandomIntegerNetwork(unsigned seed, bool isWide)
      : generator(seed), compute(isWide ? "i32" : "i16"), most(isWide ? INT32_MAX : INT16_MAX) {}

  std::string text() {
    for (int inputs = between(1, 2); inputs > 0; --inputs)
      addInput();
    for (int layers = between(1, 5); layers > 0; --layers)
      addLayer();
    for (Signal &promise : promises)
      keepPromise(promise);
    for (size_t i = signals.size(); i-- > 0;)
      if (i + 1 == signals.size() || chance(25))
        body += "snn.output \"out" + std::to_string(i) + "\" (" + signals[i].name + ") : " + type(signals[i]) + "\n";
    return "snn.network @net clock(step 1.0e-3) compute(" + compute + ") {\n" + body + "}";
  }

private:
  using Shape = std::vector<int64_t>;
  struct Signal {
    std::string name;
    Shape shape;
    std::string element;
  };

  int64_t between(int64_t least, int64_t greatest) {
    return std::uniform_int_distribution<int64_t>(least, greatest)(generator);
  }
  bool chance(int percent) { return between(1, 100) <= percent; }
  template <typename V> V oneOf(std::vector<V> values) { return values[between(0, values.size() - 1)]; }
  static int64_t sizeOf(const Shape &shape) {
    int64_t size = 1;
    for (int64_t n : shape)
      size *= n;
    return size;
  }
  static std::string tensor(const Shape &shape, const std::string &element) {
    std::string text = "tensor<";
    for (int64_t n : shape)
      text += std::to_string(n) + "x";
    return text + element + ">";
  }
  static std::string type(const Signal &signal) { return tensor(signal.shape, signal.element); }
  static std::string list(const Shape &values) {
    std::string text = "[";
    for (size_t i = 0; i < values.size(); ++i)
      text += (i ? ", " : "") + std::to_string(values[i]);
    return text + "]";
  }
  Signal fresh(Shape shape, std::string element) {
    return {"%n" + std::to_string(count++), std::move(shape), std::move(element)};
  }

  /// Numbers of a shape, nested as `dense` needs them.
  std::string dense(const Shape &shape, int64_t least, int64_t greatest, size_t axis = 0) {
    if (axis == shape.size())
      return std::to_string(chance(10) && least < 0 ? 0 : between(least, greatest));
    std::string text = "[";
    for (int64_t i = 0; i < shape[axis]; ++i)
      text += (i ? ", " : "") + dense(shape, least, greatest, axis + 1);
    return text + "]";
  }
  std::string parameter(Shape shape, int64_t least, int64_t greatest, bool mayBeScalar = true) {
    if (mayBeScalar && chance(50))
      shape.clear();
    if (sizeOf(shape) == 0)
      return "dense<> : " + tensor(shape, "i32");
    return "dense<" + dense(shape, least, greatest) + "> : " + tensor(shape, "i32");
  }
  std::string weights(const Shape &shape) {
    int64_t size = oneOf<int64_t>({3, 127, 127, most / 200, most});
    return parameter(shape, -size - 1, size, false);
  }
  std::string bias(const Shape &shape) {
    int64_t size = oneOf<int64_t>({20, most / 2, most});
    return parameter(shape, -size - 1, size);
  }
  std::string steps(const Shape &shape, int64_t least) { return parameter(shape, least, 4); }

  Signal define(const std::string &op, const std::string &rest, const std::vector<Signal> &operands, Signal result) {
    std::string names, types;
    for (const Signal &operand : operands) {
      names += (names.empty() ? "" : ", ") + operand.name;
      types += (types.empty() ? "" : ", ") + type(operand);
    }
    body += "  " + result.name + " = snn." + op + " \"" + result.name.substr(1) + "\" (" + names + ") " + rest +
            " : (" + types + ") -> " + type(result) + "\n";
    return result;
  }

  void addInput() {
    Shape shape{chance(15) ? between(60, 160) : between(1, 40)};
    if (chance(35))
      shape = {between(1, 4), between(1, 8), between(1, 8)};
    Signal input = fresh(shape, oneOf<std::string>({compute, "i1", "i32"}));
    body += input.name + " = snn.input \"" + input.name.substr(1) + "\" : " + type(input) + "\n";
    signals.push_back(input);
  }

  std::vector<Signal> operands() {
    Signal first = chance(80) ? signals.back() : oneOf(signals);
    std::vector<Signal> result{first};
    for (const Signal &other : signals)
      if (other.shape == first.shape && chance(15))
        result.push_back(other);
    if (chance(30)) {
      Signal later = fresh(first.shape, oneOf<std::string>({"i1", "i32", compute}));
      promises.push_back(later);
      result.push_back(later);
    }
    return result;
  }

  void keepPromise(const Signal &promised) {
    std::vector<Signal> fitting;
    for (const Signal &signal : signals)
      if (signal.shape == promised.shape)
        fitting.push_back(signal);
    Signal source = oneOf(fitting);
    if (promised.element == "i1" && source.element != "i1")
      source = define("threshold", "threshold(" + bias(promised.shape) + ")", {source}, fresh(promised.shape, "i1"));
    else if (promised.element != source.element && promised.element != compute)
      source = counted(source);
    else if (promised.element != source.element)
      source = define("sum", "", {source}, fresh(promised.shape, compute));
    define("delay", "steps(" + steps(promised.shape, 1) + ")", {source}, promised);
  }

  std::string delays(const Shape &source, const Shape &target, const Shape &synapse) {
    if (!chance(30))
      return "";
    switch (between(0, 3)) {
    case 0:
      return " delays(<uniform, " + steps({}, 0) + ">)";
    case 1:
      return " delays(<source, " + parameter(source, 0, 4, false) + ">)";
    case 2:
      return " delays(<target, " + parameter(target, 0, 4, false) + ">)";
    default:
      return " delays(<synapse, " + parameter(synapse, 0, 4, false) + ">)";
    }
  }

  void addLayer() {
    std::vector<Signal> from = operands();
    Shape shape = from.front().shape;
    std::string kept = from.size() == 1 ? from.front().element : compute;
    switch (between(0, 9)) {
    case 0:
    case 1:
      if (shape.size() == 3) {
        addConv(from);
        break;
      }
      [[fallthrough]];
    case 2:
    case 3:
      addLinear(from);
      break;
    case 4:
      if (shape.size() == 3)
        addPool(from);
      else
        addSparse(from);
      break;
    case 5:
      addSparse(from);
      break;
    case 6:
      signals.push_back(define("scale", "factor(" + bias(shape) + ")", from, fresh(shape, compute)));
      break;
    case 7:
      signals.push_back(define("delay", "steps(" + steps(shape, 0) + ")", from, fresh(shape, kept)));
      break;
    case 8:
      signals.push_back(define("reshape", "", from, fresh({sizeOf(shape)}, kept)));
      break;
    case 9:
      signals.push_back(define("sum", "", from, fresh(shape, compute)));
      break;
    }
    if (chance(75))
      addNeuron();
  }

  void addLinear(const std::vector<Signal> &from) {
    Shape source = from.front().shape, target = source, weight(source.begin(), source.end() - 1);
    target.back() = chance(15) ? between(60, 300) : between(1, 40);
    weight.push_back(target.back());
    weight.push_back(source.back());
    std::string rest = "weight(" + weights(weight) + ")";
    if (chance(50))
      rest += " bias(" + bias(target) + ")";
    signals.push_back(define("linear", rest + delays(source, target, weight), from, fresh(target, compute)));
  }

  void addSparse(const std::vector<Signal> &from) {
    Shape source = from.front().shape, target = chance(50) ? source : Shape{between(1, 40)}, synapses{between(1, 40)};
    std::string rest = "sources(" + parameter(synapses, 0, sizeOf(source) - 1, false) + ") targets(" +
                       parameter(synapses, 0, sizeOf(target) - 1, false) + ") weight(" + weights(synapses) + ")";
    if (chance(50))
      rest += " bias(" + bias(target) + ")";
    signals.push_back(define("sparse", rest + delays(source, target, synapses), from, fresh(target, compute)));
  }

  void addConv(const std::vector<Signal> &from) {
    Shape source = from.front().shape, weight{between(1, 4), source[0]}, target{weight[0]}, stride, padding;
    for (size_t axis = 1; axis < 3; ++axis) {
      padding.push_back(between(0, 1));
      stride.push_back(between(1, 2));
      weight.push_back(between(1, std::min<int64_t>(3, source[axis] + 2 * padding.back())));
      target.push_back((source[axis] + 2 * padding.back() - weight.back()) / stride.back() + 1);
    }
    std::string rest = "weight(" + weights(weight) + ")";
    if (chance(50))
      rest += " bias(" + bias({weight[0]}) + ")";
    rest += " stride " + list(stride) + " before " + list(padding) + " after " + list(padding) +
            " dilation [1, 1] groups 1";
    signals.push_back(define("conv", rest + delays(source, target, weight), from, fresh(target, compute)));
  }

  void addPool(const std::vector<Signal> &from) {
    Shape source = from.front().shape, target{source[0]}, kernel, stride;
    for (size_t axis = 1; axis < 3; ++axis) {
      kernel.push_back(between(1, std::min<int64_t>(3, source[axis])));
      stride.push_back(between(1, 2));
      target.push_back((source[axis] - kernel.back()) / stride.back() + 1);
    }
    signals.push_back(define("pool",
                             "kind(<sum>) kernel " + list(kernel) + " stride " + list(stride) + " padding [0, 0]", from,
                             fresh(target, compute)));
  }

  /// A neuron that turns any signal into counts.
  Signal counted(const Signal &from) {
    Signal result = fresh(from.shape, "i32");
    body += "  " + result.name + " = snn.neuron \"" + result.name.substr(1) + "\" ports[(" + from.name +
            ") #snn.port<none>] v_threshold(" + parameter(from.shape, 1, 40) +
            ") rule(<update = shift, spike = repeated, reset = subtract, most = 5>) : (" + type(from) + ") -> " +
            type(result) + "\n";
    return result;
  }

  void addNeuron() {
    Shape shape = signals.back().shape;
    std::string ports, types;
    for (int port = 0, last = oneOf<int>({0, 0, 1, 1, 2}); port <= last; ++port) {
      std::vector<Signal> from;
      if (port == 0)
        from.push_back(signals.back());
      for (const Signal &other : signals)
        if (other.shape == shape && chance(25))
          from.push_back(other);
      std::string names;
      for (const Signal &signal : from) {
        names += (names.empty() ? "" : ", ") + signal.name;
        types += (types.empty() ? "" : ", ") + type(signal);
      }
      ports += (port ? ", (" : "(") + names + ") #snn.port<" +
               (chance(70) ? "shift, dash = " + parameter(shape, 0, oneOf<int>({4, 15, 40})) : std::string("none")) +
               ">";
    }
    std::string rest, decay, rule = "spike = none", element = compute;
    if (chance(80))
      decay += " dash(" + parameter(shape, 0, oneOf<int>({4, 15, 40})) + ")";
    if (chance(50))
      decay += " bias(" + bias(shape) + ")";
    if (chance(85)) {
      int64_t size = oneOf<int64_t>({5, 300, most});
      rest += " v_threshold(" + parameter(shape, chance(15) ? -size : 1, size) + ")";
      int64_t times = oneOf<int64_t>({1, 2, 31, 31, 64, 65, 1000});
      rule = "spike = repeated, reset = subtract, most = " + std::to_string(times);
      element = times == 1 ? "i1" : "i32";
      if (chance(20)) {
        rule = chance(50) ? "spike = above, reset = value" : "spike = above, reset = subtract";
        element = "i1";
        if (chance(50))
          rest += " v_reset(" + bias(shape) + ")";
      }
    }
    Signal result = fresh(shape, element);
    body += "  " + result.name + " = snn.neuron \"" + result.name.substr(1) + "\" ports[" + ports + "]" + rest + decay +
            " rule(<update = shift, " + rule + ">) : (" + types + ") -> " + type(result) + "\n";
    signals.push_back(result);
  }

  std::mt19937 generator;
  std::string compute, body;
  int64_t most;
  int count = 0;
  std::vector<Signal> signals, promises;
};

/// Data with many zeros, small counts, and now and then numbers near the ends of the type.
template <typename T> std::vector<std::vector<T>> integerData(snn::Engine &engine, int64_t rows, unsigned seed) {
  std::mt19937 generator(seed);
  std::vector<std::vector<T>> inputs;
  for (const snn::Channel &channel : engine.inputs()) {
    std::vector<T> values(rows * channel.size());
    int64_t most = (int64_t(1) << (channel.integerBits - 1)) - 1;
    bool isWild = generator() % 2;
    for (T &value : values)
      if (generator() % 3 == 0) {
        int64_t number = generator() % 4;
        if (isWild && channel.integerBits > 1 && generator() % 4 == 0)
          number = generator() % 2 ? most - generator() % 5 : -most - 1 + generator() % 5;
        // What is no f32 has been rounded: it may have left the range.
        value = static_cast<int64_t>(T(number)) > most ? T(1) : T(number);
      }
    inputs.push_back(std::move(values));
  }
  return inputs;
}

} // namespace ganglion::test

#endif // GANGLION_TEST_UNIT_BACKENDS_RANDOMINTEGERNETWORK_H
