"""Trains the autoencoder on random crops of work/images.npy and leaves work/vae.pt, a moving average of the weights."""

import argparse
import itertools
import math
import time

import numpy as np
import torch
import torch.nn.functional as F

import configs
import paths
from networks import AutoencoderKL
from training.vae_start import start

HELD_OUT = 200  # pictures at the end, never trained on
NOISE = 0.05  # on the latents, so that the decoder forgives what the UNet gets slightly wrong
RATE, WARM_UP, KEEP = 2.5e-4, 200, 0.998
REPORT_EVERY, SAVE_EVERY = 200, 1000  # steps


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", type=float, help="how long to train; the learning rate falls to 2 % over the last 70 % of it")
    parser.add_argument("--crop", type=int, default=96, help="width and height of the crops (default 96; on a GPU take 128)")
    parser.add_argument("--batch", type=int, default=8, help="crops a step (default 8; on a GPU take 64)")
    parser.add_argument("--resume", action="store_true", help="go on from work/vae.pt")
    return parser.parse_args()


def crops(images, random, options):
    """Crops, half of them mirrored: [batch, 3, crop, crop] in -1..1."""
    result = np.empty((options.batch, options.crop, options.crop, 3), np.uint8)
    for i in range(options.batch):
        y, x = random.integers(0, images.shape[1] - options.crop + 1, 2)
        crop = images[random.integers(len(images) - HELD_OUT), y : y + options.crop, x : x + options.crop]
        result[i] = crop[:, ::-1] if random.random() < 0.5 else crop
    return torch.from_numpy(result).permute(0, 3, 1, 2).float() / 127.5 - 1


def charbonnier(x, width):
    return ((x * x + width * width).sqrt() - width).mean()


def edges(x):
    return x[..., 1:, :] - x[..., :-1, :], x[..., :, 1:] - x[..., :, :-1]


def loss(error, latents):
    """Errors in colour, in edges, in edges at half the size, in the mean colour of 8x8 blocks; and large latents."""
    sharp = sum(charbonnier(d, 0.04) for d in edges(error))
    broad = sum(charbonnier(d, 0.04) for d in edges(F.avg_pool2d(error, 2)))
    blocks = charbonnier(F.avg_pool2d(error, 8), 0.02)
    return charbonnier(error, 0.04) + 2.5 * sharp + broad + 0.3 * blocks + 3e-4 * latents.square().mean()


def learning_rate(step, progress):
    return RATE * min(1, (step + 1) / WARM_UP) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * max(0, progress - 0.3) / 0.7)))


def main():
    options = parse()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    images, random = np.load(paths.IMAGES, mmap_mode="r"), np.random.default_rng()
    vae = AutoencoderKL(configs.VAE)
    start(vae, configs.VAE["latent_channels"])
    if options.resume:
        vae.load_state_dict(torch.load(paths.VAE))
    vae = vae.to(device, memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(vae.parameters(), betas=(0.9, 0.99), weight_decay=1e-3)
    average = {name: value.detach().clone() for name, value in vae.state_dict().items()}
    began, errors = time.time(), []
    for step in itertools.count():
        progress = (time.time() - began) / (60 * options.minutes)
        optimizer.param_groups[0]["lr"] = learning_rate(step, progress)
        x = crops(images, random, options).to(device, memory_format=torch.channels_last)
        with torch.autocast(device, torch.bfloat16):
            latents = vae.encode(x)
            error = vae.decode(latents + NOISE * torch.randn_like(latents)).float() - x
        optimizer.zero_grad(set_to_none=True)
        loss(error, latents).backward()
        torch.nn.utils.clip_grad_norm_(vae.parameters(), 1.0)
        optimizer.step()
        keep = min(KEEP, (1 + step) / (20 + step))
        for name, value in vae.state_dict().items():
            average[name].lerp_(value, 1 - keep)
        errors.append(error.abs().mean().item())
        if (step + 1) % REPORT_EVERY == 0:
            print(f"step {step + 1} mean error {np.mean(errors[-REPORT_EVERY:]):.4f} of 2", flush=True)
        if (step + 1) % SAVE_EVERY == 0 or progress >= 1:
            torch.save({name: value.cpu() for name, value in average.items()}, paths.VAE)
        if progress >= 1:
            break


if __name__ == "__main__":
    main()
