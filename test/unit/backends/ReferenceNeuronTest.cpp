//===- ReferenceNeuronTest.cpp - every row of the tables of #snn.rule -----===//
//
// Each test writes the row's formula out with plain numbers and compares v, i and z of three neurons over 24 steps.
//
//===----------------------------------------------------------------------===//
#include "test/unit/backends/ReferenceFixture.h"
#include <cmath>

using namespace ganglion::test;

namespace {

constexpr int64_t neurons = 3, steps = 24;
constexpr double dt = 1e-3;

/// Parameters of the three neurons, as they stand in a file.
const std::vector<double> tau = {5e-3, 7.3e-3, 2.9e-3}, synapse = {2e-3, 3.1e-3, 1.7e-3}, r = {1.3, 0.7, 2.1},
                          weightIn = {1.7, 0.9, 2.3}, leak = {0.11, -0.07, 0.05}, threshold = {0.31, 0.23, 0.37},
                          reset = {0.05, -0.1, 0.02};

/// The states of one neuron before a step, and what a test's formula makes of them.
template <typename T> struct State {
  T v = 0, i = 0, j = 0; ///< membrane, currents of the first and second filtered port
  T z = 0;               ///< output; before the step the spikes of the previous one
  bool hasSpiked = false;
};

/// The neuron under test: its ports (%x and %y are inputs), parameters and rule.
struct Neuron {
  std::string ports;
  int operands;
  std::string parameters, rule, result;
};

const std::string factorPort =
    "ports[(%x) #snn.port<factor, tau = " + parameter(synapse) + ", w_in = " + parameter(weightIn) + ">]";
const std::string plainPort = "ports[(%x) #snn.port<none>]";
const std::string withTau = " tau(" + parameter(tau) + ")", withR = " r(" + parameter(r) + ")",
                  withLeak = " v_leak(" + parameter(leak) + ")",
                  withThreshold = " v_threshold(" + parameter(threshold) + ")",
                  withReset = " v_reset(" + parameter(reset) + ")";

template <typename T> Results runNeuron(const Neuron &neuron, const std::vector<T> &x, const std::vector<T> &y) {
  std::string body =
      "%x = snn.input \"x\" : tensor<3x$T>\n%y = snn.input \"y\" : tensor<3x$T>\n%z = snn.neuron \"n\" " +
      neuron.ports + neuron.parameters + " rule(<" + neuron.rule + ">) : (" +
      (neuron.operands == 2 ? "tensor<3x$T>, " : "") + "tensor<3x$T>) -> tensor<3x" + neuron.result +
      ">\nsnn.output \"out\" (%z) : tensor<3x" + neuron.result + ">";
  return runBody<T>(body, {x, y}, steps, 1, dt);
}

/// Compares the neuron with `advance(state, k, x, y)`, which takes the state of neuron k through a step.
template <typename T, typename Advance> void expectNeuron(const Neuron &neuron, Advance advance) {
  auto x = randomNumbers<T>(neurons * steps, 21, 0.2), y = randomNumbers<T>(neurons * steps, 22, 0.2);
  std::vector<T> v, i, z;
  State<T> states[neurons];
  for (int64_t at = 0; at < neurons * steps; ++at) {
    State<T> &state = states[at % neurons];
    advance(state, at % neurons, x[at], y[at]);
    v.push_back(state.v);
    i.push_back(state.i);
    z.push_back(state.z);
  }
  Results got = runNeuron<T>(neuron, x, y);
  expectSame(v, got["n.v"], neuron.rule + ": v");
  expectSame(z, got["out"], neuron.rule + ": output");
  EXPECT_EQ(got.count("n.i"), neuron.ports.find("<factor") != std::string::npos);
  if (got.count("n.i"))
    expectSame(i, got["n.i"], neuron.rule + ": i");
  if (neuron.result == "$T")
    return;
  expectSame(z, got["n.spikes"], neuron.rule + ": spikes");
  int64_t silent = std::count(z.begin(), z.end(), T(0));
  EXPECT_TRUE(silent > 0 && silent < neurons * steps) << neuron.rule << ": the data must make some steps spike";
}

template <typename T> T eulerDecay(double tau) { return T(1.0 - dt / tau); }
template <typename T> T exactDecay(double tau) { return T(std::exp(-dt / tau)); }
template <typename T> T eulerGain(double gain, double tau) { return T(gain * (dt / tau)); }
template <typename T> T exactGain(double gain, double tau) { return T(gain * (1.0 - std::exp(-dt / tau))); }

/// The LIF update that the tests of spikes and resets share.
template <typename T> T lif(T old, int64_t k, T x) {
  return eulerDecay<T>(tau[k]) * old + eulerGain<T>(r[k], tau[k]) * x;
}
Neuron lifNeuron(const std::string &rule, const std::string &result = "i1", const std::string &more = "") {
  // A gain that makes spikes likely: r is 8 times as large.
  std::vector<double> large = {8 * r[0], 8 * r[1], 8 * r[2]};
  return {plainPort, 1, withTau + " r(" + parameter(large) + ")" + withThreshold + more, "update = euler, " + rule,
          result};
}

} // namespace

