//===- XyloFuzzer.cpp - files of Xylo chips that nobody vouches for -------===//
//
// Specifications, configuration trees, memory images and descriptions of targets. An input is a byte and the text of a
// file: bits 0 and 1 of the byte choose the chip, bits 2 and 3 the format, bits 4 and 5 how floats are quantised. What
// a reader accepts must be written and read back without a change, and what the check accepts must have a
// configuration. With GANGLION_FUZZ_SEEDS=FOLDER in the environment sound files of each format are written there first.
//
//===----------------------------------------------------------------------===//
#include "backends/Xylo/Configuration.h"
#include "backends/Xylo/Memory.h"
#include "backends/Xylo/Quantise.h"
#include "backends/Xylo/Simulator.h"
#include "backends/Xylo/SpecificationFile.h"
#include "backends/Xylo/VerifyLoadable.h"
#include "ir/Target/BuiltIn.h"
#include "ir/Target/DescriptionText.h"
#include "ir/Target/Registry.h"
#include "ir/Target/Target.h"
#include "mlir/IR/Location.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

using namespace ganglion;
using namespace ganglion::xylo;

/// libMLIR is not instrumented: what its containers poison would be reported falsely.
extern "C" const char *__asan_default_options() { return "allow_user_poisoning=0:detect_leaks=0"; }
extern "C" const char *__ubsan_default_options() { return "halt_on_error=1:print_stacktrace=1"; }

static constexpr llvm::StringLiteral fileName = "fuzz";
static constexpr llvm::StringLiteral chips[] = {"xylo-1", "xylo-a2", "xylo-a3", "xylo-imu"};

static void require(bool holds, const char *what) {
  if (holds)
    return;
  llvm::errs() << "not so: " << what << '\n';
  abort();
}

/// The value; for an error its text is made, as a user would see it, and nothing is returned.
template <typename T> static std::optional<T> accepted(llvm::Expected<T> value) {
  if (value)
    return std::move(*value);
  std::string text = llvm::toString(value.takeError());
  require(!text.empty(), "an error has a text");
  return std::nullopt;
}

static std::string written(const Specification &specification) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  writeSpecification(specification, stream);
  return text;
}

static bool isLoadable(const Specification &specification, const target::Description &chip) {
  static mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  Findings findings = verifyLoadable(specification, chip, {}, mlir::UnknownLoc::get(&context));
  for (const Findings::Located &entry : findings.all())
    require(!entry.finding.text().empty(), "a finding has a text");
  return !findings.hasErrors();
}

/// States of all neurons after some steps.
static std::vector<int16_t> simulated(const Specification &specification, const target::Description &chip) {
  Simulator simulator(specification, chip);
  std::vector<int64_t> counts(specification.channels, 3);
  std::vector<int16_t> states;
  for (int step = 0; step < 4; ++step) {
    simulator.step(counts);
    for (const NeuronStates *neurons : {&simulator.hidden(), &simulator.outputs()})
      states.insert(states.end(), neurons->membrane.begin(), neurons->membrane.end());
  }
  return states;
}

/// What the chip can load is emitted, read back, and computes the same.
static void emit(const Specification &specification, const target::Description &chip) {
  if (!isLoadable(specification, chip))
    return;
  std::optional<std::string> tree = accepted(writeConfiguration(specification, chip));
  require(tree.has_value(), "what can be loaded has a configuration");
  std::optional<Specification> fromTree = accepted(readConfiguration(*tree, fileName, chip));
  require(fromTree.has_value(), "a configuration that was written is read");
  require(simulated(specification, chip) == simulated(*fromTree, chip), "the configuration computes the same");
  std::optional<std::string> image = accepted(writeMemory(specification, chip));
  if (!image)
    return;
  std::optional<Specification> fromImage = accepted(readMemory(*image, fileName, chip));
  require(fromImage.has_value(), "an image that was written is read");
  require(simulated(specification, chip) == simulated(*fromImage, chip), "the image computes the same");
}

static void fuzzSpecification(llvm::StringRef text, unsigned variant, const target::Description &chip) {
  std::optional<Specification> read = accepted(readSpecification(text, fileName));
  if (!read)
    return;
  std::string again = written(*read);
  std::optional<Specification> readAgain = accepted(readSpecification(again, fileName));
  require(readAgain.has_value(), "a specification that was written is read");
  require(written(*readAgain) == again, "a specification does not change");

  QuantiseOptions options;
  options.scaling = variant & 1 ? Scaling::Channel : Scaling::Global;
  options.fuzzy = variant == 2;
  options.compatRockpool = variant >= 2;
  if (read->isQuantized)
    emit(*read, chip);
  else if (std::optional<Quantised> quantised = accepted(xylo::quantise(*read, options, chip)))
    emit(quantised->specification, chip);
}

