//===- TargetInfo.h - what snnc says about targets ------------------------===//
#ifndef GANGLION_TOOLS_DRIVER_TARGETINFO_H
#define GANGLION_TOOLS_DRIVER_TARGETINFO_H

#include "ir/Target/Description.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace ganglion::driver {

/// A chip by its description, or the machine that this runs on (no description).
struct TargetInfo {
  std::shared_ptr<const target::Description> description;
};

/// By name, cpu included. Error: WrongUsage, which lists the names.
llvm::Expected<TargetInfo> findTarget(llvm::StringRef name);
/// From a user's file. Errors: WrongUsage, one for each finding.
llvm::Expected<TargetInfo> readTargetFile(llvm::StringRef path);

void printTarget(const TargetInfo &info, llvm::raw_ostream &out);
llvm::json::Object toJSON(const TargetInfo &info);

/// Name and title of each target.
void printTargetList(llvm::raw_ostream &out);
llvm::json::Array targetList();

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_TARGETINFO_H
