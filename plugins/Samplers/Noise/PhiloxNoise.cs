using Atelier.Noise;

namespace Atelier.Samplers.Noise;

/// <summary>
/// <c>torch.randn</c> as NVIDIA GPUs give it: Philox 4×32-10 (Salmon et al. 2011) and Box–Muller. A1111 with its random number source set
/// to GPU or NV; A1111: <c>rng_philox</c>.
/// </summary>
internal sealed class PhiloxNoise : INoise
{
    public string Name => "philox";

    public string Label => "NV";

    public IReadOnlyList<string> Aliases => ["GPU", "cuda"];

    public string Description => "PyTorch's CUDA generator, seed for seed.";

    public INoiseStream Open(ulong seed) => new Stream(seed);

    private sealed class Stream(ulong seed) : INoiseStream
    {
        private const int Rounds = 10;

        // 2^−32 as single precision prints it, which the generators scale by.
        private const float Scale = 2.3283064e-10f;
        private const float AngleScale = (float)(2.3283064e-10 * 6.2831855);

        private uint _offset;

        public void Fill(Span<float> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                var (x, y) = Philox(_offset, (uint)i);
                var u = (x * (double)Scale) + (Scale / 2);
                var v = (y * (double)AngleScale) + (AngleScale / 2);
                values[i] = (float)(Math.Sqrt(-2 * Math.Log(u)) * Math.Sin(v));
            }

            _offset++;
        }

        /// <summary>The first two of the four words at counter (offset, 0, index, 0), keyed by the seed.</summary>
        private (uint X, uint Y) Philox(uint offset, uint index)
        {
            var (c0, c1, c2, c3) = (offset, 0u, index, 0u);
            var (k0, k1) = ((uint)seed, (uint)(seed >> 32));
            for (var round = 0; round < Rounds; round++)
            {
                var (p0, p1) = (c0 * 0xd2511f53UL, c2 * 0xcd9e8d57UL);
                (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
                k0 += 0x9e3779b9;
                k1 += 0xbb67ae85;
            }

            return (c0, c1);
        }
    }
}
