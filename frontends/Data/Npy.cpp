//===- Npy.cpp ------------------------------------------------------------===//
#include "frontends/Data/Npy.h"
#include "frontends/NIR/FileKind.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace ganglion::data {

using nirfile::UnreadableFile;

static constexpr StringLiteral magic("\x93NUMPY");
static constexpr size_t highestRank = 64;

namespace {

/// Reads the header's Python dictionary: {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }.
class DictionaryParser {
public:
  DictionaryParser(StringRef text, NpyHeader &header) : text(text), header(header) {}

  Error parse() {
    if (!take('{'))
      return malformed();
    while (!take('}')) {
      Expected<StringRef> key = string();
      if (!key || !take(':'))
        return key ? malformed() : key.takeError();
      if (Error error = value(*key))
        return error;
      if (!take(',') && !text.starts_with("}"))
        return malformed();
    }
    if (!text.trim().empty() || !hasType || !hasOrder || !hasShape)
      return malformed();
    return Error::success();
  }

private:
  Error malformed() const {
    return createStringError("the header is not a dictionary of descr, fortran_order and shape");
  }

  bool take(char c) {
    text = text.ltrim();
    return text.consume_front(StringRef(&c, 1));
  }

  Expected<StringRef> string() {
    text = text.ltrim();
    if (!text.starts_with("'") && !text.starts_with("\""))
      return malformed();
    size_t end = text.find(text[0], 1);
    if (end == StringRef::npos)
      return malformed();
    StringRef inner = text.slice(1, end);
    text = text.drop_front(end + 1);
    return inner;
  }

  Error value(StringRef key) {
    if (key == "descr")
      return type();
    if (key == "fortran_order")
      return order();
    if (key == "shape")
      return shape();
    return malformed();
  }

  Error type() {
    hasType = true;
    text = text.ltrim();
    if (text.starts_with("[")) {
      std::string fields = text.take_front(text.find(']') + 1).str();
      std::replace(fields.begin(), fields.end(), '\'', '"');
      return createStringError("its elements are structured, " + escaped(fields) +
                               ", real numbers and booleans are allowed");
    }
    Expected<StringRef> name = string();
    if (!name)
      return name.takeError();
    StringRef rest = *name;
    bool big = rest.consume_front(">");
    bool known = big || rest.consume_front("<") || rest.consume_front("|") || rest.consume_front("=");
    char letter = rest.empty() ? '\0' : rest.front();
    unsigned bytes = 0;
    known = known && !rest.empty() && !rest.drop_front().getAsInteger(10, bytes) && setType(letter, bytes);
    if (!known)
      return createStringError("its elements are of type " + quoted(*name) + ", real numbers and booleans are allowed");
    header.swapped = bytes > 1 && big == sys::IsLittleEndianHost;
    return Error::success();
  }

  bool setType(char letter, unsigned bytes) {
    header.bits = bytes * 8;
    bool whole = bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
    switch (letter) {
    case 'b':
      header.kind = ElementKind::Boolean;
      return bytes == 1;
    case 'i':
      header.kind = ElementKind::SignedInteger;
      return whole;
    case 'u':
      header.kind = ElementKind::UnsignedInteger;
      return whole;
    case 'f':
      header.kind = ElementKind::Float;
      return bytes == 2 || bytes == 4 || bytes == 8;
    default:
      return false;
    }
  }

  Error order() {
    hasOrder = true;
    text = text.ltrim();
    header.fortran = text.consume_front("True");
    return header.fortran || text.consume_front("False") ? Error::success() : malformed();
  }

  Error shape() {
    hasShape = true;
    header.shape.clear();
    if (!take('('))
      return malformed();
    while (!take(')')) {
      text = text.ltrim();
      uint64_t size;
      if (header.shape.size() == highestRank || text.empty() || !isDigit(text.front()) ||
          text.consumeInteger(10, size) || size > INT64_MAX)
        return malformed();
      text.consume_front("L"); // as Python 2 wrote them
      header.shape.push_back(static_cast<int64_t>(size));
      if (!take(',') && !text.starts_with(")"))
        return malformed();
    }
    return Error::success();
  }

  StringRef text;
  NpyHeader &header;
  bool hasType = false, hasOrder = false, hasShape = false;
};

} // namespace

