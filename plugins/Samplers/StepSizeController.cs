namespace Atelier.Samplers;

/// <summary>Chooses the next step by the errors of the last three. k-diffusion: <c>PIDStepSizeController</c>.</summary>
/// <param name="options">Those of <c>dpm_adaptive</c>.</param>
internal sealed class StepSizeController(PartOptions options)
{
    /// <summary>Keeps an error of 0 from asking for an endless step.</summary>
    private const double Epsilon = 1e-8;

    // Noise lowers the order that the error shows (k-diffusion's figure).
    private readonly double _order = options["eta"] > 0 ? 1.5 : options["order"];
    private double _last;
    private double _beforeLast;

    /// <summary>The step to try next, in log sigma.</summary>
    public double H { get; private set; } = options["h_init"];

    /// <summary>Whether a step with this error may be taken. Sets <see cref="H"/> either way.</summary>
    /// <param name="error">In units of what is tolerated.</param>
    /// <exception cref="ArithmeticException">The error is not a number: no step size would ever be accepted.</exception>
    public bool Accepts(double error)
    {
        if (!double.IsFinite(error))
        {
            throw new ArithmeticException("The model's prediction is not finite, so dpm_adaptive cannot choose a step.");
        }

        var inverse = 1 / (error + Epsilon);
        if (_last == 0)
        {
            (_last, _beforeLast) = (inverse, inverse);
        }

        var (p, i, d) = (options["pcoeff"], options["icoeff"], options["dcoeff"]);
        var factor = Math.Pow(inverse, (p + i + d) / _order) * Math.Pow(_last, -(p + (2 * d)) / _order) * Math.Pow(_beforeLast, d / _order);
        factor = 1 + Math.Atan(factor - 1);
        H *= factor;
        if (factor < options["accept_safety"])
        {
            return false;
        }

        (_last, _beforeLast) = (inverse, _last);
        return true;
    }
}
