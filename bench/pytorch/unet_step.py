"""Times one denoising step of a UNet of Stable Diffusion 1.5's sizes in eager PyTorch: float32, random weights, no autocast.

What the engine's step is compared with. Prints one line of JSON; of the two memory layouts it reports the faster one.
"""

import argparse
import json
import pathlib
import sys
import time

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "tools" / "starter-model"))

import configs
from networks import UNet2DConditionModel

SD15 = {
    **configs.UNET,
    "attention_head_dim": 8,
    "block_out_channels": [320, 640, 1280, 1280],
    "cross_attention_dim": 768,
    "down_block_types": ["CrossAttnDownBlock2D"] * 3 + ["DownBlock2D"],
    "in_channels": 4,
    "layers_per_block": 2,
    "norm_num_groups": 32,
    "out_channels": 4,
    "sample_size": 64,
    "up_block_types": ["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 3,
}
SD15_PARAMETERS = 859_520_964
TOKENS = 77


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="default: PyTorch's own")
    parser.add_argument("--steps", type=int, default=3, help="steps timed, after one that is not (default 3)")
    parser.add_argument("--batch", type=int, default=2, help="latents at once: 2 is one picture with guidance (default 2)")
    parser.add_argument("--latent", type=int, default=64, help="width and height of the latents (default 64: 512 pixels)")
    parser.add_argument("--sd15", action="store_true", help="Stable Diffusion 1.5's sizes (default: the starter model's)")
    return parser.parse_args()


def build(config):
    """The UNet with random weights, in evaluation mode."""
    unet = UNet2DConditionModel(config).eval()
    count = sum(p.numel() for p in unet.parameters())
    if config is SD15 and count != SD15_PARAMETERS:
        raise SystemExit(f"expected {SD15_PARAMETERS} parameters, as in Stable Diffusion 1.5, found {count}")
    return unet


def matmul_gflops(size=2048, repeats=5):
    """The rate of a large float32 matrix product: what the machine gives PyTorch at best."""
    a, b = torch.randn(size, size), torch.randn(size, size)
    a @ b
    start = time.perf_counter()
    for _ in range(repeats):
        a @ b
    return 2 * size**3 * repeats / (time.perf_counter() - start) / 1e9


def time_steps(unet, latents, context, steps):
    """Seconds of every step after the first."""
    timesteps, seconds = torch.full((len(latents),), 500), []
    for _ in range(steps + 1):
        start = time.perf_counter()
        unet(latents, timesteps, context)
        seconds.append(time.perf_counter() - start)
    return seconds[1:]


@torch.inference_mode()
def main():
    options = parse()
    torch.set_num_threads(options.threads)
    config = SD15 if options.sd15 else configs.UNET
    unet = build(config)
    latents = torch.randn(options.batch, config["in_channels"], options.latent, options.latent)
    context = torch.randn(options.batch, TOKENS, config["cross_attention_dim"])
    timed = {}
    for name, layout in (("contiguous", torch.contiguous_format), ("channels_last", torch.channels_last)):
        unet = unet.to(memory_format=layout)
        timed[name] = time_steps(unet, latents.contiguous(memory_format=layout), context, options.steps)
    layout = min(timed, key=lambda name: sum(timed[name]))
    result = {
        "torch": torch.__version__,
        "seconds_per_step": [round(s, 3) for s in timed[layout]],
        "matmul_gflops": round(matmul_gflops(), 1),
        "layout": layout,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
