//===- TargetTest.cpp - the answers of each family of chips ---------------===//
//
// The same questions to all of them, so that the interface fits more than one.
//
//===----------------------------------------------------------------------===//
#include "ir/Target/Target.h"
#include "ParsedNetwork.h"
#include "ir/Target/Registry.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace ganglion;
using namespace ganglion::target;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

std::shared_ptr<const Target> targetOf(llvm::StringRef name) { return llvm::cantFail(target::findTarget(name)); }

/// "name capacity unit per", with the classes of synapses where they count.
std::vector<std::string> resourceTexts(llvm::StringRef name) {
  std::vector<std::string> texts;
  for (const Resource &entry : targetOf(name)->resources())
    texts.push_back(llvm::formatv("{0} {1} {2} per {3}{4}", entry.name, entry.capacity, entry.unit, entry.per,
                                  entry.classes ? llvm::formatv(" of {0}", int(entry.classes)).str() : ""));
  return texts;
}

std::vector<std::string> usageTexts(const Target &target, const Demand &demand) {
  std::vector<std::string> texts;
  for (const Usage &entry : target.usage(demand))
    texts.push_back(llvm::formatv("{0} {1} of {2}", entry.resource, entry.used, entry.limit));
  return texts;
}

/// 3 imports all to all to 2 hidden neurons, these to each other and to 1 pure output.
Demand smallDemand() {
  Demand demand;
  demand.inputs = 3;
  demand.hidden = 2;
  demand.outputs = 1;
  demand.drivenByInputs = demand.drivingOutputs = demand.drivenAndDriving = 2;
  for (int neuron = 0; neuron < 2; ++neuron)
    demand.addNeuron({3, 1, 0, 0});
  demand.addNeuron({0, 0, 2, 0});
  for (int import = 0; import < 3; ++import)
    demand.addSource({2, 0, 0, 0});
  for (int neuron = 0; neuron < 2; ++neuron)
    demand.addSource({0, 1, 1, 0});
  return demand;
}

TEST(Demand, CountsByClasses) {
  Demand demand = smallDemand();
  EXPECT_EQ(demand.fanIn(AllEdges), 4);
  EXPECT_EQ(demand.fanIn(In), 3);
  EXPECT_EQ(demand.fanIn(Out), 2);
  EXPECT_EQ(demand.fanOut(AllEdges), 2);
  EXPECT_EQ(demand.fanOut(Rec), 1);
  EXPECT_EQ(demand.synapses(AllEdges), 10);
  EXPECT_EQ(demand.synapses(EdgeClasses(In | Rec)), 8);
  EXPECT_EQ(demand.synapses(NoEdges), 0);
  EXPECT_EQ(demand.relayedFanOut(Rec), 0);
  EXPECT_EQ(demand.neuronsByFanIn(), (std::map<int64_t, int64_t>{{4, 2}, {2, 1}}));
}

/// The largest sum of one neuron, not the sum of the largest ones.
TEST(Demand, FanInIsThatOfOneNeuron) {
  Demand demand;
  demand.addNeuron({5, 0, 0, 0});
  demand.addNeuron({0, 4, 0, 0});
  EXPECT_EQ(demand.fanIn(EdgeClasses(In | Rec)), 5);
}

TEST(Target, Placement) {
  struct Row {
    llvm::StringRef name;
    Unit unit;
    Placed placed;
    std::optional<int64_t> count;
  };
  for (const Row &row : {Row{"splitreg", Unit::Chip, Placed::Shard, std::nullopt},
                         Row{"xylo-a2", Unit::Chip, Placed::Shard, std::nullopt},
                         Row{"speck", Unit::Core, Placed::Layer, 9}, Row{"bss2", Unit::Circuit, Placed::Neuron, 512}}) {
    Placement placement = targetOf(row.name)->placement();
    EXPECT_EQ(placement.unit, row.unit) << row.name.str();
    EXPECT_EQ(placement.placed, row.placed) << row.name.str();
    EXPECT_EQ(placement.count, row.count) << row.name.str();
  }
}

