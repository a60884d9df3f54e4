//===- Input.cpp ----------------------------------------------------------===//
#include "frontends/Data/Input.h"
#include "frontends/Data/NirData.h"
#include "frontends/Data/Npy.h"
#include "frontends/Data/TextInput.h"
#include "frontends/NIR/FileKind.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace ganglion::data {

using nirfile::FileKind;
using nirfile::FileSummary;
using nirfile::UnreadableFile;

/// "[T, 2, 3]", or "[B, T, 2, 3]".
static std::string expectedShape(StringRef leading, ArrayRef<int64_t> node) {
  std::string inner = shapeText(node);
  return "[" + leading.str() + (node.empty() ? "" : ", ") + inner.substr(1);
}

Expected<InputLayout> checkInputShape(ArrayRef<int64_t> data, ArrayRef<int64_t> node, StringRef name) {
  size_t leading = data.size() - std::min(data.size(), node.size());
  if ((leading != 1 && leading != 2) || data.take_back(node.size()) != node)
    return createStringError("node " + quoted(name) + ": the data have shape " + shapeText(data) + ", " +
                             expectedShape("T", node) + " or " + expectedShape("B, T", node) + " is expected");
  InputLayout layout;
  layout.batched = leading == 2;
  layout.samples = layout.batched ? data[0] : 1;
  layout.steps = data[leading - 1];
  return layout;
}

/// Gives the last axis, which counts channels, the shape of the node if their numbers agree.
static void unflatten(std::vector<int64_t> &shape, ArrayRef<int64_t> node) {
  if (shape.empty() || static_cast<uint64_t>(shape.back()) != nirfile::elementsOf(node))
    return;
  shape.pop_back();
  shape.insert(shape.end(), node.begin(), node.end());
}

static Expected<Input> readText(StringRef path, const InputContext &context) {
  auto buffer = MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return make_error<UnreadableFile>(path, "cannot be opened: " + buffer.getError().message());
  Expected<Input> input = parseText((*buffer)->getBuffer(), context);
  if (!input)
    return make_error<UnreadableFile>(path, toString(input.takeError()));
  return input;
}

static Expected<Input> readFile(StringRef path, FileKind kind, const InputContext &context) {
  if (kind == FileKind::NumPy) {
    Expected<Array> array = readNpy(path);
    if (!array)
      return array.takeError();
    Input input;
    input.array = std::move(*array);
    return std::move(input);
  }
  if (kind == FileKind::HDF5)
    return readNirData(path, context);
  return readText(path, context);
}

Expected<Input> readInput(StringRef path, const InputContext &context) {
  Expected<FileSummary> summary = nirfile::inspectFile(path);
  if (!summary)
    return summary.takeError();
  FileKind kind = summary->kind;
  if (kind != FileKind::NumPy && kind != FileKind::HDF5 && kind != FileKind::Text)
    return make_error<UnreadableFile>(path, "is " + nirfile::describe(kind) +
                                                ", a .npy array, a NIR data file, CSV or an event list is expected");
  Expected<Input> input = readFile(path, kind, context);
  if (!input)
    return input.takeError();
  if (kind != FileKind::NumPy)
    unflatten(input->array.shape, context.shape);
  Expected<InputLayout> layout = checkInputShape(input->array.shape, context.shape, context.node);
  if (!layout)
    return createStringError(path + ": " + toString(layout.takeError()));
  input->layout = *layout;
  return input;
}

} // namespace ganglion::data
