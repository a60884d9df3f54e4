//===- HDF5Writer.cpp -----------------------------------------------------===//
#include "frontends/NIR/HDF5Writer.h"
#include "frontends/NIR/Reader/Handle.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace ganglion::nirfile {

/// A chunk may have up to 4 GiB - 1, but whoever reads one holds it in memory.
static constexpr uint64_t largestChunk = uint64_t(64) << 20;

namespace {

/// Keeps libhdf5 from printing in this thread.
class Silence {
public:
  Silence() {
    H5Eget_auto2(H5E_DEFAULT, &function, &data);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  ~Silence() { H5Eset_auto2(H5E_DEFAULT, function, data); }

private:
  H5E_auto2_t function = nullptr;
  void *data = nullptr;
};

class TreeWriter {
public:
  explicit TreeWriter(const WriteOptions &options) : options(options) {}
  Error write(const std::string &path, const Group &root);

private:
  Error writeMembers(hid_t parent, const Group &group);
  Error writeMember(hid_t parent, const Member &member);
  Error writeGroup(hid_t parent, const std::string &name, const Group &group);
  Error writeDataset(hid_t parent, const std::string &name, const Dataset &dataset);
  Error writeNumbers(hid_t parent, const std::string &name, hid_t space, const Dataset &dataset);
  Error writeTexts(hid_t parent, const std::string &name, hid_t space, const Dataset &dataset);
  Error writeAttributes(hid_t object, ArrayRef<Attribute> attributes);
  Error storeCompressed(hid_t creation, const Dataset &dataset);

  /// A failure of libhdf5 at `name`, which is full only if the disk or the memory is.
  Error failed(StringRef name) const { return createStringError(quoted(name) + ": " + lastReason()); }

  WriteOptions options;
};

/// A property list for objects without time stamps.
hid_t untimed(hid_t propertyClass) {
  hid_t list = H5Pcreate(propertyClass);
  H5Pset_obj_track_times(list, false);
  return list;
}

hid_t textType() {
  hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

/// IEEE 754 binary16, which libhdf5 1.10 does not name.
hid_t halfType() {
  hid_t type = H5Tcopy(H5T_IEEE_F32LE);
  H5Tset_fields(type, 15, 10, 5, 0, 10);
  H5Tset_size(type, 2);
  H5Tset_ebias(type, 15);
  return type;
}

/// As h5py stores numpy.bool.
hid_t booleanType() {
  hid_t type = H5Tenum_create(H5T_STD_I8LE);
  int8_t value = 0;
  H5Tenum_insert(type, "FALSE", &value);
  value = 1;
  H5Tenum_insert(type, "TRUE", &value);
  return type;
}

/// The type in the file; -1 for one that cannot be written.
hid_t fileType(const Dataset &dataset) {
  unsigned index = dataset.bits == 8 ? 0 : dataset.bits == 16 ? 1 : dataset.bits == 32 ? 2 : dataset.bits == 64 ? 3 : 4;
  const hid_t sint[] = {H5T_STD_I8LE, H5T_STD_I16LE, H5T_STD_I32LE, H5T_STD_I64LE};
  const hid_t uint[] = {H5T_STD_U8LE, H5T_STD_U16LE, H5T_STD_U32LE, H5T_STD_U64LE};
  const hid_t real[] = {-1, -1, H5T_IEEE_F32LE, H5T_IEEE_F64LE};
  if (index > 3)
    return -1;
  switch (dataset.kind) {
  case ElementKind::SignedInteger:
    return H5Tcopy(sint[index]);
  case ElementKind::UnsignedInteger:
    return H5Tcopy(uint[index]);
  case ElementKind::Float:
    return index == 1 ? halfType() : index > 1 ? H5Tcopy(real[index]) : -1;
  case ElementKind::Boolean:
    return index == 0 ? booleanType() : -1;
  case ElementKind::String:
  case ElementKind::Unsupported:
    break;
  }
  return -1;
}

hid_t memoryType(hid_t file) {
  hid_t type = H5Tcopy(file);
  if (H5Tget_class(type) != H5T_ENUM)
    H5Tset_order(type, H5Tget_order(H5T_NATIVE_INT));
  return type;
}

hid_t spaceOf(ArrayRef<int64_t> shape) {
  if (shape.empty())
    return H5Screate(H5S_SCALAR);
  SmallVector<hsize_t> sizes(shape.begin(), shape.end());
  return H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr);
}

Error checkName(StringRef name) {
  if (name.empty() || name == "." || name.contains('/') || name.contains('\0'))
    return createStringError("the name " + quoted(name) +
                             " cannot stand in an HDF5 file: empty, \".\", '/' and a zero byte are not allowed");
  return Error::success();
}

Error TreeWriter::write(const std::string &path, const Group &root) {
  Handle access(H5Pcreate(H5P_FILE_ACCESS));
  H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18);
  H5Pset_file_locking(access, false, true);
  Handle creation(untimed(H5P_FILE_CREATE));
  hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, access);
  if (file < 0)
    return failed("/");
  Error error = Error::success();
  {
    Handle top(H5Gopen2(file, "/", H5P_DEFAULT));
    error = joinErrors(writeAttributes(top, root.attributes), writeMembers(top, root));
  }
  // Closing writes what is still cached, and fails if there is no room for it.
  if (H5Fclose(file) < 0 && !error)
    error = joinErrors(std::move(error), failed("/"));
  return error;
}