TEST(Target, Resources) {
  EXPECT_THAT(resourceTexts("splitreg"),
              ElementsAre("inputs 8 channels per chip", "outputs 8 channels per chip", "neurons 1000 neurons per chip",
                          "fan_in 63 sources per neuron of 15", "fan_out 63 targets per source of 15",
                          "connections 32000 synapses per chip of 3"));
  EXPECT_THAT(resourceTexts("xylo-a2"),
              ElementsAre("inputs 16 channels per chip", "neurons 1000 neurons per chip", "outputs 8 neurons per chip",
                          "connections 32000 entries per chip of 2", "fan_out 63 targets per source of 2",
                          "alias_targets 1 neurons per neuron", "synapses 2 synapses per neuron"));
  EXPECT_THAT(resourceTexts("xylo-imu"),
              ElementsAre("inputs 16 channels per chip", "neurons 496 neurons per chip", "outputs 16 neurons per chip",
                          "in_expansion 128 neurons per chip", "out_expansion 128 neurons per chip",
                          "connections 31744 entries per chip of 2", "fan_out 512 targets per source of 2",
                          "alias_targets 1 neurons per neuron", "synapses 1 synapses per neuron"));
  EXPECT_THAT(resourceTexts("speck"),
              ElementsAre("kernel_memory 65536 words per core", "neuron_memory 65536 words per core",
                          "bias_memory 1024 words per core", "input_size 128 pixels per layer",
                          "neuron_size 64 pixels per layer", "features 1024 features per layer",
                          "kernel 16 pixels per layer", "padding 7 pixels per layer", "destinations 2 cores per core"));
  EXPECT_THAT(resourceTexts("bss2"),
              ElementsAre("neurons 512 circuits per chip", "rows 256 rows per circuit", "rows_per_bus 64 rows per bus",
                          "labels 64 labels per row", "drivers 256 drivers per chip",
                          "background_sources 8 sources per chip"));
  EXPECT_EQ(targetOf("splitreg")->resource("fan_in")->capacity, 63);
  EXPECT_EQ(targetOf("xylo-a2")->resource("fan_in"), std::nullopt);
}

TEST(Target, UsageOfASplitRegShard) {
  std::shared_ptr<const Target> target = targetOf("splitreg");
  EXPECT_THAT(usageTexts(*target, smallDemand()),
              ElementsAre("inputs 3 of 8", "outputs 1 of 8", "neurons 2 of 1000", "fan_in 4 of 63", "fan_out 2 of 63",
                          "connections 8 of 32000"));
  EXPECT_TRUE(target->fits(smallDemand()));
  Demand demand = smallDemand();
  demand.partialSums = 999;
  EXPECT_FALSE(target->fits(demand));
}

TEST(Target, UsageOfAXyloShard) {
  std::shared_ptr<const Target> target = targetOf("xylo-a3");
  EXPECT_THAT(usageTexts(*target, smallDemand()),
              ElementsAre("inputs 3 of 16", "neurons 2 of 992", "outputs 1 of 32", "in_expansion 2 of 128",
                          "out_expansion 2 of 128", "both_expansion 2 of 2", "connections 2 of 31744",
                          "fan_out 1 of 1024", "alias_targets 0 of 1", "synapses 1 of 2"));
  EXPECT_TRUE(target->fits(smallDemand()));
}

/// A relay takes a neuron, two entries, one of the source's targets and two neurons that drive outputs, with the
/// source.
TEST(Target, UsageOfARelay) {
  Demand demand = smallDemand();
  demand.outputs = 2;
  demand.relayed = 1;
  demand.addSource({0, 3, 0, 0}, /*isRelayed=*/true);
  EXPECT_THAT(usageTexts(*targetOf("xylo-a2"), demand),
              ElementsAre("inputs 3 of 16", "neurons 3 of 1000", "outputs 2 of 8", "connections 4 of 32000",
                          "fan_out 4 of 63", "alias_targets 0 of 1", "synapses 1 of 2"));
  std::vector<std::string> a3 = usageTexts(*targetOf("xylo-a3"), demand);
  EXPECT_THAT(a3, testing::Contains("out_expansion 3 of 128"));
}

