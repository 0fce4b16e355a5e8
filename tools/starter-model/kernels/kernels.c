// Forward and backward passes of what eager PyTorch spends most of a small UNet's step on, each fused into one pass over bf16 rows.
// Tensors are contiguous, the last dimension is the channels; statistics and gradients of weights are float.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint16_t bf16;

static inline float widen(bf16 x)
{
    union { uint32_t i; float f; } u = { (uint32_t)x << 16 };
    return u.f;
}

static inline bf16 narrow(float x)
{
    union { float f; uint32_t i; } u = { x };
    return (bf16)((u.i + 0x7fff + ((u.i >> 16) & 1)) >> 16);
}

static inline float sigmoid(float x) { return 1.0f / (1.0f + expf(-x)); }

// y = silu?(group_norm(x)); x, y: [batch, pixels, channels]; mean, rstd: [batch, groups].
void group_norm_forward(const bf16 *x, const float *w, const float *b, bf16 *y, float *mean, float *rstd,
                        long batch, long pixels, long channels, long groups, float eps, int silu)
{
    long width = channels / groups;
    float sum[channels], square[channels], scale[channels], shift[channels];
    for (long n = 0; n < batch; n++)
    {
        const bf16 *xn = x + n * pixels * channels;
        bf16 *yn = y + n * pixels * channels;
        memset(sum, 0, sizeof sum);
        memset(square, 0, sizeof square);
        for (long p = 0; p < pixels; p++)
            for (long c = 0; c < channels; c++)
            {
                float v = widen(xn[p * channels + c]);
                sum[c] += v;
                square[c] += v * v;
            }
        for (long g = 0; g < groups; g++)
        {
            float s = 0, q = 0;
            for (long c = g * width; c < (g + 1) * width; c++) s += sum[c], q += square[c];
            float count = (float)(pixels * width), m = s / count, r = 1.0f / sqrtf(fmaxf(q / count - m * m, 0) + eps);
            mean[n * groups + g] = m;
            rstd[n * groups + g] = r;
            for (long c = g * width; c < (g + 1) * width; c++) scale[c] = w[c] * r, shift[c] = b[c] - m * r * w[c];
        }
        if (silu)
            for (long p = 0; p < pixels; p++)
                for (long c = 0; c < channels; c++)
                {
                    float z = widen(xn[p * channels + c]) * scale[c] + shift[c];
                    yn[p * channels + c] = narrow(z * sigmoid(z));
                }
        else
            for (long p = 0; p < pixels; p++)
                for (long c = 0; c < channels; c++)
                    yn[p * channels + c] = narrow(widen(xn[p * channels + c]) * scale[c] + shift[c]);
    }
}

void group_norm_backward(const bf16 *x, const bf16 *dy, const float *w, const float *b, const float *mean, const float *rstd,
                         bf16 *dx, float *dw, float *db, long batch, long pixels, long channels, long groups, int silu)
{
    long width = channels / groups;
    float m[channels], r[channels], s1[channels], s2[channels], k1[channels], k2[channels], scale[channels];
    float *dz = malloc(sizeof(float) * pixels * channels);
    memset(dw, 0, sizeof(float) * channels);
    memset(db, 0, sizeof(float) * channels);
    for (long n = 0; n < batch; n++)
    {
        const bf16 *xn = x + n * pixels * channels, *dyn = dy + n * pixels * channels;
        bf16 *dxn = dx + n * pixels * channels;
        for (long c = 0; c < channels; c++) m[c] = mean[n * groups + c / width], r[c] = rstd[n * groups + c / width], s1[c] = s2[c] = 0;
        for (long p = 0; p < pixels; p++)
            for (long c = 0; c < channels; c++)
            {
                float h = (widen(xn[p * channels + c]) - m[c]) * r[c], d = widen(dyn[p * channels + c]);
                if (silu)
                {
                    float z = h * w[c] + b[c], s = sigmoid(z);
                    d *= s * (1 + z * (1 - s));
                }
                dz[p * channels + c] = d;
                s1[c] += d;
                s2[c] += d * h;
            }
        for (long g = 0; g < groups; g++)
        {
            float a1 = 0, a2 = 0, count = (float)(pixels * width);
            for (long c = g * width; c < (g + 1) * width; c++) a1 += w[c] * s1[c], a2 += w[c] * s2[c];
            for (long c = g * width; c < (g + 1) * width; c++) k1[c] = a1 / count, k2[c] = a2 / count;
        }
        for (long c = 0; c < channels; c++) db[c] += s1[c], dw[c] += s2[c], scale[c] = w[c];
        for (long p = 0; p < pixels; p++)
            for (long c = 0; c < channels; c++)
            {
                float h = (widen(xn[p * channels + c]) - m[c]) * r[c];
                dxn[p * channels + c] = narrow(r[c] * (scale[c] * dz[p * channels + c] - k1[c] - h * k2[c]));
            }
    }
    free(dz);
}

