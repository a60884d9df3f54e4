//===- CoefficientsTest.cpp - the formulas of #snn.rule in numbers --------===//
#include "ir/SNN/Coefficients.h"
#include "ParsedNetwork.h"
#include "mlir/AsmParser/AsmParser.h"
#include "gmock/gmock.h"
#include <cmath>

using namespace ganglion;
using namespace ganglion::snn;
using testing::ElementsAre;

namespace {

constexpr double dt = 1e-4;

/// A network of three neurons; `resources` are blobs.
std::string network(llvm::StringRef ports, llvm::StringRef parameters, llvm::StringRef rule, llvm::StringRef output,
                    llvm::StringRef resources = "") {
  return ("snn.network @n clock(step 1.0e-4) compute(f32) {\n  %x = snn.input \"x\" : tensor<3xf32>\n"
          "  %y = snn.neuron \"n\" ports[(%x) " +
          ports + "] " + parameters + " rule(<" + rule + ">) : (tensor<3xf32>) -> tensor<3x" + output + ">\n}\n" +
          resources)
      .str();
}

NeuronCoefficients coefficients(const std::string &text, bool f64 = true) {
  ParsedNetwork parsed(text);
  return parsed ? computeCoefficients(parsed.neuron(), dt, f64) : NeuronCoefficients();
}

std::vector<double> values(const Coefficient &coefficient) {
  std::vector<double> out;
  for (int64_t i = 0; i < (coefficient.isUniform() ? 1 : 3); ++i)
    out.push_back(coefficient[i]);
  return coefficient.isPresent() ? out : std::vector<double>();
}

const std::string none = "#snn.port<none>";
const std::string factor = "#snn.port<factor, tau = dense<2.0e-4> : tensor<f64>, w_in = dense<3.0> : tensor<f64>>";
const std::string lif =
    "tau(dense<1.0e-3> : tensor<3xf64>) r(dense<7.0> : tensor<3xf64>) v_leak(dense<0.3> : tensor<3xf64>) "
    "v_threshold(dense<1.1> : tensor<3xf64>)";
const std::string noTau =
    "r(dense<7.0> : tensor<3xf64>) v_leak(dense<0.3> : tensor<3xf64>) v_threshold(dense<1.1> : tensor<3xf64>)";
const std::string above = "spike = above, reset = value";

//===----------------------------------------------------------------------===//
// One test for each update
//===----------------------------------------------------------------------===//

TEST(Coefficients, EulerOfAMembraneAndAFactorPort) {
  NeuronCoefficients c = coefficients(network(factor, lif, "update = euler, " + above, "i1"));
  EXPECT_THAT(values(c.decay), ElementsAre(1.0 - 1e-4 / 1e-3));
  EXPECT_THAT(values(c.gain), ElementsAre(7.0 * (1e-4 / 1e-3)));
  EXPECT_THAT(values(c.leak), ElementsAre(0.3 * (1e-4 / 1e-3)));
  EXPECT_THAT(values(c.threshold), ElementsAre(1.1));
  EXPECT_THAT(values(c.reset), ElementsAre(0.0));
  ASSERT_EQ(c.ports.size(), 1u);
  EXPECT_TRUE(c.ports[0].isFiltered);
  EXPECT_THAT(values(c.ports[0].decay), ElementsAre(0.5));
  EXPECT_THAT(values(c.ports[0].gain), ElementsAre(1.5));
  EXPECT_FALSE(c.ports[0].leak.isPresent());
}

TEST(Coefficients, EulerWithoutTauIntegrates) {
  NeuronCoefficients c = coefficients(network(none, noTau, "update = euler, " + above, "i1"));
  EXPECT_FALSE(c.decay.isPresent());
  EXPECT_THAT(values(c.gain), ElementsAre(7.0 * 1e-4));
  EXPECT_FALSE(c.leak.isPresent()) << "v_leak has no part in an integrator";
  ASSERT_EQ(c.ports.size(), 1u);
  EXPECT_FALSE(c.ports[0].isFiltered);
  EXPECT_FALSE(c.ports[0].decay.isPresent());
  EXPECT_FALSE(c.ports[0].gain.isPresent());
}

TEST(Coefficients, ExactTakesTheGainFromTheUnroundedDecay) {
  NeuronCoefficients c = coefficients(network(factor, lif, "update = exact, " + above, "i1"));
  EXPECT_THAT(values(c.decay), ElementsAre(0.9048374180359595));
  EXPECT_THAT(values(c.gain), ElementsAre(7.0 * (1.0 - 0.9048374180359595)));
  EXPECT_THAT(values(c.leak), ElementsAre(0.3 * (1.0 - 0.9048374180359595)));
  EXPECT_THAT(values(c.ports[0].decay), ElementsAre(std::exp(-0.5)));
  EXPECT_THAT(values(c.ports[0].gain), ElementsAre(3.0 * (1.0 - std::exp(-0.5))));
  // In f32 the gain is rounded once: it is not 1 minus the rounded decay.
  NeuronCoefficients single = coefficients(network(factor, lif, "update = exact, " + above, "i1"), /*f64=*/false);
  EXPECT_THAT(values(single.gain),
              ElementsAre(static_cast<double>(static_cast<float>(7.0 * (1.0 - 0.9048374180359595)))));
}

TEST(Coefficients, ExactMembraneLeavesTheSynapseAtEuler) {
  NeuronCoefficients c = coefficients(network(factor, lif, "update = exact_membrane, " + above, "i1"));
  EXPECT_THAT(values(c.decay), ElementsAre(0.9048374180359595));
  EXPECT_THAT(values(c.ports[0].decay), ElementsAre(0.5));
  EXPECT_THAT(values(c.ports[0].gain), ElementsAre(1.5));
}

TEST(Coefficients, LeakBothAddsTheLeakToTheSynapse) {
  NeuronCoefficients c = coefficients(network(factor, lif, "update = leak_both, " + above, "i1"));
  EXPECT_THAT(values(c.decay), ElementsAre(1.0 - 1e-4 / 1e-3));
  EXPECT_THAT(values(c.leak), ElementsAre(0.3 * (1e-4 / 1e-3)));
  EXPECT_THAT(values(c.ports[0].leak), ElementsAre(0.3 * 0.5));
}

TEST(Coefficients, UnscaledHasTheGainAlone) {
  NeuronCoefficients c = coefficients(network(none, noTau, "update = unscaled, " + above, "i1"));
  EXPECT_FALSE(c.decay.isPresent());
  EXPECT_THAT(values(c.gain), ElementsAre(7.0));
  EXPECT_FALSE(c.leak.isPresent());
}

TEST(Coefficients, ImpulseUsesNeitherGainNorInputWeight) {
  NeuronCoefficients c =
      coefficients(network(factor, lif, "update = impulse, spike = floor_ratio, reset = subtract", "i32"));
  EXPECT_THAT(values(c.decay), ElementsAre(0.9048374180359595));
  EXPECT_FALSE(c.gain.isPresent());
  EXPECT_THAT(values(c.leak), ElementsAre(0.3)) << "v_leak is the bias, unscaled";
  EXPECT_THAT(values(c.ports[0].decay), ElementsAre(std::exp(-0.5)));
  EXPECT_FALSE(c.ports[0].gain.isPresent());
}

TEST(Coefficients, ImpulseFilterHasTheDecayAlone) {
  NeuronCoefficients c = coefficients(
      network(none, "tau(dense<1.0e-3> : tensor<f64>) r(dense<7.0> : tensor<f64>) v_leak(dense<0.3> : tensor<f64>)",
              "update = impulse_filter, spike = none", "f32"));
  EXPECT_THAT(values(c.decay), ElementsAre(0.9048374180359595));
  EXPECT_FALSE(c.gain.isPresent());
  EXPECT_FALSE(c.leak.isPresent());
  EXPECT_FALSE(c.threshold.isPresent());
  EXPECT_FALSE(c.reset.isPresent());
}

TEST(Coefficients, DecayHasNoGainWithAndWithoutTau) {
  std::string rule = "update = decay, spike = trunc_ratio, reset = subtract";
  NeuronCoefficients c = coefficients(network(none, lif, rule, "i32"));
  EXPECT_THAT(values(c.decay), ElementsAre(0.9048374180359595));
  EXPECT_FALSE(c.gain.isPresent());
  EXPECT_FALSE(c.leak.isPresent());
  NeuronCoefficients integrator = coefficients(network(none, noTau, rule, "i32"));
  EXPECT_FALSE(integrator.decay.isPresent());
  EXPECT_FALSE(integrator.gain.isPresent());
}

//===----------------------------------------------------------------------===//
// Shapes, types and rounding
//===----------------------------------------------------------------------===//

TEST(Coefficients, DifferByNeuronWhereParametersDo) {
  NeuronCoefficients c =
      coefficients(network("#snn.port<factor, tau = dense<[2.0e-4, 4.0e-4, 2.0e-4]> : tensor<3xf64>>",
                           "tau(dense<[1.0e-3, 2.0e-3, 4.0e-3]> : tensor<3xf64>) r(dense<2.0> : tensor<f64>) "
                           "v_threshold(dense<[1.0, 2.0, 3.0]> : tensor<3xf64>) "
                           "v_reset(dense<[0.0, -1.0, 0.0]> : tensor<3xf64>)",
                           "update = euler, " + above, "i1"));
  EXPECT_THAT(values(c.decay), ElementsAre(1.0 - 1e-4 / 1e-3, 1.0 - 1e-4 / 2e-3, 1.0 - 1e-4 / 4e-3));
  EXPECT_THAT(values(c.gain), ElementsAre(2.0 * (1e-4 / 1e-3), 2.0 * (1e-4 / 2e-3), 2.0 * (1e-4 / 4e-3)))
      << "an r of rank 0 serves all neurons";
  EXPECT_THAT(values(c.threshold), ElementsAre(1.0, 2.0, 3.0));
  EXPECT_THAT(values(c.reset), ElementsAre(0.0, -1.0, 0.0));
  EXPECT_THAT(values(c.ports[0].decay), ElementsAre(0.5, 0.75, 0.5));
  EXPECT_THAT(values(c.ports[0].gain), ElementsAre(0.5, 0.25, 0.5)) << "w_in is 1 where it is absent";
}

TEST(Coefficients, AreUniformWhereAllNeuronsAgree) {
  std::string listed = "tau(dense<[1.0e-3, 1.0e-3, 1.0e-3]> : tensor<3xf64>) r(dense<[7.0, 7.0, 7.0]> : tensor<3xf64>)";
  NeuronCoefficients c = coefficients(network(none, listed, "update = euler, spike = none", "f32"));
  EXPECT_TRUE(c.decay.isUniform());
  EXPECT_TRUE(c.gain.isUniform());
  EXPECT_EQ(c.decay[2], c.decay[0]);
}

TEST(Coefficients, AreRoundedOnceToF32) {
  std::string text = network(
      none, "tau(dense<3.0e-3> : tensor<f64>) r(dense<0.1> : tensor<f64>) v_threshold(dense<0.7> : tensor<f64>)",
      "update = euler, " + above, "i1");
  NeuronCoefficients c = coefficients(text, /*f64=*/false);
  EXPECT_THAT(values(c.decay), ElementsAre(static_cast<double>(static_cast<float>(1.0 - 1e-4 / 3e-3))));
  EXPECT_THAT(values(c.gain), ElementsAre(static_cast<double>(static_cast<float>(0.1 * (1e-4 / 3e-3)))))
      << "not the product of rounded factors";
  EXPECT_THAT(values(c.threshold), ElementsAre(static_cast<double>(0.7f)));
  EXPECT_NE(values(c.decay), values(coefficients(text).decay));
}

TEST(Coefficients, ComeFromParametersOfAnyType) {
  NeuronCoefficients c =
      coefficients(network(none,
                           "tau(dense<5.0e-1> : tensor<3xf16>) r(dense<3> : tensor<i64>) v_leak(dense<true> : "
                           "tensor<3xi1>) v_threshold(dense<2> : tensor<3xui8>)",
                           "update = euler, " + above, "i1"));
  EXPECT_THAT(values(c.decay), ElementsAre(1.0 - 1e-4 / 0.5));
  EXPECT_THAT(values(c.gain), ElementsAre(3.0 * (1e-4 / 0.5)));
  EXPECT_THAT(values(c.leak), ElementsAre(1e-4 / 0.5));
  EXPECT_THAT(values(c.threshold), ElementsAre(2.0));
  // f32 parameters are used as they stand in the file: 1e-3 as a float is another number.
  NeuronCoefficients single = coefficients(network(none, "tau(dense<1.0e-3> : tensor<f32>) r(dense<1.0> : tensor<f32>)",
                                                   "update = euler, spike = none", "f32"));
  EXPECT_THAT(values(single.decay), ElementsAre(1.0 - 1e-4 / static_cast<double>(1.0e-3f)));
}

TEST(Coefficients, OfBlobsEqualThoseOfDense) {
  // 1e-3, 2e-3, 4e-3 in f64, little endian.
  std::string blobs = "{-# dialect_resources: { builtin: { taus: "
                      "\"0x08000000FCA9F1D24D62503FFCA9F1D24D62603FFCA9F1D24D62703F\" } } #-}";
  std::string rule = "update = euler, spike = none", r = " r(dense<1.0> : tensor<f64>)";
  NeuronCoefficients blob = coefficients(network("#snn.port<factor, tau = dense_resource<taus> : tensor<3xf64>>",
                                                 "tau(dense_resource<taus> : tensor<3xf64>)" + r, rule, "f32", blobs));
  NeuronCoefficients dense =
      coefficients(network("#snn.port<factor, tau = dense<[1.0e-3, 2.0e-3, 4.0e-3]> : tensor<3xf64>>",
                           "tau(dense<[1.0e-3, 2.0e-3, 4.0e-3]> : tensor<3xf64>)" + r, rule, "f32"));
  EXPECT_THAT(values(dense.decay), ElementsAre(1.0 - 1e-4 / 1e-3, 1.0 - 1e-4 / 2e-3, 1.0 - 1e-4 / 4e-3));
  EXPECT_EQ(values(blob.decay), values(dense.decay));
  EXPECT_EQ(values(blob.gain), values(dense.gain));
  EXPECT_EQ(values(blob.ports[0].decay), values(dense.ports[0].decay));
}

TEST(Coefficients, LeakIsAbsentWhereItIsZeroEverywhere) {
  auto withLeak = [](llvm::StringRef leak) {
    return coefficients(network(none,
                                "tau(dense<1.0e-3> : tensor<f64>) r(dense<1.0> : tensor<f64>) v_leak(" + leak.str() +
                                    " : tensor<3xf64>)",
                                "update = euler, spike = none", "f32"))
        .leak;
  };
  EXPECT_FALSE(withLeak("dense<0.0>").isPresent());
  EXPECT_FALSE(withLeak("dense<[0.0, -0.0, 0.0]>").isPresent());
  EXPECT_THAT(values(withLeak("dense<[0.0, 1.0, 0.0]>")), ElementsAre(0.0, 1e-4 / 1e-3, 0.0));
}

TEST(Coefficients, OfSeveralPortsKeepTheirOrder) {
  ParsedNetwork parsed(
      "snn.network @n clock(step 1.0e-4) compute(f32) {\n"
      "  %x = snn.input \"x\" : tensor<3xf32>\n"
      "  %y = snn.neuron \"n\" ports[(%x) #snn.port<factor, tau = dense<2.0e-4> : tensor<f64>>, (%x) #snn.port<none>,\n"
      "    (%x) #snn.port<factor, tau = dense<4.0e-4> : tensor<f64>, w_in = dense<4.0> : tensor<f64>>]\n"
      "    r(dense<1.0> : tensor<f64>) rule(<update = euler, spike = none>) : (tensor<3xf32>, tensor<3xf32>, "
      "tensor<3xf32>) -> tensor<3xf32>\n}\n");
  ASSERT_TRUE(parsed);
  NeuronCoefficients c = computeCoefficients(parsed.neuron(), dt, /*f64=*/true);
  ASSERT_EQ(c.ports.size(), 3u);
  EXPECT_THAT(values(c.ports[0].decay), ElementsAre(0.5));
  EXPECT_FALSE(c.ports[1].isFiltered);
  EXPECT_THAT(values(c.ports[2].decay), ElementsAre(0.75));
  EXPECT_THAT(values(c.ports[2].gain), ElementsAre(1.0));
}

TEST(Coefficient, ComparesBitPatterns) {
  EXPECT_TRUE(Coefficient({2.0, 2.0}).isUniform());
  EXPECT_FALSE(Coefficient({0.0, -0.0}).isUniform());
  EXPECT_TRUE(Coefficient({0.0, -0.0}).isZero());
  EXPECT_TRUE(Coefficient({NAN, NAN}).isUniform());
  EXPECT_FALSE(Coefficient({NAN}).isZero());
  EXPECT_FALSE(Coefficient().isPresent());
}

TEST(RoundedParameter, GivesTheNumbersOfAllElements) {
  mlir::MLIRContext context;
  auto parse = [&](llvm::StringRef text) { return mlir::parseAttribute(text, &context); };
  EXPECT_THAT(roundedParameter(parse("dense<0.1> : tensor<2xf64>"), /*f64=*/true), ElementsAre(0.1, 0.1));
  EXPECT_THAT(roundedParameter(parse("dense<0.1> : tensor<2xf64>"), /*f64=*/false),
              ElementsAre(static_cast<double>(0.1f), static_cast<double>(0.1f)));
  EXPECT_THAT(roundedParameter(parse("dense<[true, false]> : tensor<2xi1>"), /*f64=*/false), ElementsAre(1.0, 0.0));
}

} // namespace