/// The first 128 and the last 128 of the neurons overlap while there are fewer than 256.
TEST(Target, ExpansionBanksOverlap) {
  std::shared_ptr<const Target> target = targetOf("xylo-imu");
  for (auto [hidden, room] : {std::pair<int64_t, int64_t>{100, 100}, {128, 128}, {200, 56}, {256, 0}, {400, 0}}) {
    Demand demand;
    demand.hidden = hidden;
    demand.drivenAndDriving = room;
    EXPECT_TRUE(target->fits(demand)) << hidden;
    ++demand.drivenAndDriving;
    EXPECT_FALSE(target->fits(demand)) << hidden;
  }
}

TEST(Target, LimitsAreThoseOfTheDescription) {
  std::shared_ptr<const Target> target = targetOf("xylo-a2");
  Demand demand;
  demand.hidden = 1000;
  demand.addSource({0, 63, 8, 0});
  EXPECT_TRUE(target->fits(demand));
  demand.addSource({0, 64, 0, 0});
  EXPECT_FALSE(target->fits(demand));
  demand = {};
  demand.hidden = 1001;
  EXPECT_FALSE(target->fits(demand));
}

Demand layer(std::array<int64_t, 3> input, std::array<int64_t, 3> neurons, int64_t kernel, bool hasBias = false) {
  Demand demand;
  demand.window = Window{input, neurons, {kernel, kernel}, {0, 0}, hasBias};
  demand.destinations = 1;
  return demand;
}

TEST(Target, UsageOfASpeckLayer) {
  std::shared_ptr<const Target> target = targetOf("speck");
  // 2 * 2^(ceil log2 25 + ceil log2 10), 10 * 2^(6 + 6)
  EXPECT_THAT(usageTexts(*target, layer({2, 64, 64}, {10, 60, 60}, 5, true)),
              ElementsAre("kernel_memory 1024 of 65536", "neuron_memory 40960 of 65536", "bias_memory 10 of 1024",
                          "input_size 64 of 128", "neuron_size 60 of 64", "features 10 of 1024", "kernel 5 of 16",
                          "padding 0 of 7", "destinations 1 of 2"));
  EXPECT_THAT(target->unitsThatHold(layer({2, 64, 64}, {10, 60, 60}, 5, true)), ElementsAre(0, 1, 2));
  EXPECT_THAT(target->unitsThatHold(layer({8, 8, 8}, {8, 8, 8}, 3)), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8));
  // An all-to-all layer behind 32 x 4 x 4: 32 * 2^(4 + 7) = 65536 words of weights.
  EXPECT_THAT(target->unitsThatHold(layer({32, 4, 4}, {100, 1, 1}, 4)), ElementsAre(5, 6));
  // Each memory is large enough somewhere, but never on one core.
  Demand both = layer({64, 32, 32}, {64, 32, 32}, 4);
  EXPECT_TRUE(llvm::all_of(target->usage(both), [](const Usage &entry) { return entry.fits(); }));
  EXPECT_THAT(target->unitsThatHold(both), IsEmpty());
  EXPECT_FALSE(target->fits(both));
  Demand many = layer({2, 8, 8}, {2, 8, 8}, 3);
  many.destinations = 3;
  EXPECT_FALSE(target->fits(many));
  Demand huge = layer({1LL << 40, 1, 1}, {1LL << 40, 1, 1}, 1);
  EXPECT_FALSE(target->fits(huge));
}

TEST(Target, UsageOfABSS2Network) {
  std::shared_ptr<const Target> target = targetOf("bss2");
  Demand demand;
  for (int64_t fanIn : {0, 256, 257, 784})
    demand.addNeuron({fanIn, 0, 0, 0});
  EXPECT_THAT(usageTexts(*target, demand), ElementsAre("neurons 8 of 512", "rows 256 of 256", "drivers 128 of 256"));
  EXPECT_TRUE(target->fits(demand));
  for (int neuron = 0; neuron < 505; ++neuron)
    demand.addNeuron({1, 0, 0, 0});
  EXPECT_FALSE(target->fits(demand));
}

