//===- FindingsTest.cpp - findings as sentences and as parts --------------===//
#include "ir/Support/Findings.h"
#include "mlir/IR/Location.h"
#include "mlir/IR/MLIRContext.h"
#include "gmock/gmock.h"

using namespace ganglion;
using namespace mlir;
using testing::ElementsAre;

namespace {

/// Keeps what a context's diagnostics say.
class FindingsTest : public testing::Test {
protected:
  FindingsTest()
      : loc(UnknownLoc::get(&context)), handler(&context, [this](Diagnostic &diagnostic) {
          texts.push_back(diagnostic.str());
          seen.push_back(findingOf(diagnostic));
          return success();
        }) {}

  MLIRContext context;
  Location loc;
  std::vector<std::string> texts;
  std::vector<Finding> seen;
  ScopedDiagnosticHandler handler;
};

TEST(Finding, IsASentence) {
  Finding finding;
  finding.message = "the graph has no Input, at least 1 is needed";
  EXPECT_EQ(finding.text(), "the graph has no Input, at least 1 is needed");
  finding.rule = "C2";
  finding.node = "lif1.l'if";
  finding.message = "r has shape [3], expected [2]";
  finding.fix = "write r with 2 elements";
  EXPECT_EQ(finding.text(), "C2: node 'lif1.l\\27if': r has shape [3], expected [2]; write r with 2 elements");
}

TEST_F(FindingsTest, AreReportedInTheirOrder) {
  Findings findings;
  EXPECT_TRUE(findings.empty());
  findings.remark(loc, "dt", "", "dt is 0.0001, given by --dt");
  findings.warning(loc, "", "a", "first");
  findings.error(loc, "C1", "b", "second", "do this");
  findings.error(loc, "C1", "c", "third");
  EXPECT_TRUE(findings.hasErrors());
  EXPECT_TRUE(texts.empty()) << "nothing is said before the stage ends";
  EXPECT_TRUE(failed(findings.report()));
  EXPECT_THAT(texts, ElementsAre("dt: dt is 0.0001, given by --dt", "node 'a': first", "C1: node 'b': second; do this",
                                 "C1: node 'c': third"));
  EXPECT_EQ(seen[0].severity, Severity::Remark);
  EXPECT_EQ(seen[1].severity, Severity::Warning);
  EXPECT_EQ(seen[2].severity, Severity::Error);
}

TEST_F(FindingsTest, SucceedWithoutErrors) {
  Findings findings;
  EXPECT_TRUE(succeeded(findings.report()));
  findings.warning(loc, "", "a", "odd");
  EXPECT_FALSE(findings.hasErrors());
  EXPECT_TRUE(succeeded(findings.report()));
  EXPECT_THAT(texts, ElementsAre("node 'a': odd"));
}

TEST_F(FindingsTest, PartsTravelWithTheDiagnostic) {
  Findings findings;
  Finding &finding = findings.error(loc, "P1", "lif\n1", "1040 hidden neurons, limit 992", "split with --chips=2");
  finding.resource = "hidden";
  finding.used = 1040;
  finding.limit = 992;
  EXPECT_TRUE(failed(findings.report()));
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].rule, "P1");
  EXPECT_EQ(seen[0].node, "lif\n1") << "the name as it stands in the file";
  EXPECT_EQ(seen[0].message, "1040 hidden neurons, limit 992");
  EXPECT_EQ(seen[0].fix, "split with --chips=2");
  EXPECT_EQ(seen[0].resource, "hidden");
  EXPECT_EQ(seen[0].used, 1040.0);
  EXPECT_EQ(seen[0].limit, 992.0);
  EXPECT_EQ(seen[0].text(), texts[0]);
}

TEST_F(FindingsTest, OfAForeignDiagnosticIsItsText) {
  emitWarning(loc) << "something else";
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].severity, Severity::Warning);
  EXPECT_EQ(seen[0].message, "something else");
  EXPECT_TRUE(seen[0].rule.empty() && seen[0].node.empty() && seen[0].fix.empty());
  EXPECT_FALSE(seen[0].used || seen[0].limit);
}

} // namespace