Error TreeWriter::writeMembers(hid_t parent, const Group &group) {
  std::vector<const Member *> members;
  for (const Member &member : group.members)
    members.push_back(&member);
  llvm::sort(members, [](const Member *a, const Member *b) { return a->name < b->name; });
  for (const Member *member : members)
    if (Error error = writeMember(parent, *member))
      return error;
  return Error::success();
}

Error TreeWriter::writeMember(hid_t parent, const Member &member) {
  if (Error error = checkName(member.name))
    return error;
  if (const auto *group = std::get_if<std::unique_ptr<Group>>(&member.value))
    return writeGroup(parent, member.name, **group);
  if (const auto *dataset = std::get_if<Dataset>(&member.value))
    return writeDataset(parent, member.name, *dataset);
  return createStringError(quoted(member.name) + ": cannot be written, it is " + std::get<Problem>(member.value).text);
}

hid_t utf8Links() {
  hid_t list = H5Pcreate(H5P_LINK_CREATE);
  H5Pset_char_encoding(list, H5T_CSET_UTF8);
  return list;
}

Error TreeWriter::writeGroup(hid_t parent, const std::string &name, const Group &group) {
  Handle links(utf8Links()), creation(untimed(H5P_GROUP_CREATE));
  Handle created(H5Gcreate2(parent, name.c_str(), links, creation, H5P_DEFAULT));
  if (!created)
    return failed(name);
  if (Error error = writeAttributes(created, group.attributes))
    return error;
  return writeMembers(created, group);
}

Error TreeWriter::writeDataset(hid_t parent, const std::string &name, const Dataset &dataset) {
  uint64_t count = dataset.elements();
  if (dataset.shape.size() > H5S_MAX_RANK || count == UINT64_MAX)
    return createStringError(quoted(name) + ": HDF5 cannot hold the shape " + shapeText(dataset.shape));
  Handle space(spaceOf(dataset.shape));
  if (!space)
    return failed(name);
  bool isText = dataset.kind == ElementKind::String;
  if (isText ? dataset.strings.size() != count : dataset.data.size() != count * (dataset.bits / 8))
    return createStringError(quoted(name) + ": " + Twine(isText ? dataset.strings.size() : dataset.data.size()) +
                             (isText ? " texts" : " bytes of " + typeText(dataset.kind, dataset.bits)) +
                             " do not fit the shape " + shapeText(dataset.shape));
  return isText ? writeTexts(parent, name, space, dataset) : writeNumbers(parent, name, space, dataset);
}

