"""Trains a LoRA for a look (scenes/looks.py) beside models/starter and leaves models/loras/NAME.safetensors. First: paint_extra.py NAME."""

import argparse

from scenes.looks import LOOKS
from training.launch import add_options, launch
from training.tasks import Look


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=list(LOOKS), help="the look")
    add_options(parser, rate=2e-3)
    parser.add_argument("--rank", type=int, default=8, help="of the adapters (default 8)")
    parser.add_argument("--convolutions", action="store_true", help="adapt the residual blocks' convolutions too (LoCon)")
    return parser.parse_args()


if __name__ == "__main__":
    launch(parse(), Look)
