namespace Atelier.Samplers.Noise;

/// <summary>
/// Hashes integers into well-mixed seeds (O'Neill 2015, <c>seed_seq</c> reconsidered). NumPy: <c>SeedSequence(entropy, spawn_key,
/// pool_size)</c>.
/// </summary>
internal static class SeedSequence
{
    /// <summary>The first word of <c>generate_state</c>.</summary>
    /// <param name="entropy">The seed.</param>
    /// <param name="spawnKey">Which of its descendants; empty for the seed itself.</param>
    /// <param name="poolSize">Words of state, at least two.</param>
    public static uint First(ulong entropy, ReadOnlySpan<ulong> spawnKey, int poolSize)
    {
        var pool = Mix(Words(entropy, spawnKey, poolSize), poolSize);
        var hash = 0x8b51f9ddu;
        return Hash(pool[0], ref hash, 0x58f38ded);
    }

    /// <summary>Every number in as many little-endian words as it needs; the seed filled up to the pool's size if keys follow.</summary>
    private static List<uint> Words(ulong entropy, ReadOnlySpan<ulong> spawnKey, int poolSize)
    {
        var words = new List<uint>();
        Add(words, entropy);
        if (spawnKey.Length > 0)
        {
            words.AddRange(new uint[poolSize - words.Count]);
        }

        foreach (var key in spawnKey)
        {
            Add(words, key);
        }

        return words;
    }

    private static void Add(List<uint> words, ulong number)
    {
        words.Add((uint)number);
        if (number > uint.MaxValue)
        {
            words.Add((uint)(number >> 32));
        }
    }

    private static uint[] Mix(List<uint> words, int poolSize)
    {
        var pool = new uint[poolSize];
        var hash = 0x43b0d7e5u;
        for (var i = 0; i < poolSize; i++)
        {
            pool[i] = Hash(i < words.Count ? words[i] : 0, ref hash);
        }

        for (var source = 0; source < poolSize; source++)
        {
            for (var target = 0; target < poolSize; target++)
            {
                if (source != target)
                {
                    pool[target] = Combine(pool[target], Hash(pool[source], ref hash));
                }
            }
        }

        for (var source = poolSize; source < words.Count; source++)
        {
            for (var target = 0; target < poolSize; target++)
            {
                pool[target] = Combine(pool[target], Hash(words[source], ref hash));
            }
        }

        return pool;
    }

    private static uint Hash(uint value, ref uint hash, uint multiplier = 0x931e8875)
    {
        value ^= hash;
        hash *= multiplier;
        value *= hash;
        return value ^ (value >> 16);
    }

    private static uint Combine(uint x, uint y)
    {
        var result = (0xca01f9dd * x) - (0x4973f715 * y);
        return result ^ (result >> 16);
    }
}
