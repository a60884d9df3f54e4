//===- ReferenceTest.cpp - whole networks, delays, inputs, runs -----------===//
#include "test/unit/backends/ReferenceFixture.h"
#include <limits>

using namespace ganglion;
using namespace ganglion::test;

template <typename T> class Reference : public BothTypes<T> {};
TYPED_TEST_SUITE(Reference, ComputeTypes);

//===----------------------------------------------------------------------===//
// Elementwise ops
//===----------------------------------------------------------------------===//

TYPED_TEST(Reference, ScaleAndThreshold) {
  using T = TypeParam;
  std::string body = R"(%x = snn.input "x" : tensor<2x$T>
    %s = snn.scale "s" (%x, %x) factor(dense<[0.1, -0.7]> : tensor<2xf64>) : (tensor<2x$T>, tensor<2x$T>) -> tensor<2x$T>
    %u = snn.scale "u" (%x) factor(dense<0.3> : tensor<f64>) : (tensor<2x$T>) -> tensor<2x$T>
    %z = snn.threshold "z" (%x) threshold(dense<[0.1, 0.2]> : tensor<2xf64>) : (tensor<2x$T>) -> tensor<2xi1>
    %w = snn.threshold "w" (%x) threshold(dense<0.1> : tensor<f64>) : (tensor<2x$T>) -> tensor<2xi1>
    snn.output "s" (%s) : tensor<2x$T>
    snn.output "u" (%u) : tensor<2x$T>
    snn.output "z" (%z) : tensor<2xi1>
    snn.output "w" (%w) : tensor<2xi1>)";
  T above = std::nextafter(T(0.1), T(1)), b = T(0.3);
  Results got = runBody<T>(body, {{T(0.1), b, above, T(0.2)}}, 2);
  expectSame<T>({T(0.1) * (T(0.1) + T(0.1)), T(-0.7) * (b + b), T(0.1) * (above + above), T(-0.7) * (T(0.2) + T(0.2))},
                got["s"]);
  expectSame<T>({T(0.3) * T(0.1), T(0.3) * b, T(0.3) * above, T(0.3) * T(0.2)}, got["u"]);
  expectSame<T>({0, 1, 1, 0}, got["z"]);
  expectSame<T>({0, 1, 1, 1}, got["w"]);
}

TYPED_TEST(Reference, SumReshapeAndOutput) {
  using T = TypeParam;
  std::string body = R"(%a = snn.input "a" : tensor<2x2x$T>
    %b = snn.input "b" : tensor<2x2xi1>
    %c = snn.input "c" : tensor<2x2xi32>
    %s = snn.sum "s" (%a, %b, %c) : (tensor<2x2x$T>, tensor<2x2xi1>, tensor<2x2xi32>) -> tensor<2x2x$T>
    %none = snn.sum "none" () : () -> tensor<2x2x$T>
    %f = snn.reshape "f" (%c) : (tensor<2x2xi32>) -> tensor<4xi32>
    %g = snn.reshape (%a, %c) : (tensor<2x2x$T>, tensor<2x2xi32>) -> tensor<4x1x$T>
    snn.output "s" (%s, %none) : tensor<2x2x$T>, tensor<2x2x$T>
    snn.output "f" (%f) : tensor<4xi32>
    snn.output "g" (%g) : tensor<4x1x$T>
    snn.output "empty" () shape [3])";
  std::vector<T> a = {T(0.1), T(0.2), T(0.3), T(0.4)}, b = {1, 0, 1, 1}, c = {5, -6, 7, 8};
  Results got = runBody<T>(body, {a, b, c}, 1);
  expectSame<T>({(a[0] + b[0]) + c[0], (a[1] + b[1]) + c[1], (a[2] + b[2]) + c[2], (a[3] + b[3]) + c[3]}, got["s"]);
  expectSame(c, got["f"]);
  expectSame<T>({a[0] + c[0], a[1] + c[1], a[2] + c[2], a[3] + c[3]}, got["g"]);
  expectSame<T>({0, 0, 0}, got["empty"]);
}

