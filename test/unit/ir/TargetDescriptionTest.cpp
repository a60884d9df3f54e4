//===- TargetDescriptionTest.cpp - descriptions of targets, built in and of users ----===//
#include "ir/Target/BuiltIn.h"
#include "ir/Target/DescriptionText.h"
#include "ir/Target/Registry.h"
#include "ir/Target/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <set>

using namespace ganglion::target;
using namespace llvm;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

std::optional<StringRef> builtIn(StringRef name) {
  for (const BuiltInFile &file : builtInFiles())
    if (file.name == name)
      return file.text;
  return std::nullopt;
}

std::shared_ptr<const Description> described(StringRef name) { return cantFail(findDescription(name)); }

Expected<std::shared_ptr<const Description>> readUser(StringRef text) {
  return readDescription(text, "my.json", /*isUserFile=*/true, builtIn);
}

/// A user's file with these members beside the head and the base xylo-a3.
std::string variant(StringRef members) {
  return formatv(R"({{"format": "ganglion-target", "version": 1, "name": "my-xylo", "base": "xylo-a3"{0}{1}})",
                 members.empty() ? "" : ", ", members);
}

std::shared_ptr<const Description> changed(StringRef members) { return cantFail(readUser(variant(members))); }

/// The messages of a text that is refused, one a line.
std::string refusal(StringRef text) {
  Expected<std::shared_ptr<const Description>> result = readUser(text);
  return result ? "accepted" : toString(result.takeError());
}
std::string refusedChange(StringRef members) { return refusal(variant(members)); }

TEST(TargetDescription, AllBuiltInOnesAreSound) {
  EXPECT_THAT(targetNames(), ElementsAre("bss2", "speck", "splitreg", "xylo-1", "xylo-a2", "xylo-a3", "xylo-imu"));
  for (const std::string &name : targetNames()) {
    Expected<std::shared_ptr<const Description>> read = findDescription(name);
    ASSERT_TRUE(bool(read)) << toString(read.takeError());
    EXPECT_EQ((*read)->name(), name);
    EXPECT_TRUE((*read)->file().empty());
  }
}

TEST(TargetDescription, OtherNamesAreKnown) {
  EXPECT_EQ(described("vA3")->name(), "xylo-a3");
  EXPECT_EQ(described("imu")->name(), "xylo-imu");
  EXPECT_EQ(described("speck2fdevkit")->name(), "speck");
  std::set<std::string> names;
  for (const std::string &name : targetNames()) {
    EXPECT_TRUE(names.insert(name).second);
    std::shared_ptr<const Description> d = described(name);
    for (const std::string &alias : d->aliases())
      EXPECT_TRUE(names.insert(alias).second) << alias << " is the name of two targets";
  }
}

TEST(TargetDescription, UnknownNamesListTheKnownOnes) {
  for (StringRef name : {"abacus", "xylo", ""})
    EXPECT_EQ(toString(findDescription(name).takeError()),
              formatv("no target '{0}', there are cpu, bss2, speck, splitreg, xylo-1, xylo-a2, xylo-a3, xylo-imu", name)
                  .str());
}

/// Each entry of a section loses its source in turn; none may be read without.
TEST(TargetDescription, EveryNumberHasASource) {
  for (const std::string &name : targetNames()) {
    json::Object whole = toJSON(*described(name));
    whole["name"] = "copy";
    size_t count = 0;
    for (StringRef section : {"size", "widths", "timing", "power", "units", "memory_map", "control", "features"}) {
      const json::Object *entries = whole.getObject(section);
      for (const auto &entry : entries ? *entries : json::Object()) {
        json::Object copy = whole;
        copy.getObject(section)->getObject(entry.first)->erase("source");
        std::string text = formatv("{0}", json::Value(std::move(copy)));
        Expected<std::shared_ptr<const Description>> read = readDescription(text, "copy.json", false, builtIn);
        ASSERT_FALSE(bool(read));
        EXPECT_EQ(toString(read.takeError()), ("copy.json: field '" + section + "." + StringRef(entry.first) +
                                               ".source': found nothing, allowed is a name that stands in 'sources'")
                                                  .str());
        ++count;
      }
    }
    EXPECT_GE(count, 8u) << name;
  }
}

