namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>How much of a schedule is walked, counted as AUTOMATIC1111 does (sd_samplers_common.py, setup_img2img_steps).</summary>
/// <param name="Share">0 to 1. At 0 the last step is made all the same: what little noise it takes away is the least there is.</param>
/// <param name="AllSteps">Whether as many steps are made as asked for, of a schedule that is as much longer.</param>
internal sealed record Strength(double Share, bool AllSteps = false)
{
    // 1 would begin above the schedule's first level.
    private const double Most = 0.999;

    /// <summary>All of it.</summary>
    public static Strength Whole { get; } = new(1);

    /// <summary>The levels that are walked.</summary>
    /// <param name="steps">The request's steps.</param>
    /// <param name="schedule">All levels of a schedule of so many steps.</param>
    /// <returns>The levels of the whole schedule, and of those the ones that remain.</returns>
    public (double[] All, double[] Walked) Levels(int steps, Func<int, double[]> schedule)
    {
        var share = Math.Min(Share, Most);
        var all = schedule(AllSteps ? (int)(steps / share) : steps);
        var made = AllSteps ? steps : (int)(share * steps) + 1;
        return (all, made < all.Length ? all[^(made + 1)..] : all);
    }
}
