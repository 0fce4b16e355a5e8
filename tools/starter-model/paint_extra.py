"""Paints and encodes what adapters learn from: a look (scenes/looks.py) or a concept (scenes/concepts.py), into work/NAME/."""

import argparse
import json

import numpy as np
import torch

import configs
import paths
from encode import encode, load_vae
from scenes import draw_attributes, looks, paint
from scenes.concepts import CONCEPTS

BATCH = 4
PLAIN = ("flat", "neon")  # the base's own styles over which a look stays itself


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=[*looks.LOOKS, *CONCEPTS], help="the look or concept")
    parser.add_argument("count", type=int, nargs="?", default=2400, help="how many pictures (default 2400)")
    return parser.parse_args()


def painted(name, seed):
    """Attributes and picture number `seed`."""
    random = np.random.default_rng([seed, 1])
    if name in CONCEPTS:
        attributes = dict(CONCEPTS[name])
        return attributes, paint(attributes, random)
    attributes = draw_attributes(random)
    while attributes["style"] not in PLAIN or attributes["tint"] or attributes["weather"] in ("snow", "rain", "storm"):
        attributes = draw_attributes(random)
    return attributes, looks.apply(name, paint(attributes, random), random)


@torch.no_grad()
def main():
    options = parse()
    latents_path, attributes_path = paths.extra(options.name)
    latents_path.parent.mkdir(parents=True, exist_ok=True)
    vae = load_vae().to(memory_format=torch.channels_last)
    size = configs.UNET["sample_size"]
    latents = np.zeros((options.count, configs.VAE["latent_channels"], size, size), np.float16)
    with open(attributes_path, "w") as lines:
        for i in range(0, options.count, BATCH):
            attributes, pictures = zip(*(painted(options.name, seed) for seed in range(i, min(i + BATCH, options.count))))
            lines.writelines(json.dumps(a) + "\n" for a in attributes)
            latents[i : i + BATCH] = (encode(vae, np.stack(pictures)) * configs.SCALING_FACTOR).half().numpy()
            if i % 400 == 0:
                print(f"made {i}", flush=True)
    np.save(latents_path, latents)


if __name__ == "__main__":
    main()
