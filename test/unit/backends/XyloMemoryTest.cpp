//===- XyloMemoryTest.cpp - xylo.ram, written and read ---------------------===//
#include "backends/Xylo/Memory.h"
#include "test/unit/backends/XyloFixture.h"
#include "gmock/gmock.h"

using namespace ganglion;
using namespace ganglion::test;
using namespace ganglion::xylo;
using testing::HasSubstr;

namespace {

/// Two channels, three hidden neurons of which the first two have input and the last two output, two output neurons.
Specification tinyChip(bool hasBias = true) {
  Specification chip = emptyChip(2, 3, 2, 2);
  chip.input = {WeightMatrix(2, 2), WeightMatrix(2, 2)};
  chip.input[0].values = {20, -4, 0, 127};
  chip.input[1].values = {0, 0, -128, 1};
  chip.recurrent[0].values = {0, 9, 0, 0, 0, 0, 5, 0, -1};
  chip.recurrent[1].values = {0, 0, 3, 0, 0, 0, 0, 0, 2};
  chip.output = WeightMatrix(2, 2);
  chip.output.values = {0, 100, -100, 1};
  chip.hidden = {{3, 4, 15}, {1, 2, 3}, {7, 0, 9}, {90, 80, 32767}, {}};
  chip.outputs = {{5, 6}, {8, 9}, {}, {50, 60}, {}};
  if (hasBias) {
    chip.hidden.bias = {-1, 0, 127};
    chip.outputs.bias = {3, -128};
  }
  chip.shifts = {1, 2, 3};
  chip.aliases = {{1}, {2}, {}};
  return chip;
}

std::string written(const Specification &chip, llvm::StringRef target) {
  return llvm::cantFail(writeMemory(chip, *described(target)));
}

TEST(XyloMemory, IsAWordALine) {
  EXPECT_EQ(written(tinyChip(), "xylo-a3"),
            "#! target=xylo-a3 inputs=2 in_expansion=2 neurons=3 out_expansion=2 outputs=2 synapses=2 input_shift=1 "
            "recurrent_shift=2 output_shift=3 bias=1 alias=1\n"
            "00200 14\n00201 FC\n00203 7F\n"                // input weights
            "00A02 80\n00A03 01\n"                          // of the second synapse
            "01DE0 1\n01DE1 2\n01DE2 3\n01DE3 8\n01DE4 9\n" // dashes of synapses
            "021E0 7\n021E2 9\n"                            // of the second one
            "025C0 3\n025C1 4\n025C2 F\n025C3 5\n025C4 6\n" // dashes of membranes
            "029C0 FF\n029C2 7F\n029C3 03\n029C4 80\n"      // biases
            "02DC0 005A\n02DC1 0050\n02DC2 7FFF\n02DC3 0032\n02DC4 003C\n"
            "031C0 2\n031C1 3\n031C2 1\n"                        // alias flags
            "035A0 001\n035A1 002\n035A2 FFF\n"                  // alias targets
            "03D60 002\n03D62 002\n"                             // counts of targets
            "04140 001\n04141 002\n04143 002\n"                  // targets: 1 2, none, 0 2
            "0BD40 09\n0BD42 05\n0BD43 FF\n13941 03\n13943 02\n" // their weights
            "1B541 64\n1B542 9C\n1B543 01\n");                   // output weights
}

TEST(XyloMemory, BufferNeuronsLieBeforeOutputsOfXylo1) {
  Specification chip = tinyChip(false);
  EXPECT_THAT(written(chip, "xylo-1"), HasSubstr("09592 7FFF\n09595 0032\n09596 003C\n"));
  EXPECT_THAT(written(chip, "xylo-a2"), HasSubstr("09982 7FFF\n09983 0032\n09984 003C\n"));
}

TEST(XyloMemory, ChipsWithoutOutputExpansionHaveARowForEachNeuron) {
  std::string text = written(tinyChip(), "xylo-a2");
  EXPECT_THAT(text, HasSubstr("out_expansion=3"));
  EXPECT_THAT(text, HasSubstr("22413 64\n22414 9C\n22415 01\n"));
}

TEST(XyloMemory, IsReadBack) {
  for (llvm::StringRef name : xyloChips)
    for (unsigned seed = 0; seed < 50 && name != "xylo-imu"; ++seed) {
      SCOPED_TRACE((name + ", seed " + llvm::Twine(seed)).str());
      auto description = described(name);
      Specification chip = RandomChip(*description, seed).make();
      std::string text = written(chip, name);
      EXPECT_EQ(llvm::cantFail(targetOfMemory(text, "xylo.ram")), name);
      auto read = readMemory(text, "xylo.ram", *description);
      ASSERT_TRUE(bool(read)) << llvm::toString(read.takeError());
      expectSame(chip, *read);
    }
}

TEST(XyloMemory, CommentsAndZerosAreFree) {
  std::string text = written(tinyChip(), "xylo-a3");
  size_t at = text.find("00201 FC\n");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 9, "# by hand\n\n  00201   FC  # a weight\r\n00202 0\n");
  auto read = readMemory(text, "f", *described("xylo-a3"));
  ASSERT_TRUE(bool(read)) << llvm::toString(read.takeError());
  expectSame(tinyChip(), *read);
}

