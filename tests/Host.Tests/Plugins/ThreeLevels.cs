using Atelier.Sampling;

namespace Atelier.Host.Tests.Plugins;

/// <summary>The smallest training schedule.</summary>
internal sealed class ThreeLevels : ISigmaTable
{
    public ReadOnlySpan<double> Sigmas => new double[] { 0.1, 1, 10 };

    public double SigmaAt(double timestep) => Sigmas[(int)timestep];

    public double TimestepAt(double sigma) => Sigmas.IndexOf(sigma);
}