template <typename T> class ReferenceUpdate : public BothTypes<T> {};
TYPED_TEST_SUITE(ReferenceUpdate, ComputeTypes);
template <typename T> class ReferenceSpike : public BothTypes<T> {};
TYPED_TEST_SUITE(ReferenceSpike, ComputeTypes);

//===----------------------------------------------------------------------===//
// update
//===----------------------------------------------------------------------===//

TYPED_TEST(ReferenceUpdate, Euler) {
  using T = TypeParam;
  expectNeuron<T>({factorPort, 1, withTau + withR + withLeak, "update = euler, spike = none", "$T"},
                  [](State<T> &s, int64_t k, T x, T) {
                    s.i = eulerDecay<T>(synapse[k]) * s.i + eulerGain<T>(weightIn[k], synapse[k]) * x;
                    s.v = (eulerDecay<T>(tau[k]) * s.v + eulerGain<T>(r[k], tau[k]) * s.i) +
                          eulerGain<T>(leak[k], tau[k]);
                    s.z = s.v;
                  });
}

TYPED_TEST(ReferenceUpdate, EulerWithoutTau) {
  using T = TypeParam;
  expectNeuron<T>({plainPort, 1, withR, "update = euler, spike = none", "$T"}, [](State<T> &s, int64_t k, T x, T) {
    s.v = s.v + T(r[k] * dt) * x;
    s.z = s.v;
  });
}

TYPED_TEST(ReferenceUpdate, LeakIsLeftOutWhereItIsZeroForTheWholeNode) {
  using T = TypeParam;
  auto plain = [](State<T> &s, int64_t k, T x, T) { s.z = s.v = lif(s.v, k, x); };
  for (const char *zero : {"", " v_leak(dense<0.0> : tensor<f32>)", " v_leak(dense<0.0> : tensor<3xf64>)"})
    expectNeuron<T>({plainPort, 1, withTau + withR + zero, "update = euler, spike = none", "$T"}, plain);
  expectNeuron<T>(
      {plainPort, 1, withTau + withR + " v_leak(dense<[0.0, 0.0, 0.3]> : tensor<3xf64>)",
       "update = euler, spike = none", "$T"},
      [](State<T> &s, int64_t k, T x, T) { s.z = s.v = lif(s.v, k, x) + (k == 2 ? eulerGain<T>(0.3, tau[k]) : T(0)); });
}

TYPED_TEST(ReferenceUpdate, ParametersOfRankZero) {
  using T = TypeParam;
  expectNeuron<T>({"ports[(%x) #snn.port<factor, tau = dense<2.0e-3> : tensor<f64>>]", 1,
                   " tau(dense<5.0e-3> : tensor<f64>) r(dense<1.3> : tensor<f64>)", "update = euler, spike = none",
                   "$T"},
                  [](State<T> &s, int64_t, T x, T) {
                    s.i = T(1.0 - dt / 2e-3) * s.i + T(dt / 2e-3) * x;
                    s.z = s.v = T(1.0 - dt / 5e-3) * s.v + T(1.3 * (dt / 5e-3)) * s.i;
                  });
}

