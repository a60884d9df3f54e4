//===- RunCheck.cpp - whether data fit an engine --------------------------===//
#include "ir/SNN/Integers.h"
#include "ir/SNN/Run.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

namespace ganglion::snn {

/// `what` ("input 'x'") has an element for each sample, step and element of its channel.
static llvm::Error checkSize(const std::string &what, size_t have, const RunData &data, const Channel &channel) {
  int64_t want = 0;
  bool fits = !llvm::MulOverflow(data.batch, data.steps, want) && !llvm::MulOverflow(want, channel.size(), want);
  if (fits && have == static_cast<uint64_t>(want))
    return llvm::Error::success();
  return llvm::createStringError(what + ": " + llvm::Twine(have) + " values, expected " + llvm::Twine(data.batch) +
                                 " samples x " + llvm::Twine(data.steps) + " steps x " + llvm::Twine(channel.size()) +
                                 " elements");
}

static llvm::Error checkCount(llvm::StringRef what, size_t have, size_t want) {
  if (have == want)
    return llvm::Error::success();
  return llvm::createStringError(what + ": " + llvm::Twine(have) + " arrays, the network has " + llvm::Twine(want));
}

static llvm::Error checkInput(const RunData &data, size_t index, const Engine &engine) {
  const Channel &channel = engine.inputs()[index];
  std::string what = "input " + quoted(channel.name);
  bool isDouble = std::holds_alternative<llvm::ArrayRef<double>>(data.inputs[index]);
  if (isDouble != engine.isDouble())
    return llvm::createStringError(what + (engine.isDouble() ? ": the data are f32, the network takes f64"
                                                             : ": the data are f64, the network takes f32"));
  size_t size = std::visit([](auto values) { return values.size(); }, data.inputs[index]);
  return checkSize(what, size, data, channel);
}

static llvm::Error checkRecord(const RunData &data, const RunData::Record &record,
                               llvm::ArrayRef<Channel> recordables) {
  if (record.index >= recordables.size())
    return llvm::createStringError("record " + llvm::Twine(record.index) + ": no such recordable, the network has " +
                                   llvm::Twine(recordables.size()));
  const Channel &channel = recordables[record.index];
  return checkSize("record " + quoted(channel.name + "." + variableName(channel.variable).str()), record.values.size(),
                   data, channel);
}

llvm::Error checkRunData(const RunData &data, const Engine &engine) {
  if (data.batch < 0 || data.steps < 0)
    return llvm::createStringError(llvm::Twine(data.batch) + " samples of " + llvm::Twine(data.steps) +
                                   " steps, both must be >= 0");
  if (llvm::Error error = checkCount("inputs", data.inputs.size(), engine.inputs().size()))
    return error;
  if (llvm::Error error = checkCount("outputs", data.outputs.size(), engine.outputs().size()))
    return error;
  llvm::Error error = llvm::Error::success();
  auto add = [&](llvm::Error found) { error = llvm::joinErrors(std::move(error), std::move(found)); };
  for (size_t i = 0; i < engine.inputs().size(); ++i)
    add(checkInput(data, i, engine));
  for (size_t i = 0; i < engine.outputs().size(); ++i)
    add(checkSize("output " + quoted(engine.outputs()[i].name), data.outputs[i].size(), data, engine.outputs()[i]));
  for (const RunData::Record &record : data.records)
    add(checkRecord(data, record, engine.recordables()));
  if (error)
    return error;
  return checkIntegerData(data, engine.inputs());
}

} // namespace ganglion::snn
