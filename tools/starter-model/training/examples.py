"""Training examples: latents at the size trained on, and freshly worded captions as tokens."""

import json

import numpy as np
import torch
import torch.nn.functional as F

import paths
from text.captions import caption
from text.tokenizer import Tokenizer

UNCONDITIONAL_SHARE = 0.1


def pooled_scale(latents):
    """Brings the variance of latents averaged over 2x2 back to that of the latents."""
    return 1 / F.avg_pool2d(latents[:2000].float(), 2).std().item()


class Examples:
    """Batches in random order without repetition; a tenth of the captions is empty, for classifier-free guidance."""

    def __init__(self, size, tokens, random, latents=paths.LATENTS, attributes=paths.ATTRIBUTES):
        self.latents = torch.from_numpy(np.load(latents, mmap_mode="r+"))
        with open(attributes) as lines:
            self.attributes = [json.loads(line) for line in lines]
        self.tokenizer = Tokenizer(paths.TOKENIZER)
        self.size, self.tokens, self.random = size, tokens, random
        self.scale = pooled_scale(self.latents)
        self.order = []

    def draw(self, count):
        """Clean latents [count, channels, size, size], token ids [count, tokens], and which examples they are."""
        if len(self.order) < count:
            self.order = list(self.random.permutation(len(self.latents)))
        picks = [self.order.pop() for _ in range(count)]
        clean = self.latents[picks].float()
        if self.size * 2 == clean.shape[-1]:
            clean = F.avg_pool2d(clean, 2) * self.scale
        return clean, torch.tensor([self.tokenizer(self._caption(i), self.tokens) for i in picks]), picks

    def _caption(self, i):
        return "" if self.random.random() < UNCONDITIONAL_SHARE else caption(self.attributes[i], self.random)
