"""Canny's edges (1986) as OpenCV finds them: Sobel, the larger of |dx| + |dy| along the gradient, two thresholds."""

import numpy as np
from PIL import Image

LOW, HIGH = 100, 200


def canny(picture, low=LOW, high=HIGH):
    """A picture (uint8, height x width x 3) to its edges: uint8, 0 or 255."""
    grey = np.asarray(Image.fromarray(picture).convert("L"), np.int32)
    p = np.pad(grey, 1, mode="edge")
    rows, columns = p[:-2] + 2 * p[1:-1] + p[2:], p[:, :-2] + 2 * p[:, 1:-1] + p[:, 2:]
    dx, dy = rows[:, 2:] - rows[:, :-2], columns[2:] - columns[:-2]
    strength = np.abs(dx) + np.abs(dy)
    candidate = _thin(strength, dx, dy) & (strength > low)
    edge = candidate & (strength > high)
    while True:
        grown = candidate & _neighbours(edge)
        if (grown == edge).all():
            return (edge * 255).astype(np.uint8)
        edge = grown


def _thin(strength, dx, dy):
    """Where no neighbour across the edge is stronger."""
    s = np.pad(strength, 1)
    centre = strength
    flat, steep = np.abs(dy) * 2.414 < np.abs(dx), np.abs(dy) > np.abs(dx) * 2.414
    across = (centre > s[1:-1, :-2]) & (centre >= s[1:-1, 2:])
    down = (centre > s[:-2, 1:-1]) & (centre >= s[2:, 1:-1])
    falling = (centre > s[:-2, :-2]) & (centre > s[2:, 2:])
    rising = (centre > s[:-2, 2:]) & (centre > s[2:, :-2])
    return np.where(flat, across, np.where(steep, down, np.where((dx ^ dy) < 0, rising, falling)))


def _neighbours(mask):
    """Every place that is set, or touches one that is."""
    m = np.pad(mask, 1)
    wide = m[:, :-2] | m[:, 1:-1] | m[:, 2:]
    return wide[:-2] | wide[1:-1] | wide[2:]
