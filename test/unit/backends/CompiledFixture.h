//===- CompiledFixture.h - networks run by interpreter and compiled code --===//
#ifndef GANGLION_TEST_UNIT_BACKENDS_COMPILEDFIXTURE_H
#define GANGLION_TEST_UNIT_BACKENDS_COMPILEDFIXTURE_H

#include "backends/CPU/CPU.h"
#include "test/unit/backends/ReferenceFixture.h"
#include "llvm/TargetParser/Host.h"
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace ganglion::test {

/// A number that the environment may set.
inline unsigned fromEnvironment(const char *name, unsigned otherwise) {
  const char *text = std::getenv(name);
  return text ? std::strtoul(text, nullptr, 10) : otherwise;
}

/// Processors whose code runs here: with narrow vectors and with wide ones.
inline std::vector<std::string> processors() {
  std::vector<std::string> list{"", "x86-64"};
  auto features = llvm::sys::getHostCPUFeatures();
  if (features.lookup("avx2") && features.lookup("fma") && features.lookup("bmi2"))
    list.push_back("x86-64-v3");
  if (features.lookup("avx512f") && features.lookup("avx512vl") && features.lookup("avx512bw") &&
      features.lookup("avx512dq"))
    list.push_back("x86-64-v4");
  return list;
}

/// A parsed network.
class Network {
public:
  explicit Network(const std::string &text) {
    context.loadDialect<snn::SNNDialect, kernel::KernelDialect>();
    module = mlir::parseSourceString<mlir::ModuleOp>(text, mlir::ParserConfig(&context));
    EXPECT_TRUE(module) << text;
  }

  explicit operator bool() const { return static_cast<bool>(module.get()); }
  snn::NetworkOp get() { return *module->getOps<snn::NetworkOp>().begin(); }

  std::unique_ptr<snn::Engine> reference() { return taken(makeReferenceEngine(get())); }
  std::unique_ptr<snn::Engine> compiled(const cpu::CompileOptions &options) {
    return taken(cpu::makeCompiledEngine(get(), options));
  }

private:
  static std::unique_ptr<snn::Engine> taken(llvm::Expected<std::unique_ptr<snn::Engine>> engine) {
    if (engine)
      return std::move(*engine);
    ADD_FAILURE() << llvm::toString(engine.takeError());
    return nullptr;
  }

  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
};

/// An engine whose runs may use so many threads.
class Threaded : public snn::Engine {
public:
  Threaded(snn::Engine &engine, unsigned threads) : engine(engine), threads(threads) {}

  llvm::ArrayRef<snn::Channel> inputs() const override { return engine.inputs(); }
  llvm::ArrayRef<snn::Channel> outputs() const override { return engine.outputs(); }
  llvm::ArrayRef<snn::Channel> recordables() const override { return engine.recordables(); }
  bool isDouble() const override { return engine.isDouble(); }
  llvm::Error run(snn::RunData &data) override {
    data.threads = threads;
    return engine.run(data);
  }

private:
  snn::Engine &engine;
  unsigned threads;
};

/// The first place where two results differ, empty if there is none; NaN equals NaN, and the sign of zero does not
/// count.
inline std::string firstDifference(const Results &want, const Results &have) {
  for (const auto &[name, values] : want) {
    auto found = have.find(name);
    if (found == have.end() || found->second.size() != values.size())
      return name + " is missing or has another size";
    for (size_t i = 0; i < values.size(); ++i) {
      float a = values[i], b = found->second[i];
      if (a == b || (std::isnan(a) && std::isnan(b)))
        continue;
      char text[200];
      snprintf(text, sizeof(text), "[%zu] of %zu: %.9g, expected %.9g", i, values.size(), b, a);
      return name + text;
    }
  }
  return "";
}

/// Random data for each input of an engine: some rows of spikes, some of numbers, many zeros.
template <typename T>
std::vector<std::vector<T>> randomInputs(snn::Engine &engine, int64_t steps, int64_t batch, unsigned seed) {
  std::vector<std::vector<T>> inputs;
  for (const snn::Channel &channel : engine.inputs()) {
    inputs.push_back(randomNumbers<T>(channel.size() * steps * batch, seed++, 0.6));
    if (seed % 2)
      for (T &value : inputs.back())
        value = std::ceil(std::abs(value));
  }
  return inputs;
}

} // namespace ganglion::test

#endif // GANGLION_TEST_UNIT_BACKENDS_COMPILEDFIXTURE_H
