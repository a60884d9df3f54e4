//===- ParsedNetwork.h - a network from its text --------------------------===//
#ifndef GANGLION_TEST_UNIT_IR_PARSEDNETWORK_H
#define GANGLION_TEST_UNIT_IR_PARSEDNETWORK_H

#include "ir/SNN/SNNDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"

namespace ganglion {

/// Holds the module of a text that must parse and verify.
class ParsedNetwork {
public:
  explicit ParsedNetwork(llvm::StringRef text) {
    context.loadDialect<snn::SNNDialect>();
    module = mlir::parseSourceString<mlir::ModuleOp>(text, &context);
    EXPECT_TRUE(module) << text.str();
  }

  explicit operator bool() const { return static_cast<bool>(module); }

  /// The first network.
  snn::NetworkOp network() { return *module->getOps<snn::NetworkOp>().begin(); }
  /// The first neuron of the first network.
  snn::NeuronOp neuron() { return *network().getBody().getOps<snn::NeuronOp>().begin(); }

private:
  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
};

} // namespace ganglion

#endif // GANGLION_TEST_UNIT_IR_PARSEDNETWORK_H
