"""Makes docs/starter-sheet.png with the atelier command itself: sixteen prompts, each written below its picture. Build in Release first."""

import argparse
import json
import pathlib
import subprocess
import tempfile
import textwrap

from PIL import Image, ImageDraw, ImageFont

from sample import PROMPTS

ROOT = pathlib.Path(__file__).resolve().parents[2]
COLUMNS, SIDE, CAPTION, GAP = 4, 256, 44, 12
INK, PAPER = (40, 40, 46), (250, 250, 248)


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "docs" / "starter-sheet.png", help="the picture to write")
    parser.add_argument("--program", default=ROOT / "artifacts/bin/Host/release/atelier", help="the atelier command")
    parser.add_argument("--seed", type=int, default=1, help="the first picture's seed; the others count up (default 1)")
    return parser.parse_args()


def font(size):
    try:
        return ImageFont.truetype("DejaVuSans.ttf", size)
    except OSError:
        return ImageFont.load_default()


def imagine(program, prompt, seed, folder):
    command = [program, "imagine", prompt, "--model", ROOT / "models/starter", "--seed", str(seed), "--out", folder, "--json"]
    made = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Image.open(json.loads(made)["pictures"][0]["file"]).convert("RGB")


def sheet(pictures, prompts):
    rows = -(-len(pictures) // COLUMNS)
    paper = Image.new("RGB", (COLUMNS * (SIDE + GAP) + GAP, rows * (SIDE + CAPTION + GAP) + GAP), PAPER)
    draw, letters = ImageDraw.Draw(paper), font(13)
    for i, (picture, prompt) in enumerate(zip(pictures, prompts)):
        left, top = GAP + i % COLUMNS * (SIDE + GAP), GAP + i // COLUMNS * (SIDE + CAPTION + GAP)
        paper.paste(picture, (left, top))
        draw.multiline_text((left, top + SIDE + 5), textwrap.fill(prompt, 36), fill=INK, font=letters)
    return paper


def main():
    options = parse()
    prompts = PROMPTS.splitlines()
    with tempfile.TemporaryDirectory() as folder:
        pictures = [imagine(options.program, prompt, options.seed + i, folder) for i, prompt in enumerate(prompts)]
        options.out.parent.mkdir(parents=True, exist_ok=True)
        sheet(pictures, prompts).save(options.out, optimize=True)


if __name__ == "__main__":
    main()
