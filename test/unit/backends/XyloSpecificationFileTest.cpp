//===- XyloSpecificationFileTest.cpp - specifications as JSON --------------===//
#include "backends/Xylo/SpecificationFile.h"
#include "test/unit/backends/XyloFixture.h"
#include "llvm/Support/JSON.h"
#include "gmock/gmock.h"

using namespace ganglion;
using namespace ganglion::test;
using namespace ganglion::xylo;
namespace json = llvm::json;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

/// One channel, two hidden neurons, one output neuron.
constexpr llvm::StringLiteral sound = R"({
    "weights_in": [[1, 2]], "weights_rec": [[0, 3], [4, 0]], "weights_out": [[5], [6]],
    "dash_mem": [1, 2], "dash_syn": [3, 4], "dash_syn_2": [0, 0], "dash_mem_out": [5], "dash_syn_out": [6],
    "threshold": [7, 8], "threshold_out": [9], "bias": [1, -1], "bias_out": [2],
    "weight_shift_in": 1, "weight_shift_rec": 2, "weight_shift_out": 3, "aliases": [[1], []], "dt": 0.001})";

/// The sound specification with one field that has another value ("" leaves it out).
std::string changed(llvm::StringRef field, llvm::StringRef value) {
  json::Value root = llvm::cantFail(json::parse(sound));
  json::Object &object = *root.getAsObject();
  if (value.empty())
    object.erase(field);
  else
    object[field] = llvm::cantFail(json::parse(value));
  std::string text;
  llvm::raw_string_ostream(text) << root;
  return text;
}

std::string refusal(llvm::StringRef text) {
  llvm::Expected<Specification> read = readSpecification(text, "s.json");
  return read ? "" : llvm::toString(read.takeError());
}
std::string refusal(llvm::StringRef field, llvm::StringRef value) { return refusal(changed(field, value)); }

Specification readBack(const std::string &text) { return llvm::cantFail(readSpecification(text, "s.json")); }

std::string written(const Specification &chip) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  writeSpecification(chip, stream);
  return text;
}

TEST(XyloSpecificationFile, HasRockpoolsKeys) {
  Specification chip = readBack(sound.str());
  EXPECT_EQ(chip.channels, 1);
  EXPECT_EQ(chip.synapses(), 1);
  EXPECT_TRUE(chip.isQuantized);
  EXPECT_THAT(chip.input[0].values, ElementsAre(1, 2));
  EXPECT_EQ(chip.recurrent[0].at(1, 0), 4);
  EXPECT_EQ(chip.output.rows, 2);
  EXPECT_THAT(chip.hidden.dashMem, ElementsAre(1, 2));
  EXPECT_THAT(chip.hidden.dashSyn, ElementsAre(3, 4));
  EXPECT_THAT(chip.outputs.dashMem, ElementsAre(5));
  EXPECT_THAT(chip.outputs.threshold, ElementsAre(9));
  EXPECT_THAT(chip.hidden.bias, ElementsAre(1, -1));
  EXPECT_THAT(chip.outputs.bias, ElementsAre(2));
  EXPECT_THAT(chip.shifts, ElementsAre(1, 2, 3));
  EXPECT_THAT(*chip.aliases, ElementsAre(ElementsAre(1), ElementsAre()));
  EXPECT_EQ(chip.dt, 0.001);
}

TEST(XyloSpecificationFile, WhatMayBeMissing) {
  for (llvm::StringRef value : {"", "null"}) {
    EXPECT_THAT(readBack(changed("bias", value)).hidden.bias, ElementsAre());
    EXPECT_THAT(readBack(changed("bias_out", value)).outputs.bias, ElementsAre());
    EXPECT_FALSE(readBack(changed("aliases", value)).aliases);
    EXPECT_FALSE(readBack(changed("dt", value)).dt);
    EXPECT_EQ(readBack(changed("weight_shift_in", value)).shifts[0], 0);
    EXPECT_THAT(readBack(changed("dash_syn_2", value)).hidden.dashSyn2, ElementsAre());
  }
}

TEST(XyloSpecificationFile, ExpansionNeuronsAreTheFirstAndTheLast) {
  EXPECT_EQ(readBack(changed("weights_in", "[[1]]")).input[0].columns, 1);
  Specification chip = readBack(changed("weights_out", "[[5]]"));
  EXPECT_EQ(chip.output.rows, 1);
  EXPECT_EQ(chip.firstReadout(), 1);
}