TEST(TargetDescription, SourcesArePublicDocuments) {
  for (const std::string &name : targetNames()) {
    std::shared_ptr<const Description> d = described(name);
    for (const auto &[key, document] : d->sources()) {
      EXPECT_FALSE(StringRef(document).starts_with("/")) << document;
      EXPECT_NE(key, "file");
    }
  }
}

TEST(TargetDescription, PrintsWhatItReads) {
  for (const std::string &name : targetNames()) {
    json::Object whole = toJSON(*described(name));
    std::string text = formatv("{0}", json::Value(json::Object(whole)));
    std::shared_ptr<const Description> again = cantFail(readDescription(text, "again.json", false, builtIn));
    EXPECT_EQ(json::Value(toJSON(*again)), json::Value(std::move(whole)));
  }
}

TEST(TargetDescription, XyloSizes) {
  struct Row {
    StringRef name;
    int64_t inputs, neurons, outputs, synapses, connections, fanOut;
    std::optional<int64_t> expansion;
    bool biases;
    StringRef hidden, simulator;
  };
  const Row rows[] = {
      {"xylo-1", 16, 1000, 8, 2, 32000, 63, std::nullopt, false, "reservoir", "xylosim.v1"},
      {"xylo-a2", 16, 1000, 8, 2, 32000, 63, std::nullopt, true, "reservoir", "xylosim.v2"},
      {"xylo-a3", 16, 992, 32, 2, 31744, 1024, 128, true, "hidden", "xylosim.v2"},
      {"xylo-imu", 16, 496, 16, 1, 31744, 512, 128, true, "hidden", "xylosim.v2"},
  };
  for (const Row &row : rows) {
    std::shared_ptr<const Description> d = described(row.name);
    EXPECT_EQ(d->integer("inputs"), row.inputs);
    EXPECT_EQ(d->integer("neurons"), row.neurons);
    EXPECT_EQ(d->integer("outputs"), row.outputs);
    EXPECT_EQ(d->integer("synapses"), row.synapses);
    EXPECT_EQ(d->integer("output_synapses"), 1);
    EXPECT_EQ(d->integer("connections"), row.connections);
    EXPECT_EQ(d->integer("fan_out"), row.fanOut);
    EXPECT_EQ(d->limit("fan_in"), std::nullopt);
    EXPECT_EQ(d->limit("in_expansion"), row.expansion);
    EXPECT_EQ(d->limit("out_expansion"), row.expansion);
    EXPECT_EQ(d->flag("biases"), row.biases);
    EXPECT_EQ(d->text("hidden_name"), row.hidden);
    EXPECT_EQ(d->text("simulator"), row.simulator);
    EXPECT_EQ(d->integerRange("weight").bits(), 8u);
    EXPECT_EQ(d->integerRange("bias").bits(), 8u);
    EXPECT_EQ(d->integerRange("weight_shift").bits(), 3u);
    EXPECT_EQ(d->integerRange("state").bits(), 16u);
    EXPECT_EQ(d->integerRange("dash").bits(), 4u);
    EXPECT_EQ(d->integerRange("threshold").low, 1);
    EXPECT_EQ(d->integerRange("threshold").high, 32767);
    EXPECT_EQ(d->integerRange("input_spikes").high, 15);
    EXPECT_EQ(d->integerRange("hidden_spikes").high, 31);
    EXPECT_EQ(d->integerRange("output_spikes").high, 1);
    EXPECT_EQ(d->integer("no_alias"), 0xfff);
    EXPECT_EQ(d->real("clock"), 50e6);
  }
  EXPECT_EQ(described("xylo-imu")->real("real_time_dt"), 1.0 / 200);
}

