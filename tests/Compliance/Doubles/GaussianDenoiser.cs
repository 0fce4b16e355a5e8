using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Compliance.Doubles;

/// <summary>
/// The exact denoiser of data that is normal with mean 0 and deviation <see cref="Deviation"/>: D(x, sigma) = x·s²/(s² + sigma²). Along its
/// probability flow x keeps its proportion to √(s² + sigma²), so that the exact end of a run is known.
/// </summary>
public sealed class GaussianDenoiser : IDenoiser
{
    private int _calls;

    public double Deviation { get; init; } = 1;

    /// <summary>Throws <see cref="OperationCanceledException"/> from this call on.</summary>
    public int CancelAt { get; init; } = int.MaxValue;

    public int Calls => _calls;

    public ISigmaTable Table => SigmaList.StableDiffusion;

    public Denoised Denoise(Latent x, double sigma)
    {
        if (Interlocked.Increment(ref _calls) >= CancelAt)
        {
            throw new OperationCanceledException("cancelled by the test");
        }

        if (!(sigma > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "A denoiser's noise level is above 0.");
        }

        var variance = Deviation * Deviation;
        return new Denoised(x * (variance / (variance + (sigma * sigma))));
    }

    /// <summary>What the probability flow makes of a latent between two noise levels.</summary>
    public Latent Flow(Latent x, double sigma, double sigmaNext) => x * (Spread(sigmaNext) / Spread(sigma));

    /// <summary>The deviation of noisy data.</summary>
    public double Spread(double sigma) => Math.Sqrt((Deviation * Deviation) + (sigma * sigma));
}
