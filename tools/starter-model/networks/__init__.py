"""CLIPTextModel, AutoencoderKL, UNet2DConditionModel and ControlNetModel in plain PyTorch, with transformers' and diffusers' names and configs."""

from .autoencoder import AutoencoderKL
from .clip_text import CLIPTextModel
from .controlnet import ControlNetModel
from .unet import UNet2DConditionModel

__all__ = ["AutoencoderKL", "CLIPTextModel", "ControlNetModel", "UNet2DConditionModel"]