TEST(Target, Departure) {
  Departure splitreg = targetOf("splitreg")->departure();
  EXPECT_TRUE(splitreg.anyNeuronLeaves);
  EXPECT_TRUE(splitreg.isPureOutput(true, false, true));
  EXPECT_FALSE(splitreg.isPureOutput(true, true, false));
  EXPECT_FALSE(splitreg.isPureOutput(false, false, false));
  EXPECT_THAT(splitreg.payloads, ElementsAre(snn::Payload::Spike, snn::Payload::Graded));
  EXPECT_EQ(splitreg.hop, 0);
  EXPECT_EQ(splitreg.spikesPerStep, std::nullopt);

  Departure xylo = targetOf("xylo-a3")->departure();
  EXPECT_FALSE(xylo.anyNeuronLeaves);
  EXPECT_TRUE(xylo.isPureOutput(true, false, false));
  EXPECT_FALSE(xylo.isPureOutput(true, false, true)) << "there is no synapse from an import to an output neuron";
  ASSERT_TRUE(xylo.relay);
  EXPECT_EQ(xylo.relay->neurons, 1);
  EXPECT_EQ(xylo.relay->recurrentEntries, 2);
  EXPECT_EQ(xylo.relay->steps, 1);
  EXPECT_THAT(xylo.payloads, ElementsAre(snn::Payload::Spike));
  EXPECT_EQ(xylo.spikesPerStep, 1);
  EXPECT_EQ(xylo.hop, 1);

  for (llvm::StringRef name : {"speck", "bss2"}) {
    Departure departure = targetOf(name)->departure();
    EXPECT_TRUE(departure.anyNeuronLeaves);
    EXPECT_FALSE(departure.isPureOutput(true, false, false));
    EXPECT_THAT(departure.payloads, ElementsAre(snn::Payload::Spike));
    EXPECT_EQ(departure.hop, std::nullopt);
    EXPECT_FALSE(departure.relay);
  }
}

TEST(Target, Delays) {
  EXPECT_EQ(targetOf("splitreg")->layerDelay(), 0);
  EXPECT_EQ(targetOf("xylo-1")->layerDelay(), 1);
  EXPECT_EQ(targetOf("xylo-1")->inputDelay(), 0);
  EXPECT_EQ(targetOf("speck")->layerDelay(), std::nullopt);
  EXPECT_EQ(targetOf("bss2")->inputDelay(), std::nullopt);
}

TEST(Target, Quantisation) {
  EXPECT_THAT(targetOf("splitreg")->quantisation().scopes, IsEmpty());
  EXPECT_EQ(targetOf("splitreg")->quantisation().weight, std::nullopt);
  Quantisation xylo = targetOf("xylo-a2")->quantisation();
  EXPECT_THAT(xylo.scopes, ElementsAre(ScaleScope::Network, ScaleScope::Neuron));
  EXPECT_EQ(xylo.weight->bits(), 8u);
  EXPECT_EQ(xylo.state->bits(), 16u);
  EXPECT_EQ(xylo.threshold->high, 32767);
  EXPECT_EQ(xylo.bias->low, -128);
  EXPECT_FALSE(targetOf("xylo-1")->quantisation().bias);
  EXPECT_THAT(targetOf("speck")->quantisation().scopes, ElementsAre(ScaleScope::Layer));
  Quantisation bss2 = targetOf("bss2")->quantisation();
  EXPECT_THAT(bss2.scopes, ElementsAre(ScaleScope::Network));
  EXPECT_EQ(bss2.weight->high, 63);
  EXPECT_FALSE(bss2.threshold);
}

TEST(Target, SimulatorClocks) {
  EXPECT_THAT(targetOf("splitreg")->simulatorClocks(), ElementsAre(SimulatorClock::Step));
  EXPECT_THAT(targetOf("xylo-imu")->simulatorClocks(), ElementsAre(SimulatorClock::Step));
  EXPECT_THAT(targetOf("speck")->simulatorClocks(), ElementsAre(SimulatorClock::EventsInOrder));
  EXPECT_THAT(targetOf("bss2")->simulatorClocks(), ElementsAre(SimulatorClock::MockStep, SimulatorClock::Events));
}

