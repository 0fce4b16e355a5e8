"""Mountains, forests and meadows; the land around a lake."""

import numpy as np

from .canvas import SIZE, Mask, lerp, over, saturate
from .land import hills, neon_grid, peaks, scatter, trees
from .palette import FLOWERS, rgb

BLOSSOM = rgb("#f2a7c0")


def mountains(scene):
    random = scene.random
    foothills(scene, scene.horizon + 10)
    if scene.neon and random.random() < 0.6:
        neon_grid(scene, scene.horizon + 12)
        scene.ground = np.full(SIZE, scene.horizon + 14)
        return
    scene.ground = hills(scene, random.uniform(0.78, 0.84) * SIZE, 9, 3, scene.green * 0.85, 0.85)
    if not scene.neon:
        trees(scene, scene.ground, scatter(random, random.integers(6, 16)), 28, 52, scene.lit(scene.tree, 0.92))
    front = hills(scene, random.uniform(0.9, 0.95) * SIZE, 8, 3, scene.green * 0.65, 1.0)
    if not scene.neon and random.random() < 0.7:
        trees(scene, front, scatter(random, random.integers(3, 8)), 50, 88, scene.lit(scene.tree * 0.7, 1.0))


def foothills(scene, base):
    """A range, often with a second one behind it, and wooded hills at its feet."""
    random = scene.random
    if random.random() < 0.75:
        tall, nearness, count = random.uniform(70, 120), random.uniform(0.12, 0.3), random.integers(3, 6)
        snowline = random.uniform(0.3, 0.6) if random.random() < 0.6 or scene.snowy else 0
        peaks(scene, base - 4, tall, nearness, count, snowline)
    tall = random.uniform(90, 150) if scene.subject == "mountains" else random.uniform(60, 115)
    nearness, count = random.uniform(0.75, 0.95) if scene.snowy else random.uniform(0.5, 0.75), random.integers(2, 5)
    bare = 0.95 if scene.snowy else 0
    peaks(scene, base, tall, nearness, count, random.uniform(0.3, 0.55) if random.random() < 0.55 else bare)
    height = hills(scene, base + 2, 7, 4, lerp(scene.tree, scene.green, 0.3), 0.6)
    if not scene.neon and random.random() < 0.8:
        trees(scene, height, scatter(random, 30), 14, 24, scene.lit(scene.tree, 0.7))


def forest(scene):
    random, horizon = scene.random, scene.horizon
    if random.random() < 0.5:
        tall, count = random.uniform(60, 110), random.integers(2, 5)
        peaks(scene, horizon - 6, tall, 0.2, count, 0.5 if random.random() < 0.5 else 0)
    kind = "pine" if scene.season != "autumn" or random.random() < 0.35 else "round"
    if scene.season == "spring" and random.random() < 0.6:
        kind = "round"
    rows = random.integers(3, 5)
    for k in range(rows):
        t = k / (rows - 1)
        base = horizon - 12 + (SIZE * 0.97 - horizon) * t
        scene.ground = hills(scene, base, 8, 3, lerp(scene.green * 0.8, scene.tree * 0.75, 0.5), 0.15 + 0.85 * t)
        colour = scene.tree
        if kind == "round" and random.random() >= 0.6:
            colour = rgb("#e09a2a") if scene.season == "autumn" else BLOSSOM
        colour = rgb("#12063a") if scene.neon else scene.lit(colour * (0.95 - 0.3 * t), 0.2 + 0.8 * t)
        if not scene.neon or k >= rows - 2:
            tall = 26 + 74 * t
            trees(scene, scene.ground, scatter(random, int(36 - 24 * t)), tall * 0.7, tall * 1.25, colour, kind)


def meadow(scene):
    random, horizon = scene.random, scene.horizon
    if random.random() < 0.45:
        tall, count = random.uniform(40, 90), random.integers(2, 5)
        peaks(scene, horizon, tall, 0.25, count, 0.5 if random.random() < 0.5 else 0)
    rows = random.integers(3, 5)
    for k in range(rows):
        t = k / (rows - 1)
        colour = lerp(scene.green, scene.green * 0.8, t) * (1.05 - 0.12 * (k % 2))
        scene.ground = hills(scene, horizon + (SIZE * 0.88 - horizon) * t - 2, 16 - 4 * t, 1.8, colour, 0.35 + 0.65 * t, octaves=1)
        if not scene.neon and k < rows - 1 and random.random() < 0.75:
            count = random.integers(2, 6)
            leaves = scene.tree if scene.season != "spring" or random.random() < 0.5 else rgb("#f2a9c4")
            trees(scene, scene.ground, scatter(random, count), 18 + 24 * t, 30 + 38 * t, scene.lit(leaves, 0.4 + 0.6 * t), "round")
    if scene.neon:
        if random.random() < 0.6:
            neon_grid(scene, horizon + 16)
    elif not scene.snowy and scene.season != "autumn":
        _flowers(scene)


def _flowers(scene):
    """Two colours of them, larger towards the front."""
    random, height = scene.random, scene.ground
    for kind in random.permutation(len(FLOWERS))[:2]:
        mask = Mask()
        for _ in range(random.integers(35, 70)):
            x = random.uniform(0, SIZE)
            top = height[int(x)] + 3
            y = top + (SIZE - top) * random.uniform(0, 1)
            radius = 1.4 + 3.2 * (y - top + 8) / (SIZE - top + 8)
            mask.ellipse(x, y, radius, radius * 0.85)
        over(scene.image, saturate(rgb(FLOWERS[kind]) * scene.light(0.25)), mask.alpha())
