//===- GraphTree.h - a file's graph before it is IR -----------------------===//
//
// The step between the HDF5 tree and the `nir` dialect: nodes with their type and fields, edges as names, old spellings
// brought up to date, and every structural fault that can be seen without reading numbers reported. What is left is
// safe to load: no dataset is larger than its node can use.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_FRONTENDS_NIR_GRAPHTREE_H
#define GANGLION_FRONTENDS_NIR_GRAPHTREE_H

#include "frontends/NIR/FileTree.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Findings.h"
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ganglion::nir {

struct GraphTree;

struct NodeTree {
  std::string name, fullName;
  const NodeType *type = nullptr; ///< null for a nested graph
  std::vector<std::pair<const Field *, nirfile::Dataset *>> fields;
  nirfile::Group *metadata = nullptr;
  std::unique_ptr<GraphTree> graph; ///< a nested graph
};

struct GraphTree {
  std::vector<NodeTree> nodes; ///< ascending by name
  std::vector<std::pair<std::string, std::string>>
      edges; ///< between nodes that exist, ascending by (destination, source)
  nirfile::Group *metadata = nullptr;
};

/// Kinds of repairs, each said once: how often and where first.
class Repairs {
public:
  void note(llvm::StringRef what, llvm::StringRef node);
  void report(Findings &findings, mlir::Location loc) const;

private:
  struct Entry {
    std::string firstNode;
    size_t count = 0;
  };
  std::map<std::string, Entry> entries;
};

/// A file's tree, and where its numbers come from: the reader process, or memory in tests.
struct TreeSource {
  nirfile::Group &root;
  /// Fills `data` of datasets of the tree, as ModelFile::load does.
  std::function<llvm::Error(llvm::ArrayRef<nirfile::Dataset *>)> load;
  /// Keeps loaded data alive.
  std::shared_ptr<void> owner;
};

/// Reads the root graph of a file. Faults go to `findings` (at locations inside `fileLoc`); the tree then lacks what is
/// faulty.
GraphTree readGraphTree(const TreeSource &source, mlir::Location fileLoc, Findings &findings, Repairs &repairs);

/// The location of a node: its name, and the file for whoever prints it.
mlir::Location nodeLocation(mlir::Location fileLoc, llvm::StringRef fullName);

} // namespace ganglion::nir

#endif // GANGLION_FRONTENDS_NIR_GRAPHTREE_H
