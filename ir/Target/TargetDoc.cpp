//===- TargetDoc.cpp - writes the reference page of the targets -----------===//
//
// ganglion-target-doc > Targets.md: a section for each built-in target.
//
//===----------------------------------------------------------------------===//
#include "ir/Target/DescriptionText.h"
#include "ir/Target/Registry.h"

int main() {
  using namespace ganglion::target;
  llvm::outs()
      << "# Targets\nMade of the descriptions in `ir/Target/chips`; `snnc info TARGET` prints the same. The name of a "
         "source stands last in a row.\n";
  for (const std::string &name : targetNames()) {
    llvm::Expected<std::shared_ptr<const Description>> description = findDescription(name);
    if (!description) {
      llvm::errs() << llvm::toString(description.takeError()) << "\n";
      return 1;
    }
    llvm::outs() << "\n";
    printMarkdown(**description, llvm::outs());
  }
  return 0;
}
