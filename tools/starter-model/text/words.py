"""Words for every attribute. Phrases fit after a noun; tags stand alone or before one; openings come before everything."""

# Nouns, some with an article.
SUBJECTS = {
    "mountains": [
        "mountains",
        "a mountain range",
        "mountain peaks",
        "rugged mountains",
        "high mountains",
        "the alps",
        "a mountain landscape",
        "rocky peaks",
        "mountain",
        "alpine peaks",
        "a mountain",
    ],
    "sea": ["the sea", "the ocean", "a calm sea", "open water", "a seascape", "ocean waves", "sea", "ocean", "the open sea", "waves"],
    "desert": [
        "a desert",
        "sand dunes",
        "desert dunes",
        "the sahara",
        "a sandy desert",
        "rolling dunes",
        "desert",
        "dunes",
        "a desert landscape",
    ],
    "forest": [
        "a forest",
        "a pine forest",
        "the woods",
        "dense woodland",
        "trees",
        "a forest of tall trees",
        "forest",
        "woodland",
        "woods",
        "evergreen trees",
    ],
    "city": [
        "a city",
        "a city skyline",
        "skyscrapers",
        "a metropolis",
        "downtown buildings",
        "an urban skyline",
        "city",
        "the town",
        "a cityscape",
        "skyline",
        "tall buildings",
    ],
    "meadow": [
        "a meadow",
        "rolling hills",
        "green fields",
        "a flower meadow",
        "the countryside",
        "hills",
        "a field of flowers",
        "meadow",
        "grassy hills",
        "fields",
        "a valley with flowers",
    ],
    "lake": [
        "a lake",
        "a mountain lake",
        "a still lake",
        "a lake with mountains",
        "an alpine lake",
        "lake",
        "a lake shore",
        "a calm lake surrounded by mountains",
        "water and mountains",
    ],
    "canyon": ["a canyon", "red rock mesas", "the grand canyon", "mesas and buttes", "a rocky canyon", "canyon", "sandstone cliffs"],
    "beach": [
        "a beach",
        "a tropical beach",
        "palm trees on the beach",
        "a sandy shore",
        "a tropical island",
        "beach",
        "the coast with palm trees",
        "palm trees",
        "seaside",
    ],
}

LANDSCAPES = ["a landscape", "scenery", "a landscape", "a view", "nature"]

# (phrases, tags)
TIMES = {
    "dawn": (
        ["at dawn", "at sunrise", "in the early morning", "at daybreak", "in the morning"],
        ["sunrise", "dawn", "morning", "early morning", "daybreak"],
    ),
    "noon": (
        ["at noon", "during the day", "in daylight", "at midday", "in the afternoon", "by day"],
        ["daytime", "midday", "noon", "bright day", "day"],
    ),
    "sunset": (
        ["at sunset", "at dusk", "in the evening", "during sunset", "in the golden hour", "at twilight"],
        ["sunset", "dusk", "evening", "golden hour", "twilight"],
    ),
    "night": (
        ["at night", "by night", "at midnight", "in the dark", "after dark", "during the night"],
        ["night", "nighttime", "midnight", "dark night"],
    ),
}

# (phrases, tags)
WEATHERS = {
    "clear": (["under a clear sky", "with a clear sky", "on a clear day", "with clear skies"], ["clear", "cloudless"]),
    "clouds": (
        ["with clouds", "under a cloudy sky", "on a cloudy day", "with fluffy clouds", "with white clouds in the sky", "overcast"],
        ["cloudy", "clouds", "overcast"],
    ),
    "rain": (
        ["in the rain", "on a rainy day", "with heavy rain", "during a rain shower", "raining", "with falling rain"],
        ["rainy", "rain", "wet", "rainy weather"],
    ),
    "snow": (
        ["in the snow", "with falling snow", "while it is snowing", "during snowfall", "in a blizzard", "covered in snow"],
        ["snowy", "snowing", "snowfall", "snow"],
    ),
    "fog": (
        ["in the fog", "in thick fog", "in the mist", "shrouded in mist", "on a foggy day", "with fog"],
        ["foggy", "misty", "fog", "mist", "hazy"],
    ),
    "storm": (
        [
            "in a thunderstorm",
            "during a storm",
            "with lightning",
            "with lightning bolts",
            "under a stormy sky",
            "with thunder and lightning",
        ],
        ["stormy", "thunderstorm", "storm", "lightning"],
    ),
}

# (phrases, tags)
SEASONS = {
    "spring": (["in spring", "in springtime"], ["spring", "springtime"]),
    "summer": (["in summer", "in summertime"], ["summer"]),
    "autumn": (["in autumn", "in fall", "with autumn colors", "with orange leaves"], ["autumn", "fall", "autumnal"]),
    "winter": (["in winter", "in wintertime", "covered with snow"], ["winter", "wintry", "snow covered", "snow-capped", "snowy"]),
}

# (phrases, tags)
ORBS = {
    "sun": (
        ["with the sun", "with a bright sun", "with a big sun", "with the sun in the sky", "and the sun"],
        ["sun", "sunny", "sunlight", "sunshine"],
    ),
    "moon": (
        ["with a full moon", "with the moon", "under the moon", "in moonlight", "under a full moon", "and the moon"],
        ["full moon", "moon", "moonlit", "moonlight"],
    ),
    "crescent": (["with a crescent moon", "under a crescent moon", "with the moon", "with a thin moon"], ["crescent moon", "moon"]),
}