TYPED_TEST(ReferenceUpdate, FileValuesOfF32EnterAsTheyAre) {
  using T = TypeParam;
  double single = 5e-3f;
  expectNeuron<T>({plainPort, 1, " tau(dense<5.0e-3> : tensor<f32>) r(dense<1.0> : tensor<f32>)",
                   "update = euler, spike = none", "$T"},
                  [=](State<T> &s, int64_t, T x, T) { s.z = s.v = T(1.0 - dt / single) * s.v + T(dt / single) * x; });
}

TYPED_TEST(ReferenceUpdate, Exact) {
  using T = TypeParam;
  expectNeuron<T>({factorPort, 1, withTau + withR + withLeak, "update = exact, spike = none", "$T"},
                  [](State<T> &s, int64_t k, T x, T) {
                    s.i = exactDecay<T>(synapse[k]) * s.i + exactGain<T>(weightIn[k], synapse[k]) * x;
                    s.v = (exactDecay<T>(tau[k]) * s.v + exactGain<T>(r[k], tau[k]) * s.i) +
                          exactGain<T>(leak[k], tau[k]);
                    s.z = s.v;
                  });
}

TYPED_TEST(ReferenceUpdate, ExactMembrane) {
  using T = TypeParam;
  expectNeuron<T>({factorPort, 1, withTau + withR + withLeak, "update = exact_membrane, spike = none", "$T"},
                  [](State<T> &s, int64_t k, T x, T) {
                    s.i = eulerDecay<T>(synapse[k]) * s.i + eulerGain<T>(weightIn[k], synapse[k]) * x;
                    s.v = (exactDecay<T>(tau[k]) * s.v + exactGain<T>(r[k], tau[k]) * s.i) +
                          exactGain<T>(leak[k], tau[k]);
                    s.z = s.v;
                  });
}

TYPED_TEST(ReferenceUpdate, ExactWithoutTauIntegrates) {
  using T = TypeParam;
  for (const char *update : {"exact", "exact_membrane"})
    expectNeuron<T>({plainPort, 1, withR, "update = " + std::string(update) + ", spike = none", "$T"},
                    [](State<T> &s, int64_t k, T x, T) { s.z = s.v = s.v + T(r[k] * dt) * x; });
}

TYPED_TEST(ReferenceUpdate, LeakBoth) {
  using T = TypeParam;
  expectNeuron<T>({factorPort, 1, withTau + withR + withLeak, "update = leak_both, spike = none", "$T"},
                  [](State<T> &s, int64_t k, T x, T) {
                    s.i = (eulerDecay<T>(synapse[k]) * s.i + eulerGain<T>(weightIn[k], synapse[k]) * x) +
                          eulerGain<T>(leak[k], synapse[k]);
                    s.v = (eulerDecay<T>(tau[k]) * s.v + eulerGain<T>(r[k], tau[k]) * s.i) +
                          eulerGain<T>(leak[k], tau[k]);
                    s.z = s.v;
                  });
}

TYPED_TEST(ReferenceUpdate, Unscaled) {
  using T = TypeParam;
  expectNeuron<T>({plainPort, 1, withR + withLeak, "update = unscaled, spike = none", "$T"},
                  [](State<T> &s, int64_t k, T x, T) { s.z = s.v = s.v + T(r[k]) * x; });
}

TYPED_TEST(ReferenceUpdate, Impulse) {
  using T = TypeParam;
  // r and w_in are in the file, the formula does not use them.
  expectNeuron<T>({factorPort, 1, withTau + withR + withLeak, "update = impulse, spike = none", "$T"},
                  [](State<T> &s, int64_t k, T x, T) {
                    s.i = (s.i + x) * exactDecay<T>(synapse[k]);
                    s.z = s.v = (s.v * exactDecay<T>(tau[k]) + s.i) + T(leak[k]);
                  });
  expectNeuron<T>({plainPort, 1, withTau, "update = impulse, spike = none", "$T"},
                  [](State<T> &s, int64_t k, T x, T) { s.z = s.v = s.v * exactDecay<T>(tau[k]) + x; });
}

