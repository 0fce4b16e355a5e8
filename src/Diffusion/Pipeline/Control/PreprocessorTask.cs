using System.Collections.Frozen;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>What map is to be made.</summary>
/// <param name="Preprocessor">Its name.</param>
public sealed record PreprocessorTask(string Preprocessor)
{
    /// <summary>Values of its options by name; what is left out has its default.</summary>
    public IReadOnlyDictionary<string, double> Options { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>The shorter side at which it works, pixels; null keeps the picture's size.</summary>
    public int? Resolution { get; init; }

    /// <summary>White where the picture is to be made anew; null without a mask.</summary>
    public Picture? Mask { get; init; }

    /// <summary>For those that draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>What the request's fields are called, for errors.</summary>
    public PreprocessorFields Fields { get; init; } = new("preprocessor", "options", "resolution");

    /// <summary>The task of a control unit, without its resolution.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="index">Its place in the request.</param>
    public static PreprocessorTask Of(ControlUnit unit, int index) => new(unit.Preprocessor)
    {
        Options = unit.PreprocessorOptions,
        Fields = new($"controls[{index}].preprocessor", $"controls[{index}].preprocessorOptions", $"controls[{index}].resolution"),
    };
}

/// <summary>What a request calls the fields of a preprocessor.</summary>
/// <param name="Preprocessor">The field that names it.</param>
/// <param name="Options">The field with its options.</param>
/// <param name="Resolution">The field with the resolution.</param>
public sealed record PreprocessorFields(string Preprocessor, string Options, string Resolution);
