namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>
/// Tells from a noise level how far a generation is. Samplers that evaluate between two levels, or twice a step, leave no other measure.
/// </summary>
internal sealed class StepFinder(double[] sigmas)
{
    /// <summary>Steps of the schedule.</summary>
    public int Steps => sigmas.Length - 1;

    /// <summary>The step that a noise level belongs to: the last whose start is not below it. 0 to <see cref="Steps"/> − 1.</summary>
    public int StepAt(double sigma)
    {
        // A level computed through logarithms may miss the schedule's by a rounding error.
        var level = sigma * (1 - 1e-9);
        var step = 0;
        while (step < Steps - 1 && sigmas[step + 1] >= level)
        {
            step++;
        }

        return step;
    }

    /// <summary>The fraction of the schedule that lies behind: 0 at its start, below 1 at the start of its last step.</summary>
    public double ProgressAt(double sigma)
    {
        var step = StepAt(sigma);
        var from = sigmas[step];
        var to = sigmas[step + 1];
        return (step + Math.Clamp((from - sigma) / (from - to), 0, 1)) / Steps;
    }
}
