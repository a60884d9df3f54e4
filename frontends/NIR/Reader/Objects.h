//===- Objects.h - the groups and datasets of a file, by address ----------===//
#ifndef GANGLION_FRONTENDS_NIR_READER_OBJECTS_H
#define GANGLION_FRONTENDS_NIR_READER_OBJECTS_H

#include "frontends/NIR/Reader/Handle.h"
#include "frontends/NIR/Reader/Output.h"
#include "frontends/NIR/Reader/Types.h"
#include <string>
#include <unordered_map>
#include <vector>

namespace ganglion::nirfile {

/// A named link of a group, followed inside the file.
struct Link {
  std::string name;
  bool soft = false;
  bool broken = false;
  haddr_t address = HADDR_UNDEF;   ///< of what it leads to, unless broken
  protocol::ProblemCode problem{}; ///< if broken
  std::string detail;
};

struct Object {
  enum Kind { Group, Dataset, Broken };
  Kind kind = Broken;
  std::vector<Link> links;   ///< of a group, sorted by the bytes of the name
  std::string attributes;    ///< of a group, encoded
  bool written = false;      ///< a dataset that the skeleton has used
  size_t begin = 0, end = 0; ///< of a dataset: its encoding in the output
  uint64_t textBytes = 0, textCount = 0;
  protocol::ProblemCode problem{}; ///< of a broken object
  std::string detail;
};

/// Opens each object once, when it is asked for.
class Objects {
public:
  Objects(hid_t file, bool withAttributes, Output &out);

  bool rootAddress(haddr_t &address);

  /// The object at this address. A dataset that is asked for the first time puts its encoding into the output.
  Object &at(haddr_t address);

  /// The addresses of the datasets, by id.
  const std::vector<haddr_t> &datasets() const { return addresses; }

  /// Counts texts against what a file may hold; false if that is too much.
  bool takeTexts(uint64_t bytes, uint64_t count);

private:
  void describe(haddr_t address, Object &object);
  void describeGroup(hid_t group, Object &object);
  void describeDataset(hid_t dataset, haddr_t address, Object &object);
  /// Puts the dataset's encoding; false, with problem and detail of the object set, if it cannot be used.
  bool putDataset(hid_t dataset, Object &object);
  bool putShape(hid_t space, TypeDescription &type, uint64_t &count, std::string &encoded, Object &object);
  bool putTexts(hid_t dataset, hid_t type, uint64_t elementBytes, uint64_t count, Object &object);
  bool putVariableTexts(hid_t dataset, hid_t type, uint64_t count, Object &object);
  bool putFixedTexts(hid_t dataset, hid_t type, uint64_t elementBytes, uint64_t count, Object &object);
  void followSoftLink(hid_t group, Link &link);
  bool fail(Object &object, protocol::ProblemCode problem, std::string detail = "");

  Handle file;
  Handle linkAccess;
  bool withAttributes;
  bool refusedExternal = false; ///< set when a path of a soft link ran into an external one
  Output &out;
  std::unordered_map<haddr_t, Object> objects;
  std::vector<haddr_t> addresses;
  uint64_t textBytes = 0, textCount = 0;
};

/// The attributes of an object as the protocol wants them; none at all if not `wanted`.
std::string encodeAttributes(hid_t object, bool wanted);

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_READER_OBJECTS_H
