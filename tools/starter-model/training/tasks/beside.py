"""What is trained beside the model, which stays as it was exported."""

import paths

from .. import checkpoint
from ..examples import Examples
from ..shared_weights import named_views
from .base import BaseModel


class Beside(BaseModel):
    """base: the model, not trained. networks: what is trained, begun anew at every run."""

    def __init__(self, options, random):
        super().__init__(options, random)
        self.base = self.networks
        self.base.load_state_dict(checkpoint.load_export(paths.MODEL)["average"])
        for parameter in self.base.parameters():
            parameter.requires_grad_(False)

    @staticmethod
    def start(options, networks):
        weights = {name: value.detach().clone() for name, value in networks.named_parameters()}
        return {"weights": weights, "average": weights, "seen": 0, "steps": 0}

    def averages(self, shared):
        """The average of what was trained, by name."""
        return {name: view.clone() for name, view in named_views(shared.average, self.networks).items()}


class Extra(Beside):
    """Learns from a training set of its own, options.name."""

    def open_examples(self):
        return Examples(self.options.size, self.options.tokens, self.random, *paths.extra(self.options.name))
