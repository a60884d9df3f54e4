//===- snn-opt.cpp - runs passes over a model -----------------------------===//
#include "ir/NIR/NIRDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<mlir::func::FuncDialect, ganglion::nir::NIRDialect>();
  return mlir::asMainReturnCode(mlir::MlirOptMain(argc, argv, "Ganglion's optimizer driver\n", registry));
}