TYPED_TEST(ReferenceUpdate, ImpulseFilter) {
  using T = TypeParam;
  expectNeuron<T>({plainPort, 1, withTau + withLeak, "update = impulse_filter, spike = none", "$T"},
                  [](State<T> &s, int64_t k, T x, T) { s.z = s.v = (s.v + x) * exactDecay<T>(tau[k]); });
}

TYPED_TEST(ReferenceUpdate, Decay) {
  using T = TypeParam;
  expectNeuron<T>({plainPort, 1, withTau + withR, "update = decay, spike = none", "$T"},
                  [](State<T> &s, int64_t k, T x, T) { s.z = s.v = exactDecay<T>(tau[k]) * s.v + x; });
  expectNeuron<T>({plainPort, 1, withR, "update = decay, spike = none", "$T"},
                  [](State<T> &s, int64_t, T x, T) { s.z = s.v = s.v + x; });
}

TYPED_TEST(ReferenceUpdate, SeveralPorts) {
  using T = TypeParam;
  // The first filtered port, which `i` records, is the second of three; the last has no operand and only leaks.
  std::string ports = "ports[(%y) #snn.port<none>, (%x) #snn.port<factor, tau = " + parameter(synapse) +
                      ">, () #snn.port<factor, tau = " + parameter(tau) + ", w_in = " + parameter(weightIn) + ">]";
  expectNeuron<T>(
      {ports, 2, withTau + withR + withLeak, "update = leak_both, spike = none", "$T"},
      [](State<T> &s, int64_t k, T x, T y) {
        s.i = (eulerDecay<T>(synapse[k]) * s.i + eulerGain<T>(1, synapse[k]) * x) + eulerGain<T>(leak[k], synapse[k]);
        s.j = (eulerDecay<T>(tau[k]) * s.j + eulerGain<T>(weightIn[k], tau[k]) * T(0)) + eulerGain<T>(leak[k], tau[k]);
        T sum = (y + s.i) + s.j;
        s.z = s.v = (eulerDecay<T>(tau[k]) * s.v + eulerGain<T>(r[k], tau[k]) * sum) + eulerGain<T>(leak[k], tau[k]);
      });
}

TYPED_TEST(ReferenceUpdate, OperandsOfAPortAreSummedFirst) {
  using T = TypeParam;
  expectNeuron<T>({"ports[(%y, %x) #snn.port<factor, tau = " + parameter(synapse) + ">]", 2, withTau + withR,
                   "update = euler, spike = none", "$T"},
                  [](State<T> &s, int64_t k, T x, T y) {
                    s.i = eulerDecay<T>(synapse[k]) * s.i + eulerGain<T>(1, synapse[k]) * (y + x);
                    s.z = s.v = lif(s.v, k, s.i);
                  });
}

//===----------------------------------------------------------------------===//
// spike, reset, when, clip, once
//===----------------------------------------------------------------------===//

/// 8 times the gain of `lif`, as `lifNeuron` has it.
template <typename T> static T strongLif(T old, int64_t k, T x) {
  return eulerDecay<T>(tau[k]) * old + eulerGain<T>(8 * r[k], tau[k]) * x;
}

TYPED_TEST(ReferenceSpike, AboveResetsToValueInTheSameStep) {
  using T = TypeParam;
  expectNeuron<T>(lifNeuron("spike = above, reset = value", "i1", withReset), [](State<T> &s, int64_t k, T x, T) {
    T V = strongLif(s.v, k, x);
    s.z = V > T(threshold[k]);
    s.v = s.z ? T(reset[k]) : V;
  });
  expectNeuron<T>(lifNeuron("spike = above, reset = value"), [](State<T> &s, int64_t k, T x, T) {
    T V = strongLif(s.v, k, x);
    s.z = V > T(threshold[k]);
    s.v = s.z ? T(0) : V;
  });
}

