namespace Atelier.ControlNet.Preprocessors;

/// <summary>What both ways of taking a picture's colours away share.</summary>
internal static class Recolor
{
    public const string ControlType = "Recolor";

    public static PartOption Gamma { get; } = new("gamma", 1, 0.1, 2, "Below 1 is brighter, above 1 darker.");

    /// <summary>The level that each lightness from 0 to 255 becomes.</summary>
    public static byte[] Levels(PartOptions options) =>
        [.. Enumerable.Range(0, 256).Select(level => (byte)Math.Round(Math.Pow(level / 255.0, options[Gamma.Name]) * 255))];
}
