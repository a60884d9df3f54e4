//===- ArtefactFolder.cpp -------------------------------------------------===//
#include "tools/driver/ArtefactFolder.h"
#include "ir/Support/Text.h"
#include "tools/driver/Model.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace ganglion::driver {

std::string inDirectory(StringRef directory, StringRef file) {
  SmallString<128> path(directory);
  sys::path::append(path, file);
  return std::string(path);
}

bool isArtefact(StringRef path) {
  return sys::fs::is_directory(path) && sys::fs::exists(inDirectory(path, descriptionFile));
}

Error writeText(StringRef path, StringRef text) {
  std::error_code code;
  raw_fd_ostream stream(path, code);
  if (code)
    return createStringError(path + ": " + code.message());
  stream << text;
  stream.close();
  if (stream.has_error()) {
    code = stream.error();
    stream.clear_error();
    return createStringError(path + ": " + code.message());
  }
  return Error::success();
}

Error writeJSON(StringRef path, json::Object object) {
  return writeText(path, formatv("{0:2}\n", json::Value(std::move(object))).str());
}

static Error cannotMake(StringRef directory, std::error_code code) {
  return make_error<UnreadableModel>(escaped(directory) + ": the folder cannot be made: " + code.message());
}

/// Puts a finished folder in the place of the old one, if there is one that may go.
static Error replaceDirectory(StringRef finished, StringRef directory) {
  if (!sys::fs::exists(directory)) {
    if (std::error_code code = sys::fs::rename(finished, directory))
      return cannotMake(directory, code);
    return Error::success();
  }
  std::string old = (finished + ".old").str();
  if (std::error_code code = sys::fs::rename(directory, old))
    return cannotMake(directory, code);
  if (std::error_code code = sys::fs::rename(finished, directory)) {
    (void)sys::fs::rename(old, directory);
    return cannotMake(directory, code);
  }
  (void)sys::fs::remove_directories(old);
  return Error::success();
}

static bool mayBeReplaced(StringRef directory) {
  if (!sys::fs::exists(directory) || isArtefact(directory))
    return true;
  std::error_code code;
  return sys::fs::is_directory(directory) &&
         sys::fs::directory_iterator(directory, code) == sys::fs::directory_iterator() && !code;
}

/// The folder that a symbolic link leads to; other paths are left as they are.
static std::error_code followLink(SmallString<128> &path) {
  SmallString<128> meant;
  if (!sys::fs::is_symlink_file(path))
    return {};
  std::error_code code = sys::fs::real_path(path, meant);
  if (!code)
    path = meant;
  return code;
}

/// A random name for a folder beside `directory`. (The system's function for this takes a pattern, in which a
/// '%' of the folder's name would be replaced, too.)
static std::string nameBeside(StringRef directory) {
  SmallString<8> suffix;
  sys::fs::createUniquePath("%%%%%%%%", suffix, /*MakeAbsolute=*/false);
  return (directory + "." + suffix).str();
}

Error writeArtefact(StringRef path, function_ref<Error(StringRef)> fill) {
  SmallString<128> directory(path);
  while (directory.size() > 1 && directory.back() == '/')
    directory.pop_back();
  if (!mayBeReplaced(directory))
    return make_error<UnreadableModel>(
        escaped(directory) +
        ": it is there already, and neither an empty folder nor one that snnc compile wrote; name another folder");
  if (std::error_code code = followLink(directory))
    return cannotMake(directory, code);
  StringRef parent = sys::path::parent_path(directory);
  if (!parent.empty())
    if (std::error_code code = sys::fs::create_directories(parent))
      return cannotMake(parent, code);
  std::string unfinished = nameBeside(directory);
  if (std::error_code code = sys::fs::create_directory(unfinished))
    return cannotMake(directory, code);
  Error error = fill(unfinished);
  if (!error)
    error = replaceDirectory(unfinished, directory);
  if (error)
    (void)sys::fs::remove_directories(unfinished);
  return error;
}

} // namespace ganglion::driver
