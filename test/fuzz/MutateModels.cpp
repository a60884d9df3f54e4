//===- MutateModels.cpp - snnc on damaged files ---------------------------===//
//
// mutate-models --model MODEL.mlir [--count N] [--seed S] FILE...
//
// Damages the files one at a time, in `count` ways that depend on the seed alone, and calls snnc: models are checked,
// with and without a clock, and some compiled; data are fed to the model. Whatever is in a file, snnc must answer
// (faultOf). Files that it does not answer are kept.
//
//===----------------------------------------------------------------------===//
#include "Mutation.h"
#include "Trial.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <sys/wait.h>

using namespace llvm;
using namespace ganglion::test;

static cl::OptionCategory category("Mutation");
static cl::list<std::string> files(cl::Positional, cl::OneOrMore, cl::desc("FILE..."), cl::cat(category));
static cl::opt<std::string> model("model", cl::Required, cl::desc("The model that reads the data files"),
                                  cl::value_desc("MODEL"), cl::cat(category));
static cl::opt<unsigned> howMany("count", cl::init(400), cl::desc("How many damaged files (400)"), cl::cat(category));
static cl::opt<unsigned> seed("seed", cl::init(1), cl::desc("Of the damage (1)"), cl::cat(category));
static cl::opt<unsigned> seconds("seconds", cl::init(20), cl::desc("Processor time after which a call hangs (20)"),
                                 cl::cat(category));
static cl::opt<std::string> kept("keep", cl::init("mutated-faults"), cl::value_desc("FOLDER"),
                                 cl::desc("Where files go that were not answered, with what was printed"),
                                 cl::cat(category));
static cl::opt<bool> keepStopped("keep-stopped", cl::desc("Keep those as well that stopped the reader, a child"),
                                 cl::cat(category));

/// A long run says in between how it goes.
static constexpr unsigned filesPerReport = 5000;

namespace {

struct Original {
  std::string path, extension;
  std::unique_ptr<MemoryBuffer> buffer;

  bool isData() const { return StringSwitch<bool>(extension).Cases({".npy", ".csv", ".h5"}, true).Default(false); }
  ArrayRef<char> bytes() const { return arrayRefFromStringRef<char>(buffer->getBuffer()); }
};

/// Answers of one kind of file.
struct Tally {
  unsigned failuresOfReader() const { return stopped + tooLong + tooMuchMemory; }

  unsigned files = 0, accepted = 0, refused = 0, unreadable = 0, stopped = 0, tooLong = 0, tooMuchMemory = 0,
           faults = 0;
};

/// The folder that the damaged file and what snnc writes are in, for one call after the other.
class Workplace {
public:
  Workplace() {
    if (std::error_code error = sys::fs::createUniqueDirectory("mutate-models", folder)) {
      errs() << "error: no folder for the files: " << error.message() << "\n";
      exit(EXIT_FAILURE);
    }
    output = (folder + "/output").str();
  }
  ~Workplace() { sys::fs::remove_directories(folder); }

  std::string write(StringRef extension, ArrayRef<char> bytes) {
    std::string path = (folder + "/damaged" + extension).str();
    save(path, bytes);
    sys::fs::remove_directories(output);
    sys::fs::create_directory(output);
    return path;
  }

  static void save(const Twine &path, ArrayRef<char> bytes) {
    std::error_code error;
    raw_fd_ostream os(path.str(), error);
    os << StringRef(bytes.data(), bytes.size());
  }

  SmallString<128> folder;
  std::string output;
};

} // namespace

static std::vector<Original> readOriginals() {
  std::vector<Original> originals;
  for (const std::string &path : files) {
    auto buffer = MemoryBuffer::getFile(path);
    if (!buffer) {
      errs() << "error: " << path << ": " << buffer.getError().message() << "\n";
      exit(EXIT_FAILURE);
    }
    originals.push_back({path, sys::path::extension(path).str(), std::move(*buffer)});
  }
  return originals;
}

