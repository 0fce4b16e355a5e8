"""AutoencoderKL, with diffusers' parameter names."""

from torch import nn

from .layers import Downsample2D, GroupNorm, ResnetBlock2D, Upsample2D, attention

EPS = 1e-6


class Attention(nn.Module):
    """One head over all pixels."""

    def __init__(self, channels, groups):
        super().__init__()
        self.group_norm = GroupNorm(groups, channels, EPS)
        self.to_q = nn.Linear(channels, channels)
        self.to_k = nn.Linear(channels, channels)
        self.to_v = nn.Linear(channels, channels)
        self.to_out = nn.ModuleList([nn.Linear(channels, channels)])

    def forward(self, x):
        h = self.group_norm(x).flatten(2).transpose(1, 2)
        h = self.to_out[0](attention(self.to_q(h), self.to_k(h), self.to_v(h), heads=1))
        return x + h.transpose(1, 2).reshape(x.shape)


class MidBlock(nn.Module):
    def __init__(self, channels, groups):
        super().__init__()
        self.attentions = nn.ModuleList([Attention(channels, groups)])
        self.resnets = nn.ModuleList([ResnetBlock2D(channels, channels, groups, EPS) for _ in range(2)])

    def forward(self, x):
        return self.resnets[1](self.attentions[0](self.resnets[0](x)))


class Block(nn.Module):
    """Residual blocks, then a change of size; the name of that member is diffusers'."""

    def __init__(self, channels_in, channels_out, layers, groups, resample=None):
        super().__init__()
        self.resnets = nn.ModuleList(
            [ResnetBlock2D(channels_in if i == 0 else channels_out, channels_out, groups, EPS) for i in range(layers)]
        )
        self.downsamplers = nn.ModuleList([Downsample2D(channels_out, one_sided=True)] if resample == "down" else [])
        self.upsamplers = nn.ModuleList([Upsample2D(channels_out)] if resample == "up" else [])

    def forward(self, x):
        for module in (*self.resnets, *self.downsamplers, *self.upsamplers):
            x = module(x)
        return x


def _blocks(channels, layers, groups, resample):
    last = len(channels) - 1
    pairs = zip(channels[:1] + channels[:-1], channels)
    return nn.ModuleList([Block(a, b, layers, groups, resample if i < last else None) for i, (a, b) in enumerate(pairs)])


class Encoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        channels, groups = config["block_out_channels"], config["norm_num_groups"]
        self.conv_in = nn.Conv2d(config["in_channels"], channels[0], 3, padding=1)
        self.down_blocks = _blocks(channels, config["layers_per_block"], groups, "down")
        self.mid_block = MidBlock(channels[-1], groups)
        self.conv_norm_out = GroupNorm(groups, channels[-1], EPS)
        self.conv_out = nn.Conv2d(channels[-1], 2 * config["latent_channels"], 3, padding=1)

    def forward(self, x):
        x = self.conv_in(x)
        for block in self.down_blocks:
            x = block(x)
        return self.conv_out(self.conv_norm_out(self.mid_block(x), silu=True))


class Decoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        channels, groups = config["block_out_channels"][::-1], config["norm_num_groups"]
        self.conv_in = nn.Conv2d(config["latent_channels"], channels[0], 3, padding=1)
        self.mid_block = MidBlock(channels[0], groups)
        self.up_blocks = _blocks(channels, config["layers_per_block"] + 1, groups, "up")
        self.conv_norm_out = GroupNorm(groups, channels[-1], EPS)
        self.conv_out = nn.Conv2d(channels[-1], config["out_channels"], 3, padding=1)

    def forward(self, x):
        x = self.mid_block(self.conv_in(x))
        for block in self.up_blocks:
            x = block(x)
        return self.conv_out(self.conv_norm_out(x, silu=True))


class AutoencoderKL(nn.Module):
    """Pictures [batch, 3, height, width] in -1..1 to latents [batch, latent_channels, height / 8, width / 8] and back."""

    def __init__(self, config):
        super().__init__()
        latent = config["latent_channels"]
        self.encoder = Encoder(config)
        self.decoder = Decoder(config)
        self.quant_conv = nn.Conv2d(2 * latent, 2 * latent, 1)
        self.post_quant_conv = nn.Conv2d(latent, latent, 1)

    def encode(self, x):
        """The mean of the latents, not scaled."""
        return self.quant_conv(self.encoder(x)).float().chunk(2, 1)[0]

    def decode(self, latents):
        return self.decoder(self.post_quant_conv(latents))
