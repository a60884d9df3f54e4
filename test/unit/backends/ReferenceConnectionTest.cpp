//===- ReferenceConnectionTest.cpp - linear, sparse, conv, pool -----------===//
#include "test/unit/backends/ReferenceFixture.h"
#include <limits>

using namespace ganglion::test;

template <typename T> class ReferenceConnection : public BothTypes<T> {};
TYPED_TEST_SUITE(ReferenceConnection, ComputeTypes);

namespace {

/// A network of one connection "y" over an input of shape `from`.
std::string oneConnection(const std::string &op, const std::vector<int64_t> &from, const std::vector<int64_t> &to,
                          const std::string &rest) {
  std::string source = tensor(from, "$T"), target = tensor(to, "$T");
  return "%x = snn.input \"in\" : " + source + "\n%y = snn." + op + " \"y\" (%x) " + rest + " : (" + source + ") -> " +
         target + "\nsnn.output \"out\" (%y) : " + target;
}

/// Two-dimensional convolution by its definition: for each output, over the window.
template <typename T> struct Convolution {
  int64_t channelsIn, height, width, channelsOut, groups;
  int64_t kernel[2], stride[2], before[2], after[2], dilation[2];
  std::vector<T> weight, bias;

  int64_t outputs(int axis) const {
    int64_t inputs = axis == 0 ? height : width;
    return (inputs + before[axis] + after[axis] - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis] + 1;
  }

  /// `value(c, y, x, target, weight index)` is the source value that the synapse sees.
  template <typename Value> std::vector<T> apply(Value value) const {
    std::vector<T> out;
    int64_t perGroup = channelsIn / groups;
    for (int64_t o = 0; o < channelsOut; ++o)
      for (int64_t row = 0; row < outputs(0); ++row)
        for (int64_t column = 0; column < outputs(1); ++column) {
          T sum = bias.empty() ? T(0) : bias[o];
          for (int64_t c = 0; c < perGroup; ++c)
            for (int64_t ky = 0; ky < kernel[0]; ++ky)
              for (int64_t kx = 0; kx < kernel[1]; ++kx) {
                int64_t y = row * stride[0] - before[0] + ky * dilation[0];
                int64_t x = column * stride[1] - before[1] + kx * dilation[1];
                if (y < 0 || y >= height || x < 0 || x >= width)
                  continue;
                int64_t index = ((o * perGroup + c) * kernel[0] + ky) * kernel[1] + kx;
                T input =
                    value(o / (channelsOut / groups) * perGroup + c, y, x, static_cast<int64_t>(out.size()), index);
                T product = weight[index] * input;
                if (input != T(0))
                  sum = sum + product;
              }
          out.push_back(sum);
        }
    return out;
  }
};

template <typename T> void append(std::vector<T> &list, const std::vector<T> &more) {
  list.insert(list.end(), more.begin(), more.end());
}

} // namespace

TYPED_TEST(ReferenceConnection, LinearAddsSourcesInOrder) {
  using T = TypeParam;
  constexpr int64_t M = 5, N = 17, steps = 4;
  auto weight = randomNumbers<T>(M * N, 1), bias = randomNumbers<T>(M, 2), x = randomNumbers<T>(steps * N, 3, 0.4);
  auto body =
      oneConnection("linear", {N}, {M}, "weight(" + parameter({M, N}, weight) + ") bias(" + parameter(bias) + ")");
  std::vector<T> want;
  for (int64_t t = 0; t < steps; ++t)
    for (int64_t j = 0; j < M; ++j) {
      T y = bias[j];
      for (int64_t i = 0; i < N; ++i) {
        T product = weight[j * N + i] * x[t * N + i];
        y = y + product;
      }
      want.push_back(y);
    }
  expectSame(want, runBody<T>(body, {x}, steps)["out"]);
}

TYPED_TEST(ReferenceConnection, LinearWithoutBiasStartsAtZero) {
  using T = TypeParam;
  auto body = oneConnection("linear", {2}, {1}, "weight(" + parameter<T>({1, 2}, {T(0.1), T(0.7)}) + ")");
  expectSame<T>({T(0.1) * T(3) + T(0.7) * T(5), T(0)}, runBody<T>(body, {{3, 5, 0, 0}}, 2)["out"]);
}

TYPED_TEST(ReferenceConnection, SourceOfZeroIsLeftOut) {
  using T = TypeParam;
  T infinite = std::numeric_limits<T>::infinity();
  auto body = oneConnection("linear", {2}, {1}, "weight(" + parameter<T>({1, 2}, {infinite, T(0.5)}) + ")");
  expectSame<T>({1, infinite}, runBody<T>(body, {{0, 2, 1, 0}}, 2)["out"]);
}

