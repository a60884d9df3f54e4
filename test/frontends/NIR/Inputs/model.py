#!/usr/bin/env python3
"""Writes a small NIR file:  model.py OUT [STATEMENT...]

The model is input(3) -> fc: Affine(4, 3) -> lif: LIF(4) -> output(4), sound and of today. Each STATEMENT is Python that
may change it first:
    m        the file's members, nested dictionaries: groups; texts, arrays and numbers: datasets
    nodes    m["node"]["nodes"], and link(path), external(file, path) for links instead of members
    edges    the edges of the root graph, a list of pairs
    full(n, value), graph(nodes, edges), array, F (float32), np, h5py
`after` collects functions that are called with the open file in the end."""
import sys

import h5py
import numpy as np

F = np.float32
array = np.array
TEXT = h5py.string_dtype()
link, external = h5py.SoftLink, h5py.ExternalLink


def full(n, value=1.0, dtype=F):
    return np.full(n, value, dtype)


def port(kind, *shape):
    return {"type": kind, "shape": np.array(shape)}


def lif(n):
    return {"type": "LIF", "tau": full(n, 0.02), "r": full(n), "v_leak": full(n, 0), "v_threshold": full(n), "v_reset": full(n, 0)}


def graph(nodes, edges):
    return {"type": "NIRGraph", "nodes": nodes, "edges": edges}


def put(group, members):
    for name, value in members.items():
        if isinstance(value, dict):
            put(group.create_group(name), value)
        elif isinstance(value, (link, external)):
            group[name] = value
        elif isinstance(value, str):
            group.create_dataset(name, data=value, dtype=TEXT)
        elif isinstance(value, list) and value:
            group.create_dataset(name, data=np.array(value, dtype=object), dtype=TEXT)
        else:
            group.create_dataset(name, data=value)


def main(out, statements):
    nodes = {"input": port("Input", 3), "output": port("Output", 4), "lif": lif(4),
             "fc": {"type": "Affine", "weight": np.arange(12, dtype=F).reshape(4, 3), "bias": full(4, 0.5)}}
    edges = [["input", "fc"], ["fc", "lif"], ["lif", "output"]]
    names = dict(globals(), nodes=nodes, edges=edges, m={"version": "1.0.8", "node": graph(nodes, edges)}, after=[])
    for statement in statements:
        exec(statement, names)
    with h5py.File(out, "w") as f:
        put(f, names["m"])
        for function in names["after"]:
            function(f)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
