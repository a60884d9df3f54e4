//===- SpecificationFile.h - Rockpool's specification dictionary as JSON --===//
//
// A JSON object with the keys of the dictionary that Rockpool's mappers return and its builders take, arrays as nested
// lists: json.dump of that dictionary with .tolist(), without mapped_graph.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_XYLO_SPECIFICATIONFILE_H
#define GANGLION_BACKENDS_XYLO_SPECIFICATIONFILE_H

#include "backends/Xylo/Specification.h"
#include "llvm/Support/Error.h"

namespace ganglion::xylo {

/// Whether a text looks like a specification rather than like anything else that we read: an object with weights.
bool looksLikeSpecification(llvm::StringRef text);

/// Reads a specification. Two-dimensional weights_in or weights_rec have one synapse; missing biases and aliases (or
/// null) are none, missing shifts 0. Its numbers count as integers if all of them are. All errors are reported, a
/// joined error for each: `FILE: field 'threshold': found a list of 3 elements, allowed is a list of 4 numbers`.
llvm::Expected<Specification> readSpecification(llvm::StringRef text, llvm::StringRef file);

/// Writes all keys, weights_in and weights_rec with three dimensions. Numbers have their shortest form that reads back.
void writeSpecification(const Specification &specification, llvm::raw_ostream &os);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_SPECIFICATIONFILE_H
