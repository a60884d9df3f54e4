//===- Memory.h - the memory image of a Xylo chip --------------------------===//
//
// `xylo.ram`: the words of the chip's configuration memory, as text.
//
//     #! target=xylo-a3 inputs=2 in_expansion=3 neurons=3 out_expansion=1 outputs=1 synapses=1 input_shift=0 ... bias=1
//     alias=0 00200 14 00201 FC
//
// The first line has what the memories do not tell: configured sizes, weight shifts, and whether biases and aliases are
// enabled. Then a word a line, address and value in hexadecimal, addresses ascending; words that are absent are 0; `#`
// starts a comment. Where a bank lies and how many digits its words have stands in the target's memory map. Banks are
// packed by the configured sizes:
//
// - input and output weights row by row (source by source), dense; recurrent ones as lists: for each hidden neuron the
//   count of its targets, then target numbers and weights of all lists one behind the other, targets ascending, where
//   either synapse has a weight;
// - dashes, thresholds and biases: hidden neurons, `output_gap` words (if it is not 0, one more for an odd number of
//   hidden neurons), output neurons;
// - aliases: the target or `no_alias`, and flags: 2 for a source plus 1 for a target.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_XYLO_MEMORY_H
#define GANGLION_BACKENDS_XYLO_MEMORY_H

#include "backends/Xylo/Specification.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

/// The text of `xylo.ram`. Output weights of a chip without `out_expansion` get rows of zeros for the neurons that have
/// none. Errors, a sentence for each: no memory map, numbers that are no integers, what has no words (a second synapse,
/// biases, several alias targets), a bank that is too small, and the first value of each bank that its words cannot
/// hold.
llvm::Expected<std::string> writeMemory(const Specification &specification, const target::Description &description);

/// Bytes of a text: a full chip has 2 MB.
inline constexpr size_t largestMemory = 16 << 20;

/// The name of the target that an image is for. Error: its first line has none.
llvm::Expected<std::string> targetOfMemory(llvm::StringRef text, llvm::StringRef file);

/// Reads such a text, of this target. It tells neither dt nor sources; weights of synapses that are all 0 are gone.
/// Errors, `FILE: line N: found X, allowed is ...`: the first of those that keep the text from being read, else the
/// first of each bank.
llvm::Expected<Specification> readMemory(llvm::StringRef text, llvm::StringRef file,
                                         const target::Description &description);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_MEMORY_H
