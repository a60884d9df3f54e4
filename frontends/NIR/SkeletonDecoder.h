//===- SkeletonDecoder.h - bytes of the reader to a tree ------------------===//
#ifndef GANGLION_FRONTENDS_NIR_SKELETONDECODER_H
#define GANGLION_FRONTENDS_NIR_SKELETONDECODER_H

#include "frontends/NIR/FileTree.h"

namespace ganglion::nirfile {

/// The tree in the payload of a Skeleton frame (ReaderProtocol.h). The bytes come from a process that a hostile file
/// may have corrupted: every count, size, name order and enumerator is checked, and no memory is taken that the bytes
/// themselves do not account for.
llvm::Expected<Group> decodeSkeleton(llvm::ArrayRef<char> bytes);

/// An item of a Load command that failed.
struct FailedItem {
  uint32_t index;
  std::string reason;
};

/// The payload of a Loaded frame for a command of `items` items.
llvm::Expected<std::vector<FailedItem>> decodeLoaded(llvm::ArrayRef<char> bytes, size_t items);

/// What is wrong with a member, in words.
std::string problemText(protocol::ProblemCode code, llvm::StringRef detail);

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_SKELETONDECODER_H
