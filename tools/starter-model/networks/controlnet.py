"""ControlNetModel (Zhang et al., 2023), with diffusers' parameter names: a copy of the UNet's way down that sees a control picture too."""

import torch.nn.functional as F
from torch import nn

from .unet import Block, MidBlock, TimestepEmbedding


def zero(module):
    """A layer that adds nothing before it has learnt to."""
    for parameter in module.parameters():
        nn.init.zeros_(parameter)
    return module


class ControlNetConditioningEmbedding(nn.Module):
    """The control picture at full size, [batch, 3, 8 height, 8 width], to the size of the latents."""

    def __init__(self, widths, channels):
        super().__init__()
        self.conv_in = nn.Conv2d(3, widths[0], 3, padding=1)
        self.blocks = nn.ModuleList()
        for inputs, outputs in zip(widths, widths[1:]):
            self.blocks += [nn.Conv2d(inputs, inputs, 3, padding=1), nn.Conv2d(inputs, outputs, 3, padding=1, stride=2)]
        self.conv_out = zero(nn.Conv2d(widths[-1], channels, 3, padding=1))

    def forward(self, hint):
        x = F.silu(self.conv_in(hint))
        for block in self.blocks:
            x = F.silu(block(x))
        return self.conv_out(x)


class ControlNetModel(nn.Module):
    """Noisy latents, timesteps, context and a control picture (0 to 1) to what is added to the UNet's skips and to its middle."""

    def __init__(self, config):
        super().__init__()
        channels, layers = config["block_out_channels"], config["layers_per_block"]
        last = len(channels) - 1
        self.conv_in = nn.Conv2d(config["in_channels"], channels[0], 3, padding=1)
        self.time_embedding = TimestepEmbedding(channels[0], 4 * channels[0])
        self.controlnet_cond_embedding = ControlNetConditioningEmbedding(config["conditioning_embedding_out_channels"], channels[0])
        self.down_blocks = nn.ModuleList()
        skips, previous = [channels[0]], channels[0]
        for i, width in enumerate(channels):
            inputs = [previous] + [width] * (layers - 1)
            attends = "CrossAttn" in config["down_block_types"][i]
            self.down_blocks.append(Block(inputs, width, config, attends, "down" if i < last else None))
            skips += [width] * (layers + (i < last))
            previous = width
        self.mid_block = MidBlock(previous, config)
        self.controlnet_down_blocks = nn.ModuleList([zero(nn.Conv2d(width, width, 1)) for width in skips])
        self.controlnet_mid_block = zero(nn.Conv2d(previous, previous, 1))

    def forward(self, x, timesteps, context, hint, context_bias=None):
        time = self.time_embedding(timesteps)
        x = self.conv_in(x) + self.controlnet_cond_embedding(hint)
        skips = [x]
        for block in self.down_blocks:
            x, more = block.down(x, time, context, context_bias)
            skips += more
        x = self.mid_block(x, time, context, context_bias)
        return [conv(skip) for conv, skip in zip(self.controlnet_down_blocks, skips)], self.controlnet_mid_block(x)