TYPED_TEST(ReferenceSpike, AboveIsStrict) {
  using T = TypeParam;
  // V is exactly the threshold, then the next number above it.
  Neuron neuron = {plainPort, 1, " v_threshold(dense<0.5> : tensor<f32>)",
                   "update = decay, spike = above, reset = subtract", "i1"};
  std::vector<T> x(neurons * steps, T(0));
  x[0] = T(0.5);
  x[1] = std::nextafter(T(0.5), T(1));
  Results got = runNeuron<T>(neuron, x, x);
  EXPECT_EQ(got["out"][0], 0);
  EXPECT_EQ(got["out"][1], 1);
}

TYPED_TEST(ReferenceSpike, AboveSubtractsInTheSameStep) {
  using T = TypeParam;
  expectNeuron<T>(lifNeuron("spike = above, reset = subtract"), [](State<T> &s, int64_t k, T x, T) {
    T V = strongLif(s.v, k, x);
    s.z = V > T(threshold[k]);
    s.v = s.z ? V - T(threshold[k]) : V;
  });
}

TYPED_TEST(ReferenceSpike, ValueBefore) {
  using T = TypeParam;
  expectNeuron<T>(lifNeuron("spike = above, reset = value, when = before", "i1", withReset),
                  [](State<T> &s, int64_t k, T x, T) {
                    s.v = strongLif(s.z ? T(reset[k]) : s.v, k, x);
                    s.z = s.v > T(threshold[k]);
                  });
}

TYPED_TEST(ReferenceSpike, ValueAfter) {
  using T = TypeParam;
  expectNeuron<T>(lifNeuron("spike = above, reset = value, when = after", "i1", withReset),
                  [](State<T> &s, int64_t k, T x, T) {
                    T V = strongLif(s.v, k, x);
                    s.v = s.z ? T(reset[k]) : V;
                    s.z = s.v > T(threshold[k]);
                  });
}

TYPED_TEST(ReferenceSpike, SubtractAfter) {
  using T = TypeParam;
  expectNeuron<T>(lifNeuron("spike = above, reset = subtract, when = after"), [](State<T> &s, int64_t k, T x, T) {
    s.v = strongLif(s.v, k, x) - s.z * T(threshold[k]);
    s.z = s.v > T(threshold[k]);
  });
}

TYPED_TEST(ReferenceSpike, SubtractCorrected) {
  using T = TypeParam;
  bool addedBack = false;
  expectNeuron<T>(lifNeuron("spike = above, reset = subtract, when = corrected"), [&](State<T> &s, int64_t k, T x, T) {
    T thr = T(threshold[k]), b = s.v > thr;
    T u = strongLif(s.v, k, x) - b * thr;
    s.z = u > thr;
    s.v = u - (s.z - b) * thr;
    addedBack |= b != T(0) && s.z == T(0);
  });
  EXPECT_TRUE(addedBack) << "the data must reach b = 1, z = 0";
}

TYPED_TEST(ReferenceSpike, AboveOld) {
  using T = TypeParam;
  expectNeuron<T>(lifNeuron("spike = above_old, reset = value, when = before", "i1", withReset),
                  [](State<T> &s, int64_t k, T x, T) {
                    s.z = s.v > T(threshold[k]);
                    s.v = strongLif(s.z ? T(reset[k]) : s.v, k, x);
                  });
  expectNeuron<T>(lifNeuron("spike = above_old, reset = subtract, when = before"), [](State<T> &s, int64_t k, T x, T) {
    s.z = s.v > T(threshold[k]);
    s.v = strongLif(s.v - s.z * T(threshold[k]), k, x);
  });
  expectNeuron<T>(lifNeuron("spike = above_old, reset = subtract, when = after"), [](State<T> &s, int64_t k, T x, T) {
    s.z = s.v > T(threshold[k]);
    s.v = strongLif(s.v, k, x) - s.z * T(threshold[k]);
  });
}

