"""Trains the ControlNet of models/controlnet/starter-canny beside models/starter, on work/images.npy and work/latents.npy."""

import argparse

from training.launch import add_options, launch
from training.tasks import Control


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser, rate=5e-4)
    parser.add_argument("--go-on", action="store_true", help="begin with the weights that models/controlnet/starter-canny holds")
    return parser.parse_args()


if __name__ == "__main__":
    launch(parse(), Control)
