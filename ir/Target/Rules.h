//===- Rules.h - what the description of a family must and may state ------===//
#ifndef GANGLION_IR_TARGET_RULES_H
#define GANGLION_IR_TARGET_RULES_H

#include "ir/Target/Description.h"

namespace ganglion::target {

/// A number of one name has one section, kind and unit, and each of its values lies within least..most.
struct NumberRule {
  llvm::StringLiteral name;
  Section section;
  Kind kind;
  llvm::StringLiteral unit;
  double least, most;
  bool isRequired;
};

struct FeatureRule {
  llvm::StringLiteral name;
  bool isFlag, isRequired;
  /// Texts that are allowed; empty: any.
  llvm::ArrayRef<llvm::StringLiteral> allowed;
};

/// A bank of the memory map; `words` is how many the target's own sizes need, 0 if the target has no use for it.
struct BankRule {
  llvm::StringLiteral role;
  int64_t (*words)(const Description &);
};

struct FamilyRules {
  llvm::StringLiteral name;
  Family family;
  llvm::ArrayRef<NumberRule> numbers;
  llvm::ArrayRef<FeatureRule> features;
  llvm::ArrayRef<BankRule> banks;
  /// What each unit of placement holds; empty where they are alike.
  llvm::ArrayRef<llvm::StringLiteral> capacities;
};

llvm::ArrayRef<FamilyRules> allFamilies();
const FamilyRules &rulesOf(Family family);

llvm::StringRef sectionName(Section section);

} // namespace ganglion::target

#endif // GANGLION_IR_TARGET_RULES_H
