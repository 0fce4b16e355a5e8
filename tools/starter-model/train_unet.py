"""Trains the UNet and the text encoder together on work/latents.npy and leaves work/unet.pt. Stop it at any time; it goes on from its last save.

Size 16 trains on latents averaged over 2x2, at a quarter of the cost a sample: shapes and words are learnt there. Size 32 is the real one.
"""

import argparse
import pathlib

import torch
import torch.multiprocessing as multiprocessing

from training import checkpoint
from training.padding import FULL, SHORT
from training.shared_weights import SharedWeights
from training.worker import Worker


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutes", type=float, help="how long to train")
    parser.add_argument("--size", type=int, choices=[16, 32], default=16, help="size of the latents (default 16)")
    parser.add_argument("--batch", type=int, help="samples a process and step (default: 48 at size 16, 24 at 32; on a GPU 1024 and 512)")
    parser.add_argument("--processes", type=int, default=2, help="processes of one thread each, on a CPU (default 2)")
    parser.add_argument("--rate", type=float, default=7e-4, help="learning rate (default 7e-4)")
    parser.add_argument("--decay", action="store_true", help="take the learning rate to zero over this run: for the last one")
    parser.add_argument("--tokens", type=int, default=SHORT, help=f"tokens of a caption, {SHORT} to {FULL} (default {SHORT})")
    parser.add_argument(
        "--from-export", type=pathlib.Path, metavar="FOLDER", help="where there is no unet.pt, go on from this exported model"
    )
    return parser.parse_args()


def run(rank, *arguments):
    Worker(rank, *arguments).train()


def main():
    options = parse()
    options.device = "cuda" if torch.cuda.is_available() else "cpu"
    if options.device == "cuda":
        options.processes = 1
    if options.batch is None:
        options.batch = {"cpu": {16: 48, 32: 24}, "cuda": {16: 1024, 32: 512}}[options.device][options.size]
    state, networks = checkpoint.load(options.from_export), checkpoint.networks()
    shared = SharedWeights(networks, options.processes, options.device)
    shared.fill(networks, state)
    barrier = multiprocessing.get_context("spawn").Barrier(options.processes)
    arguments = options, shared, barrier, (state["seen"], state["steps"])
    if options.processes == 1:
        run(0, *arguments)
    else:
        multiprocessing.spawn(run, arguments, options.processes)


if __name__ == "__main__":
    main()
