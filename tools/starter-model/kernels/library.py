"""Compiles kernels.c once per source version and loads it."""

import ctypes
import functools
import hashlib
import os
import pathlib
import platform
import shutil
import subprocess

import torch

SOURCE = pathlib.Path(__file__).with_name("kernels.c")
FLAGS = ["-Ofast", "-march=native", "-shared", "-fPIC"]
if platform.machine() == "x86_64":
    FLAGS.append("-mprefer-vector-width=512")


@functools.lru_cache(maxsize=None)
def load():
    """The loaded library, or None where there is no C compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    work = SOURCE.parent.parent / "work"
    work.mkdir(exist_ok=True)
    version = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]
    target = work / f"kernels-{version}.so"
    if not target.exists():
        fresh = work / f"{target.name}.{os.getpid()}"
        subprocess.run([compiler, *FLAGS, str(SOURCE), "-o", str(fresh), "-lm"], check=True)
        os.replace(fresh, target)
    return ctypes.CDLL(str(target))


def available(x):
    """Whether the kernels can take tensor x: bf16, on the CPU, with a compiled library."""
    return x.device.type == "cpu" and x.dtype == torch.bfloat16 and load() is not None