//===----------------------------------------------------------------------===//
// Rules and connections
//===----------------------------------------------------------------------===//

/// A network of integers with one neuron node.
std::string shiftNeuron(llvm::StringRef ports, llvm::StringRef parameters, llvm::StringRef most) {
  return llvm::formatv(R"(snn.network @n clock(step 1.0e-3) compute(i16) {{
  %in = snn.input "input" : tensor<2xi16>
  %z = snn.neuron "z" ports[{0}] v_threshold(dense<9> : tensor<i16>) {1}
      rule(<update = shift, spike = repeated, reset = subtract, most = {2}>) : ({3}) -> tensor<2x{4}>
  snn.output "output" (%z) : tensor<2x{4}>
})",
                       ports, parameters, most,
                       llvm::join(llvm::SmallVector<llvm::StringRef>(ports.count("%in"), "tensor<2xi16>"), ", "),
                       most == "1" ? "i1" : "i32");
}
constexpr llvm::StringLiteral shiftPort = "(%in) #snn.port<shift, dash = dense<2> : tensor<i8>>";
constexpr llvm::StringLiteral dash = "dash(dense<3> : tensor<i8>)";

/// A float network with one neuron node.
std::string floatNeuron(llvm::StringRef port, llvm::StringRef parameters, llvm::StringRef rule, llvm::StringRef type) {
  return llvm::formatv(R"(snn.network @n clock(step 1.0e-3) compute(f32) {{
  %in = snn.input "input" : tensor<2xf32>
  %z = snn.neuron "z" ports[(%in) #snn.port<{0}>] {1} rule(<{2}>) : (tensor<2xf32>) -> tensor<2x{3}>
  snn.output "output" (%z) : tensor<2x{3}>
})",
                       port, parameters, rule, type);
}

RuleSupport supportOf(llvm::StringRef target, const std::string &text, Role role = Role::Hidden) {
  ParsedNetwork parsed(text);
  return parsed ? targetOf(target)->supportsNeuron(parsed.neuron(), role) : RuleSupport{Exactness::Exact, "no network"};
}

std::string cubaLIF() {
  return floatNeuron("factor, tau = dense<2.0e-3> : tensor<f32>",
                     "tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)",
                     "update = euler, spike = above, reset = value", "i1");
}
std::string integrateAndFire() {
  return floatNeuron("none", "v_threshold(dense<1.0> : tensor<f32>)",
                     "update = decay, spike = trunc_ratio, reset = subtract, clip = true", "i32");
}

TEST(TargetSupport, SplitRegHoldsAll) {
  for (const std::string &text : {shiftNeuron(shiftPort, dash, "31"), cubaLIF(), integrateAndFire()})
    EXPECT_EQ(supportOf("splitreg", text).exactness, Exactness::Exact);
}

TEST(TargetSupport, XyloHoldsIntegersWithShifts) {
  std::string one = shiftNeuron(shiftPort, dash, "31"), output = shiftNeuron(shiftPort, dash, "1");
  std::string two = shiftNeuron((shiftPort + ", " + shiftPort).str(), dash, "31");
  std::string biased = shiftNeuron(shiftPort, (dash + " bias(dense<1> : tensor<i8>)").str(), "31");
  for (const std::string &text : {one, two, biased})
    EXPECT_EQ(supportOf("xylo-a2", text).exactness, Exactness::WithoutSaturation) << supportOf("xylo-a2", text).reason;
  EXPECT_EQ(supportOf("xylo-a2", output, Role::Output).exactness, Exactness::WithoutSaturation);
  EXPECT_EQ(supportOf("xylo-imu", two).reason, "it has 2 ports, the chip has 1");
  EXPECT_EQ(supportOf("xylo-a2", two, Role::Output).reason,
            "its spike is repeated with most 31, the chip has repeated with most 1");
  EXPECT_EQ(supportOf("xylo-a2", output).reason,
            "its spike is repeated with most 1, the chip has repeated with most 31");
  EXPECT_EQ(supportOf("xylo-1", biased).reason, "it has a bias, the chip has none");
  EXPECT_EQ(supportOf("xylo-a2", shiftNeuron(shiftPort, "", "31")).reason,
            "its membrane has no decay, the chip has one of 'dash'");
  EXPECT_EQ(supportOf("xylo-a2", shiftNeuron("(%in) #snn.port<none>", dash, "31")).reason,
            "port 0 has filter none, the chip has shift");
  EXPECT_EQ(supportOf("xylo-a2", cubaLIF()).reason, "its update is euler, the chip has shift");
}

