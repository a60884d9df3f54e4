//===- CompiledArtefactTest.cpp - object, header, weights -----------------===//
#include "test/unit/backends/CompiledFixture.h"
#include "test/unit/backends/RandomNetwork.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace ganglion;
using namespace ganglion::test;

namespace {

/// A folder that goes with the test.
class Folder {
public:
  Folder() { EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("ganglion-artefact", path)); }
  ~Folder() { llvm::sys::fs::remove_directories(path); }

  std::string file(llvm::StringRef name) const {
    llvm::SmallString<128> full(path);
    llvm::sys::path::append(full, name);
    return full.str().str();
  }
  std::string read(llvm::StringRef name) const {
    auto buffer = llvm::MemoryBuffer::getFile(file(name));
    return buffer ? (*buffer)->getBuffer().str() : "";
  }
  void write(llvm::StringRef name, llvm::StringRef content) const {
    std::error_code code;
    llvm::raw_fd_ostream(file(name), code) << content;
    EXPECT_FALSE(code);
  }

  llvm::SmallString<128> path;
};

class CompiledArtefact : public testing::Test {
protected:
  void SetUp() override {
    auto made = cpu::emitObject(net.get(), {}, folder.path);
    ASSERT_TRUE(static_cast<bool>(made)) << llvm::toString(made.takeError());
    description = *made;
  }

  std::string loadError(const cpu::ArtefactDescription &changed) {
    auto engine = cpu::loadObjectEngine(folder.path, changed, false);
    return engine ? "" : llvm::toString(engine.takeError());
  }

  Network net{network<float>(R"(%x = snn.input "x" : tensor<3xf32>
    %i = snn.linear "fc" (%x) weight(dense<[[0.5, 1.0, -0.25], [0.125, 0.75, 2.0]]> : tensor<2x3xf32>) : (tensor<3xf32>) -> tensor<2xf32>
    %z = snn.neuron "lif" ports[(%i) #snn.port<none>] tau(dense<8.0e-3> : tensor<f64>) r(dense<9.0> : tensor<f64>) v_threshold(dense<0.3> : tensor<f64>) rule(<update = euler, spike = above, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi1>
    snn.output "z" (%z) : tensor<2xi1>)")};
  Folder folder;
  cpu::ArtefactDescription description;
};

} // namespace

TEST_F(CompiledArtefact, SameResultsAsTheNetwork) {
  auto reference = net.reference();
  std::vector<std::vector<float>> inputs = randomInputs<float>(*reference, 25, 2, 1);
  Results want = runEngine<float>(*reference, inputs, 25, 2);
  for (bool record : {false, true}) {
    auto engine = cpu::loadObjectEngine(folder.path, description, record);
    ASSERT_TRUE(static_cast<bool>(engine)) << llvm::toString(engine.takeError());
    Results have = runEngine<float>(**engine, inputs, 25, 2);
    EXPECT_EQ(have.size(), record ? 3u : 1u);
    for (auto &[name, values] : have)
      EXPECT_EQ(values, want[name]) << name;
  }
}

TEST_F(CompiledArtefact, TwoRunsWriteTheSameBytes) {
  Folder other;
  auto again = cpu::emitObject(net.get(), {}, other.path);
  ASSERT_TRUE(static_cast<bool>(again));
  EXPECT_EQ(cpu::toJSON(*again), cpu::toJSON(description));
  for (const char *name : {cpu::objectFile, cpu::headerFile, cpu::weightsFile}) {
    EXPECT_FALSE(folder.read(name).empty());
    EXPECT_TRUE(folder.read(name) == other.read(name)) << name;
  }
}

TEST_F(CompiledArtefact, HeaderNamesChannels) {
  std::string header = folder.read(cpu::headerFile);
  EXPECT_THAT(header, testing::HasSubstr("#define NET_INPUT_X 0\n#define NET_INPUT_X_SIZE 3\n"));
  EXPECT_THAT(header, testing::HasSubstr("#define NET_RECORD_LIF_V "));
  EXPECT_THAT(header, testing::HasSubstr("void net_run(void *arena, const void *weights"));
}

TEST_F(CompiledArtefact, DescriptionSurvivesJSON) {
  auto text = llvm::formatv("{0}", cpu::toJSON(description)).str();
  auto parsed = llvm::json::parse(text);
  ASSERT_TRUE(static_cast<bool>(parsed));
  auto read = cpu::descriptionFromJSON(*parsed);
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());
  EXPECT_EQ(cpu::toJSON(*read), cpu::toJSON(description));
  EXPECT_EQ(read->recordables.size(), 2u);
}

