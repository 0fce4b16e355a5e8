"""The model itself: UNet and text encoder together."""

import torch

from .. import checkpoint
from ..examples import Examples
from ..noise import Diffusion, TimestepSampler
from ..padding import context_bias, spread_position
from ..shared_weights import named_views

POSITIONS = "text.text_model.embeddings.position_embedding.weight"


class BaseModel:
    """networks: what is trained. loss: of one batch. save: what is left behind."""

    def __init__(self, options, random):
        self.options, self.random = options, random
        self.networks = checkpoint.networks()
        self.examples = self.open_examples()
        self.timesteps, self.diffusion = TimestepSampler(), Diffusion(options.device)
        self.context_bias = context_bias(options.tokens).to(options.device)

    @staticmethod
    def start(options, networks):
        """The state that a run begins with."""
        return checkpoint.load(options.from_export)

    def open_examples(self):
        return Examples(self.options.size, self.options.tokens, self.random)

    def loss(self, count):
        clean, tokens, _ = self.examples.draw(count)
        return self.error(clean, tokens, self.networks)

    def error(self, clean, tokens, networks, residuals=None):
        """The mean square error of v on noisy latents; residuals: asked for a ControlNet's, where there is one."""
        clean, tokens = clean.to(self.options.device), tokens.to(self.options.device)
        timesteps = self.timesteps.draw(self.random, len(clean)).to(self.options.device)
        noisy, target = self.diffusion.noisy_and_target(clean, torch.randn_like(clean), timesteps)
        noisy = noisy.contiguous(memory_format=torch.channels_last)
        with torch.autocast(self.options.device, torch.bfloat16):
            context = networks["text"](tokens)
            added = residuals(noisy, timesteps, context, self.context_bias) if residuals else None
            prediction = networks["unet"](noisy, timesteps, context, self.context_bias, added)
        return (prediction.float() - target).square().mean()

    def save(self, shared, seen, steps):
        for flat in (shared.weights, shared.average):
            spread_position(named_views(flat, self.networks)[POSITIONS], self.options.tokens)
        checkpoint.save({**shared.state(self.networks), "seen": seen, "steps": steps})
