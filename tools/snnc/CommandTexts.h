//===- CommandTexts.h - what the help of each command teaches -------------===//
#ifndef GANGLION_TOOLS_SNNC_COMMANDTEXTS_H
#define GANGLION_TOOLS_SNNC_COMMANDTEXTS_H

#include "llvm/ADT/StringRef.h"

namespace ganglion::snnc {

/// Texts stand in the help as they are here: lines of at most 100 characters.
struct CommandText {
  llvm::StringLiteral name, usage, summary, purpose, examples, exitStatus;
};

inline constexpr llvm::StringLiteral errorStatus =
    "  2  wrong usage, or a file that cannot be read or written\n"
    "Findings are lines on stderr: severity, rule, node, what was found, what is allowed; what to do.\n";

inline constexpr CommandText checkText = {
    "check",
    "snnc check MODEL|DIR [options]",
    "say whether a model is sound, and everything that is odd about it",
    "Reads a model (.nir, .mlir, .mlirbc, known by its content) and reports all findings at once. With a\n"
    "time step, given or told by the file's numbers, it checks the meaning in time as well, and with\n"
    "--target whether the target can hold it: for a Xylo chip it is mapped and quantised, and what it uses\n"
    "is printed. A folder that snnc compile wrote is checked by loading it.\n",
    "  snnc check model.nir                                    the graph: names, edges, shapes, values\n"
    "  snnc check model.nir --dt 1e-4 --convention snntorch    and delays, resets, time constants\n"
    "  snnc check model.nir --dt 1e-4 --target cpu             does it fit?\n"
    "  snnc check model.nir --target xylo-a3                   what of the chip does it use?\n"
    "  snnc check model.nir --json                             the findings for a program\n",
    "  0  sound (and fits)\n  1  not sound, or does not fit\n"};

inline constexpr CommandText runText = {
    "run",
    "snnc run MODEL|DIR --input X -o Y [options]",
    "run a model, or what was compiled from it, on data",
    "Runs a model (.nir, .mlir, .mlirbc) or a folder that snnc compile wrote. What a NIR file leaves open is\n"
    "chosen by the options; each choice is a remark. The default is forward Euler, a spike where\n"
    "v > v_threshold, v = v_reset in the same step, and a step of delay where a cycle closes.\n"
    "Without -o the shape and the sum of each output and record are printed.\n"
    "\n"
    "--profile prints for each node: spikes put out; activity, the mean share of what a connection\n"
    "receives that is not 0 in a step; time; Gsyn/s, billions of weights added to a target because of a\n"
    "spike, in a second; roof, the bytes of weights read per second as a share of those that this core\n"
    "reads from a buffer of the size of the node's weights, measured in the same process. Above 100 %: a\n"
    "part of the weights stayed in a nearer cache. Short data are run again until 0.1 s have passed, and\n"
    "the shortest run counts.\n"
    "\n"
    "Machine code is kept from run to run in the folder that GANGLION_CACHE names, else in ganglion in the\n"
    "user's folder of caches (~/.cache); GANGLION_CACHE=off keeps none.\n",
    "  snnc run model.nir --dt 1e-4 --input x.npy -o y.npy\n"
    "  snnc run model.nir --dt 1e-4 --convention snntorch --input x.npy -o y.npy --record lif1.v\n"
    "  snnc run model.nir --dt 1e-4 --input left=a.npy --input right=b.csv -o results/\n"
    "  snnc run model.nir --dt 1e-4 --input x.npy --kernel fc1=dense --print-schedule\n"
    "  snnc run model.nir --dt 1e-4 --input x.npy --profile              where does the time go?\n"
    "  snnc run compiled/ --input x.npy -o y.h5                          a NIR data file\n",
    "  0  done\n  1  the model was refused\n"};

inline constexpr CommandText compileText = {
    "compile",
    "snnc compile MODEL --target T -o DIR [options]",
    "compile a model for a target",
    "Writes a folder that runs without the model: machine code for this processor, a C header, the weights,\n"
    "ganglion.json, which holds all choices, and report.json. The folder appears when it is complete; an\n"
    "older one of that kind is replaced, anything else is not touched.\n"
    "\n"
    "For a Xylo chip (xylo-1, xylo-a2, xylo-a3, xylo-imu, or a description of your own) it writes xylo.json,\n"
    "the vendor's configuration; xylo.ram, the words of the memory; spec.json, the specification of\n"
    "Rockpool's tools, quantised, and spec.float.json, before. MODEL may be such a specification, too. What\n"
    "the chip does another way than the network is refused; --approximate maps it and says what differs.\n",
    "  snnc compile model.nir --target cpu --dt 1e-4 -o compiled/\n"
    "  snnc compile model.nir --target cpu --dt 1e-4 --convention snntorch --reset value -o compiled/\n"
    "  snnc compile model.nir --target cpu --dt 1e-4 --profile-input sample.npy --print-schedule -o compiled/\n"
    "  snnc compile model.nir --target xylo-a3 --quantize channel -o chip/\n"
    "  snnc compile model.nir --target xylo-a2 --dt 1e-4 --approximate --calibrate x.npy -o chip/\n"
    "  snnc run compiled/ --input x.npy -o y.npy\n",
    "  0  done\n  1  the model was refused, or does not fit\n"};

inline constexpr CommandText diffText = {
    "diff",
    "snnc diff A B --input X [options]",
    "run two models, stages or artefacts on one input and compare them step by step",
    "A and B are models, stages of a compilation (.mlir) or folders that snnc compile wrote. Outputs and all\n"
    "variables that can be recorded are compared, bit for bit; the first step and neuron that differ are named.\n"
    "A model beside a compiled folder takes the choices of the folder. A chip beside a model is compared by\n"
    "spikes and outputs, its latency taken out.\n",
    "  snnc diff model.nir compiled/ --input x.npy\n"
    "  snnc diff model.nir stage.mlir --dt 1e-4 --input x.npy\n"
    "  snnc diff model.nir model.nir --dt 1e-4 --engine-b reference --input x.npy\n",
    "  0  equal\n  1  different, or a model was refused\n"};

inline constexpr CommandText infoText = {
    "info",
    "snnc info [TARGET] [--target-file F]",
    "print what is known of a target: sizes, widths, timing, memory map, features, sources",
    "Without TARGET the targets are listed. Behind each number stands in brackets where it was published.\n"
    "A file of your own describes a variant of a target, or a chip that does not exist, without a change\n"
    "to Ganglion: {\"format\": \"ganglion-target\", \"version\": 1, \"name\": \"wide-xylo\", \"base\": \"xylo-a3\",\n"
    "\"size\": {\"outputs\": 64}, \"memory_map\": null}. Objects are merged into those of the base, null removes,\n"
    "anything else replaces; --json prints what can be changed.\n",
    "  snnc info                                               which targets are there?\n"
    "  snnc info xylo-a3\n"
    "  snnc info xylo-a3 --json                                as a file that can be changed\n"
    "  snnc info --target-file wide-xylo.json                  is my description sound?\n",
    "  0  done\n"};

} // namespace ganglion::snnc

#endif // GANGLION_TOOLS_SNNC_COMMANDTEXTS_H
