"""Arrays for the tests of snnc:
    arrays.py make FILE SHAPE [TYPE] [KIND]   writes spikes (default), ones, or steps (0, 1, 2, ...) of a shape such as 6,2
    arrays.py show FILE...                    prints type, shape and sum
    arrays.py rows FILE                       prints an array line by line
    arrays.py sparse FILE                     prints what is not 0, as index,index,...=value
    arrays.py same A B                        fails unless both hold the same numbers in the same shape and type
    arrays.py cut FROM TO EXPRESSION          writes FROM[EXPRESSION], e.g. 0 or :,2:"""
import sys

import numpy as np


def make(file, shape, dtype="uint8", kind="spikes"):
    shape = tuple(int(n) for n in shape.split(","))
    count = int(np.prod(shape))
    values = {"spikes": np.random.default_rng(count).random(count) < 0.5, "ones": np.ones(count), "steps": np.arange(count)}[kind]
    np.save(file, values.reshape(shape).astype(dtype))


def show(*files):
    for file in files:
        array = np.load(file)
        print(file.rsplit("/", 1)[-1], array.dtype, list(array.shape), "sum", float(array.sum()))


def rows(file):
    for row in np.load(file):
        print(*row.tolist())


def sparse(file):
    array = np.load(file)
    print(*(",".join(str(i) for i in index) + f"={array[tuple(index)]:g}" for index in np.argwhere(array)))


def same(a, b):
    one, two = np.load(a), np.load(b)
    if one.dtype != two.dtype or one.shape != two.shape or not np.array_equal(one, two):
        sys.exit(f"{a} {one.dtype} {one.shape} and {b} {two.dtype} {two.shape} differ")


def cut(source, target, expression):
    np.save(target, eval(f"array[{expression}]", {"array": np.load(source)}))


globals()[sys.argv[1]](*sys.argv[2:])
