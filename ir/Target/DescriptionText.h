//===- DescriptionText.h - a description for people and programs ----------===//
#ifndef GANGLION_IR_TARGET_DESCRIPTIONTEXT_H
#define GANGLION_IR_TARGET_DESCRIPTIONTEXT_H

#include "ir/Target/Description.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace ganglion::target {

/// Value and unit: "992 neurons", "-128..127 (8 bits)", "1, 2, 4 pixels".
std::string valueText(const Quantity &quantity);

/// All that is known, in sections, a line each with [SOURCE] behind it; the sources last.
void printText(const Description &description, llvm::raw_ostream &out);

/// The same as a section of a Markdown page, with tables.
void printMarkdown(const Description &description, llvm::raw_ostream &out);

/// The description with its base merged, in the form of a target file.
llvm::json::Object toJSON(const Description &description);

} // namespace ganglion::target

#endif // GANGLION_IR_TARGET_DESCRIPTIONTEXT_H
