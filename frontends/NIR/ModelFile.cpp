//===- ModelFile.cpp - an open HDF5 file ----------------------------------===//
#include "frontends/NIR/FileKind.h"
#include "frontends/NIR/FileTree.h"
#include "frontends/NIR/ReaderProcess.h"
#include "frontends/NIR/SkeletonDecoder.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>
#include <unordered_map>
#include <unordered_set>

using namespace llvm;
using namespace ganglion::nirfile::protocol;

namespace ganglion::nirfile {

/// More than any model this project can hold; also keeps every sum of sizes far from overflow.
static constexpr uint64_t mostLoaded = uint64_t(1) << 40;
/// Room for the program itself and libhdf5's caches, and while the tree is read for all its texts, twice.
static constexpr uint64_t baseAddressSpace = uint64_t(512) << 20;
static constexpr uint64_t treeAddressSpace = uint64_t(896) << 20;
static constexpr uint64_t pageSize = 65536;

namespace {

/// The mapped regions of shared memory; lives as long as somebody uses loaded data.
struct Regions {
  std::vector<MutableArrayRef<char>> mapped;
  ~Regions() {
    for (MutableArrayRef<char> region : mapped)
      munmap(region.data(), region.size());
  }
};

/// A dataset of the file as the load command has it; several members of the tree may share it.
struct Item {
  uint64_t id, offset, bytes;
};
static_assert(sizeof(Item) == 24, "as ReaderProtocol.h says");

} // namespace

struct ModelFile::State {
  std::string path;
  uint64_t fileSize = 0;
  std::unique_ptr<ReaderProcess> reader;
  Group root;
  std::shared_ptr<Regions> regions = std::make_shared<Regions>();
  /// By id; no DenseMap, whose reserved keys a corrupted reader could send.
  std::unordered_map<uint64_t, ArrayRef<char>> loaded;
  uint64_t memoryUsed = 0;
  uint64_t declaredLoaded = 0, datasetsLoaded = 0;

  Error unreadable(const Twine &what) const { return make_error<UnreadableFile>(path, what); }
  /// Turns an error of the layers below, which do not know the file, into one of this file.
  Error ofFile(const Twine &prefix, Error error) const {
    std::string what = toString(std::move(error));
    return unreadable(prefix + what);
  }

