//===- SkeletonDecoder.cpp ------------------------------------------------===//
#include "frontends/NIR/SkeletonDecoder.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/Twine.h"
#include <cstring>

using namespace llvm;
using namespace ganglion::nirfile::protocol;

namespace ganglion::nirfile {

std::string problemText(ProblemCode code, StringRef detail) {
  switch (code) {
  case ProblemCode::Unreadable:
    // libhdf5 2.0 writes, with libver="latest", versions of its structures that 1.10 does not know.
    return StringRef(detail).contains("version")
               ? "damaged or written by a newer HDF5 than this one reads (" + escaped(detail) + ")"
               : "damaged (" + escaped(detail) + ")";
  case ProblemCode::SoftLinkDangling:
    return "a soft link to " + quoted(detail) + ", which the file does not have";
  case ProblemCode::SoftLinkLoop:
    return "a soft link to " + quoted(detail) + " that only leads on to other links";
  case ProblemCode::SoftLinkCycle:
    return "a soft link that leads back to " + quoted(detail);
  case ProblemCode::HardLinkCycle:
    return "a hard link that leads back to " + quoted(detail);
  case ProblemCode::ExternalLink:
    return "an external link to " + quoted(detail) + " (refused: a model is one file)";
  case ProblemCode::ExternalStorage:
    return "a dataset whose numbers are in another file (refused: a model is one file)";
  case ProblemCode::UnknownLink:
    return "a link of a kind that only its writer knows";
  case ProblemCode::NamedType:
    return "a named data type, neither a group nor a dataset";
  case ProblemCode::TooDeep:
    return "nested too deep (at most 64 graphs in graphs and " + std::to_string(deepestMetadata) +
           " levels of metadata are read)";
  case ProblemCode::TextTooLong:
    return "a text of more than " + std::to_string(protocol::longestText) + " bytes";
  case ProblemCode::TooMuchText:
    return "too much text (at most " + std::to_string(allTexts) + " bytes and " + std::to_string(mostTexts) +
           " texts in a file are read)";
  case ProblemCode::DimensionTooLarge:
    return "a dataset with a dimension of " + escaped(detail);
  }
  return "";
}

namespace {

/// Takes values off the front of the bytes; after the first one that is not there or not allowed, everything fails.
class Cursor {
public:
  explicit Cursor(ArrayRef<char> bytes) : rest(bytes) {}

  bool failed() const { return !reason.empty(); }
  bool atEnd() const { return rest.empty(); }
  size_t left() const { return rest.size(); }

  bool fail(const Twine &why) {
    if (reason.empty())
      reason = why.str();
    rest = {};
    return false;
  }

  Error error() const { return createStringError("the reader sent something it must not send (" + reason + ")"); }

  template <typename T> bool take(T &value) {
    if (rest.size() < sizeof(T))
      return fail("too short");
    std::memcpy(&value, rest.data(), sizeof(T));
    rest = rest.drop_front(sizeof(T));
    return true;
  }

  bool take(std::string &text) {
    uint32_t length;
    if (!take(length))
      return false;
    if (length > protocol::longestText)
      return fail("text too long");
    if (length > rest.size())
      return fail("too short");
    text.assign(rest.data(), length);
    rest = rest.drop_front(length);
    return true;
  }

  /// An enumerator from `first` to `last`.
  template <typename Enum> bool take(Enum &value, Enum first, Enum last) {
    uint8_t raw;
    if (!take(raw))
      return false;
    if (raw < static_cast<uint8_t>(first) || raw > static_cast<uint8_t>(last))
      return fail("unknown code " + Twine(unsigned(raw)));
    value = static_cast<Enum>(raw);
    return true;
  }

private:
  ArrayRef<char> rest;
  std::string reason;
};

class Decoder {
public:
  explicit Decoder(ArrayRef<char> bytes) : cursor(bytes) {}

  Expected<Group> run() {
    Group root;
    Tag tag;
    if (cursor.take(tag, Tag::Group, Tag::Problem) && tag != Tag::Group)
      cursor.fail("the root is no group");
    if (!cursor.failed() && openGroup(root))
      while (!open.empty() && !cursor.failed())
        step();
    if (!cursor.failed() && !cursor.atEnd())
      cursor.fail(Twine(cursor.left()) + " bytes too many");
    if (cursor.failed())
      return cursor.error();
    return std::move(root);
  }

private:
  struct OpenGroup {
    Group *group;
    uint32_t left; ///< members to come
  };

  /// The start of a group; its members follow in `step`. A list of open groups instead of recursion.
  bool openGroup(Group &group) {
    uint32_t count;
    if (!takeAttributes(group.attributes) || !cursor.take(count))
      return false;
    if (open.size() >= deepestGroup)
      return cursor.fail("too deep");
    if (count > mostMembers - members || count > cursor.left())
      return cursor.fail("too many members");
    members += count;
    open.push_back({&group, count});
    return true;
  }

