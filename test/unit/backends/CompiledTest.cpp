//===- CompiledTest.cpp - compiled networks against loops by hand ---------===//
#include "test/unit/backends/CompiledFixture.h"

using namespace ganglion;
using namespace ganglion::test;

template <typename T> class Compiled : public BothTypes<T> {};
TYPED_TEST_SUITE(Compiled, ComputeTypes);

/// A fully connected layer of LIF neurons, by hand.
template <typename T>
static std::vector<T> runByHand(const std::vector<T> &w, const std::vector<T> &x, int64_t inputs, int64_t neurons,
                                int64_t steps) {
  T a = T(1.0 - 1e-3 / 5e-3), g = T(2.0 * (1e-3 / 5e-3)), thr = T(0.4);
  std::vector<T> v(neurons), out;
  for (int64_t t = 0; t < steps; ++t)
    for (int64_t j = 0; j < neurons; ++j) {
      T sum = 0;
      for (int64_t i = 0; i < inputs; ++i)
        if (x[t * inputs + i] != 0) {
          T product = w[j * inputs + i] * x[t * inputs + i];
          sum = sum + product;
        }
      T old = a * v[j], in = g * sum;
      v[j] = old + in;
      bool z = v[j] > thr;
      if (z)
        v[j] = 0;
      out.push_back(z);
    }
  return out;
}

TYPED_TEST(Compiled, FullyConnectedLayerByHand) {
  using T = TypeParam;
  int64_t inputs = 70, neurons = 150, steps = 300;
  std::vector<T> w = randomNumbers<T>(inputs * neurons, 1), x = randomNumbers<T>(inputs * steps, 2, 0.8);
  std::string body = "%x = snn.input \"x\" : tensor<70x$T>\n%i = snn.linear \"fc\" (%x) weight(" +
                     parameter<T>({neurons, inputs}, w) +
                     ") : (tensor<70x$T>) -> tensor<150x$T>\n"
                     "%z = snn.neuron \"lif\" ports[(%i) #snn.port<none>] tau(dense<5.0e-3> : tensor<f64>) "
                     "r(dense<2.0> : tensor<f64>) "
                     "v_threshold(dense<0.4> : tensor<f32>) rule(<update = euler, spike = above, reset = value>) : "
                     "(tensor<150x$T>) -> "
                     "tensor<150xi1>\nsnn.output \"z\" (%z) : tensor<150xi1>";
  Network net(network<T>(body));
  ASSERT_TRUE(net);
  auto engine = net.compiled({});
  ASSERT_TRUE(engine);
  Results got = runEngine<T>(*engine, {x}, steps);
  std::vector<T> want = runByHand(w, x, inputs, neurons, steps);
  EXPECT_GT(std::count(want.begin(), want.end(), T(1)), 1000);
  expectSame<T>(want, got["z"]);
}
