"""Captions are short: training on the first 32 of CLIP's 77 tokens costs less than half, and comes to the same.

What is cut off is padding, which all looks alike if its positions do. So the cut positions take the embedding of the last one kept, and
attention to that last one counts as many times as there are tokens that it stands for.
"""

import math

import torch

import configs

FULL = configs.TEXT["max_position_embeddings"]
SHORT = 32


def context_bias(tokens):
    """What to add to the scores of attention to a context of so many tokens."""
    bias = torch.zeros(1, tokens)
    bias[0, -1] = math.log(FULL - tokens + 1)
    return bias


def spread_position(table, tokens):
    """Gives the positions after the first `tokens` of an embedding table the embedding of the last one before them."""
    with torch.no_grad():
        table[tokens:] = table[tokens - 1]
