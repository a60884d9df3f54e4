//===- Profile.cpp --------------------------------------------------------===//
#include "tools/driver/Profile.h"
#include "backends/CPU/Roof.h"
#include "ir/Support/Text.h"
#include "tools/driver/RunFiles.h"
#include "tools/driver/Runnable.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Format.h"
#include <map>

namespace json = llvm::json;

namespace ganglion::driver {

//===----------------------------------------------------------------------===//
// By node
//===----------------------------------------------------------------------===//

static void add(NodeProfile &node, const cpu::KernelProfile &kernel) {
  node.seconds += kernel.seconds;
  // A node that feeds a cycle and what follows it is computed twice, and has one output all the same.
  if (kernel.spikes && !node.spikes)
    node.spikes = kernel.spikes;
  if (!kernel.form)
    return;
  llvm::StringRef form = kernel::stringifyForm(*kernel.form);
  if (!llvm::StringRef(node.kernel).contains(form))
    node.kernel += (node.kernel.empty() ? "" : ", ") + form.str();
  node.sources += kernel.sources;
  node.events += kernel.events;
  node.synapticEvents += kernel.synapticEvents;
  node.weightBytes += kernel.weightBytes;
  node.bytesRead += kernel.bytesRead;
  node.copiedSteps = std::max(node.copiedSteps, kernel.copiedSteps);
}

Profile profileOf(const cpu::ProfilingEngine &engine, int64_t samples) {
  constexpr double probeSeconds = 0.01;
  Profile profile;
  profile.samples = samples;
  profile.steps = samples ? engine.steps() / samples : 0;
  profile.timerSeconds = engine.timerSeconds();
  llvm::StringMap<size_t> places;
  NodeProfile other;
  for (const cpu::KernelProfile &kernel : engine.kernels()) {
    if (kernel.node.empty()) {
      add(other, kernel);
      continue;
    }
    auto [place, isNew] = places.try_emplace(kernel.node, profile.nodes.size());
    if (isNew)
      profile.nodes.emplace_back().node = kernel.node;
    add(profile.nodes[place->second], kernel);
  }
  if (other.seconds > 0)
    profile.nodes.push_back(std::move(other));
  std::map<int64_t, double> roofs;
  for (NodeProfile &node : profile.nodes)
    if (node.weightBytes) {
      double &roof = roofs[node.weightBytes];
      if (roof == 0)
        roof = cpu::measureReadBandwidth(node.weightBytes, probeSeconds);
      node.roof = roof;
    }
  return profile;
}

double Profile::seconds() const {
  double sum = 0;
  for (const NodeProfile &node : nodes)
    sum += node.seconds;
  return sum;
}

static double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// Of the elements that a connection receives, the share that is not 0 in a step that is computed.
static double activityOf(const NodeProfile &node, const Profile &profile) {
  return ratio(node.events, double(node.sources) * (profile.samples * profile.steps - node.copiedSteps));
}

static double secondsPerStep(double seconds, const Profile &profile) {
  return ratio(seconds, double(profile.samples) * profile.steps);
}

//===----------------------------------------------------------------------===//
// For people and programs
//===----------------------------------------------------------------------===//

namespace {

/// Lines of cells; the first two columns are words, the others numbers.
class Table {
public:
  explicit Table(std::vector<std::string> titles) : lines{std::move(titles)} {}

  void add(std::vector<std::string> line) { lines.push_back(std::move(line)); }

