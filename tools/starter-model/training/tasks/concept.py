"""A textual inversion (Gal et al., 2022): vectors in the place of a word, for something that the model can draw but has no word for."""

import torch
import torch.nn.functional as F
from torch import nn

import paths
from storage.safetensors import save_file

from .beside import Extra

TEMPLATES = ["{}", "a picture of {}", "an illustration of {}", "{}, detailed", "a landscape with {}", "{} in the distance"]
WORD = "landscape"  # what the vectors begin as


class Vectors(nn.Module):
    def __init__(self, start):
        super().__init__()
        self.vectors = nn.Parameter(start + 0.01 * torch.randn_like(start))


class TableWith(nn.Module):
    """An embedding table with the vectors as its last rows."""

    def __init__(self, table, vectors):
        super().__init__()
        self.table, self.own = table, vectors

    def forward(self, ids):
        return F.embedding(ids, torch.cat([self.table.weight, self.own.vectors]))


class Concept(Extra):
    def __init__(self, options, random):
        super().__init__(options, random)
        embeddings = self.base["text"].text_model.embeddings
        self.first = len(embeddings.token_embedding.weight)
        like = self.examples.tokenizer(WORD)[1]
        own = Vectors(embeddings.token_embedding.weight[like].detach().repeat(options.vectors, 1))
        embeddings.token_embedding = TableWith(embeddings.token_embedding, own)
        self.networks = nn.ModuleDict({"concept": own})

    def loss(self, count):
        clean, _, _ = self.examples.draw(count)
        return self.error(clean, torch.tensor([self._caption() for _ in range(count)]), self.base)

    def _caption(self):
        before, after = TEMPLATES[self.random.integers(len(TEMPLATES))].split("{}")
        tokenizer, length = self.examples.tokenizer, self.options.tokens
        start, end = tokenizer("", 2)
        inner = [i for i in tokenizer(before)[1:] if i != end]
        inner += range(self.first, self.first + self.options.vectors)
        inner += [i for i in tokenizer(after)[1:] if i != end]
        ids = [start, *inner][: length - 1]
        return ids + [end] * (length - len(ids))

    def save(self, shared, seen, steps):
        file = paths.MODELS / "embeddings" / f"{self.options.name}.safetensors"
        file.parent.mkdir(parents=True, exist_ok=True)
        save_file(file, {"emb_params": self.averages(shared)["concept.vectors"]}, name=self.options.name, samples_seen=seen)
