//===- JSONNumbers.cpp ----------------------------------------------------===//
#include "backends/Xylo/JSONNumbers.h"
#include "llvm/ADT/STLExtras.h"
#include <charconv>

using namespace llvm;

namespace ganglion::xylo {

void NumberWriter::number(double value) {
  if (value == 0) {
    os << '0';
    return;
  }
  // The longest shortest form of a double has 24 characters.
  char text[32];
  std::to_chars_result end = std::to_chars(text, text + sizeof(text), value);
  os << StringRef(text, end.ptr - text);
}

/// "[", the elements with commas between them, "]".
template <typename Write> static void list(raw_ostream &os, int64_t count, Write write) {
  os << '[';
  for (int64_t index = 0; index < count; ++index) {
    if (index)
      os << ',';
    write(index);
  }
  os << ']';
}

void NumberWriter::row(ArrayRef<double> values) {
  list(os, values.size(), [&](int64_t index) { number(values[index]); });
}

void NumberWriter::matrix(const WeightMatrix &values) {
  list(os, values.rows,
       [&](int64_t index) { row(ArrayRef(values.values).slice(index * values.columns, values.columns)); });
}

void NumberWriter::planes(ArrayRef<WeightMatrix> values) {
  list(os, values.front().rows, [&](int64_t row) {
    list(os, values.front().columns, [&](int64_t column) {
      list(os, values.size(), [&](int64_t plane) { number(values[plane].at(row, column)); });
    });
  });
}

void NumberWriter::lists(ArrayRef<std::vector<int64_t>> values) {
  list(os, values.size(),
       [&](int64_t index) { list(os, values[index].size(), [&](int64_t entry) { os << values[index][entry]; }); });
}

} // namespace ganglion::xylo
