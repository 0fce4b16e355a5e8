"""A LoRA for a look."""

import torch

import paths
from networks import lora
from storage.safetensors import save_file

from .beside import Extra


class Look(Extra):
    def __init__(self, options, random):
        super().__init__(options, random)
        self.networks = lora.attach(self.base["unet"], options.rank, options.convolutions)

    def loss(self, count):
        clean, tokens, _ = self.examples.draw(count)
        return self.error(clean, tokens, self.base)

    def save(self, shared, seen, steps):
        rank, tensors = self.options.rank, self.averages(shared)
        tensors |= {f"{name}.alpha": torch.tensor(float(rank)) for name in self.networks}
        file = paths.MODELS / "loras" / f"{self.options.name}.safetensors"
        file.parent.mkdir(parents=True, exist_ok=True)
        notes = {"ss_output_name": self.options.name, "ss_network_module": "networks.lora", "ss_base_model_version": "atelier-starter"}
        save_file(file, tensors, **notes, ss_network_dim=rank, ss_network_alpha=float(rank), samples_seen=seen)
