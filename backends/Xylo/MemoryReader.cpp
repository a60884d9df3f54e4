//===- MemoryReader.cpp - reads xylo.ram ----------------------------------===//
#include "backends/Xylo/Memory.h"
#include "backends/Xylo/MemoryLayout.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace llvm;

namespace ganglion::xylo {

namespace {

/// `FILE: line N: found X, allowed is Y`
Error lineError(StringRef file, int64_t line, const Twine &found, const Twine &allowed) {
  return createStringError(escaped(file) + ": line " + Twine(line) + ": found " + found + ", allowed is " + allowed);
}

/// NAME=VALUE of the first line.
class Header {
public:
  static Expected<Header> read(StringRef text, StringRef file) {
    if (text.size() > largestMemory)
      return createStringError(escaped(file) + ": more than " + Twine(largestMemory) +
                               " bytes, a memory image has at most as many");
    StringRef line = text.take_until([](char c) { return c == '\n'; }).rtrim('\r');
    Header header(file);
    if (!line.consume_front(headerMark))
      return header.wrong(quoted(line), "'" + headerMark + " target=...'");
    for (StringRef entry : split(line, ' ')) {
      if (entry.empty())
        continue;
      auto [name, value] = entry.split('=');
      if (!entry.contains('=') || !header.entries.try_emplace(name, value).second)
        return header.wrong(quoted(entry), "NAME=VALUE, each name once");
    }
    if (!header.entries.contains("target"))
      return header.wrong("no 'target'", "'target=' and the name of a target");
    return header;
  }

  StringRef target() const { return entries.lookup("target"); }

  Expected<int64_t> integer(StringRef name, int64_t least, int64_t most) const {
    auto entry = entries.find(name);
    std::string allowed = "an integer from " + std::to_string(least) + " to " + std::to_string(most);
    if (entry == entries.end())
      return wrong("no '" + name + "'", "'" + name + "=' and " + allowed);
    int64_t value;
    if (entry->second.getAsInteger(10, value) || value < least || value > most)
      return wrong(name + "=" + quoted(entry->second), allowed);
    return value;
  }

  Error wrong(const Twine &found, const Twine &allowed) const { return lineError(file, 1, found, allowed); }

private:
  explicit Header(StringRef file) : file(file) {}

  StringRef file;
  StringMap<StringRef> entries;
};

struct Word {
  int64_t address, value, line;
  bool isUsed = false;
};

} // namespace

static Expected<std::vector<Word>> readWords(StringRef text, StringRef file) {
  std::vector<Word> words;
  int64_t number = 0;
  for (StringRef line : split(text, '\n')) {
    ++number;
    StringRef content = line.split('#').first.trim(" \t\r");
    if (content.empty())
      continue;
    auto [addressText, valueText] = content.split(' ');
    uint32_t address = 0, value = 0;
    if (addressText.size() > 8 || addressText.getAsInteger(16, address) || valueText.ltrim(' ').size() > 8 ||
        valueText.ltrim(' ').getAsInteger(16, value))
      return lineError(file, number, quoted(content), "an address and a value in hexadecimal");
    if (!words.empty() && address <= words.back().address)
      return lineError(file, number, "address " + quoted(addressText), "an address above that of the word before");
    words.push_back({address, value, number});
  }
  return words;
}

namespace {

class MemoryReader {
public:
  MemoryReader(std::vector<Word> words, StringRef file, const target::Description &description)
      : words(std::move(words)), file(file), chip(description) {}

  Error readHeader(const Header &header) {
    auto size = [&](StringRef name, int64_t &into, int64_t least, int64_t most) {
      Expected<int64_t> value = header.integer(name, least, most);
      into = value ? *value : least;
      return value.takeError();
    };
    auto limit = [&](StringRef name) { return std::min(hidden, chip.limit(name).value_or(hidden)); };
    Error error = size("neurons", hidden, 0, chip.integer("neurons"));
    // It limits other sizes, which may be sound.
    if (error)
      return error;
    auto add = [&](Error found) { error = joinErrors(std::move(error), std::move(found)); };
    add(size("inputs", result.channels, 0, chip.integer("inputs")));
    add(size("outputs", outputs, 0, chip.integer("outputs")));
    add(size("synapses", synapses, 1, chip.integer("synapses")));
    add(size("in_expansion", inExpansion, 0, limit("in_expansion")));
    add(size("out_expansion", outExpansion, chip.limit("out_expansion") ? 0 : hidden, limit("out_expansion")));
    target::IntegerRange shift = chip.integerRange("weight_shift");
    static constexpr StringLiteral shifts[] = {"input_shift", "recurrent_shift", "output_shift"};
    for (auto [name, into] : zip(shifts, result.shifts))
      add(size(name, into, shift.low, shift.high));
    int64_t bias = 0, alias = 0;
    add(size("bias", bias, 0, chip.flag("biases") ? 1 : 0));
    add(size("alias", alias, 0, 1));
    hasBias = bias != 0;
    if (alias != 0)
      result.aliases.emplace(hidden);
    return error;
  }

