//===- Run.cpp ------------------------------------------------------------===//
#include "ir/SNN/Run.h"
#include "llvm/Support/ErrorHandling.h"

namespace ganglion::snn {

llvm::StringRef variableName(Variable variable) {
  switch (variable) {
  case Variable::Current:
    return "i";
  case Variable::SecondCurrent:
    return "i2";
  case Variable::Membrane:
    return "v";
  case Variable::Spikes:
    return "spikes";
  }
  llvm_unreachable("closed enumeration");
}

std::optional<Variable> variableNamed(llvm::StringRef name) {
  for (Variable variable : {Variable::Current, Variable::SecondCurrent, Variable::Membrane, Variable::Spikes})
    if (variableName(variable) == name)
      return variable;
  return std::nullopt;
}

int64_t Channel::size() const {
  int64_t count = 1;
  for (int64_t dimension : shape)
    count *= dimension;
  return count;
}

} // namespace ganglion::snn
