//===- Schedule.cpp - which kernels run, as a table and as JSON -----------===//
#include "ir/Support/Text.h"
#include "tools/driver/Network.h"
#include "tools/driver/Runnable.h"
#include "llvm/Support/Format.h"

namespace json = llvm::json;

namespace ganglion::driver {

llvm::Expected<std::vector<cpu::ScheduledKernel>> scheduleKernels(snn::NetworkOp network,
                                                                  llvm::ArrayRef<std::string> wishes) {
  if (wishes.empty())
    return cpu::scheduleKernels(network, {});
  if (llvm::Error error = cpu::checkNetwork(network))
    return std::move(error);
  llvm::Expected<std::vector<cpu::ScheduledKernel>> kernels = cpu::scheduleKernels(network, wishes);
  // The network is one that the target runs: what fails is a wish.
  if (!kernels)
    return llvm::make_error<WrongUsage>(llvm::toString(kernels.takeError()));
  return kernels;
}

static llvm::StringRef stageOf(const cpu::ScheduledKernel &kernel) { return kernel.isCyclic ? "step" : "block"; }

void printSchedule(llvm::ArrayRef<cpu::ScheduledKernel> kernels, llvm::raw_ostream &os) {
  size_t width = 4;
  for (const cpu::ScheduledKernel &kernel : kernels)
    width = std::max(width, escaped(kernel.node).size());
  auto line = [&](const std::string &node, llvm::StringRef stage, llvm::StringRef form, llvm::StringRef reason) {
    os << llvm::left_justify(node, width) << "  " << llvm::left_justify(stage, 5) << "  " << llvm::left_justify(form, 8)
       << "  " << reason << "\n";
  };
  line("node", "stage", "kernel", "because");
  for (const cpu::ScheduledKernel &kernel : kernels)
    line(escaped(kernel.node), stageOf(kernel), kernel.form, kernel.reason);
}

json::Value toJSON(llvm::ArrayRef<cpu::ScheduledKernel> kernels) {
  json::Array list;
  for (const cpu::ScheduledKernel &kernel : kernels)
    list.push_back(json::Object{{"node", json::fixUTF8(kernel.node)},
                                {"stage", stageOf(kernel)},
                                {"kernel", kernel.form},
                                {"reason", json::fixUTF8(kernel.reason)}});
  return list;
}

} // namespace ganglion::driver