  void print(llvm::raw_ostream &os) const {
    std::vector<size_t> widths(lines.front().size());
    for (const std::vector<std::string> &line : lines)
      for (size_t i = 0; i < line.size(); ++i)
        widths[i] = std::max(widths[i], line[i].size());
    for (const std::vector<std::string> &line : lines) {
      std::string text;
      for (size_t i = 0; i < line.size(); ++i) {
        std::string padding(widths[i] - line[i].size(), ' ');
        text += (i ? "  " : "") + (i < 2 ? line[i] + padding : padding + line[i]);
      }
      os << llvm::StringRef(text).rtrim() << "\n";
    }
  }

private:
  std::vector<std::vector<std::string>> lines;
};

} // namespace

static std::string number(double value, unsigned digits) {
  std::string text;
  llvm::raw_string_ostream(text) << llvm::format("%.*f", digits, value);
  return text;
}

static std::string percent(double share, unsigned digits) { return number(share * 100, digits) + " %"; }

static std::string count(int64_t value, llvm::StringRef unit) {
  return std::to_string(value) + " " + unit.str() + (value == 1 ? "" : "s");
}

void printProfile(const Profile &profile, llvm::raw_ostream &os) {
  os << "profile: one thread, " << count(profile.samples, "sample") << " of " << count(profile.steps, "step")
     << "; taken off: " << number(profile.timerSeconds * 1e9, 1) << " ns a call for the clock\n";
  Table table({"node", "kernel", "spikes", "activity", "us/step", "share", "Gsyn/s", "roof"});
  double all = profile.seconds(), synapticEvents = 0;
  auto time = [&](double seconds) { return number(secondsPerStep(seconds, profile) * 1e6, 3); };
  for (const NodeProfile &node : profile.nodes) {
    std::vector<std::string> line{node.node.empty() ? "(no node)" : escaped(node.node),
                                  node.kernel,
                                  node.spikes ? std::to_string(*node.spikes) : "",
                                  "",
                                  time(node.seconds),
                                  percent(ratio(node.seconds, all), 1),
                                  "",
                                  ""};
    if (node.isConnection()) {
      line[3] = percent(activityOf(node, profile), 2);
      line[6] = number(ratio(node.synapticEvents, node.seconds) / 1e9, 2);
      line[7] = percent(ratio(ratio(node.bytesRead, node.seconds), node.roof), 0);
    }
    synapticEvents += node.synapticEvents;
    table.add(std::move(line));
  }
  table.add(
      {"(all)", "", "", "", time(all), percent(ratio(all, all), 1), number(ratio(synapticEvents, all) / 1e9, 2), ""});
  table.print(os);
  for (const NodeProfile &node : profile.nodes)
    if (node.copiedSteps)
      os << "note: node " << quoted(node.node) << ": " << node.copiedSteps << " of "
         << count(profile.samples * profile.steps, "step")
         << " had the data of the step before, so that the result was copied\n";
}

json::Value toJSON(const Profile &profile) {
  json::Array nodes;
  double all = profile.seconds();
  for (const NodeProfile &node : profile.nodes) {
    json::Object entry{{"us_per_step", secondsPerStep(node.seconds, profile) * 1e6},
                       {"share", ratio(node.seconds, all)}};
    if (!node.node.empty())
      entry["node"] = json::fixUTF8(node.node);
    if (node.spikes)
      entry["spikes"] = *node.spikes;
    if (node.isConnection()) {
      entry["kernel"] = node.kernel;
      entry["activity"] = activityOf(node, profile);
      entry["events"] = node.events;
      entry["synaptic_events"] = node.synapticEvents;
      entry["copied_steps"] = node.copiedSteps;
      entry["gsyn_per_second"] = ratio(node.synapticEvents, node.seconds) / 1e9;
      entry["weight_bytes"] = node.weightBytes;
      entry["weight_bytes_read"] = node.bytesRead;
      entry["roof_bytes_per_second"] = node.roof;
      entry["roof_share"] = ratio(ratio(node.bytesRead, node.seconds), node.roof);
    }
    nodes.push_back(std::move(entry));
  }
  return json::Object{{"threads", 1},
                      {"samples", profile.samples},
                      {"steps", profile.steps},
                      {"us_per_step", secondsPerStep(all, profile) * 1e6},
                      {"clock_ns", profile.timerSeconds * 1e9},
                      {"nodes", std::move(nodes)}};
}

//===----------------------------------------------------------------------===//
// Activity
//===----------------------------------------------------------------------===//

llvm::Error measureActivity(snn::NetworkOp network, llvm::ArrayRef<std::string> inputs,
                            std::vector<std::string> &notes) {
  // The copy gets the choices without a measurement, which must not stand on the network.
  mlir::OwningOpRef<mlir::ModuleOp> scratch(mlir::ModuleOp::create(network.getLoc()));
  auto copy = llvm::cast<snn::NetworkOp>(network->clone());
  scratch->push_back(copy);
  llvm::Expected<std::unique_ptr<cpu::ProfilingEngine>> engine = cpu::makeProfilingEngine(copy, {});
  if (!engine)
    return engine.takeError();
  llvm::Expected<RunBuffers> buffers =
      RunBuffers::read(**engine, inputs, network.getDt(), std::nullopt, notes, "--profile-input");
  if (!buffers)
    return buffers.takeError();
  if (buffers->batch() == 0 || buffers->steps() == 0)
    return llvm::make_error<WrongUsage>("--profile-input: the data have " + count(buffers->batch(), "sample") + " of " +
                                        count(buffers->steps(), "step") + ", at least one of each is needed");
  if (llvm::Error error = buffers->run(**engine, 1))
    return error;
  std::vector<mlir::Operation *> operations;
  for (mlir::Operation &op : network.getBody().front())
    operations.push_back(&op);
  mlir::Type f64 = mlir::Float64Type::get(network.getContext());
  for (const cpu::KernelProfile &kernel : (*engine)->kernels())
    if (kernel.form && kernel.sources && kernel.operation >= 0) {
      int64_t computed = (*engine)->steps() - kernel.copiedSteps;
      double activity = double(kernel.events) / (double(kernel.sources) * computed);
      operations[kernel.operation]->setAttr(kernel::activityName, mlir::FloatAttr::get(f64, activity));
    }
  return llvm::Error::success();
}

} // namespace ganglion::driver
