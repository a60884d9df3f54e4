//===- Header.cpp ---------------------------------------------------------===//
#include "backends/CPU/Header.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace ganglion::cpu {

std::string cIdentifier(llvm::StringRef name) {
  std::string identifier;
  for (char c : name.take_front(100))
    identifier += llvm::isAlnum(c) ? c : '_';
  if (identifier.empty() || !llvm::isAlpha(identifier.front()))
    identifier = "net_" + identifier;
  return identifier;
}

namespace {

/// Fills `text`: `@` stands for the prefix, `%` for the same in capitals.
class HeaderWriter {
public:
  HeaderWriter(const ArtefactDescription &d, bool isShared)
      : d(d), isShared(isShared), capitals(llvm::StringRef(d.symbol).upper()) {}

  std::string write() {
    put("/* Network @, compiled for the processor " + comment(d.cpu) +
        ". Link network.o and the C library of mathematics (-lm).\n"
        "   Every function may run in several threads at a time, each with an arena of its own. */\n"
        "#ifndef %_NETWORK_H\n#define %_NETWORK_H\n\n#include <stddef.h>\n#include <stdint.h>\n#include <string.h>\n\n"
        "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n");
    put("/* An arena holds the state of one running instance. It starts at a multiple of 64, as the weights do: the "
        "content of\n"
        "   weights.bin. */\n");
    define("ARENA_BYTES", d.arenaBytes);
    define("CLEARED_BYTES", d.clearedBytes);
    define("WEIGHTS_BYTES", d.weightsBytes);
    put(std::string("\n/* Numbers of the inputs; outputs and records are float. */\ntypedef ") +
        (d.isDouble ? "double" : "float") + " @_number;\n\n");
    channels("INPUT", "Inputs: arrays [steps][size] of @_number.", d.inputs);
    channels("OUTPUT", "Outputs: arrays [steps][size] of float.", d.outputs);
    channels("RECORD", "What @_run_recording can record: arrays [steps][size] of float.", d.recordables);
    functions();
    if (isShared)
      sharedFunctions();
    put("#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
    return std::move(text);
  }

private:
  void put(llvm::StringRef piece) {
    for (char c : piece)
      if (c == '@')
        text += d.symbol;
      else if (c == '%')
        text += capitals;
      else
        text += c;
  }

  /// A name inside of a comment.
  static std::string comment(llvm::StringRef name) {
    std::string out = quoted(name);
    for (char &c : out)
      if (c == '*' || c == '@' || c == '%')
        c = '_';
    return out;
  }

  void define(llvm::StringRef name, int64_t value) {
    put("#define %_" + name.str() + " " + std::to_string(value) + "\n");
  }

  void channels(llvm::StringRef kind, llvm::StringRef explanation, llvm::ArrayRef<snn::Channel> list) {
    put("/* " + explanation.str() + " */\n");
    define(kind.str() + "S", list.size());
    llvm::StringSet<> used;
    for (const auto &[index, channel] : llvm::enumerate(list)) {
      std::string name = channel.name;
      if (kind == "RECORD")
        name += "." + variableName(channel.variable).str();
      std::string identifier = llvm::StringRef(cIdentifier(name)).upper();
      // Two names may become one identifier: then the index tells them apart.
      while (llvm::StringRef(identifier).ends_with("_SIZE") || !used.insert(identifier).second)
        identifier += "_" + std::to_string(index);
      put("/* " + comment(name) + ", shape " + shapeText(channel.shape) + " */\n");
      define(kind.str() + "_" + identifier, index);
      define(kind.str() + "_" + identifier + "_SIZE", channel.size());
    }
    put("\n");
  }

  void functions() {
    put("/* An array: `data` in both pointers, offset 0, its number of elements, stride 1. See @_array_of. */\n"
        "typedef struct {\n  void *allocated, *aligned;\n  int64_t offset, size, stride;\n} @_array;\n\n"
        "static inline @_array @_array_of(const void *data, int64_t size) {\n"
        "  @_array array = {(void *)data, (void *)data, 0, size, 1};\n  return array;\n}\n\n"
        "/* Puts an arena into the state before the first step. */\n"
        "static inline void @_start(void *arena) { memset(arena, 0, %_CLEARED_BYTES); }\n\n"
        "/* Runs `steps` steps from where the arena stands. `inputs` has an array for each input, `outputs` for each "
        "output, in\n"
        "   the order of the numbers above; `records` is not read. */\n"
        "void @_run(void *arena, const void *weights, const @_array *inputs, const @_array *outputs, const @_array "
        "*records,\n"
        "           int64_t steps);\n\n"
        "/* The same, and fills `records`, an array for each record; one of size 0 is left out. */\n"
        "void @_run_recording(void *arena, const void *weights, const @_array *inputs, const @_array *outputs,\n"
        "                     const @_array *records, int64_t steps);\n\n");
  }

  void sharedFunctions() {
    put("/* The same on several threads that share one arena. Each of them calls the function, with its number\n"
        "   from 0 up to `threads`; in wait(barrier) every thread waits until all have called it (as\n"
        "   pthread_barrier_wait). The arena may be used again when all have returned. Runs of fewer than\n"
        "   `..._steps` steps are faster on one thread. */\n");
    for (llvm::StringRef name : {"@_run_shared", "@_run_recording_shared"})
      put("extern const int64_t " + name.str() + "_steps;\nvoid " + name.str() +
          "(void *arena, const void *weights, const @_array *inputs, const @_array *outputs,\n"
          "    const @_array *records, int64_t steps, int64_t thread, int64_t threads, void (*wait)(void *barrier),\n"
          "    void *barrier);\n\n");
  }

  const ArtefactDescription &d;
  bool isShared;
  std::string capitals, text;
};

} // namespace

std::string headerText(const ArtefactDescription &description, bool isShared) {
  return HeaderWriter(description, isShared).write();
}

} // namespace ganglion::cpu
