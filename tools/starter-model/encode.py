"""Encodes work/images.npy with work/vae.pt to work/latents.npy: half precision, times the scaling factor.

First it makes every channel's mean 0 and variance 1 by folding a scale and a shift into quant_conv and post_quant_conv, so that the model
stays an ordinary AutoencoderKL with Stable Diffusion's scaling factor. On a VAE that is folded already this changes next to nothing.
"""

import argparse

import numpy as np
import torch

import configs
import paths
from networks import AutoencoderKL
from storage.safetensors import load_file

CHANNELS = configs.VAE["latent_channels"]


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batch", type=int, default=4, help="pictures at a time (default 4: more is slower on a CPU; take 256 on a GPU)")
    return parser.parse_args()


def load_vae():
    """The trained VAE; where work/vae.pt is missing, the one of models/starter."""
    vae = AutoencoderKL(configs.VAE)
    vae.load_state_dict(
        torch.load(paths.VAE) if paths.VAE.exists() else load_file(paths.MODEL / "vae" / "diffusion_pytorch_model.safetensors")
    )
    return vae


def encode(vae, images):
    """The latents' means of uint8 pictures [batch, height, width, 3], not scaled."""
    device = next(vae.parameters()).device
    pictures = torch.from_numpy(np.ascontiguousarray(images)).to(device).permute(0, 3, 1, 2).float() / 127.5 - 1
    with torch.autocast(device.type, torch.bfloat16):
        return vae.encode(pictures)


def fold(vae, mean, std):
    """Changes the VAE so that latents of this mean and deviation come out as 0 and 1 after scaling, and decode as before."""
    scale = std * configs.SCALING_FACTOR
    quant, post_quant = vae.quant_conv, vae.post_quant_conv
    quant.weight[:CHANNELS] /= scale[:, None, None, None]
    quant.bias[:CHANNELS] = (quant.bias[:CHANNELS] - mean) / scale
    quant.bias[CHANNELS:] -= 2 * torch.log(scale)
    post_quant.bias += post_quant.weight[:, :, 0, 0] @ mean
    post_quant.weight *= scale[None, :, None, None]


@torch.no_grad()
def main():
    batch = parse().batch
    images = np.load(paths.IMAGES, mmap_mode="r")
    vae = load_vae().to("cuda" if torch.cuda.is_available() else "cpu", memory_format=torch.channels_last)
    sample = torch.cat([encode(vae, images[i : i + batch]) for i in range(0, 512, batch)])
    fold(vae, sample.mean((0, 2, 3)), sample.std((0, 2, 3)))
    torch.save({name: value.cpu() for name, value in vae.state_dict().items()}, paths.VAE)
    size = configs.UNET["sample_size"]
    latents = np.lib.format.open_memmap(paths.LATENTS, "w+", np.float16, (len(images), CHANNELS, size, size))
    for i in range(0, len(images), batch):
        latents[i : i + batch] = (encode(vae, images[i : i + batch]) * configs.SCALING_FACTOR).half().cpu().numpy()
        if i % 4000 == 0:
            print(f"encoded {i}", flush=True)


if __name__ == "__main__":
    main()
