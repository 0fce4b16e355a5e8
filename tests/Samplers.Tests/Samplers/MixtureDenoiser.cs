using Atelier.Sampling;
using Atelier.Support;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Samplers;

/// <summary>
/// The golden folder's closed-form denoiser: the posterior mean of equally likely Gaussians of one deviation, row by row.
/// </summary>
/// <param name="centres">Their means, one a row.</param>
/// <param name="deviation">Their deviation.</param>
/// <param name="table">The training schedule.</param>
internal sealed class MixtureDenoiser(GoldenTensor centres, double deviation, ISigmaTable table) : IDenoiser
{
    private readonly double[][] _centres = [.. centres.Doubles.Chunk(centres.Shape[1])];

    public ISigmaTable Table => table;

    public Denoised Denoise(Latent x, double sigma)
    {
        var variance = (deviation * deviation) + (sigma * sigma);
        var rows = x.Values.ToArray().Chunk(_centres[0].Length);
        return new Denoised(Latent.Own(x.Shape, [.. rows.SelectMany(row => Denoise(row, sigma * sigma, variance))]));
    }

    private IEnumerable<double> Denoise(double[] row, double noise, double variance)
    {
        var logs = _centres.Select(centre => -row.Zip(centre, (x, c) => (x - c) * (x - c)).Sum() / (2 * variance)).ToArray();
        var weights = logs.Select(log => Math.Exp(log - logs.Max())).ToArray();
        for (var i = 0; i < row.Length; i++)
        {
            var mean = weights.Zip(_centres, (weight, centre) => weight * centre[i]).Sum() / weights.Sum();
            yield return ((row[i] * deviation * deviation) + (mean * noise)) / variance;
        }
    }
}