TEST_F(CompiledArtefact, DamagedJSONIsRefused) {
  for (const char *key : {"symbol", "precision", "arena_bytes", "inputs", "recordables"}) {
    llvm::json::Object object = *cpu::toJSON(description).getAsObject();
    object.erase(key);
    auto missing = cpu::descriptionFromJSON(llvm::json::Value(llvm::json::Object(object)));
    EXPECT_FALSE(static_cast<bool>(missing)) << key;
    llvm::consumeError(missing.takeError());
    object[key] = nullptr;
    auto wrong = cpu::descriptionFromJSON(llvm::json::Value(std::move(object)));
    EXPECT_FALSE(static_cast<bool>(wrong)) << key;
    llvm::consumeError(wrong.takeError());
  }
}

TEST_F(CompiledArtefact, WrongSizesAreRefused) {
  cpu::ArtefactDescription changed = description;
  changed.weightsBytes += 64;
  EXPECT_THAT(loadError(changed), testing::HasSubstr("weights.bin: 256 bytes, the artefact describes 320"));
  changed = description;
  changed.arenaBytes -= 64;
  EXPECT_THAT(loadError(changed), testing::HasSubstr("the object file was made for other sizes than described"));
  changed = description;
  changed.arenaBytes = -1;
  EXPECT_THAT(loadError(changed), testing::HasSubstr("expected 64 <= cleared <= arena"));
  changed = description;
  changed.inputs[0].shape = {4};
  EXPECT_THAT(loadError(changed), testing::HasSubstr("the object file was made for other sizes than described"));
  changed = description;
  changed.outputs[0].shape = {int64_t(1) << 40, int64_t(1) << 40};
  EXPECT_THAT(loadError(changed), testing::HasSubstr("channel 'z' has the shape [1099511627776, 1099511627776]"));
}

TEST_F(CompiledArtefact, OtherMachinesAreRefused) {
  cpu::ArtefactDescription changed = description;
  changed.triple = "riscv64-unknown-linux-gnu";
  EXPECT_THAT(loadError(changed), testing::HasSubstr("the code is for 'riscv64-unknown-linux-gnu', this machine is "));
}

TEST_F(CompiledArtefact, DamagedFilesAreRefused) {
  std::string object = folder.read(cpu::objectFile), flipped = object;
  flipped[object.size() / 2] ^= 4;
  folder.write(cpu::objectFile, flipped);
  EXPECT_THAT(loadError(description), testing::HasSubstr("network.o: its content has the hash "));
  for (const std::string &damaged :
       {std::string(), std::string("not an object"), object.substr(0, 100), object.substr(0, object.size() / 2)}) {
    folder.write(cpu::objectFile, damaged);
    // Even where the description was changed with the file.
    cpu::ArtefactDescription changed = description;
    changed.objectHash = llvm::utohexstr(llvm::xxh3_64bits(damaged), true, 16);
    EXPECT_THAT(loadError(changed), testing::HasSubstr("network.o: ")) << damaged.size();
  }
  llvm::sys::fs::remove(folder.file(cpu::weightsFile));
  EXPECT_THAT(loadError(description), testing::HasSubstr("weights.bin"));
  Folder empty;
  llvm::sys::fs::remove_directories(empty.path);
  auto unwritable = cpu::emitObject(net.get(), {}, empty.path);
  ASSERT_FALSE(static_cast<bool>(unwritable));
  EXPECT_THAT(llvm::toString(unwritable.takeError()), testing::HasSubstr("it could not be written"));
}

TEST(CompiledArtefactProperty, RandomNetworks) {
  for (unsigned seed = 5000; seed < 5020; ++seed) {
    Network net(RandomNetwork<float>(seed).text());
    ASSERT_TRUE(net);
    Folder folder;
    cpu::CompileOptions options;
    options.cpu = seed % 2 ? "x86-64" : "";
    auto description = cpu::emitObject(net.get(), options, folder.path);
    ASSERT_TRUE(static_cast<bool>(description)) << llvm::toString(description.takeError());
    auto engine = cpu::loadObjectEngine(folder.path, *description, true);
    ASSERT_TRUE(static_cast<bool>(engine)) << llvm::toString(engine.takeError());
    auto reference = net.reference();
    std::vector<std::vector<float>> inputs = randomInputs<float>(*reference, 20, 2, seed);
    EXPECT_EQ(firstDifference(runEngine<float>(*reference, inputs, 20, 2), runEngine<float>(**engine, inputs, 20, 2)),
              "")
        << seed;
  }
}
