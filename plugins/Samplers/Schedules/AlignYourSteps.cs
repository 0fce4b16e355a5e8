using Atelier.Sampling;

namespace Atelier.Samplers.Schedules;

/// <summary>
/// Levels fitted to a model family for 10 steps (Sabour et al. 2024), for other numbers of steps interpolated in log sigma as the authors
/// advise. Families without figures of their own take those of SD 1.5. A1111: <c>get_align_your_steps_sigmas</c>.
/// </summary>
internal sealed class AlignYourSteps : ISigmaSchedule
{
    private static readonly double[] Sd1 = [14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029];
    private static readonly double[] Sdxl = [14.615, 6.315, 3.771, 2.181, 1.342, 0.862, 0.555, 0.380, 0.234, 0.113, 0.029];

    public string Name => "align_your_steps";

    public string Label => "Align Your Steps";

    public IReadOnlyList<string> Aliases => ["ays"];

    public string Description => "Levels fitted to SD 1.5 and SDXL for few steps (Sabour et al. 2024).";

    public double[] Sigmas(SigmaRequest request)
    {
        var fitted = request.Family == "sdxl" ? Sdxl : Sd1;
        return Ramp.Down(request.Steps, fraction =>
        {
            var at = fraction * (fitted.Length - 1);
            var i = Math.Min((int)at, fitted.Length - 2);
            return Math.Exp(Ramp.Mix(Math.Log(fitted[i]), Math.Log(fitted[i + 1]), at - i));
        });
    }
}
