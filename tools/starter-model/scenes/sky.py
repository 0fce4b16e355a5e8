"""The sky and what shines in it."""

import numpy as np

from .canvas import COLUMNS, SIZE, XX, YY, lerp, noise_line, noise_plane, over, saturate, smooth
from .palette import AURORAS, RAINBOW, rgb


def paint(scene):
    _gradient(scene)
    if scene.attributes["stars"]:
        _stars(scene)
    if scene.attributes["aurora"]:
        _aurora(scene)
    scene.sun_x = scene.random.uniform(0.2, 0.8) * SIZE
    if scene.orb:
        _orb(scene)
    if scene.attributes["rainbow"]:
        _rainbow(scene)


def _gradient(scene):
    zenith, middle, low = scene.sky
    t = saturate(YY / (scene.horizon + 6))
    mid = scene.random.uniform(0.5, 0.68)
    upper = lerp(zenith, middle, smooth(0, 1, t / mid)[..., None] * 0.5 + 0.5 * (t / mid)[..., None])
    lower = lerp(middle, low, ((t - mid) / (1 - mid))[..., None])
    scene.image[:] = np.where((t < mid)[..., None], upper, lower)


def _stars(scene):
    random = scene.random
    stars, count = np.zeros((SIZE, SIZE), np.float32), random.integers(40, 90)
    xs = random.uniform(2, SIZE - 2, count)
    ys = random.uniform(0, 1, count) ** 1.25 * scene.horizon * 0.92
    radii = random.choice([1.0, 1.5, 2.2], count, p=[0.55, 0.33, 0.12])
    for x, y, radius in zip(xs, ys, radii):
        left, top = max(0, int(x) - 3), max(0, int(y) - 3)
        near = np.s_[top : top + 7, left : left + 7]
        stars[near] = np.maximum(stars[near], saturate(radius + 0.5 - np.hypot(XX[near] - x, YY[near] - y)))
    over(scene.image, rgb("#fdfbe8"), stars * 0.95)


def _aurora(scene):
    random, horizon = scene.random, scene.horizon
    low, high = AURORAS[random.integers(3)]
    for _ in range(random.integers(2, 4)):
        base = random.uniform(0.42, 0.72) * horizon + noise_line(random, 2.2, 2) * 26 + (COLUMNS - SIZE / 2) * random.uniform(-0.25, 0.25)
        above, height = base[None, :] - YY, random.uniform(50, 95)
        rays = 0.62 + 0.38 * noise_line(random, 26, 2)[None, :]
        alpha = np.where(above > 0, np.exp(-above / height * 1.6), np.exp(above / 5)) * rays * random.uniform(0.55, 0.85)
        over(scene.image, lerp(rgb(low), rgb(high), saturate(above / height)[..., None]), saturate(alpha) * 0.85)


def _orb(scene):
    random, sun = scene.random, scene.orb == "sun"
    if sun:
        heights = {
            "dawn": random.uniform(0.62, 0.85),
            "sunset": random.uniform(0.66, 0.92),
            "noon": random.uniform(0.16, 0.38),
            "night": 0.8,
        }
        scene.sun_y = heights[scene.time] * scene.horizon
        radii = {"noon": random.uniform(13, 19)}
        radius = radii.get(scene.time, random.uniform(17, 30))
    else:
        scene.sun_y = random.uniform(0.16, 0.45) * scene.horizon
        radius = random.uniform(12, 22)
    if scene.neon and sun:
        scene.sun_y = scene.horizon * random.uniform(0.6, 0.8)
        radius = random.uniform(34, 50)
        scene.sun_x = SIZE * random.uniform(0.4, 0.6)
    distance = np.hypot(XX - scene.sun_x, YY - scene.sun_y)
    _glow(scene, sun, distance, radius)
    disc = saturate(radius - distance + 0.5)
    if sun and scene.neon:
        _neon_sun(scene, distance, radius, disc)
    elif scene.orb == "moon":
        craters = 1 - 0.09 * saturate(noise_plane(random, 24, 24, 2) * 3)
        over(scene.image, scene.orb_colour * craters[..., None], disc)
    elif scene.orb == "crescent":
        side = random.choice([-1, 1])
        bite = np.hypot(XX - scene.sun_x - side * radius * 0.5, YY - scene.sun_y + radius * 0.22)
        over(scene.image, scene.orb_colour, disc * saturate(bite - radius * 0.88 + 0.5))
    else:
        over(scene.image, scene.orb_colour, disc)


def _glow(scene, sun, distance, radius):
    outside = np.maximum(distance - radius, 0)
    if sun and not scene.neon:
        over(scene.image, lerp(scene.orb_colour, scene.sky[2], 0.35), saturate(np.exp(-outside / (radius * 1.9)) * 0.6))
    elif not sun:
        over(scene.image, lerp(scene.sky[2], scene.orb_colour, 0.4), saturate(np.exp(-outside / (radius * 1.1)) * 0.42))


def _neon_sun(scene, distance, radius, disc):
    """From yellow to pink, the lower half in stripes."""
    colour = lerp(rgb("#ffe45c"), rgb("#ff2e93"), saturate((YY - scene.sun_y + radius) / (2 * radius))[..., None])
    depth = (YY - scene.sun_y) / radius
    stripes = np.where(depth > 0, saturate((np.sin(depth * 16 + 1) + 0.55 - depth * 0.5) * 3), 1)
    over(scene.image, rgb("#ff4fa3"), saturate(np.exp(-np.maximum(distance - radius, 0) / (radius * 0.7)) * 0.5))
    over(scene.image, colour, disc * stripes)


def _rainbow(scene):
    x, radius = scene.random.uniform(0.2, 0.8) * SIZE, scene.random.uniform(0.62, 0.8) * SIZE
    across = (radius - np.hypot(XX - x, YY - scene.horizon - 14)) / 22
    colours = np.stack([rgb(c) for c in RAINBOW])
    position = saturate(across) * 5
    i = np.clip(position.astype(int), 0, 4)
    fraction = (position - i)[..., None]
    alpha = smooth(-0.05, 0.12, across) * smooth(1.05, 0.88, across) * 0.55
    over(scene.image, colours[i] * (1 - fraction) + colours[i + 1] * fraction, alpha)
