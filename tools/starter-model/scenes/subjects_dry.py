"""Canyons, deserts and cities."""

import numpy as np

from .canvas import COLUMNS, SIZE, YY, Mask, lerp, noise_line, noise_plane, over, saturate, smooth
from .land import hills, neon_grid, peaks, ridge, scatter, trees, water
from .palette import rgb

WINDOWS_LIT = {"night": 0.5, "sunset": 0.3, "dawn": 0.2, "noon": 0.85}


def canyon(scene):
    random, horizon = scene.random, scene.horizon
    for nearness, base, count in ((0.3, horizon, 3), (0.6, horizon + 14, 2), (0.9, horizon + 34, 2)):
        _mesas(scene, base, count, nearness)
    scene.ground = hills(scene, 0.84 * SIZE, 6, 3, rgb("#d98a52"), 0.95)
    if scene.neon:
        if random.random() < 0.5:
            neon_grid(scene, 0.84 * SIZE)
        return
    mask = Mask()
    for _ in range(random.integers(3, 12)):
        x, y = random.uniform(0, SIZE), random.uniform(0.88, 0.99) * SIZE
        mask.ellipse(x, y, random.uniform(3, 8), random.uniform(2, 4))
    over(scene.image, scene.lit(rgb("#7a7a3c"), 1.0), mask.alpha())


def _mesas(scene, base, count, nearness):
    """Flat-topped rocks in layers of light and dark stone."""
    random, stone = scene.random, rgb("#c2603a")
    height = np.full(SIZE, base + 10, np.float32)
    for _ in range(count):
        x, half = random.uniform(0, SIZE), random.uniform(18, 46) * (0.7 + nearness * 0.6)
        top = base - random.uniform(30, 85) * (0.75 + nearness * 0.3)
        outside = np.abs(COLUMNS - x) - half
        flank = np.where(outside < 7, top + outside * random.uniform(5, 8), top + 45 + (outside - 7) * 1.1)
        height = np.minimum(height, np.where(outside < 0, top, flank))
    height = height + noise_line(random, 20, 2, 0.6, True) * 2.5
    coverage = ridge(scene, height, scene.lit(stone, nearness))
    if scene.neon:
        return
    layers = noise_line(random, 16, 2)[np.clip(YY + noise_line(random, 6, 2)[None, :] * 3, 0, SIZE - 1).astype(int)]
    over(scene.image, scene.lit(stone * 0.7, nearness), coverage * smooth(0.05, 0.3, layers) * 0.6)
    over(scene.image, scene.lit(rgb("#eab07a"), nearness), coverage * smooth(0.1, 0.4, -layers) * 0.5)
    over(scene.image, scene.lit(stone * 0.55, nearness), coverage * saturate(noise_plane(random, 16, 3, 2) * scene.side * 2) * 0.5)


def desert(scene):
    random, horizon = scene.random, scene.horizon
    if scene.object == "pyramid":
        for _ in range(random.integers(1, 3)):
            _pyramid(scene)
    elif random.random() < 0.3:
        peaks(scene, horizon + 6, random.uniform(30, 60), 0.3, 4, 0)
    rows = random.integers(3, 5)
    for k in range(rows):
        scene.ground = _dune(scene, k / (rows - 1))
    if scene.neon and random.random() < 0.5:
        neon_grid(scene, horizon + 22)
    if scene.object == "cactus" or (not scene.neon and random.random() < 0.2):
        if scene.object is None:
            scene.object = scene.attributes["obj"] = "cactus"
        _cacti(scene)


def _pyramid(scene):
    random, sand = scene.random, rgb("#d8a860")
    x, tall, y = random.uniform(0.15, 0.85) * SIZE, random.uniform(65, 115), scene.horizon + 14
    mask = Mask()
    mask.polygon([(x, y - tall), (x - tall * 0.95, y), (x + tall * 0.95, y)])
    over(scene.image, scene.lit(sand, 0.75), mask.alpha())
    mask, dark = Mask(), -scene.side * tall
    mask.polygon([(x, y - tall), (x + dark * 0.25, y), (x + dark * 0.95, y)])
    over(scene.image, scene.lit(sand * 0.62, 0.75), mask.alpha())


def _dune(scene, t):
    """A dune from far (t = 0) to near (1), with a shaded slope away from the light."""
    random, horizon, side = scene.random, scene.horizon, scene.side
    nearness, frequency = 0.4 + 0.6 * t, random.uniform(1.0, 2.2)
    height = horizon + 2 + (SIZE - horizon) * 0.78 * t + noise_line(random, frequency, 1) * (9 + 14 * t)
    colour = lerp(rgb("#efc07c"), rgb("#d98b45"), t)
    coverage = ridge(scene, height, scene.lit(colour, nearness))
    if not scene.neon:
        slope = np.gradient(height)
        wander = noise_line(random, frequency, 2) * 22
        reach = 18 + wander[None, :] + np.where(slope * side > 0, -30, 26)[None, :] * np.abs(slope)[None, :] * 2.2
        sunlit = smooth(-4, 4, (YY - height[None, :]) - reach)
        away = smooth(0.0, 0.1, (slope * side)[None, :] + 0 * YY)
        over(scene.image, scene.lit(colour * np.array([0.74, 0.64, 0.66], np.float32), nearness), coverage * (1 - sunlit) * away * 0.95)
        over(scene.image, scene.lit(colour * 0.86, nearness), coverage * smooth(10, 70, YY - height[None, :]) * 0.6)
    return height