TEST(TargetSupport, SpeckHoldsNeuronsWithoutLeak) {
  EXPECT_EQ(supportOf("speck", integrateAndFire()).exactness, Exactness::EventByEvent);
  EXPECT_EQ(supportOf("speck", cubaLIF()).reason, "its membrane decays, the chip has neurons without leak (IF)");
  EXPECT_EQ(
      supportOf("speck", floatNeuron("none", "r(dense<1.0> : tensor<f32>)", "update = euler, spike = none", "f32"))
          .reason,
      "it puts out its membrane, the chip has spikes");
}

TEST(TargetSupport, BSS2HoldsNeuronsWithCurrents) {
  EXPECT_EQ(supportOf("bss2", cubaLIF()).exactness, Exactness::Analog);
  EXPECT_EQ(supportOf("bss2", integrateAndFire()).reason, "its membrane has no time constant, the chip has one");
  EXPECT_THAT(supportOf("bss2", floatNeuron("none",
                                            "tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>) "
                                            "v_threshold(dense<1.0> : tensor<f32>)",
                                            "update = euler, spike = above, reset = value", "i1"))
                  .reason,
              HasSubstr("port 0 has filter none"));
}

/// A convolution of a 1 x 8 x 8 image.
std::string convolution(llvm::StringRef kernel, llvm::StringRef options, llvm::StringRef out,
                        llvm::StringRef bias = "") {
  return llvm::formatv(R"(snn.network @n clock(step 1.0e-3) compute(f32) {{
  %in = snn.input "input" : tensor<1x8x8xf32>
  %y = snn.conv "y" (%in) weight(dense<1.0> : tensor<2x1x{0}xf32>) {3} {1} : (tensor<1x8x8xf32>) -> tensor<{2}xf32>
  snn.output "output" (%y) : tensor<{2}xf32>
})",
                       kernel, options, out, bias);
}

ConnectionSupport connectionSupport(llvm::StringRef target, const std::string &text) {
  ParsedNetwork parsed(text);
  if (!parsed)
    return {Storage::No, "no network"};
  return targetOf(target)->supportsConnection(&*std::next(parsed.network().getBody().front().begin()));
}

constexpr llvm::StringLiteral plain = "stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1";

TEST(TargetSupport, Convolutions) {
  std::string text = convolution("3x3", plain, "2x6x6");
  EXPECT_EQ(connectionSupport("splitreg", text).storage, Storage::Structured);
  EXPECT_EQ(connectionSupport("xylo-a3", text).storage, Storage::SynapseBySynapse);
  EXPECT_EQ(connectionSupport("speck", text).storage, Storage::Structured);
  EXPECT_EQ(connectionSupport("bss2", text).storage, Storage::SynapseBySynapse);
  std::string biased = convolution("3x3", plain, "2x6x6", "bias(dense<1.0> : tensor<2xf32>)");
  EXPECT_EQ(connectionSupport("speck", biased).storage, Storage::Structured);
  EXPECT_EQ(connectionSupport("xylo-a3", biased).reason, "it has a bias, the chip has biases of neurons");
  EXPECT_EQ(connectionSupport("bss2", biased).reason, "it has a bias, the chip has none");
  EXPECT_EQ(connectionSupport("speck", convolution("3x2", plain, "2x6x7")).reason,
            "its kernel is 3 2, the chip has square ones");
  EXPECT_EQ(
      connectionSupport(
          "speck", convolution("3x3", "stride [3, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1", "2x2x6"))
          .reason,
      "its stride is 3, the chip has 1 2 4 8");
  EXPECT_EQ(
      connectionSupport(
          "speck", convolution("3x3", "stride [1, 1] before [0, 0] after [0, 0] dilation [2, 1] groups 1", "2x4x6"))
          .reason,
      "its dilation is 2, the chip has 1");
  EXPECT_EQ(
      connectionSupport(
          "speck", convolution("3x3", "stride [1, 1] before [1, 0] after [0, 0] dilation [1, 1] groups 1", "2x7x6"))
          .reason,
      "its padding is 1 before and 0 after, the chip has equal ones of 0 to 7");
}