/// Banks stand one behind the other without a gap, so a wrong address or number of words shows.
TEST(TargetDescription, XyloMemoryMaps) {
  struct Row {
    StringRef name;
    size_t banks;
    int64_t first, end, threshold, targets;
  };
  for (const Row &row :
       {Row{"xylo-1", 17, 0x100, 0x23F60, 0x9590, 0xA920}, Row{"xylo-a2", 18, 0x100, 0x24350, 0x9980, 0xAD10},
        Row{"xylo-a3", 18, 0x200, 0x1C540, 0x2DC0, 0x4140}}) {
    std::shared_ptr<const Description> d = described(row.name);
    ASSERT_EQ(d->memoryMap().size(), row.banks);
    int64_t address = row.first;
    for (const MemoryBank &bank : d->memoryMap()) {
      EXPECT_EQ(bank.address, address) << bank.name;
      address += bank.words;
    }
    EXPECT_EQ(address, row.end);
    EXPECT_EQ(d->bank("threshold")->address, row.threshold);
    EXPECT_EQ(d->bank("recurrent_target")->address, row.targets);
  }
  EXPECT_EQ(described("xylo-a2")->bank("spikes")->address, 0xA540);
  EXPECT_EQ(described("xylo-a3")->bank("recurrent_weights_2")->address, 0x13940);
  EXPECT_EQ(described("xylo-1")->bank("bias"), nullptr);
  EXPECT_TRUE(described("xylo-imu")->memoryMap().empty());
}

TEST(TargetDescription, XyloControlRegister) {
  for (StringRef name : {"xylo-a2", "xylo-a3"}) {
    std::shared_ptr<const Description> d = described(name);
    const Register *control = find_if(d->registers(), [](const Register &entry) { return entry.name == "CTRL1"; });
    ASSERT_NE(control, d->registers().end());
    std::vector<std::pair<int64_t, int64_t>> bits;
    for (const RegisterField &field : control->fields)
      bits.emplace_back(field.bit, *field.width);
    using Bits = std::pair<int64_t, int64_t>;
    EXPECT_THAT(bits, ElementsAre(Bits{0, 1}, Bits{1, 1}, Bits{2, 1}, Bits{3, 1}, Bits{4, 3}, Bits{8, 3}, Bits{12, 3},
                                  Bits{16, 1}, Bits{17, 1}, Bits{20, 1}, Bits{22, 1}, Bits{23, 1}));
  }
}

TEST(TargetDescription, OtherChips) {
  std::shared_ptr<const Description> splitreg = described("splitreg");
  EXPECT_EQ(splitreg->integer("inputs"), 8);
  EXPECT_EQ(splitreg->integer("outputs"), 8);
  EXPECT_EQ(splitreg->integer("neurons"), 1000);
  EXPECT_EQ(splitreg->limit("fan_in"), 63);
  EXPECT_EQ(splitreg->limit("fan_out"), 63);
  EXPECT_EQ(splitreg->limit("connections"), 32000);
  std::shared_ptr<const Description> speck = described("speck");
  int64_t cores = 0, kernel = 0, neuron = 0, bias = 0;
  for (const UnitClass &units : speck->units()) {
    cores += units.indices.size();
    kernel += units.indices.size() * units.capacity("kernel_words");
    neuron += units.indices.size() * units.capacity("neuron_words");
    bias += units.indices.size() * units.capacity("bias_words");
  }
  EXPECT_EQ(cores, 9);
  EXPECT_EQ(kernel, 278528);
  EXPECT_EQ(neuron, 327680);
  EXPECT_EQ(bias, 9 * 1024);
  EXPECT_THAT(speck->integerList("stride"), ElementsAre(1, 2, 4, 8));
  EXPECT_THAT(speck->integerList("pooling"), ElementsAre(1, 2, 4));
  std::shared_ptr<const Description> bss2 = described("bss2");
  EXPECT_EQ(bss2->integer("neurons"), 512);
  EXPECT_EQ(bss2->integer("rows"), 256);
  EXPECT_EQ(bss2->integerRange("synapse_weight").bits(), 6u);
  EXPECT_EQ(bss2->integerRange("weight").low, -63);
  EXPECT_EQ(bss2->realRange("tau_mem").high, 60);
}

