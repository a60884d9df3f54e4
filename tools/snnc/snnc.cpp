//===- snnc.cpp - the one command for users -------------------------------===//
#include "tools/snnc/CommandLine.h"
#include "tools/snnc/Commands.h"
#include "llvm/Support/InitLLVM.h"

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  ganglion::snnc::Arguments arguments;
  switch (ganglion::snnc::parseArguments(llvm::ArrayRef<const char *>(argv + 1, argc - 1), arguments)) {
  case ganglion::snnc::Outcome::Done:
    return 0;
  case ganglion::snnc::Outcome::WrongUsage:
    return ganglion::snnc::Unusable;
  case ganglion::snnc::Outcome::Run:
    return ganglion::snnc::runCommand(arguments);
  }
}
