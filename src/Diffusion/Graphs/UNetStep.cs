using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>A layer of a UNet on its way: between two of them its graph may be cut.</summary>
/// <param name="Modules">What weights it has.</param>
/// <param name="Channels">Of what it makes.</param>
/// <param name="Skips">How many skips are made once it is done.</param>
/// <param name="Apply">Writes it.</param>
internal sealed record UNetStep(IReadOnlyList<string> Modules, int Channels, int Skips, Func<Value, Value> Apply)
{
    /// <summary>Bytes of its weights, as they are computed with.</summary>
    public long Bytes(IWeights weights) =>
        weights.HeldBytes(name => Modules.Any(module => name.StartsWith(module + ".", StringComparison.Ordinal)));

    /// <summary>Cuts into so many parts, none much larger than the others.</summary>
    /// <param name="bytes">Of each step.</param>
    /// <param name="parts">How many at most.</param>
    /// <returns>Where each part ends.</returns>
    public static IReadOnlyList<int> Cuts(IReadOnlyList<long> bytes, int parts)
    {
        const double wider = 1.02;
        for (var limit = (double)bytes.Sum() / parts; ; limit *= wider)
        {
            if (Ends(bytes, limit) is var ends && ends.Count <= parts)
            {
                return ends;
            }
        }
    }

    private static List<int> Ends(IReadOnlyList<long> bytes, double limit)
    {
        var (ends, sum) = (new List<int>(), 0L);
        for (var i = 0; i < bytes.Count; i++)
        {
            if (sum > 0 && sum + bytes[i] > limit)
            {
                ends.Add(i);
                sum = 0;
            }

            sum += bytes[i];
        }

        return [.. ends, bytes.Count];
    }
}

/// <summary>A part of a UNet: a graph that takes what those before made and makes what those after take.</summary>
/// <param name="Model">The graph.</param>
/// <param name="Bytes">Of its weights, as they are computed with.</param>
internal sealed record UNetPart(OnnxModel Model, long Bytes);
