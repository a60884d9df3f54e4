//===- FileTree.cpp -------------------------------------------------------===//
#include "frontends/NIR/FileTree.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <cassert>

using namespace llvm;

namespace ganglion::nirfile {

char UnreadableFile::ID = 0;

void UnreadableFile::log(raw_ostream &os) const { os << path << ": " << what; }

uint64_t elementsOf(ArrayRef<int64_t> shape) {
  // A zero anywhere makes the product zero, also beside sizes whose product would not fit.
  if (is_contained(shape, 0))
    return 0;
  uint64_t count = 1;
  for (int64_t size : shape)
    if (size < 0 || __builtin_mul_overflow(count, static_cast<uint64_t>(size), &count))
      return UINT64_MAX;
  return count;
}

uint64_t Dataset::elements() const { return elementsOf(shape); }

std::string typeText(ElementKind kind, unsigned bits) {
  switch (kind) {
  case ElementKind::Float:
    return "float" + std::to_string(bits);
  case ElementKind::SignedInteger:
    return "int" + std::to_string(bits);
  case ElementKind::UnsignedInteger:
    return "uint" + std::to_string(bits);
  case ElementKind::Boolean:
    return "bool";
  case ElementKind::String:
    return "string";
  case ElementKind::Unsupported:
    break;
  }
  return "unsupported";
}

const Member *Group::find(StringRef name) const {
  auto at = llvm::lower_bound(members, name, [](const Member &m, StringRef n) { return StringRef(m.name) < n; });
  return at != members.end() && at->name == name ? &*at : nullptr;
}

Member *Group::find(StringRef name) { return const_cast<Member *>(std::as_const(*this).find(name)); }

const Dataset *Group::dataset(StringRef name) const {
  const Member *member = find(name);
  return member ? std::get_if<Dataset>(&member->value) : nullptr;
}

Dataset *Group::dataset(StringRef name) { return const_cast<Dataset *>(std::as_const(*this).dataset(name)); }

const Group *Group::group(StringRef name) const {
  const Member *member = find(name);
  const auto *group = member ? std::get_if<std::unique_ptr<Group>>(&member->value) : nullptr;
  return group ? group->get() : nullptr;
}

Group *Group::group(StringRef name) { return const_cast<Group *>(std::as_const(*this).group(name)); }

const Problem *Group::problem(StringRef name) const {
  const Member *member = find(name);
  return member ? std::get_if<Problem>(&member->value) : nullptr;
}

const Attribute *Group::attribute(StringRef name) const {
  auto at = llvm::find_if(attributes, [&](const Attribute &a) { return a.name == name; });
  return at != attributes.end() ? &*at : nullptr;
}

static Member &insert(Group &group, Member member) {
  auto at =
      llvm::lower_bound(group.members, member.name, [](const Member &m, StringRef n) { return StringRef(m.name) < n; });
  assert((at == group.members.end() || at->name != member.name) && "a name twice in one group");
  return *group.members.insert(at, std::move(member));
}

Group &Group::addGroup(StringRef name) {
  return *std::get<std::unique_ptr<Group>>(insert(*this, {name.str(), std::make_unique<Group>()}).value);
}

Dataset &Group::addDataset(StringRef name, Dataset dataset) {
  return std::get<Dataset>(insert(*this, {name.str(), std::move(dataset)}).value);
}

Dataset &Group::addText(StringRef name, StringRef text) { return addTexts(name, {}, {text.str()}); }

Dataset &Group::addTexts(StringRef name, ArrayRef<int64_t> shape, std::vector<std::string> texts) {
  Dataset dataset;
  dataset.kind = ElementKind::String;
  dataset.bits = 0;
  dataset.typeText = typeText(ElementKind::String, 0);
  dataset.shape = shape.vec();
  dataset.strings = std::move(texts);
  return addDataset(name, std::move(dataset));
}

} // namespace ganglion::nirfile
