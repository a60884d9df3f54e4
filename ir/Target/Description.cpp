//===- Description.cpp ----------------------------------------------------===//
#include "ir/Target/Description.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace ganglion::target {

unsigned IntegerRange::bits() const {
  auto width = [](int64_t value) { return 64u - countl_zero(static_cast<uint64_t>(value < 0 ? ~value : value)); };
  return std::max(width(low), width(high)) + (low < 0 ? 1 : 0);
}

int64_t UnitClass::capacity(StringRef wanted) const {
  for (const auto &[name, value] : capacities)
    if (name == wanted)
      return value;
  llvm_unreachable("the family's rules demand the capacities of its units");
}

const Quantity *Description::find(StringRef name) const {
  for (const Quantity &quantity : numbers)
    if (quantity.name == name && quantity.section != Section::Power)
      return &quantity;
  return nullptr;
}

const Quantity &Description::demanded(StringRef name, Kind kind) const {
  const Quantity *found = find(name);
  assert(found && found->kind == kind && "the family's rules demand no such number");
  return *found;
}

std::optional<int64_t> Description::limit(StringRef name) const {
  if (!find(name))
    return std::nullopt;
  return integer(name);
}

int64_t Description::integer(StringRef name) const {
  return static_cast<int64_t>(demanded(name, Kind::Integer).value.front());
}

double Description::real(StringRef name) const { return demanded(name, Kind::Real).value.front(); }

IntegerRange Description::integerRange(StringRef name) const {
  const std::vector<double> &value = demanded(name, Kind::IntegerRange).value;
  return {static_cast<int64_t>(value[0]), static_cast<int64_t>(value[1])};
}

RealRange Description::realRange(StringRef name) const {
  const std::vector<double> &value = demanded(name, Kind::RealRange).value;
  return {value[0], value[1]};
}

std::vector<int64_t> Description::integerList(StringRef name) const {
  const std::vector<double> &value = demanded(name, Kind::IntegerList).value;
  return std::vector<int64_t>(value.begin(), value.end());
}

static const Feature &demandedFeature(ArrayRef<Feature> features, StringRef name, bool isFlag) {
  const Feature *found =
      find_if(features, [&](const Feature &entry) { return entry.name == name && entry.isFlag == isFlag; });
  assert(found != features.end() && "the family's rules demand no such feature");
  return *found;
}

bool Description::flag(StringRef name) const { return demandedFeature(traits, name, true).flag; }

StringRef Description::text(StringRef name) const { return demandedFeature(traits, name, false).text; }

const MemoryBank *Description::bank(StringRef role) const {
  for (const MemoryBank &bank : banks)
    if (bank.role == role)
      return &bank;
  return nullptr;
}

} // namespace ganglion::target
