#!/usr/bin/env python3
"""Trains and exports the network of this folder:  make.py   (snntorch 1.0.0, nir 1.0.8, torch; seed 3; a minute)

Four classes of spike patterns: 12 channels, 48 steps, in each class every channel has three moments of its own, at which it spikes in most
samples, shifted by up to two steps; besides, any channel spikes by chance. The network is 12-32-4 of snnTorch's Synaptic neurons, whose
decays are powers of two, so that a shift can do the same."""
import numpy as np
import snntorch
import torch
from snntorch.export_nir import export_to_nir

import nir

CHANNELS, STEPS, CLASSES, HIDDEN = 12, 48, 4, 32


def patterns(random, moments, count):
    """Spikes [count, STEPS, CHANNELS] and labels."""
    labels = random.integers(0, CLASSES, count)
    spikes = (random.random((count, STEPS, CHANNELS)) < 0.03).astype(np.float32)
    for sample, label in enumerate(labels):
        for channel in range(CHANNELS):
            for moment in moments[label, channel]:
                if random.random() < 0.85:
                    spikes[sample, np.clip(moment + random.integers(-2, 3), 0, STEPS - 1), channel] = 1
    return spikes, labels


def synaptic(size, **more):
    full = lambda value: torch.full((size,), value)
    return snntorch.Synaptic(alpha=full(0.75), beta=full(0.875), threshold=full(1.0), reset_mechanism="subtract", reset_delay=False,
                             spike_grad=snntorch.surrogate.fast_sigmoid(slope=4), **more)


def main():
    torch.manual_seed(3)
    random = np.random.default_rng(3)
    moments = random.integers(2, STEPS - 8, (CLASSES, CHANNELS, 3))
    train, train_labels = patterns(random, moments, 1200)
    test, test_labels = patterns(random, moments, 200)
    first, last = torch.nn.Linear(CHANNELS, HIDDEN, bias=False), torch.nn.Linear(HIDDEN, CLASSES, bias=False)
    torch.nn.init.normal_(first.weight, std=0.3)
    torch.nn.init.normal_(last.weight, std=0.15)
    hidden, output = synaptic(HIDDEN), synaptic(CLASSES)

    def run(data):
        states = [hidden.init_synaptic(), output.init_synaptic()]
        counts = 0
        for step in range(STEPS):
            spikes, *states[0] = hidden(first(data[:, step]), *states[0])
            spikes, *states[1] = output(last(spikes), *states[1])
            counts = counts + spikes
        return counts

    optimizer = torch.optim.Adam([*first.parameters(), *last.parameters()], lr=8e-3)
    for epoch in range(30):
        order = torch.randperm(len(train))
        for start in range(0, len(train), 100):
            batch = order[start : start + 100]
            counts = run(torch.tensor(train)[batch])
            loss = torch.nn.functional.cross_entropy(0.5 * counts, torch.tensor(train_labels)[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        right = (run(torch.tensor(test)).argmax(1).numpy() == test_labels).mean()
    print(f"{right:.3f} of {len(test)} test samples right")
    network = torch.nn.Sequential(first, synaptic(HIDDEN, init_hidden=True), last, synaptic(CLASSES, init_hidden=True, output=True))
    graph = export_to_nir(network, torch.zeros(1, CHANNELS), ignore_dims=[0])
    nir.write("model.nir", graph)
    np.save("input.npy", test[:100].astype(np.uint8))
    np.save("labels.npy", test_labels[:100].astype(np.uint8))
    np.save("calibration.npy", train[:40].astype(np.uint8))


main()
