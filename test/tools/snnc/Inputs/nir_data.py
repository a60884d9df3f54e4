"""nir_data.py FILE: prints what the nir library reads from a NIR data file;  nir_data.py --write FILE NODE X.npy DT: makes one."""
import sys

import nir
import numpy as np


def write(file, node, array, dt):
    data = np.load(array)[None].astype(np.float32)
    grid = nir.TimeGriddedData(data, float(dt))
    nir.write_data(file, nir.NIRGraphData({node: nir.NIRNodeData({"spikes": grid})}))


if sys.argv[1] == "--write":
    write(*sys.argv[2:])
else:
    for node, data in sorted(nir.read_data(sys.argv[1]).nodes.items()):
        for name, grid in sorted(data.observables.items()):
            print(f"{node}.{name}", grid.data.dtype, list(grid.data.shape), "dt", grid.dt)
