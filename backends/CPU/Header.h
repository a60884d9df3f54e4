//===- Header.h - the C header of an artefact -----------------------------===//
#ifndef GANGLION_BACKENDS_CPU_HEADER_H
#define GANGLION_BACKENDS_CPU_HEADER_H

#include "backends/CPU/CPU.h"

namespace ganglion::cpu {

/// `name` as an identifier of C: other characters become underscores, and it starts with a letter.
std::string cIdentifier(llvm::StringRef name);

/// A header that lets a C or C++ program link network.o and run it; `isShared`: on several threads, too.
std::string headerText(const ArtefactDescription &description, bool isShared);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_HEADER_H
