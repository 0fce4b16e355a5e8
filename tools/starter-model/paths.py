"""Where the stages leave their work. Everything here can be made again; git ignores the folder."""

import pathlib

HERE = pathlib.Path(__file__).parent
WORK = HERE / "work"
IMAGES = WORK / "images.npy"
ATTRIBUTES = WORK / "attributes.jsonl"
LATENTS = WORK / "latents.npy"
VAE = WORK / "vae.pt"
CHECKPOINT = WORK / "unet.pt"
MODEL = HERE.parent.parent / "models" / "starter"
TOKENIZER = MODEL / "tokenizer"