  Expected<Specification> read() {
    result.isQuantized = true;
    result.input.push_back(dense("input_weights", result.channels, inExpansion));
    if (synapses > 1)
      result.input.push_back(dense("input_weights_2", result.channels, inExpansion));
    result.output = dense("output_weights", outExpansion, outputs);
    neurons("dash_synapse", &NeuronParameters::dashSyn, Coding::Unsigned);
    neurons("dash_membrane", &NeuronParameters::dashMem, Coding::Unsigned);
    neurons("threshold", &NeuronParameters::threshold, Coding::TwosComplement);
    if (hasBias)
      neurons("bias", &NeuronParameters::bias, Coding::TwosComplement);
    if (synapses > 1)
      result.hidden.dashSyn2 = numbers("dash_synapse_2", 0, hidden, Coding::Unsigned);
    readRecurrent();
    readAliases();
    checkAllUsed();
    if (problems)
      return std::move(problems);
    return std::move(result);
  }

private:
  void add(Error error) { problems = joinErrors(std::move(problems), std::move(error)); }

  /// Words `begin` up to `begin + count` of a bank, which has them.
  std::vector<int64_t> wordsOf(StringRef role, int64_t begin, int64_t count, Coding coding) {
    const target::MemoryBank &bank = *chip.bank(role);
    std::vector<int64_t> values(count);
    int64_t first = bank.address + begin;
    if (begin + count > bank.words) {
      add(createStringError(escaped(file) + ": bank " + quoted(bank.name) + ": " + Twine(begin + count) +
                            " words are configured, it has " + Twine(bank.words)));
      return values;
    }
    int64_t most = wordRange(bank, Coding::Unsigned).high, highest = wordRange(bank, coding).high;
    bool isSound = true;
    auto word = partition_point(words, [&](const Word &word) { return word.address < first; });
    for (; word != words.end() && word->address < first + count; ++word) {
      word->isUsed = true;
      if (isSound && word->value > most)
        add(lineError(file, word->line, "value " + utohexstr(word->value),
                      "0 to " + utohexstr(most) + ", a word of bank " + quoted(bank.name)));
      isSound &= word->value <= most;
      values[word->address - first] = word->value > highest ? word->value - (most + 1) : word->value;
    }
    return values;
  }

  std::vector<double> numbers(StringRef role, int64_t begin, int64_t count, Coding coding) {
    std::vector<int64_t> values = wordsOf(role, begin, count, coding);
    return {values.begin(), values.end()};
  }

  WeightMatrix dense(StringRef role, int64_t rows, int64_t columns) {
    WeightMatrix weights;
    weights.rows = rows;
    weights.columns = columns;
    weights.values = numbers(role, 0, rows * columns, Coding::TwosComplement);
    return weights;
  }

  void neurons(StringRef role, std::vector<double> NeuronParameters::*parameter, Coding coding) {
    result.hidden.*parameter = numbers(role, 0, hidden, coding);
    result.outputs.*parameter = numbers(role, firstOutputWord(hidden, chip), outputs, coding);
  }

  /// For the words of a bank that say something impossible: the line of the first.
  void wrongWord(StringRef role, int64_t index, const Twine &found, const Twine &allowed) {
    int64_t address = chip.bank(role)->address + index;
    auto word = partition_point(words, [&](const Word &word) { return word.address < address; });
    if (word != words.end() && word->address == address)
      return add(lineError(file, word->line, found, allowed));
    add(createStringError(escaped(file) + ": address " + utohexstr(address) + ": found " + found + ", allowed is " +
                          allowed));
  }

