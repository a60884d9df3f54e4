//===- ReferenceFixture.h - networks as text, run by the interpreter ------===//
#ifndef GANGLION_TEST_UNIT_BACKENDS_REFERENCEFIXTURE_H
#define GANGLION_TEST_UNIT_BACKENDS_REFERENCEFIXTURE_H

#include "backends/Reference/Reference.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringExtras.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <map>
#include <random>
#include <string>
#include <vector>

namespace ganglion::test {

template <typename T> constexpr const char *typeName() {
  if constexpr (std::is_same_v<T, float>)
    return "f32";
  else if constexpr (std::is_same_v<T, double>)
    return "f64";
  else
    return sizeof(T) == 4 ? "i32" : "i64";
}

/// Replaces each "$T" by the compute type.
template <typename T> std::string withType(std::string text) {
  for (size_t at = text.find("$T"); at != std::string::npos; at = text.find("$T", at))
    text.replace(at, 2, typeName<T>());
  return text;
}

/// "tensor<2x3xf32>".
inline std::string tensor(const std::vector<int64_t> &shape, const std::string &element) {
  std::string text = "tensor<";
  for (int64_t size : shape)
    text += std::to_string(size) + "x";
  return text + element + ">";
}

/// A parameter with exactly these numbers: `dense<"0x...">` in little-endian bytes.
template <typename E> std::string parameter(const std::vector<int64_t> &shape, const std::vector<E> &values) {
  llvm::StringRef bytes(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(E));
  return "dense<\"0x" + llvm::toHex(bytes) + "\"> : " + tensor(shape, typeName<E>());
}
template <typename E> std::string parameter(const std::vector<E> &values) {
  return parameter<E>({static_cast<int64_t>(values.size())}, values);
}

/// Numbers between -1.5 and 1.5 with many digits, of which about `zeros` are 0.
template <typename T> std::vector<T> randomNumbers(size_t count, unsigned seed, double zeros = 0) {
  std::mt19937 generator(seed);
  std::vector<T> out(count);
  for (T &value : out) {
    bool isZero = generator() % 1000 < 1000 * zeros;
    value = T(static_cast<int>(generator() % 30001) - 15000) / T(10007);
    if (isZero)
      value = T(0);
  }
  return out;
}

/// A parsed network and its engine, or the message with which making it failed.
class Model {
public:
  /// `text` is a whole network.
  explicit Model(const std::string &text) {
    context.loadDialect<snn::SNNDialect>();
    module = mlir::parseSourceString<mlir::ModuleOp>(text, mlir::ParserConfig(&context));
    if (!module) {
      ADD_FAILURE() << "does not parse: " << text;
      return;
    }
    auto made = makeReferenceEngine(*module->getOps<snn::NetworkOp>().begin());
    if (made)
      engine = std::move(*made);
    else
      message = llvm::toString(made.takeError());
  }

  std::unique_ptr<snn::Engine> engine;
  std::string message;

private:
  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
};

/// "snn.network ... { body }" with $T replaced.
template <typename T> std::string network(const std::string &body, double dt = 1e-3) {
  char step[40];
  snprintf(step, sizeof(step), "%.17e", dt);
  return withType<T>("snn.network @net clock(step " + std::string(step) + ") compute($T) {\n" + body + "\n}");
}

/// What a run gives: outputs by name, records by "name.variable".
using Results = std::map<std::string, std::vector<float>>;

/// Runs the engine on data [batch, steps, elements] of its inputs, recording everything there is.
template <typename T>
Results runEngine(snn::Engine &engine, const std::vector<std::vector<T>> &inputs, int64_t steps, int64_t batch = 1) {
  Results results;
  snn::RunData data;
  data.batch = batch;
  data.steps = steps;
  for (const std::vector<T> &input : inputs)
    data.inputs.push_back(llvm::ArrayRef<T>(input));
  for (const snn::Channel &channel : engine.outputs()) {
    std::vector<float> &values = results[channel.name];
    values.assign(batch * steps * channel.size(), -99);
    data.outputs.push_back(values);
  }
  for (size_t i = 0; i < engine.recordables().size(); ++i) {
    const snn::Channel &channel = engine.recordables()[i];
    std::vector<float> &values = results[channel.name + "." + snn::variableName(channel.variable).str()];
    values.assign(batch * steps * channel.size(), -99);
    data.records.push_back({i, values});
  }
  if (llvm::Error error = engine.run(data))
    ADD_FAILURE() << llvm::toString(std::move(error));
  return results;
}

/// Runs a network given by its body.
template <typename T>
Results runBody(const std::string &body, const std::vector<std::vector<T>> &inputs, int64_t steps, int64_t batch = 1,
                double dt = 1e-3) {
  Model model(network<T>(body, dt));
  EXPECT_EQ(model.message, "");
  return model.engine ? runEngine<T>(*model.engine, inputs, steps, batch) : Results();
}

/// `have` is exactly `want`, rounded to f32.
template <typename T>
void expectSame(const std::vector<T> &want, const std::vector<float> &have, const std::string &what = "") {
  EXPECT_EQ(std::vector<float>(want.begin(), want.end()), have) << what;
}

/// Tests that hold for both compute types.
template <typename T> class BothTypes : public testing::Test {};
using ComputeTypes = testing::Types<float, double>;

} // namespace ganglion::test

#endif // GANGLION_TEST_UNIT_BACKENDS_REFERENCEFIXTURE_H
