//===- XyloConfigurationTest.cpp - xylo.json, written and read -------------===//
#include "backends/Xylo/Configuration.h"
#include "test/unit/backends/XyloFixture.h"
#include "llvm/Support/JSON.h"
#include "gmock/gmock.h"

using namespace ganglion;
using namespace ganglion::test;
using namespace ganglion::xylo;
using testing::HasSubstr;

namespace {

/// One channel, two hidden neurons of which the first is repeated by the second, one output neuron.
Specification tinyChip(int64_t synapses, bool hasBias) {
  Specification chip = emptyChip(1, 2, 1, synapses);
  chip.input[0].values = {20, -4};
  chip.recurrent[0].values = {0, 9, 0, -128};
  chip.output.values = {0, 127};
  chip.hidden = {{3, 4}, {1, 2}, {}, {90, 80}, {}};
  chip.outputs = {{5}, {6}, {}, {50}, {}};
  if (synapses > 1) {
    chip.input[1].values = {0, 7};
    chip.recurrent[1].values = {1, 0, 0, 0};
    chip.hidden.dashSyn2 = {7, 8};
  }
  if (hasBias) {
    chip.hidden.bias = {-1, 2};
    chip.outputs.bias = {3};
  }
  chip.shifts = {1, 2, 3};
  chip.aliases = {{1}, {}};
  return chip;
}

std::string written(const Specification &chip, llvm::StringRef target, bool compatRockpool = false) {
  return llvm::cantFail(writeConfiguration(chip, *described(target), {compatRockpool}));
}

TEST(XyloConfiguration, HasTheVendorsTree) {
  EXPECT_EQ(written(tinyChip(1, true), "xylo-a3"),
            R"({"synapse2_enable":false,"bias_enable":true,"debug":{"always_update_omp_stat":false},)"
            R"("input":{"weights":[[20,-4]],"syn2_weights":[],"weight_bit_shift":1},)"
            R"("hidden":{"weights":[[0,9],[0,-128]],"syn2_weights":[],"aliasing":true,"neurons":[)"
            R"({"alias_target":1,"i_syn_decay":1,"i_syn2_decay":0,"v_mem_decay":3,"threshold":90,"v_mem_bias":-1},)"
            R"({"alias_target":null,"i_syn_decay":2,"i_syn2_decay":0,"v_mem_decay":4,"threshold":80,"v_mem_bias":2}],)"
            R"("weight_bit_shift":2},)"
            R"("readout":{"weights":[[0],[127]],"neurons":[)"
            R"({"i_syn_decay":6,"v_mem_decay":5,"threshold":50,"v_mem_bias":3}],"weight_bit_shift":3}})"
            "\n");
  EXPECT_EQ(written(tinyChip(1, true), "xylo-imu"),
            R"({"imu_if_input_enable":false,"bias_enable":true,"debug":{"always_update_omp_stat":true},)"
            R"("input":{"weights":[[20,-4]],"weight_bit_shift":1},)"
            R"("hidden":{"weights":[[0,9],[0,-128]],"aliasing":true,"neurons":[)"
            R"({"alias_target":1,"i_syn_decay":1,"v_mem_decay":3,"threshold":90,"v_mem_bias":-1},)"
            R"({"alias_target":null,"i_syn_decay":2,"v_mem_decay":4,"threshold":80,"v_mem_bias":2}],)"
            R"("weight_bit_shift":2},)"
            R"("readout":{"weights":[[0],[127]],"neurons":[)"
            R"({"i_syn_decay":6,"v_mem_decay":5,"threshold":50,"v_mem_bias":3}],"weight_bit_shift":3}})"
            "\n");
  EXPECT_EQ(written(tinyChip(2, true), "xylo-a2"),
            R"({"synapse2_enable":true,"bias_enable":true,"debug":{"isyn_clock_enable":true,"isyn2_clock_enable":true,)"
            R"("ra_clock_enable":true,"bias_clock_enable":true,"hm_clock_enable":true,"ram_power_enable":true},)"
            R"("input":{"weights":[[20,-4]],"syn2_weights":[[0,7]],"weight_bit_shift":1},)"
            R"("reservoir":{"weights":[[0,9],[0,-128]],"syn2_weights":[[1,0],[0,0]],"aliasing":true,"neurons":[)"
            R"({"alias_target":1,"i_syn_decay":1,"i_syn2_decay":7,"v_mem_decay":3,"threshold":90,"v_mem_bias":-1},)"
            R"({"alias_target":null,"i_syn_decay":2,"i_syn2_decay":8,"v_mem_decay":4,"threshold":80,"v_mem_bias":2}],)"
            R"("weight_bit_shift":2},)"
            R"("readout":{"weights":[[0],[127]],"neurons":[)"
            R"({"i_syn_decay":6,"v_mem_decay":5,"threshold":50,"v_mem_bias":3}],"weight_bit_shift":3}})"
            "\n");
  EXPECT_EQ(written(tinyChip(1, false), "xylo-1"),
            R"({"synapse2_enable":false,"debug":{"isyn_clock_enable":true,"isyn2_clock_enable":false,)"
            R"("ra_clock_enable":true,"hm_clock_enable":true,"ram_power_enable":true},)"
            R"("input":{"weights":[[20,-4]],"syn2_weights":[],"weight_bit_shift":1},)"
            R"("reservoir":{"weights":[[0,9],[0,-128]],"syn2_weights":[],"aliasing":true,"neurons":[)"
            R"({"alias_target":1,"i_syn_decay":1,"i_syn2_decay":0,"v_mem_decay":3,"threshold":90},)"
            R"({"alias_target":null,"i_syn_decay":2,"i_syn2_decay":0,"v_mem_decay":4,"threshold":80}],)"
            R"("weight_bit_shift":2},)"
            R"("readout":{"weights":[[0],[127]],"neurons":[)"
            R"({"i_syn_decay":6,"v_mem_decay":5,"threshold":50}],"weight_bit_shift":3}})"
            "\n");
}

TEST(XyloConfiguration, IsReadBack) {
  for (llvm::StringRef name : xyloChips)
    for (unsigned seed = 0; seed < 50; ++seed) {
      SCOPED_TRACE((name + ", seed " + llvm::Twine(seed)).str());
      auto description = described(name);
      Specification chip = RandomChip(*description, seed).make();
      auto read = readConfiguration(written(chip, name), "xylo.json", *description);
      ASSERT_TRUE(bool(read)) << llvm::toString(read.takeError());
      expectSame(chip, *read);
    }
}

TEST(XyloConfiguration, OfNothingIsReadBack) {
  Specification chip = emptyChip(0, 0, 0);
  auto read = readConfiguration(written(chip, "xylo-a3"), "xylo.json", *described("xylo-a3"));
  ASSERT_TRUE(bool(read)) << llvm::toString(read.takeError());
  expectSame(chip, *read);
}

TEST(XyloConfiguration, ChipsWithoutOutputExpansionHaveARowForEachNeuron) {
  Specification chip = tinyChip(1, true);
  chip.output = WeightMatrix(1, 1);
  chip.output.values = {127};
  EXPECT_THAT(written(chip, "xylo-a2"), HasSubstr(R"("readout":{"weights":[[0],[127]])"));
  EXPECT_THAT(written(chip, "xylo-a3"), HasSubstr(R"("readout":{"weights":[[127]])"));
}

TEST(XyloConfiguration, CompatibleWithRockpool) {
  Specification chip = tinyChip(1, true);
  chip.recurrent[0].values = {200, 128, -129, 256};
  chip.aliases = {{1, 0}, {}};
  std::string text = written(chip, "xylo-a2", true);
  EXPECT_THAT(text, HasSubstr(R"("weights":[[-56,-128],[127,0]])"));
  EXPECT_THAT(text, HasSubstr(R"({"alias_target":1,)"));
  EXPECT_THAT(text, HasSubstr(R"("threshold":90,"v_mem_bias":0})"));
  EXPECT_THAT(text, HasSubstr(R"("threshold":50,"v_mem_bias":3})"));
  EXPECT_THAT(text, HasSubstr(R"("bias_enable":true)"));
  chip.outputs.bias.clear();
  EXPECT_THAT(written(chip, "xylo-a2", true), HasSubstr(R"("bias_enable":false)"));
}

/// Rockpool cuts the input weights of the first synapse only.
TEST(XyloConfiguration, CompatibleWithRockpoolKeeps128ExpansionNeurons) {
  Specification chip = emptyChip(1, 130, 1, 2);
  for (int64_t i = 0; i < 130; ++i)
    for (WeightMatrix *weights : {&chip.input[0], &chip.input[1], &chip.output})
      weights->values[i] = static_cast<double>(i - 60);
  auto tree = llvm::cantFail(llvm::json::parse(written(chip, "xylo-a3", true)));
  const llvm::json::Object &input = *tree.getAsObject()->getObject("input");
  const llvm::json::Array &kept = *(*input.getArray("weights"))[0].getAsArray();
  EXPECT_EQ(kept.size(), 128u);
  EXPECT_EQ(kept.back(), llvm::json::Value(67));
  EXPECT_EQ((*input.getArray("syn2_weights"))[0].getAsArray()->size(), 130u);
  const llvm::json::Array &rows = *tree.getAsObject()->getObject("readout")->getArray("weights");
  EXPECT_EQ(rows.size(), 128u);
  EXPECT_EQ(rows.front(), llvm::json::Value(llvm::json::Array{-58}));
}

TEST(XyloConfiguration, RefusesWhatItHasNoFieldFor) {
  auto refused = [](const Specification &chip, llvm::StringRef target) {
    auto text = writeConfiguration(chip, *described(target));
    return text ? "accepted" : llvm::toString(text.takeError());
  };
  Specification chip = tinyChip(2, true);
  chip.aliases = {{1, 0}, {}};
  chip.isQuantized = false;
  EXPECT_EQ(refused(chip, "xylo-imu"),
            "the configuration of xylo-imu: the numbers of the network are no integers, there is room for integers; "
            "quantise it first\n"
            "the configuration of xylo-imu: 2 synapses for each hidden neuron, there is room for 1\n"
            "the configuration of xylo-imu: hidden neuron 0 has 2 alias targets, there is room for 1");
  EXPECT_EQ(refused(tinyChip(1, true), "xylo-1"),
            "the configuration of xylo-1: there are biases, there is room for none");
}

//===----------------------------------------------------------------------===//
// Files that are wrong
//===----------------------------------------------------------------------===//

std::string refusal(const std::string &text, llvm::StringRef target) {
  auto read = readConfiguration(text, "f", *described(target));
  return read ? "accepted" : llvm::toString(read.takeError());
}

/// The message for a sound configuration of xylo-a3 in which `from` is replaced.
std::string refusedWith(llvm::StringRef from, llvm::StringRef to, int64_t synapses = 1) {
  std::string text = written(tinyChip(synapses, true), "xylo-a3");
  size_t at = text.find(from.str());
  if (at == std::string::npos)
    return "not found: " + from.str();
  return refusal(text.replace(at, from.size(), to.str()), "xylo-a3");
}

TEST(XyloConfiguration, SkipsFieldsThatANetworkDoesNotDecide) {
  EXPECT_EQ(refusedWith(R"("debug":{)", R"("operation_mode":"RealTime","debug":{"monitor":{"start":0},)"), "accepted");
}

/// Whatever is accepted is a configuration: it can be written and read again.
TEST(XyloConfiguration, MutatedFilesAreRefusedOrSound) {
  std::mt19937 random(7);
  auto description = described("xylo-a3");
  std::string text = written(tinyChip(2, true), "xylo-a3");
  unsigned accepted = 0, runs = 3000;
  for (unsigned run = 0; run < runs; ++run) {
    auto read = readConfiguration(mutated(text, random), "f", *description);
    if (!read) {
      EXPECT_THAT(llvm::toString(read.takeError()), testing::StartsWith("f: "));
      continue;
    }
    ++accepted;
    expectSame(*read, llvm::cantFail(readConfiguration(written(*read, "xylo-a3"), "f", *description)));
  }
  EXPECT_GT(accepted, runs / 100);
  EXPECT_LT(accepted, runs / 2);
}

TEST(XyloConfiguration, LimitsTheText) {
  EXPECT_EQ(refusal(std::string(largestConfiguration + 1, ' '), "xylo-a3"),
            "f: more than 67108864 bytes, a configuration of this chip has at most as many");
  EXPECT_EQ(refusal(std::string(100000, '['), "xylo-a3"),
            "f: 100000 levels of objects and lists, a configuration of this chip has at most 8");
  std::string commas = "{\"a\":[" + std::string(40 << 20, ',') + "]}";
  EXPECT_THAT(refusal(commas, "xylo-a3"),
              testing::MatchesRegex("f: 41943042 values, a configuration of this chip has at most 20[0-9]*"));
}

TEST(XyloConfiguration, RefusesOtherJSON) {
  EXPECT_THAT(refusal("{\"input\":", "xylo-a3"), HasSubstr("f: no JSON: "));
  EXPECT_EQ(refusal("[1]", "xylo-a3"), "f: the JSON is [1], a configuration of this chip is an object");
  EXPECT_EQ(refusal(written(tinyChip(1, true), "xylo-a2"), "xylo-a3"),
            "f: field 'hidden': found nothing, allowed is an object");
}

TEST(XyloConfiguration, ChecksEachField) {
  EXPECT_THAT(refusedWith(R"("bias_enable":true)", R"("bias_enable":1)"),
              testing::StartsWith("f: field 'bias_enable': found 1, allowed is true or false\n"));
  EXPECT_EQ(refusedWith(R"("aliasing":true,)", ""),
            "f: field 'hidden.aliasing': found nothing, allowed is true or false\n"
            "f: field 'hidden.neurons[0].alias_target': found 1, allowed is "
            "null where 'aliasing' is false");
  EXPECT_EQ(refusedWith(R"("input":{)", R"("input":0,"other":{)"), "f: field 'input': found 0, allowed is an object");
  EXPECT_EQ(refusedWith(R"("weight_bit_shift":2)", R"("weight_bit_shift":8)"),
            "f: field 'hidden.weight_bit_shift': found 8, allowed is an integer from 0 to 7");
  EXPECT_EQ(refusedWith(R"("i_syn_decay":2)", R"("i_syn_decay":16)"),
            "f: field 'hidden.neurons[1].i_syn_decay': found 16, allowed is an integer from 0 to 15");
  EXPECT_EQ(refusedWith(R"("i_syn2_decay":0)", R"("i_syn2_decay":"x")"),
            "f: field 'hidden.neurons[0].i_syn2_decay': found 'x', allowed is an integer from 0 to 15");
  EXPECT_EQ(refusedWith(R"("v_mem_decay":5)", R"("v_mem_decay":-1)"),
            "f: field 'readout.neurons[0].v_mem_decay': found -1, allowed is an integer from 0 to 15");
  EXPECT_EQ(refusedWith(R"("threshold":80)", R"("threshold":0.5)"),
            "f: field 'hidden.neurons[1].threshold': found 0.5, allowed is an integer from -32768 to 32767");
  EXPECT_EQ(refusedWith(R"("v_mem_bias":3)", R"("v_mem_bias":1e9)"),
            "f: field 'readout.neurons[0].v_mem_bias': found 1000000000, allowed is an integer from -32768 to 32767");
  EXPECT_EQ(refusedWith(R"("alias_target":1)", R"("alias_target":2)"),
            "f: field 'hidden.neurons[0].alias_target': found 2, allowed is null or an integer from 0 to 1");
}

TEST(XyloConfiguration, ChecksNeurons) {
  EXPECT_EQ(refusedWith(R"("neurons":[)", R"("neurons":[7,)"),
            "f: field 'hidden.neurons[0]': found 7, allowed is an object\n"
            "f: field 'hidden.weights': found [[0,9],[0,-128]], allowed is a list of 3 lists");
  EXPECT_EQ(refusedWith(R"("neurons":[)", R"("neurons":{},"n":[)"),
            "f: field 'hidden.neurons': found an object, allowed is a list of at most 992 objects");
  std::string many;
  for (int i = 0; i < 993; ++i)
    many += "{},";
  EXPECT_EQ(refusedWith(R"("neurons":[)", R"("neurons":[)" + many),
            "f: field 'hidden.neurons': found a list of 995 elements, allowed is a list of at most 992 objects");
}

TEST(XyloConfiguration, ChecksWeights) {
  EXPECT_EQ(refusedWith("[[20,-4]]", "[[20,-129]]"),
            "f: field 'input.weights[0][1]': found -129, allowed is an integer from -128 to 127");
  EXPECT_EQ(refusedWith("[[20,-4]]", "[[20,-4,3]]"),
            "f: field 'input.weights[0]': found [20,-4,3], allowed is a list of 0 to 2 integers");
  EXPECT_EQ(refusedWith("[[20,-4]]", "[[20,-4],[1]]"),
            "f: field 'input.weights[1]': found [1], allowed is a list of 2 integers");
  EXPECT_EQ(refusedWith("[[20,-4]]", "[4]"),
            "f: field 'input.weights[0]': found 4, allowed is a list of 0 to 2 integers");
  EXPECT_EQ(refusedWith("[[20,-4]]", "null"),
            "f: field 'input.weights': found null, allowed is a list of 0 to 16 lists");
  EXPECT_EQ(refusedWith("[[0,9],[0,-128]]", "[[0,9]]"),
            "f: field 'hidden.weights': found [[0,9]], allowed is a list of 2 lists");
  EXPECT_EQ(refusedWith("[[0],[127]]", "[[0],[1],[2]]"),
            "f: field 'readout.weights': found [[0],[1],[2]], allowed is a list of 0 to 2 lists");
  EXPECT_EQ(refusedWith("[[0],[127]]", "[[0],[]]"),
            "f: field 'readout.weights[1]': found [], allowed is a list of 1 integers");
}

TEST(XyloConfiguration, WrongWeightsSayNothingOfTheSecondSynapse) {
  EXPECT_EQ(refusedWith("[[20,-4]]", "null", 2),
            "f: field 'input.weights': found null, allowed is a list of 0 to 16 lists");
  EXPECT_EQ(refusedWith("[[20,-4]]", "[4]", 2),
            "f: field 'input.weights[0]': found 4, allowed is a list of 0 to 2 integers");
  EXPECT_EQ(refusedWith("[[0,9],[0,-128]]", "[]", 2),
            "f: field 'hidden.weights': found [], allowed is a list of 2 lists");
}

TEST(XyloConfiguration, SwitchesAgreeWithNumbers) {
  EXPECT_EQ(refusedWith(R"("syn2_weights":[])", R"("syn2_weights":[[1,2]])"),
            "f: field 'input.syn2_weights': found [[1,2]], allowed is an empty list where 'synapse2_enable' is false");
  EXPECT_EQ(refusedWith("[[0,7]]", "[[0]]", 2),
            "f: field 'input.syn2_weights[0]': found [0], allowed is a list of 2 integers");
  EXPECT_EQ(refusedWith("[[0,7]]", "[]", 2), "f: field 'input.syn2_weights': found [], allowed is a list of 1 lists");
  EXPECT_THAT(
      refusedWith(R"("bias_enable":true)", R"("bias_enable":false)"),
      HasSubstr("f: field 'hidden.neurons[0].v_mem_bias': found -1, allowed is 0 where 'bias_enable' is false"));
}

} // namespace