  Error limit(uint64_t addressSpace);
  Error readSkeleton(const ReadOptions &options);
  Expected<std::vector<Item>> plan(ArrayRef<Dataset *> datasets, uint64_t &length, uint64_t &largest) const;
  Error checkSizes(const Dataset &dataset) const;
  Error loadItems(ArrayRef<Item> items, uint64_t length, uint64_t largest);
  Error reportFailures(ArrayRef<char> loadedFrame, ArrayRef<Item> items) const;
  std::string pathOf(uint64_t id) const;
};

ModelFile::ModelFile(std::unique_ptr<State> state) : state(std::move(state)) {}
ModelFile::ModelFile(ModelFile &&) = default;
ModelFile &ModelFile::operator=(ModelFile &&) = default;
ModelFile::~ModelFile() = default;

Group &ModelFile::root() { return state->root; }
StringRef ModelFile::path() const { return state->path; }
std::shared_ptr<void> ModelFile::owner() const { return state->regions; }

/// The limits for what is read now: 2 s, 1 s for each 50 MB of data declared, 1 s for each 5000 datasets. How many
/// there are is only known in the end; up to then 5 MB of file, at most 300, count as much.
Error ModelFile::State::limit(uint64_t addressSpace) {
  ChildLimits limits;
  limits.cpuSeconds =
      2 + declaredLoaded / 50'000'000 + datasetsLoaded / 5000 + std::min<uint64_t>(fileSize, 300'000'000) / 5'000'000;
  limits.addressSpaceBytes = addressSpace;
  return reader->limit(limits);
}

Error ModelFile::State::readSkeleton(const ReadOptions &options) {
  char wanted = options.attributes;
  if (Error error = limit(treeAddressSpace))
    return ofFile("", std::move(error));
  if (Error error = reader->send(FrameKind::Open, wanted))
    return ofFile("damaged: ", std::move(error));
  Expected<ReaderProcess::Frame> frame = reader->receive();
  if (!frame)
    return ofFile("damaged: ", frame.takeError());
  if (frame->kind == FrameKind::Failed)
    return unreadable(
        "HDF5, but damaged or cut off: " +
        escaped(frame->bytes().size() > 4 ? StringRef(frame->bytes().data(), frame->size).drop_front(4) : StringRef()));
  if (frame->kind != FrameKind::Skeleton)
    return unreadable("damaged: the reader sent something it must not send");
  Expected<Group> tree = decodeSkeleton(frame->bytes());
  if (!tree)
    return ofFile("damaged: ", tree.takeError());
  root = std::move(*tree);
  return Error::success();
}

Expected<ModelFile> ModelFile::open(StringRef path, const ReadOptions &options) {
  Expected<FileSummary> summary = inspectFile(path);
  if (!summary)
    return summary.takeError();
  if (summary->kind != FileKind::HDF5)
    return make_error<UnreadableFile>(path, "is " + describe(summary->kind) + ", an HDF5 file is expected");
  auto state = std::make_unique<State>();
  state->path = path.str();
  state->fileSize = summary->size;
  Expected<std::string> program = ReaderProcess::findProgram();
  if (!program)
    return state->ofFile("", program.takeError());
  Expected<std::unique_ptr<ReaderProcess>> reader = ReaderProcess::start(*program, path);
  if (!reader)
    return state->ofFile("", reader.takeError());
  state->reader = std::move(*reader);
  if (Error error = state->readSkeleton(options))
    return std::move(error);
  return ModelFile(std::move(state));
}

//===- loading -------------------------------------------------------------===//

/// Looks for the dataset in the tree; only for messages.
static bool findPath(const Group &group, uint64_t id, std::string &path) {
  for (const Member &member : group.members) {
    size_t length = path.size();
    path += "/" + member.name;
    if (const auto *dataset = std::get_if<Dataset>(&member.value)) {
      if (dataset->id == id)
        return true;
    } else if (const auto *below = std::get_if<std::unique_ptr<Group>>(&member.value)) {
      if (findPath(**below, id, path))
        return true;
    }
    path.resize(length);
  }
  return false;
}

std::string ModelFile::State::pathOf(uint64_t id) const {
  std::string text;
  findPath(root, id, text);
  return quoted(text);
}

/// Refuses what cannot be in the file, before memory is taken for it.
Error ModelFile::State::checkSizes(const Dataset &dataset) const {
  if (dataset.kind == ElementKind::Unsupported)
    return unreadable(pathOf(dataset.id) + ": its type is " + escaped(dataset.typeText) +
                      ", real numbers and booleans are allowed");
  std::string declared = dataset.declaredBytes == UINT64_MAX ? "more than 2^64" : std::to_string(dataset.declaredBytes);
  if (declaresTooMuch(dataset.declaredBytes, dataset.storedBytes))
    return unreadable(pathOf(dataset.id) + ": shape " + shapeText(dataset.shape) + " declares " + declared +
                      " bytes, but only " + Twine(dataset.storedBytes) + " bytes are stored");
  if (dataset.storedBytes > fileSize)
    return unreadable(pathOf(dataset.id) + ": " + Twine(dataset.storedBytes) +
                      " bytes are said to be stored, the file has " + Twine(fileSize));
  return Error::success();
}

static uint64_t physicalMemory() {
  long pages = sysconf(_SC_PHYS_PAGES), bytes = sysconf(_SC_PAGESIZE);
  return pages > 0 && bytes > 0 ? static_cast<uint64_t>(pages) * bytes : mostLoaded;
}

/// Where each dataset goes in a new region of `length` bytes; the first bytes of it tell how far the reader is.
Expected<std::vector<Item>> ModelFile::State::plan(ArrayRef<Dataset *> datasets, uint64_t &length,
                                                   uint64_t &largest) const {
  std::vector<Item> items;
  std::unordered_set<uint64_t> planned;
  uint64_t stored = 0;
  uint64_t most = std::min(mostLoaded, physicalMemory());
  length = dataAlignment;
  for (const Dataset *dataset : datasets) {
    if (dataset->kind == ElementKind::String || loaded.count(dataset->id) || planned.count(dataset->id))
      continue;
    if (Error error = checkSizes(*dataset))
      return std::move(error);
    if (dataset->declaredBytes == 0)
      continue;
    planned.insert(dataset->id);
    stored += dataset->storedBytes;
    if (stored > fileSize)
      return unreadable("damaged: its datasets are said to store more than the " + Twine(fileSize) + " bytes it has");
    if (dataset->declaredBytes > most - std::min(most, memoryUsed + length))
      return unreadable(pathOf(dataset->id) + ": with its " + Twine(dataset->declaredBytes) +
                        " bytes the file needs more memory than the " + Twine(most) + " bytes there are");
    items.push_back({dataset->id, length, dataset->declaredBytes});
    length = alignTo(length + dataset->declaredBytes, dataAlignment);
    largest = std::max(largest, dataset->declaredBytes);
  }
  length = alignTo(length, pageSize);
  return items;
}

template <typename T> static void append(std::vector<char> &bytes, const T *values, size_t count) {
  const char *begin = reinterpret_cast<const char *>(values);
  bytes.insert(bytes.end(), begin, begin + count * sizeof(T));
}

Error ModelFile::State::loadItems(ArrayRef<Item> items, uint64_t length, uint64_t largest) {
  uint64_t offset = memoryUsed;
  memoryUsed += length;
  declaredLoaded += length;
  datasetsLoaded += items.size();
  if (ftruncate(reader->memory(), static_cast<off_t>(memoryUsed)) < 0)
    return unreadable("no memory for " + Twine(length) + " bytes: " + strerror(errno));
  void *mapped = mmap(nullptr, length, PROT_READ, MAP_SHARED, reader->memory(), static_cast<off_t>(offset));
  if (mapped == MAP_FAILED)
    return unreadable("no memory for " + Twine(length) + " bytes: " + strerror(errno));
  auto *region = static_cast<char *>(mapped);
  regions->mapped.emplace_back(region, length);

  std::vector<char> command;
  uint32_t count = items.size();
  append(command, &offset, 1);
  append(command, &length, 1);
  append(command, &count, 1);
  append(command, items.data(), items.size());
  // A chunk is held compressed, expanded and converted while it is read.
  if (Error error = limit(baseAddressSpace + memoryUsed + 3 * largest))
    return ofFile("", std::move(error));
  Error failed = reader->send(FrameKind::Load, command);
  if (!failed) {
    Expected<ReaderProcess::Frame> frame = reader->receive();
    if (frame && frame->kind == FrameKind::Loaded) {
      if (Error error = reportFailures(frame->bytes(), items))
        return error;
      for (const Item &item : items)
        loaded[item.id] = ArrayRef<char>(region + item.offset, item.bytes);
      return Error::success();
    }
    failed = frame ? createStringError("the reader sent something it must not send") : frame.takeError();
  }
  uint64_t at;
  std::memcpy(&at, region, sizeof(at));
  return ofFile((at < items.size() ? pathOf(items[at].id) + ": " : "") + "damaged: ", std::move(failed));
}

Error ModelFile::State::reportFailures(ArrayRef<char> loadedFrame, ArrayRef<Item> items) const {
  Expected<std::vector<FailedItem>> failures = decodeLoaded(loadedFrame, items.size());
  if (!failures)
    return ofFile("damaged: ", failures.takeError());
  Error all = Error::success();
  for (const FailedItem &failure : *failures)
    all = joinErrors(std::move(all), unreadable(pathOf(items[failure.index].id) + ": cannot be read (" +
                                                escaped(failure.reason) + ")"));
  return all;
}

Error ModelFile::load(ArrayRef<Dataset *> datasets) {
  uint64_t length = 0, largest = 0;
  Expected<std::vector<Item>> items = state->plan(datasets, length, largest);
  if (!items)
    return items.takeError();
  if (!items->empty())
    if (Error error = state->loadItems(*items, length, largest))
      return error;
  for (Dataset *dataset : datasets) {
    auto found = state->loaded.find(dataset->id);
    if (dataset->kind == ElementKind::String || found == state->loaded.end())
      continue;
    // Two datasets of one id have one size unless the reader was corrupted.
    if (found->second.size() != dataset->declaredBytes)
      return state->unreadable(state->pathOf(dataset->id) + ": damaged: its size changed while it was read");
    if (dataset->kind == ElementKind::Boolean && any_of(found->second, [](char c) { return c != 0 && c != 1; }))
      return state->unreadable(state->pathOf(dataset->id) + ": damaged: a boolean is neither 0 nor 1");
    dataset->data = found->second;
  }
  return Error::success();
}

} // namespace ganglion::nirfile
