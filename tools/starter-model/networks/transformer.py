"""The transformer between the UNet's residual blocks, with diffusers' parameter names."""

import torch.nn.functional as F
from torch import nn

import kernels

from .layers import GroupNorm, LayerNorm, attention


class Attention(nn.Module):
    def __init__(self, width, heads, context_width):
        super().__init__()
        self.heads = heads
        self.to_q = nn.Linear(width, width, bias=False)
        self.to_k = nn.Linear(context_width, width, bias=False)
        self.to_v = nn.Linear(context_width, width, bias=False)
        self.to_out = nn.ModuleList([nn.Linear(width, width)])

    def forward(self, x, context, bias=None):
        return self.to_out[0](attention(self.to_q(x), self.to_k(context), self.to_v(context), self.heads, bias))


class GEGLU(nn.Module):
    def __init__(self, width, inner):
        super().__init__()
        self.proj = nn.Linear(width, 2 * inner)

    def forward(self, x):
        x = self.proj(x)
        if kernels.available(x):
            return kernels.geglu(x)
        value, gate = x.chunk(2, -1)
        return value * F.gelu(gate)


class FeedForward(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.net = nn.ModuleList([GEGLU(width, 4 * width), nn.Identity(), nn.Linear(4 * width, width)])

    def forward(self, x):
        return self.net[2](self.net[0](x))


class BasicTransformerBlock(nn.Module):
    def __init__(self, width, heads, context_width):
        super().__init__()
        self.norm1 = LayerNorm(width)
        self.attn1 = Attention(width, heads, width)
        self.norm2 = LayerNorm(width)
        self.attn2 = Attention(width, heads, context_width)
        self.norm3 = LayerNorm(width)
        self.ff = FeedForward(width)

    def forward(self, x, context, bias):
        h = self.norm1(x)
        x = x + self.attn1(h, h)
        x = x + self.attn2(self.norm2(x), context, bias)
        return x + self.ff(self.norm3(x))


class Transformer2DModel(nn.Module):
    def __init__(self, channels, config):
        super().__init__()
        self.norm = GroupNorm(config["norm_num_groups"], channels, 1e-6)
        self.proj_in = nn.Conv2d(channels, channels, 1)
        self.transformer_blocks = nn.ModuleList(
            [BasicTransformerBlock(channels, config["attention_head_dim"], config["cross_attention_dim"])]
        )
        self.proj_out = nn.Conv2d(channels, channels, 1)

    def forward(self, x, context, bias):
        batch, channels, height, width = x.shape
        h = self.proj_in(self.norm(x)).permute(0, 2, 3, 1).reshape(batch, height * width, channels)
        for block in self.transformer_blocks:
            h = block(h, context, bias)
        return x + self.proj_out(h.reshape(batch, height, width, channels).permute(0, 3, 1, 2))
