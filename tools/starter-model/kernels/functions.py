"""The kernels as differentiable functions of bf16 tensors."""

import ctypes

import torch

from .library import load


def _call(name, *arguments):
    """Tensors go as pointers, integers as long, floats as float."""
    types = {int: ctypes.c_long, float: ctypes.c_float}
    getattr(load(), name)(*[ctypes.c_void_p(a.data_ptr()) if torch.is_tensor(a) else types[type(a)](a) for a in arguments])


def _rows(x):
    return x.numel() // x.shape[-1], x.shape[-1]


def _pixels_last(x):
    return x.to(torch.bfloat16).contiguous(memory_format=torch.channels_last)


def _packed(x):
    return x.to(torch.bfloat16).contiguous()


class _GroupNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, groups, eps, silu):
        x = _pixels_last(x)
        batch, channels, height, width = x.shape
        ctx.sizes = batch, height * width, channels, groups
        ctx.silu = int(silu)
        y, mean, rstd = torch.empty_like(x), torch.empty(batch, groups), torch.empty(batch, groups)
        _call("group_norm_forward", x, weight, bias, y, mean, rstd, *ctx.sizes, eps, ctx.silu)
        ctx.save_for_backward(x, weight, bias, mean, rstd)
        return y

    @staticmethod
    def backward(ctx, dy):
        x, weight, bias, mean, rstd = ctx.saved_tensors
        dx, dweight, dbias = torch.empty_like(x), torch.empty_like(weight), torch.empty_like(bias)
        _call("group_norm_backward", x, _pixels_last(dy), weight, bias, mean, rstd, dx, dweight, dbias, *ctx.sizes, ctx.silu)
        return dx, dweight, dbias, None, None, None


class _LayerNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        x = _packed(x)
        rows, width = _rows(x)
        y, mean, rstd = torch.empty_like(x), torch.empty(rows), torch.empty(rows)
        _call("layer_norm_forward", x, weight, bias, y, mean, rstd, rows, width, eps)
        ctx.save_for_backward(x, weight, mean, rstd)
        return y

    @staticmethod
    def backward(ctx, dy):
        x, weight, mean, rstd = ctx.saved_tensors
        dx, dweight, dbias = torch.empty_like(x), torch.empty_like(weight), torch.empty_like(weight)
        _call("layer_norm_backward", x, _packed(dy), weight, mean, rstd, dx, dweight, dbias, *_rows(x))
        return dx, dweight, dbias, None


class _Geglu(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        x = _packed(x)
        y = torch.empty(*x.shape[:-1], x.shape[-1] // 2, dtype=x.dtype)
        _call("geglu_forward", x, y, *_rows(y))
        ctx.save_for_backward(x)
        return y

    @staticmethod
    def backward(ctx, dy):
        (x,) = ctx.saved_tensors
        dx = torch.empty_like(x)
        _call("geglu_backward", x, _packed(dy), dx, *_rows(dy))
        return dx


class _Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        x = _packed(x)
        ctx.beta = float(beta)
        y = torch.empty_like(x)
        _call("swish_forward", x, y, x.numel(), ctx.beta)
        ctx.save_for_backward(x)
        return y

    @staticmethod
    def backward(ctx, dy):
        (x,) = ctx.saved_tensors
        dx = torch.empty_like(x)
        _call("swish_backward", x, _packed(dy), dx, x.numel(), ctx.beta)
        return dx, None


class _Softmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, bias, scale):
        x = _packed(x)
        ctx.scale = float(scale)
        y = torch.empty_like(x)
        _call("softmax_forward", x, bias, y, *_rows(x), bias.shape[0], ctx.scale)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, dy):
        (y,) = ctx.saved_tensors
        dx = torch.empty_like(y)
        _call("softmax_backward", y, _packed(dy), dx, *_rows(y), ctx.scale)
        return dx, None, None


def group_norm(x, weight, bias, groups, eps, silu):
    """silu(group_norm(x)), or group_norm(x) alone; x is [batch, channels, height, width], channels last in memory."""
    return _GroupNorm.apply(x, weight, bias, groups, eps, silu)


def layer_norm(x, weight, bias, eps):
    """Layer norm over the last dimension."""
    return _LayerNorm.apply(x, weight, bias, eps)


def geglu(x):
    """a * gelu(g) of [a | g] along the last dimension."""
    return _Geglu.apply(x)


def swish(x, beta):
    """x * sigmoid(beta * x)."""
    return _Swish.apply(x, beta)


def softmax(x, bias, scale):
    """softmax(scale * x + bias) along the last dimension; row i of x takes row i mod len(bias) of the float tensor bias."""
    return _Softmax.apply(x, bias, scale)