  void step() {
    auto &[group, left] = open.back();
    if (left == 0) {
      open.pop_back();
      return;
    }
    --left;
    Member member;
    Tag tag;
    if (!cursor.take(member.name) || !cursor.take(tag, Tag::Group, Tag::Problem))
      return;
    if (!group->members.empty() && StringRef(group->members.back().name) >= member.name) {
      cursor.fail("names out of order");
      return;
    }
    Group *child = nullptr;
    if (tag == Tag::Group) {
      auto owned = std::make_unique<Group>();
      child = owned.get();
      member.value = std::move(owned);
    } else if (tag == Tag::Dataset) {
      member.value = Dataset();
      if (!takeDataset(std::get<Dataset>(member.value)))
        return;
    } else {
      ProblemCode code;
      std::string detail;
      if (!cursor.take(code, ProblemCode::Unreadable, ProblemCode::DimensionTooLarge) || !cursor.take(detail))
        return;
      member.value = Problem{problemText(code, detail)};
    }
    group->members.push_back(std::move(member));
    if (child)
      openGroup(*child);
  }

  bool takeDataset(Dataset &dataset) {
    uint8_t bits, rank;
    uint64_t elementBytes;
    if (!cursor.take(dataset.kind, ElementKind::Float, ElementKind::Unsupported) || !cursor.take(bits) ||
        !cursor.take(dataset.id) || !cursor.take(elementBytes) || !cursor.take(dataset.storedBytes) ||
        !cursor.take(dataset.typeText) || !cursor.take(rank))
      return false;
    dataset.bits = bits;
    if (!soundType(dataset.kind, bits, elementBytes))
      return cursor.fail("a type that does not exist");
    if (rank > highestRank)
      return cursor.fail("rank " + Twine(unsigned(rank)));
    for (unsigned axis = 0; axis < rank; ++axis) {
      uint64_t size;
      if (!cursor.take(size))
        return false;
      if (size > INT64_MAX)
        return cursor.fail("a dimension too large");
      dataset.shape.push_back(static_cast<int64_t>(size));
    }
    uint64_t count = dataset.elements();
    if (__builtin_mul_overflow(count, elementBytes, &dataset.declaredBytes))
      dataset.declaredBytes = UINT64_MAX;
    return takeAttributes(dataset.attributes) && (dataset.kind != ElementKind::String || takeStrings(dataset, count));
  }

  static bool soundType(ElementKind kind, unsigned bits, uint64_t elementBytes) {
    switch (kind) {
    case ElementKind::Float:
      return (bits == 16 || bits == 32 || bits == 64) && elementBytes == bits / 8;
    case ElementKind::SignedInteger:
    case ElementKind::UnsignedInteger:
      return (bits == 8 || bits == 16 || bits == 32 || bits == 64) && elementBytes == bits / 8;
    case ElementKind::Boolean:
      return bits == 8 && elementBytes == 1;
    case ElementKind::String:
    case ElementKind::Unsupported:
      return bits == 0;
    }
    return false;
  }

  bool takeStrings(Dataset &dataset, uint64_t count) {
    // Each text takes at least its length field.
    if (count > mostTexts - texts || count > cursor.left() / sizeof(uint32_t))
      return cursor.fail("too many texts");
    texts += count;
    dataset.strings.resize(count);
    for (std::string &text : dataset.strings)
      if (!cursor.take(text))
        return false;
    return true;
  }

  bool takeAttributes(std::vector<Attribute> &attributes) {
    uint16_t count;
    if (!cursor.take(count))
      return false;
    if (count > mostAttributes)
      return cursor.fail("too many attributes");
    for (unsigned i = 0; i < count; ++i) {
      Attribute &attribute = attributes.emplace_back();
      AttributeKind kind;
      if (!cursor.take(attribute.name) || !cursor.take(kind, AttributeKind::Unsupported, AttributeKind::Integer))
        return false;
      bool taken = kind == AttributeKind::Text      ? cursor.take(attribute.value.emplace<std::string>())
                   : kind == AttributeKind::Real    ? cursor.take(attribute.value.emplace<double>())
                   : kind == AttributeKind::Integer ? cursor.take(attribute.value.emplace<int64_t>())
                                                    : true;
      if (!taken)
        return false;
    }
    return true;
  }

  Cursor cursor;
  std::vector<OpenGroup> open;
  uint64_t members = 0, texts = 0;
};

} // namespace

Expected<Group> decodeSkeleton(ArrayRef<char> bytes) { return Decoder(bytes).run(); }

Expected<std::vector<FailedItem>> decodeLoaded(ArrayRef<char> bytes, size_t items) {
  Cursor cursor(bytes);
  std::vector<FailedItem> failures;
  uint32_t count;
  if (cursor.take(count) && count > items)
    cursor.fail("more failures than items");
  while (!cursor.failed() && failures.size() < count) {
    FailedItem item;
    if (cursor.take(item.index) && item.index >= items)
      cursor.fail("an item that does not exist");
    if (cursor.take(item.reason))
      failures.push_back(std::move(item));
  }
  if (!cursor.failed() && !cursor.atEnd())
    cursor.fail("bytes too many");
  if (cursor.failed())
    return cursor.error();
  return failures;
}

} // namespace ganglion::nirfile
