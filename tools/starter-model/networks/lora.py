"""Low-rank adapters (Hu et al., 2021) beside the layers of a network that stays as it is, named as kohya's sd-scripts name them."""

from torch import nn


class LoRA(nn.Module):
    """Beside a linear layer or a convolution: down to `rank`, and up again from zero."""

    def __init__(self, layer, rank):
        super().__init__()
        if isinstance(layer, nn.Linear):
            self.lora_down, self.lora_up = nn.Linear(layer.in_features, rank, bias=False), nn.Linear(rank, layer.out_features, bias=False)
        else:
            self.lora_down = nn.Conv2d(layer.in_channels, rank, layer.kernel_size, layer.stride, layer.padding, bias=False)
            self.lora_up = nn.Conv2d(rank, layer.out_channels, 1, bias=False)
        nn.init.zeros_(self.lora_up.weight)

    def forward(self, x):
        return self.lora_up(self.lora_down(x))


def attach(unet, rank, convolutions):
    """Adapters for the transformers' layers, and the residual blocks' convolutions where wanted: a module by kohya's names, already in effect."""
    adapters = nn.ModuleDict()
    for path, layer in list(unet.named_modules()):
        in_transformer = ".transformer_blocks." in path and isinstance(layer, nn.Linear)
        in_resnet = convolutions and ".resnets." in path and isinstance(layer, nn.Conv2d)
        if in_transformer or in_resnet:
            adapter = adapters["lora_unet_" + path.replace(".", "_")] = LoRA(layer, rank)
            layer.register_forward_hook(lambda module, inputs, output, adapter=adapter: output + adapter(inputs[0]))
    return adapters
