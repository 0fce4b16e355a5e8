"""Styles that go over a finished picture. Neon is not here: it is painted so from the start."""

import numpy as np
from PIL import Image, ImageFilter

from .canvas import SIZE, XX, YY, lerp, noise_line, noise_plane, saturate, smooth
from .palette import rgb

BLOCK = 8
PAPER = np.array([1, 0.985, 0.97], np.float32)


def apply(style, image, random):
    return STYLES[style](image, random)


def _flat(image, random):
    return saturate((image - 0.5) * 1.06 + 0.5)


def _neon(image, random):
    return image


def _pastel(image, random):
    image = saturate(lerp(image, np.full(3, 1.0, np.float32), 0.38))
    return lerp(image.mean(-1, keepdims=True), image, 0.85) * PAPER


def _ink(image, random):
    level = smooth(0.02, 0.95, image @ np.array([0.3, 0.59, 0.11], np.float32))
    return lerp(rgb("#16171c"), rgb("#f6f1e4"), level[..., None]).astype(np.float32)


def _pixel(image, random):
    """Blocks of eight by eight pixels, one for each place of the latents, in 20 colours."""
    image = saturate((image - 0.5) * 1.12 + 0.5)
    small = Image.fromarray((image * 255).astype(np.uint8)).resize((SIZE // BLOCK, SIZE // BLOCK), Image.BOX)
    small = small.quantize(20, method=Image.MEDIANCUT, dither=0).convert("RGB")
    return np.asarray(small.resize((SIZE, SIZE), Image.NEAREST), np.float32) / 255


def _watercolor(image, random):
    """Wandering edges, darker where colour would gather, blotches, and a ragged border on white paper."""
    dx, dy = noise_plane(random, 14, 14, 3) * 5, noise_plane(random, 14, 14, 3) * 5
    image = image[np.clip(YY + dy, 0, SIZE - 1).astype(int), np.clip(XX + dx, 0, SIZE - 1).astype(int)]
    washed = Image.fromarray((image * 255).astype(np.uint8)).filter(ImageFilter.MedianFilter(5)).filter(ImageFilter.GaussianBlur(0.8))
    image = np.asarray(washed, np.float32) / 255
    image = image + (image - np.asarray(washed.filter(ImageFilter.GaussianBlur(5)), np.float32) / 255) * 0.55
    image = lerp(image, np.ones(3, np.float32), saturate(0.15 + noise_plane(random, 5, 5, 4) * 0.26)[..., None])
    image = image * np.array([1, 0.985, 0.95], np.float32)
    left, right, top, bottom = (noise_line(random, 7, 3) * 6 for _ in range(4))
    sides = np.minimum(XX - 10 - left[:, None], SIZE - 10 - XX - right[:, None])
    inside = np.minimum(sides, np.minimum(YY - 10 - top[None, :], SIZE - 10 - YY - bottom[None, :]))
    coverage = smooth(-1.5, 2.5, inside + noise_plane(random, 30, 30, 2) * 3)
    rim = 1 - 0.13 * np.exp(-np.maximum(inside, 0) / 2.2)
    return saturate(lerp(rgb("#faf6ea"), image * rim[..., None], coverage[..., None]))


STYLES = {"flat": _flat, "neon": _neon, "pastel": _pastel, "ink": _ink, "pixel": _pixel, "watercolor": _watercolor}
