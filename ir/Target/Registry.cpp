//===- Registry.cpp -------------------------------------------------------===//
#include "ir/Target/Registry.h"
#include "ir/Support/Text.h"
#include "ir/Target/BuiltIn.h"
#include "ir/Target/DescriptionFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace ganglion::target {

std::optional<StringRef> builtInText(StringRef name) {
  for (const BuiltInFile &file : builtInFiles())
    if (file.name == name)
      return file.text;
  return std::nullopt;
}

namespace {

/// What a search needs of a built-in file.
struct Names {
  std::string name;
  std::vector<std::string> aliases;
  bool isAbstract;
};

} // namespace

/// The descriptions of the tree are JSON: the unit tests read each of them.
static std::vector<Names> allNames() {
  std::vector<Names> all;
  for (const BuiltInFile &file : builtInFiles()) {
    json::Value value = cantFail(json::parse(file.text), "a built-in description is no JSON");
    const json::Object &object = *value.getAsObject();
    Names names{file.name.str(), {}, object.getBoolean("abstract").value_or(false)};
    if (const json::Array *aliases = object.getArray("aliases"))
      for (const json::Value &alias : *aliases)
        names.aliases.push_back(alias.getAsString()->str());
    all.push_back(std::move(names));
  }
  llvm::sort(all, [](const Names &a, const Names &b) { return a.name < b.name; });
  return all;
}

std::vector<std::string> targetNames() {
  std::vector<std::string> names;
  for (Names &entry : allNames())
    if (!entry.isAbstract)
      names.push_back(std::move(entry.name));
  return names;
}

Expected<std::shared_ptr<const Description>> findDescription(StringRef name) {
  for (const Names &entry : allNames())
    if (!entry.isAbstract && (entry.name == name || is_contained(entry.aliases, name)))
      return readDescription(*builtInText(entry.name), entry.name + ".json", /*isUserFile=*/false, builtInText);
  if (name == hostTarget)
    return createStringError(inconvertibleErrorCode(), "target " + quoted(name) + " has no description");
  return createStringError(inconvertibleErrorCode(), "no target " + quoted(name) + ", there are " + hostTarget + ", " +
                                                         join(targetNames(), ", "));
}

Expected<std::shared_ptr<const Description>> readDescriptionFile(StringRef path) {
  auto unreadable = [&](const Twine &what) {
    return createStringError(inconvertibleErrorCode(), escaped(path) + ": " + what);
  };
  sys::fs::file_status status;
  if (std::error_code error = sys::fs::status(path, status))
    return unreadable(error.message());
  if (status.type() != sys::fs::file_type::regular_file)
    return unreadable("not a regular file, the description of a target is expected");
  // One byte more than a text may have is enough to refuse it.
  auto file = MemoryBuffer::getFileSlice(path, std::min<uint64_t>(status.getSize(), largestDescription + 1), 0);
  if (!file)
    return unreadable(file.getError().message());
  return readDescription((*file)->getBuffer(), path, /*isUserFile=*/true, builtInText);
}

} // namespace ganglion::target
