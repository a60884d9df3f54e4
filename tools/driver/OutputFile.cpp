//===- OutputFile.cpp -----------------------------------------------------===//
#include "tools/driver/OutputFile.h"
#include "ir/Support/Text.h"
#include "tools/driver/Model.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace ganglion::driver {

/// Writes and flushes. A stream with an error must not be destroyed as it is: LLVM ends the program then.
static Error writeAll(StringRef path, raw_fd_ostream &stream, function_ref<Error(raw_ostream &)> write) {
  Error error = write(stream);
  stream.flush();
  std::error_code failure = stream.error();
  stream.clear_error();
  if (error || !failure)
    return error;
  return make_error<UnreadableModel>(escaped(path) + ": cannot be written: " + failure.message());
}

Error writeFile(StringRef path, function_ref<Error(raw_ostream &)> write) {
  auto cannot = [&](const Twine &why) {
    return make_error<UnreadableModel>(escaped(path) + ": cannot be written: " + why);
  };
  if (path == "-")
    return writeAll("standard output", outs(), write);
  if (sys::fs::is_directory(path))
    return cannot("it is a folder");
  if (sys::fs::exists(path) && !sys::fs::is_regular_file(path)) {
    std::error_code failure;
    raw_fd_ostream stream(path, failure, sys::fs::CD_OpenExisting);
    return failure ? cannot(failure.message()) : writeAll(path, stream, write);
  }
  Expected<sys::fs::TempFile> file = sys::fs::TempFile::create(path + ".%%%%%%.tmp");
  if (!file)
    return cannot(toString(file.takeError()));
  raw_fd_ostream stream(file->FD, /*shouldClose=*/false);
  if (Error error = writeAll(path, stream, write)) {
    consumeError(file->discard());
    return error;
  }
  if (Error error = file->keep(path))
    return cannot(toString(std::move(error)));
  return Error::success();
}

} // namespace ganglion::driver
