"""Starts a training run: what every command that trains shares."""

import numpy as np
import torch
import torch.multiprocessing as multiprocessing

from .padding import FULL, SHORT
from .shared_weights import SharedWeights
from .worker import Worker


def add_options(parser, rate):
    parser.add_argument("minutes", type=float, help="how long to train")
    parser.add_argument("--size", type=int, choices=[16, 32], default=32, help="size of the latents (default 32)")
    parser.add_argument("--batch", type=int, help="samples a process and step (default: 48 at size 16, 24 at 32; on a GPU 1024 and 512)")
    parser.add_argument("--processes", type=int, default=2, help="processes of one thread each, on a CPU (default 2)")
    parser.add_argument("--rate", type=float, default=rate, help=f"learning rate (default {rate:g})")
    parser.add_argument("--decay", action="store_true", help="take the learning rate to zero over this run: for the last one")
    parser.add_argument("--tokens", type=int, default=SHORT, help=f"tokens of a caption, {SHORT} to {FULL} (default {SHORT})")


def launch(options, make_task):
    """Trains a task: a class of training.tasks."""
    options.device = "cuda" if torch.cuda.is_available() else "cpu"
    if options.device == "cuda":
        options.processes = 1
    if options.batch is None:
        options.batch = {"cpu": {16: 48, 32: 24}, "cuda": {16: 1024, 32: 512}}[options.device][options.size]
    networks = make_task(options, np.random.default_rng(0)).networks
    state, shared = make_task.start(options, networks), SharedWeights(networks, options.processes, options.device)
    shared.fill(networks, state)
    barrier = multiprocessing.get_context("spawn").Barrier(options.processes)
    arguments = make_task, options, shared, barrier, (state["seen"], state["steps"])
    if options.processes == 1:
        _run(0, *arguments)
    else:
        multiprocessing.spawn(_run, arguments, options.processes)


def _run(rank, *arguments):
    Worker(rank, *arguments).train()