TYPED_TEST(ReferenceConnection, LinearWithLeadingDimensions) {
  using T = TypeParam;
  // [2, 1, M = 3, N = 2]: two blocks of 3 x 2.
  auto weight = randomNumbers<T>(12, 4), x = randomNumbers<T>(4, 5);
  auto run = [&](const std::string &bias) {
    return runBody<T>(
        oneConnection("linear", {2, 1, 2}, {2, 1, 3}, "weight(" + parameter({2, 1, 3, 2}, weight) + ")" + bias), {x},
        1)["out"];
  };
  auto want = [&](auto bias) {
    std::vector<T> out;
    for (int b = 0; b < 2; ++b)
      for (int j = 0; j < 3; ++j) {
        T first = weight[b * 6 + j * 2] * x[b * 2], second = weight[b * 6 + j * 2 + 1] * x[b * 2 + 1];
        out.push_back((bias(b, j) + first) + second);
      }
    return out;
  };
  auto full = randomNumbers<T>(6, 6), row = randomNumbers<T>(3, 7);
  expectSame(want([&](int, int) { return T(0); }), run(""));
  expectSame(want([&](int b, int j) { return full[b * 3 + j]; }), run(" bias(" + parameter({2, 1, 3}, full) + ")"));
  expectSame(want([&](int, int j) { return row[j]; }), run(" bias(" + parameter(row) + ")"));
  expectSame(want([&](int, int) { return T(0.3); }), run(" bias(" + parameter<T>({}, {T(0.3)}) + ")"));
}

TYPED_TEST(ReferenceConnection, ParametersAreRoundedOnce) {
  using T = TypeParam;
  auto body = oneConnection("linear", {1}, {2},
                            "weight(" + parameter<double>({2, 1}, {0.1, 1.0 / 3}) + ") bias(" +
                                parameter<double>({0.7, 16777217.0}) + ")");
  T y0 = T(0.7) + T(0.1) * T(0.9), y1 = T(16777217.0) + T(1.0 / 3) * T(0.9);
  expectSame<T>({y0, y1}, runBody<T>(body, {{T(0.9)}}, 1)["out"]);
  auto integers = oneConnection("linear", {1}, {1}, "weight(dense<-3> : tensor<1x1xi8>)");
  expectSame<T>({T(-3) * T(0.9)}, runBody<T>(integers, {{T(0.9)}}, 1)["out"]);
}

TYPED_TEST(ReferenceConnection, OperandsAreSummedBeforeTheProduct) {
  using T = TypeParam;
  T big = std::is_same_v<T, float> ? T(1e8) : T(1e17);
  std::string body = R"(%a = snn.input "a" : tensor<1x$T>
    %b = snn.input "b" : tensor<1x$T>
    %c = snn.input "c" : tensor<1xi1>
    %y = snn.linear "y" (%a, %b, %c) weight(dense<0.3> : tensor<1x1xf64>) : (tensor<1x$T>, tensor<1x$T>, tensor<1xi1>) -> tensor<1x$T>
    %w = snn.linear "w" (%c, %a, %b) weight(dense<0.3> : tensor<1x1xf64>) : (tensor<1xi1>, tensor<1x$T>, tensor<1x$T>) -> tensor<1x$T>
    snn.output "y" (%y) : tensor<1x$T>
    snn.output "w" (%w) : tensor<1x$T>)";
  Results got = runBody<T>(body, {{big}, {-big}, {1}}, 1);
  expectSame<T>({T(0.3) * T(1)}, got["y"], "(big - big) + 1");
  expectSame<T>({T(0)}, got["w"], "(1 + big) - big");
}

TYPED_TEST(ReferenceConnection, LinearWithoutOperandsIsTheBias) {
  using T = TypeParam;
  std::string body = R"(
    %y = snn.linear "y" () weight(dense<2.0> : tensor<2x3x$T>) bias(dense<[0.5, 1.5]> : tensor<2x$T>) : () -> tensor<2x$T>
    snn.output "out" (%y) : tensor<2x$T>)";
  expectSame<T>({T(0.5), T(1.5)}, runBody<T>(body, {}, 1)["out"]);
}

TYPED_TEST(ReferenceConnection, SparseOrdersBySourceThenAsListed) {
  using T = TypeParam;
  // Listed out of order; sources 2 and 0 lead to target 1, source 2 twice.
  std::vector<T> weight = {T(0.1), T(1e9), T(-1e9), T(0.7), T(0.2)};
  auto body = oneConnection("sparse", {3}, {2},
                            "sources(" + parameter<int64_t>({2, 2, 0, 1, 0}) + ") targets(" +
                                parameter<int64_t>({1, 1, 1, 0, 0}) + ") weight(" + parameter(weight) + ") bias(" +
                                parameter<T>({T(0.3), T(0.4)}) + ")");
  std::vector<T> x = {T(1.1), T(0.9), T(1.3), 0, 1, 0};
  T y0 = (T(0.3) + weight[4] * x[0]) + weight[3] * x[1];
  T y1 = ((T(0.4) + weight[2] * x[0]) + weight[0] * x[2]) + weight[1] * x[2];
  expectSame<T>({y0, y1, T(0.3) + weight[3], T(0.4)}, runBody<T>(body, {x}, 2)["out"]);
}

