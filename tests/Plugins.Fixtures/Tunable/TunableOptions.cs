using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Atelier.Tunable;

/// <summary>One option of each type.</summary>
internal sealed class TunableOptions
{
    [Description("How strong it is")]
    [Range(0.0, 2.0)]
    public double Strength { get; set; } = 0.5;

    [Description("How many levels")]
    [Range(1, 20)]
    public int Levels { get; set; } = 3;

    public bool Careful { get; set; } = true;

    public Mood Mood { get; set; } = Mood.Calm;

    [StringLength(10)]
    public string Name { get; set; } = "none";

    public Corner Corner { get; set; } = new();
}

internal enum Mood
{
    Calm,
    Wild,
}

internal sealed class Corner
{
    [Range(0, 9)]
    public int X { get; set; }
}