Expected<NpyHeader> parseNpyHeader(StringRef bytes) {
  if (!bytes.starts_with(magic) || bytes.size() < 10)
    return createStringError("it is cut off inside the header");
  unsigned major = static_cast<uint8_t>(bytes[6]), minor = static_cast<uint8_t>(bytes[7]);
  if (major < 1 || major > 3)
    return createStringError("its format is " + Twine(major) + "." + Twine(minor) + ", 1.0 to 3.0 are read");
  size_t start = major == 1 ? 10 : 12;
  if (bytes.size() < start)
    return createStringError("it is cut off inside the header");
  uint64_t length =
      major == 1 ? support::endian::read16le(bytes.data() + 8) : support::endian::read32le(bytes.data() + 8);
  if (length > bytes.size() - start)
    return createStringError("its header is said to have " + Twine(length) + " bytes, the file has " +
                             Twine(bytes.size() - start) + " after its start");
  NpyHeader header;
  header.dataOffset = start + length;
  if (Error error = DictionaryParser(bytes.substr(start, length), header).parse())
    return std::move(error);
  uint64_t size, found = bytes.size() - header.dataOffset;
  if (__builtin_mul_overflow(nirfile::elementsOf(header.shape), header.bits / 8, &size) || size != found)
    return createStringError("shape " + shapeText(header.shape) + " of " + nirfile::typeText(header.kind, header.bits) +
                             " does not fit the " + Twine(found) + " bytes after the header");
  return header;
}

/// The elements in C order.
static std::vector<char> reorder(StringRef source, const NpyHeader &header) {
  size_t width = header.bits / 8, rank = header.shape.size();
  std::vector<char> target(source.size());
  std::vector<int64_t> index(rank, 0);
  // How far apart in the file neighbours along each axis are.
  std::vector<size_t> stride(rank);
  size_t step = width;
  for (size_t axis = 0; axis < rank; ++axis) {
    stride[axis] = step;
    step *= header.shape[axis];
  }
  size_t from = 0;
  for (size_t to = 0; to < target.size(); to += width) {
    std::copy_n(source.data() + from, width, target.data() + to);
    for (size_t axis = rank; axis-- > 0;) {
      from += stride[axis];
      if (++index[axis] < header.shape[axis])
        break;
      from -= stride[axis] * header.shape[axis];
      index[axis] = 0;
    }
  }
  return target;
}

Expected<Array> readNpy(StringRef path) {
  auto buffer = MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return make_error<UnreadableFile>(path, "cannot be opened: " + buffer.getError().message());
  StringRef bytes = (*buffer)->getBuffer();
  Expected<NpyHeader> header = parseNpyHeader(bytes);
  if (!header)
    return make_error<UnreadableFile>(path, toString(header.takeError()));
  StringRef data = bytes.drop_front(header->dataOffset);
  bool transposed = header->fortran && header->shape.size() > 1;
  if (!header->swapped && !transposed) {
    std::shared_ptr<void> owner = std::shared_ptr<MemoryBuffer>(std::move(*buffer));
    return Array{header->kind, header->bits, header->shape, ArrayRef<char>(data.data(), data.size()), owner};
  }
  std::vector<char> copy = transposed ? reorder(data, *header) : std::vector<char>(data.begin(), data.end());
  if (header->swapped)
    for (size_t i = 0; i < copy.size(); i += header->bits / 8)
      std::reverse(copy.begin() + i, copy.begin() + i + header->bits / 8);
  return Array::own(header->kind, header->bits, header->shape, std::move(copy));
}

//===- writing -------------------------------------------------------------===//

static std::string headerOf(const Array &array) {
  char letter = array.kind == ElementKind::Float           ? 'f'
                : array.kind == ElementKind::Boolean       ? 'b'
                : array.kind == ElementKind::SignedInteger ? 'i'
                                                           : 'u';
  std::string dictionary = std::string("{'descr': '") + (array.bits == 8 ? '|' : '<') + letter +
                           std::to_string(array.bits / 8) + "', 'fortran_order': False, 'shape': (";
  for (size_t axis = 0; axis < array.shape.size(); ++axis)
    dictionary += (axis ? ", " : "") + std::to_string(array.shape[axis]);
  dictionary += array.shape.size() == 1 ? ",), }" : "), }";
  // The data start at a multiple of 64 bytes.
  size_t length = alignTo(10 + dictionary.size() + 1, 64) - 10;
  dictionary.append(length - dictionary.size() - 1, ' ');
  dictionary += '\n';
  char sizeField[2];
  support::endian::write16le(sizeField, static_cast<uint16_t>(length));
  return magic.str() + std::string("\x01\x00", 2) + std::string(sizeField, 2) + dictionary;
}

static_assert(sys::IsLittleEndianHost, "writeNpy writes the bytes as they are");

Error writeNpy(StringRef path, const Array &array) {
  auto fail = [&](Error error) {
    return createStringError(path + ": cannot be written: " + toString(std::move(error)));
  };
  if (sys::fs::exists(path) && !sys::fs::is_regular_file(path))
    return fail(createStringError("it is no regular file"));
  Expected<sys::fs::TempFile> file = sys::fs::TempFile::create(path + ".%%%%%%.tmp");
  if (!file)
    return fail(file.takeError());
  raw_fd_ostream out(file->FD, /*shouldClose=*/false);
  out << headerOf(array);
  out.write(array.bytes.data(), array.bytes.size());
  out.flush();
  if (std::error_code failed = out.error()) {
    out.clear_error();
    consumeError(file->discard());
    return fail(errorCodeToError(failed));
  }
  if (Error error = file->keep(path))
    return fail(std::move(error));
  return Error::success();
}

} // namespace ganglion::data
