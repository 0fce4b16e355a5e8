"""Looks that the base model does not know, for adapters to learn: each goes over a painted picture (uint8, SIZE x SIZE x 3)."""

import numpy as np
from PIL import Image, ImageFilter

from .canvas import SIZE, XX, YY, lerp, saturate
from .palette import rgb

LUMINANCE = np.array([0.3, 0.55, 0.15], np.float32)
PANE, LEAD = 19, 2.2  # pixels


def stained_glass(image, random):
    """Panes of one bright colour each between dark lead."""
    across = SIZE // PANE + 2
    grid = np.stack(np.meshgrid(np.arange(across), np.arange(across)), -1).reshape(-1, 2)
    x, y = ((grid + random.uniform(-0.36, 0.36, grid.shape)) * PANE - PANE / 2).T.astype(np.float32)
    distance = np.hypot(XX[..., None] - x, YY[..., None] - y)
    nearest, two = distance.argmin(-1), np.partition(distance, 1, -1)[..., :2]
    counts = np.maximum(np.bincount(nearest.ravel(), minlength=len(x)), 1)
    panes = np.stack([np.bincount(nearest.ravel(), image[..., c].ravel(), len(x)) / counts for c in range(3)], -1).astype(np.float32)
    grey = panes @ LUMINANCE
    panes = saturate(lerp(grey[:, None], panes, 1.7) * 1.12 + 0.04)
    lead = saturate((two[..., 1] - two[..., 0]) / LEAD - 0.5)[..., None]
    return rgb("#17130f") + (panes[nearest] - rgb("#17130f")) * lead


def blueprint(image, random):
    """Pale lines where the picture has edges, on blue paper with a faint grid."""
    grey = np.asarray(Image.fromarray((image * 255).astype(np.uint8)).convert("L").filter(ImageFilter.GaussianBlur(1.1)), np.float32) / 255
    down, across = np.gradient(grey)
    line = saturate(np.hypot(across, down) * 13 - 0.16)
    paper = lerp(rgb("#123a7a"), rgb("#2457a6"), grey[..., None] * 0.7)
    grid = ((XX % 32 < 1) | (YY % 32 < 1)) * 0.16
    return lerp(lerp(paper, rgb("#8fb8e8"), grid[..., None]), rgb("#f2f7ff"), line[..., None])


LOOKS = {"stained-glass": stained_glass, "blueprint": blueprint}


def apply(look, image, random):
    """The picture in a look."""
    return (saturate(LOOKS[look](image.astype(np.float32) / 255, random)) * 255 + 0.5).astype(np.uint8)