Error TreeWriter::storeCompressed(hid_t creation, const Dataset &dataset) {
  SmallVector<hsize_t> chunk(dataset.shape.begin(), dataset.shape.end());
  uint64_t bytes = dataset.data.size();
  for (hsize_t &size : chunk) {
    if (bytes <= largestChunk)
      break;
    uint64_t row = bytes / size;
    size = std::max<uint64_t>(1, largestChunk / row);
    bytes = row * size;
  }
  if (H5Pset_chunk(creation, static_cast<int>(chunk.size()), chunk.data()) < 0 ||
      H5Pset_deflate(creation, options.gzipLevel) < 0)
    return createStringError(lastReason());
  return Error::success();
}

Error TreeWriter::writeNumbers(hid_t parent, const std::string &name, hid_t space, const Dataset &dataset) {
  Handle type(fileType(dataset));
  if (!type)
    return createStringError(quoted(name) + ": the type " + typeText(dataset.kind, dataset.bits) +
                             " cannot be written");
  Handle links(utf8Links()), creation(untimed(H5P_DATASET_CREATE));
  if (options.gzipLevel >= 0 && !dataset.shape.empty() && !dataset.data.empty())
    if (Error error = storeCompressed(creation, dataset))
      return error;
  Handle created(H5Dcreate2(parent, name.c_str(), type, space, links, creation, H5P_DEFAULT));
  if (!created)
    return failed(name);
  Handle memory(memoryType(type));
  if (!dataset.data.empty() && H5Dwrite(created, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, dataset.data.data()) < 0)
    return failed(name);
  return writeAttributes(created, dataset.attributes);
}

Error TreeWriter::writeTexts(hid_t parent, const std::string &name, hid_t space, const Dataset &dataset) {
  std::vector<const char *> texts;
  for (const std::string &text : dataset.strings) {
    if (StringRef(text).contains('\0'))
      return createStringError(quoted(name) + ": the text " + quoted(text) + " has a zero byte, HDF5 cannot hold it");
    texts.push_back(text.c_str());
  }
  Handle type(textType()), links(utf8Links()), creation(untimed(H5P_DATASET_CREATE));
  Handle created(H5Dcreate2(parent, name.c_str(), type, space, links, creation, H5P_DEFAULT));
  if (!created || (!texts.empty() && H5Dwrite(created, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()) < 0))
    return failed(name);
  return writeAttributes(created, dataset.attributes);
}

Error TreeWriter::writeAttributes(hid_t object, ArrayRef<Attribute> attributes) {
  Handle space(H5Screate(H5S_SCALAR)), text(textType());
  for (const Attribute &attribute : attributes) {
    const auto *words = std::get_if<std::string>(&attribute.value);
    const auto *real = std::get_if<double>(&attribute.value);
    const auto *integer = std::get_if<int64_t>(&attribute.value);
    if (!words && !real && !integer)
      return createStringError("the attribute " + quoted(attribute.name) + " has no value that can be written");
    hid_t type = words ? hid_t(text) : real ? H5T_IEEE_F64LE : H5T_STD_I64LE;
    Handle created(H5Acreate2(object, attribute.name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT));
    const char *characters = words ? words->c_str() : nullptr;
    herr_t written = !created ? -1
                     : words  ? H5Awrite(created, text, &characters)
                     : real   ? H5Awrite(created, H5T_NATIVE_DOUBLE, real)
                              : H5Awrite(created, H5T_NATIVE_INT64, integer);
    if (written < 0)
      return failed(attribute.name);
  }
  return Error::success();
}

} // namespace

Error writeTree(StringRef path, const Group &root, const WriteOptions &options) {
  Silence silence;
  auto fail = [&](const Twine &why) { return createStringError(path + ": cannot be written: " + why); };
  if (sys::fs::exists(path) && !sys::fs::is_regular_file(path))
    return fail("it is no regular file");
  Expected<sys::fs::TempFile> file = sys::fs::TempFile::create(path + ".%%%%%%.tmp");
  if (!file)
    return fail(toString(file.takeError()));
  if (Error error = TreeWriter(options).write(file->TmpName, root)) {
    consumeError(file->discard());
    return fail(toString(std::move(error)));
  }
  if (Error error = file->keep(path))
    return fail(toString(std::move(error)));
  return Error::success();
}

} // namespace ganglion::nirfile
