"""Trains the UNet and the text encoder together on work/latents.npy and leaves work/unet.pt. Stop it at any time; it goes on from its last save.

Size 16 trains on latents averaged over 2x2, at a quarter of the cost a sample: shapes and words are learnt there. Size 32 is the real one.
"""

import argparse
import pathlib

from training.launch import add_options, launch
from training.tasks import BaseModel


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, rate=7e-4)
    parser.add_argument(
        "--from-export", type=pathlib.Path, metavar="FOLDER", help="where there is no unet.pt, go on from this exported model"
    )
    return parser.parse_args()


if __name__ == "__main__":
    launch(parse(), BaseModel)
