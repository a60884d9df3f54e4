//===- FileTree.h - an HDF5 file as a plain tree --------------------------===//
//
// What the rest of the compiler sees of an HDF5 file: groups, datasets, and members that are neither, with the reason.
// The file is read by a child process with limits (ReaderProtocol.h); a damaged or hostile file is an error here and
// nothing worse.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_FRONTENDS_NIR_FILETREE_H
#define GANGLION_FRONTENDS_NIR_FILETREE_H

#include "frontends/NIR/ReaderProtocol.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ganglion::nirfile {

/// An attribute of a group or dataset: a scalar text, real or integer; std::monostate for any other type.
struct Attribute {
  std::string name;
  std::variant<std::monostate, std::string, double, int64_t> value;
};

struct Dataset {
  ElementKind kind = ElementKind::Float;
  unsigned bits = 32;               ///< of a Float, integer (8 to 64) or Boolean (8); 0 for the other kinds
  std::string typeText;             ///< the type in words, for messages: "float32", "compound", "complex64"
  std::vector<int64_t> shape;       ///< {} is rank 0
  std::vector<std::string> strings; ///< kind String: all elements in C order
  /// Native byte order, C order, one byte (0 or 1) per Boolean. Empty until loaded. For the writer: what to write.
  llvm::ArrayRef<char> data;
  std::vector<Attribute> attributes; ///< only when asked for

  uint64_t id = 0;            ///< the same for datasets that hard links share
  uint64_t declaredBytes = 0; ///< product of shape and element size, UINT64_MAX if it does not fit
  uint64_t storedBytes = 0;   ///< in the file, after compression

  /// Product of the shape; UINT64_MAX if it does not fit.
  uint64_t elements() const;
};

struct Group;

/// A member that cannot be used: a broken or looping soft link, an external link, a cycle of hard links, nesting that
/// is too deep, a damaged object. `text` says which, as the end of "member 'x' is ...".
struct Problem {
  std::string text;
};

struct Member {
  std::string name;
  std::variant<Dataset, std::unique_ptr<Group>, Problem> value;
};

struct Group {
  std::vector<Member> members; ///< sorted by the bytes of the name
  std::vector<Attribute> attributes;

  Member *find(llvm::StringRef name);
  const Member *find(llvm::StringRef name) const;
  /// Null if there is no such member or it is something else.
  Dataset *dataset(llvm::StringRef name);
  const Dataset *dataset(llvm::StringRef name) const;
  Group *group(llvm::StringRef name);
  const Group *group(llvm::StringRef name) const;
  const Problem *problem(llvm::StringRef name) const;
  const Attribute *attribute(llvm::StringRef name) const;

  /// Adds a member at its place. The name must be new.
  Group &addGroup(llvm::StringRef name);
  Dataset &addDataset(llvm::StringRef name, Dataset dataset);
  /// Adds a String dataset: rank 0, or of the given shape.
  Dataset &addText(llvm::StringRef name, llvm::StringRef text);
  Dataset &addTexts(llvm::StringRef name, llvm::ArrayRef<int64_t> shape, std::vector<std::string> texts);
};

/// "float32", "uint8", "bool", "string": for messages about our own datasets.
std::string typeText(ElementKind kind, unsigned bits);

/// The product of the shape, UINT64_MAX if it does not fit or a dimension is negative.
uint64_t elementsOf(llvm::ArrayRef<int64_t> shape);

/// A file that cannot be read: missing, a directory, not HDF5, damaged. The message starts with the path.
class UnreadableFile : public llvm::ErrorInfo<UnreadableFile> {
public:
  static char ID;
  UnreadableFile(llvm::StringRef path, const llvm::Twine &what) : path(path), what(what.str()) {}
  void log(llvm::raw_ostream &os) const override;
  std::error_code convertToErrorCode() const override { return std::make_error_code(std::errc::io_error); }

  const std::string path, what;
};

struct ReadOptions {
  bool attributes = false; ///< model files have none that matter, data files do
};

/// An open HDF5 file and the child process that reads it.
class ModelFile {
public:
  /// Reads everything except numbers: groups, types, shapes, texts. UnreadableFile if that is not possible; damage that
  /// concerns one member only is a Problem in the tree.
  static llvm::Expected<ModelFile> open(llvm::StringRef path, const ReadOptions &options = {});
  ModelFile(ModelFile &&);
  ModelFile &operator=(ModelFile &&);
  ~ModelFile();

  Group &root();
  llvm::StringRef path() const;

  /// Fills `data` of these datasets of the tree; String datasets and those loaded before are left alone. One error
  /// (UnreadableFile) for each dataset that cannot be read, with its path in the file. Check shapes before: what is
  /// declared here is what is allocated.
  llvm::Error load(llvm::ArrayRef<Dataset *> datasets);

  /// Keeps all loaded data alive, also without this object.
  std::shared_ptr<void> owner() const;

private:
  struct State;
  explicit ModelFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state;
};

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_FILETREE_H