/// Lookups go by names that rules list; a name of two sections, or of two kinds, could not be found.
TEST(TargetRules, NamesAreUnique) {
  for (const FamilyRules &rules : allFamilies()) {
    std::set<StringRef> names;
    for (const NumberRule &rule : rules.numbers) {
      EXPECT_TRUE(names.insert(rule.name).second) << rule.name.str();
      EXPECT_LE(rule.least, rule.most) << rule.name.str();
      EXPECT_LT(std::max(std::abs(rule.least), rule.most), 9007199254740992.0) << rule.name.str();
    }
  }
}

TEST(IntegerRange, Bits) {
  EXPECT_EQ((IntegerRange{-128, 127}).bits(), 8u);
  EXPECT_EQ((IntegerRange{-129, 127}).bits(), 9u);
  EXPECT_EQ((IntegerRange{0, 15}).bits(), 4u);
  EXPECT_EQ((IntegerRange{1, 32767}).bits(), 15u);
  EXPECT_EQ((IntegerRange{-63, 63}).bits(), 7u);
  EXPECT_EQ((IntegerRange{0, 0}).bits(), 0u);
}

//===----------------------------------------------------------------------===//
// A user's file
//===----------------------------------------------------------------------===//

TEST(TargetFile, ChangesItsBase) {
  std::shared_ptr<const Description> d =
      changed(R"("size": {"neurons": 2000, "in_expansion": null}, "memory_map": null)");
  EXPECT_EQ(d->name(), "my-xylo");
  EXPECT_EQ(d->title(), "variant of xylo-a3: SynSense XyloAudio 3 (SYNS65302)");
  EXPECT_EQ(d->file(), "my.json");
  EXPECT_TRUE(d->aliases().empty());
  EXPECT_EQ(d->integer("neurons"), 2000);
  EXPECT_EQ(d->limit("in_expansion"), std::nullopt);
  EXPECT_EQ(d->limit("out_expansion"), 128);
  EXPECT_TRUE(d->memoryMap().empty());
  EXPECT_EQ(d->find("neurons")->source, "file");
  EXPECT_EQ(d->find("neurons")->meaning, "hidden neurons");
  EXPECT_EQ(d->find("outputs")->source, "overview");
  EXPECT_TRUE(is_contained(d->sources(), std::pair<std::string, std::string>("file", "target file my.json")));
}

TEST(TargetFile, MayNameItsSources) {
  std::shared_ptr<const Description> d = changed(
      R"("sources": {"mail": "a letter of the vendor"}, "title": "Xylo of my own",
         "size": {"fan_out": {"value": 900, "source": "mail"}}, "widths": {"weight": [-8, 7]},
         "features": {"biases": false, "board": null})");
  EXPECT_EQ(d->title(), "Xylo of my own");
  EXPECT_EQ(d->find("fan_out")->source, "mail");
  EXPECT_EQ(d->integerRange("weight").bits(), 4u);
  EXPECT_FALSE(d->flag("biases"));
  EXPECT_TRUE(none_of(d->features(), [](const Feature &feature) { return feature.name == "board"; }));
}

TEST(TargetFile, MayStateALimitThatTheBaseHasNot) {
  std::shared_ptr<const Description> d =
      changed(R"("size": {"fan_in": {"value": 63, "unit": "sources", "meaning": "synapses of a neuron"}})");
  EXPECT_EQ(d->limit("fan_in"), 63);
}

TEST(TargetFile, CanBeComplete) {
  std::shared_ptr<const Description> d = cantFail(readUser(R"({"format": "ganglion-target", "version": 1,
    "name": "grid", "family": "splitreg", "title": "a virtual chip", "size": {
      "inputs": {"value": 64, "unit": "channels", "meaning": "inputs"},
      "outputs": {"value": 64, "unit": "channels", "meaning": "outputs"},
      "neurons": {"value": 256, "unit": "neurons", "meaning": "neurons"}}, "timing": {
      "layer_delay": {"value": 0, "unit": "steps", "meaning": "of a synapse"},
      "hop": {"value": 2, "unit": "steps", "meaning": "of a link"}}})"));
  EXPECT_EQ(d->integer("hop"), 2);
  EXPECT_EQ(d->limit("fan_in"), std::nullopt);
}

