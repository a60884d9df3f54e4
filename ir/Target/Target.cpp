//===- Target.cpp ---------------------------------------------------------===//
#include "ir/Target/Families.h"
#include "ir/Target/Registry.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace ganglion::target {

std::optional<Resource> Target::resource(StringRef name) const {
  for (Resource &entry : resources())
    if (entry.name == name)
      return std::move(entry);
  return std::nullopt;
}

bool Target::fits(const Demand &demand) const {
  bool someUnit = description().units().empty() || !unitsThatHold(demand).empty();
  return someUnit && all_of(usage(demand), [](const Usage &entry) { return entry.fits(); });
}

std::shared_ptr<const Target> makeTarget(std::shared_ptr<const Description> description) {
  switch (description->family()) {
  case Family::SplitReg:
    return makeSplitReg(std::move(description));
  case Family::Xylo:
    return makeXylo(std::move(description));
  case Family::Speck:
    return makeSpeck(std::move(description));
  case Family::BSS2:
    return makeBSS2(std::move(description));
  }
  llvm_unreachable("each family has code");
}

Expected<std::shared_ptr<const Target>> findTarget(StringRef nameOrFile) {
  Expected<std::shared_ptr<const Description>> description = findDescription(nameOrFile);
  if (!description && (nameOrFile.contains('/') || nameOrFile.ends_with(".json"))) {
    consumeError(description.takeError());
    description = readDescriptionFile(nameOrFile);
  }
  if (!description)
    return description.takeError();
  return makeTarget(std::move(*description));
}

void addResource(std::vector<Resource> &resources, const Description &description, StringRef name, StringRef per,
                 EdgeClasses classes) {
  if (const Quantity *quantity = description.find(name))
    resources.push_back({name.str(), description.integer(name), quantity->unit, per.str(), classes});
}

Departure spikesOfAnyNeuron() {
  Departure departure{};
  departure.anyNeuronLeaves = true;
  departure.payloads = {snn::Payload::Spike};
  return departure;
}

void addUsage(std::vector<Usage> &usage, StringRef name, int64_t used, std::optional<int64_t> limit) {
  if (limit)
    usage.push_back({name.str(), used, *limit});
}

} // namespace ganglion::target
