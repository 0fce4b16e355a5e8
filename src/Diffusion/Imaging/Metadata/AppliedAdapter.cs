using Atelier.Generation;

namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>An adapter that was applied, with how much of it this model knew.</summary>
public sealed record AppliedAdapter
{
    /// <summary>How many unmatched names are kept.</summary>
    public const int MostNames = 5;

    /// <summary>Its name in <c>models/loras</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The hash by which other programs know it, 12 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Its strength on the UNet.</summary>
    public required double Weight { get; init; }

    /// <summary>Its strength on the text encoders.</summary>
    public required double TextEncoderWeight { get; init; }

    /// <summary>The fraction of the schedule at which it began.</summary>
    public double Start { get; init; }

    /// <summary>The fraction of the schedule at which it ended.</summary>
    public double End { get; init; } = 1;

    /// <summary>Whether the prompt's text named it.</summary>
    public bool InPrompt { get; init; }

    /// <summary>How many of its tensors were applied.</summary>
    public required int Matched { get; init; }

    /// <summary>How many of its tensors have no place in this model.</summary>
    public required int Unmatched { get; init; }

    /// <summary>The first of those, by name.</summary>
    public IReadOnlyList<string> FirstUnmatched { get; init; } = [];

    /// <summary>How a request asks for the same.</summary>
    public AdapterUse ToUse() => new() { Name = Name, Weight = Weight, TextEncoderWeight = TextEncoderWeight, Start = Start, End = End };
}
