//===- TargetInfo.cpp -----------------------------------------------------===//
#include "tools/driver/TargetInfo.h"
#include "ir/Target/DescriptionText.h"
#include "ir/Target/Registry.h"
#include "tools/driver/Runnable.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/TargetParser/Host.h"

using namespace llvm;

namespace ganglion::driver {

static constexpr StringLiteral hostTitle = "the processor of this machine, through LLVM";

static Expected<TargetInfo> asUsage(Expected<std::shared_ptr<const target::Description>> description) {
  if (description)
    return TargetInfo{*description};
  return handleErrors(description.takeError(),
                      [](const ErrorInfoBase &error) -> Error { return make_error<WrongUsage>(error.message()); });
}

Expected<TargetInfo> findTarget(StringRef name) {
  if (name == target::hostTarget)
    return TargetInfo{};
  return asUsage(target::findDescription(name));
}

Expected<TargetInfo> readTargetFile(StringRef path) { return asUsage(target::readDescriptionFile(path)); }

void printTarget(const TargetInfo &info, raw_ostream &out) {
  if (info.description)
    return target::printText(*info.description, out);
  out << target::hostTarget << ": " << hostTitle << "\n"
      << "processor " << sys::getHostCPUName() << ", " << sys::getDefaultTargetTriple() << "\n\n"
      << "No chip, and no limits but memory. It runs networks under clock(step);\n"
      << "'snnc check MODEL --target cpu' says whether a model is one.\n";
}

json::Object toJSON(const TargetInfo &info) {
  if (info.description)
    return target::toJSON(*info.description);
  return json::Object{{"name", target::hostTarget},
                      {"title", hostTitle},
                      {"processor", sys::getHostCPUName().str()},
                      {"triple", sys::getDefaultTargetTriple()}};
}

/// Name and title, cpu first.
static std::vector<std::pair<std::string, std::string>> titles() {
  std::vector<std::pair<std::string, std::string>> list = {{target::hostTarget.str(), hostTitle.str()}};
  for (const std::string &name : target::targetNames())
    list.emplace_back(name, cantFail(target::findDescription(name))->title().str());
  return list;
}

void printTargetList(raw_ostream &out) {
  for (const auto &[name, title] : titles())
    out << formatv("{0,-10} {1}\n", name, title);
}

json::Array targetList() {
  json::Array list;
  for (const auto &[name, title] : titles())
    list.push_back(json::Object{{"name", name}, {"title", title}});
  return list;
}

} // namespace ganglion::driver
