"""Procedural scenes: attributes drawn at random, and a program that paints them."""

import numpy as np

from .attributes import draw_attributes
from .painter import paint


def make(seed):
    """Attributes and picture (uint8, SIZE x SIZE x 3) of a seed."""
    random = np.random.default_rng(seed)
    attributes = draw_attributes(random)
    return attributes, paint(attributes, random)
