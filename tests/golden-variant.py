#!/usr/bin/env python3
"""Makes another golden folder of the same references: fewer prompts, seeds and step counts in another order, larger batches, other weights that
compute the same. Tests that count on a size, an order or a weight of one folder fail on it.

    python3 tests/golden-variant.py ../shared/golden ../other-golden && ATELIER_GOLDEN=../other-golden dotnet test --filter Category=Golden
"""
import json
import shutil
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random


@dataclass
class Tensor:
    type: str
    shape: list
    data: bytes

    @property
    def rows(self):
        length = len(self.data) // self.shape[0]
        return [self.data[i:i + length] for i in range(0, len(self.data), length)]

    def of(self, rows):
        return Tensor(self.type, [len(rows), *self.shape[1:]], b"".join(rows))


def read(path):
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    notes = header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        first, end = entry["data_offsets"]
        tensors[name] = Tensor(entry["dtype"], entry["shape"], data[8 + length + first:8 + length + end])
    return tensors, notes


def write(path, tensors, notes):
    header, end = ({"__metadata__": notes} if notes else {}), 0
    for name, tensor in tensors.items():
        header[name] = {"dtype": tensor.type, "shape": tensor.shape, "data_offsets": [end, end + len(tensor.data)]}
        end += len(tensor.data)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(tensor.data for tensor in tensors.values()))


def change(path, how):
    tensors, notes = read(path)
    write(path, how(tensors), notes)


def larger_batch(tensors):
    """The first row once more behind the others: rows know nothing of each other. What runs from end to end takes rows 0 and 1."""
    alone = ("e2e.", "img2img.", "vae.", "unet.wide.")
    return {name: tensor if name.startswith(alone) or tensor.shape[:1] != [2] else tensor.of([*tensor.rows, tensor.rows[0]])
            for name, tensor in tensors.items()}


def other_weights(tensors):
    """Hidden values of each feed-forward layer of CLIP in another order: its sums stay what they are."""
    changed = dict(tensors)
    for name in (name for name in tensors if name.endswith(".mlp.fc1.weight")):
        layer = name[:-len("fc1.weight")]
        order = list(range(tensors[name].shape[0]))
        Random(1).shuffle(order)
        for part in ["fc1.weight", "fc1.bias"]:
            changed[layer + part] = tensors[layer + part].of(reordered(tensors[layer + part].rows, order))
        after = tensors[layer + "fc2.weight"]
        changed[layer + "fc2.weight"] = after.of([b"".join(reordered(numbers(row, len(order)), order)) for row in after.rows])
    return changed


def reordered(items, order):
    return [items[i] for i in order]


def numbers(row, count):
    return Tensor("", [count], row).rows


def half_reversed(items):
    return list(reversed(items[::2]))


def main(source, target):
    shutil.copytree(source, target)
    target = Path(target)
    for expected in [*target.glob("s*/expected.safetensors"), *target.glob("adapters/expected*.safetensors"), target / "controlnet15/expected.safetensors"]:
        if expected.parent.name != "samplers":
            change(expected, larger_batch)
    for weights in [*target.glob("s*/text_encoder/*.safetensors"), *target.glob("s*.safetensors")]:
        change(weights, other_weights)
    change(target / "noise/expected.safetensors", lambda noise: dict(half_reversed_by_seed(noise)))
    change(target / "samplers/expected.safetensors", lambda runs: {name: run for name, run in reversed(runs.items()) if not name.endswith(".15")})
    for file in [target / "tokenizer/expected.json", target / "prompts/expected.json"]:
        expected = json.loads(file.read_text())
        file.write_text(json.dumps(half_reversed(expected) if isinstance(expected, list) else {name: halve(group) for name, group in expected.items()}))


def halve(group):
    return dict(half_reversed(list(group.items()))) if isinstance(group, dict) else half_reversed(group)


def half_reversed_by_seed(noise):
    seeds = half_reversed(sorted({name.rsplit(".", 1)[1] for name in noise}))
    return [(name, tensor) for name, tensor in reversed(noise.items()) if name.rsplit(".", 1)[1] in seeds]


if __name__ == "__main__":
    main(*sys.argv[1:])
