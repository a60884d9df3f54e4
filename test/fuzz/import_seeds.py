#!/usr/bin/env python3
"""import_seeds.py OUT FILE.nir...: a seed for import-fuzzer from each file: its tree as the reader sends it (ReaderProtocol.h), and some of
its numbers."""
import pathlib
import struct
import sys

import h5py
import numpy as np

KINDS = {"f": 0, "i": 1, "u": 2, "b": 3}


def text(words):
    words = words if isinstance(words, bytes) else words.encode()
    return struct.pack("<I", len(words)) + words


def dataset(value, ids):
    is_text = h5py.check_string_dtype(value.dtype) is not None
    kind = 4 if is_text else KINDS.get(value.dtype.kind, 5)
    width = 16 if is_text else value.dtype.itemsize
    head = struct.pack("<BBBQQQ", 2, kind, 0 if kind > 3 else 8 * width, ids.setdefault(value.name, len(ids)), width, value.id.get_storage_size())
    head += text("string" if is_text else str(value.dtype)) + struct.pack("<B", value.ndim)
    head += b"".join(struct.pack("<Q", size) for size in value.shape) + struct.pack("<H", 0)
    return head + (b"".join(text(v) for v in np.asarray(value[()]).reshape(-1)) if is_text else b"")


def node(member, ids):
    if isinstance(member, h5py.Dataset):
        return dataset(member, ids)
    names = sorted(member, key=str.encode)
    return struct.pack("<BHI", 1, 0, len(names)) + b"".join(text(n) + node(member[n], ids) for n in names)


def main(out, files):
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    for file in map(pathlib.Path, files):
        with h5py.File(file, "r") as f:
            skeleton = node(f, {})
        for tail, name in ((b"", "zero"), (np.float32([1.5, 0.02, 3]).tobytes(), "f32"), (np.int64([1]).tobytes(), "ones")):
            (out / f"{file.stem}-{name}").write_bytes(struct.pack("<I", len(skeleton)) + skeleton + tail)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
