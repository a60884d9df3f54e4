#!/usr/bin/env python3
"""same.py A B: the files hold the same members (edges in any order, /version aside), and nir reads the same nodes from both."""
import sys

import h5py
import nir
import numpy as np


def members(group, path=""):
    for name, value in group.items():
        here = f"{path}/{name}"
        if isinstance(value, h5py.Group):
            yield here, "group"
            yield from members(value, here)
        elif name == "edges" and value.ndim == 2:
            yield here, sorted(map(tuple, value.asstr()[()]))
        elif here != "/version":
            data = value.asstr()[()] if h5py.check_string_dtype(value.dtype) else value[()]
            data = np.asarray(data)
            data = data.astype(data.dtype.newbyteorder("="))
            yield here, (str(data.dtype), data.shape, data.tolist() if data.dtype == object else data.tobytes())


def main(a, b):
    with h5py.File(a) as f, h5py.File(b) as g:
        one, two = dict(members(f)), dict(members(g))
    different = sorted(k for k in one.keys() | two.keys() if one.get(k) != two.get(k))
    if different:
        sys.exit(f"differ in {different}: {[(one.get(k), two.get(k)) for k in different[:3]]}")
    x, y = nir.read(a, type_check=False), nir.read(b, type_check=False)
    assert set(x.nodes) == set(y.nodes) and sorted(x.edges) == sorted(y.edges)


main(*sys.argv[1:])