TYPED_TEST(Reference, InputsAreConvertedToTheirType) {
  using T = TypeParam;
  std::string body = R"(%a = snn.input "spikes" : tensor<4xi1>
    %b = snn.input "counts" : tensor<4xi32>
    snn.output "spikes" (%a) : tensor<4xi1>
    snn.output "counts" (%b) : tensor<4xi32>)";
  Model model(network<T>(body));
  ASSERT_TRUE(model.engine);
  EXPECT_EQ(model.engine->inputs()[0].name, "counts");
  T nan = std::numeric_limits<T>::quiet_NaN();
  Results got = runEngine<T>(*model.engine, {{T(2.9), T(-2.9), nan, T(-1e30)}, {0, 1, T(0.25), -3}}, 1);
  expectSame<T>({0, 1, 1, 1}, got["spikes"]);
  expectSame<T>({2, -2, 0, T(-2147483648.0)}, got["counts"]);
}

//===----------------------------------------------------------------------===//
// Delays and cycles
//===----------------------------------------------------------------------===//

TYPED_TEST(Reference, DelayLines) {
  using T = TypeParam;
  std::string body = R"(%x = snn.input "x" : tensor<3x$T>
    %a = snn.delay "all" (%x) steps(dense<2> : tensor<i64>) : (tensor<3x$T>) -> tensor<3x$T>
    %e = snn.delay "each" (%x, %x) steps(dense<[3, 1, 2]> : tensor<3xi32>) : (tensor<3x$T>, tensor<3x$T>) -> tensor<3x$T>
    %z = snn.delay "some" (%x) steps(dense<[0, 2, 0]> : tensor<3xi64>) delay(dense<[0.0, 2.0e-3, 0.0]> : tensor<3xf64>) : (tensor<3x$T>) -> tensor<3x$T>
    %n = snn.delay (%x) steps(dense<0> : tensor<i64>) : (tensor<3x$T>) -> tensor<3x$T>
    snn.output "all" (%a) : tensor<3x$T>
    snn.output "each" (%e) : tensor<3x$T>
    snn.output "some" (%z) : tensor<3x$T>
    snn.output "none" (%n) : tensor<3x$T>)";
  std::vector<T> x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  Results got = runBody<T>(body, {x}, 5);
  expectSame<T>({0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, got["all"]);
  expectSame<T>({0, 0, 0, 0, 4, 0, 0, 10, 6, 2, 16, 12, 8, 22, 18}, got["each"]);
  expectSame<T>({1, 0, 3, 4, 0, 6, 7, 2, 9, 10, 5, 12, 13, 8, 15}, got["some"]);
  expectSame(x, got["none"]);
}

TYPED_TEST(Reference, RecurrenceThroughADelay) {
  using T = TypeParam;
  // The use of %d stands before its definition; the recurrent bias acts from the first step on.
  std::string body = R"(%x = snn.input "x" : tensor<2x$T>
    %z = snn.neuron "n" ports[(%x, %w) #snn.port<none>] v_threshold(dense<0.9> : tensor<f64>)
        rule(<update = decay, spike = above, reset = subtract>) : (tensor<2x$T>, tensor<2x$T>) -> tensor<2xi1>
    %w = snn.linear "w" (%d) weight(dense<[[0.3, -0.7], [0.1, 0.6]]> : tensor<2x2xf64>) bias(dense<[0.05, 0.15]> : tensor<2xf64>)
        : (tensor<2xi1>) -> tensor<2x$T>
    %d = snn.delay (%z) steps(dense<1> : tensor<i64>) : (tensor<2xi1>) -> tensor<2xi1>
    snn.output "out" (%z) : tensor<2xi1>)";
  constexpr int64_t steps = 30;
  auto x = randomNumbers<T>(2 * steps, 31);
  std::vector<T> want;
  T v0 = 0, v1 = 0, z0 = 0, z1 = 0;
  for (int64_t t = 0; t < steps; ++t) {
    T w0 = T(0.05), w1 = T(0.15);
    if (z0 != T(0)) {
      w0 = w0 + T(0.3);
      w1 = w1 + T(0.1);
    }
    if (z1 != T(0)) {
      w0 = w0 + T(-0.7);
      w1 = w1 + T(0.6);
    }
    v0 = v0 + (x[2 * t] + w0);
    v1 = v1 + (x[2 * t + 1] + w1);
    z0 = v0 > T(0.9);
    z1 = v1 > T(0.9);
    v0 = z0 ? v0 - T(0.9) : v0;
    v1 = z1 ? v1 - T(0.9) : v1;
    want.push_back(z0);
    want.push_back(z1);
  }
  EXPECT_THAT(want, testing::Contains(T(1)));
  expectSame(want, runBody<T>(body, {x}, steps)["out"]);
}