TYPED_TEST(ReferenceConnection, ConvolutionWithGroupsStrideDilationAndPadding) {
  using T = TypeParam;
  Convolution<T> conv{
      4, 7, 6, 6, 2, {3, 2}, {2, 1}, {2, 0}, {1, 3}, {1, 2}, randomNumbers<T>(72, 8), randomNumbers<T>(6, 9)};
  int64_t inputs = 4 * 7 * 6, steps = 3;
  auto x = randomNumbers<T>(inputs * steps, 10, 0.5);
  auto body = oneConnection("conv", {4, 7, 6}, {6, conv.outputs(0), conv.outputs(1)},
                            "weight(" + parameter({6, 2, 3, 2}, conv.weight) + ") bias(" + parameter(conv.bias) +
                                ") stride [2, 1] before [2, 0] after [1, 3] dilation [1, 2] groups 2");
  std::vector<T> want;
  for (int64_t t = 0; t < steps; ++t)
    append(want, conv.apply([&](int64_t c, int64_t y, int64_t column, int64_t, int64_t) {
      return x[t * inputs + (c * 7 + y) * 6 + column];
    }));
  expectSame(want, runBody<T>(body, {x}, steps)["out"]);
}

TYPED_TEST(ReferenceConnection, ConvolutionOverOneAxis) {
  using T = TypeParam;
  Convolution<T> conv{2, 1, 9, 3, 1, {1, 3}, {1, 2}, {0, 1}, {0, 2}, {1, 2}, randomNumbers<T>(18, 11), {}};
  auto x = randomNumbers<T>(18, 12);
  auto body = oneConnection("conv", {2, 9}, {3, conv.outputs(1)},
                            "weight(" + parameter({3, 2, 3}, conv.weight) +
                                ") stride [2] before [1] after [2] dilation [2] groups 1");
  auto want = conv.apply([&](int64_t c, int64_t, int64_t column, int64_t, int64_t) { return x[c * 9 + column]; });
  expectSame(want, runBody<T>(body, {x}, 1)["out"]);
}

TYPED_TEST(ReferenceConnection, PoolsSumAndAverageOverThePaddedWindow) {
  using T = TypeParam;
  int64_t C = 2, H = 5, W = 6;
  auto x = randomNumbers<T>(C * H * W, 13, 0.2);
  for (bool averages : {false, true}) {
    std::vector<T> want;
    for (int64_t c = 0; c < C; ++c)
      for (int64_t row = 0; row < 3; ++row)
        for (int64_t column = 0; column < 3; ++column) {
          T sum = 0;
          for (int64_t ky = 0; ky < 3; ++ky)
            for (int64_t kx = 0; kx < 2; ++kx) {
              int64_t y = row * 2 - 1 + ky, at = column * 3 - 1 + kx;
              if (y >= 0 && y < H && at >= 0 && at < W)
                sum = sum + x[(c * H + y) * W + at];
            }
          want.push_back(averages ? sum / T(6) : sum);
        }
    auto body = oneConnection("pool", {C, H, W}, {C, 3, 3},
                              "kind(<" + std::string(averages ? "average" : "sum") +
                                  ">) kernel [3, 2] stride [2, 3] padding [1, 1]");
    expectSame(want, runBody<T>(body, {x}, 1)["out"]);
  }
}

TYPED_TEST(ReferenceConnection, LinearDelaysOnEveryAxis) {
  using T = TypeParam;
  constexpr int64_t M = 3, N = 4, steps = 7;
  auto weight = randomNumbers<T>(M * N, 14), bias = randomNumbers<T>(M, 15), x = randomNumbers<T>(steps * N, 16, 0.2);
  std::vector<int64_t> bySource = {0, 3, 1, 2}, byTarget = {2, 0, 5}, bySynapse = {0, 1, 2, 3, 4, 0, 2, 1, 1, 1, 6, 0};
  auto check = [&](const std::string &delays, auto delay) {
    std::vector<T> want;
    for (int64_t t = 0; t < steps; ++t)
      for (int64_t j = 0; j < M; ++j) {
        T y = bias[j];
        for (int64_t i = 0; i < N; ++i)
          if (int64_t from = t - delay(j, i); from >= 0) {
            T product = weight[j * N + i] * x[from * N + i];
            y = y + product;
          }
        want.push_back(y);
      }
    auto body = oneConnection("linear", {N}, {M},
                              "weight(" + parameter({M, N}, weight) + ") bias(" + parameter(bias) + ") delays(<" +
                                  delays + ">)");
    expectSame(want, runBody<T>(body, {x}, steps)["out"], delays);
  };
  check("uniform, dense<2> : tensor<i32>", [](int64_t, int64_t) { return 2; });
  check("source, " + parameter(bySource), [&](int64_t, int64_t i) { return bySource[i]; });
  check("target, " + parameter(byTarget), [&](int64_t j, int64_t) { return byTarget[j]; });
  check("synapse, " + parameter({M, N}, bySynapse), [&](int64_t j, int64_t i) { return bySynapse[j * N + i]; });
}

