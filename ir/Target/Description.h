//===- Description.h - what is known of a target --------------------------===//
//
// A target is described by a JSON file (docs/design/targets.md): the built-in ones in chips/, compiled in, or a user's.
// Here it is read, checked against the rules of its family and fixed.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_IR_TARGET_DESCRIPTION_H
#define GANGLION_IR_TARGET_DESCRIPTION_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ganglion::target {

/// Kinds of chips that Ganglion has code for; everything else about a target is data.
enum class Family { SplitReg, Xylo, Speck, BSS2 };
enum class Section { Size, Widths, Timing, Power };
enum class Kind { Integer, Real, IntegerRange, RealRange, IntegerList };

/// Both ends belong to it.
struct IntegerRange {
  int64_t low, high;
  bool contains(int64_t value) const { return low <= value && value <= high; }
  /// Bits of the narrowest word that holds all its values, two's complement if some are negative.
  unsigned bits() const;
};
struct RealRange {
  double low, high;
};

/// A number of a target, or the two ends of a range, or a list of values, with its unit and where it was published.
struct Quantity {
  std::string name;
  Section section;
  Kind kind;
  std::vector<double> value;
  std::string unit, meaning, source;
};

/// A bank of the chip's memory: `words` words of `digits` hexadecimal digits from `address` on. `role` is Ganglion's
/// name of what it holds, `name` the vendor's.
struct MemoryBank {
  std::string role, name, holds, source;
  int64_t address, words, digits;
};

/// Bits of a control register from `bit` on; the width is absent where it is not published.
struct RegisterField {
  std::string name, meaning;
  int64_t bit;
  std::optional<int64_t> width;
};
struct Register {
  std::string name, meaning, source;
  std::optional<int64_t> address;
  std::vector<RegisterField> fields;
};

/// What is not a number: yes or no, or a text.
struct Feature {
  std::string name, text, meaning, source;
  bool isFlag = false, flag = false;
};

/// Units of placement that are alike: their indices and what each of them holds.
struct UnitClass {
  std::string name, source;
  std::vector<int64_t> indices;
  std::vector<std::pair<std::string, int64_t>> capacities;

  int64_t capacity(llvm::StringRef name) const;
};

class Description {
public:
  llvm::StringRef name() const { return ownName; }
  llvm::StringRef title() const { return ownTitle; }
  Family family() const { return ownFamily; }
  /// Other names that `findTarget` knows it by.
  llvm::ArrayRef<std::string> aliases() const { return otherNames; }
  /// The user's file, empty for a target that is built in.
  llvm::StringRef file() const { return ownFile; }

  /// In the order of sections and, within a section, of the family's rules; power by name.
  llvm::ArrayRef<Quantity> quantities() const { return numbers; }
  /// By ascending address; empty where it is not public.
  llvm::ArrayRef<MemoryBank> memoryMap() const { return banks; }
  llvm::ArrayRef<Register> registers() const { return controls; }
  llvm::ArrayRef<Feature> features() const { return traits; }
  /// By name; empty where all units of placement are alike.
  llvm::ArrayRef<UnitClass> units() const { return unitClasses; }
  /// Short name and public document, by short name.
  llvm::ArrayRef<std::pair<std::string, std::string>> sources() const { return documents; }

  /// The number of this name outside of `power`, null if the target does not state it.
  const Quantity *find(llvm::StringRef name) const;
  /// A number that may be absent: then there is no such limit.
  std::optional<int64_t> limit(llvm::StringRef name) const;
  /// Numbers that the family's rules demand, of the kind asked for.
  int64_t integer(llvm::StringRef name) const;
  double real(llvm::StringRef name) const;
  IntegerRange integerRange(llvm::StringRef name) const;
  RealRange realRange(llvm::StringRef name) const;
  std::vector<int64_t> integerList(llvm::StringRef name) const;
  /// Features that the family's rules demand.
  bool flag(llvm::StringRef name) const;
  llvm::StringRef text(llvm::StringRef name) const;
  /// Null if there is no such bank, or the memory map is not public.
  const MemoryBank *bank(llvm::StringRef role) const;

private:
  friend class DescriptionReader;
  const Quantity &demanded(llvm::StringRef name, Kind kind) const;

  std::string ownName, ownTitle, ownFile;
  Family ownFamily = Family::SplitReg;
  std::vector<std::string> otherNames;
  std::vector<Quantity> numbers;
  std::vector<MemoryBank> banks;
  std::vector<Register> controls;
  std::vector<Feature> traits;
  std::vector<UnitClass> unitClasses;
  std::vector<std::pair<std::string, std::string>> documents;
};

/// The text of a built-in description by its own name, nothing if there is none.
using BaseLookup = llvm::function_ref<std::optional<llvm::StringRef>(llvm::StringRef)>;

/// Reads the text of a description. With a `base` the text is a change of that one: objects are merged, null removes,
/// everything else replaces (RFC 7386). `file` stands in messages; a user's file (`isUserFile`) need not name sources
/// for what it changes, and may not take a built-in name. All errors are reported, a joined error for each:
/// `FILE: field 'size.neurons': found 0, allowed is an integer from 1 to 1000000`.
llvm::Expected<std::shared_ptr<const Description>> readDescription(llvm::StringRef text, llvm::StringRef file,
                                                                   bool isUserFile, BaseLookup base);

} // namespace ganglion::target

#endif // GANGLION_IR_TARGET_DESCRIPTION_H
