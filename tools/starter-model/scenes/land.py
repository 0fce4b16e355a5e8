"""What landscapes are made of: ridges, peaks, hills, trees, water, and the grid of neon scenes.

A height is a line over the columns, in pixels from the top."""

import numpy as np

from .canvas import COLUMNS, SIZE, XX, YY, Mask, below, lerp, noise_line, noise_plane, over, saturate, smooth
from .palette import WHITE, rgb


def ridge(scene, height, colour):
    """Everything below a line in one colour; neon scenes get the line as a glowing edge. Returns the coverage."""
    coverage = below(height)
    over(scene.image, colour, coverage)
    if scene.neon:
        distance = np.abs(YY - height[None, :])
        edge = rgb("#3df2ff") if scene.neon_edges % 2 == 0 else rgb("#ff4fd8")
        over(scene.image, edge, saturate(np.exp(-distance / 3.5) * 0.55))
        over(scene.image, lerp(edge, WHITE, 0.4), saturate(1.3 - distance))
        scene.neon_edges += 1
    return coverage


def peaks(scene, base, tallest, nearness, count, snowline):
    """Mountains, lit from one side; snowline is the share of the height that is free of snow, 0 for none at all."""
    random, side = scene.random, scene.side
    x = np.sort(random.uniform(-0.05, 1.05, count)) * SIZE
    tall, slope = tallest * random.uniform(0.55, 1.0, count), random.uniform(0.55, 1.05, count)
    jitter = noise_line(random, 9, 4, 0.55, True) * 9
    heights = base - (tall[:, None] - np.abs(COLUMNS[None] - x[:, None]) * slope[:, None])
    nearest = heights.argmin(0)
    height = np.minimum(heights.min(0) + jitter, base + 6)
    rock = lerp(lerp(rgb("#6b6a80"), rgb("#7f6a5e"), random.random()), rgb("#5b6f8c"), 0.3)
    coverage = ridge(scene, height, scene.lit(rock * 1.18, nearness))
    if scene.neon:
        return height
    wiggle = noise_line(random, 11, 3, 0.6, True) * 11
    crest = x[nearest][None, :] + wiggle[:, None] * saturate((YY - height[None, :]) / 30)
    crest = crest + (YY - (base - tall[nearest])[None, :]) * 0.18 * -side
    shade = saturate((XX - crest) * -side + 0.5)
    over(scene.image, scene.lit(rock * 0.72, nearness), coverage * shade)
    if snowline:
        rough = noise_line(random, 22, 2, 0.6, True) * 13 + noise_line(random, 50, 1, 0.6, True) * 4
        snow = coverage * saturate((base - tallest * (1 - snowline) + rough[None, :] - YY) * 0.6 + 0.5)
        over(scene.image, scene.lit(WHITE, max(0.6, nearness)), snow * 0.97)
        over(scene.image, scene.lit(rgb("#a9bfe0"), max(0.6, nearness)), snow * shade * 0.9)
    over(scene.image, scene.haze, coverage * smooth(base - tallest * 0.5, base + 4, YY) * 0.55)
    return height


def hills(scene, base, amplitude, frequency, colour, nearness, octaves=3):
    height = base + noise_line(scene.random, frequency, octaves, 0.42) * amplitude
    coverage = ridge(scene, height, scene.lit(colour, nearness))
    if not scene.neon:
        over(scene.image, scene.lit(colour * 0.8, nearness), coverage * smooth(0, 46, YY - height[None, :]) * 0.7)
    return height


def scatter(random, count):
    """Random places along the picture."""
    return random.uniform(-4, SIZE + 4, count)


def trees(scene, height, xs, smallest, tallest, colour, kind="pine"):
    """Trees standing on a line at xs; pine or round, pines under snow where the scene is snowy."""
    random, mask, lights = scene.random, Mask(), Mask()
    for x in xs:
        y = height[int(np.clip(x, 0, SIZE - 1))] + random.uniform(0, 3)
        tall = random.uniform(smallest, tallest)
        if kind == "pine":
            _pine(mask, x, y, tall, tall * 0.25 * random.uniform(0.85, 1.15))
            if scene.snowy:
                _snow_on_pine(lights, x, y, tall)
        else:
            _round_tree(scene, mask, lights, x, y, tall)
    over(scene.image, colour, mask.alpha())
    if kind != "pine":
        over(scene.image, saturate(lerp(colour, WHITE, 0.2) * 1.1), lights.alpha() * 0.7)
    elif scene.snowy:
        over(scene.image, lerp(colour, scene.ambient * 1.05, 0.75), lights.alpha() * 0.9)