std::string pooling(llvm::StringRef kind, llvm::StringRef kernel, llvm::StringRef stride, llvm::StringRef out) {
  return llvm::formatv(R"(snn.network @n clock(step 1.0e-3) compute(f32) {{
  %in = snn.input "input" : tensor<1x8x8xf32>
  %y = snn.pool "y" (%in) kind(<{0}>) kernel [{1}] stride [{2}] padding [0, 0] : (tensor<1x8x8xf32>) -> tensor<{3}xf32>
  snn.output "output" (%y) : tensor<{3}xf32>
})",
                       kind, kernel, stride, out);
}

TEST(TargetSupport, Pooling) {
  EXPECT_EQ(connectionSupport("speck", pooling("sum", "2, 2", "2, 2", "1x4x4")).storage, Storage::Structured);
  EXPECT_EQ(connectionSupport("speck", pooling("average", "2, 2", "2, 2", "1x4x4")).storage, Storage::Rescaled);
  EXPECT_EQ(connectionSupport("speck", pooling("sum", "3, 3", "3, 3", "1x2x2")).reason,
            "its window is 3 3, the chip has square ones of 1 2 4");
  EXPECT_EQ(connectionSupport("speck", pooling("sum", "2, 2", "1, 1", "1x7x7")).reason,
            "its stride is 1 1, the chip has that of the window");
  EXPECT_EQ(connectionSupport("xylo-a2", pooling("sum", "2, 2", "2, 2", "1x4x4")).storage, Storage::SynapseBySynapse);
  EXPECT_EQ(connectionSupport("xylo-a2", pooling("average", "2, 2", "2, 2", "1x4x4")).reason,
            "it divides, the chip has integers");
  EXPECT_EQ(connectionSupport("bss2", pooling("sum", "2, 2", "2, 2", "1x4x4")).storage, Storage::SynapseBySynapse);
}

TEST(TargetSupport, ListsAndDelays) {
  std::string delayed = R"(snn.network @n clock(step 1.0e-3) compute(f32) {
  %in = snn.input "input" : tensor<2xf32>
  %y = snn.linear "y" (%in) weight(dense<1.0> : tensor<3x2xf32>) delays(<uniform, dense<2> : tensor<i64>>) : (tensor<2xf32>) -> tensor<3xf32>
  snn.output "output" (%y) : tensor<3xf32>
})";
  EXPECT_EQ(connectionSupport("splitreg", delayed).storage, Storage::Structured);
  for (llvm::StringRef name : {"xylo-a3", "speck", "bss2"})
    EXPECT_THAT(connectionSupport(name, delayed).reason, HasSubstr("it has delays")) << name.str();
  std::string sparse = R"(snn.network @n clock(step 1.0e-3) compute(f32) {
  %in = snn.input "input" : tensor<2xf32>
  %y = snn.sparse "y" (%in) sources(dense<[0, 1]> : tensor<2xi32>) targets(dense<[0, 2]> : tensor<2xi32>) weight(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  snn.output "output" (%y) : tensor<3xf32>
})";
  EXPECT_EQ(connectionSupport("xylo-a3", sparse).storage, Storage::SynapseBySynapse);
  EXPECT_THAT(connectionSupport("speck", sparse).reason, HasSubstr("a list of synapses"));
}

TEST(Target, FoundByNameOrFile) {
  EXPECT_EQ(targetOf("vA2")->name(), "xylo-a2");
  EXPECT_THAT(llvm::toString(target::findTarget("abacus").takeError()), HasSubstr("no target 'abacus', there are "));
  EXPECT_THAT(llvm::toString(target::findTarget("./none.json").takeError()),
              HasSubstr("./none.json: No such file or directory"));
}

} // namespace
