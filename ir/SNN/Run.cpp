//===- Run.cpp ------------------------------------------------------------===//
#include "ir/SNN/Run.h"
#include "llvm/Support/ErrorHandling.h"

namespace ganglion::snn {

llvm::StringRef variableName(Variable variable) {
  switch (variable) {
  case Variable::Membrane:
    return "v";
  case Variable::Current:
    return "i";
  case Variable::Spikes:
    return "spikes";
  }
  llvm_unreachable("closed enumeration");
}

int64_t Channel::size() const {
  int64_t count = 1;
  for (int64_t dimension : shape)
    count *= dimension;
  return count;
}

} // namespace ganglion::snn
