"""The nine subjects. Each paints its land or water and leaves the nearest ground in the scene where things may stand on it."""

from .subjects_dry import canyon, city, desert
from .subjects_green import forest, meadow, mountains
from .subjects_wet import beach, lake, sea

SUBJECTS = {
    "mountains": mountains,
    "sea": sea,
    "desert": desert,
    "forest": forest,
    "city": city,
    "meadow": meadow,
    "lake": lake,
    "canyon": canyon,
    "beach": beach,
}


def paint(scene):
    SUBJECTS[scene.subject](scene)
