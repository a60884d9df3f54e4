//===- Narrowing.h - which sums may be held in small integers -------------===//
//
// Proofs over the weights of a connection, made when it is compiled: no partial sum of a row of events, in
// any order, leaves the range of a type. What is not proved is not narrowed.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_CPU_NARROWING_H
#define GANGLION_BACKENDS_CPU_NARROWING_H

#include "ir/SNN/Integers.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>
#include <string>

namespace ganglion::cpu {

/// A connection of `targets` x `sources` weights (C order), with a bias for each target or none.
struct DenseWeights {
  mlir::ElementsAttr weight;
  llvm::ArrayRef<double> bias; ///< rounded to the compute type
  int64_t targets, sources;
};

/// A connection of listed synapses, in any order; a pair may have several. Weights that are not listed do not count.
struct ListedWeights {
  mlir::ElementsAttr weight;
  llvm::ArrayRef<int64_t> indices;  ///< flat index of the weight of each synapse
  llvm::ArrayRef<int32_t> targetOf; ///< its target
  llvm::ArrayRef<double> bias;      ///< as of DenseWeights
  int64_t targets;
};

/// How the weights of floats are held as integers: each is k * 2^exponent, and so is each bias.
struct NarrowFloats {
  int exponent;
  unsigned weightBits;   ///< 8 or 16: every k of a weight fits
  unsigned sumBits;      ///< 16 or 32: every sum of k fits, in any order
  int64_t largestWeight; ///< the largest |k| of a weight
  std::string reason;    ///< the bound that was found, as a phrase
};

/// Where sources are 0 or 1. Holds if every k of a weight fits 16 bits, and for each target the sum of all |k|, the
/// bias included, is at most 2^24 (f32) or 2^31 - 1 (f64), that sum times 2^exponent is finite, and the exponent is >=
/// -1023: then every partial sum is a number of the compute type, floats add without rounding, and integers give the
/// same bits. `isSingle`: the compute type is f32, to which weights are rounded first.
std::optional<NarrowFloats> narrowFloats(const DenseWeights &dense, bool isSingle);
std::optional<NarrowFloats> narrowFloats(const ListedWeights &listed, bool isSingle);

/// A weight times this is its number k under `NarrowFloats`, exactly.
double unitsPerOne(int exponent);

/// What is known of the sums of integers.
struct IntegerSums {
  unsigned weightBits;               ///< 8, 16 or 32: every weight fits
  int64_t largestWeight;             ///< the largest |weight|
  std::optional<unsigned> exactBits; ///< 16 or 32: no sum leaves these bits, in any order; none: sums may be cut
  std::optional<int64_t> limit;      ///< values from -limit to limit have products that fit; none: all values have
  std::string reason;                ///< the bounds that were found, as a phrase
};

/// Sums in a network of integers of `bits` bits, where the values of sources lie in `values`.
IntegerSums boundIntegers(const DenseWeights &dense, snn::IntegerRange values, unsigned bits);
IntegerSums boundIntegers(const ListedWeights &listed, snn::IntegerRange values, unsigned bits);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_NARROWING_H
