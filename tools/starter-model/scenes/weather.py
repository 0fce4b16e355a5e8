"""Fog, rain and snow between the land and the eye."""

import numpy as np

from .canvas import SIZE, YY, Mask, lerp, noise_line, noise_plane, over, saturate, smooth
from .palette import WHITE


def paint(scene):
    if scene.weather == "fog":
        _fog(scene)
    if scene.weather in ("rain", "storm"):
        _rain(scene)
    if scene.weather == "snow":
        _snow(scene)


def _fog(scene):
    random, horizon = scene.random, scene.horizon
    veil = smooth(horizon * 0.45, horizon * 1.02, YY) * smooth(SIZE * 1.12, horizon * 1.05, YY)
    veil = veil * (0.72 + 0.28 * noise_plane(random, 2.5, 7, 3) / 0.6)
    over(scene.image, lerp(scene.haze, WHITE, 0.08 if scene.night else 0.22), saturate(veil * 0.86 + 0.16))
    for _ in range(2):
        y = random.uniform(horizon * 0.7, SIZE * 0.9)
        bank = np.exp(-(((YY - y - noise_line(random, 2, 2)[None, :] * 8) / 9) ** 2)) * 0.5
        bank = bank * saturate(0.6 + noise_line(random, 2, 2)[None, :] + 0 * YY)
        over(scene.image, lerp(scene.haze, WHITE, 0.1 if scene.night else 0.25), bank)


def _rain(scene):
    random = scene.random
    over(scene.image, lerp(scene.haze, scene.sky[1], 0.5), smooth(scene.horizon * 0.4, SIZE * 0.9, YY) * 0.16)
    mask, slant = Mask(), random.uniform(-0.35, 0.35)
    for _ in range(random.integers(60, 100)):
        x, y, length = random.uniform(-20, SIZE + 20), random.uniform(-10, SIZE), random.uniform(18, 34)
        mask.line([(x, y), (x + slant * length, y + length)], 1.6)
    over(scene.image, lerp(scene.sky[2], WHITE, 0.35 if scene.night else 0.55), mask.alpha() * 0.5)


def _snow(scene):
    """Few flakes, and in a third of the pictures none: the land must be seen to be learnt."""
    random, mask = scene.random, Mask()
    if random.random() < 0.35:
        return
    for _ in range(random.integers(20, 42)):
        mask.ellipse(random.uniform(0, SIZE), random.uniform(0, SIZE), random.choice([2.4, 3.2, 4.2], p=[0.4, 0.4, 0.2]))
    over(scene.image, WHITE, mask.alpha() * 0.92)
