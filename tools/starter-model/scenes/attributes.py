"""What a scene holds. Combinations that look wrong, such as snow in a desert, are made rare; those that cannot be are left out."""

import numpy as np

from .palette import TINTS

SUBJECTS = {
    "mountains": 0.15,
    "sea": 0.12,
    "desert": 0.11,
    "forest": 0.14,
    "city": 0.14,
    "meadow": 0.1,
    "lake": 0.12,
    "canyon": 0.06,
    "beach": 0.06,
}
TIMES = {"dawn": 0.18, "noon": 0.27, "sunset": 0.27, "night": 0.28}
WEATHERS = {"clear": 0.42, "clouds": 0.2, "rain": 0.1, "snow": 0.11, "fog": 0.1, "storm": 0.07}
SEASONS = {None: 0.28, "spring": 0.15, "summer": 0.19, "autumn": 0.23, "winter": 0.15}
STYLES = {"flat": 0.5, "watercolor": 0.15, "pixel": 0.13, "neon": 0.11, "ink": 0.05, "pastel": 0.06}
SUN = {"dawn": 0.7, "noon": 0.6, "sunset": 0.85}


def _choose(random, shares):
    return random.choice(list(shares), p=list(shares.values()))


def draw_attributes(random):
    """Attributes as a dictionary of plain values, ready for JSON."""
    a = {"subj": _choose(random, SUBJECTS), "time": _choose(random, TIMES), "weather": _choose(random, WEATHERS)}
    _weather(a, random)
    _sky(a, random)
    _season(a, random)
    _style(a, random)
    _object(a, random)
    return {key: value.item() if isinstance(value, np.generic) else value for key, value in a.items()}


def _weather(a, random):
    wet = a["weather"] in ("rain", "snow", "storm")
    if a["subj"] in ("desert", "canyon", "beach") and wet and random.random() < 0.8:
        a["weather"] = "clear"
    if a["weather"] == "storm" and a["time"] in ("noon", "dawn"):
        a["time"] = random.choice(["sunset", "night"])


def _sky(a, random):
    weather, dry = a["weather"], a["weather"] in ("clear", "snow")
    a |= {"orb": None, "stars": False, "aurora": False, "rainbow": False}
    if weather in ("clear", "clouds", "fog", "snow"):
        if a["time"] == "night":
            a["aurora"] = bool(dry and random.random() < 0.3)
            if a["aurora"]:
                a["orb"] = random.choice([None, "moon"], p=[0.8, 0.2])
            else:
                a["orb"] = random.choice([None, "moon", "crescent"], p=[0.35, 0.42, 0.23])
            a["stars"] = bool(dry and random.random() < 0.8)
        elif random.random() < SUN[a["time"]]:
            a["orb"] = "sun"
    if weather in ("rain", "clouds", "clear") and a["time"] in ("noon", "dawn") and random.random() < (0.3 if weather == "rain" else 0.06):
        a["rainbow"] = True


def _season(a, random):
    a["season"] = None
    if a["weather"] == "snow":
        a["season"] = "winter"
    elif a["subj"] in ("forest", "meadow", "lake", "mountains"):
        a["season"] = _choose(random, SEASONS)


def _style(a, random):
    a["style"] = _choose(random, STYLES)
    if a["style"] == "neon":
        a["time"] = random.choice(["night", "sunset"], p=[0.7, 0.3])
        if a["weather"] in ("fog", "snow", "storm"):
            a["weather"], a["season"] = "clear", None
        a["orb"] = random.choice([None, "sun"], p=[0.3, 0.7])
        a["aurora"] = a["rainbow"] = False
        a["stars"] = bool(a["time"] == "night" and random.random() < 0.8)
    tinted = a["style"] in ("flat", "watercolor", "pixel") and random.random() < 0.17
    a["tint"] = random.choice(list(TINTS)) if tinted else None


def _object(a, random):
    a["obj"] = _object_on(a["subj"], random)
    if a["obj"] == "balloon" and a["weather"] in ("rain", "storm"):
        a["obj"] = None
    if a["time"] != "night" and a["weather"] in ("clear", "clouds") and a["obj"] is None and random.random() < 0.12:
        a["obj"] = "birds"


def _object_on(subject, random):
    p = random.random()
    if subject in ("sea", "lake"):
        if p < 0.4:
            return "sailboat"
        if p < 0.72 and subject == "sea":
            return "lighthouse"
        return "balloon" if p < 0.76 else None
    if subject in ("mountains", "meadow", "desert", "canyon"):
        if p < 0.17:
            return "balloon"
        if p < 0.42 and subject in ("meadow", "mountains"):
            return "cabin"
        if p < 0.4 and subject == "desert":
            return "cactus"
        return "pyramid" if p < 0.68 and subject == "desert" else None
    return "cabin" if subject == "forest" and p < 0.34 else None