TEST(TargetFile, UnitsCanBeChanged) {
  std::shared_ptr<const Description> d = cantFail(readUser(
      R"({"format": "ganglion-target", "version": 1, "name": "five", "base": "speck", "units": {"D": null,
          "C": {"indices": [5], "kernel_words": 65537}}})"));
  ASSERT_EQ(d->units().size(), 3u);
  EXPECT_EQ(d->units().back().capacity("kernel_words"), 65537);
  EXPECT_EQ(d->units().back().capacity("bias_words"), 1024);
  EXPECT_EQ(d->units().back().source, "file");
}

TEST(TargetFile, HeadIsChecked) {
  EXPECT_THAT(refusal("{"), HasSubstr("my.json: no JSON: "));
  EXPECT_EQ(refusal("[1]"), "my.json: the JSON is [1], a description is an object");
  EXPECT_EQ(refusal("{}"), "my.json: field 'format': found nothing, allowed is 'ganglion-target'");
  EXPECT_EQ(refusal(R"({"format": "ganglion-target", "version": 2})"),
            "my.json: field 'version': found 2, allowed is 1");
  EXPECT_EQ(refusal(R"({"format": "ganglion-target", "version": 1, "name": "a b", "title": ""})"),
            "my.json: field 'name': found 'a b', allowed is 1 to 64 letters, digits, '-' and '_'\n"
            "my.json: field 'family': found nothing, allowed is one of splitreg, xylo, speck, bss2, or a 'base' that "
            "has one\n"
            "my.json: field 'title': found '', allowed is a text of 1 to 200 bytes");
  for (StringRef base : {"\"xylo-9\"", "3", "\"../xylo\""})
    EXPECT_THAT(
        refusal(formatv(R"({{"format": "ganglion-target", "version": 1, "name": "a", "base": {0}})", base).str()),
        HasSubstr("allowed is the name of a built-in target ('snnc info' lists them)"));
  EXPECT_EQ(refusal(R"({"format": "ganglion-target", "version": 1, "name": "xylo-a3", "base": "xylo-a3"})"),
            "my.json: field 'name': found 'xylo-a3', allowed is a name that is not built in");
  EXPECT_EQ(refusal(R"({"format": "ganglion-target", "version": 1, "name": "cpu", "base": "xylo-a3"})"),
            "my.json: field 'name': found 'cpu', allowed is a name that is not built in");
  EXPECT_EQ(refusedChange(R"("abstract": true)"),
            "my.json: field 'abstract': found this field, allowed is nothing: a target has all its numbers");
  EXPECT_THAT(refusedChange(R"("aliases": ["x"])"),
              HasSubstr("field 'aliases': found [\"x\"], allowed is a list of names"));
  EXPECT_THAT(refusedChange(R"("colour": 1)"),
              HasSubstr("field 'colour': found this field, allowed is one of format, "));
}

TEST(TargetFile, HostileTextsAreRefusedBeforeTheyAreParsed) {
  EXPECT_EQ(refusal(std::string(100000, '[')),
            "my.json: 100000 levels of objects and lists, a description has at most 8");
  EXPECT_EQ(refusal(std::string((1 << 20) + 1, ' ')),
            "my.json: more than 1048576 bytes, a description has at most as many");
  EXPECT_THAT(refusedChange("\"title\": \"" + std::string(201, 'x') + "\""), HasSubstr("field 'title': found 'xxx"));
  EXPECT_THAT(refusedChange(R"("title": "a\u001bb\n", "size": {"neurons": 0})"), HasSubstr("found 0"));
  EXPECT_THAT(refusal("{\"format\": \"\x80\"}"), HasSubstr("my.json: no JSON: "));
}