TYPED_TEST(ReferenceSpike, AboveOldIsStrict) {
  using T = TypeParam;
  Neuron neuron = {plainPort, 1, " v_threshold(dense<0.5> : tensor<f32>)",
                   "update = decay, spike = above_old, reset = subtract, when = after", "i1"};
  std::vector<T> x(neurons * steps, T(0));
  x[0] = T(0.5);
  x[1] = std::nextafter(T(0.5), T(1));
  Results got = runNeuron<T>(neuron, x, x);
  EXPECT_EQ(got["out"][neurons + 0], 0);
  EXPECT_EQ(got["out"][neurons + 1], 1);
}

TYPED_TEST(ReferenceSpike, NegativeThresholdSpikesFromTheStart) {
  using T = TypeParam;
  Neuron neuron = {plainPort, 1, " v_threshold(dense<-0.5> : tensor<f32>)",
                   "update = decay, spike = above_old, reset = value, when = before", "i1"};
  std::vector<T> x(neurons * steps, T(-1));
  Results got = runNeuron<T>(neuron, x, x);
  EXPECT_EQ(got["out"][0], 1) << "the first v_old is 0";
  EXPECT_EQ(got["out"][3], 0);
}

TYPED_TEST(ReferenceSpike, FloorRatioCounts) {
  using T = TypeParam;
  T most = 0;
  expectNeuron<T>(lifNeuron("spike = floor_ratio, reset = subtract", "i32"), [&](State<T> &s, int64_t k, T x, T) {
    T V = strongLif(s.v, k, x), thr = T(threshold[k]);
    s.z = V >= thr ? std::floor(V / thr) : T(0);
    s.v = V - s.z * thr;
    most = std::max(most, s.z);
  });
  EXPECT_GT(most, T(1)) << "the data must give several spikes a step";
}

TYPED_TEST(ReferenceSpike, TruncRatioCounts) {
  using T = TypeParam;
  T most = 0;
  expectNeuron<T>(lifNeuron("spike = trunc_ratio, reset = subtract", "i32"), [&](State<T> &s, int64_t k, T x, T) {
    T V = strongLif(s.v, k, x), thr = T(threshold[k]);
    s.z = V > T(0) ? std::trunc(V / thr) : T(0);
    s.v = V - s.z * thr;
    most = std::max(most, s.z);
  });
  EXPECT_GT(most, T(1));
}

TYPED_TEST(ReferenceSpike, RatiosSpikeAtTheThreshold) {
  using T = TypeParam;
  for (const char *spike : {"floor_ratio", "trunc_ratio"}) {
    Neuron neuron = {plainPort, 1, " v_threshold(dense<0.5> : tensor<f32>)",
                     "update = decay, spike = " + std::string(spike) + ", reset = subtract", "i32"};
    std::vector<T> x(neurons * steps, T(0));
    x[0] = T(0.5);
    x[1] = std::nextafter(T(0.5), T(0));
    x[2] = T(1e30);
    Results got = runNeuron<T>(neuron, x, x);
    EXPECT_EQ(got["out"][0], 1);
    EXPECT_EQ(got["out"][1], 0);
    EXPECT_EQ(got["out"][2], 2147483648.f) << "cut to i32, rounded to f32";
  }
}

TYPED_TEST(ReferenceSpike, RatiosOfANegativeThresholdAreAsWritten) {
  using T = TypeParam;
  auto count = [](const std::string &spike) {
    Neuron neuron = {plainPort, 1, " v_threshold(dense<-0.5> : tensor<f32>)",
                     "update = decay, spike = " + spike + ", reset = subtract", "i32"};
    std::vector<T> x(neurons * steps, T(0));
    x[0] = T(0.6);
    return runNeuron<T>(neuron, x, x)["out"][0];
  };
  EXPECT_EQ(count("floor_ratio"), -2);
  EXPECT_EQ(count("trunc_ratio"), -1);
}

