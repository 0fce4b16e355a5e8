"""Paints a scene from back to front: sky, clouds, land or water, things, weather; then the style goes over it all."""

import numpy as np

from . import clouds, sky, styles, subjects, things, weather
from .canvas import saturate
from .palette import TINTS
from .scene import Scene, tinted


def paint(attributes, random):
    """The picture of a scene's attributes, uint8 SIZE x SIZE x 3. May add a cactus to a desert, and says so in the attributes."""
    scene = Scene(attributes, random)
    sky.paint(scene)
    clouds.paint(scene)
    subjects.paint(scene)
    things.paint(scene)
    weather.paint(scene)
    image = saturate(scene.image)
    if attributes["tint"]:
        image = tinted(image, TINTS[attributes["tint"]])
    image = styles.apply(attributes["style"], image, random)
    return (saturate(image) * 255 + 0.5).astype(np.uint8)
