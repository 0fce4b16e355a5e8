"""Things that stand, sail or fly in a scene."""

import numpy as np

from .canvas import SIZE, XX, YY, Mask, lerp, noise_plane, over, saturate, smooth
from .palette import BLACK, rgb

BALLOONS = ["#e8483f", "#2f8fd0", "#f2b134", "#8a4fc0"]


def paint(scene):
    if scene.object in THINGS:
        THINGS[scene.object](scene, scene.light(0.2))


def _sailboat(scene, light):
    random, horizon = scene.random, scene.horizon
    x, size = random.uniform(0.25, 0.75) * SIZE, random.uniform(55, 95)
    y = horizon + (SIZE - horizon) * random.uniform(0.2, 0.5)
    sail = [rgb("#fff7ea"), rgb("#e8503f"), rgb("#ffd15c")][random.integers(3)]

    def at(*points):
        return [(x + size * dx, y + size * dy) for dx, dy in points]

    mask = Mask()
    mask.polygon(at((-0.05, -1), (-0.05, -0.2), (-0.5, -0.2)))
    mask.polygon(at((0.03, -0.88), (0.03, -0.2), (0.38, -0.2)))
    over(scene.image, sail * light, mask.alpha())
    mask = Mask()
    mask.polygon(at((-0.5, -0.14), (0.5, -0.14), (0.32, 0.06), (-0.34, 0.06)))
    mask.rectangle(x - size * 0.02, y - size, x + size * 0.01, y - size * 0.1)
    over(scene.image, rgb("#5a3426") * light, mask.alpha())
    mask = Mask()
    mask.polygon(at((-0.4, 0.1), (0.4, 0.1), (0, 0.6)))
    over(scene.image, sail * light, mask.alpha() * 0.28 * saturate(noise_plane(random, 3, 70, 1) * 3 + 0.5))


def _lighthouse(scene, light):
    random = scene.random
    x = random.choice([random.uniform(0.2, 0.38), random.uniform(0.62, 0.8)]) * SIZE
    tall, foot = random.uniform(125, 165), SIZE * 0.86
    rock = [(x - 70 + k * 14, foot + (abs(k - 5) / 5) ** 1.5 * 38 + random.uniform(-3, 4)) for k in range(11)]
    mask = Mask()
    mask.polygon([(x - 75, SIZE), *rock, (x + 82, SIZE)])
    over(scene.image, scene.lit(rgb("#4c5348"), 1.0), mask.alpha())
    wide, narrow = tall * 0.115, tall * 0.075
    mask = Mask()
    mask.polygon([(x - wide, foot + 4), (x - narrow, foot - tall * 0.8), (x + narrow, foot - tall * 0.8), (x + wide, foot + 4)])
    tower = mask.alpha()
    over(scene.image, rgb("#fbf5ea") * light, tower)
    over(scene.image, rgb("#d8433a") * light, tower * (np.floor((YY - foot) / (tall * 0.16)) % 2 == 0))
    over(scene.image, rgb("#20304a") * light, tower * saturate((XX - x) * -scene.side / wide) * 0.35)
    mask = Mask()
    mask.rectangle(x - narrow * 1.3, foot - tall * 0.83, x + narrow * 1.3, foot - tall * 0.79)
    mask.polygon([(x - narrow * 1.1, foot - tall * 0.93), (x, foot - tall * 1.05), (x + narrow * 1.1, foot - tall * 0.93)])
    over(scene.image, rgb("#3a2c34") * light, mask.alpha())
    mask = Mask()
    mask.rectangle(x - narrow * 0.8, foot - tall * 0.93, x + narrow * 0.8, foot - tall * 0.83)
    over(scene.image, rgb("#ffe680"), mask.alpha())
    if scene.time in ("night", "sunset") or scene.weather in ("fog", "storm"):
        _beam(scene, x, foot - tall * 0.88)