def _cacti(scene):
    random, mask = scene.random, Mask()
    for _ in range(random.integers(1, 4)):
        x, y, tall = random.uniform(0.08, 0.92) * SIZE, random.uniform(0.82, 0.97) * SIZE, random.uniform(55, 105)
        half = tall * 0.075
        mask.rectangle(x - half, y - tall + half, x + half, y)
        mask.ellipse(x, y - tall + half, half)
        for side in (-1, 1):
            elbow, arm = y - tall * random.uniform(0.35, 0.6), x + side * tall * 0.22
            mask.rectangle(min(x, arm), elbow - half * 0.8, max(x, arm), elbow + half * 0.8)
            tip = elbow - tall * random.uniform(0.16, 0.3)
            mask.rectangle(arm - half * 0.8, tip, arm + half * 0.8, elbow + half * 0.8)
            mask.ellipse(arm, tip, half * 0.8)
    over(scene.image, scene.lit(rgb("#3c6e48"), 1.0) * 0.8, mask.alpha())


def city(scene):
    random = scene.random
    by_water = random.random() < 0.45
    base = scene.horizon + (8 if by_water else 34)
    if random.random() < 0.3:
        hills(scene, scene.horizon - 4, 10, 3, rgb("#5a6a80"), 0.25)
    for layer, nearness in enumerate((0.25, 0.55, 0.95)):
        row = _skyline(scene, base, layer, nearness)
        if layer > 0:
            _windows(scene, row)
    if by_water:
        water(scene, base + 2, rgb("#3f6f95"))
    elif scene.neon and random.random() < 0.7:
        neon_grid(scene, base + 14)
    else:
        scene.ground = hills(scene, 0.9 * SIZE, 4, 2, rgb("#3f5a4a"), 1.0)
        count = random.integers(8, 20)
        leaves = rgb("#0b0328") if scene.neon else scene.lit(rgb("#9fb4c0" if scene.snowy else "#2c5a3e"), 1.0)
        trees(scene, scene.ground, scatter(random, count), 9, 18, leaves, "round")


def _skyline(scene, base, layer, nearness):
    """One of three rows of buildings; their (left, top, width, height)."""
    random, mask, row = scene.random, Mask(), []
    x, tallest = -random.uniform(0, 12), (95, 80, 58)[layer]
    while x < SIZE:
        width = random.uniform(12, 30) * (1 + 0.15 * layer)
        height = random.uniform(0.3, 1) ** 1.2 * tallest * (1.25 if random.random() < 0.15 else 1) + 14
        top, roof = base - height, random.integers(6)
        mask.rectangle(x, top, x + width, SIZE)
        if roof == 0:
            mask.polygon([(x, top), (x + width / 2, top - width * 0.6), (x + width, top)])
        elif roof == 1:
            mask.rectangle(x + width * 0.2, top - 6, x + width * 0.8, top)
            mask.rectangle(x + width * 0.46, top - 20, x + width * 0.54, top)
        elif roof == 2:
            mask.rectangle(x + width * 0.1, top - 4, x + width * 0.6, top)
        row.append((x, top, width, height))
        x += width + random.uniform(-1, 4) * (1 if layer < 2 else 2)
    mask.rectangle(0, base - 9, SIZE, SIZE)
    if scene.neon:
        colour = rgb("#2a1366") * (1.3, 0.8, 0.5)[layer]
    else:
        colour = scene.lit(lerp(rgb("#5d6f8f"), rgb("#8a6f7a"), random.random()) * (1, 0.9, 0.72)[layer], nearness)
    over(scene.image, colour, mask.alpha())
    return row


def _windows(scene, row):
    random, lit, other = scene.random, Mask(), Mask()
    wide, tall = (16, 16) if scene.attributes["style"] == "pixel" else (5.4, 7.2)
    for x, top, width, height in row:
        for i in range(int((width - 3) / wide)):
            for j in range(int(min(height, 120) / tall) - 1):
                if random.random() < WINDOWS_LIT[scene.time]:
                    mask = lit if random.random() < 0.8 or not scene.neon else other
                    left, upper = x + 2.2 + i * wide, top + 4 + j * tall
                    mask.rectangle(left, upper, left + wide * 0.54, upper + tall * 0.54)
    colour = rgb("#ffd977") if scene.time != "noon" else scene.lit(rgb("#c3dcf0"), 0.8)
    if scene.neon:
        colour = rgb("#35f0ff")
        over(scene.image, rgb("#ff54c8"), other.alpha() * 0.9)
    over(scene.image, colour, lit.alpha() * (0.55 if scene.time == "noon" else 0.95))
