//===- Trial.h - one call of snnc on a damaged file -----------------------===//
#ifndef GANGLION_TEST_FUZZ_TRIAL_H
#define GANGLION_TEST_FUZZ_TRIAL_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace ganglion::test {

/// How a call of snnc ended.
struct Trial {
  int waitStatus = 0; ///< as waitpid gives it
  bool hung = false;  ///< killed for its time
  std::string output; ///< what it printed

  bool exitedWith(int status) const;
};

/// Runs snnc with these arguments in a fork of this process, which saves the time that libMLIR takes to start. It may
/// use `seconds` of processor time, four times as many on the clock, and 4 GB beyond what is mapped now.
Trial runSnnc(llvm::ArrayRef<std::string> arguments, unsigned seconds);

/// What is wrong with how it ended, "" if nothing is: a signal, a hang, an exit status other than 0, 1, 2, a refusal
/// without an error message, files in `outputFolder` after a refusal or none after a success.
/// `hasOutput`: the call writes there.
std::string faultOf(const Trial &trial, llvm::StringRef outputFolder, bool hasOutput);

} // namespace ganglion::test

#endif // GANGLION_TEST_FUZZ_TRIAL_H
