"""CLIPTextModel, AutoencoderKL and UNet2DConditionModel in plain PyTorch, with transformers' and diffusers' parameter names and configs."""

from .autoencoder import AutoencoderKL
from .clip_text import CLIPTextModel
from .unet import UNet2DConditionModel

__all__ = ["AutoencoderKL", "CLIPTextModel", "UNet2DConditionModel"]
