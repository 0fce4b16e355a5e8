"""UNet2DConditionModel of Stable Diffusion 1.x, with diffusers' parameter names."""

import math

import torch
import torch.nn.functional as F
from torch import nn

from .layers import Downsample2D, GroupNorm, ResnetBlock2D, Upsample2D
from .transformer import Transformer2DModel

EPS = 1e-5


class TimestepEmbedding(nn.Module):
    def __init__(self, width, inner):
        super().__init__()
        self.width = width
        self.linear_1 = nn.Linear(width, inner)
        self.linear_2 = nn.Linear(inner, inner)

    def forward(self, timesteps):
        half = self.width // 2
        frequencies = torch.exp(-math.log(10000) * torch.arange(half, dtype=torch.float32, device=timesteps.device) / half)
        angles = timesteps.float()[:, None] * frequencies
        return self.linear_2(F.silu(self.linear_1(torch.cat([angles.cos(), angles.sin()], -1))))


class Block(nn.Module):
    """Residual blocks, each followed by a transformer where the block's type says so, then a change of size."""

    def __init__(self, inputs, channels, config, cross_attention, resample):
        super().__init__()
        groups = config["norm_num_groups"]
        time_channels = 4 * config["block_out_channels"][0]
        self.resnets = nn.ModuleList([ResnetBlock2D(n, channels, groups, EPS, time_channels) for n in inputs])
        self.attentions = nn.ModuleList([Transformer2DModel(channels, config) for _ in inputs] if cross_attention else [])
        self.downsamplers = nn.ModuleList([Downsample2D(channels, one_sided=False)] if resample == "down" else [])
        self.upsamplers = nn.ModuleList([Upsample2D(channels)] if resample == "up" else [])

    def down(self, x, time, context, bias):
        """The output, and every intermediate result that the way up takes."""
        skips = []
        for i, resnet in enumerate(self.resnets):
            x = resnet(x, time)
            if len(self.attentions):
                x = self.attentions[i](x, context, bias)
            skips.append(x)
        for downsample in self.downsamplers:
            x = downsample(x)
            skips.append(x)
        return x, skips

    def up(self, x, skips, time, context, bias):
        for i, resnet in enumerate(self.resnets):
            x = resnet(torch.cat([x, skips.pop()], 1), time)
            if len(self.attentions):
                x = self.attentions[i](x, context, bias)
        for upsample in self.upsamplers:
            x = upsample(x)
        return x


class MidBlock(nn.Module):
    def __init__(self, channels, config):
        super().__init__()
        time_channels = 4 * config["block_out_channels"][0]
        self.attentions = nn.ModuleList([Transformer2DModel(channels, config)])
        self.resnets = nn.ModuleList([ResnetBlock2D(channels, channels, config["norm_num_groups"], EPS, time_channels) for _ in range(2)])

    def forward(self, x, time, context, bias):
        return self.resnets[1](self.attentions[0](self.resnets[0](x, time), context, bias), time)


class UNet2DConditionModel(nn.Module):
    """Noisy latents [batch, in_channels, height, width], timesteps [batch] and context [batch, tokens, cross_attention_dim] to a prediction.

    context_bias, [1, tokens], is added to the scores of the attention to the context. residuals, from a ControlNet, are added to the skips
    and to the middle.
    """

    def __init__(self, config):
        super().__init__()
        channels, layers = config["block_out_channels"], config["layers_per_block"]
        last = len(channels) - 1
        self.conv_in = nn.Conv2d(config["in_channels"], channels[0], 3, padding=1)
        self.time_embedding = TimestepEmbedding(channels[0], 4 * channels[0])
        self.down_blocks, self.up_blocks = nn.ModuleList(), nn.ModuleList()
        skips, previous = [channels[0]], channels[0]
        for i, width in enumerate(channels):
            inputs = [previous] + [width] * (layers - 1)
            self.down_blocks.append(
                Block(inputs, width, config, "CrossAttn" in config["down_block_types"][i], "down" if i < last else None)
            )
            skips += [width] * (layers + (i < last))
            previous = width
        self.mid_block = MidBlock(previous, config)
        for i, width in enumerate(reversed(channels)):
            inputs = []
            for _ in range(layers + 1):
                inputs.append(previous + skips.pop())
                previous = width
            self.up_blocks.append(Block(inputs, width, config, "CrossAttn" in config["up_block_types"][i], "up" if i < last else None))
        self.conv_norm_out = GroupNorm(config["norm_num_groups"], channels[0], EPS)
        self.conv_out = nn.Conv2d(channels[0], config["out_channels"], 3, padding=1)

    def forward(self, x, timesteps, context, context_bias=None, residuals=None):
        time = self.time_embedding(timesteps)
        x = self.conv_in(x)
        skips = [x]
        for block in self.down_blocks:
            x, more = block.down(x, time, context, context_bias)
            skips += more
        x = self.mid_block(x, time, context, context_bias)
        if residuals is not None:
            down, middle = residuals
            skips, x = [skip + residual for skip, residual in zip(skips, down)], x + middle
        for block in self.up_blocks:
            x = block.up(x, skips, time, context, context_bias)
        return self.conv_out(self.conv_norm_out(x, silu=True))
