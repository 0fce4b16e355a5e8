"""The forward process: Stable Diffusion's 1000 steps, v-prediction, and which steps to train on."""

import numpy as np
import torch

from configs import SCHEDULER


def alphas_cumprod():
    """The share of signal left at each of the 1000 steps, in double."""
    start, end = SCHEDULER["beta_start"] ** 0.5, SCHEDULER["beta_end"] ** 0.5
    betas = torch.linspace(start, end, SCHEDULER["num_train_timesteps"], dtype=torch.float64) ** 2
    return torch.cumprod(1 - betas, 0)


class TimestepSampler:
    """Stratified draws that spare the nearly clean steps: their targets are mostly unpredictable noise, and errors there are hardly seen."""

    def __init__(self):
        noise = 1 - alphas_cumprod().numpy()
        density = np.clip(noise / 0.25, 0.1, 1)
        self.cumulative = np.cumsum(density) / density.sum()

    def draw(self, random, count):
        positions = (np.arange(count) + random.random(count)) / count
        return torch.from_numpy(np.searchsorted(self.cumulative, positions, side="right").clip(0, len(self.cumulative) - 1))


class Diffusion:
    """Makes noisy latents and their v targets (Salimans and Ho, 2022)."""

    def __init__(self, device):
        self.alphas = alphas_cumprod().float().to(device)

    def noisy_and_target(self, clean, noise, timesteps):
        alpha = self.alphas[timesteps][:, None, None, None]
        signal, sigma = alpha.sqrt(), (1 - alpha).sqrt()
        return signal * clean + sigma * noise, signal * noise - sigma * clean