TEST(XyloMemory, RefusesWhatItHasNoWordsFor) {
  auto refused = [](const Specification &chip, llvm::StringRef target) {
    auto text = writeMemory(chip, *described(target));
    return text ? "accepted" : llvm::toString(text.takeError());
  };
  EXPECT_EQ(refused(tinyChip(), "xylo-imu"), "there is no memory image of xylo-imu: its memory map is not known");
  EXPECT_EQ(refused(tinyChip(), "xylo-1"), "the memory image of xylo-1: there are biases, there is room for none");
  Specification chip = tinyChip();
  chip.input[0].values[1] = 128;
  chip.output.values[2] = -129;
  chip.hidden.dashMem[1] = -1;
  chip.hidden.dashSyn[2] = 16;
  chip.outputs.threshold[1] = 32768;
  chip.hidden.bias[0] = 1000;
  EXPECT_EQ(refused(chip, "xylo-a3"),
            "the memory image of xylo-a3: bank 'IWTRAM': the value of word 1 is 128, a word holds -128 to 127\n"
            "the memory image of xylo-a3: bank 'OWTRAM': the value of word 2 is -129, a word holds -128 to 127\n"
            "the memory image of xylo-a3: bank 'NDSRAM': the value of word 2 is 16, a word holds 0 to 15\n"
            "the memory image of xylo-a3: bank 'NDMRAM': the value of word 1 is -1, a word holds 0 to 15\n"
            "the memory image of xylo-a3: bank 'NTHRAM': the value of word 4 is 32768, a word holds -32768 to 32767\n"
            "the memory image of xylo-a3: bank 'NBRAM': the value of word 0 is 1000, a word holds -128 to 127");
  // 1000 hidden neurons, a buffer neuron and 8 outputs do not fit the published banks.
  EXPECT_THAT(refused(emptyChip(1, 1000, 8), "xylo-1"),
              HasSubstr("the memory image of xylo-1: bank 'NTHRAM': 1009 words are needed, it has 1008"));
  chip = emptyChip(1, 300, 1);
  std::fill_n(chip.recurrent[0].values.begin(), 300, 1);
  EXPECT_EQ(refused(chip, "xylo-a2"),
            "the memory image of xylo-a2: bank 'REFOCRAM': the value of word 0 is 300, a word "
            "holds 0 to 255");
}

//===----------------------------------------------------------------------===//
// Files that are wrong
//===----------------------------------------------------------------------===//

std::string refusal(const std::string &text) {
  auto read = readMemory(text, "f", *described("xylo-a3"));
  return read ? "accepted" : llvm::toString(read.takeError());
}

/// The message for a sound image of xylo-a3 in which `from` is replaced.
std::string refusedWith(llvm::StringRef from, llvm::StringRef to) {
  std::string text = written(tinyChip(), "xylo-a3");
  size_t at = text.find(from.str());
  return at == std::string::npos ? "not found" : refusal(text.replace(at, from.size(), to.str()));
}

/// Whatever is accepted is an image: it can be written and read again.
TEST(XyloMemory, MutatedFilesAreRefusedOrSound) {
  std::mt19937 random(7);
  auto description = described("xylo-a3");
  std::string text = written(tinyChip(), "xylo-a3");
  unsigned accepted = 0, runs = 3000;
  for (unsigned run = 0; run < runs; ++run) {
    auto read = readMemory(mutated(text, random), "f", *description);
    if (!read) {
      EXPECT_THAT(llvm::toString(read.takeError()), testing::StartsWith("f: "));
      continue;
    }
    ++accepted;
    expectSame(*read, llvm::cantFail(readMemory(written(*read, "xylo-a3"), "f", *description)));
  }
  EXPECT_GT(accepted, runs / 100);
  EXPECT_LT(accepted, runs / 2);
}

