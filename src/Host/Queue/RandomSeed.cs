using System.Security.Cryptography;

namespace Atelier.Host.Queue;

/// <summary>A seed for who gives none: 32 bits, which every other program reads too.</summary>
internal static class RandomSeed
{
    public static ulong Next() => BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
}
