"""xylosim, the simulator that SynSense publishes for Xylo, on the networks of chip_networks.py."""

import numpy as np
from chip_networks import DASH_MEM, DASH_SYN
from peer import Unsupported, peer


@peer
class Xylosim:
    """A sample after the other: xylosim has no batches. What it records in each step is part of its time, reading the
    records out is not."""

    name, title, any_network = "xylosim", "xylosim", False

    @classmethod
    def options(cls, layers, network):
        return network["options"]

    def __init__(self, layers, network):
        if network["rule"] != "xylo":
            raise Unsupported("no network in the integers of Xylo")
        import xylosim.v2

        self.layers, synapse = layers, xylosim.v2.XyloSynapse

        def lists(weight):
            return [[synapse(int(t), 0, int(row[t])) for t in np.flatnonzero(row)] for row in weight.T]

        (w_in, hidden), (w_out, readout) = layers[:2], layers[2:]
        wide, narrow = hidden.shape[0], readout.shape[0]
        # The layer refers to lists of synapses without owning them.
        self.kept = dict(
            synapses_in=lists(w_in.weight),
            synapses_rec=lists(hidden.recurrent),
            synapses_out=lists(w_out.weight),
            aliases=[[] for _ in range(wide)],
            threshold=[hidden.threshold] * wide,
            threshold_out=[readout.threshold] * narrow,
            has_bias=False,
            bias=[0] * wide,
            bias_out=[0] * narrow,
            weight_shift_inp=0,
            weight_shift_rec=0,
            weight_shift_out=0,
            dash_mem=[DASH_MEM] * wide,
            dash_mem_out=[DASH_MEM] * narrow,
            dash_syns=[[DASH_SYN, 0]] * wide,
            dash_syns_out=[[DASH_SYN]] * narrow,
            name="benchmark",
        )
        self.layer = xylosim.v2.XyloLayer(**self.kept)

    def prepare(self, x):
        self.x = [sample.astype(int).tolist() for sample in x]

    def run(self):
        for sample in self.x:
            self.layer.reset_all()
            self.layer.evolve(sample)

    def check(self):
        """{node: [B, T, neurons]}"""
        hidden, readout = [], []
        for sample in self.x:
            self.layer.reset_all()
            readout.append(np.array(self.layer.evolve(sample), np.float32))
            hidden.append(np.array(self.layer.rec_recurrent_spikes, np.float32).reshape(len(sample), -1))
        return {self.layers[1].name: np.stack(hidden), self.layers[3].name: np.stack(readout)}
