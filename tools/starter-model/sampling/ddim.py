"""DDIM (Song et al., 2021) with classifier-free guidance, for a network that predicts v."""

import numpy as np
import torch

from training.noise import alphas_cumprod


def ddim(unet, context, noise, steps, guidance):
    """Latents from noise [batch, channels, size, size]; context holds the unconditional half first. Timesteps are spaced trailing."""
    alphas = alphas_cumprod()
    timesteps = np.round(np.arange(1000, 0, -1000 / steps)).astype(int) - 1
    x = noise
    for t, following in zip(timesteps, [*timesteps[1:], None]):
        alpha, next_alpha = alphas[t].item(), 1.0 if following is None else alphas[following].item()
        v = unet(torch.cat([x, x]), torch.full((2 * len(x),), int(t)), context).float()
        unconditional, conditional = v.chunk(2)
        v = unconditional + guidance * (conditional - unconditional)
        clean = alpha**0.5 * x - (1 - alpha) ** 0.5 * v
        epsilon = alpha**0.5 * v + (1 - alpha) ** 0.5 * x
        x = next_alpha**0.5 * clean + (1 - next_alpha) ** 0.5 * epsilon
    return x