TEST(XyloSpecificationFile, TwoSynapses) {
  Specification chip = readBack(changed("weights_in", "[[[1, 2], [3, 4]]]"));
  EXPECT_EQ(chip.synapses(), 2);
  EXPECT_THAT(chip.input[1].values, ElementsAre(2, 4));
  EXPECT_THAT(chip.recurrent[1].values, ElementsAre(0, 0, 0, 0));
  chip = readBack(changed("weights_in", "[[[1], [3]]]"));
  EXPECT_EQ(chip.synapses(), 1);
  EXPECT_EQ(refusal("weights_in", "[[[1, 2, 3], [1, 2, 3]]]"),
            "s.json: field 'weights_in': found 3 numbers a synapse, allowed is 1 or 2");
}

TEST(XyloSpecificationFile, FloatsAreFloats) {
  EXPECT_FALSE(readBack(changed("threshold", "[7, 8.5]")).isQuantized);
  // An integer that 32 bits do not hold is none for the chip.
  EXPECT_FALSE(readBack(changed("threshold", "[7, 3000000000]")).isQuantized);
  EXPECT_TRUE(readBack(changed("threshold", "[7.0, 8]")).isQuantized);
}

TEST(XyloSpecificationFile, ChecksEachField) {
  EXPECT_EQ(refusal("weights_in", ""),
            "s.json: field 'weights_in': found nothing, allowed is a list of one or more rows");
  EXPECT_EQ(refusal("weights_in", "[]"), "s.json: field 'weights_in': found [], allowed is a list of one or more rows");
  EXPECT_EQ(refusal("weights_in", "[[1, 2, 3]]"), "s.json: field 'weights_in': found the shape [1, 3], allowed is at "
                                                  "most 2 columns, the hidden neurons of weights_rec");
  EXPECT_EQ(refusal("weights_rec", "[[0, 3], [4, 0], [1, 1]]"),
            "s.json: field 'weights_rec': found the shape [3, 2], allowed is as many rows as columns");
  EXPECT_EQ(refusal("weights_rec", "[[0, 3], [4]]"),
            "s.json: field 'weights_rec[1]': found a list of 1 elements, allowed is a list of 2 numbers");
  EXPECT_EQ(refusal("weights_rec", "[[[0], [3]], [[4]]]"),
            "s.json: field 'weights_rec[1]': found [[4]], allowed is a list of 2 targets");
  EXPECT_EQ(refusal("weights_rec", "[[[0], [3]], [[4], [5, 6]]]"),
            "s.json: field 'weights_rec[1][1]': found a list of 2 elements, allowed is a list of 1 numbers");
  EXPECT_EQ(refusal("weights_out", "[[5], [6], [7]]"), "s.json: field 'weights_out': found the shape [3, 1], allowed "
                                                       "is at most 2 rows, the hidden neurons of weights_rec");
  EXPECT_EQ(refusal("weights_out", "[[5], [true]]"),
            "s.json: field 'weights_out[1][0]': found true, allowed is a finite number");
  EXPECT_EQ(refusal("threshold", "[7]"),
            "s.json: field 'threshold': found a list of 1 elements, allowed is a list of 2 numbers");
  EXPECT_EQ(refusal("threshold", ""), "s.json: field 'threshold': found nothing, allowed is a list of 2 numbers");
  EXPECT_EQ(refusal("dash_mem_out", "{}"),
            "s.json: field 'dash_mem_out': found an object, allowed is a list of 1 numbers");
  EXPECT_EQ(refusal("bias", "[1, \"two\"]"), "s.json: field 'bias[1]': found 'two', allowed is a finite number");
  EXPECT_EQ(refusal("weight_shift_rec", "0.5"), "s.json: field 'weight_shift_rec': found 0.5, allowed is an integer");
  EXPECT_EQ(refusal("weight_shift_rec", "-9223372036854775808"),
            "s.json: field 'weight_shift_rec': found -9223372036854775808, allowed is an integer");
  EXPECT_EQ(refusal("aliases", "[[1]]"),
            "s.json: field 'aliases': found [[1]], allowed is a list of 2 lists, one for each hidden neuron");
  EXPECT_EQ(refusal("aliases", "[[1], 0]"), "s.json: field 'aliases[1]': found 0, allowed is a list of neurons");
  EXPECT_EQ(refusal("aliases", "[[1.5], []]"),
            "s.json: field 'aliases[0]': found 1.5, allowed is the index of a neuron");
  EXPECT_EQ(refusal("aliases", "[[-9223372036854775808], []]"),
            "s.json: field 'aliases[0]': found -9223372036854775808, allowed is the index of a neuron");
  for (llvm::StringRef dt : {"0", "-1"})
    EXPECT_EQ(refusal("dt", dt), ("s.json: field 'dt': found " + dt + ", allowed is a number of seconds > 0").str());
  EXPECT_THAT(refusal("dt", "\"fast\""), HasSubstr("field 'dt': found 'fast', allowed is a number of seconds > 0"));
}

