"""AdamW with a norm limit on the gradient and a moving average of the weights, on one process's part of the shared weights."""

CHUNK = 1 << 16  # stays in a core's cache through all the operations of an update


class AdamW:
    def __init__(self, shared, rank, betas=(0.9, 0.99), eps=1e-8, weight_decay=1e-2, norm_limit=1.0):
        self.shared, self.rank = shared, rank
        self.betas, self.eps, self.weight_decay, self.norm_limit = betas, eps, weight_decay, norm_limit
        processes, size = shared.gradients.shape
        begin, end = size * rank // processes, size * (rank + 1) // processes
        chunk = CHUNK if shared.weights.device.type == "cpu" else size
        self.chunks = [slice(i, min(i + chunk, end)) for i in range(begin, end, chunk)]

    def reduce(self):
        """Averages the processes' gradients in this part into row 0, and leaves the square of their norm."""
        rows, total = self.shared.gradients, 0.0
        for chunk in self.chunks:
            mean = rows[0, chunk]
            for other in rows[1:]:
                mean.add_(other[chunk])
            mean.div_(len(rows))
            total = total + mean.dot(mean)
        self.shared.square_norms[self.rank] = total

    def step(self, number, rate, keep):
        """Update `number` (from 1) of this part at learning rate `rate`; the average keeps the share `keep` of itself."""
        shared, (beta1, beta2) = self.shared, self.betas
        norm = shared.square_norms.sum().sqrt().item()
        clip = min(1.0, self.norm_limit / (norm + 1e-6))
        correction1, correction2 = 1 - beta1**number, 1 - beta2**number
        for chunk in self.chunks:
            gradient = shared.gradients[0, chunk].mul_(clip)
            weights, first, second = shared.weights[chunk], shared.first[chunk], shared.second[chunk]
            first.lerp_(gradient, 1 - beta1)
            second.mul_(beta2).addcmul_(gradient, gradient, value=1 - beta2)
            weights.mul_(1 - rate * self.weight_decay)
            weights.addcdiv_(first, (second / correction2).sqrt_().add_(self.eps), value=-rate / correction1)
            shared.average[chunk].lerp_(weights, 1 - keep)
