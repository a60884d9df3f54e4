//===- ReaderProtocol.h - what the HDF5 reader and its client say ---------===//
//
// HDF5 files are read by a child process (snn-read-hdf5), because libhdf5 crashes and hangs on damaged files. The two
// ends talk over a socket with frames: a FrameHeader, then `length` bytes. Numbers are in native byte order (both ends
// run on one machine), a text is a u32 length and its bytes.
//
//   client -> reader   Open     u8 attributes wanted
//   reader -> client   Skeleton node (below), or Failed: text
//   client -> reader   Load     u64 offset and u64 length of a region of the shared memory, u32 count,
//                               count * { u64 id, u64 offset in the region, u64 bytes }
//   reader -> client   Loaded   u32 count, count * { u32 index of the item, text reason } of the items that failed
//
//   node       u8 Tag, then
//     Group    attributes, u32 count, count * { text name, node }, names strictly ascending as bytes
//     Dataset  u8 ElementKind, u8 bits, u64 id, u64 bytes of an element, u64 stored bytes, text type in words,
//              u8 rank, rank * u64, attributes, and for kind String as many texts as the shape has elements
//     Problem  u8 ProblemCode, text detail
//   attributes u16 count, count * { text name, u8 AttributeKind, text | f64 | i64 | nothing }
//
// While it loads, the reader keeps the index of the item it is at in the first u64 of the region.
// This header is shared with the reader, which uses neither LLVM nor MLIR.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_FRONTENDS_NIR_READERPROTOCOL_H
#define GANGLION_FRONTENDS_NIR_READERPROTOCOL_H

#include <cstddef>
#include <cstdint>

namespace ganglion::nirfile {

enum class ElementKind : uint8_t { Float, SignedInteger, UnsignedInteger, Boolean, String, Unsupported };

namespace protocol {

struct FrameHeader {
  uint32_t magic;
  uint32_t kind;
  uint64_t length;
};

constexpr uint32_t frameMagic = 0x46524447; // "GDRF"

enum class FrameKind : uint32_t { Open = 1, Load, Skeleton, Failed, Loaded };

enum class Tag : uint8_t { Group = 1, Dataset, Problem };

enum class AttributeKind : uint8_t { Unsupported, Text, Real, Integer };

/// Why a member is neither a group nor a dataset; the comment says what `detail` holds.
enum class ProblemCode : uint8_t {
  Unreadable = 1,    ///< reason
  SoftLinkDangling,  ///< target
  SoftLinkLoop,      ///< target
  SoftLinkCycle,     ///< path of the group that it leads back to
  HardLinkCycle,     ///< path of the group that it leads back to
  ExternalLink,      ///< file
  ExternalStorage,   ///< nothing
  UnknownLink,       ///< nothing
  NamedType,         ///< nothing
  TooDeep,           ///< nothing
  TextTooLong,       ///< nothing
  TooMuchText,       ///< nothing
  DimensionTooLarge, ///< the dimension in decimal
};

/// File descriptors of the child.
constexpr int socketDescriptor = 3;
constexpr int memoryDescriptor = 4;

/// Exit status of the child when it runs into its memory limit.
constexpr int exitOutOfMemory = 3;

constexpr uint64_t longestFrame = uint64_t(512) << 20;
constexpr uint64_t longestText = uint64_t(16) << 20;
constexpr uint64_t allTexts = uint64_t(256) << 20;
constexpr uint64_t mostTexts = 8'000'000;
constexpr uint64_t mostMembers = 1'000'000;
constexpr unsigned mostAttributes = 64;
/// What the client accepts; the reader stops long before.
constexpr unsigned deepestGroup = 1000;
/// 64 nested graphs (two groups each) below /node, and their nodes.
constexpr unsigned deepestModelGroup = 2 + 2 * 64 + 1;
constexpr unsigned deepestMetadata = 64;
constexpr unsigned highestRank = 32;

/// The data of an item start at a multiple of this in the region, which itself starts with as many bytes of progress.
constexpr size_t dataAlignment = 64;

/// Deflate reaches 1032:1; whoever declares more than this many bytes for each stored one did not store them.
constexpr uint64_t largestRatio = 1100;
constexpr uint64_t smallDataset = 64 << 10;

inline bool declaresTooMuch(uint64_t declared, uint64_t stored) {
  return declared > smallDataset && (declared - smallDataset) / largestRatio > stored;
}

} // namespace protocol
} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_READERPROTOCOL_H