static void fuzzConfiguration(llvm::StringRef text, const target::Description &chip) {
  if (std::optional<Specification> read = accepted(readConfiguration(text, fileName, chip)))
    emit(*read, chip);
}

static void fuzzMemory(llvm::StringRef text, const target::Description &chip) {
  std::optional<std::string> name = accepted(targetOfMemory(text, fileName));
  if (!name)
    return;
  if (std::optional<Specification> read = accepted(readMemory(text, fileName, chip))) {
    std::optional<std::string> again = accepted(writeMemory(*read, chip));
    require(again.has_value(), "an image that was read is written");
    emit(*read, chip);
  }
}

/// Two neurons in a row, two inputs: small enough for most chips.
static Specification tinySpecification() {
  constexpr llvm::StringLiteral text = R"({"weights_in": [[1, 2], [0, 3]], "weights_rec": [[0, 3], [4, 0]],
    "weights_out": [[5], [6]], "dash_mem": [1, 2], "dash_syn": [3, 4], "dash_mem_out": [5], "dash_syn_out": [6],
    "threshold": [7, 8], "threshold_out": [9], "aliases": [[1], []]})";
  return llvm::cantFail(readSpecification(text, fileName));
}

static std::shared_ptr<const target::Description> described(unsigned chip) {
  static const auto all = [] {
    std::vector<std::shared_ptr<const target::Description>> all;
    for (llvm::StringRef name : chips)
      all.push_back(llvm::cantFail(target::findDescription(name)));
    return all;
  }();
  return all[chip];
}

enum class Format { Specification, Configuration, Memory, Description };

static void writeSeed(llvm::StringRef folder, unsigned chip, Format format, llvm::StringRef text) {
  auto head = static_cast<uint8_t>(chip | static_cast<unsigned>(format) << 2);
  llvm::SmallString<128> path(folder);
  llvm::sys::path::append(path, std::to_string(head));
  std::error_code error;
  llvm::raw_fd_ostream file(path, error);
  require(!error, "a seed can be written");
  file << static_cast<char>(head) << text;
}

extern "C" int LLVMFuzzerInitialize(int *, char ***) {
  const char *folder = std::getenv("GANGLION_FUZZ_SEEDS");
  if (!folder)
    return 0;
  require(!llvm::sys::fs::create_directories(folder), "the folder of seeds can be made");
  const Specification tiny = tinySpecification();
  for (unsigned chip = 0; chip < std::size(chips); ++chip) {
    writeSeed(folder, chip, Format::Specification, written(tiny));
    writeSeed(folder, chip, Format::Configuration, llvm::cantFail(writeConfiguration(tiny, *described(chip))));
    if (!described(chip)->memoryMap().empty())
      writeSeed(folder, chip, Format::Memory, llvm::cantFail(writeMemory(tiny, *described(chip))));
    writeSeed(folder, chip, Format::Description,
              (R"({"format": "ganglion-target", "version": 1, "name": "own", "base": ")" + chips[chip] +
               R"(", "size": {"neurons": 50}, "widths": {"weight": {"value": [-8, 7]}}})")
                  .str());
  }
  return 0;
}

static void fuzzDescription(llvm::StringRef text) {
  auto description = accepted(target::readDescription(text, fileName, /*isUserFile=*/true, target::builtInText));
  if (!description)
    return;
  llvm::raw_null_ostream nowhere;
  target::printText(**description, nowhere);
  std::shared_ptr<const target::Target> chip = target::makeTarget(*description);
  (void)chip->resources();
  if ((*description)->family() == target::Family::Xylo)
    emit(tinySpecification(), **description);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return -1;
  unsigned head = data[0];
  llvm::StringRef text(reinterpret_cast<const char *>(data) + 1, size - 1);
  const target::Description &chip = *described(head & 3);
  switch (static_cast<Format>((head >> 2) & 3)) {
  case Format::Specification:
    fuzzSpecification(text, (head >> 4) & 3, chip);
    break;
  case Format::Configuration:
    fuzzConfiguration(text, chip);
    break;
  case Format::Memory:
    fuzzMemory(text, chip);
    break;
  case Format::Description:
    fuzzDescription(text);
  }
  return 0;
}
