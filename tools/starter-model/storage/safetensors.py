"""Reads and writes safetensors files in half precision: an 8-byte length, a JSON header, the tensors."""

import json
import struct

import torch


def save_file(path, tensors, **notes):
    """Writes tensors as fp16, in order of their names; notes go into the header's metadata as text."""
    header = {"__metadata__": {"format": "pt", **{key: str(value) for key, value in notes.items()}}}
    parts, at = [], 0
    for name in sorted(tensors):
        data = tensors[name].detach().cpu().contiguous().half().numpy().tobytes()
        header[name] = {"dtype": "F16", "shape": list(tensors[name].shape), "data_offsets": [at, at + len(data)]}
        parts.append(data)
        at += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.writelines(parts)


def _header(file):
    (length,) = struct.unpack("<Q", file.read(8))
    return json.loads(file.read(length))


def metadata(path):
    """The notes that save_file was given, as text."""
    with open(path, "rb") as file:
        return _header(file)["__metadata__"]


def load_file(path):
    """The fp16 tensors of a file that save_file wrote, widened to float."""
    with open(path, "rb") as file:
        header, data = _header(file), bytearray(file.read())
    del header["__metadata__"]
    return {name: _tensor(data, **entry) for name, entry in header.items()}


def _tensor(data, dtype, shape, data_offsets):
    if dtype != "F16":
        raise ValueError(f"expected F16 tensors, found {dtype}")
    begin, end = data_offsets
    return torch.frombuffer(data, dtype=torch.float16, count=(end - begin) // 2, offset=begin).view(shape).float()
