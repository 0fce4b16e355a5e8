"""Weights, gradients and the optimiser's state in memory that all training processes share, each as one flat tensor.

Every process writes the gradients of its own batch, then updates its own part of the weights from everybody's gradients: nothing is
copied, and the work of the optimiser is shared out too.
"""

import torch


class SharedWeights:
    def __init__(self, networks, processes, device):
        size = sum(p.numel() for p in networks.parameters())
        self.weights, self.average, self.first, self.second = (torch.zeros(size, device=device) for _ in range(4))
        self.gradients = torch.zeros(processes, size, device=device)
        self.square_norms = torch.zeros(processes, device=device)
        self.stop = torch.zeros(1)
        for tensor in vars(self).values():
            if tensor.device.type == "cpu":
                tensor.share_memory_()

    def fill(self, networks, state):
        """Takes over weights, average and moments from a checkpoint's state."""
        for flat, values in ((self.weights, state["weights"]), (self.average, state["average"])):
            for name, view in named_views(flat, networks).items():
                view.copy_(values[name])
        if "first" in state:
            self.first.copy_(state["first"])
            self.second.copy_(state["second"])

    def state(self, networks):
        """What fill takes."""
        weights, average = (
            {name: view.cpu() for name, view in named_views(flat, networks).items()} for flat in (self.weights, self.average)
        )
        return {"weights": weights, "average": average, "first": self.first.cpu(), "second": self.second.cpu()}

    def adopt(self, networks, rank):
        """Makes the parameters live in the shared weights, and their gradients in this process's row."""
        weights, gradients = named_views(self.weights, networks), named_views(self.gradients[rank], networks)
        for name, parameter in networks.named_parameters():
            parameter.data, parameter.grad = weights[name], gradients[name]


def named_views(flat, networks):
    """flat cut into tensors shaped like the networks' parameters; convolutions have their channels last in memory."""
    result, at = {}, 0
    for name, parameter in networks.named_parameters():
        part = flat[at : at + parameter.numel()]
        if parameter.dim() == 4:
            out, channels, height, width = parameter.shape
            result[name] = part.view(out, height, width, channels).permute(0, 3, 1, 2)
        else:
            result[name] = part.view(parameter.shape)
        at += parameter.numel()
    return result
