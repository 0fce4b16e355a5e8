"""Writes the average of the trained weights as a model in diffusers' layout, in half precision: models/starter unless told otherwise."""

import argparse
import json
import pathlib

import torch

import configs
import paths
from storage.safetensors import save_file
from training import checkpoint


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=pathlib.Path, default=paths.MODEL, metavar="FOLDER", help="where to write (default models/starter)")
    return parser.parse_args()


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n")


def part(tensors, name):
    """The tensors of one network, without its name in front."""
    return {key[len(name) + 1 :]: value for key, value in tensors.items() if key.startswith(name + ".")}


def main():
    folder = parse().to
    state = checkpoint.load()
    vae = torch.load(paths.VAE, map_location="cpu")
    write_json(folder / "model_index.json", configs.PIPELINE)
    write_json(folder / "scheduler" / "scheduler_config.json", configs.SCHEDULER)
    write_json(folder / "text_encoder" / "config.json", configs.TEXT)
    write_json(folder / "unet" / "config.json", configs.UNET)
    write_json(folder / "vae" / "config.json", configs.VAE)
    save_file(folder / "text_encoder" / "model.safetensors", part(state["average"], "text"))
    save_file(folder / "unet" / "diffusion_pytorch_model.safetensors", part(state["average"], "unet"), samples_seen=state["seen"])
    save_file(folder / "vae" / "diffusion_pytorch_model.safetensors", vae)


if __name__ == "__main__":
    main()
