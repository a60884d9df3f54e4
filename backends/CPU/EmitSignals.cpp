//===- EmitSignals.cpp - data in and out, element-wise kernels, pooling ---===//
#include "backends/CPU/KernelEmitter.h"

using namespace mlir;

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// Arrays of the run
//===----------------------------------------------------------------------===//

Value KernelEmitter::runArray(int64_t number) { return l.load(arguments.arrays, l.index(number)); }

/// A vector or a scalar of an input as the network takes it.
Value KernelEmitter::converted(kernel::Conversion conversion, Value value) {
  Value zero = l.number(value.getType(), 0);
  if (isa<IntegerType>(compute)) {
    if (conversion == kernel::Conversion::Spike)
      value = l.select(l.isUnlike(value, zero), l.number(value.getType(), 1), zero);
    return l.integerOf(value, compute);
  }
  switch (conversion) {
  case kernel::Conversion::Number:
    return value;
  case kernel::Conversion::Spike:
    return l.select(l.compare(arith::CmpFPredicate::UNE, value, zero), l.number(value.getType(), 1), zero);
  case kernel::Conversion::Count:
    return l.count(value);
  }
  llvm_unreachable("closed enumeration");
}

KernelEmitter::SignalRow KernelEmitter::rowOf(Value signal, Value row) {
  for (kernel::InputOp input : fused.inputs)
    if (input.getOutput() == signal) {
      Value start = l.mul(l.add(arguments.done, row), input.getOutput().getType().getElements());
      return {runArray(input.getIndex()), start, /*array=*/true, input.getConversion(), input.getMost()};
    }
  return {view(signal), row};
}

Value KernelEmitter::dataAt(const SignalRow &input, Type type, Value place) {
  if (input.array)
    return l.loadAs(withElement(type, dataType(compute)), input.memory, l.add(input.row, place));
  return l.loadAs(type, input.memory, {input.row, place});
}

Value KernelEmitter::numbersAt(const SignalRow &input, Type type, Value place) {
  Value data = dataAt(input, type, place);
  if (!input.array)
    return data;
  Value value = converted(input.conversion, data);
  return input.most ? l.min(value, l.number(value.getType(), static_cast<double>(*input.most))) : value;
}

void KernelEmitter::emit(kernel::InputOp op) {
  int64_t elements = op.getOutput().getType().getElements(), whole = elements / lanes * lanes;
  Value out = view(op.getOutput());
  fused.inputs = {op};
  forRows([&](Value row) {
    SignalRow input = rowOf(op.getOutput(), row);
    auto copy = [&](Type type, Value place) { l.storeAs(numbersAt(input, type, place), out, {row, place}); };
    l.forRange(0, whole, lanes, [&](Value place) { copy(vectorType(), place); });
    l.forRange(whole, elements, 1, [&](Value place) { copy(compute, place); });
  });
}

void KernelEmitter::putOut(ValueRange signals, kernel::SignalType type, Value array) {
  int64_t elements = type.getElements();
  Type f32 = l.builder().getF32Type();
  forRows([&](Value row) {
    Value start = l.mul(l.add(arguments.done, row), elements);
    auto copy = [&](Type piece, Value from, Value to) {
      Value sum;
      for (Value signal : signals) {
        Value value = l.loadAs(piece, view(signal), {row, from});
        sum = sum ? l.plus(sum, value) : value;
      }
      Type rounded = withElement(piece, f32);
      if (compute.isF64())
        sum = arith::TruncFOp::create(l.builder(), l.location(), rounded, sum);
      else if (isa<IntegerType>(compute))
        sum = arith::SIToFPOp::create(l.builder(), l.location(), rounded, sum);
      l.storeAs(sum, array, l.add(start, to));
    };
    if (!type.isPlain()) {
      int64_t positions = type.getPositions();
      l.forRange(0, type.getChannels(), 1, [&](Value channel) {
        l.forRange(0, positions, 1, [&](Value position) {
          copy(compute, l.add(l.mul(position, type.getPitch()), channel), l.add(l.mul(channel, positions), position));
        });
      });
      return;
    }
    int64_t whole = elements / lanes * lanes;
    l.forRange(0, whole, lanes, [&](Value place) { copy(vectorType(), place, place); });
    l.forRange(whole, elements, 1, [&](Value place) { copy(compute, place, place); });
  });
}

void KernelEmitter::emit(kernel::OutputOp op) {
  putOut(op.getInputs(), cast<kernel::SignalType>(op.getInputs().front().getType()), runArray(op.getIndex()));
}

void KernelEmitter::emit(kernel::RecordOp op) {
  Value array = runArray(op.getIndex());
  Value size = memref::DimOp::create(l.builder(), l.location(), array, l.index(0));
  l.ifTrue(l.less(l.index(0), size), [&] { putOut(op.getInput(), op.getInput().getType(), array); });
}

//===----------------------------------------------------------------------===//
// Element by element
//===----------------------------------------------------------------------===//

