"""Paints the training set: work/images.npy and work/attributes.jsonl."""

import argparse
import json
import multiprocessing
import os

import numpy as np

import paths
from scenes import make
from scenes.canvas import SIZE


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=40000, help="how many pictures (default 40000: 8 GB)")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="default: one a core")
    return parser.parse_args()


def main():
    options = parse()
    paths.WORK.mkdir(exist_ok=True)
    images = np.lib.format.open_memmap(paths.IMAGES, "w+", np.uint8, (options.count, SIZE, SIZE, 3))
    with multiprocessing.Pool(options.processes) as pool, open(paths.ATTRIBUTES, "w") as lines:
        for i, (attributes, image) in enumerate(pool.imap(make, range(options.count), chunksize=16)):
            images[i] = image
            lines.write(json.dumps(attributes) + "\n")
            if i % 1000 == 0:
                print(f"painted {i}", flush=True)


if __name__ == "__main__":
    main()