TEST(TargetFile, NumbersAreChecked) {
  EXPECT_EQ(refusedChange(R"("size": {"neurons": 0})"),
            "my.json: field 'size.neurons': found 0, allowed is an integer from 1 to 1000000000");
  for (StringRef value : {"-1", "1.5", "1e300", "1e999", "\"many\"", "true", "[1]", "{\"value\": []}"})
    EXPECT_THAT(refusedChange(formatv(R"("size": {{"neurons": {0}})", value).str()),
                HasSubstr("allowed is an integer from 1 to 1000000000"))
        << value.str();
  EXPECT_EQ(refusedChange(R"("size": {"neurons": null})"),
            "my.json: field 'size.neurons': found nothing, allowed is a number in neurons");
  EXPECT_EQ(refusedChange(R"("widths": {"dash": [0, 16]})"),
            "my.json: field 'widths.dash': found [0,16], allowed is a list of 2 ascending integers from 0 to 15");
  for (StringRef value : {"[15, 0]", "[1]", "[0, 1, 2]", "[]", "3", "[0, 0.5]", "[0, null]"})
    EXPECT_THAT(refusedChange(formatv(R"("widths": {{"dash": {0}})", value).str()),
                HasSubstr("allowed is a list of 2 ascending integers from 0 to 15"))
        << value.str();
  EXPECT_EQ(refusedChange(R"("timing": {"clock": 0})"),
            "my.json: field 'timing.clock': found 0, allowed is a number from 1 to 1e12");
  EXPECT_EQ(refusedChange(R"("timing": {"clock": {"value": 50, "unit": "MHz"}})"),
            "my.json: field 'timing.clock.unit': found 'MHz', allowed is 'Hz'");
  EXPECT_EQ(refusedChange(R"("size": {"neurons": {"value": 9, "source": "rumour"}})"),
            "my.json: field 'size.neurons.source': found 'rumour', allowed is a name that stands in 'sources'");
  EXPECT_THAT(refusedChange(R"("size": {"cores": 9})"),
              HasSubstr("field 'size.cores': found this field, allowed is one of inputs, "));
  EXPECT_THAT(refusedChange(R"("size": {"neurons": {"value": 9, "max": 3}})"),
              HasSubstr("field 'size.neurons.max': found this field, allowed is one of value, unit, meaning, source"));
  EXPECT_EQ(refusedChange(R"("size": 3)"), "my.json: field 'size': found 3, allowed is an object");
  EXPECT_EQ(refusedChange(R"("power": {"idle": {"value": 1, "unit": "mW", "meaning": "m"}})"),
            "my.json: field 'power.idle.unit': found 'mW', allowed is 'W' or 'J'");
  EXPECT_THAT(refusedChange(R"("power": {"a|b": {"value": 1, "unit": "W", "meaning": "m"}})"),
              HasSubstr("field 'power.a|b'"));
  EXPECT_EQ(
      refusal(
          R"({"format": "ganglion-target", "version": 1, "name": "s", "base": "speck", "size": {"stride": [2, 1]}})"),
      "my.json: field 'size.stride': found [2,1], allowed is a list of 1 to 64 ascending integers from 1 to 256");
}

TEST(TargetFile, AllErrorsAreReported) {
  EXPECT_EQ(
      refusedChange(R"("size": {"neurons": 0, "outputs": -1}, "widths": {"dash": 3}, "features": {"biases": "yes"})"),
      "my.json: field 'size.neurons': found 0, allowed is an integer from 1 to 1000000000\n"
      "my.json: field 'size.outputs': found -1, allowed is an integer from 1 to 1000000000\n"
      "my.json: field 'widths.dash': found 3, allowed is a list of 2 ascending integers from 0 to 15\n"
      "my.json: field 'features.biases': found 'yes', allowed is true or false");
}

TEST(TargetFile, FeaturesAreChecked) {
  EXPECT_EQ(refusedChange(R"("features": {"hidden_name": "pool"})"),
            "my.json: field 'features.hidden_name': found 'pool', allowed is 'reservoir' or 'hidden'");
  EXPECT_EQ(refusedChange(R"("features": {"biases": null})"),
            "my.json: field 'features.biases': found nothing, allowed is an object with value, meaning and source");
  EXPECT_THAT(refusedChange(R"("features": {"wheels": true})"),
              HasSubstr("field 'features.wheels': found this field, allowed is one of biases, "));
}

