using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Automation.Recipes.Templates;

/// <summary>Chance that a key decides: the same key gives the same numbers, on every machine and in every version.</summary>
/// <param name="key">A run's id, or a recipe's name and a date.</param>
internal sealed class Chance(string key)
{
    private int _drawn;

    /// <summary>A seed of 32 bits, the same however often it is asked for: as far as other programs' seeds go.</summary>
    public ulong Seed => (uint)Hash("seed");

    /// <summary>A whole number from 0 to below the count; another one each time.</summary>
    public int Below(int count) => (int)Math.BigMul(Hash($"draw {_drawn++}"), (ulong)count, out _);

    private ulong Hash(string what) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{what}")));
}