TYPED_TEST(ReferenceConnection, ConvolutionDelaysOnEveryAxis) {
  using T = TypeParam;
  Convolution<T> conv{2, 4, 4, 2, 1, {2, 2}, {1, 1}, {1, 0}, {0, 1}, {1, 1}, randomNumbers<T>(16, 17), {}};
  constexpr int64_t inputs = 32, steps = 6;
  auto x = randomNumbers<T>(inputs * steps, 18, 0.3);
  std::vector<int64_t> bySource(inputs), byTarget(32), bySynapse(16);
  for (int64_t i = 0; i < 32; ++i) {
    bySource[i] = i * 7 % 4;
    byTarget[i] = i * 5 % 3;
    bySynapse[i % 16] = i * 3 % 5;
  }
  auto check = [&](const std::string &delays, auto delay) {
    std::vector<T> want;
    for (int64_t t = 0; t < steps; ++t)
      append(want, conv.apply([&](int64_t c, int64_t y, int64_t column, int64_t target, int64_t weight) {
        int64_t source = (c * 4 + y) * 4 + column, from = t - delay(source, target, weight);
        return from < 0 ? T(0) : x[from * inputs + source];
      }));
    auto body = oneConnection("conv", {2, 4, 4}, {2, 4, 4},
                              "weight(" + parameter({2, 2, 2, 2}, conv.weight) +
                                  ") stride [1, 1] before [1, 0] after [0, 1] dilation [1, 1] groups 1 delays(<" +
                                  delays + ">)");
    expectSame(want, runBody<T>(body, {x}, steps)["out"], delays);
  };
  check("uniform, dense<1> : tensor<i64>", [](int64_t, int64_t, int64_t) { return 1; });
  check("source, " + parameter({2, 4, 4}, bySource),
        [&](int64_t source, int64_t, int64_t) { return bySource[source]; });
  check("target, " + parameter({2, 4, 4}, byTarget),
        [&](int64_t, int64_t target, int64_t) { return byTarget[target]; });
  check("synapse, " + parameter({2, 2, 2, 2}, bySynapse),
        [&](int64_t, int64_t, int64_t weight) { return bySynapse[weight]; });
}

TYPED_TEST(ReferenceConnection, SparseDelays) {
  using T = TypeParam;
  std::vector<T> x = {1, 2, 4, 8, 16, 32, 64, 128};
  auto run = [&](const std::string &delays) {
    return runBody<T>(oneConnection("sparse", {2}, {1},
                                    "sources(" + parameter<int64_t>({1, 0, 1}) + ") targets(" +
                                        parameter<int64_t>({0, 0, 0}) + ") weight(" +
                                        parameter<T>({T(1), T(1), T(1000)}) + ") delays(<" + delays + ">)"),
                      {x}, 4)["out"];
  };
  // Columns of x: source 0 = 1 4 16 64, source 1 = 2 8 32 128.
  expectSame<T>({1, 4 + 2000, 2 + 16 + 8000, 8 + 64 + 32000}, run("synapse, dense<[2, 0, 1]> : tensor<3xi64>"));
  expectSame<T>({2002, 8008 + 1, 32032 + 4, 128128 + 16}, run("source, dense<[1, 0]> : tensor<2xi64>"));
  expectSame<T>({0, 0, 2003, 8012}, run("target, dense<[2]> : tensor<1xi64>"));
  expectSame<T>({0, 2003, 8012, 32048}, run("uniform, dense<1> : tensor<i64>"));
}

TYPED_TEST(ReferenceConnection, DelayedSourcesAreForgottenBetweenSamples) {
  using T = TypeParam;
  auto body = oneConnection("linear", {1}, {1},
                            "weight(dense<1.0> : tensor<1x1x$T>) delays(<uniform, dense<1> : tensor<i64>>)");
  expectSame<T>({0, 5, 0, 6}, runBody<T>(body, {{5, 7, 6, 8}}, 2, 2)["out"]);
}
