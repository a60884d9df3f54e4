//===- Conventions.h - what each framework's convention means -------------===//
#ifndef GANGLION_PASSES_DISCRETISE_CONVENTIONS_H
#define GANGLION_PASSES_DISCRETISE_CONVENTIONS_H

#include "ir/NIR/NIRDialect.h"
#include "ir/SNN/SNNDialect.h"
#include "llvm/Support/Error.h"
#include <optional>

namespace ganglion {

enum class Convention { Default, SnnTorch, Norse, Rockpool, Sinabs, Nengo, Spyx };

/// "snntorch", ...; "" for the default.
llvm::StringRef conventionName(Convention convention);
/// The names that --convention takes, for messages.
std::string conventionNames();
std::optional<Convention> findConvention(llvm::StringRef name);

enum class Integrator { Euler, Exact };
enum class ResetKind { Value, Subtract };

/// What the user asked for; absent: as the convention says.
struct NodeOptions {
  std::optional<Integrator> integrator;
  std::optional<ResetKind> reset;
  std::optional<int> resetDelay;
};

/// Sets one option from text; fails with the allowed values.
llvm::Error setOption(NodeOptions &options, llvm::StringRef option, llvm::StringRef value);

/// The rule of a neuron and how it came about.
struct ChosenRule {
  snn::RuleAttr rule;
  bool isNamed = true; ///< false: the convention says nothing of this node type, the default meaning is kept
};

/// The rule of a neuron node. `inCycle`: the node is part of a cycle of the graph. Fails with a sentence if the options
/// contradict the convention.
llvm::Expected<ChosenRule> chooseRule(nir::NodeOpInterface node, Convention convention, bool inCycle,
                                      const NodeOptions &options);

/// Defaults of a convention, for what is told the user once.
ResetKind defaultReset(Convention convention);
int defaultResetDelay(Convention convention);
/// Whether the convention lets reset, reset time and integrator be chosen at all.
bool hasOptions(Convention convention);

} // namespace ganglion

#endif // GANGLION_PASSES_DISCRETISE_CONVENTIONS_H
