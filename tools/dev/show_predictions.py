#!/usr/bin/env python3
"""Prints what a classifier's output spikes say beside the labels:  show_predictions.py OUTPUT.npy LABELS.npy

OUTPUT is [samples, steps, classes], LABELS is [samples]; the prediction is the class with the most spikes (the first of equal ones).
Reads .npy without NumPy, so that a first run needs nothing but Python. Exits 1 when no prediction is right."""
import ast
import struct
import sys

FORMATS = {"f4": "f", "f8": "d", "i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "i8": "q", "u8": "Q"}


def read_npy(path):
    """Shape and flat values of a little-endian array in C order."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:6] != b"\x93NUMPY":
        sys.exit(f"{path}: not an .npy file")
    length_size = 2 if data[6] == 1 else 4
    start = 8 + length_size + int.from_bytes(data[8 : 8 + length_size], "little")
    header = ast.literal_eval(data[8 + length_size : start].decode("latin-1"))
    kind = header["descr"].lstrip("<|=")
    if kind not in FORMATS or header["fortran_order"]:
        sys.exit(f"{path}: element type {header['descr']}, Fortran order {header['fortran_order']}: not read here")
    return header["shape"], [value for (value,) in struct.iter_unpack("<" + FORMATS[kind], data[start:])]


def main(output_path, labels_path):
    (samples, steps, classes), spikes = read_npy(output_path)
    _, labels = read_npy(labels_path)
    right = 0
    print("sample  label  predicted  spikes per class")
    for sample in range(samples):
        rows = spikes[sample * steps * classes : (sample + 1) * steps * classes]
        counts = [int(sum(rows[c::classes])) for c in range(classes)]
        predicted = counts.index(max(counts))
        right += predicted == labels[sample]
        print(f"{sample:6}  {labels[sample]:5}  {predicted:9}  {' '.join(f'{count:2}' for count in counts)}")
    print(f"{right} of {samples} right")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]) if len(sys.argv) == 3 else __doc__)
