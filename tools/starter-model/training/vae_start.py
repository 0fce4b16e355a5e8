"""A start for the autoencoder from which it already copies pictures: training then adds detail instead of hunting for colours.

Channels 0 to 7 of every stage, all in the first group of its norms, carry +RGB, -RGB, +K and -K through the network; the constant pair
keeps the group's statistics steady. The other channels are ordinary features in groups of their own.
"""

import torch

from networks.layers import Downsample2D, ResnetBlock2D, Upsample2D

CARRIED, K = 8, 2.0
SPREAD = 1.7  # widens PyTorch's default weights, which are made for layers without a norm in front
SOFTEN = torch.tensor([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16


@torch.no_grad()
def start(vae, latent_channels):
    _carry_pictures(vae.encoder)
    _carry_pictures(vae.decoder)
    out = vae.encoder.conv_out
    for weight in out.weight[3:latent_channels]:  # three latents start as RGB, the others as features: all alive from the first step
        weight.normal_(std=weight.numel() ** -0.5)
    out.weight[latent_channels:] *= 0.02
    out.bias[latent_channels:] = -6
    for conv in (vae.quant_conv, vae.post_quant_conv):
        torch.nn.init.dirac_(conv.weight)
        conv.bias.zero_()


def _carry_pictures(half):
    for module in half.modules():
        if isinstance(module, ResnetBlock2D):
            _carry_through_residual(module)
        elif isinstance(module, (Downsample2D, Upsample2D)):
            _carry_through_resize(module)
    attention = half.mid_block.attentions[0].to_out[0]
    attention.weight *= 0.2
    attention.bias.zero_()
    _carry_in(half.conv_in)
    _carry_out(half.conv_out)


def _carry_through_residual(block):
    block.conv1.weight *= SPREAD
    block.conv2.weight *= 0.5
    block.conv2.weight[:CARRIED] = 0
    block.conv2.bias.zero_()
    if block.conv_shortcut is not None:
        _clear(block.conv_shortcut)
        for i in range(CARRIED):
            block.conv_shortcut.weight[i, i] = 1


def _carry_through_resize(module):
    _clear(module.conv)
    for i in range(CARRIED):
        if isinstance(module, Downsample2D):
            module.conv.weight[i, i, :2, :2] = 0.25
        else:
            module.conv.weight[i, i] = SOFTEN


def _carry_in(conv):
    _clear(conv)
    for i in range(3):
        conv.weight[i, i, 1, 1], conv.weight[i + 3, i, 1, 1] = 1, -1
    conv.bias[6], conv.bias[7] = K, -K


def _carry_out(conv):
    conv.weight *= 0.05
    conv.bias.zero_()
    for i in range(3):
        conv.weight[i, :CARRIED] = 0
        conv.weight[i, i, 1, 1], conv.weight[i, i + 3, 1, 1] = 1, -1


def _clear(conv):
    """Widened features, nothing into the carried channels."""
    conv.weight *= SPREAD
    conv.weight[:CARRIED] = 0
    conv.bias.zero_()
