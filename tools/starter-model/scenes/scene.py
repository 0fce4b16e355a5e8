"""The state of a picture while it is painted, and the light that its parts share."""

import numpy as np

from .canvas import SIZE, lerp, saturate
from .palette import AMBIENT, GREENS, NEON_AMBIENT, NEON_SKIES, ORB, SKIES, TREES, rgb

GREYNESS = {"rain": 0.55, "storm": 0.6, "snow": 0.35, "fog": 0.35, "clouds": 0.12}
LUMINANCE = np.array([0.3, 0.55, 0.15], np.float32)


class Scene:
    """sky: three colours, zenith to horizon; horizon: its height in pixels; ground: the height of the nearest land for every column,
    where there is any; sun_x, sun_y: sun or moon, if `orb`; side: 1 if the light comes from the right, else -1."""

    def __init__(self, attributes, random):
        self.attributes, self.random = attributes, random
        self.subject, self.time, self.weather = attributes["subj"], attributes["time"], attributes["weather"]
        self.orb, self.season, self.object = attributes["orb"], attributes["season"], attributes["obj"]
        self.neon, self.night = attributes["style"] == "neon", self.time == "night"
        self.snowy = self.season == "winter" or self.weather == "snow"
        self.sky = [rgb(c) for c in SKIES[self.time][random.integers(3)]]
        self.ambient = AMBIENT[self.time].copy()
        if self.neon:
            self.sky, self.ambient = [rgb(c) for c in NEON_SKIES[random.integers(3)]], NEON_AMBIENT
        else:
            self._overcast(GREYNESS.get(self.weather, 0))
        horizons = {"sea": random.uniform(0.5, 0.64), "beach": random.uniform(0.42, 0.52), "lake": random.uniform(0.56, 0.66)}
        self.horizon = horizons.get(self.subject, random.uniform(0.58, 0.72)) * SIZE
        self.image = np.empty((SIZE, SIZE, 3), np.float32)
        self.ground = None
        self.neon_edges = 0
        self.orb_colour = ORB[self.time]
        season = "winter" if self.snowy else self.season
        self.green, self.tree = GREENS[season], TREES[season]
        if self.subject == "desert":
            self.green = rgb("#e2a95f")

    def _overcast(self, grey):
        if not grey:
            return
        dim = 0.82 if self.weather in ("rain", "storm") else 1.0
        self.sky = [lerp(c, np.array([0.93, 0.98, 1.05], np.float32) * (c @ LUMINANCE), grey) * dim for c in self.sky]
        self.ambient = lerp(self.ambient, np.array([0.95, 1, 1.05], np.float32) * self.ambient.mean(), grey) * dim
        if self.weather == "storm":
            self.sky[0] = self.sky[0] * 0.55
            self.sky[1] = self.sky[1] * 0.7
            self.ambient = self.ambient * 0.75

    @property
    def haze(self):
        return lerp(self.sky[2], self.sky[1], 0.25)

    @property
    def side(self):
        return 1 if self.orb and self.sun_x > SIZE / 2 else -1

    def lit(self, colour, nearness):
        """A colour of the land in this light, seen through haze: nearness 0 is far, 1 is near."""
        return lerp(self.haze, colour * self.ambient, 0.28 + 0.72 * nearness)

    def light(self, floor):
        """The ambient light, lifted towards white for things that must stay legible."""
        return lerp(self.ambient, np.ones(3, np.float32), floor)


def tinted(image, colours):
    """The image's light and shade in three colours, a quarter of its own left."""
    dark, middle, bright = (rgb(c) for c in colours)
    level = saturate((image @ LUMINANCE - 0.05) / 0.9)[..., None]
    toned = np.where(level < 0.5, lerp(dark, middle, level * 2), lerp(middle, bright, level * 2 - 1))
    return lerp(image, toned, 0.75)