Value KernelEmitter::inputSum(ValueRange inputs, Value row, Value place,
                              const llvm::SmallDenseMap<Value, Value> &known) {
  Value sum;
  for (Value input : inputs) {
    Value value = known.lookup(input);
    if (!value)
      value = l.loadAs(vectorType(), view(input), {row, place});
    sum = sum ? l.plus(sum, value) : value;
  }
  return sum ? sum : l.number(vectorType(), 0);
}

void KernelEmitter::emit(kernel::SumOp op) {
  Value out = view(op.getOutput());
  forRows([&](Value row) {
    forVectors(op.getOutput().getType().getRowElements(),
               [&](Value place) { l.storeAs(inputSum(op.getInputs(), row, place), out, {row, place}); });
  });
}

void KernelEmitter::emit(kernel::ScaleOp op) {
  forRows([&](Value row) {
    forVectors(op.getOutput().getType().getRowElements(), [&](Value place) {
      Value x = l.loadAs(vectorType(), view(op.getInput()), {row, place});
      l.storeAs(l.product(coefficient(op.getFactor(), place), x), view(op.getOutput()), {row, place});
    });
  });
}

void KernelEmitter::emit(kernel::ThresholdOp op) {
  Value one = l.number(vectorType(), 1), zero = l.number(vectorType(), 0);
  forRows([&](Value row) {
    forVectors(op.getOutput().getType().getRowElements(), [&](Value place) {
      Value x = l.loadAs(vectorType(), view(op.getInput()), {row, place});
      Value above = l.isAbove(x, coefficient(op.getThreshold(), place));
      l.storeAs(l.select(above, one, zero), view(op.getOutput()), {row, place});
    });
  });
}

void KernelEmitter::emit(kernel::RelayoutOp op) {
  kernel::SignalType from = op.getInput().getType(), to = op.getOutput().getType();
  Value input = view(op.getInput()), output = view(op.getOutput());
  forRows([&](Value row) {
    if (from.isPlain() == to.isPlain()) {
      l.forRange(0, from.getElements(), 1, [&](Value element) {
        l.store(l.load(input, {row, place(from, element)}), output, {row, place(to, element)});
      });
      return;
    }
    // Without the divisions that a place needs in general.
    kernel::SignalType channelled = from.isPlain() ? to : from;
    int64_t positions = channelled.getPositions();
    l.forRange(0, channelled.getChannels(), 1, [&](Value channel) {
      l.forRange(0, positions, 1, [&](Value position) {
        Value plain = l.add(l.mul(channel, positions), position);
        Value other = l.add(l.mul(position, channelled.getPitch()), channel);
        l.store(l.load(input, {row, from.isPlain() ? plain : other}), output, {row, from.isPlain() ? other : plain});
      });
    });
  });
}

//===----------------------------------------------------------------------===//
// Pooling
//===----------------------------------------------------------------------===//

void KernelEmitter::emit(kernel::PoolOp op) {
  kernel::SignalType type = op.getOutput().getType();
  ArrayRef<int64_t> extent = op.getExtent(), result = op.getResult(), kernel = op.getKernel();
  int64_t pitch = type.getPitch(), width = dividingLanes(pitch, lanes);
  Type piece = width == 1 ? compute : Type(vectorType(width));
  Value input = view(op.getInput()), output = view(op.getOutput()), zero = l.number(piece, 0);
  // The part of the window of output `q` that lies inside the input.
  auto window = [&](Value q, size_t axis) {
    Value start = l.sub(l.mul(q, op.getStride()[axis]), l.index(op.getPadding()[axis]));
    return std::pair<Value, Value>(l.max(start, l.index(0)), l.min(l.add(start, kernel[axis]), l.index(extent[axis])));
  };
  auto poolPosition = [&](Value row, Value y, Value x) {
    std::pair<Value, Value> lines = window(y, 0), columns = window(x, 1);
    Value to = l.mul(l.add(l.mul(y, result[1]), x), pitch);
    l.forRange(0, pitch, width, [&](Value channel) {
      auto sumLine = [&](Value line, ValueRange sums) {
        return l.forRange(columns.first, columns.second, 1, sums, [&](Value column, ValueRange inner) -> Values {
          Value from = l.add(l.mul(l.add(l.mul(line, extent[1]), column), pitch), channel);
          return {l.plus(inner[0], l.loadAs(piece, input, {row, from}))};
        });
      };
      Value sum = l.forRange(lines.first, lines.second, 1, zero, sumLine)[0];
      if (op.getKind() == kernel::Pooling::Average)
        sum = l.over(sum, l.number(piece, static_cast<double>(kernel[0] * kernel[1])));
      l.storeAs(sum, output, {row, l.add(to, channel)});
    });
  };
  forRows([&](Value row) {
    l.forRange(0, result[0], 1,
               [&](Value y) { l.forRange(0, result[1], 1, [&](Value x) { poolPosition(row, y, x); }); });
  });
}

} // namespace ganglion::cpu
