"""Draws a contact sheet, one picture a prompt, from work/unet.pt or from an exported model."""

import argparse
import pathlib

import numpy as np
import torch
from PIL import Image

import configs
import paths
from networks import AutoencoderKL
from sampling.ddim import ddim
from storage.safetensors import load_file
from text.tokenizer import Tokenizer
from training import checkpoint
from training.examples import pooled_scale

PROMPTS = """sunset over snowy mountains
a city skyline at night
a foggy forest in autumn
a sailboat on the sea at noon
desert with pyramids at sunset
northern lights over a lake at night
a watercolor painting of a meadow in spring
pixel art of a city at night
synthwave mountains with the sun
a lighthouse in a storm
a tropical beach with palm trees at sunset
a forest in the snow
a black and white lake with mountains in the rain
a canyon at noon with a hot air balloon
purple mountains at dawn
a cozy cabin in a snowy forest at night with a full moon"""


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheet", help="the picture to write")
    parser.add_argument("--size", type=int, choices=[16, 32], default=32, help="size of the latents (default 32)")
    parser.add_argument("--guidance", type=float, default=4, help="guidance scale (default 4)")
    parser.add_argument("--steps", type=int, default=25, help="DDIM steps (default 25)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first picture, one more for each further one (default 0)")
    parser.add_argument("--prompts", type=pathlib.Path, help="a file of prompts, one a line (default: sixteen of our own)")
    parser.add_argument("--model", type=pathlib.Path, help="folder of an exported model (default: the average in work/unet.pt)")
    return parser.parse_args()


def load(folder):
    """UNet, text encoder and autoencoder."""
    state = checkpoint.load_export(folder) if folder else checkpoint.load()
    networks = checkpoint.networks()
    networks.load_state_dict(state["average"])
    vae = AutoencoderKL(configs.VAE)
    vae.load_state_dict(load_file(folder / "vae" / "diffusion_pytorch_model.safetensors") if folder else torch.load(paths.VAE))
    return networks["unet"], networks["text"], vae


def full_size(latents):
    """Latents of size 16 brought back to the decoder's size and scale."""
    scale = pooled_scale(torch.from_numpy(np.load(paths.LATENTS, mmap_mode="r")[:2000]))
    return torch.nn.functional.interpolate(latents / scale, scale_factor=2, mode="bilinear")


def sheet(pictures, columns):
    """Pictures [count, 3, height, width] in -1..1 side by side, as an image."""
    pixels = ((pictures.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    rows = [np.concatenate(list(pixels[i : i + columns]), 1) for i in range(0, len(pixels) // columns * columns, columns)]
    return Image.fromarray(np.concatenate(rows))


@torch.no_grad()
def main():
    options = parse()
    prompts = (options.prompts.read_text() if options.prompts else PROMPTS).strip().split("\n")
    unet, text, vae = load(options.model)
    tokenizer = Tokenizer(paths.TOKENIZER)
    shape = 1, configs.UNET["in_channels"], options.size, options.size
    noise = torch.cat([torch.randn(shape, generator=torch.Generator().manual_seed(options.seed + i)) for i in range(len(prompts))])
    with torch.autocast("cpu", torch.bfloat16):
        context = text(torch.tensor([tokenizer("")] * len(prompts) + [tokenizer(p) for p in prompts]))
        latents = ddim(unet, context, noise, options.steps, options.guidance)
        if options.size == 16:
            latents = full_size(latents)
        pictures = torch.cat([vae.decode(z[None] / configs.SCALING_FACTOR).float() for z in latents])
    sheet(pictures, columns=4).save(options.sheet)


if __name__ == "__main__":
    main()
