//===- Skeleton.h - the tree of a file, without its numbers ---------------===//
#ifndef GANGLION_FRONTENDS_NIR_READER_SKELETON_H
#define GANGLION_FRONTENDS_NIR_READER_SKELETON_H

#include "frontends/NIR/Reader/Objects.h"
#include "frontends/NIR/Reader/Output.h"

namespace ganglion::nirfile {

/// Writes the tree below the root group as ReaderProtocol.h describes it. Each object of the file is opened once,
/// however many links lead to it; a group that several links share is written for each of them.
class SkeletonWriter {
public:
  SkeletonWriter(hid_t file, bool withAttributes, Output &out) : objects(file, withAttributes, out), out(out) {}

  /// False if the file as a whole is not acceptable; `reason` says why.
  bool write(std::string &reason);

  /// The addresses of the datasets, by id.
  const std::vector<haddr_t> &datasets() const { return objects.datasets(); }

private:
  /// A group between the root and where we are.
  struct Step {
    haddr_t address;
    const std::string *name;
  };

  bool writeGroup(const Object &group, haddr_t address, const std::string &name, unsigned deepest, bool inMetadata);
  bool writeLink(const Link &link, unsigned deepest, bool inMetadata);
  bool writeGroupLink(const Link &link, const Object &group, unsigned deepest, bool inMetadata);
  void writeDataset(Object &dataset);
  void writeProblem(protocol::ProblemCode code, std::string_view detail);
  /// The path of the group that stands `level` steps below the root.
  std::string pathOf(size_t level) const;
  bool fail(std::string why);

  Objects objects;
  Output &out;
  std::vector<Step> path;
  uint64_t members = 0;
  std::string failure;
};

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_READER_SKELETON_H
