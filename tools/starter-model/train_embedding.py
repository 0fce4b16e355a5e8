"""Trains a textual inversion (scenes/concepts.py) beside models/starter and leaves models/embeddings/NAME.safetensors. First: paint_extra.py NAME."""

import argparse

from scenes.concepts import CONCEPTS
from training.launch import add_options, launch
from training.tasks import Concept


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=list(CONCEPTS), help="the concept")
    add_options(parser, rate=5e-3)
    parser.add_argument("--vectors", type=int, default=3, help="how many tokens it takes (default 3)")
    return parser.parse_args()


if __name__ == "__main__":
    launch(parse(), Concept)
