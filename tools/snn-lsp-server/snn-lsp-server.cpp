//===- snn-lsp-server.cpp - editor support for .mlir files of Ganglion ----===//
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"
#include "tools/driver/Model.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  ganglion::driver::registerDialects(registry);
  registry.insert<mlir::func::FuncDialect>();
  return mlir::failed(mlir::MlirLspServerMain(argc, argv, registry));
}