TEST(XyloSpecificationFile, ReportsAllFields) {
  std::string text = changed("threshold", "[7]");
  text.replace(text.find("\"dt\":0.001"), 10, "\"dt\":-5");
  EXPECT_THAT(refusal(text), testing::AllOf(HasSubstr("field 'threshold'"), HasSubstr("field 'dt'")));
}

TEST(XyloSpecificationFile, LimitsWhatItReads) {
  EXPECT_THAT(refusal("dt", std::string(9, '[') + std::string(9, ']')),
              HasSubstr("levels of objects and lists, a specification has at most 8"));
  EXPECT_THAT(refusal("[1]"), HasSubstr("s.json: the JSON is [1], a specification is an object"));
  EXPECT_THAT(refusal(sound.drop_back(1)), HasSubstr("s.json: no JSON: "));
  EXPECT_THAT(refusal("{\"dt\":[" + std::string(9 << 20, ',') + "]}"),
              HasSubstr("values, a specification has at most 8388608"));
  std::string wide = "[[0";
  for (int i = 0; i < 8192; ++i)
    wide += ",0";
  EXPECT_EQ(refusal("weights_out", wide + "]]"),
            "s.json: field 'weights_out': found 8193 neurons, allowed is at most 8192");
  std::string high = "[[0, 0]";
  for (int i = 0; i < 8192; ++i)
    high += ",[0, 0]";
  EXPECT_EQ(refusal("weights_in", high + "]"),
            "s.json: field 'weights_in': found 8193 channels, allowed is at most 8192");
}

TEST(XyloSpecificationFile, IsRecognisedByContent) {
  EXPECT_TRUE(looksLikeSpecification(sound));
  EXPECT_TRUE(looksLikeSpecification(" {\n \"weights_rec\": 3}"));
  EXPECT_FALSE(looksLikeSpecification("{\"threshold\": []}"));
  EXPECT_FALSE(looksLikeSpecification("module { \"weights_in\" }"));
  EXPECT_FALSE(looksLikeSpecification(""));
}

TEST(XyloSpecificationFile, RandomSpecificationsAreReadBack) {
  for (llvm::StringRef name : xyloChips)
    for (unsigned seed = 0; seed < 20; ++seed) {
      Specification chip = RandomChip(*described(name), seed).make();
      if (seed % 2)
        for (auto *numbers : {&chip.hidden.dashMem, &chip.hidden.threshold, &chip.input[0].values, &chip.output.values})
          for (double &number : *numbers)
            number = number / 7 + 1e-9;
      chip.isQuantized = seed % 2 == 0;
      chip.dt = 1e-3 / (seed + 1);
      Specification read = readBack(written(chip));
      // What is left out when it is missing is written as zeros.
      if (chip.hidden.dashSyn2.empty())
        chip.hidden.dashSyn2.assign(chip.hidden.size(), 0);
      expectSame(read, chip);
      EXPECT_EQ(read.dt, chip.dt);
    }
}

TEST(XyloSpecificationFile, WithoutHiddenNeuronsIsReadBack) {
  Specification chip = emptyChip(2, 0, 3);
  Specification read = readBack(written(chip));
  expectSame(read, chip);
  EXPECT_EQ(read.output.columns, 3);
  EXPECT_EQ(refusal("weights_rec", "[]"),
            "s.json: field 'weights_out': found [[5],[6]], allowed is an empty list where weights_rec has no rows");
}

TEST(XyloSpecificationFile, MutatedFilesAreRefusedOrSound) {
  std::mt19937 random(3);
  unsigned refused = 0, rounds = 3000;
  for (unsigned round = 0; round < rounds; ++round) {
    std::string text = mutated(sound.str(), random);
    llvm::Expected<Specification> read = readSpecification(text, "s.json");
    if (!read) {
      EXPECT_THAT(llvm::toString(read.takeError()), HasSubstr("s.json: "));
      ++refused;
      continue;
    }
    // What is accepted can be written and read again.
    Specification again = readBack(written(*read));
    EXPECT_EQ(again.recurrent[0].values, read->recurrent[0].values);
    EXPECT_EQ(again.aliases, read->aliases);
  }
  EXPECT_GT(refused, rounds / 3);
  EXPECT_LT(refused, rounds);
}

} // namespace
