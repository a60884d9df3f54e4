//===- Findings.cpp -------------------------------------------------------===//
#include "ir/Support/Findings.h"
#include "ir/Support/Text.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"

using namespace mlir;

namespace ganglion {

/// A hostile file can have a fault in each of a million nodes; nobody reads that many.
static constexpr size_t mostReported = 1000;

std::string Finding::text() const {
  std::string out;
  if (!rule.empty())
    out += rule + ": ";
  if (!node.empty())
    out += "node " + quoted(node) + ": ";
  out += message;
  if (!fix.empty())
    out += "; " + fix;
  return out;
}

static DiagnosticSeverity severityOf(Severity severity) {
  switch (severity) {
  case Severity::Remark:
    return DiagnosticSeverity::Remark;
  case Severity::Warning:
    return DiagnosticSeverity::Warning;
  case Severity::Error:
    return DiagnosticSeverity::Error;
  }
  llvm_unreachable("closed enumeration");
}

void emit(Location loc, const Finding &finding) {
  MLIRContext *context = loc.getContext();
  Builder builder(context);
  SmallVector<NamedAttribute> parts;
  auto part = [&](StringRef key, StringRef value) {
    if (!value.empty())
      parts.push_back(builder.getNamedAttr(key, builder.getStringAttr(value)));
  };
  part("rule", finding.rule);
  part("node", finding.node);
  part("message", finding.message);
  part("fix", finding.fix);
  part("resource", finding.resource);
  if (finding.used)
    parts.push_back(builder.getNamedAttr("used", builder.getF64FloatAttr(*finding.used)));
  if (finding.limit)
    parts.push_back(builder.getNamedAttr("limit", builder.getF64FloatAttr(*finding.limit)));

  InFlightDiagnostic diagnostic = context->getDiagEngine().emit(loc, severityOf(finding.severity));
  diagnostic << finding.text();
  diagnostic.getUnderlyingDiagnostic()->getMetadata().emplace_back(Attribute(builder.getDictionaryAttr(parts)));
}

Finding findingOf(const Diagnostic &diagnostic) {
  Finding finding;
  finding.severity = diagnostic.getSeverity() == DiagnosticSeverity::Error     ? Severity::Error
                     : diagnostic.getSeverity() == DiagnosticSeverity::Warning ? Severity::Warning
                                                                               : Severity::Remark;
  finding.message = diagnostic.str();
  // getMetadata() has no const form.
  for (DiagnosticArgument &argument : const_cast<Diagnostic &>(diagnostic).getMetadata()) {
    if (argument.getKind() != DiagnosticArgument::DiagnosticArgumentKind::Attribute)
      continue;
    auto parts = dyn_cast<DictionaryAttr>(argument.getAsAttribute());
    if (!parts)
      continue;
    auto text = [&](StringRef key) {
      auto value = parts.getAs<StringAttr>(key);
      return value ? value.str() : std::string();
    };
    auto number = [&](StringRef key) -> std::optional<double> {
      auto value = parts.getAs<FloatAttr>(key);
      return value ? std::optional<double>(value.getValueAsDouble()) : std::nullopt;
    };
    finding.rule = text("rule");
    finding.node = text("node");
    finding.message = text("message");
    finding.fix = text("fix");
    finding.resource = text("resource");
    finding.used = number("used");
    finding.limit = number("limit");
  }
  return finding;
}

Finding &Findings::add(Location loc, Severity severity, StringRef rule, StringRef node, const Twine &message,
                       const Twine &fix) {
  Finding finding;
  finding.severity = severity;
  finding.rule = rule.str();
  finding.node = node.str();
  finding.message = message.str();
  finding.fix = fix.str();
  list.push_back({loc, std::move(finding)});
  return list.back().finding;
}

bool Findings::hasErrors() const {
  return llvm::any_of(list, [](const Located &entry) { return entry.finding.severity == Severity::Error; });
}

LogicalResult Findings::report() const {
  auto isError = [](const Located &entry) { return entry.finding.severity == Severity::Error; };
  size_t errors = std::min<size_t>(llvm::count_if(list, isError), mostReported), others = mostReported - errors;
  const Located *left = nullptr;
  size_t leftCount = 0;
  for (const Located &entry : list) {
    size_t &room = isError(entry) ? errors : others;
    if (room) {
      --room;
      emit(entry.loc, entry.finding);
      continue;
    }
    ++leftCount;
    if (!left || (isError(entry) && !isError(*left)))
      left = &entry;
  }
  if (left) {
    Finding rest;
    rest.severity = left->finding.severity;
    rest.message = std::to_string(leftCount) + " more findings are not listed";
    emit(left->loc, rest);
  }
  return failure(hasErrors());
}

} // namespace ganglion
