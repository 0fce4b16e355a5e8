using System.Globalization;
using Atelier.Support;

namespace Atelier.Samplers.Tests.Noise;

/// <summary>The tensors of the golden noise, by seed.</summary>
internal static class GoldenNoise
{
    /// <summary>Those whose name is one of the prefixes followed by a seed; at least one for each prefix.</summary>
    public static IEnumerable<(ulong Seed, GoldenTensor Tensor)> Of(params string[] prefixes)
    {
        var golden = Golden.Open("noise", "expected.safetensors");
        foreach (var prefix in prefixes)
        {
            var names = golden.Names.Where(
                name => name.StartsWith(prefix, StringComparison.Ordinal) && char.IsAsciiDigit(name[prefix.Length])).ToList();
            Assert.NotEmpty(names);
            foreach (var name in names)
            {
                yield return (ulong.Parse(name[prefix.Length..], CultureInfo.InvariantCulture), golden[name]);
            }
        }
    }
}
