"""Fused bf16 operations for training on a CPU: half of a step's time in eager PyTorch goes into what kernels.c does in passing.

The library is compiled on first use with the system's C compiler; without one `available` is false and the networks use plain PyTorch.
"""

from .functions import geglu, group_norm, layer_norm, softmax, swish
from .library import available

__all__ = ["available", "geglu", "group_norm", "layer_norm", "softmax", "swish"]
