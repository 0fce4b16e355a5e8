using Atelier.Sampling;

namespace Atelier.NoOp;

internal sealed class NoOpSchedule : ISigmaSchedule
{
    public string Name => "straight";

    public string Label => "Straight Down";

    public double[] Sigmas(SigmaRequest request) =>
        [.. Enumerable.Range(0, request.Steps + 1).Select(i => request.SigmaMax * (request.Steps - i) / request.Steps)];
}
