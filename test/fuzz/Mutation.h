//===- Mutation.h - damage to files ---------------------------------------===//
#ifndef GANGLION_TEST_FUZZ_MUTATION_H
#define GANGLION_TEST_FUZZ_MUTATION_H

#include "llvm/ADT/ArrayRef.h"
#include <random>
#include <vector>

namespace ganglion::test {

using Random = std::mt19937_64;

/// A copy of `file`, changed in one to eight places: flipped bits, other bytes, runs of zeros, other lengths and
/// numbers (binary and in words), cuts, repetitions, and pieces of `donor`.
std::vector<char> mutate(llvm::ArrayRef<char> file, llvm::ArrayRef<char> donor, Random &random);

} // namespace ganglion::test

#endif // GANGLION_TEST_FUZZ_MUTATION_H
