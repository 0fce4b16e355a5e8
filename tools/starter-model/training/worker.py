"""One training process. All of them run the same steps on the same weights, each on batches of its own; rank 0 reports and saves."""

import time

import numpy as np
import torch

from . import checkpoint
from .examples import Examples
from .noise import Diffusion, TimestepSampler
from .optimizer import AdamW
from .padding import context_bias, spread_position
from .schedule import average_share, learning_rate
from .shared_weights import named_views

POSITIONS = "text.text_model.embeddings.position_embedding.weight"
SAVE_EVERY = 240  # seconds
REPORT_EVERY = 100  # steps


class Worker:
    def __init__(self, rank, options, shared, barrier, progress):
        if options.device == "cpu":
            torch.set_num_threads(1 if options.processes > 1 else torch.get_num_threads())
        self.rank, self.options, self.shared, self.barrier = rank, options, shared, barrier
        self.seen, self.steps = progress
        self.samples_per_step = options.batch * options.processes
        self.random = np.random.default_rng([self.seen, rank])
        torch.manual_seed(self.seen + rank)
        self.networks = checkpoint.networks()
        shared.adopt(self.networks, rank)
        self.examples = Examples(options.size, options.tokens, self.random)
        self.timesteps = TimestepSampler()
        self.diffusion = Diffusion(options.device)
        self.optimizer = AdamW(shared, rank)
        self.context_bias = context_bias(options.tokens).to(options.device)

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
                self.save()
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
        clean, tokens = (x.to(self.options.device) for x in self.examples.draw(self.options.batch))
        timesteps = self.timesteps.draw(self.random, len(clean)).to(self.options.device)
        noisy, target = self.diffusion.noisy_and_target(clean, torch.randn_like(clean), timesteps)
        with torch.autocast(self.options.device, torch.bfloat16):
            context = self.networks["text"](tokens)
            prediction = self.networks["unet"](noisy.contiguous(memory_format=torch.channels_last), timesteps, context, self.context_bias)
        loss = (prediction.float() - target).square().mean()
        loss.backward()
        return loss.item()

    def save(self):
        for flat in (self.shared.weights, self.shared.average):
            spread_position(named_views(flat, self.networks)[POSITIONS], self.options.tokens)
        checkpoint.save({**self.shared.state(self.networks), "seen": self.seen, "steps": self.steps})