ORB_HEADS = {"sun": ["the sun", "sun", "a big sun"], "moon": ["full moon", "the moon"], "crescent": ["a crescent moon", "the moon"]}

# (phrases, tags)
SKY = {
    "stars": (
        ["under the stars", "with a starry sky", "under a starry sky", "with many stars", "full of stars"],
        ["starry sky", "stars", "starry"],
    ),
    "aurora": (
        ["with the northern lights", "with aurora borealis", "under the aurora", "with an aurora in the sky", "under northern lights"],
        ["aurora", "northern lights", "aurora borealis"],
    ),
    "rainbow": (["with a rainbow", "and a rainbow", "under a rainbow"], ["rainbow"]),
}

# (phrases, tags)
OBJECTS = {
    "sailboat": (
        ["with a sailboat", "with a small boat", "and a sailing boat", "with a boat sailing"],
        ["sailboat", "boat", "sailing boat"],
    ),
    "lighthouse": (["with a lighthouse", "and a lighthouse on the rocks", "with a lighthouse on the shore"], ["lighthouse"]),
    "balloon": (
        ["with hot air balloons", "with a hot air balloon", "and balloons in the sky", "with colorful balloons"],
        ["hot air balloon", "balloons", "hot air balloons"],
    ),
    "cabin": (
        ["with a cabin", "with a small house", "and a cozy cabin", "with a little cottage", "with a wooden hut"],
        ["cabin", "house", "cottage"],
    ),
    "cactus": (["with cacti", "with cactus", "with a cactus", "and tall cacti"], ["cactus", "cacti"]),
    "pyramid": (
        ["with pyramids", "with a pyramid", "and egyptian pyramids", "with the pyramids of giza"],
        ["pyramids", "pyramid", "egypt"],
    ),
    "birds": (["with birds", "with birds in the sky", "and flying birds", "with a flock of birds"], ["birds", "flock of birds"]),
}

# (openings, tags)
STYLES = {
    "flat": (
        ["a flat illustration of", "a poster of", "a vector illustration of", "a minimalist poster of", "an illustration of"],
        ["flat design", "flat illustration", "vector art", "poster", "minimalist", "digital illustration", "vector illustration"],
    ),
    "watercolor": (
        ["a watercolor of", "a watercolor painting of", "watercolor", "a watercolour of", "a painting of", "an aquarelle of"],
        ["watercolor", "watercolor painting", "watercolour", "painted", "aquarelle"],
    ),
    "pixel": (
        ["pixel art of", "a pixel art picture of", "an 8-bit", "pixel art", "a retro game scene of"],
        ["pixel art", "8-bit", "pixelated", "16-bit game art", "retro game"],
    ),
    "neon": (
        ["a neon", "a synthwave picture of", "a synthwave", "a retrowave", "a neon picture of", "a cyberpunk"],
        ["synthwave", "neon", "neon lights", "retrowave", "cyberpunk", "vaporwave", "outrun style"],
    ),
    "ink": (
        ["a black and white", "a black and white picture of", "a monochrome", "an ink drawing of", "a grayscale"],
        ["black and white", "monochrome", "ink drawing", "grayscale", "noir"],
    ),
    "pastel": (["a pastel", "a pastel drawing of", "a soft pastel picture of"], ["pastel colors", "pastel", "soft pastel", "soft colors"]),
}

TINTS = {
    "purple": ["purple", "violet"],
    "teal": ["teal", "turquoise", "cyan"],
    "pink": ["pink", "rose", "magenta"],
    "blue": ["blue"],
    "golden": ["golden", "gold", "yellow"],
    "red": ["red", "crimson", "scarlet"],
    "green": ["green", "emerald"],
    "orange": ["orange", "amber"],
}

# What people add to any prompt; it says nothing about the picture.
QUALITIES = [
    "beautiful",
    "highly detailed",
    "4k",
    "masterpiece",
    "wallpaper",
    "scenic",
    "best quality",
    "artstation",
    "stunning",
    "high quality",
    "wide shot",
    "atmospheric",
    "peaceful",
    "dramatic",
    "aesthetic",
    "hd",
    "concept art",
    "lovely",
]

# Words that no picture shows: the tokenizer knows them whole, and a stray one does no harm.
STRAY = """
cat dog girl man woman car robot dragon horse astronaut castle ship portrait face bird flower cup fish tiger
bear knight princess house boy people bicycle train street food apple guitar book chair table photo anime cute
fantasy magical epic cinematic realistic 3d render old ancient futuristic red blue happy sad big small giant
tiny sitting running flying standing holding wearing hat dress sword space planet rocket garden bridge river
waterfall cave temple village road window door light dark wooden golden silver glass metal stone paper toy
doll rabbit fox wolf owl eagle butterfly elephant lion panda dinosaur monster wizard king queen soldier child
baby couple family friends music dance coffee cake pizza fruit vegetables kitchen room bed lamp computer phone
camera clock mirror airplane helicopter bus truck motorcycle boat submarine island jungle swamp
""".split()