TYPED_TEST(Reference, NeuronThatSpikesFromItsOldStateClosesACycle) {
  using T = TypeParam;
  std::string body = R"(%w = snn.scale "w" (%z) factor(dense<-0.4> : tensor<f64>) : (tensor<1xi1>) -> tensor<1x$T>
    %x = snn.input "x" : tensor<1x$T>
    %z = snn.neuron "n" ports[(%x, %w) #snn.port<none>] v_threshold(dense<0.9> : tensor<f64>)
        rule(<update = decay, spike = above_old, reset = subtract, when = before>) : (tensor<1x$T>, tensor<1x$T>) -> tensor<1xi1>
    snn.output "out" (%z) : tensor<1xi1>)";
  constexpr int64_t steps = 40;
  auto x = randomNumbers<T>(steps, 33);
  std::vector<T> z, v;
  T old = 0;
  for (int64_t t = 0; t < steps; ++t) {
    T spike = old > T(0.9);
    T kept = spike ? old - T(0.9) : old;
    old = kept + (x[t] + T(-0.4) * spike);
    z.push_back(spike);
    v.push_back(old);
  }
  EXPECT_THAT(z, testing::Contains(T(1)));
  Results got = runBody<T>(body, {x}, steps);
  expectSame(z, got["out"]);
  expectSame(z, got["n.spikes"]);
  expectSame(v, got["n.v"]);
}

TYPED_TEST(Reference, InstancesOfOneStatelessNode) {
  using T = TypeParam;
  std::string body = R"(%x = snn.input "x" : tensor<1x$T>
    %d = snn.delay (%x) steps(dense<1> : tensor<i64>) : (tensor<1x$T>) -> tensor<1x$T>
    %a = snn.linear "w" (%x) weight(dense<2.0> : tensor<1x1xf32>) : (tensor<1x$T>) -> tensor<1x$T>
    %b = snn.linear "w" (%d) weight(dense<2.0> : tensor<1x1xf32>) : (tensor<1x$T>) -> tensor<1x$T>
    snn.output "a" (%a) : tensor<1x$T>
    snn.output "b" (%b) : tensor<1x$T>)";
  Results got = runBody<T>(body, {{1, 2, 3}}, 3);
  expectSame<T>({2, 4, 6}, got["a"]);
  expectSame<T>({0, 2, 4}, got["b"]);
}

//===----------------------------------------------------------------------===//
// Runs
//===----------------------------------------------------------------------===//

namespace {

/// A recurrent network with delays everywhere.
const char *const recurrentNetwork = R"(%x = snn.input "x" : tensor<3x$T>
    %c = snn.linear "c" (%x) weight(dense<[[0.5, -0.3, 0.9], [0.7, 0.8, -0.2]]> : tensor<2x3xf64>)
        delays(<synapse, dense<[[0, 1, 2], [2, 0, 1]]> : tensor<2x3xi64>>) : (tensor<3x$T>) -> tensor<2x$T>
    %z = snn.neuron "n" ports[(%c, %d) #snn.port<factor, tau = dense<2.0e-3> : tensor<f64>>] tau(dense<5.0e-3> : tensor<f64>)
        r(dense<4.0> : tensor<f64>) v_threshold(dense<0.2> : tensor<f64>)
        rule(<update = euler, spike = above, reset = value>) : (tensor<2x$T>, tensor<2xi1>) -> tensor<2xi1>
    %d = snn.delay (%z) steps(dense<[1, 3]> : tensor<2xi64>) : (tensor<2xi1>) -> tensor<2xi1>
    snn.output "out" (%z, %c) : tensor<2xi1>, tensor<2x$T>)";

} // namespace

