using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>A check for schedules made of whole training timesteps.</summary>
internal static class TableSteps
{
    /// <summary>The model's noise levels, at least as many as the request has steps.</summary>
    /// <exception cref="ArgumentException">They are fewer.</exception>
    public static ReadOnlySpan<double> AtLeast(SigmaRequest request, string schedule) => request.Steps <= request.Table.Sigmas.Length
        ? request.Table.Sigmas
        : throw new ArgumentException(
            $"steps is {request.Steps}; the schedule {schedule} takes at most {request.Table.Sigmas.Length}, the model's training timesteps.",
            nameof(request));
}
