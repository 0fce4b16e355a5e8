"""Layers that the three networks share."""

import torch
import torch.nn.functional as F
from torch import nn

import kernels


class GroupNorm(nn.GroupNorm):
    """In float even under autocast: PyTorch 1.13 is up to 60 % wrong on bf16 tensors with channels last."""

    def forward(self, x, silu=False):
        if kernels.available(x):
            return kernels.group_norm(x, self.weight, self.bias, self.num_groups, self.eps, silu)
        y = F.group_norm(x.float(), self.num_groups, self.weight, self.bias, self.eps)
        return F.silu(y) if silu else y


class LayerNorm(nn.LayerNorm):
    def forward(self, x):
        if kernels.available(x):
            return kernels.layer_norm(x, self.weight, self.bias, self.eps)
        return F.layer_norm(x.float(), self.normalized_shape, self.weight, self.bias, self.eps)


def attention(query, key, value, heads, bias=None):
    """Multi-head attention. query: [batch, queries, width]; key, value: [batch, keys, width]; bias: [queries or 1, keys], added to the scores."""
    batch, queries, width = query.shape
    keys, size = key.shape[1], width // heads
    query, key, value = (x.view(batch, -1, heads, size).transpose(1, 2) for x in (query, key, value))
    scores = torch.matmul(query, key.transpose(-1, -2))
    if kernels.available(scores):
        weights = kernels.softmax(scores, torch.zeros(1, keys) if bias is None else bias, size**-0.5)
    else:
        scores = scores * size**-0.5
        weights = torch.softmax((scores if bias is None else scores + bias).float(), -1).to(value.dtype)
    return torch.matmul(weights, value).transpose(1, 2).reshape(batch, queries, width)


class ResnetBlock2D(nn.Module):
    def __init__(self, channels_in, channels_out, groups, eps, time_channels=None):
        super().__init__()
        self.norm1 = GroupNorm(groups, channels_in, eps)
        self.conv1 = nn.Conv2d(channels_in, channels_out, 3, padding=1)
        self.time_emb_proj = nn.Linear(time_channels, channels_out) if time_channels else None
        self.norm2 = GroupNorm(groups, channels_out, eps)
        self.conv2 = nn.Conv2d(channels_out, channels_out, 3, padding=1)
        self.conv_shortcut = nn.Conv2d(channels_in, channels_out, 1) if channels_in != channels_out else None

    def forward(self, x, time=None):
        h = self.conv1(self.norm1(x, silu=True))
        if time is not None:
            h = h + self.time_emb_proj(F.silu(time))[:, :, None, None]
        h = self.conv2(self.norm2(h, silu=True))
        return h + (x if self.conv_shortcut is None else self.conv_shortcut(x))


class Downsample2D(nn.Module):
    """Halves the size. The autoencoder pads below and right only, the UNet on all sides."""

    def __init__(self, channels, one_sided):
        super().__init__()
        self.one_sided = one_sided
        self.conv = nn.Conv2d(channels, channels, 3, stride=2, padding=0 if one_sided else 1)

    def forward(self, x):
        return self.conv(F.pad(x, (0, 1, 0, 1)) if self.one_sided else x)


class Upsample2D(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        return self.conv(F.interpolate(x, scale_factor=2, mode="nearest"))
