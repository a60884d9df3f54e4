//===- RandomNetwork.h - networks of every op, made from a seed -----------===//
#ifndef GANGLION_TEST_UNIT_BACKENDS_RANDOMNETWORK_H
#define GANGLION_TEST_UNIT_BACKENDS_RANDOMNETWORK_H

#include "test/unit/backends/ReferenceFixture.h"

namespace ganglion::test {

/// Writes the text of a network with a few layers in a row, side branches, and cycles through delays or neurons that
/// spike from their old state.
template <typename T> class RandomNetwork {
public:
  explicit RandomNetwork(unsigned seed) : generator(seed), next(seed * 7919) {}

  std::string text() {
    addInput();
    if (chance(30))
      addInput();
    for (int layers = between(1, 5); layers > 0; --layers)
      addLayer();
    // Later definitions of what cycles have used.
    for (auto &[name, signal] : promises)
      keepPromise(name, signal);
    for (size_t i = signals.size(); i-- > 0;)
      if (i + 1 == signals.size() || chance(20))
        line("snn.output \"out" + std::to_string(i) + "\" (" + signals[i].name + ") : " + type(signals[i]));
    return network<T>(body);
  }

private:
  struct Signal {
    std::string name;
    std::vector<int64_t> shape;
    std::string element;

    int64_t size() const {
      int64_t count = 1;
      for (int64_t n : shape)
        count *= n;
      return count;
    }
  };

  //===--------------------------------------------------------------------===//
  // Random choices and text
  //===--------------------------------------------------------------------===//

  int between(int least, int most) { return std::uniform_int_distribution<int>(least, most)(generator); }
  bool chance(int percent) { return between(1, 100) <= percent; }
  template <typename V> V oneOf(std::vector<V> values) { return values[between(0, values.size() - 1)]; }
  static std::string compute() { return typeName<T>(); }
  static std::string type(const Signal &signal) { return tensor(signal.shape, signal.element); }
  void line(const std::string &text) { body += text + "\n"; }
  std::string fresh() { return "n" + std::to_string(count++); }
  std::string list(const std::vector<int64_t> &values) {
    std::string text = "[";
    for (size_t i = 0; i < values.size(); ++i)
      text += (i ? ", " : "") + std::to_string(values[i]);
    return text + "]";
  }

  /// Numbers of a shape, of either file type, sometimes all equal, sometimes of rank 0.
  std::string numbers(const std::vector<int64_t> &shape, double least, double most, bool mayBeScalar = true) {
    if (mayBeScalar && chance(40))
      return chance(50) ? parameter<double>({}, {uniform(least, most)})
                        : parameter<float>({}, {float(uniform(least, most))});
    size_t size = 1;
    for (int64_t n : shape)
      size *= n;
    std::vector<double> values(size);
    for (double &value : values)
      value = uniform(least, most);
    if (chance(30))
      return parameter<double>(shape, values);
    return parameter<float>(shape, std::vector<float>(values.begin(), values.end()));
  }
  double uniform(double least, double most) {
    // Some exact zeros and equal values.
    if (least < 0 && chance(10))
      return 0;
    return std::uniform_real_distribution<double>(least, most)(generator);
  }
  std::string integers(const std::vector<int64_t> &shape, int least, int most) {
    size_t size = 1;
    for (int64_t n : shape)
      size *= n;
    std::vector<int64_t> values(size);
    for (int64_t &value : values)
      value = between(least, most);
    return parameter<int64_t>(shape, values);
  }

  Signal define(const std::string &op, const std::string &rest, const std::vector<Signal> &operands, Signal result) {
    std::string names, types;
    for (const Signal &operand : operands) {
      names += (names.empty() ? "" : ", ") + operand.name;
      types += (types.empty() ? "" : ", ") + type(operand);
    }
    line("  " + result.name + " = snn." + op + " \"" + result.name.substr(1) + "\" (" + names + ") " + rest + " : (" +
         types + ") -> " + type(result));
    return result;
  }
  Signal fresh(std::vector<int64_t> shape, std::string element) {
    return {"%" + fresh(), std::move(shape), std::move(element)};
  }
  void keep(Signal signal) { signals.push_back(std::move(signal)); }

  //===--------------------------------------------------------------------===//
  // Structure
  //===--------------------------------------------------------------------===//

  void addInput() {
    std::vector<int64_t> shape;
    if (chance(40))
      shape = {between(1, 5), between(1, 9), between(1, 9)};
    else if (chance(20))
      shape = {between(1, 4), between(1, 20)};
    else
      shape = {chance(15) ? between(60, 160) : between(1, 40)};
    Signal input = fresh(shape, oneOf<std::string>({compute(), compute(), "i1", "i32"}));
    line(input.name + " = snn.input \"" + input.name.substr(1) + "\" : " + type(input));
    keep(input);
  }

  /// One or more earlier signals of the same shape as the newest; sometimes one that is defined later and closes a
  /// cycle.
  std::vector<Signal> operands() {
    Signal first = chance(80) ? signals.back() : oneOf(signals);
    std::vector<Signal> list{first};
    for (const Signal &other : signals)
      if (other.shape == first.shape && chance(15))
        list.push_back(other);
    if (chance(25)) {
      Signal later = fresh(first.shape, oneOf<std::string>({"i1", compute()}));
      promises.emplace_back(later.name, later);
      list.push_back(later);
    }
    return list;
  }

  /// A delay of a signal made so far, which need not be the newest; its operand may need other sizes first.
  void keepPromise(const std::string &name, Signal promised) {
    Signal source = oneOf(signals);
    Signal fitting = source.shape == promised.shape ? source : resized(source, promised.shape);
    if (promised.element == "i1" && fitting.element != "i1")
      fitting = define("threshold", "threshold(" + numbers(promised.shape, -0.5, 1) + ")", {fitting},
                       fresh(promised.shape, "i1"));
    if (promised.element != "i1" && fitting.element != compute())
      fitting = define("sum", "", {fitting}, fresh(promised.shape, compute()));
    std::string steps = chance(50) ? integers({}, 1, 4) : integers(promised.shape, 1, 5);
    promised.name = name;
    define("delay", "steps(" + steps + ")", {fitting}, promised);
  }

  /// A sparse connection to any shape.
  Signal resized(Signal source, std::vector<int64_t> shape) {
    Signal result = fresh(shape, compute());
    int64_t synapses = between(0, 30);
    std::string rest = "sources(" + integers({synapses}, 0, source.size() - 1) + ") targets(" +
                       integers({synapses}, 0, result.size() - 1) + ") weight(" +
                       numbers({synapses}, -0.7, 0.7, false) + ")";
    if (chance(50))
      rest += " bias(" + numbers(shape, -0.3, 0.3) + ")";
    rest += delays(source.shape, shape, {synapses});
    return define("sparse", rest, {source}, result);
  }

  void addLayer() {
    std::vector<Signal> from = operands();
    Signal first = from.front();
    switch (between(0, 11)) {
    case 0:
    case 1:
    case 2:
      addLinear(from);
      break;
    case 3:
    case 4:
      if (first.shape.size() == 2 || first.shape.size() == 3)
        addConv(from);
      else
        addLinear(from);
      break;
    case 5:
      if (first.shape.size() == 3)
        addPool(from);
      else
        keep(resized(first, {between(1, 30)}));
      break;
    case 6:
      keep(define("scale", "factor(" + numbers(first.shape, -2, 2) + ")", from, fresh(first.shape, compute())));
      break;
    case 7:
      keep(define("threshold", "threshold(" + numbers(first.shape, -0.5, 1) + ")", from, fresh(first.shape, "i1")));
      break;
    case 8:
      keep(define("delay", "steps(" + (chance(50) ? integers({}, 0, 4) : integers(first.shape, 0, 5)) + ")", from,
                  fresh(first.shape, from.size() == 1 ? first.element : compute())));
      break;
    case 9:
      keep(define("reshape", "", from, fresh({first.size()}, from.size() == 1 ? first.element : compute())));
      break;
    case 10:
      keep(define("sum", "", from, fresh(first.shape, compute())));
      break;
    case 11:
      keep(resized(first, chance(50) ? first.shape : std::vector<int64_t>{between(1, 30)}));
      return;
    }
    if (chance(75))
      addNeuron();
  }

  std::string delays(const std::vector<int64_t> &source, const std::vector<int64_t> &target,
                     const std::vector<int64_t> &synapse) {
    if (!chance(35))
      return "";
    switch (between(0, 3)) {
    case 0:
      return " delays(<uniform, " + integers({}, 0, 3) + ">)";
    case 1:
      return " delays(<source, " + integers(source, 0, 4) + ">)";
    case 2:
      return " delays(<target, " + integers(target, 0, 4) + ">)";
    default:
      return " delays(<synapse, " + integers(synapse, 0, 4) + ">)";
    }
  }

  void addLinear(const std::vector<Signal> &from) {
    std::vector<int64_t> source = from.front().shape, target = source, weight(source.begin(), source.end() - 1);
    target.back() = chance(15) ? between(60, 150) : between(1, 40);
    weight.push_back(target.back());
    weight.push_back(source.back());
    std::string rest = "weight(" + numbers(weight, -0.6, 0.9, false) + ")";
    if (chance(50))
      rest += " bias(" + numbers(chance(50) ? target : std::vector<int64_t>{target.back()}, -0.3, 0.3) + ")";
    keep(define("linear", rest + delays(source, target, weight), from, fresh(target, compute())));
  }

  void addConv(const std::vector<Signal> &from) {
    std::vector<int64_t> source = from.front().shape;
    int64_t groups = source[0] % 2 == 0 && chance(40) ? 2 : source[0] > 1 && chance(20) ? source[0] : 1;
    int64_t outputs = groups * between(1, chance(10) ? 20 : 4);
    std::vector<int64_t> weight{outputs, source[0] / groups}, target{outputs}, stride, before, after, dilation;
    for (size_t axis = 1; axis < source.size(); ++axis) {
      weight.push_back(between(1, 4));
      stride.push_back(between(1, 3));
      dilation.push_back(between(1, 2));
      before.push_back(between(0, 2));
      after.push_back(between(0, 2));
      int64_t span = source[axis] + before.back() + after.back() - dilation.back() * (weight.back() - 1) - 1;
      if (span < 0) {
        after.back() -= span;
        span = 0;
      }
      target.push_back(span / stride.back() + 1);
    }
    std::string rest = "weight(" + numbers(weight, -0.5, 0.8, false) + ")";
    if (chance(50))
      rest += " bias(" + numbers({outputs}, -0.3, 0.3) + ")";
    rest += " stride " + list(stride) + " before " + list(before) + " after " + list(after) + " dilation " +
            list(dilation) + " groups " + std::to_string(groups);
    keep(define("conv", rest + delays(source, target, weight), from, fresh(target, compute())));
  }

  void addPool(const std::vector<Signal> &from) {
    std::vector<int64_t> source = from.front().shape, target{source[0]}, kernel, stride, padding;
    for (size_t axis = 1; axis < 3; ++axis) {
      padding.push_back(between(0, 1));
      kernel.push_back(between(1, std::min<int64_t>(3, source[axis] + 2 * padding.back())));
      stride.push_back(between(1, 3));
      target.push_back((source[axis] + 2 * padding.back() - kernel.back()) / stride.back() + 1);
    }
    keep(define("pool",
                std::string("kind(<") + (chance(50) ? "sum" : "average") + ">) kernel " + list(kernel) + " stride " +
                    list(stride) + " padding " + list(padding),
                from, fresh(target, compute())));
  }

  //===--------------------------------------------------------------------===//
  // Neurons
  //===--------------------------------------------------------------------===//

  void addNeuron() {
    std::string update = oneOf<std::string>(
        {"euler", "euler", "exact", "exact_membrane", "leak_both", "unscaled", "impulse", "impulse_filter", "decay"});
    bool mayFilter = update == "euler" || update == "exact" || update == "exact_membrane" || update == "impulse";
    bool mustFilter = update == "leak_both";
    int ports = chance(75) ? 1 : between(2, 3);
    std::vector<Signal> all;
    std::vector<int64_t> shape = signals.back().shape;
    std::string text;
    for (int port = 0; port < ports; ++port) {
      std::vector<Signal> from = port == 0 ? std::vector<Signal>{signals.back()} : std::vector<Signal>();
      for (const Signal &other : signals)
        if (other.shape == shape && chance(20))
          from.push_back(other);
      std::string names;
      for (const Signal &signal : from)
        names += (names.empty() ? "" : ", ") + signal.name;
      all.insert(all.end(), from.begin(), from.end());
      bool filters = (mustFilter && port == 0) || (mayFilter && chance(40));
      text += (port ? ", (" : "(") + names + ") #snn.port<" +
              (filters ? "factor, tau = " + numbers(shape, 1e-3, 8e-3) : "none");
      if (filters && update != "impulse" && chance(60))
        text += ", w_in = " + numbers(shape, 0.5, 2);
      text += ">";
    }
    bool needsTau = update == "leak_both" || update == "impulse" || update == "impulse_filter";
    bool gains = update == "euler" || update == "exact" || update == "exact_membrane" || update == "leak_both" ||
                 update == "unscaled";
    std::string rest;
    if (needsTau || (update != "unscaled" && chance(70)))
      rest += " tau(" + numbers(shape, 1.5e-3, 2e-2) + ")";
    if (gains)
      rest += " r(" + numbers(shape, update == "unscaled" ? 0.3 : 2, update == "unscaled" ? 1.5 : 40) + ")";
    if (chance(40))
      rest += " v_leak(" + (chance(20) ? parameter<float>({}, {0.0f}) : numbers(shape, -0.3, 0.6)) + ")";
    std::pair<std::string, std::string> rule = spikeRule();
    if (!rule.second.empty()) {
      rest += " v_threshold(" + numbers(shape, 0.2, 1) + ")";
      if (chance(60))
        rest += " v_reset(" + numbers(shape, -0.5, 0.1) + ")";
    }
    std::string types;
    for (const Signal &signal : all)
      types += (types.empty() ? "" : ", ") + type(signal);
    Signal result = fresh(shape, rule.second.empty() ? compute() : rule.second);
    line("  " + result.name + " = snn.neuron \"" + result.name.substr(1) + "\" ports[" + text + "]" + rest +
         " rule(<update = " + update + ", " + rule.first + ">) : (" + types + ") -> " + type(result));
    keep(result);
  }

  /// The rest of a rule, and the element type of the output if it spikes.
  std::pair<std::string, std::string> spikeRule() {
    static const std::vector<std::pair<std::string, std::string>> rules = {
        {"spike = none", ""},
        {"spike = above, reset = value", "i1"},
        {"spike = above, reset = subtract", "i1"},
        {"spike = above, reset = value, when = before", "i1"},
        {"spike = above, reset = value, when = after", "i1"},
        {"spike = above, reset = subtract, when = after", "i1"},
        {"spike = above, reset = subtract, when = corrected", "i1"},
        {"spike = above_old, reset = value, when = before", "i1"},
        {"spike = above, reset = value, when = after, once = true", "i1"},
        {"spike = above, reset = subtract, when = corrected, once = true", "i1"},
        {"spike = above_old, reset = subtract, when = after, once = true", "i1"},
        {"spike = above_old, reset = subtract, when = before", "i1"},
        {"spike = above_old, reset = subtract, when = after", "i1"},
        {"spike = floor_ratio, reset = subtract", "i32"},
        {"spike = trunc_ratio, reset = subtract", "i32"},
    };
    std::pair<std::string, std::string> rule = oneOf(rules);
    if (!rule.second.empty() && chance(20))
      rule.first += ", clip = true";
    return rule;
  }

  std::mt19937 generator;
  unsigned next;
  int count = 0;
  std::string body;
  std::vector<Signal> signals;
  std::vector<std::pair<std::string, Signal>> promises;
};

} // namespace ganglion::test

#endif // GANGLION_TEST_UNIT_BACKENDS_RANDOMNETWORK_H