TEST(XyloMemory, ChecksTheFirstLine) {
  EXPECT_EQ(refusal(std::string(largestMemory + 1, ' ')),
            "f: more than 16777216 bytes, a memory image has at most as many");
  EXPECT_EQ(refusal("00200 14\n"), "f: line 1: found '00200 14', allowed is '#! target=...'");
  EXPECT_EQ(refusal("#! inputs=2\n"), "f: line 1: found no 'target', allowed is 'target=' and the name of a target");
  EXPECT_EQ(refusedWith("inputs=2", "inputs"), "f: line 1: found 'inputs', allowed is NAME=VALUE, each name once");
  EXPECT_EQ(refusedWith("inputs=2", "inputs=2 inputs=3"),
            "f: line 1: found 'inputs=3', allowed is NAME=VALUE, each name once");
  EXPECT_EQ(refusedWith("target=xylo-a3", "target=xylo-a2"), "f: line 1: found target='xylo-a2', allowed is 'xylo-a3'");
  EXPECT_EQ(refusedWith("neurons=3 out_expansion=2 ", "neurons=993 out_expansion=2 "),
            "f: line 1: found neurons='993', allowed is an integer from 0 to 992");
  EXPECT_EQ(refusedWith("in_expansion=2 neurons=3 out_expansion=2 ", "in_expansion=4 neurons=3 out_expansion=-1 "),
            "f: line 1: found in_expansion='4', allowed is an integer from 0 to 3\n"
            "f: line 1: found out_expansion='-1', allowed is an integer from 0 to 3");
  EXPECT_EQ(refusedWith(" bias=1", ""), "f: line 1: found no 'bias', allowed is 'bias=' and an integer from 0 to 1");
  EXPECT_EQ(refusedWith("input_shift=1", "input_shift=8"),
            "f: line 1: found input_shift='8', allowed is an integer from 0 to 7");
  auto imu = readMemory("#! target=xylo-imu", "f", *described("xylo-imu"));
  EXPECT_EQ(llvm::toString(imu.takeError()), "f: the memory map of xylo-imu is not known");
}

TEST(XyloMemory, ChecksEachLine) {
  for (llvm::StringRef line : {"00200", "00200 G", "G 1", "00200 1 2", "00200 -1", "123456789 1", "00200 123456789"})
    EXPECT_EQ(refusedWith("00200 14", line),
              ("f: line 2: found '" + line + "', allowed is an address and a value in hexadecimal").str());
  EXPECT_EQ(refusedWith("00201 FC", "00200 FC"),
            "f: line 3: found address '00200', allowed is an address above that of the word before");
  EXPECT_EQ(refusedWith("00201 FC", "00201 100"),
            "f: line 3: found value 100, allowed is 0 to FF, a word of bank 'IWTRAM'");
  EXPECT_EQ(refusedWith("00203 7F", "00204 7F"),
            "f: line 4: found address 204, allowed is that of a word of the configured sizes");
  EXPECT_EQ(refusedWith("1B543 01", "1FFFF 01"),
            "f: line 46: found address 1FFFF, allowed is that of a word of the configured sizes");
}

TEST(XyloMemory, ChecksLists) {
  EXPECT_EQ(refusedWith("03D60 002", "03D60 004"), "f: line 34: found 4 targets, allowed is 0 to 3");
  EXPECT_EQ(refusedWith("04141 002", "04141 001"),
            "f: line 37: found target 1, allowed is a target from 2 to 2, ascending");
  EXPECT_EQ(refusedWith("04143 002", "04143 003"),
            "f: line 38: found target 3, allowed is a target from 1 to 2, ascending");
  EXPECT_EQ(refusedWith("04140 001\n", ""), "accepted");
  EXPECT_EQ(refusedWith("04141 002\n", ""),
            "f: address 4141: found target 0, allowed is a target from 2 to 2, ascending");
}

TEST(XyloMemory, ChecksAliases) {
  EXPECT_EQ(refusedWith("035A1 002", "035A1 003"),
            "f: line 32: found alias target 3, allowed is 4095 for none or 0 to 2");
  EXPECT_EQ(refusedWith("alias=1", "alias=0"),
            "f: line 31: found alias target 1, allowed is 4095: aliases are not enabled");
  EXPECT_EQ(refusedWith("031C1 3", "031C1 1"),
            "f: line 29: found alias flags 1, allowed is 3, as the alias targets say");
}

TEST(XyloMemory, SizesFitTheBanks) {
  auto read =
      readMemory("#! target=xylo-1 inputs=1 in_expansion=1 neurons=1000 out_expansion=1000 outputs=8 synapses=1 "
                 "input_shift=0 recurrent_shift=0 output_shift=0 bias=0 alias=0",
                 "f", *described("xylo-1"));
  EXPECT_THAT(llvm::toString(read.takeError()), HasSubstr("f: bank 'NDSRAM': 1009 words are configured, it has 1008"));
}

} // namespace
