//===- TextInput.cpp ------------------------------------------------------===//
#include "frontends/Data/TextInput.h"
#include "frontends/Data/Raster.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSwitch.h"
#include <charconv>

using namespace llvm;

namespace ganglion::data {

namespace {

/// What the first line says about the others.
enum class TextKind { Raster, EventTimes, EventSteps };

std::optional<double> number(StringRef field) {
  field.consume_front("+");
  double value;
  auto result = std::from_chars(field.begin(), field.end(), value);
  if (field.empty() || result.ec != std::errc() || result.ptr != field.end())
    return std::nullopt;
  return value;
}

class TextParser {
public:
  TextParser(StringRef text, const InputContext &context) : rest(text), context(context) {
    rest.consume_front("\xef\xbb\xbf");
  }

  Expected<Input> parse() {
    if (!nextLine())
      return createStringError("it has no line with numbers");
    separator = line.contains(';') ? ';' : line.contains(',') ? ',' : ' ';
    split();
    bool isHeader = header || none_of(fields, [](StringRef field) { return number(field).has_value(); });
    TextKind kind = isHeader ? headerKind() : TextKind::Raster;
    if (isHeader && !advance())
      return kind == TextKind::Raster ? createStringError("it has no line with numbers") : finishEvents();
    return kind == TextKind::Raster ? raster() : events(kind == TextKind::EventTimes);
  }

private:
  Error at(size_t column, const Twine &what) const {
    return createStringError("line " + Twine(lineNumber) + ", column " + Twine(column + 1) + ": " + what);
  }

  /// Moves `line` to the next one that is neither empty nor a comment; a comment in the first line is a header.
  bool nextLine() {
    while (!rest.empty()) {
      std::tie(line, rest) = rest.split('\n');
      line = line.trim();
      ++lineNumber;
      if (line.empty())
        continue;
      if (!line.consume_front("#"))
        return true;
      header = lineNumber == 1;
      if (header)
        return true;
    }
    return false;
  }

  bool advance() {
    if (!nextLine())
      return false;
    split();
    return true;
  }

  void split() {
    fields.clear();
    if (separator == ' ') {
      for (StringRef left = line.ltrim(); !left.empty(); left = left.ltrim()) {
        fields.push_back(left.take_until([](char c) { return c == ' ' || c == '\t'; }));
        left = left.drop_front(fields.back().size());
      }
      return;
    }
    line.split(fields, separator);
    for (StringRef &field : fields)
      field = field.trim();
  }

  TextKind headerKind() const {
    if (fields.size() != 2)
      return TextKind::Raster;
    std::string first = fields[0].lower(), second = fields[1].lower();
    if (second != "index" && second != "idx")
      return TextKind::Raster;
    return StringSwitch<TextKind>(first)
        .Cases({"t", "time"}, TextKind::EventTimes)
        .Case("step", TextKind::EventSteps)
        .Default(TextKind::Raster);
  }

  Expected<Input> raster() {
    std::vector<double> values;
    size_t columns = fields.size(), firstLine = lineNumber;
    int64_t steps = 0;
    do {
      if (fields.size() != columns)
        return at(std::min(fields.size(), columns), "the line has " + Twine(fields.size()) + " values, line " +
                                                        Twine(firstLine) + " has " + Twine(columns));
      for (auto [column, field] : enumerate(fields)) {
        std::optional<double> value = number(field);
        if (!value)
          return at(column, quoted(field) + " is no number");
        values.push_back(*value);
      }
      ++steps;
    } while (advance());
    Input input;
    input.array = Array::of({steps, static_cast<int64_t>(columns)}, values);
    return std::move(input);
  }

  //===- events ------------------------------------------------------------===//

  struct Event {
    int64_t step, index;
  };

  Expected<int64_t> step(StringRef field, bool isTime) const {
    if (!isTime) {
      int64_t value;
      if (field.getAsInteger(10, value) || value < 0 || value > largestRaster)
        return at(0, quoted(field) + " is no step, a whole number from 0 to " + Twine(largestRaster) + " is expected");
      return value;
    }
    std::optional<double> time = number(field);
    if (!time)
      return at(0, quoted(field) + " is no number");
    std::optional<int64_t> value = stepOf(*time, *context.dt);
    if (!value)
      return at(0,
                "the time " + escaped(field) + " s is in no step of " + shortest(*context.dt) + " s, times start at 0");
    return *value;
  }

  Expected<Input> events(bool isTime) {
    if (isTime && !context.dt)
      return createStringError("its events have times in seconds and no dt is known; give dt, or steps in the place of "
                               "times (header step,index)");
    width = static_cast<int64_t>(std::min<uint64_t>(nirfile::elementsOf(context.shape), INT64_MAX));
    do {
      if (fields.size() != 2)
        return at(std::min<size_t>(fields.size(), 2),
                  "the line has " + Twine(fields.size()) + " values, an event has 2");
      Expected<int64_t> when = step(fields[0], isTime);
      if (!when)
        return when.takeError();
      int64_t index;
      if (fields[1].getAsInteger(10, index) || index < 0 || index >= width)
        return at(1, quoted(fields[1]) + " is no channel of node " + quoted(context.node) + " of shape " +
                         shapeText(context.shape) + ", 0 to " + Twine(width - 1) + " is allowed");
      take({*when, index});
    } while (advance());
    return finishEvents();
  }

  void take(Event event) {
    if (context.steps && event.step >= *context.steps) {
      if (beyond++ == 0)
        firstBeyond = lineNumber;
      return;
    }
    last = std::max(last, event.step);
    list.push_back(event);
  }

  Expected<Input> finishEvents() {
    width = static_cast<int64_t>(std::min<uint64_t>(nirfile::elementsOf(context.shape), INT64_MAX));
    int64_t steps = context.steps ? *context.steps : last + 1;
    if (Error error = checkRasterSize(1, steps, width))
      return std::move(error);
    std::vector<int32_t> counts(steps * width);
    for (const Event &event : list)
      ++counts[event.step * width + event.index];
    Input input;
    input.array = Array::of({steps, width}, counts);
    if (beyond)
      input.notes.push_back(std::to_string(beyond) + " events lie beyond the " + std::to_string(steps) +
                            " steps and are left out, the first in line " + std::to_string(firstBeyond));
    return std::move(input);
  }

  StringRef rest, line;
  const InputContext &context;
  SmallVector<StringRef> fields;
  char separator = ',';
  bool header = false; ///< the first line starts with #
  size_t lineNumber = 0;

  std::vector<Event> list;
  int64_t width = 0, last = -1;
  size_t beyond = 0, firstBeyond = 0;
};

} // namespace

Expected<Input> parseText(StringRef text, const InputContext &context) { return TextParser(text, context).parse(); }

} // namespace ganglion::data
