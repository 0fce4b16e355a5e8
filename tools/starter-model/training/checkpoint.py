"""Training state on disk: work/unet.pt, or, where there is none, an exported model to go on from."""

import os

import torch

import configs
import paths
from networks import CLIPTextModel, UNet2DConditionModel
from storage.safetensors import load_file, metadata


def networks():
    """UNet and text encoder before training: the UNet predicts zero and its blocks start quietly."""
    torch.manual_seed(11)
    unet, text = UNet2DConditionModel(configs.UNET), CLIPTextModel(configs.TEXT)
    with torch.no_grad():
        unet.conv_out.weight.zero_()
        unet.conv_out.bias.zero_()
        for name, weight in unet.named_parameters():
            if name.endswith(("conv2.weight", "proj_out.weight")):
                weight.mul_(0.3)
    return torch.nn.ModuleDict({"unet": unet, "text": text})


def load(export=None):
    """Weights, their average, samples seen and steps done; the optimiser's moments too where they were kept."""
    if paths.CHECKPOINT.exists():
        return torch.load(paths.CHECKPOINT, map_location="cpu")
    if export is not None:
        return load_export(export)
    weights = networks().state_dict()
    return {"weights": weights, "average": weights, "seen": 0, "steps": 0}


def load_export(folder):
    """The state that a model in diffusers' layout holds: its weights are the average that training left."""
    unet, text = folder / "unet" / "diffusion_pytorch_model.safetensors", folder / "text_encoder" / "model.safetensors"
    weights = {f"unet.{name}": value for name, value in load_file(unet).items()}
    weights |= {f"text.{name}": value for name, value in load_file(text).items()}
    return {"weights": weights, "average": weights, "seen": int(metadata(unet)["samples_seen"]), "steps": 0}


def save(state):
    """Writes unet.pt at once: a process killed while saving leaves the previous file."""
    fresh = paths.CHECKPOINT.with_suffix(".new")
    torch.save(state, fresh)
    os.replace(fresh, paths.CHECKPOINT)
