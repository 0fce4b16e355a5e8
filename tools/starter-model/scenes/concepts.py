"""What textual inversions learn: scenes that the model can draw and that no single word of its captions asks for, as fixed attributes."""

CONCEPTS = {
    "aurora-cabin": {
        "subj": "forest", "time": "night", "weather": "clear", "orb": None, "stars": True, "aurora": True, "rainbow": False, "season": "winter",
        "style": "flat", "tint": None, "obj": "cabin",
    },
}
