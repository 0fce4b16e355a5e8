using Atelier.Noise;

namespace Atelier.Samplers.Noise;

/// <summary>
/// <c>torch.randn</c> on the CPU, seed for seed: what ComfyUI and diffusers draw, and A1111 with its random number source set to CPU.
/// PyTorch: <c>normal_fill</c> and <c>normal_distribution</c>.
/// </summary>
internal sealed class TorchNoise : INoise
{
    public string Name => "torch";

    public string Label => "CPU";

    public IReadOnlyList<string> Aliases => ["cpu_torch"];

    public string Description => "PyTorch's CPU generator, seed for seed. Seeds count modulo 2^32.";

    public INoiseStream Open(ulong seed) => new Stream(seed);

    private sealed class Stream(ulong seed) : INoiseStream
    {
        /// <summary>From so many values on PyTorch works on blocks of this size, in single precision.</summary>
        private const int Block = 16;

        private readonly MersenneTwister _random = new(seed);

        // The second of a pair outlives the call that made it, as in PyTorch.
        private double? _spare;

        public void Fill(Span<float> values)
        {
            if (values.Length < Block)
            {
                foreach (ref var value in values)
                {
                    value = (float)NextNormal();
                }

                return;
            }

            Uniform(values);
            for (var i = 0; i + Block <= values.Length; i += Block)
            {
                BoxMuller(values.Slice(i, Block));
            }

            if (values.Length % Block != 0)
            {
                // The last block is drawn again, over part of the one before it.
                Uniform(values[^Block..]);
                BoxMuller(values[^Block..]);
            }
        }

        private void Uniform(Span<float> values)
        {
            foreach (ref var value in values)
            {
                value = _random.NextSingle();
            }
        }

        /// <summary>Turns 16 uniform values into normal ones: radii from the first half, angles from the second.</summary>
        private static void BoxMuller(Span<float> values)
        {
            for (var j = 0; j < Block / 2; j++)
            {
                var radius = MathF.Sqrt(-2 * VectorMath.Log(1 - values[j]));
                var (sin, cos) = VectorMath.SinCos(2 * MathF.PI * values[j + (Block / 2)]);
                values[j] = radius * cos;
                values[j + (Block / 2)] = radius * sin;
            }
        }

        private double NextNormal()
        {
            if (_spare is { } spare)
            {
                _spare = null;
                return spare;
            }

            var theta = 2 * Math.PI * _random.NextDouble();
            var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            _spare = radius * Math.Sin(theta);
            return radius * Math.Cos(theta);
        }
    }
}
