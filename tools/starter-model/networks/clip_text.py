"""CLIP's text encoder, with transformers' parameter names."""

import torch
from torch import nn

import kernels

from .layers import LayerNorm, attention


class CLIPAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.k_proj = nn.Linear(width, width)
        self.v_proj = nn.Linear(width, width)
        self.q_proj = nn.Linear(width, width)
        self.out_proj = nn.Linear(width, width)

    def forward(self, x, mask):
        return self.out_proj(attention(self.q_proj(x), self.k_proj(x), self.v_proj(x), self.heads, mask))


class CLIPMLP(nn.Module):
    def __init__(self, width, inner):
        super().__init__()
        self.fc1 = nn.Linear(width, inner)
        self.fc2 = nn.Linear(inner, width)

    def forward(self, x):
        x = self.fc1(x)
        return self.fc2(kernels.swish(x, 1.702) if kernels.available(x) else x * torch.sigmoid(1.702 * x))


class CLIPEncoderLayer(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.self_attn = CLIPAttention(width, heads)
        self.layer_norm1 = LayerNorm(width)
        self.mlp = CLIPMLP(width, inner)
        self.layer_norm2 = LayerNorm(width)

    def forward(self, x, mask):
        x = x + self.self_attn(self.layer_norm1(x), mask)
        return x + self.mlp(self.layer_norm2(x))


class CLIPTextEmbeddings(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.token_embedding = nn.Embedding(config["vocab_size"], config["hidden_size"])
        self.position_embedding = nn.Embedding(config["max_position_embeddings"], config["hidden_size"])
        nn.init.normal_(self.token_embedding.weight, std=0.04)
        nn.init.normal_(self.position_embedding.weight, std=0.02)

    def forward(self, ids):
        return self.token_embedding(ids) + self.position_embedding.weight[: ids.shape[1]]


class CLIPEncoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        sizes = config["hidden_size"], config["num_attention_heads"], config["intermediate_size"]
        self.layers = nn.ModuleList([CLIPEncoderLayer(*sizes) for _ in range(config["num_hidden_layers"])])

    def forward(self, x):
        mask = torch.full((x.shape[1], x.shape[1]), -1e4, device=x.device).triu(1)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class CLIPTextTransformer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embeddings = CLIPTextEmbeddings(config)
        self.encoder = CLIPEncoder(config)
        self.final_layer_norm = LayerNorm(config["hidden_size"])

    def forward(self, ids):
        return self.final_layer_norm(self.encoder(self.embeddings(ids)))


class CLIPTextModel(nn.Module):
    """Token ids [batch, tokens] to hidden states [batch, tokens, hidden_size]; quick_gelu, causal."""

    def __init__(self, config):
        super().__init__()
        self.text_model = CLIPTextTransformer(config)

    def forward(self, ids):
        return self.text_model(ids)
