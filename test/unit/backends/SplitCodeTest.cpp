//===- SplitCodeTest.cpp - a module in parts for several threads -----------===//
#include "backends/CPU/SplitCode.h"
#include "llvm/AsmParser/Parser.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/SourceMgr.h"
#include "gmock/gmock.h"
#include <map>

using namespace ganglion;
using testing::ElementsAre;
using testing::Pair;

namespace {

/// An entry that calls a long and two short functions, and reads a private constant.
constexpr llvm::StringLiteral text = R"(
  @0 = private constant i32 7
  define i32 @entry(i32 %x) {
    %a = call i32 @long(i32 %x)
    %b = call i32 @one(i32 %a)
    %c = load i32, ptr @0
    %d = add i32 %b, %c
    ret i32 %d
  }
  define internal i32 @one(i32 %x) {
    ret i32 %x
  }
  define internal i32 @two(i32 %x) {
    ret i32 %x
  }
  define internal i32 @long(i32 %x) {
    %a = call i32 @two(i32 %x)
    %b = mul i32 %a, %a
    %c = mul i32 %b, %b
    %d = mul i32 %c, %c
    %e = mul i32 %d, %d
    ret i32 %e
  })";

/// The parts that define each name.
std::map<std::string, std::vector<unsigned>> definitions(unsigned parts, unsigned &count) {
  llvm::LLVMContext context;
  llvm::SMDiagnostic problem;
  std::unique_ptr<llvm::Module> module = llvm::parseAssemblyString(text, problem, context);
  std::map<std::string, std::vector<unsigned>> found;
  std::vector<llvm::SmallVector<char, 0>> bitcodes = cpu::splitToBitcode(*module, parts);
  count = bitcodes.size();
  for (unsigned part = 0; part < count; ++part) {
    llvm::StringRef bytes(bitcodes[part].data(), bitcodes[part].size());
    auto read = llvm::cantFail(llvm::parseBitcodeFile(llvm::MemoryBufferRef(bytes, "part"), context));
    EXPECT_FALSE(llvm::verifyModule(*read, &llvm::errs()));
    for (const llvm::GlobalValue &value : read->global_values()) {
      EXPECT_FALSE(value.hasLocalLinkage()) << value.getName().str();
      EXPECT_EQ(value.hasHiddenVisibility(), value.getName() != "entry") << value.getName().str();
      if (!value.isDeclaration())
        found[value.getName().str()].push_back(part);
    }
  }
  return found;
}

TEST(SplitCode, GivesThePartsAboutAsMuch) {
  unsigned count = 0;
  EXPECT_THAT(definitions(2, count),
              ElementsAre(Pair("entry", ElementsAre(1)), Pair("long", ElementsAre(0)), Pair("one", ElementsAre(1)),
                          Pair("two", ElementsAre(0)), Pair("unnamed", ElementsAre(0))));
  EXPECT_EQ(count, 2u);
}

TEST(SplitCode, HasNoPartWithoutAFunction) {
  unsigned count = 0;
  EXPECT_EQ(definitions(9, count).size(), 5u);
  EXPECT_EQ(count, 4u);
  EXPECT_EQ(definitions(1, count).size(), 5u);
  EXPECT_EQ(count, 1u);
}

} // namespace