  void readRecurrent() {
    result.recurrent.assign(synapses, WeightMatrix(hidden, hidden));
    std::vector<int64_t> counts = wordsOf("fan_out_count", 0, hidden, Coding::Unsigned);
    int64_t entries = 0, most = chip.bank("recurrent_target")->words;
    for (auto [source, count] : enumerate(counts)) {
      if (count > hidden || entries + count > most)
        return wrongWord("fan_out_count", static_cast<int64_t>(source), Twine(count) + " targets",
                         "0 to " + Twine(std::min(hidden, most - entries)));
      entries += count;
    }
    std::vector<int64_t> targets = wordsOf("recurrent_target", 0, entries, Coding::Unsigned);
    std::vector<int64_t> weights[2];
    static constexpr StringLiteral roles[] = {"recurrent_weights", "recurrent_weights_2"};
    for (int64_t synapse = 0; synapse < synapses; ++synapse)
      weights[synapse] = wordsOf(roles[synapse], 0, entries, Coding::TwosComplement);
    int64_t entry = 0;
    for (int64_t source = 0; source < hidden; ++source) {
      int64_t least = 0;
      for (int64_t end = entry + counts[source]; entry < end; ++entry) {
        int64_t target = targets[entry];
        if (target < least || target >= hidden)
          return wrongWord("recurrent_target", entry, "target " + Twine(target),
                           "a target from " + Twine(least) + " to " + Twine(hidden - 1) + ", ascending");
        least = target + 1;
        for (int64_t synapse = 0; synapse < synapses; ++synapse)
          result.recurrent[synapse].at(source, target) = static_cast<double>(weights[synapse][entry]);
      }
    }
  }

  void readAliases() {
    std::vector<int64_t> targets = wordsOf("alias_target", 0, hidden, Coding::Unsigned);
    std::vector<int64_t> flags = wordsOf("alias_flags", 0, hidden, Coding::Unsigned), expected(hidden);
    int64_t none = chip.integer("no_alias");
    for (auto [source, target] : enumerate(targets)) {
      if (target == none)
        continue;
      if (target >= hidden || !result.aliases)
        return wrongWord("alias_target", static_cast<int64_t>(source), "alias target " + Twine(target),
                         Twine(none) + (result.aliases ? " for none or 0 to " + std::to_string(hidden - 1)
                                                       : std::string(": aliases are not enabled")));
      (*result.aliases)[source].push_back(target);
      expected[source] |= 2;
      expected[target] |= 1;
    }
    auto [flag, want] = std::mismatch(flags.begin(), flags.end(), expected.begin());
    if (flag != flags.end())
      wrongWord("alias_flags", flag - flags.begin(), "alias flags " + Twine(*flag),
                Twine(*want) + ", as the alias targets say");
  }

  void checkAllUsed() {
    auto word = find_if(words, [](const Word &word) { return !word.isUsed; });
    if (word != words.end() && !problems)
      add(lineError(file, word->line, "address " + utohexstr(word->address), "that of a word of the configured sizes"));
  }

  std::vector<Word> words;
  StringRef file;
  const target::Description &chip;
  int64_t hidden = 0, outputs = 0, synapses = 1, inExpansion = 0, outExpansion = 0;
  bool hasBias = false;
  Specification result;
  Error problems = Error::success();
};

} // namespace

Expected<std::string> targetOfMemory(StringRef text, StringRef file) {
  Expected<Header> header = Header::read(text, file);
  if (!header)
    return header.takeError();
  return header->target().str();
}

Expected<Specification> readMemory(StringRef text, StringRef file, const target::Description &description) {
  if (description.memoryMap().empty())
    return createStringError(escaped(file) + ": the memory map of " + description.name() + " is not known");
  Expected<Header> header = Header::read(text, file);
  if (!header)
    return header.takeError();
  if (header->target() != description.name())
    return header->wrong("target=" + quoted(header->target()), quoted(description.name()));
  Expected<std::vector<Word>> words = readWords(text, file);
  if (!words)
    return words.takeError();
  MemoryReader reader(std::move(*words), file, description);
  if (Error error = reader.readHeader(*header))
    return std::move(error);
  return reader.read();
}

} // namespace ganglion::xylo