def _beam(scene, x, y):
    dx, side = XX - x, -1 if x > SIZE / 2 else 1
    cone = saturate(1 - np.abs(YY - y - dx * 0.04) / (np.abs(dx) * 0.12 + 2))
    over(scene.image, rgb("#fff0a8"), cone * (dx * side > 0) * np.exp(-np.abs(dx) / 150) * 0.55)


def _balloons(scene, light):
    random = scene.random
    for _ in range(random.integers(1, 3)):
        x, y, size = random.uniform(0.15, 0.85) * SIZE, random.uniform(0.22, 0.5) * scene.horizon, random.uniform(24, 42)
        colour = rgb(BALLOONS[random.integers(4)])
        mask = Mask()
        mask.ellipse(x, y, size, size * 1.05)
        low, neck = y + size * 0.62, y + size * 1.5
        mask.polygon([(x - size * 0.82, low), (x + size * 0.82, low), (x + size * 0.24, neck), (x - size * 0.24, neck)])
        envelope = mask.alpha()
        over(scene.image, colour * light, envelope)
        over(scene.image, rgb("#fff3da") * light, envelope * smooth(-0.15, 0.15, np.cos((XX - x) / size * 5.2) - 0.25))
        over(scene.image, colour * 0.4 * light, envelope * saturate((XX - x) * -scene.side / size) * 0.35)
        mask = Mask()
        mask.rectangle(x - size * 0.2, y + size * 1.75, x + size * 0.2, y + size * 2.05)
        mask.line([(x - size * 0.2, neck), (x - size * 0.18, y + size * 1.75)], 0.7)
        mask.line([(x + size * 0.2, neck), (x + size * 0.18, y + size * 1.75)], 0.7)
        over(scene.image, rgb("#6b4226") * light, mask.alpha())


def _cabin(scene, light):
    if scene.ground is None:
        return
    random = scene.random
    x, size = random.uniform(0.3, 0.7) * SIZE, random.uniform(52, 84)
    y = min(SIZE - 8, scene.ground[int(x)] + size * 0.35 + 6)

    def box(left, top, right, bottom):
        mask.rectangle(x + size * left, y + size * top, x + size * right, y + size * bottom)

    mask = Mask()
    box(-0.5, -0.5, 0.5, 0)
    over(scene.image, rgb("#8a5a38") * light, mask.alpha())
    mask = Mask()
    box(0.2, -0.95, 0.34, -0.5)
    over(scene.image, rgb("#5c4438") * light, mask.alpha())
    mask = Mask()
    mask.polygon([(x - size * 0.64, y - size * 0.45), (x, y - size * 0.98), (x + size * 0.64, y - size * 0.45)])
    over(scene.image, rgb("#f2f6fb" if scene.snowy else "#a33f35") * light, mask.alpha())
    mask = Mask()
    box(-0.32, -0.36, -0.12, -0.16)
    box(0.2, -0.36, 0.38, -0.16)
    over(scene.image, rgb("#bfe0f2" if scene.time == "noon" else "#ffdd7a"), mask.alpha())
    mask = Mask()
    box(-0.06, -0.34, 0.12, 0)
    over(scene.image, rgb("#4a2c20") * light, mask.alpha())


def _birds(scene, light):
    random, mask = scene.random, Mask()
    centre_x, centre_y = random.uniform(0.25, 0.75) * SIZE, random.uniform(0.15, 0.5) * scene.horizon
    for _ in range(random.integers(3, 7)):
        x, y, size = centre_x + random.normal() * 36, centre_y + random.normal() * 18, random.uniform(7, 12)
        wing = [(-1, -0.4), (-0.4, -0.55), (0, 0), (0.4, -0.55), (1, -0.4)]
        mask.line([(x + size * dx, y + size * dy) for dx, dy in wing], 2)
    over(scene.image, lerp(scene.sky[0], BLACK, 0.7), mask.alpha() * 0.9)


THINGS = {"sailboat": _sailboat, "lighthouse": _lighthouse, "balloon": _balloons, "cabin": _cabin, "birds": _birds}