TYPED_TEST(ReferenceSpike, ClipFromBelowAfterTheReset) {
  using T = TypeParam;
  int clipped = 0;
  auto clip = [&](T v, int64_t k) {
    clipped += v < -T(threshold[k]);
    return std::max(v, -T(threshold[k]));
  };
  expectNeuron<T>(lifNeuron("spike = trunc_ratio, reset = subtract, clip = true", "i32"),
                  [&](State<T> &s, int64_t k, T x, T) {
                    T V = strongLif(s.v, k, x), thr = T(threshold[k]);
                    s.z = V > T(0) ? std::trunc(V / thr) : T(0);
                    s.v = clip(V - s.z * thr, k);
                  });
  expectNeuron<T>(lifNeuron("spike = above, reset = subtract, when = after, clip = true"),
                  [&](State<T> &s, int64_t k, T x, T) {
                    T V = strongLif(s.v, k, x) - s.z * T(threshold[k]);
                    s.z = V > T(threshold[k]);
                    s.v = clip(V, k);
                  });
  EXPECT_GT(clipped, 5);
}

TYPED_TEST(ReferenceSpike, OnceInARun) {
  using T = TypeParam;
  auto first = [](State<T> &s, bool above) {
    s.z = above && !s.hasSpiked;
    s.hasSpiked |= s.z != T(0);
  };
  expectNeuron<T>(lifNeuron("spike = above, reset = value, once = true", "i1", withReset),
                  [&](State<T> &s, int64_t k, T x, T) {
                    T V = strongLif(s.v, k, x);
                    first(s, V > T(threshold[k]));
                    s.v = s.z ? T(reset[k]) : V;
                  });
  expectNeuron<T>(lifNeuron("spike = above_old, reset = subtract, when = before, once = true"),
                  [&](State<T> &s, int64_t k, T x, T) {
                    first(s, s.v > T(threshold[k]));
                    s.v = strongLif(s.v - s.z * T(threshold[k]), k, x);
                  });
  expectNeuron<T>(lifNeuron("spike = above, reset = subtract, when = after, once = true"),
                  [&](State<T> &s, int64_t k, T x, T) {
                    s.v = strongLif(s.v, k, x) - s.z * T(threshold[k]);
                    first(s, s.v > T(threshold[k]));
                  });
}

TYPED_TEST(ReferenceSpike, StatesStartAnewWithEachSample) {
  using T = TypeParam;
  std::string body = R"(%x = snn.input "x" : tensor<1x$T>
    %z = snn.neuron "n" ports[(%x) #snn.port<factor, tau = dense<2.0e-3> : tensor<f64>>] tau(dense<5.0e-3> : tensor<f64>)
        r(dense<9.0> : tensor<f64>) v_threshold(dense<0.3> : tensor<f64>)
        rule(<update = euler, spike = above, reset = subtract, when = after, once = true>) : (tensor<1x$T>) -> tensor<1xi1>
    snn.output "out" (%z) : tensor<1xi1>)";
  auto x = randomNumbers<T>(40, 23);
  auto twice = x;
  twice.insert(twice.end(), x.begin(), x.end());
  Results one = runBody<T>(body, {x}, 40), two = runBody<T>(body, {twice}, 40, 2);
  EXPECT_THAT(one["out"], testing::Contains(1.f));
  for (auto &[name, values] : one) {
    EXPECT_EQ(values, std::vector<float>(two[name].begin(), two[name].begin() + 40)) << name;
    EXPECT_EQ(values, std::vector<float>(two[name].begin() + 40, two[name].end())) << name;
  }
}

TYPED_TEST(ReferenceSpike, NoNeurons) {
  using T = TypeParam;
  std::string body = R"(%x = snn.input "x" : tensor<0x$T>
    %z = snn.neuron "n" ports[(%x) #snn.port<factor, tau = dense<> : tensor<0xf64>>] tau(dense<> : tensor<0xf64>)
        r(dense<> : tensor<0xf64>) v_threshold(dense<> : tensor<0xf64>) rule(<update = euler, spike = above, reset = value>) : (tensor<0x$T>) -> tensor<0xi1>
    snn.output "out" (%z) : tensor<0xi1>)";
  Results got = runBody<T>(body, {{}}, 2);
  EXPECT_TRUE(got["out"].empty() && got["n.i"].empty());
}
