//===- RunTest.cpp - channels and variables of a run ----------------------===//
#include "ir/SNN/Run.h"
#include "gtest/gtest.h"

using namespace ganglion::snn;

namespace {

TEST(Channel, SizeIsTheProductOfTheShape) {
  EXPECT_EQ((Channel{"x", {}}.size()), 1);
  EXPECT_EQ((Channel{"x", {2, 3, 4}}.size()), 24);
  EXPECT_EQ((Channel{"x", {2, 0, 4}}.size()), 0);
}

TEST(Variable, HasNIRsNames) {
  EXPECT_EQ(variableName(Variable::Current), "i");
  EXPECT_EQ(variableName(Variable::SecondCurrent), "i2");
  EXPECT_EQ(variableName(Variable::Membrane), "v");
  EXPECT_EQ(variableName(Variable::Spikes), "spikes");
}

TEST(Variable, IsFoundByItsName) {
  for (Variable variable : {Variable::Current, Variable::SecondCurrent, Variable::Membrane, Variable::Spikes})
    EXPECT_EQ(variableNamed(variableName(variable)), variable);
  EXPECT_EQ(variableNamed("i3"), std::nullopt);
}

} // namespace