def _pine(mask, x, y, tall, wide):
    tiers = 4 if tall > 26 else 3
    for k in range(tiers):
        top, bottom = k / tiers * 0.82, (k + 1) / tiers * 0.97 + 0.03
        half = wide * (0.32 + 0.68 * (k + 1) / tiers)
        foot = y - tall + tall * bottom
        mask.polygon([(x, y - tall + tall * top), (x - half, foot), (x, foot - tall * 0.04), (x + half, foot)])
    mask.rectangle(x - max(0.6, wide * 0.09), y - tall * 0.06, x + max(0.6, wide * 0.09), y + 2)


def _snow_on_pine(mask, x, y, tall):
    for k in range(3):
        top, half = y - tall + tall * (0.02 + 0.27 * k), tall * 0.25 * (0.2 + 0.26 * k)
        mask.polygon([(x, top), (x - half, top + tall * 0.22), (x - half * 0.3, top + tall * 0.17), (x + half * 0.15, top + tall * 0.22)])


def _round_tree(scene, mask, lights, x, y, tall):
    random = scene.random
    mask.rectangle(x - tall * 0.05, y - tall * 0.5, x + tall * 0.05, y + 1)
    for _ in range(5):
        dx = random.uniform(-0.22, 0.22) * tall
        dy = -tall * 0.66 + random.uniform(-0.17, 0.17) * tall
        radius = tall * random.uniform(0.17, 0.27)
        mask.ellipse(x + dx, y + dy, radius)
        lights.ellipse(x + dx + scene.side * radius * 0.3, y + dy - radius * 0.3, radius * 0.5)


def water(scene, top, colour):
    """Water from a height down: the picture above it mirrored, waves, and the glitter of sun or moon."""
    random = scene.random
    zenith, middle, low = scene.sky
    t = saturate((YY - top) / (SIZE - top))
    deep = lerp(lerp(zenith, middle, 0.35), colour * scene.ambient, 0.5)
    surface = lerp(lerp(low, colour * scene.ambient, 0.3), deep, (t**0.7)[..., None])
    rows = np.clip(2 * top - YY + noise_plane(random, 8, 40, 2) * 3.0, 0, SIZE - 1).astype(int)
    columns = np.clip(XX + noise_plane(random, 4, 60, 2) * 5 * (0.3 + t), 0, SIZE - 1).astype(int)
    surface = lerp(surface, scene.image[rows, columns] * 0.92, (0.72 - 0.35 * t)[..., None])
    waves = noise_plane(random, 5, 46, 2) * (0.4 + 0.6 * t) * 1.6
    surface = lerp(surface, lerp(low, WHITE, 0.25), (smooth(0.16, 0.5, waves) * 0.38)[..., None])
    surface = lerp(surface, deep * 0.8, (smooth(0.15, 0.5, -waves) * 0.3)[..., None])
    if scene.orb and scene.sun_y < top and scene.weather != "fog":
        ripples = noise_plane(random, 7, 64, 2)
        glitter = np.exp(-(((XX - scene.sun_x) / (4 + t * 34)) ** 2)) * smooth(-0.22, 0.25, ripples + 0.12 - 0.1 * t)
        surface = lerp(surface, scene.orb_colour, (saturate(glitter) * (0.6 if scene.night else 0.85))[..., None])
    over(scene.image, surface, saturate(YY - top + 0.5))


def neon_grid(scene, top):
    """A plain of glowing lines that runs to the horizon."""
    over(scene.image, rgb("#0b0328"), saturate(YY - top + 0.5))
    depth = np.maximum(YY - top, 0.5)
    z = 1 / depth
    across = (XX - SIZE / 2) * z * 4.2
    from_column = np.abs(across - np.round(across)) / (z * 4.2)
    along = 140 * z + scene.random.uniform(0, 1)
    from_row = np.abs(along - np.round(along)) / (140 * z * z)
    colour = [rgb("#ff3fc8"), rgb("#2fe6ff")][scene.random.integers(2)]
    fade = smooth(2, 12, depth)
    lines = np.maximum(saturate(1.3 - from_column), saturate(1.3 - from_row) * fade)
    glow = np.maximum(np.exp(-from_column / 3), np.exp(-from_row / 3) * fade) * 0.35
    over(scene.image, colour, saturate(np.maximum(lines * 0.95, glow)) * (YY > top) * smooth(0, 14, depth))