TYPED_TEST(Reference, SamplesAreIndependent) {
  using T = TypeParam;
  constexpr int64_t steps = 20, batch = 5;
  Model model(network<T>(recurrentNetwork));
  ASSERT_TRUE(model.engine);
  auto x = randomNumbers<T>(batch * steps * 3, 41, 0.3);
  Results all = runEngine<T>(*model.engine, {x}, steps, batch);
  EXPECT_THAT(all["n.spikes"], testing::Contains(1.f));
  for (int64_t sample = batch - 1; sample >= 0; --sample) {
    std::vector<T> part(x.begin() + sample * steps * 3, x.begin() + (sample + 1) * steps * 3);
    for (auto &[name, values] : runEngine<T>(*model.engine, {part}, steps))
      EXPECT_EQ(values, std::vector<float>(all[name].begin() + sample * steps * 2,
                                           all[name].begin() + (sample + 1) * steps * 2))
          << name << " of sample " << sample;
  }
}

TYPED_TEST(Reference, NoStepsOrNoSamples) {
  using T = TypeParam;
  Model model(network<T>(recurrentNetwork));
  ASSERT_TRUE(model.engine);
  EXPECT_TRUE(runEngine<T>(*model.engine, {{}}, 0, 3)["out"].empty());
  EXPECT_TRUE(runEngine<T>(*model.engine, {{}}, 4, 0)["out"].empty());
}

TYPED_TEST(Reference, ChannelsAreSortedByName) {
  using T = TypeParam;
  Model model(network<T>(R"(%b = snn.input "b" : tensor<1x$T>
    %a = snn.input "a" : tensor<2x$T>
    snn.output "q" (%b) : tensor<1x$T>
    snn.output "p" (%a) : tensor<2x$T>)"));
  ASSERT_TRUE(model.engine);
  EXPECT_EQ(model.engine->isDouble(), (std::is_same_v<T, double>));
  EXPECT_EQ(model.engine->inputs()[0].name, "a");
  EXPECT_EQ(model.engine->outputs()[0].name, "p");
  EXPECT_TRUE(model.engine->recordables().empty());
  Results got = runEngine<T>(*model.engine, {{1, 2, 3, 4}, {5, 6}}, 2);
  expectSame<T>({1, 2, 3, 4}, got["p"]);
  expectSame<T>({5, 6}, got["q"]);
}

TEST(ReferenceEngine, ComputesInItsOwnPrecision) {
  std::string body = R"(%x = snn.input "x" : tensor<1x$T>
    %s = snn.scale "s" (%x) factor(dense<0.1> : tensor<f64>) : (tensor<1x$T>) -> tensor<1x$T>
    %d = snn.scale "d" (%x) factor(dense<-0.3> : tensor<f64>) : (tensor<1x$T>) -> tensor<1x$T>
    snn.output "out" (%s, %s, %s, %d) : tensor<1x$T>, tensor<1x$T>, tensor<1x$T>, tensor<1x$T>)";
  float single = ((0.1f + 0.1f) + 0.1f) + -0.3f;
  double full = ((0.1 + 0.1) + 0.1) + -0.3;
  EXPECT_EQ(runBody<float>(body, {{1}}, 1)["out"][0], single);
  EXPECT_EQ(runBody<double>(body, {{1}}, 1)["out"][0], static_cast<float>(full));
  EXPECT_NE(single, static_cast<float>(full));
}

TEST(ReferenceEngine, OutlivesTheNetwork) {
  std::unique_ptr<snn::Engine> engine;
  {
    Model model(network<float>(recurrentNetwork));
    engine = std::move(model.engine);
  }
  auto x = randomNumbers<float>(30, 42);
  Results late = runEngine<float>(*engine, {x}, 10);
  EXPECT_EQ(late, runBody<float>(recurrentNetwork, {x}, 10));
}
