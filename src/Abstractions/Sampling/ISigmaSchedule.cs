namespace Atelier.Sampling;

/// <summary>Chooses the noise levels of a generation. A singleton without state.</summary>
public interface ISigmaSchedule : INamed
{
    /// <summary>The noise levels.</summary>
    /// <param name="request">Steps and the model's range.</param>
    /// <returns>Falling noise levels ending in 0: <see cref="SigmaRequest.Steps"/> + 1 of them.</returns>
    double[] Sigmas(SigmaRequest request);
}

/// <summary>What a schedule is asked for.</summary>
/// <param name="Steps">1 or more.</param>
/// <param name="Table">The model's training schedule.</param>
/// <param name="Family">The model's family, such as <c>sd1</c>, <c>sd2</c>, <c>sdxl</c>: some schedules were fitted to one.</param>
public sealed record SigmaRequest(int Steps, ISigmaTable Table, string Family = "sd1")
{
    /// <summary>The smallest noise level above 0 to use. Default: the table's.</summary>
    public double SigmaMin { get; init; } = Table.SigmaMin;

    /// <summary>The noise level to start at. Default: the table's largest.</summary>
    public double SigmaMax { get; init; } = Table.SigmaMax;

    /// <summary>The bend of Karras and polyexponential schedules; null takes the schedule's own default.</summary>
    public double? Rho { get; init; }
}
