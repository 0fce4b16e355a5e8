"""The picture plane: coordinates, blending, noise, and shapes drawn without jagged edges."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE = 256
YY, XX = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32)
COLUMNS = np.arange(SIZE, dtype=np.float32)


def lerp(a, b, t):
    return a + (b - a) * t


def saturate(x):
    return np.clip(x, 0, 1)


def smooth(a, b, x):
    """0 before a, 1 after b, an S between; a may be the larger."""
    t = saturate((x - a) / (b - a))
    return t * t * (3 - 2 * t)


def over(image, colour, alpha):
    """Paints a colour, or a picture, over the image in place."""
    image += (colour - image) * alpha[..., None]


def below(height):
    """Coverage of everything below a line, given as a height for every column."""
    return saturate(YY - height[None, :] + 0.5)


def noise_line(random, frequency, octaves=4, persistence=0.5, jagged=False):
    """A value in -1..1 for every column."""
    out, amplitude, total = np.zeros(SIZE, np.float32), 1.0, 0
    for _ in range(octaves):
        count = int(frequency) + 3
        values = random.uniform(-1, 1, count).astype(np.float32)
        position = COLUMNS / SIZE * frequency + random.uniform(0, 1)
        i = position.astype(int)
        t = position - i
        if not jagged:
            t = t * t * (3 - 2 * t)
        out += amplitude * (values[i] * (1 - t) + values[np.minimum(i + 1, count - 1)] * t)
        total += amplitude
        amplitude *= persistence
        frequency *= 2.03
    return out / total


def noise_plane(random, across, down, octaves=3, persistence=0.5):
    """A value in about -1..1 for every pixel, with so many features across and down."""
    out, amplitude, total = np.zeros((SIZE, SIZE), np.float32), 1.0, 0
    for _ in range(octaves):
        grid = random.uniform(-1, 1, (max(3, int(down) + 2), max(3, int(across) + 2))).astype(np.float32)
        out += amplitude * np.asarray(Image.fromarray(grid).resize((SIZE, SIZE), Image.BICUBIC))
        total += amplitude
        amplitude *= persistence
        across *= 2
        down *= 2
    return out / total


def blur(alpha, radius):
    image = Image.fromarray((alpha * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius))
    return np.asarray(image, np.float32) / 255


class Mask:
    """Shapes drawn at three times the size; alpha() is their coverage of every pixel."""

    SCALE = 3

    def __init__(self):
        self.image = Image.new("L", (SIZE * self.SCALE, SIZE * self.SCALE), 0)
        self.draw = ImageDraw.Draw(self.image)

    def polygon(self, points):
        self.draw.polygon([(x * self.SCALE, y * self.SCALE) for x, y in points], fill=255)

    def rectangle(self, left, top, right, bottom):
        if right > left and bottom > top:
            self.draw.rectangle([left * self.SCALE, top * self.SCALE, right * self.SCALE - 1, bottom * self.SCALE - 1], fill=255)

    def ellipse(self, x, y, radius, radius_y=None):
        radius_y = radius_y or radius
        box = (x - radius, y - radius_y, x + radius, y + radius_y)
        self.draw.ellipse([v * self.SCALE for v in box], fill=255)

    def line(self, points, width=1):
        self.draw.line([(x * self.SCALE, y * self.SCALE) for x, y in points], fill=255, width=max(1, int(width * self.SCALE)))

    def alpha(self):
        return np.asarray(self.image.reduce(self.SCALE), np.float32) / 255
