"""Seas, lakes and beaches."""

import numpy as np

from .canvas import COLUMNS, SIZE, YY, Mask, below, noise_line, noise_plane, over, saturate
from .land import hills, neon_grid, ridge, trees, water
from .palette import rgb
from .subjects_green import foothills


def lake(scene):
    random = scene.random
    foothills(scene, scene.horizon + 6)
    water(scene, scene.horizon + 5, rgb("#4d8fb5"))
    if random.random() < 0.6:
        hollow = ((COLUMNS - SIZE * 0.5) / SIZE) ** 2 * -60
        scene.ground = SIZE - 14 + noise_line(random, 2, 2) * 7 + hollow * random.choice([0, 1])
        ridge(scene, scene.ground, scene.lit(scene.green * 0.45, 1.0))
        if not scene.neon:
            xs = np.concatenate([random.uniform(-5, 50, 3), random.uniform(206, 260, 3)])
            trees(scene, scene.ground, xs, 40, 95, scene.lit(scene.tree * 0.6, 1.0))


def sea(scene):
    random = scene.random
    if random.random() < 0.35:
        hills(scene, scene.horizon + 1, 7, 3, rgb("#6a7f8f"), 0.3)
    water(scene, scene.horizon, rgb("#2f86b0"))
    if scene.neon and random.random() < 0.4:
        neon_grid(scene, scene.horizon)
    if random.random() < 0.3 and scene.object != "lighthouse":
        _rock(scene)


def _rock(scene):
    random = scene.random
    x = random.choice([random.uniform(0, 50), random.uniform(206, 256)])
    bumps = [(x - 52 + k * 13, SIZE - 14 - random.uniform(6, 34) * np.sin(np.pi * (k + 1) / 10)) for k in range(9)]
    mask = Mask()
    mask.polygon([(x - 60, SIZE), *bumps, (x + 64, SIZE)])
    over(scene.image, scene.lit(rgb("#46505c"), 1.0), mask.alpha())


def beach(scene):
    random = scene.random
    water(scene, scene.horizon, rgb("#2fb0b8"))
    if scene.neon and random.random() < 0.4:
        neon_grid(scene, scene.horizon)
    shore = 0.78 * SIZE + noise_line(random, 1.6, 2) * 12 + (COLUMNS - SIZE / 2) * random.uniform(-0.12, 0.12)
    foam = np.exp(-(((YY - shore[None, :] + 2) / 4.0) ** 2)) * (0.7 + 0.3 * noise_plane(random, 30, 6, 1))
    over(scene.image, scene.lit(rgb("#f0d9a4"), 1.0), below(shore))
    over(scene.image, scene.lit(rgb("#d2b27a"), 1.0), below(shore) * saturate(1 - (YY - shore[None, :]) / 9) * 0.6)
    over(scene.image, scene.light(0.3), saturate(foam) * 0.9)
    scene.ground = shore
    mask, side = Mask(), random.choice([0, 1])
    for _ in range(random.integers(1, 4)):
        x = random.uniform(6, 60) if side == 0 else random.uniform(196, 250)
        _palm(mask, x, random.uniform(0.9, 1.02) * SIZE, random.uniform(85, 150), random)
    over(scene.image, rgb("#0a0224") if scene.neon else scene.lit(rgb("#1f5a3a"), 1.0) * 0.75, mask.alpha())


def _palm(mask, x, y, tall, random):
    lean = random.uniform(-0.35, 0.35) * tall
    trunk = [(x + lean * (t**1.7), y - tall * t) for t in np.linspace(0, 1, 10)]
    mask.line(trunk, max(1.6, tall * 0.045))
    top_x, top_y = trunk[-1]
    for angle in np.linspace(-2.9, -0.2, 8) + random.uniform(-0.1, 0.1):
        length = tall * random.uniform(0.36, 0.48)
        upper, lower = [], []
        for t in np.linspace(0, 1, 7):
            px = top_x + np.cos(angle) * length * t
            py = top_y + np.sin(angle) * length * t * 0.7 + length * 0.75 * t * t
            half = length * 0.075 * np.sin(np.pi * min(1, t * 0.9 + 0.1))
            upper.append((px, py - half))
            lower.append((px, py + half))
        mask.polygon(upper + lower[::-1])
