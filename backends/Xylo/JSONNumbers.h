//===- JSONNumbers.h - arrays of numbers as JSON text ---------------------===//
//
// A chip has matrices of a million numbers, nearly all 0; a tree of JSON values for them would take most of the time of
// a compilation.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_XYLO_JSONNUMBERS_H
#define GANGLION_BACKENDS_XYLO_JSONNUMBERS_H

#include "backends/Xylo/Specification.h"
#include "llvm/Support/raw_ostream.h"

namespace ganglion::xylo {

/// Writes finite numbers in the shortest form that reads back, 0 and -0 as 0.
class NumberWriter {
public:
  explicit NumberWriter(llvm::raw_ostream &os) : os(os) {}

  void number(double value);
  void row(llvm::ArrayRef<double> values);
  /// [[row], ...]
  void matrix(const WeightMatrix &values);
  /// [[[w] or [w, w2], ...], ...]
  void planes(llvm::ArrayRef<WeightMatrix> values);
  void lists(llvm::ArrayRef<std::vector<int64_t>> values);

private:
  llvm::raw_ostream &os;
};

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_JSONNUMBERS_H
