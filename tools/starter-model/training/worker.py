"""One training process. All of them run the same steps on the same weights, each on batches of its own; rank 0 reports and saves."""

import time

import numpy as np
import torch

from .optimizer import AdamW
from .schedule import average_share, learning_rate

SAVE_EVERY = 240  # seconds
REPORT_EVERY = 100  # steps


class Worker:
    def __init__(self, rank, make_task, options, shared, barrier, progress):
        if options.device == "cpu":
            torch.set_num_threads(1 if options.processes > 1 else torch.get_num_threads())
        self.rank, self.options, self.shared, self.barrier = rank, options, shared, barrier
        self.seen, self.steps = progress
        self.samples_per_step = options.batch * options.processes
        torch.manual_seed(self.seen + rank)
        self.task = make_task(options, np.random.default_rng([self.seen, rank]))
        shared.adopt(self.task.networks, rank)
        self.optimizer = AdamW(shared, rank)

    def train(self):
        start = saved = time.time()
        first_step, losses = self.steps, []
        while not self.shared.stop.item():
            progress = (time.time() - start) / (60 * self.options.minutes)
            losses.append(self.gradients())
            self.update(learning_rate(self.options.rate, self.steps - first_step, progress, self.options.decay))
            if self.rank == 0:
                self.shared.stop[0] = progress >= 1
                if self.steps % REPORT_EVERY == 0:
                    speed = (self.steps - first_step) * self.samples_per_step / (time.time() - start)
                    print(f"step {self.steps} seen {self.seen} loss {np.mean(losses[-REPORT_EVERY:]):.4f} {speed:.0f}/s", flush=True)
            self.barrier.wait()
            if self.rank == 0 and (self.shared.stop.item() or time.time() - saved > SAVE_EVERY):
                self.task.save(self.shared, self.seen, self.steps)
                saved = time.time()

    def update(self, rate):
        """One step of the optimiser on this process's part of the weights, once everybody's gradients are there."""
        self.barrier.wait()
        self.optimizer.reduce()
        self.barrier.wait()
        self.steps += 1
        self.seen += self.samples_per_step
        self.optimizer.step(self.steps, rate, average_share(self.steps))

    def gradients(self):
        """Writes the gradients of one batch into this process's row of the shared gradients; the loss."""
        self.shared.gradients[self.rank].zero_()
        loss = self.task.loss(self.options.batch)
        loss.backward()
        return loss.item()
