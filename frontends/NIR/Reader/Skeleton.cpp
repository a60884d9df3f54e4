//===- Skeleton.cpp -------------------------------------------------------===//
#include "frontends/NIR/Reader/Skeleton.h"

using namespace ganglion::nirfile::protocol;

namespace ganglion::nirfile {

bool SkeletonWriter::fail(std::string why) {
  failure = std::move(why);
  return false;
}

bool SkeletonWriter::write(std::string &reason) {
  static const std::string noName;
  haddr_t address;
  bool written = false;
  if (!objects.rootAddress(address)) {
    failure = "the root group cannot be read: " + lastReason();
  } else if (Object &root = objects.at(address); root.kind != Object::Group) {
    failure = "the root group cannot be read: " + root.detail;
  } else {
    written = writeGroup(root, address, noName, deepestModelGroup, false);
  }
  reason = failure;
  return written;
}

std::string SkeletonWriter::pathOf(size_t level) const {
  std::string text;
  for (size_t i = 1; i <= level; ++i)
    text += "/" + *path[i].name;
  return text.empty() ? "/" : text;
}

void SkeletonWriter::writeProblem(ProblemCode code, std::string_view detail) {
  out.put(Tag::Problem);
  out.put(code);
  // A path through names of 64 KiB can be long; messages cut it anyway.
  out.putText(detail.substr(0, 4096));
}

bool SkeletonWriter::writeGroup(const Object &group, haddr_t address, const std::string &name, unsigned deepest,
                                bool inMetadata) {
  members += group.links.size();
  if (members > mostMembers)
    return fail("it has more than " + std::to_string(mostMembers) + " members");
  if (out.size() > longestFrame - longestText)
    return fail("its names and texts are too large");
  out.put(Tag::Group);
  out.putBytes(group.attributes.data(), group.attributes.size());
  out.put(static_cast<uint32_t>(group.links.size()));
  path.push_back({address, &name});
  for (size_t i = 0; i < group.links.size(); ++i) {
    const Link &link = group.links[i];
    if (i > 0 && link.name == group.links[i - 1].name)
      return fail("it is damaged: a group holds two members of one name");
    out.putText(link.name);
    if (!writeLink(link, deepest, inMetadata))
      return false;
  }
  path.pop_back();
  return true;
}

bool SkeletonWriter::writeLink(const Link &link, unsigned deepest, bool inMetadata) {
  if (link.broken) {
    writeProblem(link.problem, link.detail);
    return true;
  }
  Object &object = objects.at(link.address);
  switch (object.kind) {
  case Object::Group:
    return writeGroupLink(link, object, deepest, inMetadata);
  case Object::Dataset:
    writeDataset(object);
    return true;
  case Object::Broken:
    writeProblem(object.problem, object.detail);
    return true;
  }
  return true;
}

bool SkeletonWriter::writeGroupLink(const Link &link, const Object &group, unsigned deepest, bool inMetadata) {
  for (size_t level = 0; level < path.size(); ++level)
    if (path[level].address == link.address) {
      writeProblem(link.soft ? ProblemCode::SoftLinkCycle : ProblemCode::HardLinkCycle, pathOf(level));
      return true;
    }
  // A node may be called "metadata", too; then it is a member of "nodes".
  if (!inMetadata && link.name == "metadata" && *path.back().name != "nodes") {
    inMetadata = true;
    deepest = path.size() + deepestMetadata - 1;
  }
  if (path.size() > deepest) {
    writeProblem(ProblemCode::TooDeep, "");
    return true;
  }
  return writeGroup(group, link.address, link.name, deepest, inMetadata);
}

void SkeletonWriter::writeDataset(Object &dataset) {
  if (!dataset.written) {
    // The bytes were put by `objects.at` just now.
    dataset.written = true;
    return;
  }
  if (!objects.takeTexts(dataset.textBytes, dataset.textCount)) {
    writeProblem(ProblemCode::TooMuchText, "");
    return;
  }
  out.repeat(dataset.begin, dataset.end);
}

} // namespace ganglion::nirfile
