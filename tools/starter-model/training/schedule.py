"""What changes as training goes on."""

import math

WARM_UP = 100  # steps


def learning_rate(peak, step, progress, decay):
    """Rises over the first steps of a run; with `decay` it then falls to a hundredth as progress goes from 0 to 1."""
    fall = 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * progress)) if decay else 1
    return peak * min(1, (step + 1) / WARM_UP) * fall


def average_share(step):
    """How much of itself the moving average of the weights keeps at a step: it follows closely at first, then over five hundred steps."""
    return min(0.998, (1 + step) / (20 + step))
