"""Where the stages leave their work. Everything here can be made again; git ignores the folder."""

import pathlib

HERE = pathlib.Path(__file__).parent
WORK = HERE / "work"
IMAGES = WORK / "images.npy"
ATTRIBUTES = WORK / "attributes.jsonl"
LATENTS = WORK / "latents.npy"
VAE = WORK / "vae.pt"
CHECKPOINT = WORK / "unet.pt"
MODELS = HERE.parent.parent / "models"
MODEL = MODELS / "starter"
TOKENIZER = MODEL / "tokenizer"


def extra(name):
    """Latents and attributes of an adapter's training set."""
    return WORK / name / "latents.npy", WORK / name / "attributes.jsonl"
