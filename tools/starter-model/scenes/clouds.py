"""Clouds, and the lightning of a storm."""

from .canvas import SIZE, YY, Mask, blur, lerp, noise_plane, over, saturate, smooth
from .palette import WHITE, rgb


def paint(scene):
    random, weather, horizon = scene.random, scene.weather, scene.horizon
    zenith, middle, low = scene.sky
    bright, shade = lerp(low, WHITE, 0.12 if scene.night else 0.55), lerp(middle, low, 0.45)
    if weather == "clouds":
        if random.random() < 0.6:
            _puffs(scene, random.integers(5, 9), bright, shade, 0.92, 0.12 * horizon, 0.8 * horizon)
        else:
            cover = noise_plane(random, 3, 7, 4) + 0.12
            over(scene.image, bright, smooth(0, 0.38, cover) * smooth(horizon, horizon * 0.5, YY) * 0.85)
    elif weather in ("rain", "storm", "snow"):
        cover = noise_plane(random, 3, 6, 4) + 0.25
        dark = lerp(middle, low, 0.4) if weather == "snow" else lerp(middle, zenith, 0.5) * (0.75 if weather == "storm" else 0.9)
        over(scene.image, dark, smooth(-0.15, 0.4, cover) * smooth(horizon * 1.02, horizon * 0.45, YY) * 0.85)
        if weather == "rain":
            _puffs(scene, random.integers(3, 6), lerp(middle, low, 0.5), dark, 0.8, 0, 0.35 * horizon, 1.3)
    elif weather == "clear" and not scene.night and not scene.neon and random.random() < 0.3:
        _puffs(scene, random.integers(1, 3), bright, shade, 0.75, 0.15 * horizon, 0.6 * horizon, 0.8)
    if weather == "storm":
        for _ in range(random.integers(1, 3)):
            _bolt(scene)


def _puffs(scene, count, colour, shade, alpha, top, bottom, scale=1.0):
    """Fair-weather clouds: heaps of ellipses on a flat base."""
    random = scene.random
    for _ in range(count):
        mask = Mask()
        x, y, length = random.uniform(0, SIZE), random.uniform(top, bottom), random.uniform(22, 52) * scale
        for _ in range(random.integers(4, 7)):
            u = random.uniform(-1, 1)
            size = length * (0.42 - 0.22 * abs(u)), length * (0.32 - 0.17 * abs(u))
            mask.ellipse(x + u * length, y - abs(1 - abs(u)) * length * 0.16, *size)
        mask.rectangle(x - length * 1.1, y + length * 0.02, x + length * 1.1, y + length * 0.1)
        coverage = mask.alpha() * saturate((y + length * 0.1 - YY) + 0.5)
        shaded = lerp(colour, shade, smooth(y - length * 0.4, y + length * 0.1, YY)[..., None])
        over(scene.image, shaded, coverage * alpha)


def _bolt(scene):
    random, horizon = scene.random, scene.horizon
    x, y = random.uniform(0.15, 0.85) * SIZE, horizon * 0.18
    points = [(x, y)]
    while y < horizon * 0.98:
        y += random.uniform(7, 15)
        x += random.uniform(-9, 9)
        points.append((x, y))
    mask = Mask()
    mask.line(points, 1.8)
    if len(points) > 6:
        x, y = points[4]
        branch = [(x, y)]
        for _ in range(4):
            y += random.uniform(6, 12)
            x += random.choice([-1, 1]) * random.uniform(3, 10)
            branch.append((x, y))
        mask.line(branch, 1.0)
    coverage = mask.alpha()
    over(scene.image, rgb("#b9b4ff"), saturate(blur(coverage, 9) * 2.6) * 0.75)
    over(scene.image, rgb("#fdfdff"), coverage)
