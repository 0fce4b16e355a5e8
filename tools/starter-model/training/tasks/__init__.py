"""What a training run trains, and on what: the model itself, or something beside it while it stays as it is."""

from .base import BaseModel
from .concept import Concept
from .control import Control
from .look import Look

__all__ = ["BaseModel", "Concept", "Control", "Look"]
