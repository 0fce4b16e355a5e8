namespace Atelier.Samplers.Noise;

/// <summary>MT19937 (Matsumoto and Nishimura 1998), seeded and read as PyTorch's CPU generator does. PyTorch: <c>at::mt19937</c>.</summary>
/// <param name="seed">Only its lower 32 bits count.</param>
internal sealed class MersenneTwister(ulong seed)
{
    private const int Length = 624;
    private const int Shift = 397;

    private readonly uint[] _state = Seeded((uint)seed);
    private int _next = Length;

    /// <summary>32 random bits.</summary>
    public uint Next()
    {
        if (_next == Length)
        {
            Twist();
        }

        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    /// <summary>Uniform on 0 to 1 without 1, in steps of 2^−24.</summary>
    public float NextSingle() => (Next() & 0xffffff) * (1f / (1 << 24));

    /// <summary>Uniform on 0 to 1 without 1, in steps of 2^−53.</summary>
    public double NextDouble()
    {
        var high = (ulong)Next();
        return (((high << 32) | Next()) & ((1UL << 53) - 1)) * (1.0 / (1UL << 53));
    }

    private static uint[] Seeded(uint seed)
    {
        var state = new uint[Length];
        state[0] = seed;
        for (var i = 1; i < Length; i++)
        {
            state[i] = (1812433253 * (state[i - 1] ^ (state[i - 1] >> 30))) + (uint)i;
        }

        return state;
    }

    private void Twist()
    {
        for (var i = 0; i < Length; i++)
        {
            var mixed = (_state[i] & 0x80000000) | (_state[(i + 1) % Length] & 0x7fffffff);
            _state[i] = _state[(i + Shift) % Length] ^ (mixed >> 1) ^ ((mixed & 1) * 0x9908b0df);
        }

        _next = 0;
    }
}