/// What snnc shall do with the damaged file; `hasOutput` tells whether it writes.
static std::vector<std::string> argumentsFor(const Original &original, const std::string &path,
                                             const Workplace &workplace, Random &random, bool &hasOutput) {
  hasOutput = true;
  if (original.isData())
    return {"run", model, "--dt", "1e-4", "--steps", "3", "--input", path, "-o", workplace.output + "/y.npy"};
  unsigned choice = random() % 8;
  if (choice == 0)
    return {"compile", path, "--target", "cpu", "--dt", "1e-4", "-o", workplace.output + "/artefact"};
  hasOutput = false;
  if (choice < 5)
    return {"check", path, "--dt", "1e-4"};
  return {"check", path};
}

static void add(Tally &tally, const Trial &trial, StringRef fault) {
  StringRef text = trial.output;
  ++tally.files;
  tally.faults += !fault.empty();
  tally.accepted += trial.exitedWith(0);
  tally.refused += trial.exitedWith(1);
  tally.unreadable += trial.exitedWith(2);
  tally.stopped += text.contains("the reader stopped") || text.contains("the reader does not answer");
  tally.tooLong += text.contains(" s of processor time");
  tally.tooMuchMemory += text.contains("reading it takes more") && text.contains("memory");
}

static void keep(unsigned index, const Original &original, ArrayRef<char> bytes, const Trial &trial) {
  sys::fs::create_directories(kept);
  std::string name = (kept + "/" + Twine(seed) + "-" + Twine(index)).str();
  Workplace::save(name + original.extension, bytes);
  Workplace::save(name + ".out", arrayRefFromStringRef<char>(trial.output));
}

static void print(const std::map<std::string, Tally> &tallies) {
  outs() << "file        damaged accepted  refused unreadable | reader: stopped  too long  too much memory | faults\n";
  for (const auto &[extension, tally] : tallies)
    outs() << format("%-11s %7u %8u %8u %10u | %15u %9u %16u | %6u\n", extension.c_str(), tally.files, tally.accepted,
                     tally.refused, tally.unreadable, tally.stopped, tally.tooLong, tally.tooMuchMemory, tally.faults);
}

/// Damages one of the originals and calls snnc; false if it did not answer.
static bool tryFile(unsigned index, ArrayRef<Original> originals, Workplace &workplace,
                    std::map<std::string, Tally> &tallies) {
  // Each file has a generator of its own, so that one can be made again alone.
  Random random(uint64_t(seed) << 32 | index);
  const Original &original = originals[random() % originals.size()], &donor = originals[random() % originals.size()];
  std::vector<char> bytes = mutate(original.bytes(), donor.bytes(), random);
  std::string path = workplace.write(original.extension, bytes);
  bool hasOutput;
  std::vector<std::string> arguments = argumentsFor(original, path, workplace, random, hasOutput);
  outs().flush();
  Trial trial = runSnnc(arguments, seconds);
  std::string fault = faultOf(trial, workplace.output, hasOutput);
  Tally &tally = tallies[original.extension];
  unsigned failuresBefore = tally.failuresOfReader();
  add(tally, trial, fault);
  if (!fault.empty() || (keepStopped && tally.failuresOfReader() != failuresBefore))
    keep(index, original, bytes, trial);
  if (!fault.empty())
    outs() << original.path << ", file " << index << ": snnc " << join(arguments, " ") << ": " << fault << "\n";
  return fault.empty();
}

int main(int argc, char **argv) {
  InitLLVM init(argc, argv);
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(argc, argv, "Calls snnc on damaged files; each must get an answer\n");
  // Every answer is one to the file alone.
  setenv("GANGLION_CACHE", "off", /*overwrite=*/1);
  std::vector<Original> originals = readOriginals();
  Workplace workplace;
  std::map<std::string, Tally> tallies;
  unsigned faults = 0;
  for (unsigned index = 0; index < howMany; ++index) {
    faults += !tryFile(index, originals, workplace, tallies);
    if ((index + 1) % filesPerReport == 0 && index + 1 < howMany)
      print(tallies);
  }
  print(tallies);
  outs() << howMany - faults << " answered, " << faults << " not\n";
  return faults ? EXIT_FAILURE : EXIT_SUCCESS;
}
