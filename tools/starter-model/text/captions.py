"""A scene's attributes in words: freely chosen, freely ordered, and never all of them, as people write prompts."""

from .words import LANDSCAPES, OBJECTS, ORB_HEADS, ORBS, QUALITIES, SEASONS, SKY, STRAY, STYLES, SUBJECTS, TIMES, TINTS, WEATHERS

MENTIONED = {"clear": 0.12, "clouds": 0.7}  # all other weather, every style, and night are nearly always said: what is not said is drawn unasked
TAG_LIST, HEAD_LINE = 0.22, 0.45  # below the first a caption is a list of tags, below the second it may begin with the time of day


def caption(attributes, random):
    """A prompt that asks for a scene with these attributes."""
    return Caption(attributes, random).text()


class Caption:
    """Words collected so far: phrases follow the noun, adjectives come before it, endings follow a comma, tags make a list of tags."""

    def __init__(self, attributes, random):
        self.attributes, self.random = attributes, random
        self.phrases, self.adjectives, self.tags, self.endings = [], [], [], []
        self.opening = ""
        self.detail = random.choice([0.35, 0.6, 0.9])

    def text(self):
        attributes = self.attributes
        season = attributes["season"] if attributes["season"] and self.chance(0.4 + 0.5 * self.detail) else None
        subject = self.pick(SUBJECTS[attributes["subj"]]) if self.chance(0.95) else None
        time = attributes["time"] if self.chance(0.96 if attributes["time"] == "night" else 0.45 + 0.5 * self.detail) else None
        weather = self.mentioned_weather()
        orb = attributes["orb"] if attributes["orb"] and self.chance(0.25 + 0.5 * self.detail) else None
        if orb:
            self.add_phrase(ORBS[orb])
        self.add_sights()
        if weather:
            self.add_phrase_or_adjective(WEATHERS[weather], 0.4)
        if season:
            self.add_phrase_or_adjective(SEASONS[season], 0.5)
        self.add_style()
        self.add_tint()
        while self.chance(0.2):
            self.endings.append(self.pick(QUALITIES))
            self.tags.append(self.endings[-1])
        form = self.random.random()
        noun = subject or self.pick(LANDSCAPES)
        if form < TAG_LIST:
            return self.finished(self.tag_list(noun if subject or self.chance(0.3) else None, time))
        return self.finished(self.sentence(noun, time, orb, headline=form < HEAD_LINE))

    def chance(self, share):
        return self.random.random() < share

    def pick(self, choices):
        return choices[int(self.random.integers(len(choices)))]

    def shuffled(self, items):
        return [items[i] for i in self.random.permutation(len(items))]

    def mentioned_weather(self):
        weather = self.attributes["weather"]
        return weather if self.chance(MENTIONED.get(weather, 0.97)) else None

    def add_phrase(self, words):
        phrases, tags = words
        self.phrases.append(self.pick(phrases))
        self.tags.append(self.pick(tags))

    def add_phrase_or_adjective(self, words, adjective_share):
        phrases, tags = words
        if self.chance(adjective_share):
            self.adjectives.append(self.pick(tags))
        else:
            self.phrases.append(self.pick(phrases))
        self.tags.append(self.pick(tags))

    def add_sights(self):
        attributes = self.attributes
        if attributes["stars"] and self.chance(0.2 + 0.6 * self.detail):
            self.add_phrase(SKY["stars"])
        if attributes["aurora"] and self.chance(0.93):
            self.add_phrase(SKY["aurora"])
        if attributes["rainbow"] and self.chance(0.85):
            self.add_phrase(SKY["rainbow"])
        if attributes["obj"] and self.chance(0.85):
            self.add_phrase(OBJECTS[attributes["obj"]])

    def add_style(self):
        style = self.attributes["style"]
        if not self.chance(0.3 if style == "flat" else 0.98):
            return
        openings, tags = STYLES[style]
        if self.chance(0.5):
            self.opening = self.pick(openings) + " "
        else:
            self.endings.append(self.pick(tags))
        self.tags.append(self.pick(tags))

    def add_tint(self):
        tint = self.attributes["tint"]
        if not tint or not self.chance(0.92):
            return
        colour, form = self.pick(TINTS[tint]), self.random.integers(4)
        if form == 0:
            self.adjectives.insert(0, colour)
        else:
            self.endings.append([f"{colour} tones", f"{colour} color palette", f"in shades of {colour}"][form - 1])
        self.tags.append(self.pick([colour, f"{colour} tones", f"{colour} colors"]))

    def tag_list(self, noun, time):
        tags = self.tags + ([noun] if noun else []) + ([self.pick(TIMES[time][1])] if time else [])
        return ", ".join(self.shuffled(tags))

    def sentence(self, noun, time, orb, headline):
        article, _, bare = noun.partition(" ")
        article, bare = (article + " ", bare) if article in ("a", "an", "the") else ("", noun)
        if time and self.chance(0.25):
            self.adjectives.append(self.pick(TIMES[time][1]))
            time = None
        if self.adjectives:
            bare = " ".join(self.shuffled(self.adjectives)) + " " + bare
            article = article if self.chance(0.6) else ""
        core = article + bare
        self.random.shuffle(self.phrases)
        if time and headline:
            core = self.headline(core, time, orb)
        elif time:
            phrase = self.pick(TIMES[time][0])
            self.phrases.insert(int(self.random.integers(len(self.phrases) + 1)), phrase)
        text = self.opening + core
        for phrase in self.phrases:
            text += (", " if self.chance(0.25) else " ") + phrase
        return ", ".join([text, *self.endings])

    def headline(self, core, time, orb):
        """As in "sunset over mountains"."""
        head = self.pick(TIMES[time][1])
        if orb and self.chance(0.2):
            head = self.pick(ORB_HEADS[orb]) + " " + self.pick(TIMES[time][0])
        place = self.pick(["over", "above", "in"] if self.chance(0.8) else ["at", "on", "behind"])
        return f"{head} {place} {core}"

    def finished(self, text):
        if self.chance(0.05):
            text = self.pick(STRAY) + self.pick([" ", ", ", " in ", " and "]) + text
        if self.chance(0.04):
            text += self.pick([", ", " with a ", " and "]) + self.pick(STRAY)
        if self.chance(0.1):
            text = text[:1].upper() + text[1:] + ("." if self.chance(0.5) else "")
        return text