TEST(TargetFile, MemoryMapIsChecked) {
  constexpr StringLiteral wayOut = "; state the banks of this target, or \"memory_map\": null";
  EXPECT_EQ(
      refusedChange(R"("size": {"inputs": 17})"),
      ("my.json: field 'memory_map.input_weights.words': found 2048, allowed is 2176 at least, by the target's sizes" +
       wayOut + "\n" +
       "my.json: field 'memory_map.input_weights_2.words': found 2048, allowed is 2176 at least, by the target's "
       "sizes" +
       wayOut)
          .str());
  EXPECT_EQ(
      refusedChange(R"("memory_map": {"threshold": null})"),
      ("my.json: field 'memory_map.threshold': found nothing, allowed is 1024 words, by the target's sizes" + wayOut)
          .str());
  EXPECT_EQ(
      refusedChange(R"("memory_map": {"bias": {"address": "0x29BF"}})"),
      "my.json: field 'memory_map.bias.address': found 0x29BF, allowed is 0x29C0 at least, behind 'dash_membrane'");
  for (StringRef address : {"7", "\"7\"", "\"0x\"", "\"0x123456789\"", "\"0xG\""})
    EXPECT_THAT(refusedChange(formatv(R"("memory_map": {{"bias": {{"address": {0}}})", address).str()),
                HasSubstr("allowed is '0x' and 1 to 8 hexadecimal digits"))
        << address.str();
  EXPECT_THAT(refusedChange(R"("memory_map": {"cache": {}})"),
              HasSubstr("field 'memory_map.cache': found this field, allowed is one of input_weights, "));
  EXPECT_THAT(refusedChange(R"("memory_map": {"bias": {"words": 0}})"),
              HasSubstr("found 0, allowed is an integer from 1 to 4294967296"));
  EXPECT_THAT(refusedChange(R"("widths": {"no_alias": 900})"),
              HasSubstr("field 'size.neurons': found 992, allowed is 900 at most"));
}

TEST(TargetFile, RegistersAreChecked) {
  EXPECT_THAT(refusedChange(R"("control": {"CTRL1": {"fields": {"manual": {"bit": 32}}}})"),
              HasSubstr("field 'control.CTRL1.manual.bit': found 32, allowed is an integer from 0 to 31"));
  EXPECT_THAT(refusedChange(R"("control": {"CTRL1": {"fields": {"bias": {"width": 30}}}})"),
              HasSubstr("field 'control.CTRL1.bias.width': found 30, allowed is an integer from 1 to 29"));
  EXPECT_THAT(refusedChange(R"("control": {"CTRL1": {"fields": 1}})"),
              HasSubstr("field 'control.CTRL1.fields': found 1, allowed is an object"));
  EXPECT_THAT(refusedChange(R"("control": {"NEW": {"meaning": "m", "address": 3}})"),
              HasSubstr("field 'control.NEW.address': found 3"));
}

TEST(TargetFile, UnitsAreChecked) {
  auto refusedCores = [](StringRef units) {
    return refusal(
        formatv(R"({{"format": "ganglion-target", "version": 1, "name": "s", "base": "speck", "units": {0}})", units)
            .str());
  };
  EXPECT_EQ(refusedCores(R"({"D": {"indices": [7, 6]}})"),
            "my.json: field 'units.D.indices': found index 6 again, allowed is each index once");
  EXPECT_THAT(refusedCores(R"({"D": {"indices": [64]}})"),
              HasSubstr("allowed is a list of 1 to 64 integers from 0 to 63"));
  EXPECT_THAT(refusedCores(R"({"D": {"kernel_words": -1}})"), HasSubstr("field 'units.D.kernel_words': found -1"));
  EXPECT_THAT(refusedCores("null"),
              HasSubstr("field 'units': found nothing, allowed is an object of classes of units"));
  EXPECT_EQ(refusedChange(R"("units": {"A": {"indices": [0]}})"),
            "my.json: field 'units': found this field, allowed is nothing: all units of placement of family 'xylo' are "
            "alike");
}

} // namespace