// Layer norm over the last dimension; x, y: [rows, width].
void layer_norm_forward(const bf16 *x, const float *w, const float *b, bf16 *y, float *mean, float *rstd, long rows, long width, float eps)
{
    for (long i = 0; i < rows; i++)
    {
        const bf16 *xi = x + i * width;
        bf16 *yi = y + i * width;
        float s = 0, q = 0;
        for (long c = 0; c < width; c++) { float v = widen(xi[c]); s += v; q += v * v; }
        float m = s / width, r = 1.0f / sqrtf(fmaxf(q / width - m * m, 0) + eps);
        mean[i] = m;
        rstd[i] = r;
        for (long c = 0; c < width; c++) yi[c] = narrow((widen(xi[c]) - m) * r * w[c] + b[c]);
    }
}

void layer_norm_backward(const bf16 *x, const bf16 *dy, const float *w, const float *mean, const float *rstd,
                         bf16 *dx, float *dw, float *db, long rows, long width)
{
    memset(dw, 0, sizeof(float) * width);
    memset(db, 0, sizeof(float) * width);
    for (long i = 0; i < rows; i++)
    {
        const bf16 *xi = x + i * width, *dyi = dy + i * width;
        float m = mean[i], r = rstd[i], a1 = 0, a2 = 0;
        for (long c = 0; c < width; c++)
        {
            float h = (widen(xi[c]) - m) * r, d = widen(dyi[c]);
            db[c] += d;
            dw[c] += d * h;
            a1 += d * w[c];
            a2 += d * w[c] * h;
        }
        a1 /= width;
        a2 /= width;
        for (long c = 0; c < width; c++)
            dx[i * width + c] = narrow(r * (widen(dyi[c]) * w[c] - a1 - (widen(xi[c]) - m) * r * a2));
    }
}

// GEGLU: y = a * gelu(g) of [a | g]; x: [rows, 2 width].
void geglu_forward(const bf16 *x, bf16 *y, long rows, long width)
{
    for (long i = 0; i < rows; i++)
    {
        const bf16 *a = x + i * 2 * width, *g = a + width;
        for (long c = 0; c < width; c++)
        {
            float v = widen(g[c]);
            y[i * width + c] = narrow(widen(a[c]) * v * 0.5f * (1 + erff(v * 0.70710678f)));
        }
    }
}

void geglu_backward(const bf16 *x, const bf16 *dy, bf16 *dx, long rows, long width)
{
    for (long i = 0; i < rows; i++)
    {
        const bf16 *a = x + i * 2 * width, *g = a + width, *d = dy + i * width;
        bf16 *da = dx + i * 2 * width, *dg = da + width;
        for (long c = 0; c < width; c++)
        {
            float v = widen(g[c]), phi = 0.5f * (1 + erff(v * 0.70710678f)), dv = widen(d[c]);
            da[c] = narrow(dv * v * phi);
            dg[c] = narrow(dv * widen(a[c]) * (phi + v * 0.39894228f * expf(-0.5f * v * v)));
        }
    }
}

// y = x * sigmoid(k x)
void swish_forward(const bf16 *x, bf16 *y, long count, float k)
{
    for (long i = 0; i < count; i++) { float v = widen(x[i]); y[i] = narrow(v * sigmoid(k * v)); }
}

void swish_backward(const bf16 *x, const bf16 *dy, bf16 *dx, long count, float k)
{
    for (long i = 0; i < count; i++)
    {
        float v = widen(x[i]), s = sigmoid(k * v);
        dx[i] = narrow(widen(dy[i]) * s * (1 + k * v * (1 - s)));
    }
}

// y = softmax(scale x + bias); x: [rows, width], bias: [bias_rows, width], row i takes bias row i mod bias_rows. In place when y = x.
void softmax_forward(const bf16 *x, const float *bias, bf16 *y, long rows, long width, long bias_rows, float scale)
{
    float e[width];
    for (long i = 0; i < rows; i++)
    {
        const bf16 *xi = x + i * width;
        const float *bi = bias + (i % bias_rows) * width;
        float top = -1e30f, sum = 0;
        for (long c = 0; c < width; c++) { e[c] = widen(xi[c]) * scale + bi[c]; top = fmaxf(top, e[c]); }
        for (long c = 0; c < width; c++) { e[c] = expf(e[c] - top); sum += e[c]; }
        sum = 1 / sum;
        for (long c = 0; c < width; c++) y[i * width + c] = narrow(e[c] * sum);
    }
}

void softmax_backward(const bf16 *y, const bf16 *dy, bf16 *dx, long rows, long width, float scale)
{
    for (long i = 0; i < rows; i++)
    {
        const bf16 *yi = y + i * width, *di = dy + i * width;
        float dot = 0;
        for (long c = 0; c < width; c++) dot += widen(yi[c]) * widen(di[c]);
        for (long c = 0; c < width; c++) dx[i * width + c] = narrow(scale * widen(yi[c]) * (widen(di[c]) - dot));
    }
}
