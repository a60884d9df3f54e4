//===- XyloCompile.cpp - how long a model takes to a Xylo chip ------------===//
//
// ganglion-xylo-benchmark MODEL TARGET [DT CONVENTION]: maps, quantises, checks and configures the model again and
// again for half a second and prints the median of each, in milliseconds, as JSON. What comes before (reading, checking
// and discretising the file) is measured once.
//
//===----------------------------------------------------------------------===//
#include "backends/Xylo/Configuration.h"
#include "mlir/IR/MLIRContext.h"
#include "tools/driver/Diagnostics.h"
#include "tools/driver/Network.h"
#include "tools/driver/Xylo.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <map>

using namespace ganglion;
using Clock = std::chrono::steady_clock;

namespace {

/// Times of each step, in milliseconds.
class Times {
public:
  template <typename Work> auto measure(const char *step, Work work) {
    Clock::time_point start = Clock::now();
    auto result = work();
    list[step].push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    return result;
  }

  llvm::json::Object medians() {
    llvm::json::Object object;
    for (auto &[step, times] : list) {
      std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
      object[step] = times[times.size() / 2];
    }
    return object;
  }

private:
  std::map<std::string, std::vector<double>> list;
};

} // namespace

static llvm::Error run(int argc, char **argv) {
  mlir::DialectRegistry registry;
  driver::registerDialects(registry);
  mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
  driver::DiagnosticPrinter printer(&context, /*quiet=*/true);
  Times times;
  auto module = times.measure("read", [&] { return driver::loadModel(argv[1], &context); });
  if (!module)
    return module.takeError();
  driver::TimeOptions time;
  if (argc > 3)
    time.dt = std::stod(argv[3]);
  if (argc > 4)
    time.convention = argv[4];
  auto network = times.measure("discretise", [&] { return driver::prepareNetwork(**module, time); });
  if (!network)
    return network.takeError();
  auto target = xylo::findXylo(argv[2]);
  if (!target)
    return target.takeError();
  xylo::MapOptions options;
  options.approximate = true;
  options.foldBias = (*target)->flag("biases");
  Clock::time_point end = Clock::now() + std::chrono::milliseconds(500);
  do {
    Findings findings;
    auto mapped = times.measure("map", [&] { return xylo::mapNetwork(*network, **target, options, findings); });
    if (!mapped)
      return llvm::createStringError("the network cannot be mapped");
    for (auto [name, scaling] :
         {std::make_pair("global", xylo::Scaling::Global), std::make_pair("channel", xylo::Scaling::Channel)}) {
      xylo::QuantiseOptions quantising;
      quantising.scaling = scaling;
      auto quantised = times.measure(name, [&] { return xylo::quantise(*mapped, quantising, **target); });
      if (!quantised)
        return quantised.takeError();
      const xylo::Specification &integers = quantised->specification;
      times.measure("verify", [&] { return xylo::verifyLoadable(integers, **target, {}, (*module)->getLoc()); });
      auto text = times.measure("configure", [&] { return xylo::writeConfiguration(integers, **target); });
      if (!text)
        return text.takeError();
    }
  } while (Clock::now() < end);
  llvm::outs() << llvm::json::Value(times.medians()) << "\n";
  return llvm::Error::success();
}

int main(int argc, char **argv) {
  if (argc < 3) {
    llvm::errs() << "error: ganglion-xylo-benchmark MODEL TARGET [DT CONVENTION]\n";
    return 2;
  }
  if (llvm::Error error = run(argc, argv)) {
    llvm::errs() << "error: " << llvm::toString(std::move(error)) << "\n";
    return 1;
  }
  return 0;
}
