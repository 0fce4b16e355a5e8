using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>What multistep samplers do with their past predictions.</summary>
internal static class History
{
    /// <summary>As far as any of them looks back.</summary>
    private const int Longest = 4;

    /// <summary>Puts the newest first and lets go of what nothing looks back on.</summary>
    public static void Remember(this List<Latent> latents, Latent newest)
    {
        latents.Insert(0, newest);
        if (latents.Count > Longest)
        {
            latents.RemoveAt(Longest);
        }
    }

    /// <summary>Σ weights[j]·latents[j], over as many as there are weights; at least one.</summary>
    public static Latent WeightedSum(this IReadOnlyList<Latent> latents, ReadOnlySpan<double> weights)
    {
        var sum = latents[0] * weights[0];
        for (var j = 1; j < weights.Length; j++)
        {
            sum += latents[j] * weights[j];
        }

        return sum;
    }
}
