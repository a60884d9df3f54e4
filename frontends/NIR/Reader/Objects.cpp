//===- Objects.cpp --------------------------------------------------------===//
#include "frontends/NIR/Reader/Objects.h"
#include "frontends/NIR/Reader/Values.h"
#include <algorithm>

using namespace ganglion::nirfile::protocol;

namespace ganglion::nirfile {

/// libhdf5 asks before it follows an external link.
static herr_t refuseExternalLink(const char *, const char *, const char *, const char *, unsigned *, hid_t,
                                 void *refused) {
  *static_cast<bool *>(refused) = true;
  return -1;
}

Objects::Objects(hid_t fileId, bool withAttributes, Output &out)
    : file(fileId), linkAccess(H5Pcreate(H5P_LINK_ACCESS)), withAttributes(withAttributes), out(out) {
  H5Iinc_ref(file);
  H5Pset_elink_cb(linkAccess, refuseExternalLink, &refusedExternal);
}

bool Objects::fail(Object &object, ProblemCode problem, std::string detail) {
  object.kind = Object::Broken;
  object.problem = problem;
  object.detail = std::move(detail);
  return false;
}

bool Objects::takeTexts(uint64_t bytes, uint64_t count) {
  if (bytes > allTexts - textBytes || count > mostTexts - textCount)
    return false;
  textBytes += bytes;
  textCount += count;
  return true;
}

bool Objects::rootAddress(haddr_t &address) {
  Handle root(H5Gopen2(file, "/", H5P_DEFAULT));
  H5O_info_t info;
  if (!root || H5Oget_info2(root, &info, H5O_INFO_BASIC) < 0)
    return false;
  address = info.addr;
  return true;
}

Object &Objects::at(haddr_t address) {
  auto [entry, isNew] = objects.try_emplace(address);
  if (isNew)
    describe(address, entry->second);
  return entry->second;
}

void Objects::describe(haddr_t address, Object &object) {
  Handle opened(H5Oopen_by_addr(file, address));
  if (!opened) {
    fail(object, ProblemCode::Unreadable, lastReason());
    return;
  }
  switch (H5Iget_type(opened)) {
  case H5I_GROUP:
    describeGroup(opened, object);
    break;
  case H5I_DATASET:
    describeDataset(opened, address, object);
    break;
  case H5I_DATATYPE:
    fail(object, ProblemCode::NamedType);
    break;
  default:
    fail(object, ProblemCode::Unreadable, "an object of unknown kind");
  }
}

//===- groups --------------------------------------------------------------===//

static herr_t takeLink(hid_t group, const char *name, const H5L_info_t *info, void *list) {
  auto &links = *static_cast<std::vector<Link> *>(list);
  if (links.size() == mostMembers)
    return -1;
  Link &link = links.emplace_back();
  link.name = name;
  if (info->type == H5L_TYPE_HARD) {
    link.address = info->u.address;
  } else if (info->type == H5L_TYPE_SOFT) {
    link.soft = true;
  } else {
    link.broken = true;
    link.problem = info->type == H5L_TYPE_EXTERNAL ? ProblemCode::ExternalLink : ProblemCode::UnknownLink;
  }
  return 0;
}

/// The value of a soft or external link; for an external one the name of the file.
static std::string linkTarget(hid_t group, const Link &link) {
  H5L_info_t info;
  if (H5Lget_info(group, link.name.c_str(), &info, H5P_DEFAULT) < 0 || info.u.val_size > 65536)
    return "";
  std::string value(info.u.val_size, '\0');
  if (value.empty() || H5Lget_val(group, link.name.c_str(), value.data(), value.size(), H5P_DEFAULT) < 0)
    return "";
  if (info.type == H5L_TYPE_EXTERNAL) {
    const char *fileName, *objectName;
    unsigned flags;
    if (value.back() != '\0' || H5Lunpack_elink_val(value.data(), value.size(), &flags, &fileName, &objectName) < 0)
      return "";
    return fileName;
  }
  return value.substr(0, value.find('\0'));
}

void Objects::followSoftLink(hid_t group, Link &link) {
  refusedExternal = false;
  Handle opened(H5Oopen(group, link.name.c_str(), linkAccess));
  H5O_info_t info;
  if (opened && H5Oget_info2(opened, &info, H5O_INFO_BASIC) >= 0) {
    link.address = info.addr;
    return;
  }
  link.broken = true;
  link.problem = refusedExternal                ? ProblemCode::ExternalLink
                 : lastFailedWith(H5E_NLINKS)   ? ProblemCode::SoftLinkLoop
                 : lastFailedWith(H5E_NOTFOUND) ? ProblemCode::SoftLinkDangling
                                                : ProblemCode::Unreadable;
  link.detail = link.problem == ProblemCode::Unreadable ? lastReason() : linkTarget(group, link);
}

void Objects::describeGroup(hid_t group, Object &object) {
  object.kind = Object::Group;
  hsize_t at = 0;
  if (H5Literate(group, H5_INDEX_NAME, H5_ITER_NATIVE, &at, takeLink, &object.links) < 0) {
    object.links.clear();
    fail(object, ProblemCode::Unreadable, lastReason());
    return;
  }
  for (Link &link : object.links) {
    if (link.soft)
      followSoftLink(group, link);
    else if (link.broken && link.problem == ProblemCode::ExternalLink)
      link.detail = linkTarget(group, link);
  }
  std::sort(object.links.begin(), object.links.end(), [](const Link &a, const Link &b) { return a.name < b.name; });
  object.attributes = encodeAttributes(group, withAttributes);
}

//===- datasets ------------------------------------------------------------===//

void Objects::describeDataset(hid_t dataset, haddr_t address, Object &object) {
  object.kind = Object::Dataset;
  object.begin = out.size();
  addresses.push_back(address);
  if (!putDataset(dataset, object)) {
    out.truncate(object.begin);
    addresses.pop_back();
  }
  object.end = out.size();
}

bool Objects::putDataset(hid_t dataset, Object &object) {
  Handle plist(H5Dget_create_plist(dataset));
  // Before the shape is asked for: that of a virtual dataset may depend on other files.
  if (plist && (H5Pget_layout(plist) == H5D_VIRTUAL || H5Pget_external_count(plist) != 0))
    return fail(object, ProblemCode::ExternalStorage);
  Handle typeId(H5Dget_type(dataset));
  Handle space(H5Dget_space(dataset));
  if (!plist || !typeId || !space)
    return fail(object, ProblemCode::Unreadable, lastReason());
  TypeDescription type = describeType(typeId);
  uint64_t stored = H5Dget_storage_size(dataset), count = 0;
  std::string shape;
  if (!putShape(space, type, count, shape, object))
    return false;
  out.put(Tag::Dataset);
  out.put(type.kind);
  out.put(type.bits);
  out.put(static_cast<uint64_t>(addresses.size() - 1));
  out.put(type.elementBytes);
  out.put(stored);
  out.putText(type.text);
  out.putBytes(shape.data(), shape.size());
  std::string attributes = encodeAttributes(dataset, withAttributes);
  out.putBytes(attributes.data(), attributes.size());
  if (type.kind != ElementKind::String)
    return true;
  std::string reason;
  uint64_t declared;
  if (__builtin_mul_overflow(count, type.elementBytes, &declared) || declaresTooMuch(declared, stored))
    return fail(object, ProblemCode::Unreadable,
                std::to_string(count) + " texts are declared, " + std::to_string(stored) + " bytes are stored");
  if (!filtersReadable(plist, reason))
    return fail(object, ProblemCode::Unreadable, reason);
  return putTexts(dataset, typeId, type.elementBytes, count, object);
}

bool Objects::putShape(hid_t space, TypeDescription &type, uint64_t &count, std::string &encoded, Object &object) {
  hsize_t sizes[H5S_MAX_RANK];
  int rank = H5Sget_simple_extent_dims(space, sizes, nullptr);
  if (rank < 0)
    return fail(object, ProblemCode::Unreadable, lastReason());
  if (H5Sget_simple_extent_type(space) == H5S_NULL) {
    type = TypeDescription();
    type.text = "nothing (a null dataspace)";
    rank = 0;
  }
  encoded += static_cast<char>(rank);
  count = 1;
  for (int axis = 0; axis < rank; ++axis) {
    if (sizes[axis] > INT64_MAX)
      return fail(object, ProblemCode::DimensionTooLarge, std::to_string(sizes[axis]));
    encoded.append(reinterpret_cast<const char *>(&sizes[axis]), sizeof(uint64_t));
    if (__builtin_mul_overflow(count, sizes[axis], &count))
      count = UINT64_MAX;
  }
  if (std::find(sizes, sizes + rank, 0u) != sizes + rank)
    count = 0;
  return true;
}

//===- texts ---------------------------------------------------------------===//

bool Objects::putTexts(hid_t dataset, hid_t type, uint64_t elementBytes, uint64_t count, Object &object) {
  if (count == 0)
    return true;
  object.textCount = count;
  return H5Tis_variable_str(type) > 0 ? putVariableTexts(dataset, type, count, object)
                                      : putFixedTexts(dataset, type, elementBytes, count, object);
}

namespace {

/// What libhdf5 may still allocate for texts of variable length.
struct TextBudget {
  uint64_t left;
  uint64_t taken = 0;
  bool tooLong = false, tooMuch = false;
};

void *allocateText(size_t size, void *budget) {
  auto &b = *static_cast<TextBudget *>(budget);
  // libhdf5 asks for one byte more than the text has.
  b.tooLong |= size > longestText + 1;
  b.tooMuch |= size > b.left - b.taken;
  if (b.tooLong || b.tooMuch)
    return nullptr;
  b.taken += size;
  // With a zero behind it: where the type is damaged, libhdf5 does not end the text.
  return std::calloc(size + 1, 1);
}

void freeText(void *text, void *) { std::free(text); }

} // namespace

bool Objects::putVariableTexts(hid_t dataset, hid_t type, uint64_t count, Object &object) {
  TextBudget budget = {allTexts - textBytes};
  if (count > mostTexts - textCount)
    return fail(object, ProblemCode::TooMuchText);
  Handle transfer(H5Pcreate(H5P_DATASET_XFER));
  H5Pset_vlen_mem_manager(transfer, allocateText, &budget, freeText, nullptr);
  std::vector<char *> texts(count, nullptr);
  Handle memory(H5Tcopy(type));
  bool read = H5Dread(dataset, memory, H5S_ALL, H5S_ALL, transfer, texts.data()) >= 0;
  object.textBytes = budget.taken;
  if (read && takeTexts(budget.taken, count)) {
    for (const char *text : texts)
      out.putText(std::string_view(text ? text : ""));
  } else {
    read = budget.tooLong   ? fail(object, ProblemCode::TextTooLong)
           : budget.tooMuch ? fail(object, ProblemCode::TooMuchText)
                            : fail(object, ProblemCode::Unreadable, lastReason());
  }
  for (char *text : texts)
    std::free(text);
  return read;
}

bool Objects::putFixedTexts(hid_t dataset, hid_t type, uint64_t elementBytes, uint64_t count, Object &object) {
  if (elementBytes > longestText)
    return fail(object, ProblemCode::TextTooLong);
  uint64_t total;
  if (__builtin_mul_overflow(elementBytes, count, &total) || !takeTexts(total, count))
    return fail(object, ProblemCode::TooMuchText);
  object.textBytes = total;
  std::vector<char> texts(total);
  Handle memory(H5Tcopy(type));
  if (H5Dread(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()) < 0)
    return fail(object, ProblemCode::Unreadable, lastReason());
  H5T_str_t padding = H5Tget_strpad(type);
  for (uint64_t i = 0; i < count; ++i) {
    std::string_view text(texts.data() + i * elementBytes, elementBytes);
    if (padding == H5T_STR_NULLTERM)
      text = text.substr(0, text.find('\0'));
    char fill = padding == H5T_STR_SPACEPAD ? ' ' : '\0';
    out.putText(text.substr(0, text.find_last_not_of(fill) + 1));
  }
  return true;
}

} // namespace ganglion::nirfile
