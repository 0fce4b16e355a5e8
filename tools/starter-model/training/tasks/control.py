"""A ControlNet that sees Canny's edges."""

import json

import numpy as np
import torch
from torch import nn

import configs
import paths
from networks import ControlNetModel
from scenes.edges import canny
from storage.safetensors import load_file, metadata, save_file

from .beside import Beside

FOLDER = paths.MODELS / "controlnet" / "starter-canny"
WEIGHTS = FOLDER / "diffusion_pytorch_model.safetensors"
BLANK_SHARE = 0.1  # captions left out, beside those that always are: the edges must suffice then


class Control(Beside):
    def __init__(self, options, random):
        super().__init__(options, random)
        self.images = np.load(paths.IMAGES, mmap_mode="r")
        control = ControlNetModel(configs.CONTROLNET)
        control.load_state_dict(self.base["unet"].state_dict(), strict=False)
        self.networks = nn.ModuleDict({"control": control})

    @staticmethod
    def start(options, networks):
        if not options.go_on:
            return Beside.start(options, networks)
        weights = {f"control.{name}": value for name, value in load_file(WEIGHTS).items()}
        return {"weights": weights, "average": weights, "seen": int(metadata(WEIGHTS)["samples_seen"]), "steps": 0}

    def loss(self, count):
        clean, tokens, picks = self.examples.draw(count)
        for i in np.flatnonzero(self.random.random(count) < BLANK_SHARE):
            tokens[i] = torch.tensor(self.examples.tokenizer("", self.options.tokens))
        hints = torch.from_numpy(np.stack([canny(np.ascontiguousarray(self.images[i])) for i in picks]))
        hints = (hints[:, None].float() / 255).repeat(1, 3, 1, 1).to(self.options.device)
        control = self.networks["control"]
        return self.error(clean, tokens, self.base, lambda x, t, context, bias: control(x, t, context, hints, bias))

    def save(self, shared, seen, steps):
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "config.json").write_text(json.dumps(configs.CONTROLNET, indent=2) + "\n")
        tensors = {name.removeprefix("control."): value for name, value in self.averages(shared).items()}
        save_file(WEIGHTS, tensors, samples_seen=seen)
