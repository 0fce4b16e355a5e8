"""Colours: RGB in 0..1, float32."""

import numpy as np


def rgb(text):
    """The colour of '#rrggbb'."""
    return np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255


WHITE, BLACK = np.ones(3, np.float32), np.zeros(3, np.float32)

# From the zenith to the horizon.
SKIES = {
    "dawn": [("#7d8fc7", "#e3b5c4", "#ffe3b8"), ("#6a86b8", "#f2b8a6", "#fff0c9"), ("#8f86c4", "#f5a9b8", "#ffd7a0")],
    "noon": [("#2b7fd9", "#6fb7f0", "#d3eefb"), ("#3a93d6", "#8ccaf0", "#e9f6f2"), ("#1f6fc4", "#62aee8", "#c8e6fa")],
    "sunset": [("#3d2c6e", "#d9506a", "#ffb84d"), ("#5a2a5e", "#e8603c", "#ffcf5c"), ("#2d3570", "#c2567f", "#ff9a4a")],
    "night": [("#060a22", "#131f4d", "#2f4d85"), ("#090b1c", "#1a1f52", "#3b3f86"), ("#04101f", "#0b2a47", "#1e5573")],
}
NEON_SKIES = [("#0a0524", "#3a0f6b", "#e0309a"), ("#070320", "#1c1466", "#12a5d9"), ("#12022e", "#5a0f7a", "#ff5c8a")]

# What the light of the hour multiplies the land's colours by.
AMBIENT = {"dawn": rgb("#e0c4c4"), "noon": rgb("#ffffff"), "sunset": rgb("#d98a6a"), "night": rgb("#3f518c")}
NEON_AMBIENT = rgb("#5a3a9a")
ORB = {"dawn": rgb("#fff3d6"), "noon": rgb("#fffbe0"), "sunset": rgb("#ffe9a0"), "night": rgb("#f4f1de")}

GREENS = {"spring": rgb("#86bf5a"), "summer": rgb("#4f9a45"), "autumn": rgb("#c78a35"), "winter": rgb("#e9f0f7"), None: rgb("#5f9a52")}
TREES = {"spring": rgb("#5d9e55"), "summer": rgb("#22663d"), "autumn": rgb("#c9541f"), "winter": rgb("#5f8590"), None: rgb("#1f5a45")}

# Shadows, middle tones, lights.
TINTS = {
    "purple": ("#1c0f38", "#8a4fc9", "#f3d9ff"),
    "teal": ("#03262e", "#1f9a99", "#d5fff4"),
    "pink": ("#3d1230", "#ec6aa0", "#ffe6ee"),
    "blue": ("#06153d", "#3474d4", "#dcefff"),
    "golden": ("#33200a", "#d89a2b", "#fff3cc"),
    "red": ("#2b0608", "#cf3c35", "#ffdfc9"),
    "green": ("#07261a", "#3f9d58", "#e9fbd2"),
    "orange": ("#2e1408", "#e8792b", "#fff0d0"),
}

AURORAS = [("#35f0a0", "#7b4dff"), ("#4dffc3", "#3aa0ff"), ("#8dff70", "#c04dff")]
RAINBOW = ["#e8483f", "#f49a3c", "#f8e05a", "#63c46a", "#4aa3e0", "#7a5cc9"]
FLOWERS = ["#f25c78", "#ffd84d", "#ffffff", "#b07de0", "#ff8a3c"]
